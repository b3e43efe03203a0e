"""Sharing users and chats: what the picker offers, and what the bot gets."""

from typing import Any

import pytest

from sandbox.client import Control, ControlRefused
from tests.sandbox.conftest import BOT, Ask, Updates


async def asks(ask: Ask, chat: int, *buttons: dict[str, Any], **markup: Any) -> None:
    keyboard = [[{"text": f"Кнопка {number}", **button}] for number, button in enumerate(buttons)]
    sent = await ask("sendMessage", chat_id=chat, text="?", reply_markup={"keyboard": keyboard, **markup})
    assert sent.body["ok"], sent.body


async def shared(updates: Updates) -> dict[str, Any]:
    """Return the content of the newest message to the bot."""
    message = (await updates.next("message"))[-1]
    head = ("message_id", "from", "chat", "date")
    return {name: value for name, value in message.items() if name not in head}


async def test_the_bot_gets_the_ids_and_only_the_fields_it_asked_for(
    ask: Ask, control: Control, anna: int, updates: Updates
) -> None:
    boris = (await control.person("Борис", last_name="Белов", username="boris"))["id"]
    vera = (await control.person("Вера"))["id"]
    await asks(ask, anna, {"request_users": {"request_id": 7}})
    await updates.next()
    message = await control.share(anna, boris)
    assert (message["from"]["id"], message["chat"]["id"]) == (anna, anna)
    assert await shared(updates) == {
        "user_shared": {"user_id": boris, "request_id": 7},
        "users_shared": {"user_ids": [boris], "users": [{"user_id": boris}], "request_id": 7},
    }
    # `request_name` gives both names; users without a username have none, and nobody here has a photo.
    terms = {"request_id": 8, "max_quantity": 2, "request_name": True, "request_photo": True}
    await asks(ask, anna, {"request_users": terms | {"request_username": True}})
    await control.share(anna, boris, vera)
    assert await shared(updates) == {
        "users_shared": {
            "user_ids": [boris, vera],
            "users": [
                {"user_id": boris, "first_name": "Борис", "last_name": "Белов", "username": "boris"},
                {"user_id": vera, "first_name": "Вера"},
            ],
            "request_id": 8,
        }
    }


async def test_the_picker_offers_matching_users_up_to_the_maximum(
    ask: Ask, control: Control, anna: int
) -> None:
    boris = (await control.person("Борис", is_premium=True))["id"]
    vera = (await control.person("Вера"))["id"]
    gone = (await control.person("Гость"))["id"]
    await control.change_person(gone, deactivated=True)
    for terms, offered in (
        ({}, [boris, vera, BOT]),
        ({"user_is_bot": False}, [boris, vera]),
        ({"user_is_bot": True}, [BOT]),
        ({"user_is_premium": True}, [boris]),
        ({"user_is_bot": False, "user_is_premium": False}, [vera]),
    ):
        await asks(ask, anna, {"request_users": {"request_id": 1, "max_quantity": 2, **terms}})
        assert await control.ask("GET", "/share", **{"from": anna}) == {
            "users": offered,
            "chats": [],
            "most": 2,
        }
    await asks(ask, anna, {"request_users": {"request_id": 1}})
    for chosen in ((), (boris, vera), (anna,), (gone,), (999,)):
        with pytest.raises(ControlRefused):
            await control.share(anna, *chosen)
    assert not [one for one in await control.messages(anna) if "users_shared" in one]


async def test_sharing_by_request_id_removes_a_one_time_keyboard(
    ask: Ask, control: Control, anna: int, owner: int
) -> None:
    with pytest.raises(ControlRefused, match="0 fit"):
        await control.share(anna, owner)
    buttons = [{"request_users": {"request_id": number}} for number in (1, 2)]
    await asks(ask, anna, {}, *buttons, one_time_keyboard=True)
    with pytest.raises(ControlRefused, match="2 fit"):
        await control.share(anna, owner)
    with pytest.raises(ControlRefused, match="0 fit"):
        await control.share(anna, owner, request_id=3)
    message = await control.share(anna, owner, request_id=2)
    assert message["users_shared"]["request_id"] == 2
    assert (await control.view(anna, BOT))["keyboard"] is None
    await control.block(anna)
    with pytest.raises(ControlRefused, match="privately"):
        await control.share(anna, owner, request_id=2)


async def test_a_chat_is_shared_and_the_bot_gets_the_rights_it_asked_for(
    ask: Ask, control: Control, anna: int, owner: int, updates: Updates
) -> None:
    own = (await control.chat("supergroup", "Свой", anna, username="own_chat"))["id"]
    channel = (await control.chat("channel", "Канал", anna))["id"]
    foreign = (await control.chat("supergroup", "Чужой", owner, members=[anna]))["id"]
    await control.chat("supergroup", "Без неё", owner)
    rights = {"can_manage_chat": True, "can_invite_users": True, "can_pin_messages": False}
    for terms, offered in (
        ({"chat_is_channel": False}, [own, foreign]),
        ({"chat_is_channel": True}, [channel]),
        ({"chat_is_channel": False, "chat_has_username": True}, [own]),
        ({"chat_is_channel": False, "chat_has_username": False}, [foreign]),
        ({"chat_is_channel": False, "chat_is_created": True}, [own]),
        ({"chat_is_channel": False, "chat_is_forum": True}, []),
        ({"chat_is_channel": False, "user_administrator_rights": rights}, [own]),
        ({"chat_is_channel": False, "bot_administrator_rights": rights}, [own]),
        ({"chat_is_channel": False, "bot_is_member": True}, [own]),
    ):
        await asks(ask, anna, {"request_chat": {"request_id": 5, **terms}})
        assert (await control.ask("GET", "/share", **{"from": anna}))["chats"] == offered
    terms = {"chat_is_channel": False, "bot_administrator_rights": rights}
    await asks(ask, anna, {"request_chat": {"request_id": 5, **terms}})
    with pytest.raises(ControlRefused, match="doesn't show"):
        await control.share_chat(anna, foreign)
    await updates.next()
    await control.share_chat(anna, own)
    came = await updates.next()
    kinds = [kind for update in came for kind in update if kind != "update_id"]
    assert kinds[0] == "my_chat_member", "the bot is in the chat before it hears of it"
    assert came[0]["my_chat_member"]["new_chat_member"]["can_invite_users"] is True
    assert came[0]["my_chat_member"]["new_chat_member"]["can_pin_messages"] is False
    assert came[-1]["message"]["chat_shared"] == {"chat_id": own, "request_id": 5}
    terms = {"chat_is_channel": False, "request_title": True, "request_username": True, "request_photo": True}
    await asks(ask, anna, {"request_chat": {"request_id": 6, **terms}})
    for chat, told in ((own, {"title": "Свой", "username": "own_chat"}), (foreign, {"title": "Чужой"})):
        message = await control.share_chat(anna, chat)
        assert message["chat_shared"] == {"chat_id": chat, "request_id": 6, **told}


@pytest.mark.parametrize(
    ("button", "error"),
    [
        ({"request_users": {}}, "can't parse keyboard button: Can't find field \"request_id\""),
        ({"request_chat": 1}, 'can\'t parse keyboard button: Field "request_chat" must be of type Object'),
    ],
)
async def test_a_malformed_request_is_refused(
    ask: Ask, anna: int, button: dict[str, Any], error: str
) -> None:
    markup = {"keyboard": [[{"text": "Кто?", **button}]]}
    refused = await ask("sendMessage", chat_id=anna, text="?", reply_markup=markup)
    assert (refused.status, refused.error) == (400, f"Bad Request: {error}")


@pytest.mark.parametrize(
    ("button", "what"),
    [
        ({"request_users": {"request_id": 1}}, "users"),
        ({"request_chat": {"request_id": 1, "chat_is_channel": True}}, "chats"),
        ({"request_contact": True}, "phone number"),
    ],
)
async def test_request_buttons_only_in_private_chats(
    ask: Ask, group: int, button: dict[str, Any], what: str
) -> None:
    markup = {"keyboard": [[{"text": "Кто?", **button}]]}
    refused = await ask("sendMessage", chat_id=group, text="?", reply_markup=markup)
    assert refused.error == f"Bad Request: {what} can be requested in private chats only"
