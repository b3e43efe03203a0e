"""The link that leads from an announcement to a webinar: what stands behind `?start=`."""

PAYLOAD = "webinar-"


def payload_of(webinar_id: int) -> str:
    """What the link to a webinar carries."""
    return f"{PAYLOAD}{webinar_id}"


def webinar_of(payload: str) -> int:
    """The number in a payload that leads to a webinar, else 0."""
    number = payload.removeprefix(PAYLOAD)
    right = payload.startswith(PAYLOAD) and number.isascii() and number.isdigit() and len(number) < 16
    return int(number) if right else 0
