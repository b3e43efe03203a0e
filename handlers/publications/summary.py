"""Write the weekly summary in the association's language."""

from collections.abc import Sequence
from typing import Any

from domain.association import Association
from domain.publications.content import Content, units
from domain.publications.entities import Happening, Week
from domain.publications.gateways import SummaryWriter
from handlers.say import Texts
from handlers.ui import clip

LONGEST_LINE = 120
LONGEST = 4000  # characters; editors add what didn't fit


class _Page:
    """Lines with formatting, as many as fit in a message."""

    def __init__(self) -> None:
        self.text = ""
        self.entities: list[dict[str, Any]] = []

    def heading(self, text: str) -> None:
        between = "\n\n" if self.text else ""
        self._add(between, text, {"type": "bold"})

    def line(self, text: str, link: str = "", after: str = "") -> None:
        formatting = {"type": "text_link", "url": link} if link else None
        self._add("\n• ", clip(text, LONGEST_LINE), formatting, after)

    def _add(self, before: str, text: str, formatting: dict[str, Any] | None, after: str = "") -> None:
        if len(self.text) + len(before) + len(text) + len(after) > LONGEST:
            return
        if formatting is not None:
            offset = units(self.text + before)
            self.entities.append({**formatting, "offset": offset, "length": units(text)})
        self.text += before + text + after


class SummaryWords(SummaryWriter):
    """Write the weekly summary."""

    def __init__(self, texts: Texts, association: Association) -> None:
        self._texts = texts
        self._association = association

    def write(self, week: Week) -> Content:
        """Write what happened, under headings; empty ones are left out."""
        texts, association = self._texts, self._association
        language = association.default_language
        page = _Page()
        page.heading(
            texts.plain(
                language,
                "publication-summary",
                since=texts.date(language, week.since),
                until=texts.date(language, week.until),
            )
        )
        if week.organisations or week.people:
            page.heading(texts.plain(language, "publication-summary-members"))
            for name in week.organisations:
                page.line(name)
            if week.people:
                page.line(texts.plain(language, "publication-summary-people", count=week.people))
        if week.groups:
            page.heading(texts.plain(language, "publication-summary-groups"))
            for titles in week.groups:
                page.line(association.speak(titles, language))
        if week.news:
            page.heading(texts.plain(language, "publication-summary-news"))
            for title, link in week.news:
                page.line(title or texts.plain(language, "publication-wordless", count=1), link)
        if week.held or week.held_in_groups:
            page.heading(texts.plain(language, "publication-summary-held"))
            _list(page, week.held)
            if week.held_in_groups:
                page.line(texts.plain(language, "publication-summary-in-groups", count=week.held_in_groups))
        if week.coming:
            page.heading(texts.plain(language, "publication-summary-coming"))
            for webinar in week.coming:
                page.line(webinar.title, after=f", {texts.day(language, webinar.at)}")
        return Content(page.text, tuple(page.entities), preview={"is_disabled": True})


def _list(page: _Page, webinars: Sequence[Happening]) -> None:
    """List webinars, linked to their recordings."""
    for webinar in webinars:
        page.line(webinar.title, webinar.link)
