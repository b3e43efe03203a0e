"""What roles and people are called."""

from domain.people import Person
from domain.roles import Role
from handlers.say import Recipient
from handlers.ui import clip


def role_name(to: Recipient, role: Role) -> str:
    """What a role is called in the person's language."""
    return to.label("role-" + role.value.replace("_", "-"))


def person_name(to: Recipient, person: Person) -> str:
    """What a person is called: by name, else by number; plain, to be given to `text` and `label`."""
    return clip(person.name, 100) if person.name else to.label("role-nameless", id=str(person.id))
