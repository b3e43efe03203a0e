"""Control of people: add and change them, let them block the bot."""

from sandbox.control.request import ControlRequest, route, whole_number
from sandbox.errors import ControlError
from sandbox.membership import set_blocked
from sandbox.people import FIRST_PERSON, Person
from sandbox.types import Json

_PERSON = (
    *("first_name", "last_name", "username", "language_code"),
    *("phone", "is_premium", "bio", "deactivated"),
)


@route("POST", "/control/people")
async def add_person(request: ControlRequest) -> Json:
    world = request.world
    person_id = request.get("id")
    if person_id is None:
        person_id = world.next_number("people", FIRST_PERSON)
        while person_id in world.people or person_id in world.bots:
            person_id = world.next_number("people", FIRST_PERSON)
    person_id = whole_number("id", person_id)
    if person_id in world.people or person_id in world.bots:
        raise ControlError(f"{person_id} is somebody already")
    person = Person(person_id, str(request.need("first_name")))
    return _changed(request, person)


@route("PATCH", "/control/people/{id}")
async def change_person(request: ControlRequest) -> Json:
    return _changed(request, request.world.person(request.number("id")))


def _changed(request: ControlRequest, person: Person) -> Json:
    for name in _PERSON:
        if name in request.given:
            setattr(person, name, request.given[name])
    request.world.save(person)
    request.world.publish_change("people")
    return described(person)


def described(person: Person) -> Json:
    """Return a User with the fields that bots don't see."""
    return person.user() | {"phone": person.phone, "deactivated": person.deactivated}


@route("GET", "/control/people")
async def list_people(request: ControlRequest) -> list[Json]:
    return [described(person) for person in request.world.people.values()]


@route("POST", "/control/block")
async def block(request: ControlRequest) -> Json:
    return _block(request, blocked=True)


@route("POST", "/control/unblock")
async def unblock(request: ControlRequest) -> Json:
    return _block(request, blocked=False)


def _block(request: ControlRequest, *, blocked: bool) -> Json:
    person_id = request.person()
    dialog = request.world.dialog(request.world.bot(request.get("bot")).id, person_id)
    set_blocked(request.world, dialog, blocked=blocked)
    return {"blocked": blocked}
