"""The table that the trees for several subscriptions are grown from."""

from knowledge.judged.heads import Judged
from knowledge.judged.trees import NEVER
from knowledge.learning.corpus import Labelled
from knowledge.learning.growth import grow
from knowledge.learning.lessons import prepare
from knowledge.learning.of_several import table_of_several
from knowledge.learning.train import Judgement, key_of
from knowledge.library import Library

JUDGED: Judged = {
    head: {"yes": 0.9, "no": 0.1}
    for head in ("several", "act", "word", "type", "delivery", "route", "exemption", "created")
}


def _label(name: str, text: str, *expected: str) -> Labelled:
    return Labelled("somebody", name, "en", text, expected)


def test_there_is_a_row_for_each_message_on_a_case(library: Library) -> None:
    labels = [
        _label("1", "an EA and a CSP from 2016", "allowed", "allowed"),
        _label("2", "our EA", "allowed"),
        _label("3", "good morning", "courtesy"),
    ]
    rows = [prepare(label, library.reading) for label in labels]
    table = table_of_several(rows, {key_of(label): Judgement(JUDGED, (), ()) for label in labels})
    assert table.right.tolist() == [True, False]
    assert table.rows[:, table.names.index("words between types")].tolist() == [2, 0]


def test_from_too_few_messages_nothing_is_learned_and_several_are_never_thought_of(library: Library) -> None:
    label = _label("1", "an EA and a CSP from 2016", "allowed", "allowed")
    table = table_of_several([prepare(label, library.reading)], {key_of(label): Judgement(JUDGED, (), ())})
    assert grow(table) is None
    assert NEVER.probabilities({}, [{}])[0] < 0.001
