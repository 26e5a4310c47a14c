"""Of several subscriptions each is found again: by what it was called, its type, its place."""

from dataclasses import replace
from typing import Any

import pytest
from conftest import TODAY

from bot.memory import recalled, remembered
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.answering.several import Several
from knowledge.case.after import told_of
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.case.others import Spoken, meant_one, meant_together, names_in
from knowledge.case.whose import THEIRS
from knowledge.judged.features import Talk
from knowledge.library import Library
from knowledge.mentions.marks import Before, read_marks
from knowledge.reading.candidates import Candidate
from knowledge.reading.question import Question, read_question
from rules.interval import parse_interval

EDITION = "2018-11-20"
HERE = Spoken({"subscription": "enterprise_agreement"}, {}, frozenset({"letter b", "mulder"}), place=1)
OLD = Spoken({"subscription": "pay_as_you_go"}, {}, frozenset({"letter a", "hoekstra"}), place=0)
THIRD = Spoken({"subscription": "visual_studio"}, {}, frozenset({"private"}), place=2)
TALK = Talk(None, "allowed", {"subscription": "enterprise_agreement"})
TWO = "client A: EA. client B: payg since spring 2019. both send straight out on 25"


def _say(text: str, library: Library, case: Case) -> Answer:
    return answer(text, case, library, edition=EDITION, today=TODAY)


def _conversation(library: Library, *texts: str) -> Answer:
    found = _say(texts[0], library, EMPTY_CASE)
    for text in texts[1:]:
        found = _say(text, library, found.case)
    return found


def _question(text: str, library: Library) -> Question:
    return read_question(text, library, TODAY, TALK)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("our client A has an EA", "letter a"),
        ("B is Visual Studio", "letter b"),
        ("and A?", "letter a"),
        ("klant 2 zit bij een csp", "letter 2"),
        ("Zwarteveen has an EA", "zwarteveen"),
        ("the private one is payg", "private"),
    ],
)
def test_what_a_subscription_is_called_is_kept(text: str, name: str, library: Library) -> None:
    reading = library.reading
    marks = read_marks(text, reading.vocabulary, reading.date_words, TODAY, Before())
    names = names_in(marks, library.heads)
    assert name in names
    assert not names & {"our", "the", "payg", "csp", "has", "is"}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("and client A?", 1),
        ("what about Hoekstra then", 1),
        ("does the first one need it?", 1),
        ("and the visual studio?", 2),
        ("my private one, is that blocked", 2),
        ("and client B?", 0),
        ("what about Mulder and Hoekstra", None),
        ("what do I write in the request", None),
        ("sorry, I meant it is pay as you go", None),
        ("what if we moved it to pay as you go?", None),
    ],
)
def test_a_message_means_the_one_that_it_names_and_no_other(
    text: str, at: int | None, library: Library
) -> None:
    found = meant_one(_question(text, library), library.heads, (HERE, OLD, THIRD))
    assert (None if found is None else found.at) == at


def test_a_name_that_was_never_told_apart_names_none(library: Library) -> None:
    twin = Spoken(OLD.facts, {}, HERE.names, place=0)
    assert meant_one(_question("and client B?", library), library.heads, (HERE, twin)) is None


def test_those_that_are_asked_about_together_come_in_their_order(library: Library) -> None:
    every = (HERE, OLD, THIRD)
    named = meant_together(_question("Hoekstra and Mulder once more", library), library.heads, every)
    assert named == [OLD, HERE]
    assert meant_together(_question("all of them again", library), library.heads, every) == [OLD, HERE, THIRD]
    assert meant_together(_question("Hoekstra once more", library), library.heads, every) == []


def test_who_goes_back_to_a_client_finds_its_facts_and_not_the_others(library: Library) -> None:
    back = _conversation(library, TWO, "and client A?")
    assert back.case.facts == {"subscription": "enterprise_agreement", "delivery": "direct"}
    again = _say("client B: Microsoft granted the exemption this morning", library, back.case)
    assert again.case.facts["subscription"] == "pay_as_you_go"
    assert str(again.case.facts["created"]) == "2019-03-01/2019-06-30"
    assert again.offered == ("exempted_restart_vms",) or again.outcome == "exempted_restart_vms"


def test_what_is_supposed_of_one_client_supposes_it_of_that_one(library: Library) -> None:
    found = _conversation(library, TWO, "what if client A moves to pay as you go?")
    supposed = found.parts[0].read
    assert supposed["subscription"] == "pay_as_you_go"
    assert str(supposed.get("created")) != "2019-03-01/2019-06-30"  # which is client B's


def test_the_others_outlive_the_store(library: Library) -> None:
    case = _conversation(library, TWO, "and client A?").case
    kept = recalled(remembered(case))
    assert case.others
    assert list(map(_known_of, kept.others)) == list(map(_known_of, case.others))
    assert (kept.names, kept.place, kept.told) == (case.names, 0, case.told)


def _known_of(one: Spoken) -> tuple[Any, ...]:
    """What is kept of one; how sure it is to four digits."""
    doubts = {name: [(may.value, round(may.p, 4)) for may in each] for name, each in one.doubts.items()}
    return one.facts, doubts, one.names, one.place


def test_what_no_verdict_rests_on_is_known_of_each_as_well(library: Library) -> None:
    two = (
        "Two of ours: an MPN one from 2021 that mails through SendGrid, and a csp one from 2023 on direct 25."
    )
    named = _conversation(library, two, "MPN one got its exemption today.")
    assert named.outcome == "relay_unrestricted" or named.offered == ("relay_unrestricted",)
    assert str(named.case.facts["created"]) == "2021-01-01/2021-12-31"


def test_what_was_only_offered_of_several_stays_in_doubt(library: Library) -> None:
    doubtful = "A may be CSP I think, 2020 or so, B should be MSDN from 2014 or so, postfix on both"
    offered = _conversation(library, doubtful).case
    assert offered.each
    assert offered.doubts
    assert not _say("yes", library, offered).case.doubts


def test_a_name_is_known_with_an_s_behind_it(library: Library) -> None:
    two = "Brunner has pay as you go from 2021, Oakridge an EA. Both send straight out on 25, may they?"
    named = _conversation(library, two, "Brunner's request was approved today")
    assert named.case.facts["subscription"] == "pay_as_you_go"
    assert str(named.case.facts["created"]) == "2021-01-01/2021-12-31"


def test_a_case_that_an_earlier_version_kept_has_its_first_subscription(library: Library) -> None:
    kept = remembered(_conversation(library, TWO).case)
    del kept["others"], kept["names"], kept["place"], kept["told"], kept["supposing"]
    old = recalled({**kept, "first": {"subscription": ["name", "msdn"]}})
    assert [one.facts for one in old.others] == [{"subscription": "msdn"}]


def test_a_summary_tells_what_holds_for_each_in_their_order(library: Library) -> None:
    found = _conversation(library, TWO, "and client A?", "recap both please")
    assert found.outcomes == ("allowed", "blocked_request_exemption")


def test_a_summary_in_which_one_is_in_doubt_is_offered_as_a_whole(library: Library) -> None:
    facts = {"subscription": "enterprise_agreement", "delivery": "direct"}
    doubt = {"subscription": (Candidate("enterprise_agreement", 0.6), Candidate(None, 0.4))}
    several = Several(library, library.law(EDITION), TODAY)
    told = several.recalled([Spoken(facts), Spoken(facts)])
    offered = several.recalled([Spoken(facts), Spoken(facts, doubt)])
    assert [part.outcome for part in told] == ["allowed", "allowed"]
    assert [part.offered.outcome for part in offered if part.offered] == ["allowed", "allowed"]


def test_who_names_the_one_at_hand_goes_back_to_no_other(library: Library) -> None:
    found = _conversation(library, TWO, "what if client B moved to EA?", "and client B as it really is?")
    assert found.parts[0].read["subscription"] == "pay_as_you_go"


def test_a_summary_of_some_forgets_none_and_takes_no_doubt_for_settled(library: Library) -> None:
    facts = {"subscription": "enterprise_agreement", "delivery": "direct"}
    doubt = {"subscription": (Candidate("enterprise_agreement", 0.6), Candidate(None, 0.4))}
    case = Case(
        facts,
        doubt,
        last="allowed",
        others=(Spoken(facts, {}, frozenset({"hoekstra"}), 1), Spoken(facts, {}, frozenset({"letter c"}), 2)),
        names=frozenset({"mulder"}),
    )
    found = _say("please sum up Mulder and Hoekstra", library, case)
    assert len(found.parts) == 2
    assert {one.place: dict(one.doubts) for one in found.case.every} == {0: doubt, 1: {}, 2: {}}
    confirmed = _say("yes", library, found.case)
    assert all(not one.doubts for one in confirmed.case.every)
    assert len(confirmed.case.every) == 3


def test_who_speaks_of_another_one_beside_it_does_not_call_it_so(library: Library) -> None:
    asked = "for client B there is nothing to ask. for client A microsoft has now granted it"
    found = _conversation(library, TWO, "and client B?", asked)
    owners = [one.facts["subscription"] for one in found.case.every if "letter a" in one.names]
    assert owners == ["enterprise_agreement"]


def test_of_one_that_is_named_and_settled_is_told_what_holds(library: Library) -> None:
    first = _say(TWO, library, EMPTY_CASE)
    both = first if first.offered is None else _say("yes", library, first.case)
    assert both.outcomes == ("allowed", "blocked_request_exemption")
    for text in ("and client A?", "the other one?", "en de andere?", "back to client A"):
        assert _say(text, library, both.case).outcome == "allowed"


def test_a_subscription_that_may_be_gone_back_to_keeps_its_facts(library: Library) -> None:
    first = _say(TWO, library, EMPTY_CASE)
    both = first if first.offered is None else _say("yes", library, first.case)
    facts = [dict(one.facts) for one in sorted(both.case.every, key=lambda one: one.place)]
    for text in ("and what about the other one then?", "can you be sure of that?", "thanks"):
        both = _say(text, library, both.case)
    assert [dict(one.facts) for one in sorted(both.case.every, key=lambda one: one.place)] == facts


def test_where_those_spoken_of_are_known_nobody_is_asked_for_the_type(library: Library) -> None:
    three = (
        "the bakery has payg from March 2016, client B an EA, and the third, a gym, a free trial. all on 25"
    )
    found = _conversation(
        library, three, "yes all three. but the bakery set up its VM last year, does it matter?"
    )
    assert found.outcome != "ask_subscription" or found.offered


BOTH = ("we have an old payg of 2015 and a csp of april 2026, both send on port 25", "yes")


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("and the payg again?", "what if the csp refuses to do anything?"),
        ("and the payg again?", "no, the csp i mean"),
    ],
)
def test_a_type_that_is_pointed_at_is_the_one_that_was_spoken_of(
    before: str, text: str, library: Library
) -> None:
    found = _conversation(library, *BOTH, before, text)
    outcomes = found.offered or found.outcomes
    assert outcomes == ("blocked_ask_csp",), compose(found, read_phrases()["en"]).text()


def test_a_type_that_is_only_supposed_is_that_of_the_one_at_hand(library: Library) -> None:
    found = _conversation(library, *BOTH, "and the payg again?", "what if it were a csp?")
    shown = found.parts[0].offered.facts if found.parts[0].offered else found.parts[0].facts
    assert str(shown["created"]) == "2015-01-01/2015-12-31"


@pytest.mark.parametrize("supposed", [True, False])
def test_what_follows_a_what_if_names_no_other_subscription_by_its_type(
    library: Library, *, supposed: bool
) -> None:
    question = read_question("so payg it will be", library, TODAY, TALK)
    meant = meant_one(question, library.heads, (HERE, OLD), supposed=supposed)
    assert (meant is None) is supposed


def test_another_letter_names_another_one_beside_the_one_at_hand(library: Library) -> None:
    first = "Two customers, both send straight out on 25. Customer A is on pay as you go."
    both = _conversation(library, first, "in 2020. Customer B has an Enterprise Agreement, he says.")
    assert (both.offered or both.outcomes) == ("blocked_request_exemption", "allowed")
    names = {one.names - {THEIRS}: str(one.facts.get("created")) for one in both.case.every}
    assert names == {frozenset({"letter a"}): "2020-01-01/2020-12-31", frozenset({"letter b"}): "None"}


def test_another_letter_without_a_type_names_no_other_one(library: Library) -> None:
    first = "Two customers, both send straight out on 25. Customer A is on pay as you go."
    found = _conversation(library, first, "in 2020. plan B would be a relay")
    assert len(found.parts) == 1


def test_what_was_in_doubt_of_one_stays_so_beside_what_is_told_of_it(library: Library) -> None:
    doubts = {"subscription": (Candidate("csp", 0.7), Candidate(None, 0.3))}
    one = Spoken({"subscription": "csp", "delivery": "direct"}, doubts)
    told = told_of(one, _question("created in 2020", library), 0.75)
    assert "subscription" in told.doubts


def test_a_second_one_is_none_that_was_spoken_of(library: Library) -> None:
    two = "Brunner has pay as you go from 2016, Oakridge a CSP one from 2020. Both send straight out on 25."
    found = _conversation(
        library, two, "yes", "Brunner takes a second subscription next month, pay as you go"
    )
    assert str(found.case.facts.get("created")) != "2020-01-01/2020-12-31"


def test_one_that_is_called_by_its_letter_is_spoken_of_alone(library: Library) -> None:
    two = "A is MPN from 2019. B is pay as you go from 2016. both send straight out on port 25"
    found = _conversation(library, two, "yes", "now A: it became pay as you go in 2024. what holds for A?")
    assert len(found.parts) == 1


def test_a_letter_alone_calls_the_one_that_is_called_so(library: Library) -> None:
    two = "customer X has pay as you go since 2019, customer Y an EA. both send straight out on 25"
    found = _conversation(library, two, "yes", "and X heard from microsoft: request declined")
    assert found.case.facts["subscription"] == "pay_as_you_go"
    assert found.case.facts["exemption"] == "refused"


def test_a_second_one_of_the_same_type_and_another_day_is_another_one(library: Library) -> None:
    found = _conversation(
        library,
        "payg since 2020, own mail server on an azure vm, port 25. Microsoft approved our exemption",
        "yes",
        "Right. Does that go for our second pay-as-you-go subscription from 2022 too?",
    )
    assert (found.offered or found.outcomes) == ("blocked_request_exemption",)
    assert len(found.case.others) == 1
    assert found.case.others[0].facts["exemption"] == "granted"


THREE = (
    "may my customers' azure mail servers send? they all deliver on port 25 themselves",
    (
        "Three of them. The first has an Enterprise Agreement, the second is pay as you go since August "
        "2016, the third runs on a Visual Studio sub from March 2018."
    ),
)


@pytest.mark.parametrize(
    "asked",
    [
        "yes. Could you give me one overview of the three for my Monday mail?",
        "yes. list all 3 pls",
        "ja. zet ze alle drie eens in een lijstje",
        "yes. now an overview please, mine and those of the others",
    ],
)
def test_an_overview_is_given_of_all_behind_a_yes_too(asked: str, library: Library) -> None:
    found = _conversation(library, *THREE, asked)
    assert found.outcomes == ("allowed", "allowed", "blocked_no_exemption")


def test_a_yes_to_all_but_one_is_told_with_what_is_said_of_that_one(library: Library) -> None:
    but = "yes that is all right, except for the Visual Studio one: it is from 2016"
    found = _conversation(library, *THREE, but)
    assert found.parts[0].read["subscription"] == "visual_studio"
    assert [one.outcome for one in found.agreed] == ["allowed", "allowed"]
    said = compose(found, read_phrases()["en"]).sections[-1]
    assert len(said.why) == 1
    assert len(found.case.every) == len(found.agreed) + 1


def test_who_insists_on_an_overview_asked_microsoft_for_nothing(library: Library) -> None:
    found = _conversation(library, *THREE, "yes", "and the first one?", "i asked for all 3 in a list")
    assert len(found.outcomes) == 3


def test_an_overview_of_those_that_were_told_of_is_short_and_how_tells_all_steps(library: Library) -> None:
    first = "our PAYG from 2019 sends straight out on port 25 and fails"
    turns = (
        first,
        "and a CSP one for client Bakkers, since 2021, same",
        "yes",
        "give me an overview of both",
    )
    found = _conversation(library, *turns)
    assert found.outcomes == ("blocked_request_exemption", "blocked_ask_csp")
    told = compose(found, read_phrases()["en"])
    assert [len(section.steps) for section in told.sections] == [1, 1]
    assert not any(section.sources for section in told.sections)
    assert all("20 December 2023" in section.why[0] for section in told.sections)
    assert told.text().endswith(read_phrases()["en"].follow["more"])
    steps = compose(_conversation(library, *turns, "how"), read_phrases()["en"])
    assert [len(section.steps) for section in steps.sections] == [4, 3]


@pytest.mark.parametrize(
    "asked",
    [
        ("a short text I can forward to our board, on both of them please",),
        ("an overview of both", "could you write that in two or three plain sentences for our board?"),
    ],
)
def test_a_text_to_pass_on_is_given_of_both(asked: tuple[str, ...], library: Library) -> None:
    first = "our PAYG from 2019 sends straight out on port 25 and fails"
    turns = (first, "and a CSP one for client Bakkers, since 2021, same", "yes", *asked)
    found = _conversation(library, *turns)
    assert found.outcomes == ("blocked_request_exemption", "blocked_ask_csp")
    assert found.word == "in_short"


@pytest.mark.parametrize(
    ("text", "places"),
    [("sum up client A and client B", [0, 1]), ("sum up all: client A and client B", [0, 1, 2])],
)
def test_all_are_meant_together_where_that_is_said(text: str, places: list[int], library: Library) -> None:
    found = meant_together(_question(text, library), library.heads, [HERE, OLD, THIRD])
    assert [one.place for one in found] == places


@pytest.mark.parametrize(
    ("text", "asked", "at"),
    [
        ("and the old one of 2015?", None, 1),
        ("2015", "created", None),
        ("no, it is from 2015", None, None),
        ("and a new one of 2021?", None, None),
    ],
)
def test_one_is_called_by_its_day(text: str, asked: str | None, at: int | None, library: Library) -> None:
    old = replace(OLD, facts={**OLD.facts, "created": parse_interval("2015-01-01/2015-12-31")})
    question = read_question(text, library, TODAY, TALK._replace(asked=asked))
    found = meant_one(question, library.heads, [HERE, old])
    assert (found and found.at) == at
