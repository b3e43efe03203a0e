"""The configuration's table on dues."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, SecretStr, field_validator

from bot.config.sections import Hour, Section
from bot.documents.payment_code import MOST, needed_bytes
from domain.association import Package
from domain.dues.entities import DuesTerms
from domain.forms.numbers import account_fits

Line = Annotated[str, Field(min_length=1, max_length=200)]
# Longer than this nothing is sent to a bank.
Purpose = Annotated[str, Field(min_length=1, max_length=160)]


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
    entry_title: Line = "Вступительный взнос"
    yearly_title: Line = "Членский взнос за год, пакет «{package}»"
    purpose: Purpose = "Членский взнос по счёту № {number} от {date}, {name}. НДС не облагается"
    name: Annotated[str, Field(max_length=160)] = ""
    inn: Annotated[str, Field(pattern=r"^(\d{10}|\d{12})?$")] = ""
    kpp: Annotated[str, Field(pattern=r"^(\d{4}[0-9A-Z]{2}\d{3})?$")] = ""
    account: Annotated[str, Field(pattern=r"^(\d{20})?$")] = ""
    bank: Annotated[str, Field(max_length=100)] = ""
    bik: Annotated[str, Field(pattern=r"^(\d{9})?$")] = ""
    correspondent_account: Annotated[str, Field(pattern=r"^(\d{20})?$")] = ""
    provider_token: SecretStr | None = None

    @field_validator("provider_token")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_:-]+", value.get_secret_value()):
            raise ValueError(
                "expected the form 123456:TEST:… that @BotFather gives for a provider of payments"
            )
        return value

    def mistake(self) -> str:
        """What does not fit together, or nothing. Said by the whole configuration: what it says of a table shows the table."""
        if self.warn_days >= self.grace_days:
            return (
                "dues.warn_days must be less than dues.grace_days: staff hear of a lapse after the due date"
            )
        if self.account and self.bik and not account_fits(self.account, self.bik):
            return "dues.account is not an account in the bank with dues.bik: a digit is mistyped"
        if (length := needed_bytes(self._payee())) > MOST:
            return (
                f"dues.name and dues.bank make the payment code's obligatory fields {length} bytes long, and at most {MOST} are"
                " read (a Cyrillic letter takes two): expected shorter names, as the bank knows them"
            )
        return ""

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
