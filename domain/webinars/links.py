"""The deep link from an announcement to a webinar: the payload of `?start=`."""

PAYLOAD = "webinar-"


def payload_of(webinar_id: int) -> str:
    """The payload of the link to a webinar."""
    return f"{PAYLOAD}{webinar_id}"


def webinar_of(payload: str) -> int:
    """The webinar's id in a payload, or 0."""
    number = payload.removeprefix(PAYLOAD)
    right = payload.startswith(PAYLOAD) and number.isascii() and number.isdigit() and len(number) < 16
    return int(number) if right else 0
