board-meetings =
    <b>Заседания Наблюдательного совета</b>
    { $count ->
        [0] Ни одно не назначено.
       *[other] Назначено: { $count }.
    }{ $waiting ->
        [0] { "" }
       *[other] { " " }Заявлений без заседания: { $waiting } – попадут в повестку, как только назначите дату.
    }
board-meeting-row = { $at } · { $kind ->
        [extra] внеочередное
       *[regular] очередное
    } · { $count }
board-plan-regular = + Очередное
board-plan-extra = + Внеочередное
board-date-ask = { $kind ->
        [extra] Когда внеочередное заседание?
       *[regular] Когда очередное заседание?
    } Напишите дату и время, например: 15.12.2026 15:00
board-date-wrong = Не понимаю дату или она уже прошла. Напишите так: 15.12.2026 15:00
board-agenda =
    <b>Заседание { $at }</b>, { $kind ->
        [extra] внеочередное
       *[regular] очередное
    }{ $status ->
        [held] , закрыто
        [cancelled] , отменено
       *[planned] { "" }
    }
    { $count ->
        [0] Повестка пуста.
       *[other] В повестке заявлений: { $count }. Решение вносится в карточке заявления.
    }
board-agenda-line = { $place }. { $title } ({ $kind ->
        [organisation] организация
       *[person] физлицо
    })
board-agenda-row = { $place }. { $title }
board-list = Заседания
board-hold = Закрыть заседание
board-cancel = Отменить
board-hold-ask = { $count ->
        [0] Закрыть заседание? Все вопросы решены.
       *[other] Закрыть заседание? Нерешённых заявлений: { $count } – они перейдут на следующее.
    }
board-cancel-ask = { $count ->
        [0] Отменить заседание?
       *[other] Отменить заседание? Заявлений: { $count } – они перейдут на следующее, заявители узнают новую дату.
    }
board-hold-sure = Да, закрыть
board-cancel-sure = Да, отменить
board-ended = { $status ->
        [cancelled] Заседание отменено.
       *[held] Заседание закрыто.
    }{ $moved ->
        [0] { "" }
       *[other] { " " }Перенесено заявлений: { $moved }.
    }
board-stale = Это заседание уже закрыто или отменено.
