group-list =
    <b>Рабочие группы</b>
    { $count ->
        [0] Пока нет ни одной.
       *[other] Нажмите на группу, чтобы узнать о ней больше.
    }
group-line-mine = ★ Вы в группе «{ $group }».
group-line-proposed = Вам предложена группа «{ $group }» – ждём подтверждения.
group-line-none = Вы пока не в группе. Выберите группу и нажмите «Хочу в эту группу».
group-add = + Группа
group-export-all = ⇩ Все в Excel
group-unplaced-button = Без группы · { $count }
refused-groups-gone = Этой группы уже нет. Вот какие есть.
refused-groups-stale = Эта кнопка устарела. Откройте группу заново.
group-screen =
    <b>{ $group }</b>{ $field ->
        [none] { "" }
       *[other]
            { "" }
            { $field }
    }

    { $led ->
        [0] Руководителя пока нет.
        [one] Руководитель: { $leaders }.
       *[other] Руководители: { $leaders }.
    }
    Членов в группе: { $size }.{ $standing ->
        [mine] { "" }
            ★ Это ваша группа.
        [proposed] { "" }
            Вы предложены в эту группу – ждём подтверждения.
       *[none] { "" }
    }
group-speaker = { $who ->
        [none] Представитель вашей организации ещё не назван.
       *[other] Вашу организацию представляет: { $who }.
    }
group-speaker-button = Представитель в группе
group-speakers = Кто представляет вашу организацию в этой группе?
group-speaker-named = Записано
group-you-speak = Теперь вы представляете «{ $member }» в рабочей группе «{ $group }».
group-chat = Чат группы
group-ask-button = Задать вопрос
group-wish-button = Хочу в эту группу
group-wish-how = Ваша организация уже в рабочей группе. Как поступить?
group-wish-further = Войти и в эту группу
group-wish-instead = Вместо «{ $group }»
refused-groups-members-only = Это для членов Ассоциации. Вступить можно здесь, в чате: /start
group-to-group = К группе
group-to-groups = ← К группам
group-roster-button = Состав
group-export-button = ⇩ Excel
group-questions-button = Вопросы · { $count }
group-link-button = Ссылка на чат
group-rename-button = Название
group-describe-button = Описание
group-close-button = Закрыть
group-skip = Остальные языки – пропустить
group-ask-title =
    Как называется группа? Язык: { $language }.
    Напишите название одним сообщением, до 60 знаков.
group-ask-field =
    Чем занимается группа? Язык: { $language }.
    Напишите одним сообщением, до 500 знаков.
refused-groups-bad-title = Так не выйдет: название – от 1 до 60 знаков, например «По телемедицине». Напишите ещё раз.
refused-groups-bad-field = Так не выйдет: описание – от 1 до 500 знаков. Напишите ещё раз.
group-ask-link =
    Пришлите ссылку на чат группы, например https://t.me/+AbCdEf12345
    Её увидят только члены группы.
group-unlink = Убрать ссылку
refused-groups-bad-link = Это не ссылка на чат в Telegram. Пример: https://t.me/+AbCdEf12345
group-close-ask =
    <b>Закрыть группу «{ $group }»?</b>
    { $count ->
        [0] В ней никого нет.
        [one] Куда перевести { $count } члена?
       *[other] Куда перевести { $count } членов?
    } Руководители этой группы сложат роль. Всем придёт сообщение.
group-close-evenly = Закрыть, распределить поровну
refused-groups-last = Это последняя группа: её членам некуда перейти. Сначала добавьте другую.
group-closed = { $count ->
        [0] Группа закрыта
       *[other] Группа закрыта, переведено: { $count }
    }
place-proposed =
    { $asked ->
        [yes] <b>Просьба о другой группе</b>
       *[no] <b>Новый член: в какую группу?</b>
    }
    { $member }
    { $before ->
        [none] { "" }
       *[other] Сейчас: { $before }
    }
    { $asked ->
        [yes] Хочет в группу: <b>{ $group }</b>
       *[no] Предлагаем: <b>{ $group }</b>
    }
place-confirm = ✓ Подтвердить
place-decline = Оставить как есть
place-to = → { $group }
place-done = Готово, всем сообщили
refused-groups-place-settled = Это уже решено. Вот что действует сейчас.
place-settled =
    { $member }
    Группа: <b>{ $group }</b>
    Решено: { $who }, { $at }
place-declined =
    { $member }
    Просьба о группе «{ $group }» отклонена: остаётся как есть.
    Решено: { $who }
place-change = Изменить
place-yours = { $before ->
        [none] Ваша рабочая группа: <b>{ $group }</b>.
       *[other] Ваша рабочая группа теперь: <b>{ $group }</b> (была: { $before }).
    }
    Член Ассоциации: { $member }.
    { $led ->
        [0] Руководитель пока не назначен.
        [one] Руководитель: { $leaders }.
       *[other] Руководители: { $leaders }.
    }
place-you-stay = Просьбу о переходе в группу «{ $group }» не удовлетворили: всё остаётся как было. Вопросы – секретарю ассоциации или руководителю группы.
place-wish-noted = Просьба о группе «{ $group }» передана секретарю и руководителю группы. Ответ придёт сюда.
refused-groups-no-member = Этого члена больше нет в реестре действующих.
place-card =
    <b>{ $member }</b>{ $count ->
        [0] { "" }
            Пока без группы. Выберите:
       *[other] { "" }
    }
place-line = • { $group }{ $settled ->
        [yes] { "" }
       *[no] { " (предложена)" }
    }{ $person ->
        [none] { "" }
       *[other] { " – " }{ $person }
    }
place-about = Решить о «{ $group }»
place-unplaced = { $count ->
        [0] У каждого члена есть группа.
       *[other] <b>Без группы: { $count }</b>
            Выберите, кого распределить, или распределите всех сразу – поровну.
    }
place-assign-all = Распределить всех · { $count }
place-assigned = Распределено: { $count }
roster-screen =
    <b>{ $group }</b>
    Членов: { $count }
roster-line = • { $member }{ $person ->
        [none] { "" }
       *[other] { " – " }{ $person }
    }{ $settled ->
        [yes] { "" }
       *[no] { " (предложена)" }
    }
roster-coming = Готовим файл, он придёт сюда
roster-caption = Состав рабочих групп. В файле персональные данные: не пересылайте без нужды.
roster-failed = Файл со списком не получился. Попробуйте ещё раз: /groups
roster-sheet = Рабочие группы
roster-file = rabochie-gruppy.xlsx
roster-person = физическое лицо
roster-organisation = организация
roster-confirmed = в группе
roster-proposed = предложено
roster-none = без группы
roster-heading-group = Рабочая группа
roster-heading-member = Член Ассоциации
roster-heading-kind = Кто
roster-heading-contact = Контакт
roster-heading-username = Telegram
roster-heading-status = Состояние
roster-heading-since = С какого дня
question-ask =
    <b>Вопрос группе «{ $group }»</b>
    Напишите его одним сообщением, до 1800 знаков. Ответит руководитель группы, ответ придёт сюда.
refused-groups-too-many-questions = У вас уже три вопроса без ответа. Дождитесь ответа хотя бы на один.
question-sent = Вопрос передан. Ответ придёт сюда.
question-card =
    <b>Вопрос группе «{ $group }»</b>
    { $member } ({ $who }):

    { $text }
question-answer = Ответить
question-list = { $count ->
        [0] Вопросов без ответа нет.
       *[other] <b>Вопросы без ответа: { $count }</b>
    }
question-answer-ask =
    <b>Напишите ответ одним сообщением</b> (до 1800 знаков):

    { $text }
refused-groups-question-answered = На этот вопрос уже ответили
question-answered =
    <b>Отвечено</b>
    { $text }

    <b>Ответ:</b>
    { $answer }
refused-groups-question-gone = Этого вопроса больше нет.
question-your-answer =
    <b>Ответ рабочей группы «{ $group }»</b> ({ $who })

    { $text }

    <b>Ответ:</b>
    { $answer }
group-webinar = Ближайший вебинар: { $title }, { $at }
