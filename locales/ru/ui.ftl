language-name = Русский
bot-description =
    Бот ассоциации { $association }: новости отрасли, мероприятия, вступление и всё для участников.
    Нажмите «Старт» – дальше пара касаний.
bot-short-description = { $short }: новости, мероприятия, вступление. { $site }
ui-home = ← На главную
ui-back = ← Назад
command-start = Где я и что дальше
command-topics = Темы рассылки
command-unsubscribe = Отписаться от рассылки
command-language = Язык / Language
command-privacy = Мои данные и согласия
command-help = Что умеет бот
command-cancel = Прервать то, что начато
command-status = Как работает программа
