contact-greeting =
    Здравствуйте! Это бот ассоциации <b>{ $association }</b>.
    Подпишитесь: новости отрасли и анонсы событий – бесплатно, отписаться можно в один тап.
contact-subscribe = Подписаться
contact-join = Вступить в Ассоциацию
contact-group = Группа участников
contact-webinars = Вебинары и встречи
contact-news = Предложить новость
contact-meet = Познакомиться
contact-topics = Темы рассылки
contact-language-button = Language / Язык
contact-application = Заявление № { $number }
contact-membership = Моё членство
contact-home = Вы – <b>сторонник</b> ассоциации { $short }.
contact-home-unsubscribed = Сейчас вы ничего не получаете от { $short }.
contact-home-member =
    { $kind ->
        [organisation] <b>{ $name }</b> – член ассоциации { $short }, вы её представитель.
       *[person] Вы – <b>член</b> ассоциации { $short }.
    }
contact-home-topics =
    { $count ->
        [one] Тема рассылки
       *[other] Темы рассылки
    }: { $topics }.
contact-home-work =
    Ваша работа здесь ({ $role }):
    { $commands }
contact-home-next =
    Дальше: { $stands ->
        [member] участвуйте в работе вашей рабочей группы.
        [filling] заполните заявление: осталось немного.
        [signing] подпишите заявление и пришлите его сюда.
        [submitted] ваше заявление смотрит секретарь, ответ придёт сюда.
        [returned] исправьте заявление: что не так – на его экране.
        [complete] ваше заявление решает Наблюдательный совет, ответ придёт сюда.
        [postponed] Наблюдательный совет вернётся к вашему заявлению на следующем заседании.
       *[other] { $subscribed ->
            [yes] { $group ->
                [yes] присоединяйтесь к группе участников, а чтобы влиять на решения – вступайте в Ассоциацию.
               *[no] чтобы влиять на решения, вступайте в Ассоциацию.
            }
           *[no] подпишитесь на темы, которые вам интересны, или вступайте в Ассоциацию.
        }
    }
contact-cancelled = Хорошо, прервали. Сохранённое не изменилось.
contact-nothing-to-cancel = Прерывать нечего: всё в порядке.
contact-help =
    <b>Что здесь можно</b>
    { $commands }

    Сайт: { $site }
    Канал: { $channel }
    Вопрос человеку: { $email }
contact-language = На каком языке вам удобнее? / Which language do you prefer?
contact-language-chosen = Говорим по-русски
contact-time-zone = Где вы живёте? По этому времени мы не пишем о том, что может подождать, ночью.
contact-time-zone-chosen = Запомнили
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
