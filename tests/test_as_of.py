"""Any edition may be asked for, in words: it answers, says why it does, and its date is nobody's sign-up."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date

import pytest
from conftest import TODAY
from opened import corpus
from slack import Slack, option

from bot.memory import recalled, remembered
from bot.playground.validate import message_faults
from bot.saying.blocks import answer_blocks
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.by_edition.as_of import Asked, AsOf, asked_edition
from knowledge.by_edition.compared import compared
from knowledge.case.memory import EMPTY_CASE, Case
from knowledge.learning.corpus import Labelled
from knowledge.library import Library
from rules.interval import Interval
from rules.written import write_facts

type_of_story = Callable[[Slack], Awaitable[None]]
PHRASES = read_phrases()
FIRST, SECOND, THIRD = "2018-11-20", "2021-04-28", "2023-12-20"
BLOCKED = "blocked_request_exemption"
IN_MAY = "The edition in force in May 2021 is that of 28 April 2021."


def _asked(text: str, library: Library, *, told: bool = False) -> Asked | None:
    return asked_edition(text, library, TODAY, "en", edition=FIRST, open_to_dates=told)


def _say(text: str, library: Library, case: Case = EMPTY_CASE, edition: str = FIRST) -> Answer:
    return answer(text, case, library, edition=edition, today=TODAY)


def _reply(found: Answer) -> str:
    return compose(found, PHRASES[found.language]).text()


def _facts(found: Answer, library: Library) -> dict[str, str]:
    return write_facts(found.case.facts, library.oldest.edition)


@pytest.mark.parametrize(
    ("text", "edition", "rest"),
    [
        ("What did it say in 2021?", SECOND, "?"),
        ("payg 2019, port 25? What did it say in 2021?", SECOND, "payg 2019, port 25? ?"),
        ("under the 2018 rules, may payg from 2019 send?", FIRST, ", may payg from 2019 send?"),
        ("by the edition of 28 April 2021, may csp send?", SECOND, ", may csp send?"),
        ("according to the version from May 2021", SECOND, ""),
        ("what did the 2023 edition say", THIRD, ""),
        ("does the new rule of 2023 say so for payg?", THIRD, "for payg?"),
        ("volgens de nieuwe regels van 2023", THIRD, ""),
        ("what about the newest version", THIRD, ""),
        ("what about the 2031 rules", THIRD, ""),
        ("what does the latest policy say about it?", THIRD, "?"),
        ("and under the oldest rules?", FIRST, "?"),
        ("payg 2019 as of 2021-05", SECOND, "payg 2019"),
        ("payg 2019, port 25? As of May 2021.", SECOND, "payg 2019, port 25? ."),
        ("Is payg from 2019 blocked as of May 2021?", SECOND, "Is payg from 2019 blocked ?"),
        ("As of May 2021, is payg from 2019 blocked?", SECOND, ", is payg from 2019 blocked?"),
        ("volgens de versie van 2021", SECOND, ""),
        ("wat stond er in 2021?", SECOND, "?"),
        ("payg 2019 per 2021-05, mag poort 25?", SECOND, "payg 2019 , mag poort 25?"),
        ("payg 2019, stand 2021", SECOND, "payg 2019,"),
        ("onder de regels van 20 november 2018", FIRST, ""),
        ("en de nieuwste versie?", THIRD, "?"),
        ("what did it say in 2017?", None, "?"),
        ("what did it say before 2018?", None, "?"),
        ("in 2022, what did it say then?", SECOND, "?"),
        ("I mean the text of the document as it was in 2022", SECOND, "I mean the text of the"),
        (
            "wat er in het document stond in 2022, los van mijn abonnement",
            SECOND,
            "wat er , los van mijn abonnement",
        ),
        (
            "ik vroeg wat de regels waren, dus de tekst zoals die was in 2022",
            SECOND,
            "ik vroeg wat de regels waren, dus de",
        ),
        ("wat zei het beleid vóór 2018", None, ""),
        ("under the December 2023 edition: mca-e", THIRD, ": mca-e"),
        ("according to the March 2022 page, free trial", SECOND, ", free trial"),
        ("back in the 2021 version of the doc, csp?", SECOND, ", csp?"),
        ("in de editie van december 2023: csp", THIRD, ": csp"),
        ("the 2021 rules: csp, direct", SECOND, ": csp, direct"),
        ("regels van toen (2021) graag: bizspark", SECOND, ") graag: bizspark"),
        ("de regels van toen (2021), csp", SECOND, "), csp"),
        ("En in 2021, wat zei de pagina toen over CSP?", SECOND, "En over CSP?"),
        ("what did the page of May 2022 read about csp?", SECOND, "about csp?"),
        ("hoe luidde het beleid in juni 2021 voor csp?", SECOND, "voor csp?"),
        ("hoe luidde het beleid begin 2020 voor csp?", FIRST, "voor csp?"),
        ("de pagina zoals die in 2022 luidde: csp", SECOND, "de : csp"),
        ("what was the rule for csp, as the page stood in May 2021?", SECOND, "for csp, ?"),
        ("not the 2018 version but the 2021 one: csp", SECOND, ": csp"),
        ("niet de versie van 2018 maar die van 2021: csp", SECOND, ": csp"),
        ("not under the 2018 rules but rather by those of 2023, csp", THIRD, ", csp"),
        ("in the 2021 and 2023 versions, csp?", SECOND, ", csp?"),
        ("payg 2019 as-of 2021/05 direct port 25", SECOND, "payg 2019 direct port 25"),
        ("payg 2019 as of May '21 direct", SECOND, "payg 2019 direct"),
        ("payg 2019 as of Q2 2021 over port 25", SECOND, "payg 2019 over port 25"),
        ("payg 2019 per mei 2021 rechtstreeks", SECOND, "payg 2019 rechtstreeks"),
        ("created in May 2021, what did the rules of that time say?", SECOND, "created in May 2021, ?"),
        ("aangemaakt in mei 2021, wat zei het beleid destijds?", SECOND, "aangemaakt in mei 2021, ?"),
        ("how did one request an exemption in 2021?", SECOND, "how did one request an exemption ?"),
        ("hoe vroeg je in 2021 een vrijstelling aan?", SECOND, "hoe vroeg je een vrijstelling aan?"),
        ("In 2021, was CSP from 2019 blocked?", SECOND, ", was CSP from 2019 blocked?"),
        ("was payg from 2019 blocked during 2024?", THIRD, "was payg from 2019 blocked ?"),
        ("In 2022, before the summer, could CSP send?", SECOND, ", before the summer, could CSP send?"),
        ("Kon een CSP uit 2019 in 2022 mailen?", SECOND, "Kon een CSP uit 2019 mailen?"),
        ("mocht je in 2021 met payg direct mailen?", SECOND, "mocht je met payg direct mailen?"),
    ],
)
def test_the_words_that_ask_for_an_edition_are_found_and_taken_out(
    text: str, edition: str | None, rest: str, library: Library
) -> None:
    found = _asked(text, library)
    assert found is not None
    assert (found.as_of.edition, " ".join(found.rest.split())) == (edition, rest)


@pytest.mark.parametrize(
    "text",
    [
        "payg as of September 2018, port 25?",
        "pay-as-you-go as of 2019",
        "we were msdn in 2016 and EA as of 2019, port 25?",
        "as of May 2021",
        "still true as of today?",
        "no, as of 2018",
        "is that the latest version?",
        "is er geen nieuwere versie van dat beleid",
        "EA per 1 maart 2020, poort 25",
        "Exchange version 2019 on payg from 2018",
        "under the desk since 2018 and the rules are strict",
        "```under the 2018 rules```",
        "we run the 2019 version of Exchange on payg from 2018",
        "De regels uit 2018 zijn per vandaag afgeschaft.",
        "not under the 2018 rules: payg",
        "payg 2019 as of 2021 EA",
        "In 2021 we created a payg subscription, was that blocked?",
        "was our CSP, bought in 2019, blocked?",
        "mocht een in 2019 aangemaakt CSP-abonnement mailen?",
        "could a payg created in 2021 send?",
        "was csp in 2018, now EA, port 25?",
        "was our CSP blocked in 2021?",
        "What exactly did Azure block in November 2017? We are payg",
        "payg port 25 in 2021?",
        "Mailcow, installed yesterday, version 2026-10. Everything green besides outgoing mail.",
        "A colleague found the policy, from 2017 on our payg is blocked.",
        "Het mocht wel, maar die had hem in 2016 al.",
    ],
)
def test_other_words_ask_for_none(text: str, library: Library) -> None:
    assert _asked(text, library) is None


@pytest.mark.parametrize("text", ["not the 2018 rules but the page", "what did the 2021 and edition say"])
def test_a_policy_without_a_date_where_one_was_to_follow_breaks_nothing(text: str, library: Library) -> None:
    assert _asked(text, library) is None


def test_a_mere_as_of_is_about_a_verdict_that_was_told(library: Library) -> None:
    for text in ("as of May 2021", "and as of May 2021?", "en per mei 2021?", "what about as of 2021"):
        found = _asked(text, library, told=True)
        assert found is not None, text
        assert (found.as_of.edition, found.is_all) == (SECOND, True)
    assert _asked("no, as of 2018", library, told=True) is None


def _of_one_edition() -> Iterator[Labelled]:
    """A fourth of the labelled messages, without those that ask which of two editions counts."""
    return (label for label in corpus()[::4] if label.turned != "counts")


def test_nothing_that_was_learned_from_asks_for_another_edition(library: Library) -> None:
    """All of it is labelled by the first one; who asks which edition counts names others."""
    asked = [
        (found.as_of, label.text)
        for label in _of_one_edition()
        if (
            found := asked_edition(
                label.text, library, TODAY, label.language, edition=FIRST, open_to_dates=label.talk.under_way
            )
        )
    ]
    assert [text for as_of, text in asked if as_of.edition != FIRST] == []


def test_it_answers_by_that_edition_says_why_and_keeps_the_case(library: Library) -> None:
    first = _say("payg from 2019, port 25?", library)
    found = _say("and as of May 2021?", library, first.case)
    assert (found.edition, found.outcome) == (SECOND, BLOCKED)
    assert found.case.facts == first.case.facts
    assert IN_MAY in _reply(found)
    assert not _reply(found).startswith("As before")
    assert "Diagnose and Solve" in _reply(found)
    newest = _say("what about the newest version", library, found.case)
    assert (newest.edition, newest.outcome) == (THIRD, "blocked_no_exemption")
    assert "The newest edition that I know is that of 20 December 2023." in _reply(newest)


def test_it_is_told_in_dutch(library: Library) -> None:
    found = _say(
        "volgens de versie van 2021, mag onze csp uit 2020 rechtstreeks mailen op poort 25?", library
    )
    assert (found.edition, found.outcome, found.language) == (SECOND, BLOCKED, "nl")
    assert "De editie die in 2021 uitkwam, is die van 28 april 2021." in _reply(found)
    stood = _say("wat stond er in 2016?", library, found.case)
    assert _reply(stood).startswith("Ik ken geen editie die in 2016 gold.\n")


def test_the_previous_edition_is_the_one_before_that_of_the_last_answer(library: Library) -> None:
    asked = _say("what did the 2023 edition say about csp, direct on port 25?", library)
    before = _say("and the previous version?", library, asked.case)
    assert [one.edition for one in (asked, before)] == [THIRD, SECOND]
    assert "The edition in force before 20 December 2023 is that of 28 April 2021." in _reply(before)
    none = _say("volgens de vorige versie?", library)
    assert none.outcome == "no_edition"
    assert "vóór 20 november 2018" in _reply(none)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("payg port 25 in 2021?", "If you ask what held in 2021, say: by the 2021 edition."),
        ("could our payg send on port 25 directly in 2021?", "If you ask what held in 2021"),
        ("as of May 2021, payg, port 25 direct?", "If you ask what held in May 2021"),
        ("mochten wij in 2021 direct mailen met payg over poort 25?", "Vraag je wat er in 2021 gold"),
        ("payg, poort 25, in 2021?", "zeg dan: volgens de editie van 2021."),
        ("as of 2022: payg, direct, port 25", "If you ask what held in 2022, say: by the 2022 edition."),
        ("As of May 2022. Payg mailing directly on port 25", "If you ask what held in May 2022"),
        ("payg mails directly on port 25 as of 2022", "say: by the 2022 edition."),
        ("per 2022-03 payg rechtstreeks op poort 25", "Vraag je wat er in maart 2022 gold"),
        ("payg, rechtstreeks op poort 25, per 2022", "zeg dan: volgens de editie van 2022."),
    ],
)
def test_a_time_that_may_be_either_is_offered_and_the_other_way_is_told(
    text: str, hint: str, library: Library
) -> None:
    found = _say(text, library)
    assert found.offered == (BLOCKED,)
    assert hint in _reply(found)
    meant = _say("volgens de editie van 2021", library, found.case)
    assert (meant.edition, meant.outcome) == (SECOND, BLOCKED)


@pytest.mark.parametrize("text", ["payg from 2021, port 25?", "payg uit 2021, poort 25?"])
def test_a_sign_up_is_no_time_that_is_asked_about(text: str, library: Library) -> None:
    found = _say(text, library)
    assert (found.edition, found.outcome, found.offered) == (FIRST, BLOCKED, None)
    assert "2021 edition" not in _reply(found)


@pytest.mark.parametrize(
    "text",
    [
        "stand 2022: payg, rechtstreeks op poort 25",
        "stand maart 2022 payg rechtstreeks op poort 25",
        "payg rechtstreeks op poort 25, stand van 2022",
        "peildatum 1 maart 2022, payg rechtstreeks op poort 25",
    ],
)
def test_how_things_stood_is_nobodys_day_of_creation(text: str, library: Library) -> None:
    found = _say(text, library)
    assert (found.edition, found.outcome) == (SECOND, BLOCKED)
    assert "created" not in found.case.facts


def test_a_time_behind_the_type_is_since_when_it_is_one(library: Library) -> None:
    found = _say("payg as of 2022, direct on port 25", library)
    assert (found.edition, found.outcome, found.offered) == (FIRST, BLOCKED, None)


def test_what_was_asked_of_a_time_goes_on_with_another(library: Library) -> None:
    told = _say("In 2021, was CSP from 2019 blocked, direct on port 25?", library)
    again = _say("and in 2023?", library, told.case)
    assert [(one.edition, one.outcome) for one in (told, again)] == [
        (SECOND, BLOCKED),
        (THIRD, "blocked_no_exemption"),
    ]


@pytest.mark.parametrize(
    ("turn", "again"),
    [
        ("what if it was csp from 2020?", "This is by the edition of 20 November 2018 again. To stay with"),
        (
            "en voor msdn uit 2020?",
            "Dit is weer volgens de editie van 20 november 2018. Wil je bij de andere",
        ),
    ],
)
def test_what_goes_on_to_something_else_says_that_it_leaves_the_edition(
    turn: str, again: str, library: Library
) -> None:
    told = _say("MPN from 2020, port 25 directly, by the 2021 edition?", library)
    other = _say(turn, library, told.case)
    assert again in _reply(other)
    assert again not in _reply(_say("why?", library, other.case))
    stayed = _say("by the edition of 28 April 2021", library, other.case)
    assert stayed.edition == SECOND
    usual = _say("MPN from 2020, port 25 directly, by the 2018 edition?", library)
    assert again not in _reply(_say(turn, library, usual.case))


def test_a_mere_time_after_a_verdict_says_how_to_ask_what_held_then(library: Library) -> None:
    told = _say("MPN from 2020, port 25 directly", library)
    for turn, hint in (("and in 2022?", "by the 2022 edition."), ("en in 2022?", "de editie van 2022.")):
        found = _say(turn, library, told.case)
        assert found.offered == (BLOCKED,)
        assert hint in _reply(found)


def test_its_date_is_not_the_subscriptions(library: Library) -> None:
    found = _say("payg 2016, direct on port 25, as of 2021-05", library)
    assert found.edition == SECOND
    assert found.case.facts["created"] == Interval(*(TODAY.replace(2016, *day) for day in ((1, 1), (12, 31))))
    alone = _say("may our payg vm mail directly on port 25 under the 2018 rules?", library)
    assert (alone.edition, alone.outcome) == (FIRST, "ask_created")
    assert "created" not in alone.case.facts


def test_it_holds_for_our_question_and_a_short_word_and_no_further(library: Library) -> None:
    asked = _say("may our payg vm mail directly on port 25 under the 2018 rules?", library, edition=THIRD)
    assert (asked.outcome, asked.edition) == ("ask_created", FIRST)
    found = _say("2016", library, asked.case, THIRD)
    assert (found.outcome, found.edition) == ("allowed", FIRST)
    why = _say("why?", library, found.case, THIRD)
    assert (why.edition, why.repeated) == (FIRST, True)
    supposed = _say("what if it was from 2019?", library, why.case, THIRD)
    assert supposed.edition == THIRD
    assert supposed.case.as_of is None


@pytest.mark.parametrize(("word", "begins"), [("yes", BLOCKED), ("no", "ask_")])
def test_it_holds_for_a_yes_or_a_no_to_an_offer(word: str, begins: str, library: Library) -> None:
    offered = _say(
        "we pay by credit card monthly, our azure vm mails on port 25? By the 2021 rules.", library
    )
    assert (offered.edition, offered.offered) == (SECOND, (BLOCKED,))
    found = _say(word, library, offered.case)
    assert found.edition == SECOND
    assert found.outcome.startswith(begins)


def test_what_other_edition_said_the_same_is_no_repetition(library: Library) -> None:
    first = _say("payg from 2019, port 25?", library)
    then = _say("what did it say in 2021?", library, first.case)
    now = _say("payg from 2019, port 25?", library, then.case)
    assert (now.edition, now.outcome) == (FIRST, then.outcome)
    assert not now.repeated


def test_before_the_first_edition_none_is_known(library: Library) -> None:
    first = _say("payg from 2019, port 25?", library)
    found = _say("what did it say in 2017?", library, first.case)
    assert found.outcome == "no_edition"
    assert _reply(found) == (
        "I know no edition that was in force in 2017.\n"
        "The editions that I know are those of 20 November 2018, 28 April 2021 and 20 December 2023."
    )
    assert _facts(found, library) == _facts(first, library)
    assert _say("why?", library, found.case).edition == FIRST


def test_who_asks_about_no_case_gets_all_types_by_that_edition(library: Library) -> None:
    found = _say("hello, what did the policy say in 2021?", library)
    assert (found.theme, found.edition) == ("types_overview", SECOND)
    assert "The edition that came out in 2021 is that of 28 April 2021." in _reply(found)


def test_a_general_question_is_answered_by_that_edition(library: Library) -> None:
    found = _say("how do I request an exemption for port 25 under the 2021 rules?", library)
    assert (found.theme, found.edition) == ("how_to_request", SECOND)
    assert "Diagnose and Solve" in _reply(found)


@pytest.mark.parametrize("edition", [FIRST, SECOND, THIRD])
@pytest.mark.parametrize(
    "text", ["payg port 25?", "payg 2019 port 25?", "firewall, EA, port 25?", "port 25?"]
)
def test_slack_takes_every_answer_by_another_edition(text: str, edition: str, library: Library) -> None:
    case = _say(text, library).case
    found = _say(f"by the edition of {edition}", library, case)
    assert found.edition == edition
    reply = compose(found, PHRASES["en"])
    blocks = answer_blocks(reply, found, PHRASES["en"], 1, private=True)
    assert message_faults({"text": reply.text(), "blocks": blocks}) == []


@pytest.mark.parametrize("as_of", [AsOf(SECOND, Interval.day(TODAY)), AsOf(THIRD, "newest"), AsOf(None, "x")])
def test_it_outlives_a_restart(as_of: AsOf) -> None:
    assert recalled(remembered(Case(as_of=as_of, facts={"delivery": "relay"}))).as_of == as_of


def test_in_slack_the_slash_command_and_its_controls_go_by_that_edition(
    tell: Callable[[type_of_story], None],
) -> None:
    async def story(slack: Slack) -> None:
        text = "payg 2019, port 25 direct, as of 2021-05"
        await slack.act("command", user="U0ANNA", channel="C0AZURE", text=text)
        (told,) = await slack.replies(1)
        assert IN_MAY in told["text"]
        await slack.click(told, "why")
        why = (await slack.replies(2))[-1]
        assert "payment history" in why["text"]
        await slack.click(told, "change")
        view = await slack.view()
        assert "side" not in [block["block_id"] for block in view["blocks"]]
        await slack.submit(subscription=option("csp"))
        changed = (await slack.replies(3))[-1]
        assert "CSP subscriptions; the block can be removed" in changed["text"]
        assert IN_MAY in changed["text"]
        await slack.act(
            "command", user="U0ANNA", channel="C0AZURE", text="payg 2019 per 2021-05, mag poort 25?"
        )
        dutch = (await slack.replies(4))[-1]
        assert "De editie die in mei 2021 gold, is die van 28 april 2021." in dutch["text"]

    tell(story)


def test_a_mere_time_after_an_answer_by_another_edition_asks_for_one(library: Library) -> None:
    told = _say("payg 2019, port 25?", library)
    asked = _say("what did it say in 2021?", library, told.case)
    again = _say("en in 2024?", library, asked.case)
    assert [one.edition for one in (told, asked, again)] == [FIRST, SECOND, THIRD]
    assert _facts(again, library)["created"] == "2019-01-01/2019-12-31"


@pytest.mark.parametrize("word", ["and now?", "and today?", "how is it these days?", "what does it say now?"])
def test_whoever_asks_what_holds_now_gets_the_usual_answer_and_what_is_newer(
    word: str, library: Library
) -> None:
    told = _say("MPN from 2020, port 25 directly, by the 2021 edition?", library)
    now = _say(word, library, told.case)
    assert (now.edition, now.case.as_of, now.case.facts) == (FIRST, None, told.case.facts)
    assert "Edition of 20 November 2018. Microsoft changed the page since (20 December 2023)" in _reply(now)


def test_it_is_so_in_dutch_and_in_a_whole_sentence(library: Library) -> None:
    told = _say("Wat stond er in 2021 over MPN uit 2020, rechtstreeks op poort 25?", library)
    assert told.edition == SECOND
    for words in ("en nu?", "en vandaag?", "mag het nu dan wel?"):
        assert _say(words, library, told.case).edition == FIRST


def test_a_now_that_answers_our_question_leaves_the_edition(library: Library) -> None:
    asked = _say("under the 2021 rules, may our subscription send on port 25?", library)
    assert asked.case.asked
    assert _say("it is an MPN subscription now", library, asked.case).edition == SECOND


@pytest.mark.parametrize("word", ["how?", "why?", "and until then?", "it still fails", "are you sure?"])
def test_no_short_word_speaks_by_another_edition_without_saying_so(word: str, library: Library) -> None:
    told = _say("MPN from 2020, port 25 directly, by the 2021 edition?", library)
    more = _say(word, library, told.case)
    assert more.edition == SECOND
    assert "The edition that came out in 2021 is that of 28 April 2021." in _reply(more)
    assert "Microsoft changed the page since (20 December 2023)" in _reply(more)


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("What did it say when we signed up? MPN, July 2022, direct on port 25", SECOND),
        ("Toen ik me aanmeldde in 2022, wat zei het document over MPN rechtstreeks op poort 25?", SECOND),
        ("MPN sinds mei 2022. Wat waren toen de regels voor rechtstreeks op poort 25?", SECOND),
        ("Four years ago, what did the page say about MPN, direct port 25?", SECOND),
        ("MPN, directly on port 25, newest rules please", THIRD),
        ("MPN, rechtstreeks op poort 25, nieuwste editie", THIRD),
        ("2021 rules please: MPN, direct port 25", SECOND),
        ("not the 2018 version but the rules of 2021: MPN, direct port 25", SECOND),
        ("by the edition of 3 March 2031, MPN, direct port 25?", THIRD),
    ],
)
def test_a_time_or_a_name_is_asked_for_in_many_words(text: str, edition: str, library: Library) -> None:
    found = _say(text, library)
    assert (found.edition, found.case.as_of and found.case.as_of.edition) == (edition, edition)


def test_a_winter_is_the_one_that_begins_in_its_year(library: Library) -> None:
    found = _say("what did the page say in the winter of 2023 about MPN, direct port 25?", library)
    assert "between December 2023 and February 2024 is that of 20 December 2023" in _reply(found)
    other = _say("what did the page say in the winter of 2022 about MPN, direct port 25?", library)
    assert "in force between December 2022 and February 2023 is that of 28 April 2021" in _reply(other)


def test_the_time_of_the_sign_up_may_have_been_told_before(library: Library) -> None:
    told = _say("MPN from 2022, direct port 25?", library)
    then = _say("and what did it say when we signed up?", library, told.case)
    assert then.edition == SECOND
    assert "The edition in force in 2022 is that of 28 April 2021." in _reply(then)


def test_a_name_alone_follows_an_answer_by_another_edition(library: Library) -> None:
    told = _say("MPN from 2020, port 25 directly, by the 2021 edition?", library)
    assert _say("and by the newest?", library, told.case).edition == THIRD


@pytest.mark.parametrize("text", ["and by the newest?", "by the latest, please", "en volgens de nieuwste?"])
def test_the_words_that_we_advise_ask_for_the_newest_after_any_verdict(text: str, library: Library) -> None:
    told = _say("MPN from 2020, port 25 directly?", library)
    assert told.edition == FIRST
    assert _say(text, library, told.case).edition == THIRD


@pytest.mark.parametrize(
    "text", ["MPN, can we still send on port 25 directly in 2026?", "EA, port 25 directly in 2026?"]
)
def test_a_time_that_is_no_sign_up_says_how_to_ask_for_it(text: str, library: Library) -> None:
    assert "If you ask what held in 2026, say: by the 2026 edition." in _reply(_say(text, library))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("What is different between the 2018 edition and the 2021 edition?", (FIRST, SECOND)),
        ("what is the difference between the rules of 2018 and 2023?", (FIRST, THIRD)),
        ("wat is er gewijzigd tussen 2021 en 2023 voor MPN?", (SECOND, THIRD)),
        ("what changed since 2021?", (SECOND, THIRD)),
        ("what changed for MPN between the 2021 and the 2023 rules?", (SECOND, THIRD)),
        ("what is new in the latest version?", (SECOND, THIRD)),
        ("wat is er veranderd sinds de vorige editie?", (SECOND, THIRD)),
        ("MPN from 2020, direct: what did the 2018 page say and what does the 2023 one say?", (FIRST, THIRD)),
        ("what changed on our VM since March 2021? MPN, port 25", None),
        ("is there a difference between MPN from 2016 and MPN from 2021?", None),
        ("not the 2018 version but the 2021 one: MPN, direct port 25", None),
        ("MPN, what did it say in 2021?", None),
        ("what changed?", None),
    ],
)
def test_two_editions_lead_to_what_changed_between_them(
    text: str, pair: tuple[str, str] | None, library: Library
) -> None:
    assert compared(text, library, TODAY, "en") == pair
    if pair:
        found = _say(text, library)
        assert f"/port25 changes {pair[0]} {pair[1]}" in _reply(found)
        assert found.case.facts == {}


def test_nothing_that_was_learned_from_holds_two_editions_against_each_other(library: Library) -> None:
    told = [(label.text, label.language) for label in _of_one_edition()]
    assert [text for text, language in told if compared(text, library, TODAY, language)] == []


@pytest.mark.parametrize("text", ["yes", "yes. and what if it was an EA?"])
def test_a_yes_takes_what_was_offered_by_the_edition_it_was_offered_by(text: str, library: Library) -> None:
    msdn = {"subscription": "msdn", "delivery": "direct"}
    by_the_third = AsOf(THIRD, Interval.day(date(2023, 12, 20)))
    case = Case(msdn, asked="delivery", offered=msdn, last="ask_delivery", as_of=by_the_third)
    found = _say(text, library, case)
    assert found.edition == THIRD
    assert (found.agreed or found.parts)[0].outcome in ("blocked_no_exemption", "allowed")
