"""Methods about polls and quizzes."""

from aiogram.methods import SendPoll, StopPoll

from sandbox.access import find_message, writable_chat
from sandbox.api.registry import Call, implements
from sandbox.api.sending import explicit, send
from sandbox.errors import bad_request
from sandbox.keyboards import checked
from sandbox.messages import Poll
from sandbox.polls import close
from sandbox.text import parse_text
from sandbox.types import Json

MAX_QUESTION, MAX_OPTION, MAX_EXPLANATION = 300, 100, 200


@implements(SendPoll)
def send_poll(call: Call, method: SendPoll) -> Json:
    world, params = call.world, call.params
    question, entities = parse_text(
        method.question, explicit(method.question_parse_mode), params.get("question_entities")
    )
    options = _options(params["options"])
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > MAX_QUESTION:
        raise bad_request(f"poll question length must not exceed {MAX_QUESTION}")
    quiz = method.type == "quiz"
    body: Json = {
        "id": world.random_id(),
        "question": question,
        "options": options,
        "is_closed": bool(method.is_closed),
        "is_anonymous": method.is_anonymous is not False,
        "type": "quiz" if quiz else "regular",
        "allows_multiple_answers": bool(method.allows_multiple_answers),
        "allows_revoting": method.allows_revoting if method.allows_revoting is not None else not quiz,
        "members_only": bool(method.members_only),
    }
    if entities:
        body["question_entities"] = entities
    if quiz:
        body |= _quiz(call, method, len(options))
    poll = Poll(body["id"], call.bot.id, body, close_at=_close_at(call, body))
    sent = send(call, method, "poll", {"poll": poll.as_json()})
    world.save(poll)
    world.poll_sent.notify()
    return sent


def _options(given: list[Json | str]) -> list[Json]:
    options: list[Json] = []
    for number, option in enumerate(given):
        text = option if isinstance(option, str) else str(option.get("text", ""))
        mode = None if isinstance(option, str) else option.get("text_parse_mode")
        text, entities = parse_text(
            text, mode, None if isinstance(option, str) else option.get("text_entities")
        )
        if not text:
            raise bad_request("poll options must be non-empty")
        if len(text) > MAX_OPTION:
            raise bad_request(f"poll options length must not exceed {MAX_OPTION}")
        shown: Json = {"persistent_id": str(number), "text": text}
        options.append(shown | {"text_entities": entities} if entities else shown)
    if len(options) < 2:
        raise bad_request("poll must have at least 2 option")
    if len(options) > 12:
        raise bad_request("poll can't have more than 12 options")
    return options


def _quiz(call: Call, method: SendPoll, count: int) -> Json:
    correct = method.correct_option_ids
    if correct is None and method.correct_option_id is not None:
        correct = [method.correct_option_id]
    if not correct or not all(0 <= option < count for option in correct):
        raise bad_request("wrong correct option ID specified")
    right: Json = {"correct_option_ids": correct, "correct_option_id": correct[0]}
    if method.explanation:
        text, entities = parse_text(
            method.explanation,
            explicit(method.explanation_parse_mode),
            call.params.get("explanation_entities"),
        )
        if len(text) > MAX_EXPLANATION:
            raise bad_request("message caption is too long")
        right |= {"explanation": text, "explanation_entities": entities}
    return right


def _close_at(call: Call, body: Json) -> float:
    """Return when the poll closes by itself (Unix time), 0 for never."""
    now = call.world.clock.now()
    if period := call.params.get("open_period"):
        body["open_period"] = period
        return now + int(period)
    if date := call.params.get("close_date"):
        body["close_date"] = date
        return float(date)
    return 0.0


@implements(StopPoll)
def stop_poll(call: Call, method: StopPoll) -> Json:
    world = call.world
    markup = checked(call.params.get("reply_markup"))
    chat = writable_chat(world, call.bot, method.chat_id)
    message = find_message(world, call.bot, chat, method.message_id, "message with poll to stop")
    shown = message.body.get("poll")
    if shown is None:
        raise bad_request("message with poll to stop not found")
    poll = world.polls[shown["id"]]
    if poll.bot_id != call.bot.id or message.author != call.bot.id:
        raise bad_request("poll can't be stopped")
    if poll.body["is_closed"]:
        raise bad_request("poll has already been closed")
    close(world, poll)
    message.body = message.body | {"poll": poll.as_json()}
    message.body.pop("reply_markup", None)
    if markup:
        message.body["reply_markup"] = markup
    world.save(message)
    world.publish_change("edit", chat)
    return poll.as_json()
