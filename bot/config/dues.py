"""The configuration's table on dues."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, SecretStr, field_validator

from bot.config.kinds import Hour, Line, Section
from bot.documents.payment_code import MOST, needed_bytes
from domain.answers import Wrong
from domain.association import Package
from domain.dues.entities import DuesTerms
from domain.forms.circumstances import Circumstances
from domain.forms.entities import Question, QuestionKind
from domain.forms.numbers import account_fits, read_account, read_bik, read_inn, read_kpp


def _placeholders(*known: str) -> AfterValidator:
    """A check that a text has no other placeholders than these."""

    def check(value: str) -> str:
        rest = value
        for name in known:
            rest = rest.replace(f"{{{name}}}", "")
        if found := re.search(r"\{[^{}]*\}?|\}", rest):
            there = ", ".join(f"{{{name}}}" for name in known)
            raise ValueError(f"{found[0]} means nothing here; there are {there}")
        return value

    return AfterValidator(check)


def _checked(
    read: Callable[[Question, str, Circumstances], str], kind: QuestionKind, expected: str
) -> AfterValidator:
    """A check of a number as the form's question of its kind does it."""

    def check(value: str) -> str:
        if value:
            try:
                read(Question(kind.value, kind), value, Circumstances(datetime.now(UTC)))
            except Wrong as wrong:
                slip = "a digit is mistyped" if wrong.reason.endswith("-check") else f"expected {expected}"
                raise ValueError(slip) from None
            if not value.isalnum():
                raise ValueError(f"expected {expected}, without spaces")
        return value

    return AfterValidator(check)


Inn = Annotated[str, Field(max_length=12), _checked(read_inn, QuestionKind.INN, "10 or 12 digits")]
Kpp = Annotated[str, Field(max_length=9), _checked(read_kpp, QuestionKind.KPP, "9 digits")]
Bik = Annotated[str, Field(max_length=9), _checked(read_bik, QuestionKind.BIK, "9 digits that begin with 0")]
Account = Annotated[str, Field(max_length=20), _checked(read_account, QuestionKind.ACCOUNT, "20 digits")]
ItemTitle = Annotated[Line, Field(min_length=1, max_length=200), _placeholders("package")]
# Longer than this nothing is sent to a bank.
Purpose = Annotated[Line, Field(min_length=1, max_length=160), _placeholders("number", "date", "name")]


class DuesConfig(Section):
    """When dues are invoiced and reminded of, and to whom they are paid."""

    ladder_days: Annotated[tuple[Annotated[int, Field(ge=-365, le=365)], ...], Field(max_length=12)] = (
        -30,
        -7,
        0,
        14,
        30,
    )
    first_due_days: Annotated[int, Field(ge=1, le=365)] = 30
    invoice_days_before: Annotated[int, Field(ge=1, le=180)] = 30
    grace_days: Annotated[int, Field(ge=1, le=365)] = 45
    warn_days: Annotated[int, Field(ge=1, le=90)] = 7
    notice_hour: Hour = 10
    recheck_days: Annotated[int, Field(ge=1, le=90)] = 7
    entry_title: ItemTitle = "Вступительный взнос"
    yearly_title: ItemTitle = "Членский взнос за год, пакет «{package}»"
    purpose: Purpose = "Членский взнос по счёту № {number} от {date}, {name}. НДС не облагается"
    name: Annotated[Line, Field(max_length=160)] = ""
    inn: Inn = ""
    kpp: Kpp = ""
    account: Account = ""
    bank: Annotated[Line, Field(max_length=100)] = ""
    bik: Bik = ""
    correspondent_account: Account = ""
    provider_token: Annotated[SecretStr, Field(max_length=256)] | None = None

    @field_validator("provider_token")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_:-]+", value.get_secret_value()):
            raise ValueError(
                "expected the form 123456:TEST:… that @BotFather gives for a provider of payments"
            )
        return value

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """Yield the keys that do not fit together, each with the reason."""
        if self.warn_days >= self.grace_days:
            yield "warn_days", "must be less than dues.grace_days: staff hear of a lapse after the due date"
        if self.account and self.bik and not account_fits(self.account, self.bik):
            yield "account", "is not an account in the bank with dues.bik: a digit is mistyped"
        own = self.correspondent_account
        if own and self.bik and not (own[-3:] == self.bik[-3:] and account_fits(own, f"{self.bik[:6]}000")):
            yield "correspondent_account", "is not that of the bank with dues.bik: a digit is mistyped"
        if self.kpp and len(self.inn) == 12:
            yield "kpp", "only an organisation has one, and dues.inn is a person's"
        if (length := needed_bytes(self._payee())) > MOST:
            yield (
                "name",
                (
                    f"with dues.bank the payment code's obligatory fields are {length} bytes long, and at most {MOST} are"
                    " read (a Cyrillic letter takes two): expected shorter names, as the bank knows them"
                ),
            )

    def terms(
        self,
        time_zone: str,
        packages: tuple[Package, ...],
        titles: Mapping[str, str],
        facts: Mapping[str, Any],
    ) -> DuesTerms:
        """The same as the domain knows it."""
        return DuesTerms(
            ladder=self.ladder_days,
            first_due=self.first_due_days,
            before=self.invoice_days_before,
            grace=self.grace_days,
            warn=self.warn_days,
            hour=self.notice_hour,
            recheck=self.recheck_days,
            time_zone=time_zone,
            packages=packages,
            payee=self._payee(),
            purpose=self.purpose,
            lines={"entry": self.entry_title, "yearly": self.yearly_title},
            titles=titles,
            facts=facts,
            online=self.provider_token is not None,
        )

    def _payee(self) -> dict[str, str]:
        return {
            "name": self.name,
            "inn": self.inn,
            "kpp": self.kpp,
            "account": self.account,
            "bank": self.bank,
            "bik": self.bik,
            "correspondent_account": self.correspondent_account,
        }
