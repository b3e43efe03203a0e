operations-status =
    <b>Как работает программа</b>
    Людей: { $people }, подписано: { $supporters }, недоступны: { $unreachable }
    Ждут обработки: { $pending }
    Ждут отправки: { $waiting }, не отправлено: { $failed }
    Отложено с ошибкой: { $aside }
operations-aside = • № { $seq } ({ $kind }), { $at }: <code>{ $error }</code>
operations-retry = Попробовать отложенные снова
operations-refresh = Обновить
operations-look = Посмотреть
operations-retried = { $count ->
        [one] { $count } обновление вернулось
        [few] { $count } обновления вернулись
       *[many] { $count } обновлений вернулись
    } в очередь.
operations-alert =
    <b>Обновление не удалось обработать</b>, оно отложено ({ $kind }).
    <code>{ $error }</code>
operations-apology = Простите, здесь у нас ошибка: это сообщение не удалось обработать. Администраторы уже знают. Всё остальное работает.
operations-storage = База данных сейчас не принимает запись ({ $reason }). Ничего не потеряно: всё присланное ждёт у Telegram. Освободите место или проверьте сервер.
operations-due-failed =
    <b>Что-то из того, что делается по часам, не получилось</b>: напоминание, публикация или срок. Остальное идёт; попробую снова.
    <code>{ $error }</code>
