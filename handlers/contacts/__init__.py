"""Start and home, languages, help, a person's own data; and the answer to what nobody understands."""

from handlers.contacts import start

router = start.router
last_resort = start.last_resort
