"""Coming into the chats over HTTP: asked, agreed, greeted; not answered; decided by a moderator; a group's chat lost."""

from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from domain.roles import Role
from storage.tables.chats import chat_people, chats
from tests.e2e.harness import BOT, Artel, Screen, Visitor, screen_of
from tests.e2e.webinars import ANNA, GROUP, HOUR, SONYA, Somebody, association_at_work, present
from tests.words import Part, has, like

MARK = Somebody(220, "Марк", role=Role.MODERATOR)
VERA = Somebody(221, "Вера", role=Role.SECRETARY)
RIGHTS = ["can_invite_users", "can_restrict_members", "can_delete_messages"]
MINUTE = 60
LATE = "Forbidden: bot can't initiate conversation with a user"


class Group:
    """A chat of the association, as those see it who are inside."""

    def __init__(self, artel: Artel, chat_id: int, link: str) -> None:
        self.artel = artel
        self.id = chat_id
        self.link = link

    def has(self, person: Visitor) -> bool:
        world = self.artel.sandbox.world
        return world.member(world.chats[self.id], person.id).inside

    def asked(self, person: Visitor) -> bool:
        """Whether a request of theirs waits at Telegram."""
        return person.id in self.artel.sandbox.world.chats[self.id].requests

    async def lets_in(self, person: Visitor) -> None:
        async def inside() -> bool:
            return self.has(person)

        await self.artel.until(inside, f"{person.name} in the chat")

    async def turns_away(self, person: Visitor) -> None:
        async def done() -> bool:
            return not self.asked(person)

        await self.artel.until(done, f"{person.name} declined")
        assert not self.has(person)

    async def said(self) -> list[Screen]:
        """What the bot has said in the chat and is still there."""
        messages = await self.artel.control.messages(self.id)
        return [screen_of(one) for one in messages if one["from"]["id"] == BOT and "text" in one]

    async def shows(self, part: Part, *, many: int = 1) -> list[Screen]:
        """Wait until just so many messages of the bot have this in them, or on their buttons."""

        found: list[Screen] = []

        async def shown() -> bool:
            found[:] = [one for one in await self.said() if has(f"{one.text} {one.buttons}", part)]
            return len(found) == many

        await self.artel.until(shown, f"{many} × {part} in the chat")
        return found

    async def join(self, person: Visitor) -> None:
        """Somebody follows the link, and asks."""
        assert await self.artel.control.join(person.id, link=self.link) == "requested"


async def connect(olga: Visitor, title: str, kind: str, *members: int) -> Group:
    """The administrator adds the bot to a new chat, and says what it is."""
    artel = olga.artel
    made = await artel.control.chat("supergroup", title, olga.id, members=list(members))
    await artel.control.add_bot(olga.id, made["id"], admin=RIGHTS)
    await olga.finds(like("chat-found", title=title))
    await olga.tap("chat-look")
    await olga.finds(title, button=kind)
    await olga.tap(kind)
    await olga.finds("chat-in-order", title)
    await artel.settled()
    (row,) = await artel.rows(select(chats).where(chats.c.id == made["id"]))
    return Group(artel, made["id"], row["link"])


async def test_into_the_chats_and_out_of_a_groups(
    database_url: str, texts: FluentTexts, association: Association
) -> None:
    refusals = {("sendMessage", "Too Many Requests: retry after 1"), ("sendMessage", LATE)}
    async with association_at_work(database_url, texts, association, MARK, VERA, refusals=refusals) as artel:
        olga = await artel.administrator()
        await olga.start()
        people = await connect(olga, "Участники", olga.words("chat-kind-participants"))
        cards = await connect(olga, "Модераторы", olga.words("chat-kind-moderators"), MARK.id)
        title = next(group.title["ru"] for group in association.working_groups if group.id == GROUP)
        chat = await connect(olga, "Барьеры", title)
        await agree(people)
        await let_it_lie(people)
        await be_unreachable(people, cards)
        await want_a_groups_chat(chat)
        await lapse_and_return(chat)


async def agree(people: Group) -> None:
    """Somebody who never pressed Start: one message, one tap, in, greeted for a while."""
    artel = people.artel
    john = await artel.visitor("en", first_name="John")
    await people.join(john)
    rules = await john.finds(like("entry-rules", "en", count=7), button=john.words("entry-accept"))
    assert [line[:2] for line in rules.text.splitlines() if line[:1].isdigit()] == [
        f"{number}." for number in range(1, 8)
    ]
    assert await john.record() is None
    await john.tap("entry-accept")
    await john.finds(like("entry-welcome", "en", title="Участники"), button=john.words("entry-open"))
    await people.lets_in(john)
    assert (john.taps, john.typed) == (1, 0)
    await people.shows("Добро пожаловать, John!")
    await artel.control.advance(9 * MINUTE)
    await artel.settled()
    assert len(await people.said()) == 1
    await artel.control.advance(2 * MINUTE)
    await people.shows("John", many=0)


async def let_it_lie(people: Group) -> None:
    """No answer: declined, and told so."""
    artel = people.artel
    (sonya,) = present(artel, SONYA)
    await people.join(sonya)
    await sonya.finds(like("entry-rules", count=7), button=sonya.words("entry-accept"))
    await artel.control.advance(48 * HOUR + MINUTE)
    await people.turns_away(sonya)
    await sonya.finds(like("entry-closed", status="expired"), button=sonya.words("entry-later"))


async def be_unreachable(people: Group, cards: Group) -> None:
    """Never started, and the five minutes are over: the moderators decide."""
    artel = people.artel
    petr = await artel.visitor(first_name="Пётр", username="petr")
    rules = {"methods": ["sendMessage"], "chats": [petr.id]}
    await artel.control.faults({"kind": "429", "retry_after": 1, **rules})
    await people.join(petr)

    async def held_up() -> bool:
        return bool([one for one in await artel.refused() if one[1].startswith("Too Many")])

    await artel.until(held_up, "the rules are held up")
    await artel.control.advance(6 * MINUTE)
    await artel.control.faults()
    (card,) = await cards.shows("Пётр (@petr)")
    (mark,) = present(artel, MARK)
    assert card.buttons == [mark.words("entry-admit"), mark.words("entry-decline")]
    assert people.asked(petr)
    tapped = await artel.control.tap(
        MARK.id, card.message, chat=cards.id, text=mark.words("entry-admit"), wait=15
    )
    assert tapped["answer"]["text"] == mark.words("entry-decided")
    await people.lets_in(petr)
    (card,) = await cards.shows(like("entry-state", status="admitted", who="Марк"))
    assert "Пётр (@petr)" in card.text
    await people.shows("Добро пожаловать, Пётр!")


async def want_a_groups_chat(chat: Group) -> None:
    """A stranger is told why not, and how; a member comes in by one tap."""
    artel = chat.artel
    vasya = await artel.visitor(first_name="Вася")
    await chat.join(vasya)
    await vasya.finds(like("entry-refused", standing="stranger"), button=vasya.words("contact-join"))
    await chat.turns_away(vasya)
    (anna,) = present(artel, ANNA)
    await chat.join(anna)
    await anna.tap("entry-accept")
    await chat.lets_in(anna)
    assert anna.taps == 1
    await chat.shows("Добро пожаловать, Анна!")


async def lapse_and_return(chat: Group) -> None:
    """The membership lapses, and with it the chat goes; restored, the link comes."""
    artel = chat.artel
    anna, vera = present(artel, ANNA, VERA)

    async def noted() -> bool:
        kept = select(chat_people.c.belonged).where(chat_people.c.person_id == ANNA.id)
        return [row["belonged"] for row in await artel.rows(kept)] == [GROUP]

    await artel.control.advance(1)
    await artel.until(noted, "Anna belongs")
    await membership(vera, "member-lapse")
    await artel.control.advance(1)
    await anna.finds(
        like("entry-parted", title="Барьеры"),
        like("entry-parted", standing="lapsed"),
        button=anna.words("contact-membership"),
    )
    await artel.settled()
    assert not chat.has(anna)
    assert artel.sandbox.world.member(artel.sandbox.world.chats[chat.id], ANNA.id).status != "kicked"
    moves = [call["method"] for call in await artel.control.calls() if "anChatMember" in call["method"]]
    assert moves == ["banChatMember", "unbanChatMember"]

    await membership(vera, "member-restore")
    await artel.control.advance(1)
    await anna.finds("entry-way-back", button=anna.words("entry-come-back"))
    await chat.join(anna)
    await anna.tap("entry-accept")
    await chat.lets_in(anna)
    await artel.settled()
    kinds = [kind for kind, _ in await anna.history()]
    assert [kind for kind in kinds if kind in ("chat-joined", "chat-left")] == [
        "chat-joined",
        "chat-left",
        "chat-joined",
    ]


async def membership(vera: Visitor, act: str) -> None:
    """What the secretary does with Anna's membership, by the register."""
    await vera.write("/members")
    register = await vera.finds("command-members")
    label = next(label for label in register.buttons if label.startswith("Анна"))
    await vera.tap(label)
    await vera.tap(vera.words(act))
    await vera.tap("member-act-sure")
    await vera.finds(button=vera.words("member-register-back"))
