"""Laws: what holds for every case and every message, not only for the examples."""

import random
from datetime import date, timedelta

from conftest import TODAY
from hypothesis import given, settings
from hypothesis import strategies as st
from opened import EXAMPLES, examples_of, opened_library

from knowledge.answer import answer
from knowledge.case.memory import EMPTY_CASE
from knowledge.words.text import MOST_WORDS, read_words
from rules.edition import read_editions
from rules.evaluate import Verdict, enact, evaluate
from rules.inquire import inquire
from rules.interval import Interval, parse_interval
from rules.model import UNKNOWN

EDITION = read_editions()["2018-11-20"]
LAW = enact(EDITION)
LIBRARY = opened_library()
CHOICES = {name: kind.values for name, kind in EDITION.facts.items() if kind.kind == "choice"}
VERDICTS = {rule.outcome for rule in EDITION.rules} - {"not_covered"}
DECIDED = [
    (example["say"], example["expect"])
    for file in EXAMPLES
    for example in examples_of(file)
    if "say" in example
    and isinstance(example["expect"], str)
    and example["expect"] in VERDICTS
    and not example.get("accept")
]
RELAXED = settings(deadline=None)

days = st.dates(date(2010, 1, 1), date(2030, 1, 1))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(days), draw(days)))
    return draw(st.sampled_from([Interval(first, last), Interval(None, last), Interval(first, None)]))


cases = st.fixed_dictionaries(
    {},
    optional={
        "created": intervals() | st.just(UNKNOWN),
        **{name: st.sampled_from(values) for name, values in CHOICES.items()},
    },
)


def _outcomes(facts: dict[str, object], law: object = LAW) -> set[str]:
    finding = evaluate(law, facts)  # type: ignore[arg-type]
    return {finding.outcome} if isinstance(finding, Verdict) else set(finding.outcomes)


@given(cases, st.randoms(use_true_random=False))
@RELAXED
def test_the_order_of_the_rules_is_irrelevant(facts: dict[str, object], chance: random.Random) -> None:
    rules = list(EDITION.rules)
    chance.shuffle(rules)
    assert _outcomes(facts, enact(EDITION.model_copy(update={"rules": tuple(rules)}))) == _outcomes(facts)


@given(cases, st.data())
@RELAXED
def test_a_fact_that_the_rule_does_not_use_changes_nothing(
    facts: dict[str, object], data: st.DataObject
) -> None:
    finding = evaluate(LAW, facts)  # type: ignore[arg-type]
    if not isinstance(finding, Verdict):
        return
    unused = [name for name in CHOICES if name not in finding.rule.when]
    if unused and not any(step.value == "any" for step in finding.trace):
        name = data.draw(st.sampled_from(unused))
        other = {**facts, name: data.draw(st.sampled_from(CHOICES[name]))}
        assert finding.outcome in _outcomes(other)


@given(cases)
@RELAXED
def test_whatever_is_asked_can_change_the_outcome(facts: dict[str, object]) -> None:
    inquiry = inquire(LAW, facts)  # type: ignore[arg-type]
    if inquiry is None:
        assert len(_outcomes(facts)) == 1
        return
    kind = EDITION.facts[inquiry.fact]
    cut = date(2017, 11, 15)
    values = (*kind.values, "other") if kind.kind == "choice" else (Interval.before(cut), Interval.since(cut))
    after = {frozenset(_outcomes({**facts, inquiry.fact: value})) for value in values}
    assert len(after) > 1


@given(cases, st.data())
@RELAXED
def test_more_knowledge_never_makes_a_verdict_vaguer(facts: dict[str, object], data: st.DataObject) -> None:
    missing = [name for name in ("subscription", "created") if name not in facts]
    if not missing:
        return
    name = data.draw(st.sampled_from(missing))
    value = data.draw(intervals() if name == "created" else st.sampled_from(CHOICES[name]))
    assert _outcomes({**facts, name: value}) <= _outcomes(facts) | _implied(facts)


def _implied(facts: dict[str, object]) -> set[str]:
    """A told day of creation overrules what a granted exemption implies about it."""
    return VERDICTS | {"not_covered"} if facts.get("exemption") == "granted" else set()


@given(intervals())
def test_an_interval_is_read_back_from_its_written_form(interval: Interval) -> None:
    assert parse_interval(str(interval)) == interval


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(1, 400))
def test_the_hull_holds_both(first: date, length: int) -> None:
    one, other = Interval.day(first), Interval.day(first + timedelta(days=length))
    assert one.hull(other) == other.hull(one) == Interval(one.first, other.last)


# -- reading: what is around a question never turns its verdict into another


def _asked(text: str) -> str:
    return answer(text, EMPTY_CASE, LIBRARY, edition="2018-11-20", today=TODAY).outcome


def _asked_after(first: str, text: str) -> str:
    """The outcome of a message in the case that a first one has left."""
    case = answer(first, EMPTY_CASE, LIBRARY, edition="2018-11-20", today=TODAY).case
    return answer(text, case, LIBRARY, edition="2018-11-20", today=TODAY).outcome


AROUND = (
    ("Hi all, ", ""),
    ("", " Thanks in advance!"),
    ("hallo, ", " alvast bedankt"),
    ("  ", "  "),
    ("", "???"),
    ("", " :slightly_smiling_face:"),
    ("<@U024BE7LH> ", ""),
    ("*", "*"),
    ("", " 🙏"),
    ("Hey bot: ", ""),
    ("&gt; ", ""),
)


@given(
    example=st.sampled_from(DECIDED),
    around=st.sampled_from(AROUND),
    cased=st.sampled_from([str, str.upper, str.lower]),
)
@settings(RELAXED, max_examples=300)
def test_case_politeness_punctuation_and_markup_never_lead_to_another_verdict(
    example: tuple[str, str], around: tuple[str, str], cased: object
) -> None:
    text, expected = example
    dressed = around[0] + cased(text) + around[1]  # type: ignore[operator]
    assert _asked(dressed) in {expected} | _not_verdicts()


SLIPS = st.tuples(st.integers(0, 300), st.sampled_from(["drop", "double", "swap"]))


@given(example=st.sampled_from(DECIDED), slips=st.lists(SLIPS, min_size=1, max_size=2))
@settings(RELAXED, max_examples=600)
def test_one_or_two_slips_of_the_keys_never_lead_to_another_verdict(
    example: tuple[str, str], slips: list[tuple[int, str]]
) -> None:
    text, expected = example
    slipped = text
    for place, how in slips:
        slipped = _slipped(slipped, place, how)
    if not _strange(slipped, text):  # it spells another word, and nobody can see that it slipped
        return
    assert _asked(slipped) in {expected} | _not_verdicts()


def _slipped(text: str, place: int, how: str) -> str:
    letters = [at for at in range(len(text) - 1) if text[at : at + 2].isalpha()]
    if not letters:
        return text
    at = letters[place % len(letters)]
    return {
        "drop": text[:at] + text[at + 1 :],
        "double": text[:at] + text[at] + text[at:],
        "swap": text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    }[how]


def _strange(slipped: str, text: str) -> bool:
    """Whether each slip left a word that nobody knows."""
    before = {word.text for word in read_words(text)}
    after = {word.text for word in read_words(slipped)} - before
    return bool(after) and all(LIBRARY.reading.vocabulary.is_strange(word) for word in after)


def _not_verdicts() -> set[str]:
    return {
        "ask_subscription", "ask_created", "ask_delivery", "ask_provider", "answer_both", "answer_types",
        "topic_answer", "not_covered", "out_of_scope", "courtesy",
    }  # fmt: skip


@given(text=st.text(max_size=700))
@settings(RELAXED, max_examples=300)
def test_any_text_whatsoever_gets_an_answer(text: str) -> None:
    assert _asked(text)
    assert _asked_after("csp", text)


WORDS = st.sampled_from(
    "payg ea csp msdn before after 2017 2016 nov 15 / - . , not no maar port 25 587 sendgrid azure aws vm "
    "mail exempted stopped started or of from to voor na ` ``` <@U1> :25 ? q4 between and 11/12/2017 free "
    "trial".split()
)


@given(text=st.lists(WORDS, max_size=60).map(" ".join))
@settings(RELAXED, max_examples=400)
def test_any_heap_of_our_own_words_gets_an_answer(text: str) -> None:
    assert _asked(text)
    assert _asked_after("payg 2017, port 25", text)


@given(
    word=st.sampled_from(
        ["payg 2016 ", "EA or csp ", "not ", "2017 ", "exmeption ", "a.", "15 november 2017 "]
    )
)
@settings(RELAXED, max_examples=20)
def test_a_text_that_says_too_much_is_read_in_part_and_never_gets_a_verdict(word: str) -> None:
    text = f"EA, may our VM send mail on port 25? {word * 40_000}"[:40_000]
    assert len(read_words(text)) <= MOST_WORDS
    assert _asked(text) in _not_verdicts()
