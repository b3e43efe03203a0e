mailing-topics =
    <b>О чём вам писать?</b>
    Выбирая темы, вы соглашаетесь получать от { $short } сообщения о них в этом чате. Изменить: /topics, прекратить: /unsubscribe.
mailing-changed = Условия рассылки изменились. Прочтите их, пожалуйста, и нажмите ещё раз.
mailing-all = Все темы
mailing-done = Готово
refused-mailings-none-ticked = Отметьте хотя бы одну тему или нажмите «Все темы».
mailing-saved = Сохранено
mailing-unsubscribed =
    <b>Вы отписаны</b>, рассылка прекращена.
    Если не трудно, скажите почему – кнопкой или своими словами. Можно и не отвечать.
mailing-not-subscribed = Вы и так ни на что не подписаны.
mailing-come-back = Вернуть подписку
mailing-reason-often = Слишком часто
mailing-reason-boring = Не моё
mailing-reason-else = Другое
mailing-reason-ask = Напишите причину одним сообщением – её прочтёт человек.
mailing-reason-thanks = Спасибо, учтём. Вернуться можно в любой момент.
