# Forms

form-questionnaire-person = Предварительная анкета
form-questionnaire-organisation = Предварительная анкета организации
form-application-person = Данные для заявления
form-application-organisation = Данные для заявления и договора
form-webinar = Вебинар или собрание

# Questions: what is asked, and what the summary calls it

question-full-name = Как вас зовут? Фамилия, имя и отчество полностью.
question-full-name-short = ФИО
question-city = В каком городе вы живёте или работаете?
question-city-short = Город
question-phone = По какому телефону с вами связаться?
question-phone-short = Телефон
question-email = На какой адрес электронной почты вам писать?
question-email-short = Эл. почта
question-work = Где и кем вы работаете?
question-work-short = Место работы и должность
question-why-me = Зачем мне НБМЗ? Что вы хотите получить от участия – одной-двумя фразами.
question-why-me-short = Зачем мне НБМЗ
question-why-them = Зачем я нужен НБМЗ? Чем вы можете быть полезны ассоциации – одной-двумя фразами.
question-why-them-short = Зачем я нужен НБМЗ
question-groups = В каких рабочих группах вам интересно? Начните с самой желанной.
question-groups-short = Рабочие группы
question-organisation = Как называется ваша организация?
question-organisation-short = Организация
question-inn = ИНН организации – 10 цифр.
question-inn-short = ИНН
question-contact-person = Кто представляет организацию? Фамилия, имя, отчество и должность.
question-contact-person-short = Контактное лицо
question-payer = Кто будет платить взносы?
question-payer-short = Плательщик взносов
option-payer-self = Сама организация
option-payer-another = Другая организация
question-birth-date = Дата вашего рождения – день, месяц, год.
question-birth-date-short = Дата рождения
question-address = Ваш почтовый адрес с индексом.
question-address-short = Адрес
question-legal-name = Полное наименование организации – как в уставе.
question-legal-name-short = Полное наименование
question-ogrn = ОГРН организации – 13 цифр.
question-ogrn-short = ОГРН
question-kpp = КПП организации – 9 знаков.
question-kpp-short = КПП
question-legal-address = Юридический адрес организации с индексом.
question-legal-address-short = Юридический адрес
question-head-name = Кто руководит организацией или подпишет договор? Фамилия, имя и отчество полностью.
question-head-name-short = Подписывает
question-head-position = Какая у подписывающего должность?
question-head-position-short = Должность
question-authority = На основании чего он действует?
question-authority-short = Основание
option-authority-charter = Устав
option-authority-proxy = Доверенность
question-proxy = Номер и дата доверенности.
question-proxy-short = Доверенность
question-payer-name = Полное наименование плательщика.
question-payer-name-short = Плательщик
question-payer-inn = ИНН плательщика – 10 цифр, у предпринимателя 12.
question-payer-inn-short = ИНН плательщика
question-bik = БИК банка – 9 цифр. Нужен, чтобы указать реквизиты в договоре.
question-bik-short = БИК
question-account = Расчётный счёт в этом банке – 20 цифр.
question-account-short = Расчётный счёт
question-webinar-kind = Что проводим?
question-webinar-kind-short = Что проводим
option-webinar-kind-group = Вебинар рабочей группы
option-webinar-kind-public = Публичное мероприятие
option-webinar-kind-general = Общее собрание
option-webinar-kind-partner = Мероприятие партнёра
question-webinar-for = Кого приглашаем?
question-webinar-for-short = Для кого
option-webinar-for-members = Все члены ассоциации
option-webinar-for-supporters = Члены и сторонники
question-webinar-title = Как назовём?
question-webinar-title-short = Название
question-webinar-text = О чём пойдёт речь? Эти слова увидят приглашённые; для собрания – повестка.
question-webinar-text-short = О чём
question-webinar-speakers = Кто выступит? Имена и должности через запятую.
question-webinar-speakers-short = Спикеры
question-webinar-start = Когда начало? День и время.
question-webinar-start-short = Начало
question-webinar-length = Сколько продлится?
question-webinar-length-short = Длительность
option-webinar-length-m30 = 30 минут
option-webinar-length-m60 = 1 час
option-webinar-length-m90 = 1,5 часа
option-webinar-length-m120 = 2 часа
option-webinar-length-m180 = 3 часа
question-webinar-places = Сколько мест? Если пропустить, места не ограничены.
question-webinar-places-short = Число мест
question-webinar-link = Ссылка на комнату. Её увидят только записавшиеся; можно добавить позже.
question-webinar-link-short = Ссылка на комнату
question-webinar-picture = Картинка для приглашения.
question-webinar-picture-short = Картинка
question-webinar-partner = Чьё это мероприятие? Название партнёра и то, что он даёт членам Ассоциации, увидят все приглашённые.
question-webinar-partner-short = Партнёр
question-webinar-discount = Какая скидка или промокод у членов Ассоциации? Увидят только те из них, кто запишется.
question-webinar-discount-short = Скидка для членов

# The conversation

forms-head = { $number ->
        [0] <b>{ $title }</b>
       *[other] <b>{ $title }</b> · { $number } из { $total }
    }
forms-now = Сейчас: { $answer }
forms-optional = Можно пропустить.
forms-hint-many = Отметьте подходящее и нажмите «Готово» – или напишите номера через запятую.
forms-hint-ranking = Нажимайте по порядку и закончите кнопкой «Готово» – или напишите номера через запятую: 2, 1
forms-hint-moment = Например: 15.02 19:00. Часы ассоциации: { $at }
forms-hint-files = Пришлите файлы сюда, можно альбомом, и нажмите «Готово».
forms-hint-file = Пришлите файл сюда.
forms-files = { $count ->
        [one] Принят { $count } файл
        [few] Принято { $count } файла
       *[many] Принято { $count } файлов
    }
forms-none = –
forms-yes = Да
forms-no = Нет
forms-back = ← Назад
forms-skip = Пропустить
forms-keep = Оставить как есть
forms-done = Готово
forms-clear = Начать с чистого листа
forms-empty = Убрать
forms-stop = Позже
forms-send = Отправить
forms-discard = Удалить черновик
forms-discard-ask =
    <b>Удалить черновик «{ $title }»?</b>
    Ответы исчезнут, вернуть их нельзя.
forms-discard-sure = Да, удалить
forms-discard-no = Нет, вернуться
forms-discarded = Черновик «{ $title }» удалён. Начать заново можно в любой момент.
forms-summary =
    <b>{ $title }</b> · проверьте
    Любой ответ можно изменить кнопкой под ним.
forms-line = <b>{ $name }</b>: { $answer }
forms-phone-hint = Можно прислать номер из Telegram кнопкой внизу или написать другой.
forms-phone-share = Отправить мой номер
forms-phone-kept = Записали: { $phone }
forms-phone-away = Хорошо, телефон – потом.
forms-sent =
    <b>Спасибо, «{ $title }» – у нас.</b>
    Ответим в этом чате.
forms-lying =
    Вы начали заполнять «{ $title }»: готово { $done } из { $total }. Ответы сохранены.
    Продолжим? Больше напоминать не будем.
forms-continue = Продолжить: { $title } ({ $done } из { $total })
forms-home = Не закончено: «{ $title }», готово { $done } из { $total }.

# What can be wrong with an answer, each with an example of a right one

wrong-empty = В этом сообщении нечего прочесть: нужны буквы или цифры. Например: Иванова Мария Петровна
wrong-text-expected = Такое сообщение не подходит: ответьте текстом. Например: Казань
wrong-file-unexpected = Здесь нужен ответ текстом или кнопкой, а не файл. Например: Казань
wrong-contact-unexpected = Контакт здесь не подходит: ответьте текстом или кнопкой. Например: Казань
wrong-contact-another = Это контакт другого человека. Нажмите «{ forms-phone-share }» или напишите номер. Например: +7 916 123-45-67
wrong-few-words = Слов должно быть не меньше { $words }. Например: Иванова Мария Петровна
wrong-too-long = Слишком длинно: { $length } знаков, а можно { $longest }. Сократите – например, до двух-трёх фраз.
wrong-too-short = Слишком коротко: знаков { $length }, а нужно не меньше { $shortest }. Например: 420012, Казань, ул. Бутлерова, д. 36
wrong-city = Не похоже на название города. Например: Нижний Новгород
wrong-email = Такого адреса быть не может: проверьте его. Например: ivanova@clinic.ru
wrong-email-at = В адресе почты нужен знак @. Например: ivanova@clinic.ru
wrong-email-one = Нужен один адрес, без пробелов и запятых. Например: ivanova@clinic.ru
wrong-phone = Не похоже на номер телефона. Например: +7 916 123-45-67
wrong-phone-short = В номере не хватает цифр. Например: +7 916 123-45-67
wrong-phone-long = В номере лишние цифры. Например: +7 916 123-45-67
wrong-phone-unknown = Такого номера не существует: проверьте код и цифры. Например: +7 916 123-45-67
wrong-date = Напишите дату цифрами: день, месяц, год. Например: 31.12.1990
wrong-date-year = Год нужен из четырёх цифр. Например: 31.12.1990
wrong-date-none = Дня { $text } в календаре нет. Например: 31.12.1990
wrong-date-two = Это можно понять двояко: { $one } или { $other }. Напишите одно из двух. Например: { $one }
wrong-date-late = { $years ->
        [0] Эта дата ещё не наступила.
        [one] С этой даты должен пройти хотя бы { $years } год.
        [few] С этой даты должно пройти хотя бы { $years } года.
       *[many] С этой даты должно пройти хотя бы { $years } лет.
    } Например: 31.12.1990
wrong-date-early = { $years ->
        [one] Слишком давно: больше { $years } года назад.
       *[many] Слишком давно: больше { $years } лет назад.
    } Например: 31.12.1990
wrong-inn-digits = ИНН – это только цифры. Например: 7707083893
wrong-inn-length = Цифр в ИНН должно быть { $lengths }, а здесь { $length }. Например: { $holder ->
        [person] 500100732259
       *[other] 7707083893
    }
wrong-inn-check = Контрольная цифра ИНН не сходится: проверьте, нет ли опечатки. Например, верный ИНН: 7707083893
wrong-ogrn-digits = ОГРН – это только цифры. Например: 1027700132195
wrong-ogrn-length = Цифр в ОГРН должно быть { $lengths }, а здесь { $length }. Например: { $holder ->
        [person] 304500116000157
       *[other] 1027700132195
    }
wrong-ogrn-check = Контрольная цифра ОГРН не сходится: проверьте, нет ли опечатки. Например, верный ОГРН: 1027700132195
wrong-kpp = В КПП девять знаков: цифры, а на пятом и шестом месте возможны и латинские буквы. Например: 773601001
wrong-kpp-length = Знаков в КПП должно быть 9, а здесь { $length }. Например: 773601001
wrong-bik = Российский БИК начинается с 04, у казначейства – с 00, 01 или 02. Например: 044525225
wrong-bik-digits = БИК – это только цифры. Например: 044525225
wrong-bik-length = Цифр в БИК должно быть { $lengths }, а здесь { $length }. Например: 044525225
wrong-account-digits = Номер счёта – это только цифры. Например: 40702810438000060473
wrong-account-length = Цифр в номере счёта должно быть { $lengths }, а здесь { $length }. Например: 40702810438000060473
wrong-account-check = Номер счёта не подходит к БИК { $bik }: проверьте оба. Например: счёт 40702810438000060473 в банке с БИК 044525225
wrong-moment = Напишите день и время. Например: 15.02 19:00
wrong-moment-none = Дня и времени «{ $text }» не бывает. Например: 15.02 19:00
wrong-moment-past = Этот момент уже прошёл: нужен будущий. Например: 15.02 19:00
wrong-moment-skipped = В «{ $text }» часы переводят вперёд, такого времени не будет: выберите другое. Например: 15.02 19:00
wrong-moment-two = Это можно понять двояко: { $one } или { $other }. Напишите одно из двух. Например: { $one }
wrong-moment-zone = Время «{ $city }» здесь не считается: напишите по часам ассоциации, без названия города. Например: 15.02 19:00
wrong-moment-weekday = В «{ $text }» день недели и число не сходятся. Напишите что-то одно. Например: 15.02 19:00
wrong-number = Напишите целое число цифрами. Например: 150
wrong-number-low = Число нужно не меньше { $lowest }. Например: { $lowest }
wrong-number-high = Число нужно не больше { $highest }. Например: { $highest }
wrong-link = Не похоже на ссылку. Например: https://zoom.us/j/1234567890
wrong-link-spaces = Нужна одна ссылка, без пробелов. Например: https://zoom.us/j/1234567890
wrong-link-scheme = Подходит только ссылка на страницу: с https:// в начале. Например: https://zoom.us/j/1234567890
wrong-link-user = Имени и пароля в ссылке быть не должно: её увидят другие. Например: https://zoom.us/j/1234567890
wrong-link-long = Ссылка слишком длинна: знаков { $length }, а можно { $longest }. Например: https://zoom.us/j/1234567890
wrong-choose = Выберите из предложенного: нажмите кнопку или напишите вариант словами. Например: { $example }
wrong-choose-number = { $most ->
        [one] Варианта { $number } нет: есть только один.
        [few] Варианта { $number } нет: их { $most }.
       *[many] Варианта { $number } нет: их { $most }.
    } Нажмите кнопку или напишите номер. Например: 1
wrong-few = { $least ->
        [one] Нужно выбрать хотя бы { $least } вариант.
        [few] Нужно выбрать хотя бы { $least } варианта.
       *[many] Нужно выбрать хотя бы { $least } вариантов.
    } Например: { $example }
wrong-many = { $most ->
        [one] Можно выбрать не больше { $most } варианта.
       *[many] Можно выбрать не больше { $most } вариантов.
    } Например: { $example }
wrong-needed = Этот вопрос пропустить нельзя: ответьте хотя бы коротко. Например: не знаю
wrong-file-expected = Здесь нужен файл: нажмите скрепку и выберите фото или документ. Например: скан.pdf
wrong-file-kind = Файл не того вида. { $types ->
        [pdf] Подходит только PDF. Например: скан.pdf
        [image] Подходит только фото или картинка. Например: скан.jpg
        [photo] Подходит только фото: пришлите картинку как фотографию, не файлом.
        [pdf-image] Подходит PDF, фото или картинка. Например: скан.pdf
        [any] Подходит фото или документ. Например: скан.pdf
       *[other] Подходит документ: PDF, текст, таблица или картинка. Например: скан.pdf
    }
wrong-file-large = Файл слишком велик: { $size } МБ, а можно до { $megabytes } МБ. Например, сфотографируйте страницу телефоном: фото.jpg
wrong-files-few = { $least ->
        [one] Пока нет ни одного файла.
       *[many] Файлов нужно не меньше { $least }.
    } Например, пришлите: скан.pdf
wrong-files-many = { $most ->
        [one] Можно прислать не больше { $most } файла
       *[many] Можно прислать не больше { $most } файлов
    }; этот не взяли. Например, соедините страницы в один файл: скан.pdf
wrong-all-answered = Здесь уже всё заполнено: проверьте и нажмите «Отправить» – или выберите, что изменить. Например: кнопка с названием ответа.
