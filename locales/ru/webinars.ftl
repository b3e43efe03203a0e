webinar-about =
    <b>{ $title }</b>
    { $kind ->
        [group] Вебинар группы «{ $group }»
        [public] Открытое мероприятие
        [general] Общее собрание
       *[partner] Мероприятие партнёра{ $partner ->
            [none] { "" }
           *[other] { ": " }{ $partner }
        }
    }
    { $at }, { $minutes ->
        [one] { $minutes } минута
        [few] { $minutes } минуты
       *[many] { $minutes } минут
    }{ $speakers ->
        [none] { "" }
       *[other] {"\u000A"}Спикеры: { $speakers }
    }

    { $text }{ $gives ->
        [none] { "" }
       *[other] {"\u000A\u000A"}<b>Членам Ассоциации:</b> { $gives }
    }
webinar-list-guest =
    <b>Вебинары и встречи</b>
    Их видят те, кто подписался: это бесплатно и займёт три касания.
webinar-preview = Посмотреть с картинкой
webinar-called-off = <b>Отменено.</b>
webinar-list = <b>Вебинары и встречи</b>
    { $count ->
        [0] Пока ничего не запланировано: о новых сообщим.
       *[other] Ближайшие – на кнопках; ✓ отмечены те, на которые вы записаны.
    }{ $recorded ->
        [0] { "" }
       *[other] {"\u000A"}▶ – записи прошедших.
    }{ $run ->
        [0] { "" }
       *[other] {"\u000A"}✎ – то, что вы проводите: изменить, посмотреть записавшихся и итоги.
    }
webinar-all = Все вебинары
webinar-look = Подробнее
webinar-come = Записаться
webinar-queue = Встать в очередь
webinar-take = Занять место
webinar-leave = Отменить запись
webinar-leave-line = Выйти из очереди
webinar-decline = Отказаться от места
webinar-enter = Войти в комнату
webinar-watch = ▶ Смотреть запись
webinar-here = Я здесь
webinar-standing = { $standing ->
        [registered] ✓ Вы записаны, напомним заранее. { $link ->
            [yes] Вход – по кнопке.
           *[no] Ссылка на вход появится здесь и в напоминании.
        }
        [waiting] Мест нет, вы в очереди: { $position }-й. Освободится место – предложим.
        [offered] Для вас есть место. Займите его до { $until }, потом оно достанется следующему.
        [full] Мест нет. Встаньте в очередь: освободится место – предложим.
        [free] { $limited ->
            [yes] Свободных мест: { $left }.
           *[no] Запись открыта.
        }
        [came] Прошло. Вы были, спасибо!
        [cancelled] Не состоится.
       *[over] Прошло.
    }
webinar-noted = { $note ->
        [registered] Вы записаны. Файл для календаря пришлёт бот
        [again] Вы уже записаны
        [waiting] Мест нет, вы в очереди: { $position }-й
       *[left] Запись отменена
    }
webinar-calendar = Добавьте в календарь, чтобы не забыть.
webinar-calendar-again = { $cancelled ->
        [yes] Откройте файл, и календарь уберёт встречу.
       *[no] Откройте файл, и календарь покажет новое.
    }
webinar-partner = О партнёре
webinar-discount = Скидка для членов Ассоциации: { $code }
webinar-changed = <b>Изменения в вебинаре, на который вы записаны</b>
webinar-cancelled = <b>Вебинар не состоится</b>
webinar-offered =
    <b>Для вас есть место:</b> { $title }, { $at }.
    { $until ->
        [none] Вы записаны, ждём вас.
       *[other] Займите его до { $until }, потом оно достанется следующему в очереди.
    }
webinar-lapsed = Место на «{ $title }» досталось следующему: время на ответ вышло. Передумаете – встаньте в очередь снова.
webinar-reminder = { $begun ->
        [yes] <b>Начинаем:</b> { $title }
       *[no] <b>Напоминаем:</b> { $title }, { $at }.
    }{ $link ->
        [yes] { "" }
       *[no] {"\u000A"}Ссылку на вход организатор ещё не дал, она появится в /webinars.
    }
webinar-attended = Отметили: вы были на «{ $title }». Спасибо!
webinar-attended-short = Отметили, спасибо!
webinar-how-was-it =
    Спасибо, что были на «{ $title }».
    Насколько вероятно, что вы посоветуете наши вебинары коллегам? 0 – ни за что, 10 – обязательно.
webinar-thanks =
    Спасибо за оценку «{ $title }»{ $score ->
        [-1] { "" }
       *[other] { ": " }{ $score }
    }.
    { $commented ->
        [yes] Ваши слова увидит организатор, без имени.
       *[no] Хотите добавить пару слов? Напишите их одним сообщением: организатор увидит их без имени.
    }
webinar-thanks-short = Спасибо!
webinar-certificate = Получить сертификат участника
webinar-certificate-caption = Сертификат участника: { $title }
webinar-missed =
    Жаль, что не увиделись на «{ $title }».
    { $recording ->
        [yes] Вот запись.
       *[no] Когда появится запись, пришлём её.
    }
webinar-recording-ready = Появилась запись: { $title }
webinar-file-coming = Готовим файл, он придёт сюда.
webinar-file-failed = Файл не получился. Попробуйте ещё раз или напишите нам: { $email }
refused-webinars-missing = Такого вебинара нет, или он не для вас. Что есть – в списке.
refused-webinars-late = Уже поздно: время прошло. Что впереди – в списке.
refused-webinars-stale = Так уже нельзя: вебинар прошёл, отменён или уже опубликован.
refused-webinars-for-group = Этот вебинар – для участников рабочей группы. Перейти в другую группу можно в /groups.
refused-webinars-for-members = Этот вебинар – для членов ассоциации. Вступите, и приходите на следующий.
webinar-plan-kind = + { $kind ->
        [group] Вебинар: { $group }
        [public] Открытое мероприятие
        [general] Общее собрание
       *[partner] Мероприятие партнёра
    }
webinar-card = { $status ->
        [draft] <b>Черновик:</b> так его увидят приглашённые.
        [scheduled] <b>Выйдет { $publish }.</b>
        [published] <b>Опубликован.</b>
        [over] <b>Прошёл.</b>
       *[cancelled] <b>Отменён.</b>
    } { $audience ->
        [group] Для рабочей группы.
        [members] Для всех членов.
       *[supporters] Для членов и сторонников.
    }
    Записаны: { $registered }{ $places ->
        [0] { "" }
       *[other] { " из " }{ $places }, в очереди: { $waiting }, предложено мест: { $offered }
    }{ $word ->
        [none] { "" }
       *[other] {"\u000A"}Слово для отметки: <b>{ $word }</b>. Скажите его на вебинаре, пусть пришлют боту.
    }{ $link ->
        [yes] { "" }
       *[no] {"\u000A"}Ссылки на комнату ещё нет: «Изменить».
    }{ $recording ->
        [yes] {"\u000A"}Запись разослана.
       *[no] { "" }
    }
webinar-publish = Опубликовать
webinar-later = Позже…
webinar-published = Опубликовано, рассказываем приглашённым
webinar-edit = Изменить
webinar-cancel = Отменить вебинар
webinar-cancel-ask = Отменить вебинар? { $count ->
        [0] Записанных нет.
        [one] Сообщим { $count } человеку.
       *[other] Сообщим { $count } людям.
    } Вернуть его нельзя.
webinar-cancel-sure = Да, отменить
webinar-roll = Кто идёт
webinar-report-button = Итоги
webinar-recording = Ссылка на запись
webinar-again = Ещё раз через месяц
webinar-edit-which = Что изменить? О времени, теме и ссылке узнают все записанные.
webinar-ask = { $what ->
        [later] Когда опубликовать? Напишите день и время, например: 15.02.2027 10:00
       *[recording] Пришлите ссылку на запись, например: https://rutube.ru/video/1. Её получат все, кто записывался.
    }
refused-webinars-publish-late = Опубликовать можно до начала, а оно { $at }. Напишите день и время раньше, например: 15.02.2027 10:00
webinar-plan-missing = У группы «{ $group }» на следующий месяц нет вебинара. Запланируйте его: это пара минут.
webinar-roll-screen =
    <b>{ $title }</b>
    Записаны: { $count }. Нажмите на имя, чтобы отметить, кто был.
webinar-report =
    <b>Итоги: { $title }</b>
    Записаны: { $registered }, в очереди: { $waiting }
    Были: { $attended }, не были: { $missed }
    { $scored ->
        [0] Оценок пока нет.
       *[other] NPS { $nps } (оценок: { $scored })
    }
webinar-comment = { $score ->
        [-1] •
       *[other] { $score } ·
    } { $text }
webinar-export = Выгрузить таблицу
webinar-sheet-caption = Участники вебинара
webinar-sheet-sheet = Участники
webinar-sheet-file = webinar.xlsx
webinar-sheet-came = был
webinar-sheet-missed = не был
webinar-sheet-registered = записан
webinar-sheet-offered = место предложено
webinar-sheet-waiting = в очереди
webinar-heading-name = Имя
webinar-heading-username = Имя в Telegram
webinar-heading-standing = Состояние
webinar-heading-attended = Присутствие
webinar-heading-score = Оценка
webinar-heading-comment = Комментарий
webinar-heading-registered = Когда записался
webinar-post-refused = <b>Анонс не опубликован.</b> «{ $title }», чат: { $chat }. Причина: { $reason }.
webinar-unreached =
    <b>Не всем дошло.</b> «{ $title }»: бот не может написать { $count ->
        [one] { $count } человеку
       *[many] { $count } людям
    }. Свободные места переходят следующим в очереди.
    { $names }{ $more ->
        [0] {""}
       *[other] {"\u000A"}и ещё { $more }
    }
