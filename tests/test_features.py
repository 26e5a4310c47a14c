"""A message, a type and a date as named features: the only thing that the heads see."""

from collections.abc import Callable

import pytest
from conftest import TODAY

from knowledge.judged.features import NO_TALK, Features, Talk, of_date, of_message, of_type, pieces, side_of
from knowledge.library import Library
from knowledge.mentions.marks import Before, Marks, read_marks
from rules.interval import parse_interval

MESSAGE = "Our MSDN subscription is from March 2019, may the VM send mail on port 25?"
SECOND = Talk(None, "allowed", {"subscription": "msdn"}, others=1)
ASKED = Talk("created", "ask_created", {"subscription": "msdn", "delivery": "direct"})
SAME = [
    MESSAGE,
    "we don't have an EA, only a CSP'er with 3 VMs",
    "Wij hebben MSDN sinds maart 2019. Mag onze VM mailen via smtp.sendgrid.net:587?",
]
IN_OTHER_DRESS: list[Callable[[str], str]] = [
    str.upper,
    str.lower,
    lambda text: text.replace(" ", "   "),
    lambda text: f"  {text}  ",
]


def _marks(text: str, library: Library) -> Marks:
    reading = library.reading
    return read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())


def _features(text: str, library: Library, talk: Talk = NO_TALK) -> Features:
    return of_message(_marks(text, library), library.reading.cut, talk)


def test_a_message_has_its_words_and_pairs_of_words(library: Library) -> None:
    assert {"vm", "^ our", "is <date>", "port 25", "25 $"} <= set(_features(MESSAGE, library).words)


def test_a_message_has_its_mentions_ports_dates_and_shape(library: Library) -> None:
    found = set(_features(MESSAGE, library).marks)
    assert {"k:machine", "v:subscription=msdn", "a:send", "b:machine>send"} <= found
    assert {"port:25", "port:25:t", "side:after", "dates:1", "types:1", "language:en", "asked"} <= found


def test_what_is_denied_is_a_feature_of_its_own(library: Library) -> None:
    assert "n:subscription" in _features("it is not CSP", library).marks
    assert "n:subscription" not in _features("it is CSP", library).marks


def test_what_was_pasted_is_told(library: Library) -> None:
    assert "pasted" in _features("look: `telnet mx 25`", library).marks
    assert "pasted" not in _features("look: telnet mx 25", library).marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("our MSDN cannot mail", "our BizSpark cannot mail"),
        ("since 3 May 2019 mail fails", "since 21 June 2022 mail fails"),
        ("47 of our users complain", "812 of our users complain"),
        ("we use SendGrid", "we use smtp.sendgrid.net"),
    ],
)
def test_names_dates_and_numbers_give_way_to_what_they_are(one: str, other: str, library: Library) -> None:
    assert _features(one, library).tokens == _features(other, library).tokens


def test_a_name_of_several_words_is_one_word(library: Library) -> None:
    assert _features("pay as you go from 3 May 2019", library).tokens == ("<type>", "<date>")


def test_a_port_that_matters_keeps_its_number(library: Library) -> None:
    assert _features("port 25 and port 8080", library).tokens == ("port", "25", "and", "port", "<n>")


def test_a_message_alone_has_nothing_of_a_conversation(library: Library) -> None:
    assert _features(MESSAGE, library).talk == ("alone",)


def test_a_turn_has_what_was_asked_what_is_known_and_its_words(library: Library) -> None:
    found = set(_features("in March", library, ASKED).talk)
    assert {"turn", "asked:created", "last:ask_created", "turn:s", "has:delivery=direct"} <= found
    assert {"has:subscription", "T:<date>", "A:created|<date>", "A:created|dates1|types0"} <= found
    assert "alone" not in found


def test_what_was_offered_and_who_else_was_spoken_of_is_told(library: Library) -> None:
    assert {"others:1", "offered:False", "O:mine"} <= set(_features("and mine?", library, SECOND).talk)
    assert "offered:True" in _features("ok", library, ASKED._replace(offered=True)).talk
    assert "O:mine" not in _features("and mine?", library, ASKED).talk


def test_a_conversation_changes_nothing_of_the_words(library: Library) -> None:
    assert _features(MESSAGE, library, ASKED)[:3] == _features(MESSAGE, library)[:3]


def test_a_type_has_its_words_and_its_neighbours(library: Library) -> None:
    marks = _marks(MESSAGE, library)
    found = set(of_type(marks, marks.types[0]))
    assert {"in:msdn", "L1:our", "R1:is", "value:msdn", "kind:subscription", "strong", "plain"} <= found
    assert {"near:<own", "d:>c", "asked", "typed", "alone"} <= found


def test_a_denied_type_and_a_slip_are_told(library: Library) -> None:
    denied, slip = _marks("we are not on CSP", library), _marks("we are on cps", library)
    assert "denied" in of_type(denied, denied.types[0])
    assert "weak" in of_type(slip, slip.types[0])


def test_a_date_has_its_side_its_width_and_what_stands_before_it(library: Library) -> None:
    marks = _marks(MESSAGE, library)
    found = set(of_date(marks, marks.dates[0], library.reading.cut))
    assert {"in:march", "side:after", "width:1", "L1:is", "carrier:subscription<", "alone"} <= found


def test_the_policy_s_own_day_is_told(library: Library) -> None:
    marks = _marks("is it blocked since 15 November 2017? ours is from 3 May 2019", library)
    own = ["the policy's own day" in of_date(marks, day, library.reading.cut) for day in marks.dates]
    assert own == [True, False]


def test_a_mention_in_a_conversation_has_the_question_that_is_open(library: Library) -> None:
    marks = _marks("in March 2019", library)
    assert {"turn", "asked:created", "case"} <= set(
        of_date(marks, marks.dates[0], library.reading.cut, ASKED)
    )


@pytest.mark.parametrize(
    ("interval", "side"),
    [
        ("before:2017-11-15", "before"),
        ("2017-11-14", "before"),
        ("2017-11-15", "after"),
        ("2017-01-01/2017-12-31", "open"),
        ("from:2017-11-01", "open"),
        (None, "none"),
    ],
)
def test_a_date_lies_on_a_side_of_the_policy_s_day(interval: str | None, side: str, library: Library) -> None:
    assert side_of(parse_interval(interval) if interval else None, library.reading.cut) == side


@pytest.mark.parametrize("dress", IN_OTHER_DRESS, ids=["upper", "lower", "spaced", "padded"])
@pytest.mark.parametrize("text", SAME)
def test_case_and_spaces_change_no_feature(text: str, dress: Callable[[str], str], library: Library) -> None:
    assert _features(dress(text), library) == _features(text, library)


def test_a_word_is_taken_to_pieces_with_its_ends_marked() -> None:
    assert set(pieces("vm")) == {"vm", " v", " vm", "m ", "vm ", " vm "}
    assert {" fire", "wall ", "rewal"} <= set(pieces("firewall"))
    assert max(map(len, pieces("firewall"))) == 5


def test_a_placeholder_stays_whole() -> None:
    assert pieces("<type>") == ("<type>",)


def test_a_very_long_word_has_no_more_pieces_than_a_long_one() -> None:
    assert pieces("ab" * 20) == pieces("ab" * 20 + "c" * 1_000)
