deliveries-undelivered =
    <b>{ $what ->
        [message] Сообщение не доставлено
        [banChatMember] Не удалось исключить из чата
        [unbanChatMember] Не удалось снять блокировку в чате
        [declineChatJoinRequest] Не удалось отклонить заявку в чат
        [createChatInviteLink] Не удалось создать ссылку-приглашение
        [getChatAdministrators] Не удалось узнать, кто администрирует чат
       *[other] Telegram не выполнил действие ({ $what })
    }.</b> { $kind ->
        [person] Кому
       *[chat] Чат
    }: { $whose }.{ $user ->
        [none] {""}
       *[other] {" "}Человек: № { $user }.
    }
    Причина: { $reason }.{ $said ->
        [none] {""}
       *[other] {"\u000A"}<blockquote>{ $said }</blockquote>
    }
deliveries-cards-refused =
    <b>Чат модераторов «{ $title }» не принимает карточки.</b> Причина: { $reason }.
    Карточки приходят модераторам лично, а если модераторов нет – администраторам.
deliveries-reason = { $meaning ->
        [blocked] человек заблокировал бота
        [deactivated] аккаунт удалён
        [never-started] человек ещё не писал боту
        [topic-closed] тема закрыта
        [kicked] бота нет в чате
        [not-found] Telegram не знает такого чата
        [too-many-chats] у человека слишком много чатов, Telegram не пускает его в новый
        [chat-full] в чате больше нет мест
        [administrator] это администратор чата
        [rights] у бота нет на это прав
        [not-deletable] Telegram не даёт боту удалить это сообщение
       *[unknown] ответ Telegram
    } ({ $error })
