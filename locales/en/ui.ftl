language-name = English
bot-description =
    The bot of { $association }: the field’s news, events, joining and all that members need.
    Press Start; the rest is a few taps.
bot-short-description = { $short }: news, events, joining. { $site }
ui-home = ← Home
ui-back = ← Back
command-start = Where I am and what comes next
command-topics = Topics of mailings
command-unsubscribe = Unsubscribe from mailings
command-language = Language / Язык
command-privacy = My data and consents
command-help = What this bot can do
command-cancel = Stop what was begun
command-status = How the program is doing
