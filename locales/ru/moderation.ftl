moderation-rules =
    { $count ->
        [0] Особых правил общения пока нет: уважаем друг друга.
       *[other] <b>Правила общения</b>
    }
moderation-rule-line = { $number }. { $rule }
moderation-unknown = Telegram не говорит, кто
moderation-card =
    <b>{ $stage ->
        [reported] Сообщение, на которое указали
        [held] Задержано до решения модератора
        [warned] Предупреждение
        [joined] Добавлено к предупреждению
        [breach] Нарушение после предупреждения
        [settled] Решено
        [appealed] Обжалование
       *[dismissed] Оставлено без последствий
    }</b>
    { $chat } · { $author }, { $at }
    <blockquote>{ $text }</blockquote>
moderation-card-why =
    Фильтр: { $why ->
        [link] ссылка от новичка
        [forward] пересланное сообщение от новичка
        [flood] слишком много сообщений подряд
       *[stop-word] слово из списка
    }
moderation-card-reports =
    { $count ->
        [one] { $count } человек просит посмотреть
        [few] { $count } человека просят посмотреть
       *[many] { $count } человек просят посмотреть
    }
moderation-card-warned = Предупредил(а): { $by }, { $at }. Действует до { $until }.
moderation-card-words = Слова модератора: { $words }
moderation-card-lifted = Предупреждение снял(а): { $by }
moderation-card-sanction =
    { $act ->
        [remove] Исключён(а) из чата
        [mute] Не может писать до { $until }
        [block] Заблокирован(а) до { $until }
       *[spam] Заблокирован(а) навсегда как спамер
    }. Решил(а): { $by }
moderation-card-undone = Отменил(а): { $by }
moderation-card-ended = Срок вышел
moderation-card-failure = <b>Не получилось:</b> { $error }. Проверьте права бота: /chats
moderation-card-unheard = <b>Предупреждение не дошло</b> ни лично, ни в группе: { $error }. Оно не считается.
moderation-card-stays = <b>Сообщение осталось в чате:</b> { $error }. Удалите его сами.
moderation-card-appeal = <b>Обжалование:</b> { $words }
moderation-card-appeal-decided =
    { $upheld ->
        [yes] Согласился(ась) и снял(а)
       *[no] Оставил(а) в силе
    }: { $by }
moderation-by-hand =
    <b>Сделано вручную в Telegram</b>
    { $chat } · { $author }: { $act ->
        [mute] ограничен(а)
       *[block] заблокирован(а)
    }{ $until ->
        [none] { "" }
       *[other] { " " }до { $until }
    }. Кто: { $by }
moderation-why-by-hand = За что? Правило ассоциации – сначала предупреждение. Нажмите номер правила.
moderation-other-reason = Другая причина
moderation-warn = Предупредить
moderation-warn-rule = ⚠ п. { $number }
moderation-dismiss = Оставить без последствий
moderation-release = Вернуть в группу
moderation-keep-away = Не публиковать
moderation-remove = Исключить
moderation-block = Блок: { $term }
moderation-other-term = Другой срок
moderation-term-1 = 1 час
moderation-term-3 = 3 часа
moderation-term-12 = 12 часов
moderation-term-24 = сутки
moderation-term-72 = 3 дня
moderation-term-168 = неделя
moderation-term-336 = 2 недели
moderation-term-720 = 30 дней
moderation-term-2160 = 90 дней
moderation-term-8760 = год
moderation-lift = Снять предупреждение
moderation-undo = Отменить
moderation-uphold = Согласиться и снять
moderation-decline = Оставить в силе
moderation-acted =
    { $what ->
        [warned] Предупреждение вынесено
        [joined] Сообщение старше предупреждения: добавлено к нему
        [breach] Это нарушение после предупреждения: решите в карточке
        [removed] Исключён(а)
        [muted] Теперь не может писать
        [blocked] Заблокирован(а)
        [spam-blocked] Спамер заблокирован
        [lifted] Предупреждение снято
       *[undone] Отменено
    }
refused-moderation-nothing-to-undo = Здесь больше нечего отменять: срок вышел или это уже сделали.
refused-moderation-own-decision = Обжалование решает не тот, кто принял решение. Подождите другого модератора или администратора.
refused-moderation-incident-gone = Это сообщение больше не хранится, решать здесь нечего.
moderation-refused-short =
    { $why ->
        [self] Это сообщение бота.
        [bot] Это бот: удалите его в настройках чата.
        [anonymous] Это администратор чата.
        [linked] Это запись канала, её правят в канале.
        [service] Это служебное сообщение.
        [protected] Это модератор или администратор.
        [no-warning] Сначала предупреждение: таково правило ассоциации.
        [older] Сообщение написано до предупреждения.
        [already] С этим сообщением уже разобрались.
        [not-new] Человек в чате давно: сначала предупреждение.
        [too-many] Вы показали уже много сообщений, подождите час.
       *[channel] Канал можно только предупредить или заблокировать.
    }
moderation-refused =
    { $why ->
        [self] Это моё собственное сообщение, меня предупреждать не за что.
        [bot] Это другой бот: правила общения не о нём. Удалите его в настройках чата.
        [anonymous] Это написал администратор чата от имени группы: его не предупреждают командой.
        [linked] Это запись связанного канала: её правят в самом канале.
        [service] Это служебное сообщение Telegram, за ним нет слов человека.
        [protected] Это модератор или администратор: между собой договариваются не командами.
        [no-warning] Исключить или заблокировать можно только после предупреждения, таково правило ассоциации. Ответьте на сообщение командой <code>/warn</code>, например <code>/warn 1</code>.
        [older] Это сообщение написано до предупреждения: оно добавлено к нему как пример. Исключать и блокировать можно за то, что написано после.
        [already] С этим сообщением уже разобрались: решение видно в карточке.
        [not-new] Без предупреждения блокируют только явного спамера, который вошёл недавно. Этот человек здесь давно или вошёл неизвестно когда: начните с <code>/warn</code>.
        [too-many] За час вы показали уже много сообщений: модераторы смотрят. Чтобы показать ещё, подождите час.
       *[channel] Канал можно только предупредить (<code>/warn</code>) или заблокировать (<code>/ban 7d</code>).
    }
moderation-needs-reply = Ответьте командой <code>/{ $command }</code> на сообщение, о котором речь.
moderation-no-rule = Правила № { $command } нет. Список: /rules. Например: <code>/warn 1</code> или <code>/warn 1 спокойнее, пожалуйста</code>.
moderation-needs-time = На сколько? Например: <code>/{ $command } 90m</code>, <code>/{ $command } 3d</code>, <code>/{ $command } 2w</code> или <code>/{ $command } 1d12h</code>. От одной минуты до года.
moderation-warned =
    <b>Предупреждение</b> в чате «{ $chat }».
    { $number ->
        [0] Модератор считает, что сообщение нарушает правила общения.
       *[other] Нарушено правило { $number }: { $rule }
    }
    <blockquote>{ $text }</blockquote>{ $words ->
        [none] { "" }
       *[other] { "\u000A" }Модератор пишет: { $words }
    }

    Пока ничего больше не случилось. До { $until } следующее нарушение позволяет модераторам исключить или временно заблокировать. Если не согласны, ответьте: посмотрит другой модератор.
moderation-warned-in-group =
    { $person ->
        [yes] <a href="tg://user?id={ $id }">{ $name }</a>
       *[no] { $name }
    }, это предупреждение. { $number ->
        [0] Сообщение нарушает правила общения.
       *[other] Нарушено правило { $number }: { $rule }
    } Следующее нарушение позволяет модераторам исключить или временно заблокировать.
moderation-appeal = Не согласен(на)
moderation-sanctioned =
    { $act ->
        [remove] Модераторы исключили вас из чата «{ $chat }»: нарушение после предупреждения.
        [mute] До { $until } вы не можете писать в чате «{ $chat }»: нарушение после предупреждения. Потом всё вернётся само.
       *[block] До { $until } вы не можете входить в чат «{ $chat }»: нарушение после предупреждения. Когда срок выйдет, я пришлю ссылку.
    }

    Если не согласны, ответьте: посмотрит другой модератор.
moderation-undone =
    { $act ->
        [mute] Ограничение в чате «{ $chat }» отменено: вы снова можете писать.
       *[other] Решение отменено: вы снова можете войти в «{ $chat }».
    }
moderation-ended =
    { $act ->
        [mute] Срок вышел: вы снова можете писать в «{ $chat }».
       *[other] Срок вышел: вы снова можете войти в «{ $chat }».
    }
moderation-back = Вернуться
moderation-lifted = Предупреждение в чате «{ $chat }» снято.
moderation-reported =
    { $count ->
        [1] Спасибо, модераторы посмотрят.
        [one] Спасибо, модераторы посмотрят { $count } сообщение.
        [few] Спасибо, модераторы посмотрят { $count } сообщения.
       *[other] Спасибо, модераторы посмотрят { $count } сообщений.
    }
moderation-who = Кто из администраторов решает? Подтвердите кнопкой: в журнал пишется имя.
moderation-it-is-me = Это решаю я
moderation-held =
    Ваше сообщение в «{ $chat }» ждёт модератора: так бывает с первыми сообщениями новых участников. Ничего страшного не случилось.
    <blockquote>{ $text }</blockquote>
moderation-released =
    <b>{ $name }</b>:
    { $text }
moderation-appeal-ask = Напишите одним сообщением, с чем вы не согласны (до { $longest } знаков). Посмотрит другой модератор.
moderation-appeal-stop = Не обжаловать
moderation-appeal-stopped = Хорошо, решение остаётся в силе.
refused-moderation-appeal-long = Получилось { $length } знаков, а нужно до { $longest }. Пришлите короче.
refused-moderation-appeal-words = Нужны слова: напишите текстом, с чем вы не согласны.
moderation-appeal-made = Передал модераторам. Ответ придёт сюда.
moderation-appeal-decided =
    { $upheld ->
        [yes] Другой модератор посмотрел и согласился с вами («{ $chat }»).
       *[no] Другой модератор посмотрел: решение в чате «{ $chat }» остаётся в силе.
    }
refused-moderation-nothing-to-appeal = Обжаловать здесь нечего: решение уже снято, срок вышел или вы уже написали.
moderation-warnings =
    { $whose ->
        [mine] { $count ->
            [0] Действующих предупреждений у вас нет.
           *[other] <b>Ваши действующие предупреждения</b>
        }
       *[other] { $count ->
            [0] У { $name } действующих предупреждений нет.
           *[other] <b>Действующие предупреждения: { $name }</b>
        }
    }
moderation-warning-line = • { $chat }, { $at }, действует до { $until }
moderation-log =
    { $count ->
        [0] В журнале модерации пока пусто.
       *[other] <b>Журнал модерации</b>
    }
moderation-log-line =
    { $at } · { $chat } · { $by }: { $act ->
        [warned] предупреждение
        [joined] добавлено к предупреждению
        [breach] нарушение после предупреждения
        [removed] исключение
        [muted] запрет писать
        [blocked] блокировка
        [spam-blocked] блокировка спамера
        [lifted] предупреждение снято
        [undone] решение отменено
        [dismissed] без последствий
        [released] сообщение возвращено
        [block-by-hand] блокировка вручную
        [mute-by-hand] ограничение вручную
        [undone-by-hand] снято вручную
        [reason-given] названа причина
        [failed] Telegram отказал
        [appealed] обжалование
        [appeal-upheld] обжалование принято
       *[appeal-declined] обжалование отклонено
    } – { $name }
command-rules = Правила общения
command-warnings = Мои предупреждения
command-report = Показать сообщение модераторам (ответом)
command-log = Журнал модерации
command-warn = Предупредить (ответом): /warn 1 слова
command-kick = Исключить после предупреждения (ответом)
command-mute = Запретить писать (ответом): /mute 3d
command-ban = Заблокировать на срок (ответом): /ban 30d
command-spam = Заблокировать спамера-новичка (ответом)
command-unwarn = Снять предупреждение (ответом)
