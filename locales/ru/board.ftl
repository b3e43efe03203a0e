board-meetings =
    <b>Заседания Наблюдательного совета</b>
    { $count ->
        [0] Ни одно не назначено.
       *[other] Назначено: { $count }.
    }{ $waiting ->
        [0] { "" }
       *[other] { " " }Вопросов без заседания: { $waiting } – попадут в повестку, как только назначите дату.
    }
board-meeting-row = { $at } · { $kind ->
        [extra] внеочередное
       *[regular] очередное
    } · { $count }{ $status ->
        [voting] { " " }· вопрос
       *[planned] { "" }
    }
board-plan-regular = + Очередное
board-plan-extra = + Внеочередное
board-date-ask = { $kind ->
        [extra] Когда внеочередное заседание?
       *[regular] Когда очередное заседание?
    } Напишите дату и время, например: 15.12.2026 15:00
refused-board-date-wrong = Не понимаю дату или она уже прошла. Напишите так: 15.12.2026 15:00
board-agenda =
    <b>Заседание { $at }</b>, { $kind ->
        [extra] внеочередное
       *[regular] очередное
    }{ $status ->
        [voting] , идёт голосование
        [held] , закрыто
        [cancelled] , отменено
       *[planned] { "" }
    }
    { $count ->
        [0] Повестка пуста.
       *[other] В повестке вопросов: { $count }. Откройте голосование или внесите решение, принятое на заседании: нажмите на вопрос.
    }
board-agenda-line = { $place }. { $title } ({ $kind ->
        [organisation] приём, организация
        [person] приём, физлицо
        [admission] приём
        [expulsion] исключение
       *[free] вопрос
    }){ $status ->
        [open] : голосуют
        [adopted] : принято
        [rejected] : не принято
        [postponed] : отложено
        [withdrawn] : снято
       *[waiting] { "" }
    }
board-agenda-row = { $place }. { $title }
board-list = Заседания
board-hold = Закрыть заседание
board-cancel = Отменить
board-hold-ask = { $count ->
        [0] Закрыть заседание? Все вопросы решены.
       *[other] Закрыть заседание? Нерешённых вопросов: { $count } – они перейдут на следующее.
    }
board-cancel-ask = { $count ->
        [0] Отменить заседание?
       *[other] Отменить заседание? Вопросов: { $count } – они перейдут на следующее, заявители узнают новую дату. Поданные голоса не считаются.
    }
board-hold-sure = Да, закрыть
board-cancel-sure = Да, отменить
board-ended = { $status ->
        [cancelled] Заседание отменено.
       *[held] Заседание закрыто.
    }{ $moved ->
        [0] { "" }
       *[other] { " " }Перенесено вопросов: { $moved }.
    }{ $coming ->
        [yes] { " " }Протокол готовится и придёт секретарю и членам совета.
       *[no] { "" }
    }
refused-board-stale = С этим заседанием так уже нельзя: оно закрыто или отменено, или голосование изменилось. Откройте его заново.
board-own-votes = Мой голос: вопросов { $count }
board-put = + Вопрос в повестку
board-vote = Открыть голосование
board-minutes = Протокол
board-past = Прошедшие
board-past-meetings =
    <b>Прошедшие заседания</b>
    { $count ->
        [0] Таких заседаний нет.
       *[other] Откройте заседание, чтобы увидеть решения и получить протокол.
    }
board-past-row = { $at } · { $kind ->
        [extra] внеочередное
       *[regular] очередное
    }
board-past-later = ← Более поздние
board-past-earlier = Более ранние →
board-past-meeting =
    <b>Заседание { $at }</b>, { $kind ->
        [extra] внеочередное
       *[regular] очередное
    }
    { $count ->
        [0] Решений нет.
       *[other] Решения:
    }
board-question-ask = Напишите вопрос так, как он войдёт в протокол. Например: Утвердить план работы на 2027 год.
board-question-waits = Готово. Вопрос ждёт заседания: он попадёт в повестку, как только назначите дату.
refused-board-question-stands = Вопрос об исключении этого члена уже стоит в повестке.
refused-board-question-unfit = Здесь нужен текст, например: Утвердить план работы на 2027 год.
board-expulsion-ask = За что исключить: <b>{ $name }</b>? Вопрос войдёт в повестку ближайшего заседания, решит Наблюдательный совет. Напишите основание, например: Нарушение пункта 4.2 устава.
board-question =
    <b>{ $kind ->
        [admission] Приём в члены
        [expulsion] Исключение
       *[free] Вопрос
    }:</b> { $title }
board-question-remove = Снять с повестки
board-question-adopt = Принято
board-question-reject = Не принято
board-question-postpone = Отложено
board-room = Решение принято на самом заседании? Внесите его.
board-room-ask =
    <b>{ $title }</b>: { $decision ->
        [adopt] принято
        [reject] не принято
       *[postpone] отложено до следующего заседания
    }. Напишите основание для протокола, например: Решено единогласно на заседании.
refused-board-empty = В повестке нет вопросов для голосования. Добавьте вопрос или дождитесь заявлений.
refused-board-nobody = В Наблюдательном совете никого нет. Администратор назначает его членов командой /roles.
vote-open-ask = Открыть голосование? Вопросов: { $count }, членов совета: { $of }. Голосование продлится до { $until }.
vote-open-sure = Да, открыть
vote-opened =
    <b>Голосование Наблюдательного совета</b>
    Вопросов: { $count }. Голосуйте до { $until }: одно нажатие под каждым вопросом, изменить голос можно до закрытия.
vote-card =
    <b>Вопрос { $place } из { $total }. { $kind ->
        [admission] Приём в члены
        [expulsion] Исключение
       *[free] Решение
    }</b>
    { $title }
vote-card-why = <b>Основание:</b> { $reason }
vote-card-open =
    { $choice ->
        [for] Ваш голос: <b>за</b>.
        [against] Ваш голос: <b>против</b>.
        [abstain] Ваш голос: <b>воздержались</b>.
       *[none] Вы ещё не голосовали.
    } { $over ->
        [paused] Голосование приостановлено: срок вышел { $until }, кворума нет. Дальше решит секретарь.
        [yes] Срок голосования вышел: { $until }.
       *[no] Голосование до { $until }.
    }
vote-card-own = { $choice ->
        [for] Ваш голос: за.
        [against] Ваш голос: против.
       *[abstain] Ваш голос: воздержались.
    }
vote-result =
    <b>{ $status ->
        [open] Голосование идёт
        [adopted] Принято
        [rejected] Не принято
        [postponed] Отложено до следующего заседания
        [waiting] Ждёт голосования
       *[withdrawn] Снято: решать больше нечего
    }</b>{ $room ->
        [yes] { " " }– решено на заседании{ $reason ->
            [none] { "" }
           *[other] : { $reason }
        }
       *[no] { "" }
    }{ $voted ->
        [0] { "" }
       *[other] . За { $yes }, против { $no }, воздержались { $abstained }; голосовали { $voted } из { $of }
    }.
vote-shown = Сейчас: за { $yes }, против { $no }, воздержались { $abstained }.
vote-shown-names =
    { $choice ->
        [for] За
        [against] Против
       *[abstain] Воздержались
    }: { $names }
vote-for = За
vote-against = Против
vote-abstain = Воздержаться
vote-papers = Документы
vote-answers = Анкета
vote-ask = Спросить заявителя
vote-list = Все вопросы
vote-taken = { $choice ->
        [for] Вы проголосовали за
        [against] Вы проголосовали против
       *[abstain] Вы воздержались
    }
vote-row = { $choice ->
        [for] ✓ За
        [against] ✓ Против
        [abstain] ✓ Воздержались
       *[none] ○
    } · { $place }. { $title }
vote-mine =
    <b>Голосование Наблюдательного совета</b>
    { $count ->
        [0] Сейчас голосований нет.
       *[other] Вопросов: { $count }. { $left ->
            [0] { $paused ->
                [0] Вы проголосовали по всем.
               *[other] { "" }
            }
           *[other] Ждут вашего голоса: { $left }.
        }{ $paused ->
            [0] { "" }
           *[other] { " " }Голосование приостановлено, вопросов: { $paused }.
        }
    }
vote-papers-coming = Документы отправлены, пересылать их нельзя
vote-document = Заявление № { $number }
vote-ask-words = О чём спросить заявителя (<b>{ $title }</b>)? Вопрос и ответ увидят все члены совета. Напишите одним сообщением.
vote-asked = Вопрос отправлен заявителю. Когда он ответит, вам придёт сообщение.
vote-answered = Заявитель ответил на ваш вопрос. Вопрос { $place }: <b>{ $title }</b>.
vote-back = К вопросу
vote-progress =
    <b>Голосование</b> по повестке заседания { $at }
    { $over ->
        [yes] Срок вышел: { $until }.
       *[no] До { $until }.
    } Членов совета: { $of }.
vote-progress-line = { $place }. { $title } – { $status ->
        [adopted] принято
        [rejected] не принято
        [postponed] отложено
        [withdrawn] снято
       *[open] { $quorum ->
            [yes] { $voted } из { $of }, кворум есть
           *[no] { $voted } из { $of }, кворума нет
        }
    }
vote-progress-waiting = <b>Не голосовали</b> (вопросов): { $names }
vote-progress-all = Проголосовали все.
vote-prolong = Срок +{ $hours } ч
vote-close = Закрыть голосование
vote-refresh = Обновить
vote-look = К голосованию
vote-close-ask = Закрыть голосование? Будет подсчитано вопросов: { $count }.{ $left ->
        [0] { "" }
       *[other] { " " }Без кворума: { $left } – они перейдут на следующее заседание.
    } Решения вступят в силу сразу, заявители узнают о них.
vote-close-sure = Да, закрыть
vote-goes-on = Проголосовали не все, а срок ещё не вышел. Закрыть можно, когда проголосуют все или выйдет срок.
vote-all-voted = По повестке заседания { $at } проголосовали все. Голосование можно закрыть, не дожидаясь срока.
vote-missed =
    <b>Срок голосования вышел, кворума нет.</b>
    Заседание { $at }, вопросов без кворума: { $count }. Продлите голосование, внесите решение, принятое на заседании, или закройте его: эти вопросы перейдут на следующее заседание.
vote-reminder = Голосование Наблюдательного совета идёт до { $until }. Ждут вашего голоса: { $count }.
vote-prolonged = Голосование Наблюдательного совета продлено до { $until }. Вопросов: { $count }.
vote-closed = <b>Голосование закрыто.</b> Заседание { $at }.
vote-closed-line = { $place }. { $title }
vote-followed = Голосование закрыто, итоги ниже.
vote-minutes = Протокол заседания Наблюдательного совета { $at }
vote-minutes-coming = Протокол готовится
vote-minutes-not-made = Протокол не удалось подготовить. Откройте заседание и нажмите «Протокол» ещё раз.
vote-count = за { $yes }, против { $no }, воздержались { $abstained }
refused-board-vote-missing = Такого вопроса нет в голосовании.
refused-board-vote-over = По этому вопросу сейчас не голосуют: он уже решён, снят или срок вышел.
