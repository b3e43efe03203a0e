contact-greeting =
    Здравствуйте! Это бот ассоциации <b>{ $association }</b>.
    Подпишитесь: новости отрасли и анонсы событий – бесплатно, отписаться можно в один тап.
contact-subscribe = Подписаться
contact-join = Вступить в Ассоциацию
contact-join-coming = Приём заявлений прямо в чате скоро откроется. Пока напишите нам: { $email }
contact-group = Группа участников
contact-topics = Темы рассылки
contact-language-button = Language / Язык
contact-home =
    Вы – <b>сторонник</b> ассоциации { $short }.
    { $count ->
        [one] Тема рассылки
       *[other] Темы рассылки
    }: { $topics }.

    Дальше: присоединяйтесь к группе участников, а чтобы влиять на решения – вступайте в Ассоциацию.
contact-home-unsubscribed =
    Сейчас вы ничего не получаете от { $short }.

    Дальше: подпишитесь на темы, которые вам интересны, или вступайте в Ассоциацию.
contact-cancelled = Хорошо, прервали. Сохранённое не изменилось.
contact-nothing-to-cancel = Прерывать нечего: всё в порядке.
contact-help =
    <b>Что здесь можно</b>
    /start – где вы сейчас и что дальше
    /topics – выбрать темы рассылки
    /unsubscribe – отписаться
    /language – сменить язык
    /privacy – ваши данные и согласия
    /cancel – прервать то, что начато

    Сайт: { $site }
    Канал: { $channel }
    Вопрос человеку: { $email }
contact-language = На каком языке вам удобнее? / Which language do you prefer?
contact-language-chosen = Говорим по-русски
contact-not-understood =
    Здесь я понимаю кнопки и команды, а это сообщение – нет.
    Например: /start – где вы сейчас, /help – всё, что я умею. Вопрос человеку: { $email }
contact-stale-button = Эта кнопка устарела. Вот что действует сейчас.
contact-data-button = Получить мои данные файлом
contact-data-coming = Готовим файл, он придёт сюда.
contact-data = Всё, что мы храним о вас.
contact-data-failed = Файл не получился. Попробуйте ещё раз через /privacy или напишите нам: { $email }
contact-erase-button = Отозвать согласие и удалить всё
contact-erase-ask =
    <b>Удалить всё, что мы храним о вас?</b>
    Согласия, темы и история исчезнут, рассылка прекратится. Вернуть удалённое нельзя, начать заново – можно.
contact-erase-sure = Да, удалить всё
contact-erased = Готово: всё о вас удалено. Захотите вернуться – нажмите /start.
