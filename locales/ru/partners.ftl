command-partners = Партнёры и что они дают
form-partner = Партнёр
question-partner-stage = Партнёр уже есть или мы только договариваемся? Тех, с кем договариваемся, видят только маркетинг и администраторы.
question-partner-stage-short = Статус
option-partner-stage-existing = Действующий партнёр
option-partner-stage-potential = Потенциальный партнёр
question-partner-title = Как называется партнёр?
question-partner-title-short = Название
question-partner-about = Кто это? Расскажите в двух-трёх фразах.
question-partner-about-short = О партнёре
question-partner-link = Какой у партнёра сайт или канал?
question-partner-link-short = Ссылка
question-partner-contact = С кем мы там на связи? Это увидят только маркетинг и администраторы.
question-partner-contact-short = Контакт
question-partner-since = С какого дня вы партнёры?
question-partner-since-short = С какого дня
question-partner-gives = Что партнёр даёт членам Ассоциации? Например: скидка 10 % на конференцию.
question-partner-gives-short = Что даёт членам
partner-list =
    <b>Партнёры Ассоциации</b>
    { $count ->
        [0] Пока здесь никого нет.
       *[other] Нажмите на партнёра, чтобы узнать о нём больше.
    }
partner-row =
    { $stage ->
        [potential] { $title } · потенциальный
        [ended] { $title } · завершено
       *[existing] { $title }
    }
partner-add = Добавить партнёра
partner-card =
    <b>{ $title }</b>{ $stage ->
        [potential] {" "}· потенциальный партнёр
        [ended] {" "}· партнёрство завершено
       *[existing] { "" }
    }
    { $about }{ $gives ->
        [none] { "" }
       *[other] {"\u000A\u000A"}<b>Членам Ассоциации:</b> { $gives }
    }{ $since ->
        [none] { "" }
       *[other] {"\u000A"}Партнёры с { $since }.
    }{ $contact ->
        [none] { "" }
       *[other] {"\u000A\u000A"}Контакт: { $contact }
    }
partner-site = Сайт партнёра
partner-all = Все партнёры
partner-edit = Изменить
partner-up = Выше ↑
partner-down = Ниже ↓
partner-end = Завершить партнёрство
partner-end-ask = Завершить партнёрство с <b>{ $title }</b>? Члены Ассоциации больше не увидят партнёра; вернуть его нельзя, только добавить заново.
partner-end-sure = Да, завершить
partner-what = Что изменить?
refused-partners-missing = Такого партнёра в списке нет.
refused-partners-ended = Это партнёрство завершено, изменить его нельзя.
refused-partners-at-the-edge = Дальше двигать некуда.
partner-moved =
    { $where ->
        [up] Теперь на строку выше.
       *[down] Теперь на строку ниже.
    }
