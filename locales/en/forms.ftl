# Forms

form-questionnaire-person = Preliminary questionnaire
form-questionnaire-organisation = Preliminary questionnaire for organisations
form-application-person = Details for the application
form-application-organisation = Details for the application and the agreement
form-webinar = Webinar or meeting

# Questions: what is asked, and what the summary calls it

question-full-name = What is your full name? Family name, given name and patronymic.
question-full-name-short = Full name
question-city = In which city do you live or work?
question-city-short = City
question-phone = What phone number can we reach you on?
question-phone-short = Phone
question-email = Which e-mail address should we write to?
question-email-short = E-mail
question-work = Where do you work, and what is your position?
question-work-short = Work and position
question-why-me = Why do I need NBMZ? What you hope to get out of it, in a sentence or two.
question-why-me-short = Why I need NBMZ
question-why-them = Why does NBMZ need me? What you can do for the association, in a sentence or two.
question-why-them-short = Why NBMZ needs me
question-groups = Which working groups are you interested in? Start with the one you want most.
question-groups-short = Working groups
question-organisation = What is your organisation called?
question-organisation-short = Organisation
question-inn = The organisation’s ИНН (taxpayer number), 10 digits.
question-inn-short = ИНН
question-contact-person = Who represents the organisation? Full name and position.
question-contact-person-short = Contact
question-payer = Who will pay the fees?
question-payer-short = Fees paid by
option-payer-self = The organisation itself
option-payer-another = Another organisation
question-birth-date = Your date of birth: day, month, year.
question-birth-date-short = Date of birth
question-address = Your postal address with the postcode.
question-address-short = Address
question-legal-name = The organisation’s full name, as in its charter.
question-legal-name-short = Full legal name
question-ogrn = The organisation’s ОГРН (registration number), 13 digits.
question-ogrn-short = ОГРН
question-kpp = The organisation’s КПП, 9 characters.
question-kpp-short = КПП
question-legal-address = The organisation’s legal address with the postcode.
question-legal-address-short = Legal address
question-head-name = Who heads the organisation or will sign the agreement? Full name.
question-head-name-short = Signatory
question-head-position = What is the signatory’s position?
question-head-position-short = Position
question-authority = On what basis do they act?
question-authority-short = Basis
option-authority-charter = The charter
option-authority-proxy = A power of attorney
question-proxy = Number and date of the power of attorney.
question-proxy-short = Power of attorney
question-payer-name = The payer’s full name.
question-payer-name-short = Payer
question-payer-inn = The payer’s ИНН, 10 digits; a sole trader’s has 12.
question-payer-inn-short = Payer’s ИНН
question-bik = The bank’s БИК, 9 digits. It is needed for the bank details in the agreement.
question-bik-short = БИК
question-account = The account number at this bank, 20 digits.
question-account-short = Account
question-webinar-kind = What kind of event is it?
question-webinar-kind-short = Kind of event
option-webinar-kind-group = A working group’s webinar
option-webinar-kind-public = A public event
option-webinar-kind-general = The general meeting
option-webinar-kind-partner = A partner’s event
question-webinar-for = Who is invited?
question-webinar-for-short = Invited
option-webinar-for-members = All members of the association
option-webinar-for-supporters = Members and supporters
question-webinar-title = What is the title?
question-webinar-title-short = Title
question-webinar-text = What is it about? Those invited will read these words; for a meeting, the agenda.
question-webinar-text-short = About
question-webinar-speakers = Who will speak? Names and positions, separated by commas.
question-webinar-speakers-short = Speakers
question-webinar-start = When does it start? Day and time.
question-webinar-start-short = Start
question-webinar-length = How long will it last?
question-webinar-length-short = Length
option-webinar-length-m30 = 30 minutes
option-webinar-length-m60 = 1 hour
option-webinar-length-m90 = 1½ hours
option-webinar-length-m120 = 2 hours
option-webinar-length-m180 = 3 hours
question-webinar-places = How many places are there? Skip this if there is room for everybody.
question-webinar-places-short = Places
question-webinar-link = The link to the room. Only people who registered will see it; you can add it later.
question-webinar-link-short = Link to the room
question-webinar-picture = A picture for the invitation.
question-webinar-picture-short = Picture
question-webinar-partner = Whose event is it? Everyone invited will see the partner’s name and what it offers to members.
question-webinar-partner-short = Partner
question-webinar-discount = What discount or code do members get? Only those who register will see it.
question-webinar-discount-short = Members’ discount

# The conversation

forms-head = { $number ->
        [0] <b>{ $title }</b>
       *[other] <b>{ $title }</b> · { $number } of { $total }
    }
forms-now = Current answer: { $answer }
forms-optional = You can skip this.
forms-hint-many = Tick what applies and tap “Done”, or write the numbers separated by commas.
forms-hint-ranking = Tap them in order and finish with “Done”, or write the numbers separated by commas: 2, 1
forms-hint-moment = For example: 15.02 19:00. The association’s time now: { $at }
forms-hint-files = Send the files here, one by one or as an album, and tap “Done”.
forms-hint-file = Send the file here.
forms-files = { $count ->
        [one] { $count } file received
       *[other] { $count } files received
    }
forms-none = –
forms-yes = Yes
forms-no = No
forms-back = ← Back
forms-skip = Skip
forms-keep = Leave as it is
forms-done = Done
forms-clear = Remove the files
forms-empty = Clear
forms-stop = Later
forms-send = Send
forms-discard = Delete the draft
forms-discard-ask =
    <b>Delete the draft “{ $title }”?</b>
    The answers will be lost for good.
forms-discard-sure = Yes, delete
forms-discard-no = No, go back
forms-discarded = The draft “{ $title }” has been deleted. You can start again at any time.
forms-summary =
    <b>{ $title }</b> · please check
    You can change any answer with its button below.
forms-line = <b>{ $name }</b>: { $answer }
forms-phone-hint = Send your Telegram number with the button below, or write another one.
forms-phone-share = Send my number
forms-phone-kept = Noted: { $phone }
forms-phone-away = OK, the phone number can wait.
forms-sent =
    <b>Thank you, we have “{ $title }”.</b>
    We’ll answer in this chat.
forms-lying =
    You started “{ $title }”: { $done } of { $total } done. Your answers are saved.
    Would you like to go on? We won’t remind you again.
forms-continue = Continue: { $title } ({ $done } of { $total })
forms-home = Not finished: “{ $title }”, { $done } of { $total } done.

# What can be wrong with an answer, each with an example of a right one

wrong-empty = There’s no text in this message: please use letters or digits. For example: Maria Ivanova
wrong-text-expected = Please answer with text. For example: Kazan
wrong-file-unexpected = Please answer with text or a button, not a file. For example: Kazan
wrong-contact-unexpected = Please answer with text or a button, not a contact. For example: Kazan
wrong-contact-another = This is somebody else’s contact. Tap “{ forms-phone-share }” or type the number. For example: +7 916 123-45-67
wrong-few-words = Please write at least { $words } words. For example: Maria Ivanova
wrong-too-long = Too long: { $length } characters, and { $longest } are allowed. Please shorten it, for example to two or three sentences.
wrong-too-short = Too short: { $length } characters, and at least { $shortest } are needed. For example: 420012, Kazan, Butlerova 36
wrong-city = This doesn’t look like a city’s name. For example: Nizhny Novgorod
wrong-email = This address can’t exist, please check it. For example: ivanova@clinic.ru
wrong-email-at = An e-mail address needs an @. For example: ivanova@clinic.ru
wrong-email-one = One address is needed, without spaces and commas. For example: ivanova@clinic.ru
wrong-phone = This doesn’t look like a phone number. For example: +7 916 123-45-67
wrong-phone-short = The number has too few digits. For example: +7 916 123-45-67
wrong-phone-long = The number has too many digits. For example: +7 916 123-45-67
wrong-phone-unknown = There is no such number: please check the code and the digits. For example: +7 916 123-45-67
wrong-date = Please write the date in digits: day, month, year. For example: 31.12.1990
wrong-date-year = The year needs four digits. For example: 31.12.1990
wrong-date-none = There is no day { $text } in the calendar. For example: 31.12.1990
wrong-date-two = This could mean { $one } or { $other }. Please write one of the two. For example: { $one }
wrong-date-late = { $years ->
        [0] This date is still to come.
        [one] At least { $years } year must have passed since this date.
       *[other] At least { $years } years must have passed since this date.
    } For example: 31.12.1990
wrong-date-early = { $years ->
        [one] Too long ago: more than { $years } year.
       *[other] Too long ago: more than { $years } years.
    } For example: 31.12.1990
wrong-inn-digits = An ИНН is digits only. For example: 7707083893
wrong-inn-length = An ИНН must have { $lengths } digits, and this has { $length }. For example: { $holder ->
        [person] 500100732259
       *[other] 7707083893
    }
wrong-inn-check = The check digit of this ИНН doesn’t match: please look for a typo. For example, a valid ИНН: 7707083893
wrong-ogrn-digits = An ОГРН is digits only. For example: 1027700132195
wrong-ogrn-length = An ОГРН must have { $lengths } digits, and this has { $length }. For example: { $holder ->
        [person] 304500116000157
       *[other] 1027700132195
    }
wrong-ogrn-check = The check digit of this ОГРН doesn’t match: please look for a typo. For example, a valid ОГРН: 1027700132195
wrong-kpp = A КПП has nine characters: digits, and sometimes Latin letters in the fifth and sixth places. For example: 773601001
wrong-kpp-length = A КПП must have 9 characters, and this has { $length }. For example: 773601001
wrong-bik = A Russian БИК begins with 04, the treasury’s with 00, 01 or 02. For example: 044525225
wrong-bik-digits = A БИК is digits only. For example: 044525225
wrong-bik-length = A БИК must have { $lengths } digits, and this has { $length }. For example: 044525225
wrong-account-digits = An account’s number is digits only. For example: 40702810438000060473
wrong-account-length = An account’s number must have { $lengths } digits, and this has { $length }. For example: 40702810438000060473
wrong-account-check = The account doesn’t match the БИК { $bik }: please check both. For example: account 40702810438000060473 in the bank with the БИК 044525225
wrong-moment = Please write the day and the time. For example: 15.02 19:00
wrong-moment-none = There is no such day and time as “{ $text }”. For example: 15.02 19:00
wrong-moment-past = This is in the past: please give a time in the future. For example: 15.02 19:00
wrong-moment-skipped = At “{ $text }” the clocks go forward, so this time doesn’t exist: please choose another. For example: 15.02 19:00
wrong-moment-two = This could mean { $one } or { $other }. Please write one of the two. For example: { $one }
wrong-moment-zone = “{ $city }” is another time zone: please give the time by the association’s clock, without a city. For example: 15.02 19:00
wrong-moment-weekday = In “{ $text }” the day of the week doesn’t match the date. Please give only one of them. For example: 15.02 19:00
wrong-number = Please write a whole number in digits. For example: 150
wrong-number-low = The number must be at least { $lowest }. For example: { $lowest }
wrong-number-high = The number must be at most { $highest }. For example: { $highest }
wrong-link = This doesn’t look like a link. For example: https://zoom.us/j/1234567890
wrong-link-spaces = Please send one link, without spaces. For example: https://zoom.us/j/1234567890
wrong-link-scheme = Please send a link to a page that starts with https://. For example: https://zoom.us/j/1234567890
wrong-link-user = The link can’t contain a name and password: others will see it. For example: https://zoom.us/j/1234567890
wrong-link-long = The link is too long: { $length } characters, and { $longest } are allowed. For example: https://zoom.us/j/1234567890
wrong-choose = Please choose one of the options: tap a button, or write the answer. For example: { $example }
wrong-choose-number = { $most ->
        [one] There is no option { $number }: there is only one.
       *[other] There is no option { $number }: there are { $most }.
    } Tap a button or write a number. For example: 1
wrong-few = { $least ->
        [one] At least { $least } must be chosen.
       *[other] At least { $least } must be chosen.
    } For example: { $example }
wrong-many = { $most ->
        [one] At most { $most } can be chosen.
       *[other] At most { $most } can be chosen.
    } For example: { $example }
wrong-needed = You can’t skip this question: please answer, even briefly. For example: I don’t know
wrong-file-expected = Please send a file: tap the paper clip and choose a photo or a document. For example: scan.pdf
wrong-file-kind = The file is of the wrong kind. { $types ->
        [pdf] Only a PDF fits. For example: scan.pdf
        [image] Only a photo or a picture fits. For example: scan.jpg
        [photo] Only a photo fits: send the picture as a photo, not as a file.
        [pdf-image] A PDF, a photo or a picture fits. For example: scan.pdf
        [any] A photo or a document fits. For example: scan.pdf
       *[other] A document fits: PDF, text, spreadsheet or picture. For example: scan.pdf
    }
wrong-file-large = The file is too large: { $size } MB, and up to { $megabytes } MB are allowed. For example, photograph the page: photo.jpg
wrong-files-few = { $least ->
        [one] There is no file yet.
       *[other] At least { $least } files are needed.
    } For example, send: scan.pdf
wrong-files-many = { $most ->
        [one] At most { $most } file can be sent
       *[other] At most { $most } files can be sent
    }; this one wasn’t added. For example, combine the pages into one file: scan.pdf
wrong-all-answered = Everything is filled in: please check it and tap “Send”, or choose what to change. For example: the button with an answer’s name.
