"""Two things in one turn are both heard, and a question beside the case gets its own answer."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from conftest import TODAY
from test_reply import PHRASES
from told_case import TOLD

from bot.memory import recalled, remembered
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.library import Library
from knowledge.mentions.asking import asides_in
from knowledge.words.text import read_words
from rules.evaluate import enact

EDITION = "2018-11-20"
BLOCKED = "payg from march 2019, our postfix delivers itself on port 25"
OLD = "payg from 2015, our own mail server delivers on port 25"
EXEMPTED = "payg from 2020, own mail server on port 25, exemption granted"
CSP = "csp since 2021, postfix on the vm delivers straight on port 25"
ENGLISH = PHRASES["en"]


def _talk(turns: Sequence[str], library: Library) -> list[Answer]:
    """What each turn of a conversation is answered; between two the case is kept and recalled."""
    case, found = EMPTY_CASE, []
    for text in turns:
        found.append(answer(text, case, library, edition=EDITION, today=TODAY))
        case = recalled(remembered(found[-1].case))
    return found


def _last(turns: Sequence[str], library: Library) -> tuple[Answer, str]:
    found = _talk(turns, library)[-1]
    return found, compose(found, PHRASES[found.language]).text()


def _begins(text: str) -> str:
    """The words of a phrase before its first slot."""
    return text.split("{", maxsplit=1)[0]


# -- what is asked of a verdict


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Your sources, please?", ["source"]),
        ("By which edition do you say so?", ["edition"]),
        ("Welke versie gebruik je daarvoor?", ["edition"]),
        ("Which edition is that? I want the exact wording.", ["edition", "unquoted"]),
        ("Is that in the document, or an inference?", ["stated"]),
        ("Give me the literal text and your sources.", ["source", "unquoted"]),
    ],
)
def test_what_is_asked_of_a_verdict_is_told_and_the_verdict_stays(
    text: str, told: list[str], library: Library
) -> None:
    found, said = _last([BLOCKED, text], library)
    asked = PHRASES[found.language].asked
    assert found.outcome == "blocked_request_exemption"
    assert [name for name in told if _begins(asked[name]) not in said] == []
    assert "learn.microsoft.com" in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I'd like the passage itself, not your retelling", "unquoted"),
        ("mag ik de zin zelf zien zoals die er staat", "unquoted"),
        ("and how recent is the text you lean on?", "edition"),
        ("hoe oud is het stuk waar je op steunt", "edition"),
        ("is that black on white there or did you work it out?", "stated"),
        ("staat dat er zo of maak jij dat ervan", "stated"),
    ],
)
def test_what_is_asked_of_a_verdict_is_heard_in_other_words_than_set_ones(
    text: str, told: str, library: Library
) -> None:
    found, said = _last([BLOCKED, text], library)
    assert found.outcome == "blocked_request_exemption"
    assert _begins(PHRASES[found.language].asked[told]) in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("zet dat in twee zinnetjes voor de zaakvoerder", "in_short"),
        ("tell me back what you noted about us", "restate"),
        ("wat heb je nu allemaal van ons genoteerd", "restate"),
    ],
)
def test_a_verdict_is_told_for_others_and_the_case_told_back(text: str, told: str, library: Library) -> None:
    found, said = _last([BLOCKED, text], library)
    assert said.startswith(PHRASES[found.language].follow[told])
    assert "2019" in said


def test_since_when_it_is_so_is_told_edition_by_edition(library: Library) -> None:
    found, said = _last([BLOCKED, "has it been like that all along?"], library)
    assert len(found.through) > 1
    assert "2023" in said


def test_what_is_asked_of_an_offer_is_told_of_it_and_leaves_it_open(library: Library) -> None:
    offering = "our msdn thing, it is from 2014 or so i believe, vm posts mail directly"
    offered, _ = _last([offering], library)
    found, said = _last([offering, "where does it say that?"], library)
    assert offered.offered
    assert found.outcome == "topic_answer"
    assert found.case.offered == offered.case.offered
    assert said.startswith(_begins(ENGLISH.asked["source"]))
    assert _last([offering, "where does it say that?", "yes"], library)[0].outcome == "allowed"


def test_no_words_of_ours_are_passed_off_as_a_quote(library: Library) -> None:
    _, said = _last([BLOCKED, "quote the sentence for me"], library)
    assert said.startswith(_begins(ENGLISH.asked["unquoted"]))
    _, why = _last([BLOCKED, "why?"], library)
    assert _begins(ENGLISH.why["policy"]) in why


@pytest.mark.parametrize("text", ["where does it say that?", "quote the sentence, please"])
def test_of_what_is_an_inference_that_is_said_where_it_stands(text: str, library: Library) -> None:
    csp = "CSP from 2020, our exim delivers straight to the recipients on port 25"
    _, said = _last([csp, text], library)
    assert said.count(ENGLISH.asked["inferred"]) == 1
    _, said = _last(["EA, our exim delivers straight to the recipients on port 25", text], library)
    assert ENGLISH.asked["inferred"] not in said


def test_the_edition_is_told_with_what_the_newest_says(library: Library) -> None:
    _, said = _last([BLOCKED, "which edition are you using?"], library)
    assert "20 December 2023" in said


@pytest.mark.parametrize("before", [["and if it had been csp since 2022?"], ["what if it were from 2016?"]])
def test_behind_a_what_if_the_question_is_about_that(before: list[str], library: Library) -> None:
    turns = [BLOCKED, *before]
    supposed, _ = _last(turns, library)
    if supposed.offered:
        turns.append("yes")
        supposed, _ = _last(turns, library)
    assert supposed.supposed
    found, said = _last([*turns, "is that stated or inferred?"], library)
    assert (found.outcome, found.supposed) == (supposed.outcome, True)
    basis = {"blocked_ask_csp": "inferred", "allowed": "stated"}[found.outcome]
    assert said.startswith(ENGLISH.asked[basis])


def test_behind_a_yes_the_verdict_comes_with_what_is_asked_of_it(library: Library) -> None:
    turns = [BLOCKED, "what if it was created on 15 november 2017?", "yes. Is that your own interpretation?"]
    found, said = _last(turns, library)
    assert (found.outcome, found.supposed) == ("blocked_request_exemption", True)
    assert _begins(ENGLISH.asked["own_day"]) in said


def test_where_no_verdict_was_told_the_source_is_told_of_us(library: Library) -> None:
    found, said = _last(["may my azure vm send on port 25?", "what are your sources?"], library)
    assert found.outcome == "topic_answer"
    assert EDITION[:4] in said


def test_of_the_day_itself_the_text_says_nothing(library: Library) -> None:
    found, said = _last([BLOCKED, "and does it say anything about the day itself?"], library)
    assert found.theme == "own_day"
    assert said.startswith("No,")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Pay-As-You-Go, from 15 November 2017 on: blocked.", "stated"),
        ("Pay-As-You-Go, created on or after 15 November 2017: blocked.", "stated"),
        ("Pay-As-You-Go, vanaf 15 november 2017: geblokkeerd.", "stated"),
        ("Pay-As-You-Go, later than 15 November 2017: blocked.", "own_day"),
        ("Pay-As-You-Go, na 15 november 2017: geblokkeerd.", "own_day"),
    ],
)
def test_whether_a_sentence_tells_of_the_day_itself_is_read_in_the_edition(
    said: str, told: str, library: Library
) -> None:
    law = library.law(EDITION)
    rules = [rule for rule in law.edition.rules if rule.outcome == "blocked_request_exemption"]
    cited = {name for rule in rules for name in rule.cites}
    statements = tuple(
        one.model_copy(update={"gist": {"en": said}}) if one.id in cited else one
        for one in law.edition.statements
    )
    edition = law.edition.model_copy(update={"statements": statements})
    other = replace(library, laws={**library.laws, EDITION: enact(edition)})
    _, reply = _last(
        ["payg created on 15 November 2017, directly on port 25", "is that an inference?"], other
    )
    assert reply.startswith(_begins(ENGLISH.asked[told]))


# -- what a word means


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("what is an exemption exactly?", "what_exemption_is"),
        ("i do not know this word. exemption is what?", "what_exemption_is"),
        ("wat betekent vrijstelling?", "what_exemption_is"),
        ("what does authenticating mean?", "authentication"),
        ("en wat is dat, authenticeren bij een relay?", "authentication"),
        ("what are vms?", "vm_is"),
        ("can it be refused?", "may_be_refused"),
        ("does the bill's date count?", "which_date"),
        ("sinds wanneer is poort 25 dicht?", "what_is_blocked"),
    ],
)
def test_a_word_is_told_plainly_and_the_case_stays(text: str, theme: str, library: Library) -> None:
    first, found = _talk([BLOCKED, text], library)
    assert (found.outcome, found.theme) == ("topic_answer", theme)
    assert found.case.facts == first.case.facts


@pytest.mark.parametrize(
    "text", ["since when is port 25 closed for MSDN?", "sinds wanneer is poort 25 dicht voor payg?"]
)
def test_since_when_a_type_is_blocked_asks_for_no_day(text: str, library: Library) -> None:
    found, said = _last([text], library)
    assert (found.outcome, found.theme) == ("topic_answer", "what_is_blocked")
    assert "2017" in said


def test_a_relay_is_explained_and_its_price_is_said_to_be_missing(library: Library) -> None:
    _, said = _last([BLOCKED, "what is a relay? does that cost anything?"], library)
    assert ENGLISH.relay_is in said
    assert ENGLISH.silent["relay_cost"].what in said


def test_an_exemption_from_something_else_is_not_ours(library: Library) -> None:
    found, _ = _last(["what is a tax exemption?"], library)
    assert found.theme != "what_exemption_is"


def test_what_to_write_is_told_where_there_is_a_request_to_be_written(library: Library) -> None:
    found, _ = _last([BLOCKED, "how do we phrase the reason? it is for invoices"], library)
    assert found.theme == "what_to_write"
    never, _ = _last(["msdn from 2019, direct port 25", "what do we put in the form?"], library)
    assert never.outcome == "blocked_no_exemption"


def test_who_names_a_machines_day_is_told_which_day_counts_and_not_asked_what_was_meant(
    library: Library,
) -> None:
    found, said = _last(["payg 2016, direct port 25", "but the server is only from last month"], library)
    assert "which_date" in (found.theme, found.also and found.also.theme)
    assert ENGLISH.offer["unclear"] not in said


# -- two things in one turn


@pytest.mark.parametrize(
    ("turns", "outcome", "also"),
    [
        (["our vm in azure cannot mail", "postfix delivers on 25 by itself. what is an exemption?"],
         "ask_subscription", "what_exemption_is"),
        (["azure vm, payg, port 25 is dead", "made in june 2020. what do i write in the request?"],
         "blocked_request_exemption", "what_to_write"),
        (["my azure vm sends on 25, azure for students", "since 2021. wat is een relay?"],
         "blocked_no_exemption", "relay"),
    ],
)  # fmt: skip
def test_an_answer_and_a_question_in_one_turn_are_both_heard(
    turns: list[str], outcome: str, also: str, library: Library
) -> None:
    found, _ = _last(turns, library)
    assert outcome in (found.outcome, *(found.offered or ()))
    assert found.also is not None
    assert found.also.theme == also


def test_a_new_state_and_a_question_on_another_subscription_are_both_heard(library: Library) -> None:
    news = "all vms are stopped and started from the portal now. does it hold for our second subscription?"
    found, _ = _last([EXEMPTED, news], library)
    assert "allowed" in (found.outcome, *(found.offered or ()))
    assert found.also is not None
    assert found.also.theme == "exemption_scope"


def test_a_word_and_a_question_about_the_verdict_are_both_heard(library: Library) -> None:
    _, said = _last([BLOCKED, "what is a vm? and what can we do until then?"], library)
    assert ENGLISH.about_us["vm_is"] in said
    assert ENGLISH.follow["meanwhile"] in said


def test_thanks_are_no_reason_to_drop_the_question_behind_them(library: Library) -> None:
    found, said = _last([BLOCKED, "perfect, thanks. what do i tell my boss in one sentence?"], library)
    assert found.outcome == "blocked_request_exemption"
    assert said.startswith(ENGLISH.follow["in_short"])
    assert len(said.splitlines()) <= 6


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("thank you. and until then?", ENGLISH.follow["meanwhile"]),
        ("thanks a lot! what does a relay cost?", ENGLISH.silent["relay_cost"].what),
    ],
)
def test_what_stands_behind_thanks_is_answered(text: str, told: str, library: Library) -> None:
    assert told in _last([BLOCKED, text], library)[1]


@pytest.mark.parametrize("text", ["thanks. i will do that.", "thank you. bye then", "dank je. fijne dag nog"])
def test_thanks_that_ask_nothing_are_thanks(text: str, library: Library) -> None:
    assert _last([BLOCKED, text], library)[0].outcome == "courtesy"


# -- a yes with something behind it


@pytest.mark.parametrize(
    ("what_if", "yes"),
    [
        ("and how is it with an EA, does that ever need an exemption?", "yes. and what holds for us now?"),
        ("what if it had been an msdn from 2016?", "yes, and now my own case again?"),
        ("en als het een EA was?", "ja. maar wat geldt er nu echt voor mij?"),
    ],
)
def test_behind_a_yes_to_a_what_if_the_own_case_is_told(what_if: str, yes: str, library: Library) -> None:
    first, offered, found = _talk([CSP, what_if, yes], library)
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))
    assert found.case.facts == first.case.facts
    if offered.offered:
        assert found.agreed
        said = compose(found, PHRASES[found.language]).text()
        assert _begins(PHRASES[found.language].agreed["supposed"]) in said


def test_a_no_to_a_what_if_goes_back_to_what_is_so(library: Library) -> None:
    turns = [CSP, "and how is it with an EA, does that ever need an exemption?", "no, my own case"]
    first, _, found = _talk(turns, library)
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))
    assert found.case.facts == first.case.facts
    assert ENGLISH.offer["unclear"] not in compose(found, ENGLISH).text()


def test_the_own_case_is_not_told_for_sure_where_it_was_never_told(library: Library) -> None:
    found, _ = _last(["i think payg, maybe 2019, port 25 on a vm", "what holds for us now?"], library)
    assert found.parts[0].verdict is None


def test_a_yes_is_noted_and_the_what_if_behind_it_answered(library: Library) -> None:
    turns = [
        "we have payg i think, 2019 or so, port 25",
        "yes. what if we had taken a csp in 2021?",
    ]
    offered, found = _talk(turns, library)
    assert offered.offered == ("blocked_request_exemption",)
    assert "blocked_ask_csp" in (found.outcome, *(found.offered or ()))
    assert found.case.told == "blocked_request_exemption"
    assert _begins(ENGLISH.agreed["told"]) in compose(found, ENGLISH).text()


def test_behind_a_yes_one_may_go_back_to_those_named_before(library: Library) -> None:
    turns = [
        "azure for students from this year, a script of the pupils sends straight on port 25",
        "and suppose the school moves to a pay-as-you-go of its own, is it allowed then?",
        "yes. and back to the pupils: what is the quickest for them now?",
    ]
    found, _ = _last(turns, library)
    assert "blocked_no_exemption" in (found.outcome, *(found.offered or ()))


# -- a verdict that stays


@pytest.mark.parametrize(
    "text",
    [
        "another server of ours uses sendgrid on port 25 and fails as well",
        "we use smtp.sendgrid.net port 25 there",
    ],
)
def test_a_relay_on_port_25_is_port_25_also_after_a_verdict(text: str, library: Library) -> None:
    found, said = _last([BLOCKED, text], library)
    assert "relay_unrestricted" not in (found.outcome, *(found.offered or ()))
    assert ENGLISH.relay_on_25 in said


@pytest.mark.parametrize("text", ["i did a reboot, is that ok?", "we only rebooted them, good enough?"])
def test_a_reboot_is_not_enough_and_that_is_said_at_once(text: str, library: Library) -> None:
    found, said = _last([BLOCKED, "the exemption was granted", text], library)
    assert "exempted_restart_vms" in (found.outcome, *(found.offered or ()))
    assert ENGLISH.follow["reboot"] in said


@pytest.mark.parametrize(
    ("first", "text"),
    [(BLOCKED, "how do I request the exemption?"), (BLOCKED, "ok i have to ask them. how i ask?")],
)
def test_who_asks_how_gets_the_way_of_the_own_case(first: str, text: str, library: Library) -> None:
    _, said = _last([first, text], library)
    assert "Technical > Virtual Network > Connectivity" in said
    assert "CSP" not in said
    assert ENGLISH.offer["unclear"] not in said


def test_of_what_is_not_blocked_no_exemption_is_told(library: Library) -> None:
    found, _ = _last([OLD, "do all vms in it profit, or only the old ones?"], library)
    assert found.theme == "which_date"
    named, _ = _last([OLD, "does an exemption hold for all vms in a subscription?"], library)
    assert named.theme == "exemption_scope"


def test_a_yes_that_turns_back_is_answered_by_what_is_so(library: Library) -> None:
    turns = [
        "azure nonprofit grant, our vm mails straight on port 25",
        "what if it were a sponsorship from 2015?",
        "yes, thank you dear. but we are what we are, the grant. so what shall I do for the parish letter?",
    ]
    found, _ = _last(turns, library)
    assert found.outcome == "not_covered"
    assert found.case.facts["subscription"] == "other:nonprofit"


@pytest.mark.parametrize(
    "text", ["HOW LONG until they answer our ticket", "hoe lang duurt het voor ze de aanvraag behandelen?"]
)
def test_how_long_a_request_takes_is_not_said(text: str, library: Library) -> None:
    found, _ = _last([BLOCKED, text], library)
    assert (found.outcome, found.theme) == ("not_covered", "approval_time")


def test_how_long_a_decision_holds_is_not_how_long_it_takes() -> None:
    words = read_words("how long does the decision last once it takes effect?")
    assert "approval_time" not in {one.what for one in asides_in(words)}


@pytest.mark.parametrize(
    "text",
    [
        "which one should I believe?",
        "je rekent met 2018. welke telt nu?",
        "which edition applies, 2018 or 2023?",
        "but it says Microsoft changed the page. are we asking for nothing then?",
        "may we still ask, or did the 2023 page undo it?",
        "so which is it? those two contradict each other",
        "je zei niet geblokkeerd en nu toch weer geblokkeerd?",
        "why should I trust that over the current page?",
    ],
)
def test_who_asks_which_edition_counts_is_told_that_of_the_verdict(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.asked, found.case.facts, found.case.as_of) == (("which_counts",), TOLD.facts, None)


@pytest.mark.parametrize(
    "text",
    [
        "our daughter firm has a CSP since 2020, sent the same way. Does the same hold for them?",
        "de zusterschool heeft een CSP uit 2020 die ook zo stuurt. Geldt daar hetzelfde?",
    ],
)
def test_who_asks_if_the_same_holds_asks_of_what_was_just_told(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert found.parts[0].offered
    assert found.also is None


@pytest.mark.parametrize(
    "text",
    [
        "for SendGrid I do not need to ask Microsoft, correct?",
        "must I ask permission from MS for that relay?",
    ],
)
def test_of_a_relay_nobody_needs_permission(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.word) == ("relay_unrestricted", "must_ask")


def test_what_somebody_says_not_to_have_asked_is_not_asked() -> None:
    words = read_words("I asked for a text, not who decides")
    assert "who_decides" not in {one.what for one in asides_in(words)}


def test_who_has_nothing_to_request_is_told_that(library: Library) -> None:
    relay = Case({"delivery": "relay"}, last="relay_unrestricted", told="relay_unrestricted")
    for text in ("do I need to call Microsoft?", "moet ik daar iets voor aanvragen?"):
        found = answer(text, relay, library, edition=EDITION, today=TODAY)
        assert (found.outcome, found.word) == ("relay_unrestricted", "must_ask")
        assert ENGLISH.must_ask["relay_unrestricted"] in compose(found, ENGLISH).text()


def test_a_short_text_on_how_it_stands_is_of_what_is_so(library: Library) -> None:
    said = answer("what if it were an EA?", TOLD, library, edition=EDITION, today=TODAY)
    supposing = answer("yes", said.case, library, edition=EDITION, today=TODAY).case
    text = "summarise the present state of our own case in three lines"
    found = answer(text, supposing, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.word, found.supposed) == (TOLD.told, "in_short", False)


def test_which_of_the_two_is_no_edition_where_two_subscriptions_were_spoken_of(library: Library) -> None:
    case = replace(TOLD, others=(Case({"subscription": "csp"}, place=1).here,))
    assert answer("which one should I believe?", case, library, edition=EDITION, today=TODAY).asked == ()


@pytest.mark.parametrize("text", ["who decides?", "en wie beslist dat bij ons, wij of Microsoft?"])
def test_who_decides_is_told_in_general(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.theme, found.case.facts) == ("may_be_refused", TOLD.facts)


def test_whoever_asks_for_a_type_that_is_never_granted_one_is_told_that(library: Library) -> None:
    facts = {**TOLD.facts, "subscription": "azure_student"}
    case = Case(facts, last="blocked_no_exemption", told="blocked_no_exemption")
    assert answer("could they refuse?", case, library, edition=EDITION, today=TODAY).theme == "never_exempted"
    assert answer("could they refuse?", TOLD, library, edition=EDITION, today=TODAY).theme == "may_be_refused"


@pytest.mark.parametrize(
    ("turns", "theme"),
    [
        ((BLOCKED, "does that cost anything?"), "cost"),
        ((BLOCKED, "what does sendgrid cost?"), "relay_cost"),
        ((BLOCKED, "what if we use sendgrid on 587?", "yes", "and what does that cost?"), "relay_cost"),
        (
            (
                BLOCKED,
                "what if we use sendgrid on 587?",
                "yes",
                "and what does the request cost, not the relay?",
            ),
            "cost",
        ),
    ],
)
def test_a_price_is_that_of_a_request_or_of_a_relay(
    turns: Sequence[str], theme: str, library: Library
) -> None:
    assert _talk(turns, library)[-1].theme == theme


def test_what_is_asked_by_the_type_that_is_so_is_not_of_what_was_supposed(library: Library) -> None:
    turns = [CSP, "what if it were an EA?", "yes", "can we file the request for the csp ourselves?"]
    found = _talk(turns, library)[-1]
    assert (found.outcome, found.word, found.supposed) == ("blocked_ask_csp", "must_ask", False)
    of_what_if = _talk([*turns[:3], "do I need to ask Microsoft?"], library)[-1]
    assert (of_what_if.outcome, of_what_if.supposed) == ("allowed", True)
    assert compose(of_what_if, ENGLISH).sections[0].title.startswith("In that case")


def test_two_editions_asked_of_ones_own_case_are_told_of_it(library: Library) -> None:
    text = "does that still hold in the versions of 2021 and 2023, for our own one?"
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.theme, found.case.facts) == ("through", TOLD.facts)
    assert "28 April 2021" in compose(found, ENGLISH).text()
    in_general = answer("what changed between 2021 and 2023?", TOLD, library, edition=EDITION, today=TODAY)
    assert in_general.theme == "changes"


@pytest.mark.parametrize(
    "text",
    ["must I request anything for SendGrid on 587?", "moet ik voor die relay iets aanvragen bij microsoft?"],
)
def test_for_a_relay_nothing_is_requested_whatever_the_case_is(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert (found.outcome, found.word, found.supposed) == ("relay_unrestricted", "must_ask", True)
    assert (found.case.facts, found.case.told) == (TOLD.facts, TOLD.told)


def test_of_a_relay_on_port_25_it_is_not_said_that_nothing_is_requested(library: Library) -> None:
    found = answer(
        "must I request anything for SendGrid on port 25?", TOLD, library, edition=EDITION, today=TODAY
    )
    assert found.outcome != "relay_unrestricted"


@pytest.mark.parametrize("before", ["what if it were a CSP one?", "suppose we move to CSP, then?"])
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("why?", "why"),
        ("and how do I do that?", "how"),
        ("do I need to ask Microsoft or the CSP?", "must_ask"),
        ("in short, for my boss", "in_short"),
    ],
)
def test_what_is_asked_right_behind_a_what_if_is_asked_of_that(
    before: str, text: str, word: str, library: Library
) -> None:
    *_, found = _talk([BLOCKED, before, text], library)
    assert (found.outcome, found.word, found.supposed) == ("blocked_ask_csp", word, True)
    assert found.case.facts["subscription"] == "pay_as_you_go"


def test_behind_a_what_if_one_may_ask_of_what_is_so(library: Library) -> None:
    turns = [BLOCKED, "what if it were a CSP one?", "and what holds for us really?"]
    *_, found = _talk(turns, library)
    assert (found.outcome, found.supposed) == ("blocked_request_exemption", False)


@pytest.mark.parametrize(
    "text",
    [
        "since our relay is broken, do I have to ask Microsoft?",
        "do I have to request anything now that the relay is out of the question?",
        "do I have to ask Microsoft for a relay without sign-in?",
    ],
)
def test_without_a_relay_it_is_not_said_that_nothing_is_requested(text: str, library: Library) -> None:
    assert answer(text, TOLD, library, edition=EDITION, today=TODAY).outcome != "relay_unrestricted"


def test_an_offer_stays_open_beside_what_is_asked_of_a_relay(library: Library) -> None:
    turns = ["is my csp from 2019 free, direct?", "do I have to request anything for a relay?", "yes"]
    assert [one.outcome for one in _talk(turns, library)][1:] == ["relay_unrestricted", "blocked_ask_csp"]


def test_what_was_supposed_is_let_go_where_what_is_so_was_shown(library: Library) -> None:
    turns = [BLOCKED, "what if it were an EA?", "so how do I request the exemption?", "and until then?"]
    *_, found = _talk(turns, library)
    assert (found.supposed, found.case.supposing) == (False, {})


@pytest.mark.parametrize(
    "text",
    [
        "that contradicts the portal: it says created in 2016",
        "je spreekt jezelf tegen, het is van 2016",
        "this contradicts my friend, he has a payg from 2016, is his open?",
    ],
)
def test_another_day_beside_a_contradiction_is_heard(text: str, library: Library) -> None:
    found = answer(text, TOLD, library, edition=EDITION, today=TODAY)
    assert found.parts[0].offered is not None
    assert str(found.parts[0].read["created"]).startswith("2016")


@pytest.mark.parametrize(
    "text",
    [
        "no need to ask microsoft, they already approved it",
        "we do not have to ask microsoft, we use sendgrid",
    ],
)
def test_who_says_that_nothing_is_to_be_asked_does_not_ask_it(text: str) -> None:
    assert "must_i_ask" not in {one.what for one in asides_in(read_words(text))}
