application-packages = <b>Пакеты участия</b>, взнос за год
application-package =
    <b>{ $title }</b> – { $fee ->
        [free] бесплатно
       *[other] { $fee }
    }
    <blockquote expandable>{ $gives }</blockquote>
application-choose-person = Вступить как физлицо – { $fee }
application-choose-organisation = Вступить организацией – { $fee }
application-stands =
    <b>Заявление № { $number }</b>
    { $status ->
        [filling] Анкета получена. Осталось ответить на несколько вопросов для заявления.
        [signing] { $pages ->
            [0] { $confirm ->
                [yes] Подтвердите заявление кнопкой – или подпишите документ и пришлите сюда скан: PDF либо фотографии страниц.
               *[no] Подпишите документ и пришлите сюда скан: PDF или фотографии страниц, можно альбомом.
            }
            [one] Получена { $pages } страница. Пришлите остальные или нажмите «Готово».
            [few] Получены { $pages } страницы. Пришлите остальные или нажмите «Готово».
           *[many] Получено { $pages } страниц. Пришлите остальные или нажмите «Готово».
        }
        [submitted] Заявление у секретаря. Когда он его посмотрит, ответ придёт сюда.
        [returned] { $pages ->
            [0] Нужно исправить: { $reason }
                { $confirm ->
                    [yes] Исправьте ответы, подтвердите кнопкой или пришлите подписанный документ заново.
                   *[no] Исправьте ответы или пришлите подписанный документ заново.
                }
           *[other] Нужно исправить: { $reason }
                Получено страниц: { $pages }. Когда пришлёте все, нажмите «Готово».
        }
        [complete] { $at ->
            [none] Документы в порядке. Вопрос о приёме попадёт в повестку ближайшего заседания Наблюдательного совета; дату сообщим.
           *[other] Документы в порядке. Вопрос о приёме – в повестке Наблюдательного совета { $at }.
        }
        [postponed] { $at ->
            [none] Наблюдательный совет отложил решение: { $reason }
                Дату следующего заседания сообщим.
           *[other] Наблюдательный совет отложил решение: { $reason }
                Следующее рассмотрение: { $at }.
        }
        [admitted] Вы приняты в Ассоциацию. Добро пожаловать! Рабочая группа – на экране «Моё членство» и в /groups.
        [refused] Наблюдательный совет отказал в приёме: { $reason }
            Можно подать новое заявление.
        [declined] Заявление отклонено: { $reason }
            Можно подать новое.
       *[withdrawn] Заявление отозвано. Можно подать новое.
    }
application-asked-you =
    <b>Вопрос по заявлению:</b> { $question }
    Просто ответьте здесь: одним сообщением или файлом.
application-go-on = Продолжить
application-submit = Готово
application-empty = Прислать заново
application-confirm = Подтвердить в чате
application-correct = Изменить ответы
application-again = Документ ещё раз
application-answer = Ответить секретарю
application-write = Написать секретарю
application-withdraw = Отозвать
application-withdraw-ask = Отозвать заявление? Его больше не будут рассматривать; подать новое можно в любой момент.
application-withdraw-sure = Да, отозвать
application-withdrawn = Заявление отозвано. Подать новое можно в любой момент.
application-show = Моё заявление
application-gone = Действующего заявления нет. Подать его можно в любой момент.
application-already-member = <b>{ $name }</b> уже состоит в Ассоциации.
application-arrived =
    { $left ->
        [0] <b>Анкета получена.</b> Проверьте данные для заявления и отправьте.
        [one] <b>Анкета получена.</b> Для заявления остался { $left } вопрос.
        [few] <b>Анкета получена.</b> Для заявления осталось { $left } вопроса.
       *[many] <b>Анкета получена.</b> Для заявления осталось { $left } вопросов.
    }
application-preparing = Ответы получены. Готовим заявление № { $number }: документ придёт сюда через несколько секунд.
application-document =
    { $kind ->
        [organisation] <b>Заявление и договор о членстве.</b>
       *[person] <b>Ваше заявление.</b>
    } { $confirm ->
        [yes] Подтвердите его кнопкой – или распечатайте, подпишите и пришлите сюда скан: PDF либо фотографии страниц.
       *[no] Распечатайте, подпишите и пришлите сюда скан: PDF либо фотографии страниц, можно альбомом.
    }

    Взнос за год: { $fee }. { $payment }
application-not-made = Документ не получился, это наша ошибка. Попробуйте ещё раз – ответы сохранены.
application-pages =
    { $pages ->
        [one] Получена <b>{ $pages }</b> страница.
        [few] Получено <b>{ $pages }</b> страницы.
       *[many] Получено <b>{ $pages }</b> страниц.
    } Если это всё – нажмите «Готово».
application-emptied = Страницы убраны. Пришлите подписанный документ заново.
application-write-ask =
    { $question ->
        [none] Напишите секретарю одним сообщением.
       *[other] Вопрос по заявлению: { $question }
            Ответьте одним сообщением.
    }
application-answer-file = файл, он среди страниц
application-written = Передали секретарю. Ответ придёт сюда.
application-nobody = Поступило заявление № { $number }, а секретаря нет. Назначьте его: /roles. Заявления – в /applications.
application-card =
    <b>Заявление № { $number }</b>, { $kind ->
        [organisation] организация
       *[person] физлицо
    }
    <b>{ $title }</b>
    { $username ->
        [none] { $name }
       *[other] { $name }, @{ $username }
    }
application-card-status =
    { $status ->
        [filling] Заполняется
        [signing] На подписи у заявителя
        [submitted] Ждёт проверки
        [returned] Возвращено на исправление
        [complete] { $meeting ->
            [none] Принято как полное; заседание ещё не назначено
           *[other] Принято как полное; в повестке { $meeting }
        }
        [postponed] { $meeting ->
            [none] Отложено советом; заседание ещё не назначено
           *[other] Отложено советом до { $meeting }
        }
        [admitted] Принято советом
        [refused] Совет отказал
        [declined] Отклонено
       *[withdrawn] Отозвано заявителем
    } – { $at }{ $who ->
        [none] { "" }
       *[other] { ", " }{ $who }
    }
    { $confirmed ->
        [no] Страниц: { $pages }
       *[other] Подтверждено в чате { $confirmed }; страниц: { $pages }
    }
application-card-reason = Причина: { $reason }
application-answer-line = <b>{ $question }:</b> { $answer }
application-no-answers = Ответов нет.
application-note =
    { $step ->
        [asked] <b>Вопрос</b>
        [board-asked] <b>Вопрос члена совета</b>
       *[answered] <b>Ответ заявителя</b>
    } ({ $at }): { $text }
application-card-accept = Принять как полное
application-card-ask = Спросить
application-card-return = Вернуть
application-card-decline = Отклонить
application-card-admit = Совет принял
application-card-refuse = Совет отказал
application-card-postpone = Отложено
application-card-files = Файлы
application-card-answers = Ответы целиком
application-card-history = История
application-card-open = Заявление № { $number }
application-card-moved = Заявление № { $number }: есть новое – карточка ниже.
application-card-done = Готово. Заявление № { $number } – { $status ->
        [submitted] ждёт ответа заявителя
        [returned] возвращено на исправление
        [complete] ждёт совета
        [postponed] отложено
        [admitted] принято
        [refused] отказано
       *[declined] отклонено
    }.
application-list = К списку
application-waiting =
    { $count ->
        [0] <b>Заявления</b>
            Сейчас ничего не ждёт.
       *[other] <b>Заявления</b>, которые ещё не решены: { $count }
    }
application-row = № { $number } · { $status ->
        [filling] заполняется
        [signing] на подписи
        [submitted] проверить
        [returned] возвращено
        [complete] ждёт совета
       *[postponed] отложено
    } · { $title }
application-history = <b>Заявление № { $number }</b>, что было
application-history-line =
    • { $at } – { $step ->
        [begun] анкета
        [filled] заявление заполнено
        [reprinted] документ выдан ещё раз
        [submitted] прислано на проверку
        [confirmed] подтверждено в чате
        [accepted] принято как полное
        [asked] вопрос заявителю
        [board-asked] вопрос члена совета заявителю
        [answered] ответ заявителя
        [returned] возвращено
        [declined] отклонено
        [withdrawn] отозвано
        [scheduled] изменилась дата заседания
        [admitted] совет принял
        [refused] совет отказал
       *[postponed] отложено
    }{ $author ->
        [staff] { " (секретарь)" }
       *[other] { "" }
    }{ $text ->
        [none] { "" }
       *[other] { ": " }{ $text }
    }
application-files-coming =
    { $pages ->
        [one] Присылаем { $pages } файл
        [few] Присылаем { $pages } файла
       *[many] Присылаем { $pages } файлов
    }
application-page = Заявление № { $application }, { $number } из { $total }
application-ask-words = Заявление № { $number }. Напишите вопрос заявителю одним сообщением.
application-return-words = Заявление № { $number }. Что исправить? Выберите или напишите одним сообщением.
application-decline-words = Заявление № { $number }. Почему отклоняем? Выберите или напишите одним сообщением.
application-refuse-words = Заявление № { $number }. Почему совет отказал? Выберите или напишите одним сообщением.
application-postpone-words = Заявление № { $number }. Почему совет отложил решение? Выберите или напишите одним сообщением.
application-reason-unsigned = Нет подписи
application-reason-unreadable = Скан не читается
application-reason-incomplete = Не все страницы
application-reason-differs = Данные расходятся с документом
application-reason-not-eligible = Не подходит под условия устава
application-reason-duplicate = Такое заявление уже есть
application-reason-no-answer = Нет ответа на вопросы
application-reason-not-fitting = Цели не совпадают с целями Ассоциации
application-reason-no-place = Сейчас приём приостановлен
application-reason-no-quorum = Не было кворума
application-reason-more-facts = Нужны дополнительные сведения
refused-applications-stale = Заявление уже изменилось: вот как оно стоит сейчас.
refused-applications-missing = Такого действующего заявления нет.
refused-applications-nothing-signed = Ещё не прислано ни одной страницы. Пришлите скан: PDF или фотографии.
refused-applications-not-a-page = Это не страница документа. Пришлите фото, картинку или PDF. Например: скан.pdf
refused-applications-too-many-pages =
    { $most ->
        [one] Больше { $most } страницы не нужно.
       *[other] Больше { $most } страниц не нужно.
    } Соберите документ в один PDF или пришлите страницы заново.
refused-applications-signature-needed = Нужна подпись: пришлите скан подписанного документа.
