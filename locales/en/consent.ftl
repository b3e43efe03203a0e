consent-short =
    <b>Consent to the processing of personal data</b>
    { $purpose ->
        [join] To process your application and your membership, we need to store what you enter in the questionnaire and the application, and
        [webinar] To register you, we need to store
        [meet] To introduce you to others, we need to store
        [birthday] To congratulate you, we need to store
       *[subscribe] To subscribe you, we need to store
    } your Telegram name and number (id), your language and the history of your requests. { $association } stores this and gives it to nobody. You can withdraw at any time: /privacy.
consent-agree = I agree
consent-read = Full text
consent-changed = The text of the consent has changed. Please read it again: you agree to the new text.
consent-full =
    <b>Consent to the processing of personal data</b>
    Version { $version }

    By pressing “I agree” I give, freely, by my own will and in my own interest, to the operator – { $association } ({ $site }, { $email }) – my consent to the processing of my personal data on these terms.

    1. Purposes: keeping the association’s base of contacts, answering my requests, keeping account of consents and subscriptions; where I join the association or represent a member of it, considering the questionnaire and the application, keeping the register of members and the working groups.
    2. Data: my id, first and last name and user name in Telegram; language; where I came from; the history of my requests to the bot; what I state myself in the questionnaire and the application.
    3. Acts: collection, recording, systematisation, storage, correction, use, blocking, deletion, destruction – automated. The data are stored in Russia and are not passed to third parties.
    4. Term: until the consent is withdrawn.
    5. Withdrawal: at any time by the command /privacy or by a letter to { $email }. After that the data are destroyed, except those that the operator must keep by law.

    Consent to mailings is given separately and withdrawn separately.
consent-privacy = { $count ->
        [0] <b>Your data</b>
            Without your consent we store only your number (id), your language and the link that brought you here, for a week at most.
       *[other] <b>Your consents</b>
    }
consent-line = • { $purpose }{ $topic ->
        [none] { "" }
       *[other] { " “" }{ $topic }{ "”" }
    } – { $at }, version { $version }
consent-purpose-personal-data = processing of personal data
consent-purpose-mailings = mailings
consent-purpose-introductions = introductions
consent-purpose-birthdays = birthday wishes in the group
