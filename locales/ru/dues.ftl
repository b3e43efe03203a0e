command-dues = Взносы: счета и оплата
dues-own = <b>Взносы</b>
dues-none = <b>Взносы</b> платят члены Ассоциации. Вы пока не член: вступить можно здесь.
dues-account =
    { $payer ->
        [none] { $package ->
            [none] Пакета нет.
           *[other] { $package }.
        }
       *[other] <b>{ $payer }</b>{ $package ->
            [none] .
           *[other] : { $package }.
        }
    }{ $status ->
        [lapsed] { " " }Членство приостановлено: оплатите счёт, и оно вернётся сразу.
        [left] { " " }Членство прекращено.
        [expelled] { " " }Членство прекращено.
       *[active] { "" }
    }
dues-owed = Счёт № { $number }:
dues-standing =
    { $status ->
        [checking] чек на проверке, к оплате { $rest }.
        [paid] оплачен.
        [void] отменён, платить не нужно.
        [late] <b>{ $rest }</b>, срок прошёл { $due }.
       *[open] <b>{ $rest }</b>, оплатить до { $due }.
    }
dues-stands =
    { $status ->
        [checking] Чек на проверке, к оплате <b>{ $rest }</b>.
        [paid] Оплачен.
        [void] Отменён, платить не нужно.
        [late] К оплате <b>{ $rest }</b>, срок прошёл { $due }.
       *[open] К оплате <b>{ $rest }</b> до { $due }.
    }
dues-paid-until = Всё оплачено. Следующий период начинается { $day }, счёт придёт заранее.
dues-period = { $start } – { $end }
dues-nobody = Данные удалены
dues-invoice =
    <b>Счёт № { $number }</b>{ $payer ->
        [none] { "" }
       *[other] , { $payer }
    }
    { $kind ->
        [entry] Вступительный и годовой взнос
       *[yearly] Годовой взнос
    }: { $package }
    Период: { $period }
    Сумма: { $amount }
dues-payment = { $day } – { $amount }, { $method ->
        [telegram] картой
        [cash] наличными
       *[transfer] переводом
    }
dues-show = Взносы
dues-open = Счёт
dues-file = Счёт файлом
dues-receipt = Отправить чек
dues-pay = Оплатить картой
dues-history = История
dues-row = № { $number } · { $amount } · { $status ->
        [checking] чек проверяется
        [paid] оплачен
        [void] отменён
       *[open] к оплате
    }
dues-history-title =
    <b>История взносов</b>{ $count ->
        [0] . Счетов ещё не было.
       *[other] { "" }
    }
dues-history-line = { $day } № { $number }: { $amount }, { $status ->
        [checking] чек проверяется
        [paid] оплачено { $paid }
        [void] отменён
       *[open] оплачено { $paid }
    }
dues-file-coming = Готовим файл, он придёт сюда.
dues-file-caption = Счёт № { $number }
dues-file-failed = Файл счёта не получился. Сумма, срок и оплата – в разделе взносов; файл можно запросить там же ещё раз.
dues-issued =
    <b>Счёт № { $number }</b>: { $kind ->
        [entry] вступительный и годовой взнос
       *[yearly] годовой взнос
    }, { $package }
    Период: { $period }
    К оплате <b>{ $rest }</b> до { $due }.{ $paid ->
        [none] { "" }
       *[other] { " " }Учтено ранее: { $paid }.
    }
    { $online ->
        [yes] Оплатите картой здесь или через банк (реквизиты – в файле) и пришлите чек.
       *[no] Оплатите через банк (реквизиты – в файле) и пришлите чек.
    }
dues-reminder =
    { $when ->
        [before] Напоминаем: взнос по счёту № { $number }, <b>{ $rest }</b>, ждём до { $due }.
        [today] Сегодня последний день: взнос по счёту № { $number }, <b>{ $rest }</b>.
       *[after] Взнос по счёту № { $number }, <b>{ $rest }</b>, не поступил: срок прошёл { $due }. Без оплаты членство приостановится { $lapses }.
    }
    Уже оплатили? Пришлите чек.
dues-receipt-ask = Пришлите чек по счёту № { $number }: фото, снимок экрана или PDF.
refused-dues-receipt-wrong = Нужен файл чека: фото, снимок экрана или PDF. Например, прикрепите PDF из приложения банка. Передумали – /cancel
refused-dues-receipt-none = Открытых счетов нет: чек прикладывать не к чему.
dues-receipt-offer =
    Это чек по счёту № { $number } ({ $amount })?{ $files ->
        [one] { "" }
       *[other] { " " }Файлов: { $files }.
    }
dues-attach = Да, это чек
dues-attach-not = Нет
dues-receipt-left = Хорошо, не прикладываем. Чек можно прислать в любой момент.
dues-receipt-taken =
    Спасибо! Чек по счёту № { $number } у казначея{ $count ->
        [0] { "" }
        [one] { "" }
       *[other] , файлов: { $count }
    }. Ответ придёт сюда, напоминать пока не будем.
dues-receipt-refused =
    Чек по счёту № { $number } не подтверждён: { $reason }
    К оплате { $rest } до { $due }. Пришлите другой чек или ответьте казначею: { $email }
refused-dues-receipts-many = На проверке уже файлов: { $most }. Дождитесь ответа казначея.
dues-thanks =
    { $settled ->
        [back] Спасибо! Получили { $amount } по счёту № { $number }. Членство восстановлено, оплачено по { $until }.
        [yes] Спасибо! Получили { $amount }, счёт № { $number } оплачен. Ваше членство оплачено по { $until }.
       *[no] Спасибо! Получили { $amount } по счёту № { $number }. Осталось { $rest } до { $due }.
    }
dues-surplus = Получено больше, чем нужно, на { $amount }: казначей это видит.
dues-taken-back = Оплата { $amount } по счёту № { $number } была внесена по ошибке и снята. К оплате { $rest } до { $due }.
dues-voided =
    Счёт № { $number } отменён, платить по нему не нужно.{ $reason ->
        [none] { "" }
       *[other] { " " }Причина: { $reason }
    }
dues-package-changed =
    С { $day } у вас другой пакет: <b>{ $package }</b>, { $fee } в год.{ $replaced ->
        [none] { "" }
       *[other] { " " }Счёт № { $replaced } больше не действует.
    }
dues-pay-title = Счёт № { $number }
dues-pay-about = Членский взнос, { $period }
dues-pay-label = Взнос
dues-pay-failed = Оплатить картой сейчас не получается. Оплатите через банк по реквизитам в файле счёта и пришлите чек.
dues-checkout =
    { $verdict ->
        [settled] Этот счёт уже оплачен или отменён.
        [other-sum] Сумма изменилась: откройте /dues и нажмите «Оплатить картой» ещё раз.
       *[missing] Этот счёт вам оплатить нельзя: откройте /dues.
    }
dues-checkout-late = Ответ не успел. Деньги не списаны, попробуйте ещё раз.
refused-dues-charge-lost = Деньги получены, но счёт для них не найден. Напишите нам: { $email }, номер платежа: <code>{ $charge }</code>
refused-dues-stale = Уже не так: вот как сейчас.
refused-dues-missing = Такого счёта нет. Ваши счета – в разделе взносов.
dues-home =
    { $stands ->
        [lapsed] Членство приостановлено: оплатите счёт № { $number }, <b>{ $rest }</b>, и оно вернётся сразу.
        [checking] Чек по счёту № { $number } у казначея.
        [late] Взнос по счёту № { $number }, <b>{ $rest }</b>: срок прошёл { $day }.
        [open] Взнос по счёту № { $number }: <b>{ $rest }</b> до { $day }.
       *[paid] Взнос оплачен, следующий период – с { $day }.
    }
treasury-screen =
    <b>Взносы</b>
    { $billed ->
        [0] Счетов за текущий период ещё нет.
       *[other] Оплачено { $settled } из { $billed }, { $share } %. Поступило { $paid } из { $amount }.
    }
    По всем открытым счетам ждём { $owed }.
    { $checking ->
        [0] Чеков на проверке нет.
       *[other] Счетов с чеком на проверке: { $checking }.
    }{ $overdue ->
        [0] { "" }
       *[other] { " " }Просрочено: { $overdue }.
    }{ $lapsed ->
        [0] { "" }
       *[other] { " " }Приостановлено: { $lapsed }.
    }
    Членов: { $members }.
treasury-list = { $which ->
        [checking] Проверить чеки: { $count }
        [overdue] Просрочено: { $count }
       *[lapsed] Приостановлено: { $count }
    }
treasury-list-all = Кто должен
treasury-find = Найти
treasury-export = Excel
treasury-mine = Мои взносы
treasury-overview = ← К взносам
treasury-owing =
    <b>{ $which ->
        [checking] Чеки на проверке
        [overdue] Просроченные счета
        [lapsed] Счета приостановленных
       *[all] Неоплаченные счета
    }</b>: { $count }{ $count ->
        [0] { "" }
       *[other] , всего { $owed }
    }
treasury-row = { $name } · { $amount } · { $status ->
        [checking] чек
        [late] просрочен
        [paid] оплачен
        [void] отменён
       *[open] ждём
    }
treasury-card =
    <b>{ $name }</b>, счёт № { $number }
    { $kind ->
        [entry] Вступительный и годовой взнос
       *[yearly] Годовой взнос
    }: { $package }
    Период: { $period }
    Сумма: { $amount }
treasury-by = Решение: { $name }, { $day }
treasury-surplus = Переплата: <b>{ $amount }</b>.
treasury-receipts-wait =
    { $count ->
        [one] Чек ждёт решения.
       *[other] Файлов ждёт решения: { $count }.
    }
treasury-confirm = ✓ Подтвердить { $amount }
treasury-other = Другая сумма
treasury-refuse = Отклонить
treasury-enter = Внести оплату
treasury-void = Отменить счёт
treasury-reissue = Выставить заново
treasury-payments = Ошибочная оплата
treasury-files = Чеки
treasury-files-coming =
    { $count ->
        [0] Файлов нет.
       *[other] Присылаем, файлов: { $count }.
    }
treasury-member = Взносы участника
treasury-ended =
    { $name }: членство прекращено, счёт № { $number } отменён. { $paid ->
        [yes] По нему поступило <b>{ $amount }</b>: решите, что вернуть.
       *[no] По нему ждал проверки чек: если деньги пришли, решите, что вернуть.
    }
treasury-open = Открыть счёт
treasury-file = { $name }, счёт № { $number }
treasury-other-ask = <b>{ $name }</b>, счёт № { $number }: сколько пришло по чеку? К оплате { $rest }. Напишите сумму, например: 5000 или 5 000,50
treasury-enter-ask = <b>{ $name }</b>, счёт № { $number }: сколько пришло { $method ->
        [cash] наличными
       *[transfer] переводом
    }? К оплате { $rest }. Напишите сумму, например: 5000 или 5 000,50
refused-dues-amount-wrong = Это не сумма. Напишите рубли цифрами, например: 5000 или 5 000,50
treasury-whole = Всё: { $amount }
treasury-by-cash = Наличными
treasury-by-transfer = Переводом
treasury-refuse-ask = <b>{ $name }</b>, счёт № { $number } на { $rest }: почему чек не принят? Выберите или напишите, это увидит плательщик.
treasury-reason-missing = Деньги не поступили.
treasury-reason-unreadable = Чек не читается.
treasury-reason-foreign = Это не чек по этому счёту.
treasury-void-ask = <b>{ $name }</b>: счёт № { $number } на { $rest } будет отменён, новый за этот период сам не придёт. Напишите причину, её увидит плательщик.
treasury-payments-ask = <b>{ $name }</b>, счёт № { $number }: какая оплата внесена по ошибке?
treasury-payment-row = { $amount } · { $day } · { $method ->
        [telegram] картой
        [cash] наличными
       *[transfer] переводом
    }
treasury-back-ask = Снять оплату { $amount } от { $day } ({ $name }, счёт № { $number })? Плательщик узнает.
treasury-back-sure = Да, снять
refused-dues-payment-missing = Этой оплаты уже нет: её сняли.
treasury-account =
    <b>{ $name }</b>, { $status ->
        [active] член
        [lapsed] членство приостановлено
        [left] вышел
       *[expelled] исключён
    }{ $package ->
        [none] { "" }
       *[other] , { $package }
    }{ $next ->
        [none] .
       *[other] . Следующий период с { $next }.
    }
treasury-no-invoices = Счетов ещё не было.
treasury-packages = Сменить пакет
treasury-packages-ask =
    { $count ->
        [0] <b>{ $name }</b>: других пакетов нет.
       *[other] <b>{ $name }</b>: какой пакет со следующего периода?
    }
treasury-package = { $title } · { $fee }
treasury-package-ask = <b>{ $name }</b>: со следующего периода <b>{ $package }</b>, { $fee } в год? Открытый счёт на будущий период заменим.
treasury-package-sure = Да, сменить
treasury-package-changed = <b>{ $name }</b>: пакет <b>{ $package }</b> с { $day }.
refused-dues-package-unfit = Такого пакета для этого участника нет.
refused-dues-receipt-waits = Сначала решите по чеку.
treasury-find-ask = Кого или какой счёт найти? Напишите часть имени или номер, например: Иванова или 2026-0017
treasury-found =
    { $count ->
        [0] Ничего не нашлось. Напишите иначе, например только фамилию.
       *[other] Нашлось: { $count }. Можно написать ещё.
    }
treasury-nobody = Пришёл чек: <b>{ $name }</b>, счёт № { $number }. Подтвердить некому: назначьте казначея (/roles).
treasury-lapse-ahead = <b>{ $name }</b>: счёт № { $number } на { $rest } не оплачен. Членство приостановится { $day }.
treasury-charged =
    Оплата картой: <b>{ $name }</b>, { $amount }, счёт № { $number }.{ $surplus ->
        [none] { "" }
       *[other] { " " }Переплата: { $surplus }.
    }
treasury-export-coming = Готовим файл, он придёт сюда.
treasury-export-caption = Кто должен: все неоплаченные счета.
treasury-export-failed = Файл не получился. Попробуйте ещё раз: /dues
treasury-sheet = Взносы
treasury-file-name = vznosy.xlsx
treasury-heading-member = Член
treasury-heading-package = Пакет
treasury-heading-number = Счёт
treasury-heading-from = Период с
treasury-heading-until = по
treasury-heading-due = Оплатить до
treasury-heading-amount = Сумма, ₽
treasury-heading-paid = Оплачено, ₽
treasury-heading-owed = Долг, ₽
treasury-heading-status = Счёт: состояние
treasury-status = { $status ->
        [checking] чек на проверке
        [overdue] просрочен
        [lapsed] членство приостановлено
       *[open] к оплате
    }
