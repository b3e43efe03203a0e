"""Texts that take a bad pattern or parser for ever, and how long anything may take."""

LONGEST = 0.1  # seconds of the processor for which the event loop may be busy at one go
MOST = 4096  # characters of a message
TEXTS = [
    *(
        unit * (MOST // len(unit))
        for unit in ("9", "a", "я", " ", ".", "1.", "1 ", "a@", "@a", "a.", "http://", "xn--")
    ),
    *(
        unit * (MOST // len(unit))
        for unit in ("٣", "\u0301", "ﷺ", "🙂", "\u200d", "\u202e", "ß", "İ", "𝟗", "1h", "+7", "-")
    ),
    *(
        f"{head}{unit * (MOST - 9)}{tail}"
        for head in ("a@", "+7", "1", "")
        for unit in "a9.-"
        for tail in ("", "!", ".ru")
    ),
    *(
        "\x00",
        "\ud83d",
        "9" * 5000,
        "1e999",
        "-1",
        "0" * MOST + "1",
        "NaN",
        "[" * MOST,
        "http://[" + ":" * 900,
    ),
    *("../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd\x00.pdf", "%2e%2e%2f" * 400),
]
