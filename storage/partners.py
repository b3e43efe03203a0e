"""The register of partners."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam

from domain.partners import Partner, PartnersGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, new_id
from storage.tables.partners import partners

PARTNER = Mapper(Partner, partners)

ADD = PARTNER.insert().returning(partners.c.id)
SAVE = PARTNER.update(*(name for name in PARTNER.names if name != "id")).where(
    partners.c.id == bindparam("partner")
)
FIND = PARTNER.select().where(partners.c.id == bindparam("partner"))
ALL = PARTNER.select().order_by(partners.c.place, partners.c.id)


class PartnersTable(Gateway, PartnersGateway):
    """Partners, in the register's order."""

    async def add(self, partner: Partner) -> Partner:
        """Keep a new partner."""
        return replace(partner, id=new_id(await self._tx.first(ADD, **PARTNER.values(partner))))

    async def save(self, partner: Partner) -> None:
        """Overwrite what is kept of the partner with this."""
        await self._tx.run(SAVE, partner=partner.id, **PARTNER.values(partner))

    async def find(self, partner_id: int) -> Partner | None:
        """The partner, or None."""
        return PARTNER.one(await self._tx.first(FIND, partner=partner_id))

    async def all(self) -> Sequence[Partner]:
        """All partners, ended ones too."""
        return PARTNER.all(await self._tx.all(ALL))
