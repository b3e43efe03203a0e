"""What the demo's people write when the association's forms ask."""

from bot.demo.world import Forms
from domain.forms.entities import Form, Question, QuestionKind


def asking(purpose: str, *questions: Question) -> Form:
    return Form(purpose, purpose, questions)


def question(name: str, *, optional: bool = False, when: str = "") -> Question:
    needed = {when: ("yes",)} if when else {}
    return Question(name, QuestionKind.TEXT, optional=optional, when=needed)


def test_what_the_demo_knows_nothing_of_is_left_out() -> None:
    """An association may ask more: the demo's answers still stand where they belong."""
    first = asking("first", question("city"), question("hobby", optional=True), question("work"))
    then = asking("then", question("city"), question("birthday"), question("more", optional=True))
    rare = asking("rare", question("work"), question("why", optional=True, when="work"))
    forms = Forms([first, then, rare], "skip")
    answers = {"work": "doctor", "city": "Kazan", "birthday": "1.1.1980"}
    assert forms.write("first", answers) == ["Kazan", "skip", "doctor"]
    assert forms.write("then", answers, after="first") == ["1.1.1980", "skip"]
    assert forms.write("rare", answers) == ["doctor"], "what hangs on another answer isn't asked"
