"""An edition with two deciding days: of each type it is asked on which side of its own day it lies."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import TODAY
from slack import workspace

from bot.forms import check_form, contradiction, facts_of
from bot.saying.blocks import answer_blocks
from bot.saying.overview import overview
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts
from knowledge.case.memory import EMPTY_CASE
from knowledge.library import Library
from rules.edition import read_editions
from rules.evaluate import Law, enact
from rules.inquire import deciding_days, sides
from rules.interval import Interval, parse_interval
from rules.model import Days, Edition, Rule
from rules.prove import prove

DAY = "2019-02-03"
FIRST, SECOND = date(2017, 11, 15), date(2018, 6, 1)
PHRASES = read_phrases()
OLDEST = read_editions()["2018-11-20"]


def _edition() -> Edition:
    """The oldest edition, in which a second day decides for CSP, and both for MSDN."""
    rules = [one for rule in OLDEST.rules for one in _changed(rule)]
    edition = OLDEST.model_copy(update={"edition": DAY, "rules": tuple(rules)})
    assert prove(edition).faults == ()
    return edition


def _changed(rule: Rule) -> list[Rule]:
    types = rule.when.get("subscription")
    if types == ("csp",):
        return [_with(rule, created=Days(**{"from": SECOND}))]
    if rule.id == "older-than-the-change":
        others = tuple(one for one in types if one != "csp")  # type: ignore[union-attr]
        csp = _with(
            rule, name="csp-exempted-and-restarted", subscription=("csp",), created=Days(before=SECOND)
        )
        return [_with(rule, subscription=others), csp]
    if rule.id == "never-exempted":
        others = tuple(one for one in types if one != "msdn")  # type: ignore[union-attr]
        between = Days(**{"from": FIRST, "before": SECOND})
        asks = {"outcome": "blocked_request_exemption", "no_path": None, "path": "exemption_request"}
        return [
            _with(rule, subscription=others),
            _with(rule, name="csp-may-ask", subscription=("msdn",), created=between).model_copy(update=asks),
            _with(rule, name="bizspark-may-ask", subscription=("msdn",), created=Days(**{"from": SECOND})),
        ]
    return [rule]


def _with(rule: Rule, name: str | None = None, **when: object) -> Rule:
    return rule.model_copy(update={"id": name or rule.id, "when": {**rule.when, **when}})


LAW = enact(_edition())


@pytest.fixture(scope="module")
def two_days(library: Library) -> Library:
    return replace(library, laws={**library.laws, DAY: LAW})


def _facts(subscription: str, created: str | None = None) -> dict[str, object]:
    told = {"subscription": subscription, "delivery": "direct", "route": "internet"}
    return told | ({"created": parse_interval(created)} if created else {})


# -- the law


@pytest.mark.parametrize(
    ("subscription", "created", "days"),
    [
        ("pay_as_you_go", None, (FIRST,)),
        ("csp", None, (SECOND,)),
        ("msdn", None, (FIRST, SECOND)),
        ("msdn", "from:2017-11-15", (SECOND,)),
        ("msdn", "2016-01-01/2017-12-31", (FIRST,)),
        ("csp", "before:2018-06-01", ()),
        ("enterprise_agreement", None, ()),
    ],
)
def test_only_the_days_that_still_part_the_outcomes_decide(
    subscription: str, created: str | None, days: tuple[date, ...]
) -> None:
    assert deciding_days(LAW, _facts(subscription, created)) == days


def test_the_two_sides_keep_what_is_known_of_the_day() -> None:
    assert sides(LAW, _facts("csp")) == (Interval.before(SECOND), Interval.since(SECOND))
    assert sides(LAW, _facts("msdn", "from:2017-11-15")) == (
        parse_interval("2017-11-15/2018-05-31"),
        Interval.since(SECOND),
    )
    assert sides(LAW, _facts("enterprise_agreement")) is None


# -- what is asked, said and shown


def _asked(message: str, library: Library, before: Answer | None = None) -> Answer:
    case = before.case if before else EMPTY_CASE
    return answer(message, case, library, edition=DAY, today=TODAY)


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize(
    ("subscription", "day"), [("csp", SECOND), ("pay_as_you_go", FIRST), ("msdn", FIRST)]
)
def test_the_question_names_the_day_that_decides_for_the_type(
    two_days: Library, subscription: str, day: date, language: str
) -> None:
    found = answer_facts(_facts(subscription), two_days, edition=DAY, language=language)
    reply = compose(found, PHRASES[language])
    assert PHRASES[language].day(day) in reply.sections[0].title
    assert PHRASES[language].day(day) in str(
        answer_blocks(reply, found, PHRASES[language], 1, private=True)[2:]
    )


@pytest.mark.parametrize(
    ("message", "word", "created"),
    [
        ("CSP subscription, sending directly from a VM", "after", "from:2018-06-01"),
        ("CSP subscription, sending directly from a VM", "before", "before:2018-06-01"),
        ("CSP-abonnement, rechtstreeks verzenden vanaf een VM", "later", "from:2018-06-01"),
        ("CSP-abonnement, rechtstreeks verzenden vanaf een VM", "ervoor", "before:2018-06-01"),
        ("PAYG subscription, sending directly from a VM", "after", "from:2017-11-15"),
    ],
)
def test_a_mere_before_or_after_is_of_the_day_we_asked_for(
    two_days: Library, message: str, word: str, created: str
) -> None:
    asked = _asked(message, two_days)
    assert asked.outcome == "ask_created"
    told = _asked(word, two_days, asked)
    assert str(told.case.facts["created"]) == created
    assert told.parts[0].verdict or told.offered


def test_a_day_that_is_told_is_taken_as_it_is(two_days: Library) -> None:
    told = _asked(
        "on 3 January 2018", two_days, _asked("CSP subscription, sending directly from a VM", two_days)
    )
    assert str(told.case.facts["created"]) == "2018-01-03"
    assert told.outcome == "allowed"


def test_where_both_days_decide_one_is_asked_for_after_the_other(two_days: Library) -> None:
    first = _asked("MSDN subscription, sending directly from a VM", two_days)
    second = _asked("after", two_days, first)
    assert (first.outcome, second.outcome) == ("ask_created", "ask_created")
    assert "1 June 2018" in compose(second, PHRASES["en"]).sections[0].title
    third = _asked("before", two_days, second)
    assert str(third.case.facts["created"]) == "2017-11-15/2018-05-31"
    assert "blocked_request_exemption" in (third.outcome, *(third.offered or ()))


def test_who_does_not_know_the_day_is_told_no_period_twice(two_days: Library) -> None:
    found = _asked("I don't know", two_days, _asked("CSP subscription, sending directly from a VM", two_days))
    assert [str(label) for label, _ in found.parts[0].either] == ["before:2018-06-01", "from:2018-06-01"]
    facts = {**_facts("msdn"), "created": "unknown"}
    both = answer_facts(facts, two_days, edition=DAY).parts[0].either
    assert [str(label) for label, _ in both] == [
        "before:2017-11-15",
        "2017-11-15/2018-05-31",
        "from:2018-06-01",
    ]


def test_a_verdict_is_told_with_the_day_of_its_rule(two_days: Library) -> None:
    found = answer_facts(_facts("csp", "2019-01-01"), two_days, edition=DAY)
    assert "1 June 2018" in " ".join(compose(found, PHRASES["en"]).sections[0].why)


def test_the_overview_has_no_two_periods_of_which_the_same_is_said() -> None:
    rows = dict(overview(LAW, PHRASES["en"])[1:])
    (csp,) = (holds for names, holds in rows.items() if "CSP" in names)
    assert csp.split("; ") == [
        "created before 1 June 2018 not blocked",
        "created on or after 1 June 2018 blocked, the CSP can ask for an exemption",
    ]
    (payg,) = (holds for names, holds in rows.items() if "Pay-As-You-Go" in names)
    assert "2018" not in payg
    assert rows["MSDN"].count("created") == 3


PERIODS = {
    "before:2017-11-15": "Before 15 November 2017",
    "2017-11-15/2018-05-31": "From 15 November 2017 to 31 May 2018",
    "from:2018-06-01": "On or after 1 June 2018",
    "unknown": "I don't know",
}


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        (None, None),
        ("2018-01-01", "2017-11-15/2018-05-31"),
        ("from:2018-06-01", "from:2018-06-01"),
        ("from:2017-11-15", None),
    ],
)
def test_the_form_offers_every_period_and_gives_it_back(known: str | None, chosen: str | None) -> None:
    facts = {"created": parse_interval(known)} if known else {}
    view = check_form(PHRASES["en"], "", LAW, facts)
    (sides,) = (block["element"] for block in view["blocks"] if block["block_id"] == "side")
    assert {one["value"]: one["text"]["text"] for one in sides["options"]} == PERIODS
    assert sides.get("initial_option", {}).get("value") == chosen
    for period in list(PERIODS)[:3]:
        assert facts_of({"side": period}, LAW, OLDEST) == {"created": parse_interval(period)}


@pytest.mark.parametrize(
    ("day", "contradicts"),
    [("2017-11-14", True), ("2017-11-15", False), ("2018-05-31", False), ("2018-06-01", True)],
)
def test_a_day_outside_the_chosen_period_contradicts_it(day: str, contradicts: bool) -> None:
    assert contradiction({"side": "2017-11-15/2018-05-31", "date": day}) is contradicts
    assert not contradiction({"side": "unknown", "date": day})


@pytest.mark.parametrize("law", [enact(OLDEST)], ids=["oldest"])
def test_an_edition_with_one_day_asks_for_that(law: Law) -> None:
    assert deciding_days(law, _facts("csp")) == (law.space.cut,)


def test_the_buttons_are_of_the_day_that_is_asked_for(library: Library, tmp_path: Path) -> None:
    named = LAW.edition.model_copy(update={"edition": OLDEST.edition})  # which has its words
    in_use = replace(library, laws={**library.laws, OLDEST.edition: enact(named)})

    async def story() -> None:
        async with workspace(tmp_path, in_use) as slack:
            await slack.ask("MSDN subscription, sending directly from a VM")
            (first,) = await slack.replies(1)
            assert "On or after 15 November 2017" in str(first["blocks"])
            await slack.click(first, "since")
            second = (await slack.replies(2))[-1]
            assert "On or after 1 June 2018" in str(second["blocks"])
            await slack.click(second, "before")
            third = (await slack.replies(3))[-1]
            assert third["text"].startswith("Blocked, but you can ask Microsoft to lift it.")
            assert "created between 15 November 2017 and 31 May 2018" in third["text"]

    asyncio.run(story())
