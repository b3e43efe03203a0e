role-administrator = администратор
role-secretary = корпоративный секретарь
role-treasurer = казначей
role-marketing = маркетинг
role-moderator = модератор
role-board-member = член наблюдательного совета
role-group-leader = руководитель рабочей группы
role-list =
    <b>Роли</b>
    Кто что может делать для ассоциации. Роль действует с той же минуты, как дана, и до той, как снята.
role-button = { $role } · { $count }
role-screen =
    <b>Роль: { $role }</b>
    { $count ->
        [0] Пока никого.
       *[other] Нажмите на имя, чтобы снять роль.
    }
role-take = ✕ { $who }{ $scope ->
        [none] { "" }
       *[other] { " · " }{ $scope }
    }
role-add = + Дать роль
role-which-group = Какой рабочей группой будет руководить этот человек?
role-whom =
    <b>Кому дать роль: { $role }</b>{ $scope ->
        [none] { "" }
       *[other] { " · " }{ $scope }
    }
    Пришлите @имя, часть имени или номер (id) – или выберите человека кнопкой внизу. Он должен был хотя бы раз написать боту.
    Передумали: /cancel.
role-pick = Выбрать человека
role-found = { $count ->
        [0] Таких среди знакомых боту людей нет. Пусть человек сначала напишет боту /start; или пришлите другое имя, например @orlova.
        [10] Вот первые десять. Если нужного нет, пришлите имя полнее.
       *[other] Кому из них?
    }
refused-roles-unknown-person = Бот не знает этого человека. Пусть он напишет боту /start – и пришлите его ещё раз.
role-given-short = Готово
role-given = Готово: { $who } – { $role }.
role-next = Что дальше?
role-taken = Роль снята: { $who } – { $role }.
role-give-back = Вернуть роль
role-to-role = ← { $role }
role-you-have = Вам дана роль: <b>{ $role }</b>. Ваше меню команд обновилось.
role-you-had = С вас снята роль: <b>{ $role }</b>. Спасибо за работу!
refused-roles-last-administrator = Это последний администратор. Сначала дайте роль ещё кому-нибудь: иначе давать роли станет некому.
role-not-allowed-short = Сейчас это вам недоступно
role-not-allowed = Сейчас это вам недоступно: нужна роль – { $needed }.
role-nameless = № { $id }
refused-roles-group-gone = Этой рабочей группы больше нет.
