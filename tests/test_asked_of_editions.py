"""What is asked of all editions is told of a type that is named, else of the case; else which are known."""

from dataclasses import replace

from conftest import TODAY
from told_case import PAYG, TOLD

from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.asides import Asides
from knowledge.answering.asked_of_editions import AskedOfEditions
from knowledge.answering.standing import Standing
from knowledge.case.conversation import talk_of
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.case.others import Spoken
from knowledge.case.whose import THEIRS
from knowledge.library import Library
from knowledge.reading.question import read_question

EDITION = "2018-11-20"


def _answer(named: str, text: str, case: Case, library: Library) -> Answer | None:
    law = library.law(EDITION)
    asked = AskedOfEditions(Asides(library, law), law, Standing(law, library.beside(law)))
    return asked.answer([named], read_question(text, library, TODAY, talk_of(case)), case)


def test_since_when_is_told_of_the_case_of_which_a_verdict_was_told(library: Library) -> None:
    found = _answer("through", "since when is that so?", TOLD, library)
    assert found is not None
    assert [one.edition for one in found.through] == sorted(library.laws)
    assert dict(found.parts[0].facts).items() >= PAYG.items()


def test_a_type_that_is_named_is_asked_about_itself(library: Library) -> None:
    found = _answer("through", "since when is that so for CSP?", TOLD, library)
    assert found is not None
    assert found.parts[0].facts["subscription"] == "csp"


def test_which_are_known_is_told_to_who_asks_that(library: Library) -> None:
    found = _answer("editions", "which editions do you know?", EMPTY_CASE, library)
    assert found is not None
    assert found.editions == tuple(sorted(library.laws))
    assert _answer("through", "since when?", EMPTY_CASE, library) is None


def test_two_editions_are_told_of_the_subscription_that_is_called(library: Library) -> None:
    theirs = Spoken({"subscription": "csp", "delivery": "direct"}, names=frozenset({THEIRS, "maat"}), place=1)
    case = replace(TOLD, others=(theirs,))
    text = "en hoe zit het met die van mijn maat in de versie van 2021? en 2023?"
    found = answer(text, case, library, edition=EDITION, today=TODAY)
    assert found.through
    assert found.parts[0].facts["subscription"] == "csp"
