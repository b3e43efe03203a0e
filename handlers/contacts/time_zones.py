"""The time zone that a person's quiet hours go by."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData

from domain.contacts import Contacts
from domain.home import HomeScreen
from domain.people import Person
from handlers.contacts.home import back_button, show_home
from handlers.router import Router
from handlers.say import Recipient, Say
from handlers.ui import button, keyboard

router = Router(name="contacts-time_zones")


class TimeZoneAction(CallbackData, prefix="zone"):
    """A tap on the list of zones; `value` is the place of one in the configuration."""

    verb: Literal["choose"]
    value: int


@router.commands("timezone")
async def offer_time_zones(person: Person, to: Recipient, say: Say) -> None:
    mine = person.time_zone or say.association.time_zone
    rows = [
        [
            button(
                ("● " if zone == mine else "") + say.texts.zone(person.language, zone, say.now),
                TimeZoneAction(verb="choose", value=place),
            )
        ]
        for place, zone in enumerate(say.association.time_zones)
    ]
    to.screen(to.text("contact-time-zone"), keyboard(*rows, [back_button(to)]))


@router.taps(TimeZoneAction, "choose")
async def choose_time_zone(
    action: TimeZoneAction, person: Person, say: Say, contacts: Contacts, home_screen: HomeScreen
) -> None:
    zones = say.association.time_zones
    if 0 <= action.value < len(zones):
        person = await contacts.choose_time_zone(person, zones[action.value])
    to = say.to(person)
    if person.consented:
        to.answer("contact-time-zone-chosen")
    show_home(to, await home_screen.of(person))
