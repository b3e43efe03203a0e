"""The log of consents."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select, update

from domain.consent import Consent, ConsentGateway
from storage.gateway import Gateway
from storage.mapping import Mapper
from storage.tables.people import consents

_consent = consents.c

CONSENT = Mapper(Consent, consents)

GIVE = CONSENT.insert()
WITHDRAW = (
    update(consents)
    .where(
        _consent.person_id == bindparam("person"),
        _consent.purpose == bindparam("which"),
        _consent.withdrawn_at.is_(None),
    )
    .values(withdrawn_at=bindparam("at"))
)
STANDING = CONSENT.select().where(
    _consent.person_id == bindparam("person_id"), _consent.withdrawn_at.is_(None)
)

_other = consents.alias("other").c
WITHDRAWN_LAST = select(_consent.purpose).where(
    _consent.person_id == bindparam("person_id"),
    _consent.purpose.startswith(bindparam("prefix")),
    _consent.withdrawn_at
    == select(func.max(_other.withdrawn_at))
    .where(_other.person_id == bindparam("person_id"), _other.purpose.startswith(bindparam("prefix")))
    .scalar_subquery(),
)


class ConsentTable(Gateway, ConsentGateway):
    """The log of consents."""

    async def give(self, consent: Consent) -> None:
        """Log a consent; the person must not have one standing for the same purpose."""
        await self._tx.run(GIVE, **CONSENT.values(consent))

    async def withdraw(self, person_id: int, purposes: Sequence[str], at: int) -> None:
        """End the standing consents for `purposes` at `at` (microseconds UTC)."""
        for purpose in purposes:
            await self._tx.run(WITHDRAW, person=person_id, which=purpose, at=at)

    async def standing(self, person_id: int) -> Sequence[Consent]:
        """The consents that hold now."""
        return CONSENT.all(await self._tx.all(STANDING, person_id=person_id))

    async def withdrawn_last(self, person_id: int, prefix: str) -> Sequence[str]:
        """The purposes beginning with `prefix` that were withdrawn together, the last time any was."""
        rows = await self._tx.all(WITHDRAWN_LAST, person_id=person_id, prefix=prefix)
        return [row["purpose"] for row in rows]
