"""The code on an invoice that a bank's application reads: ГОСТ Р 56042-2014."""

import io
from collections.abc import Mapping

FORMAT, UTF_8 = "ST0001", "2"
# What may stand between the fields; the first that no value contains, and the bar if at all possible.
SEPARATORS = "|~_#$^&*/@%"
LONGEST = {"Name": 160, "BankName": 45, "Purpose": 210}  # characters, by the standard
MOST = 300  # bytes of the obligatory fields, by the standard
NEEDED = ("Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc")


def payment_fields(payee: Mapping[str, str], purpose: str, kopecks: int) -> dict[str, str]:
    """What is to be paid, to whom and for what, in the standard's order; empty where the payee isn't known whole."""
    fields = {
        "Name": payee.get("name", ""),
        "PersonalAcc": payee.get("account", ""),
        "BankName": payee.get("bank", ""),
        "BIC": payee.get("bik", ""),
        "CorrespAcc": payee.get("correspondent_account", ""),
        "PayeeINN": payee.get("inn", ""),
        "KPP": payee.get("kpp", ""),
        "Purpose": purpose,
        "Sum": str(kopecks),
    }
    # One line a value: a line's end, or a mark that nobody sees, says nothing to a bank.
    fields = {
        name: " ".join("".join(mark if mark.isprintable() else " " for mark in value).split())
        for name, value in fields.items()
    }
    fields = {name: value[: LONGEST.get(name, 300)].strip() for name, value in fields.items()}
    if kopecks <= 0 or not all(fields[name] for name in NEEDED):
        return {}
    return {name: value for name, value in fields.items() if value}


def needed_bytes(payee: Mapping[str, str]) -> int:
    """How long the obligatory fields are with what parts them; a bank need not read more than MOST."""
    fields = payment_fields(payee, "", 1)
    return (
        len("".join(f"|{name}={fields[name]}" for name in NEEDED if name in fields).encode())
        + len(FORMAT)
        + 1
    )


def payment_text(fields: Mapping[str, str]) -> str:
    """The fields in one text, parted by a sign that none of them contains.

    Where every sign is taken, the bar is left out of the values: it means nothing there.
    """
    told = "".join(fields.values())
    separator = next((sign for sign in SEPARATORS if sign not in told), None)
    if separator is None:
        separator = SEPARATORS[0]
        fields = {name: value.replace(separator, " ") for name, value in fields.items()}
    return separator.join([FORMAT + UTF_8, *(f"{name}={value}" for name, value in fields.items())])


def payment_picture(fields: Mapping[str, str]) -> str:
    """The code as an SVG; empty where there is nothing to pay."""
    import segno  # noqa: PLC0415 -- only the process that makes documents loads it

    if not fields:
        return ""
    buffer = io.BytesIO()
    code = segno.make_qr(payment_text(fields).encode(), error="m")
    code.save(buffer, kind="svg", border=4, xmldecl=False, svgns=True, dark="#000", light="#fff")
    return buffer.getvalue().decode()
