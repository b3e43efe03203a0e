publication-room = К новостям
publication-plan = План
publication-room-guest =
    <b>Предложить новость</b>
    Новости присылают те, кто подписался: это бесплатно и займёт три касания.
publication-room-screen =
    <b>Предложить новость</b>
    { $full ->
        [yes] Сейчас решения ждут { $most } ваших: больше пока нельзя. Дождитесь ответа или отзовите одну.
       *[no] Пришлите её одним сообщением: текст, ссылку, картинку, видео или альбом. Покажем, как она выйдет, и отправим модераторам.
    }{ $own ->
        [0] { "" }
       *[other] {"\u000A"}Ваши начатые – на кнопках.
    }{ $waiting ->
        [0] { "" }
       *[other] {"\u000A"}⚖ – ждут вашего решения: { $waiting }.
    }
publication-row = { $status ->
        [decide] ⚖
        [waiting] ⏳
        [draft] ✎
        [planned] ⏰
        [missed] ⚠
       *[other] •
    } { $title }
publication-wordless = { $count ->
        [one] Картинка
       *[other] Альбом: { $count }
    }
publication-nowhere = пока никуда
publication-album = Собираем альбом: { $count }. Когда придёт весь, покажем, как он выйдет.
publication-preview = Посмотреть
publication-read = Открыть в чате
publication-draft = { $status ->
        [draft] Так новость выйдет в: { $chats }. { $signed ->
                [yes] Ваше имя стоит под ней.
               *[no] Вашего имени под ней нет.
            }
            Не то? Пришлите другое сообщение, оно встанет на место этого.
        [waiting] <b>Новость № { $number } у модераторов.</b> Ответ придёт сюда.
        [published] <b>Новость № { $number } опубликована.</b>
        [declined] <b>Новость № { $number } не опубликована.</b>{ $reason ->
                [none] { "" }
               *[other] { " " }{ $reason }
            }
       *[cancelled] <b>Новость № { $number } отозвана.</b> Её никто не увидит.
    }
publication-send = Отправить модераторам
publication-sign = Моё имя под новостью
publication-discard = Убрать
publication-recall = Забрать и исправить
publication-withdraw = Отозвать
publication-moved = Новость уже не та, что была на экране. Вот как она выглядит сейчас.
publication-nobody = Пришла новость № { $number }, а решать о ней некому. Назначьте модератора: /roles
publication-yours-published = <b>Ваша новость вышла:</b> { $title }
publication-yours-declined =
    <b>Новость не опубликована:</b> { $title }
    { $reason ->
        [none] Спасибо, что прислали.
       *[other] Причина: { $reason }
    }
    Исправленную можно прислать снова.
publication-card =
    <b>Новость № { $number }</b> от { $who ->
        [none] того, кто удалил свои данные
       *[other] { $who }
    }{ $username ->
        [none] { "" }
       *[other] { " (@" }{ $username })
    }: { $title }
    { $signed ->
        [yes] Имя автора – под новостью.
       *[no] Без имени автора.
    } Куда: { $chats }.
    { $status ->
        [waiting] Выше – как она выйдет. Решите: опубликовать, изменить или отклонить.
        [draft] <b>Автор забрал её на правку.</b>
        [cancelled] <b>Автор отозвал её.</b>
        [published] <b>Опубликована.</b> Решил(а): { $decider }, { $at }
       *[declined] <b>Отклонена.</b> Решил(а): { $decider }, { $at }{ $reason ->
                [none] .
               *[other] . Причина: { $reason }
            }
    }
publication-publish = Опубликовать
publication-edit = Изменить
publication-decline = Отклонить
publication-elsewhere = Изменить или отклонить
publication-approved = Отправляем в чаты
publication-card-moved = { $waits ->
        [yes] Пока вы смотрели, это изменили. Вот как выглядит сейчас.
       *[no] Уже решено. Вот как обстоит дело.
    }
publication-revised = <b>Текст изменил(а) { $who }:</b> { $title }
publication-edit-ask =
    Новый текст для: { $title }
    Пришлите его целиком одним сообщением, форматирование сохранится. Картинки останутся.
publication-decline-ask =
    Почему не публикуем: { $title }
    Выберите или напишите своими словами: автор это прочтёт.
publication-reason-known = Мы об этом уже писали
publication-reason-advertising = Похоже на рекламу
publication-reason-no-source = Не хватает источника
publication-reason-off-topic = Не о нашей теме
refused-publications-missing = Этого уже нет. Что есть – в списке.
refused-publications-unfit = { $text ->
        [yes] Здесь нужен текст одним сообщением, например: «В Казани открыли регистр данных. Подробности: nbmz.ru».
       *[no] Такое не опубликовать. Пришлите текст, ссылку, картинку, видео или альбом из картинок и видео.
    }
refused-publications-too-long = { $signed ->
        [yes] Вместе с именем выходит { $length } знаков, а поместится { $most }. Сократите текст.
       *[no] В тексте { $length } знаков, а поместится { $most }. Пришлите короче.
    }
refused-publications-too-many-media = В альбоме может быть не больше { $most } картинок и видео. Остальные не взяли.
refused-publications-poll-unfit = { $why ->
        [few] Нужен вопрос и хотя бы { $least } варианта, каждый с новой строки.
        [many] Вариантов может быть не больше { $most }.
        [question] Вопрос длиннее 300 знаков: сократите его.
        [option] Вариант длиннее 100 знаков: сократите его.
       *[twice] Один вариант стоит дважды: оставьте его один раз.
    }
    Например:
    Где встретимся?
    Онлайн
    В Москве
refused-publications-too-many = Решения ждут уже { $most } ваших новостей. Дождитесь ответа или отзовите одну: /news
refused-publications-no-chat = Пока некуда публиковать. Выберите чат; если выбирать не из чего, администратор добавит бота в группу или канал: /chats
refused-publications-nothing-to-send = Отправлять нечего: это уже вышло или изменилось. Как сейчас – в /plan
publication-week = <b>План: { $first } – { $last }</b>
publication-day = <b>{ $date }</b>{ $empty ->
        [working] { " – ⚠ пусто" }
        [free] { " –" }
       *[no] { "" }
    }
publication-entry = { $time } { $mark ->
        [none] { "" }
       *[other] { $mark }
    }{ $title }{ $kind ->
        [news] { " · новость" }
        [summary] { " · итоги недели" }
       *[post] { "" }
    }{ $repeated ->
        [yes] { " ↻" }
       *[no] { "" }
    }
publication-new = + Пост
publication-new-poll = + Опрос
publication-open = Открыть пост
publication-compose = { $what ->
        [poll] Пришлите опрос: вопрос в первой строке, варианты – каждый со своей строки. Подойдёт и готовый опрос из Telegram. Например:
            Где встретимся?
            Онлайн
            В Москве
        [edit] Пришлите одним сообщением то, что встанет на место прежнего: текст, ссылку, картинку, видео или альбом.
       *[new] Пришлите пост одним сообщением: текст, ссылку, картинку, видео или альбом. Форматирование сохранится.
    }
publication-post = { $kind ->
        [summary] <b>Итоги недели</b>
       *[post] <b>Пост № { $number }:</b> { $title }
    }
    { $status ->
        [draft] Черновик. Когда выйти? Напишите, например: завтра 10:00
        [waiting] Выше – как они выйдут. Без вашего слова не выйдут.
        [planned] <b>Выйдет { $at }.</b>
        [missed] <b>Не вышел в срок ({ $at }):</b> программа стояла.
        [published] <b>Вышел { $at }.</b>
       *[cancelled] <b>Отменён.</b>
    }
    Куда: { $chats }.{ $repeat ->
        [daily] { " Каждый день." }
        [weekly] { " Каждую неделю." }
        [monthly] { " Каждый месяц." }
       *[never] { "" }
    }
publication-now = Опубликовать сейчас
publication-when = Назначить время
publication-move = Перенести
publication-repeat = Повтор: { $repeat ->
        [daily] каждый день
        [weekly] каждую неделю
        [monthly] каждый месяц
       *[never] нет
    }
publication-cancel = Отменить пост
publication-cancel-ask = Отменить «{ $title }»? { $repeated ->
        [yes] Он не выйдет больше ни разу.
       *[no] Он не выйдет.
    }
publication-cancel-sure = Да, отменить
publication-when-ask = Когда выйти? Напишите, например: завтра 10:00 или 25.11 10:00
publication-missed =
    <b>Не вышло в срок:</b> { $title }
    Должно было выйти { $at }, но программа стояла или Telegram не отвечал. Само уже не выйдет.
publication-send-now = Отправить сейчас
publication-refused =
    <b>Не вышло{ $chat ->
        [none] : чата больше нет
       *[other] { " в «" }{ $chat }»
    }:</b> { $title }{ $reason ->
        [none] { "" }
       *[other] {"\u000A"}Telegram ответил: { $reason }
    }
    Проверьте, что бот там и может писать, и отправьте ещё раз.
publication-sent-again = Отправляем ещё раз: { $title }
publication-day-empty = <b>{ $date }</b> – рабочий день, а публикаций на него нет.
publication-summary = Неделя ассоциации: { $since } – { $until }
publication-summary-members = К нам присоединились
publication-summary-people = { $count ->
        [one] { $count } специалист
        [few] { $count } специалиста
       *[many] { $count } специалистов
    }
publication-summary-groups = Новые рабочие группы
publication-summary-news = О чём писали
publication-summary-held = Прошли вебинары
publication-summary-in-groups = в рабочих группах: { $count }
publication-summary-coming = Впереди
