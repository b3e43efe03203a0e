member-stands =
    { $kind ->
        [organisation] <b>{ $name }</b>
       *[person] <b>Ваше членство</b>
    }
    { $status ->
        [active] Член Ассоциации с { $since }.
        [lapsed] Членство приостановлено: взнос не уплачен в срок.
        [left] Членство прекращено по заявлению.
       *[expelled] Членство прекращено решением Наблюдательного совета.
    }
member-representatives =
    { $count ->
        [one] Представитель
       *[other] Представители
    }: { $names }.
member-invite = Пригласить представителя
member-remove = Убрать: { $name }
member-remove-ask = <b>{ $name }</b> больше не представляет организацию?
member-remove-sure = Да, убрать
member-removed = Готово
member-you-removed = Вы больше не представляете <b>{ $name }</b>.
member-invitation =
    Перешлите эту ссылку тому, кто будет представлять <b>{ $name }</b>:
    { $link }
    Она действует один раз, до { $until }.
member-invited = Вас приглашают представлять <b>{ $name }</b> в Ассоциации.
member-representative-added = У вашей организации новый представитель: <b>{ $name }</b>.
member-leave = Выйти из Ассоциации
member-leave-ask = <b>Выйти из Ассоциации?</b> Членство (у организации – для всех её представителей) прекратится сразу. Вы останетесь сторонником; вступить снова можно по новому заявлению.
member-leave-sure = Да, выйти
member-changed =
    { $action ->
        [lapse] Членство приостановлено: взнос не уплачен в срок. Вы остаётесь сторонником.
        [restore] Членство восстановлено. Спасибо!
        [leave] Членство прекращено по вашему заявлению. Вы остаётесь сторонником.
       *[expel] Наблюдательный совет прекратил членство.
    }{ $reason ->
        [none] { "" }
       *[other] { " " }Причина: { $reason }
    }
member-changed-staff =
    <b>{ $name }</b>: { $action ->
        [lapse] членство приостановлено
        [restore] членство восстановлено
        [leave] выход из Ассоциации
       *[expel] исключение
    }.
member-register = <b>Реестр членов</b>: { $count }
member-row = { $name } · { $status ->
        [active] член
        [lapsed] приостановлено
        [left] вышел
       *[expelled] исключён
    }
member-card =
    <b>{ $name }</b>, № { $number }
    { $kind ->
        [organisation] Организация
       *[person] Физлицо
    }{ $inn ->
        [none] { "" }
       *[other] , ИНН { $inn }
    }
    { $status ->
        [active] Член с { $since }
        [lapsed] Приостановлено: взнос не уплачен
        [left] Вышел
       *[expelled] Исключён
    }
member-lapse = Приостановить
member-restore = Восстановить
member-expel = Исключить
member-act-ask = <b>{ $name }</b>: { $action ->
        [lapse] приостановить членство, потому что взнос не уплачен в срок?
        [restore] восстановить членство?
       *[expel] исключить по решению Наблюдательного совета?
    }
member-act-sure = Да
member-register-back = К реестру
member-missing = Такого членства нет.
member-out-of-turn = Членство уже изменилось: это действие сейчас невозможно.
member-invitation-invalid = Приглашение не действует: срок прошёл, им уже воспользовались или организация больше не состоит в Ассоциации. Попросите новую ссылку.
member-last-representative = Это единственный представитель: сначала пригласите другого.
member-too-many-representatives = У организации уже столько представителей, сколько возможно.
