"""What is quoted of a kept copy: only what is the edition's to the fingerprint, in the reader's language."""

from dataclasses import replace

import pytest
from conftest import TODAY
from copies import as_markdown, as_page, document
from copies import edition as edition_of_the_ferry
from test_reply import PHRASES, _cases_of_every_rule
from worded import LANGUAGES, copy_of, sentence, shelf_with

from bot.home import home_view
from bot.playground.validate import message_faults, view_faults
from bot.saying.blocks import answer_blocks, escape, packed
from bot.saying.explaining import explained
from bot.saying.reply import compose
from bot.saying.section import Reply
from bot.store import Said
from bot.terminal import _wrapped
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts, answer_theme
from knowledge.document.shelf import EMPTY_SHELF, Shelf, quotable, shelve
from knowledge.library import Library
from rules.interval import Interval
from rules.model import Facts

OLD, NEW = "2018-11-20", "2023-12-20"
CSP: Facts = {"subscription": "csp", "created": Interval.since(TODAY)}
PAYG: Facts = {"subscription": "pay_as_you_go", "created": Interval.since(TODAY)}
CSP_CITES = ("opening.1.1", "csp.1.1")


def _found(
    own: Library, shelf: Shelf, facts: Facts = CSP, language: str = "en", edition: str = OLD
) -> Answer:
    return replace(answer_facts(facts, own, edition=edition, language=language), shelf=shelf)


def _reply(found: Answer) -> Reply:
    return compose(found, PHRASES[found.language])


def test_a_sentence_is_quoted_where_its_fingerprint_is_the_statements_and_nowhere_else(own: Library) -> None:
    edition = own.law(OLD).edition
    there = quotable(edition, "en", copy_of(edition, changed=("csp.1.1",)))
    assert there == {one.id: sentence(OLD, one.id) for one in edition.statements if one.id != "csp.1.1"}
    assert quotable(edition, "nl", copy_of(edition)) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_quotes_its_citations_in_its_own_language(language: str, own: Library) -> None:
    shelf = shelf_with(own, (OLD, "en"), (OLD, "nl"), (NEW, "en"))
    text = _reply(_found(own, shelf, language=language)).text()
    for statement in CSP_CITES:
        assert f"    “{sentence(OLD, statement, language)}”" in text.splitlines()
    assert NEW not in text
    assert PHRASES[language].quoted_in["en"] not in text


def test_where_no_copy_is_in_the_reader_s_language_another_is_quoted_and_named(own: Library) -> None:
    for kept, language, said in (("en", "nl", "aangehaald in het Engels"), ("nl", "en", "quoted in Dutch")):
        reply = _reply(_found(own, shelf_with(own, (OLD, kept)), language=language))
        assert sentence(OLD, "csp.1.1", kept) in reply.text()
        assert reply.text().count(said) == 1
        assert said in reply.sections[0].sources[0].place


def test_of_a_changed_sentence_the_place_stands_alone(own: Library) -> None:
    shelf = shelf_with(own, (OLD, "en"), (OLD, "nl"), changed=("csp.1.1",))
    reply = _reply(_found(own, shelf, language="nl"))
    assert [len(source.quotes) for source in reply.sections[0].sources] == [0, 1, 0]
    assert "csp" not in "".join(reply.sections[0].sources[1].quotes)
    assert "ately" not in reply.text()


def test_without_a_copy_nothing_is_said_of_quotes(own: Library) -> None:
    bare = _reply(_found(own, EMPTY_SHELF)).text()
    assert "“" not in bare
    other = _reply(_found(own, shelf_with(own, (NEW, "en")))).text()
    assert other.replace(" (the page has changed since)", "") == bare


def test_sentences_that_follow_each_other_stand_in_one_pair_of_marks(own: Library) -> None:
    shelf = shelf_with(own, (OLD, "en"), changed=("pay-as-you-go.2.3",))
    (_, opening, section) = _reply(_found(own, shelf, PAYG)).sections[0].sources
    together = [" ".join(sentence(OLD, f"pay-as-you-go.2.{at}") for at in each) for each in ((1, 2), (4, 5))]
    assert section.quotes == (f"“{together[0]}” “{together[1]}”",)
    assert opening.quotes == (f"“{sentence(OLD, 'opening.1.1')} {sentence(OLD, 'opening.1.2')}”",)


@pytest.mark.parametrize(
    ("subscription", "own_row", "others"),
    [
        ("microsoft_partner_network", "partner-and-sponsorship.2.1", ["partner-and-sponsorship.2.3"]),
        ("azure_sponsorship", "partner-and-sponsorship.2.3", ["partner-and-sponsorship.2.1"]),
        ("msdn", "restricted.2.1", [f"restricted.2.{at}" for at in range(2, 8)]),
        ("visual_studio", "restricted.2.7", [f"restricted.2.{at}" for at in range(1, 7)]),
        ("azure_student", "restricted.2.5", ["restricted.2.1", "restricted.2.4"]),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_of_rows_that_each_name_a_type_only_that_of_the_asker_is_quoted(
    subscription: str, own_row: str, others: list[str], language: str, own: Library
) -> None:
    kept = "2021-04-28"
    shelf = shelf_with(own, (kept, "en"), (kept, "nl"))
    found = _found(own, shelf, {"subscription": subscription}, language, kept)
    assert set(others) < {one for cited in found.parts[0].citations for one in cited.statements}
    for text in (_reply(found).text(), explained(found, {}, PHRASES[language])):
        assert sentence(kept, own_row, language) in text
        for other in others:
            assert sentence(kept, other, language) not in text


def test_where_no_row_is_of_the_asker_s_type_all_are_quoted(own: Library) -> None:
    kept = "2021-04-28"
    found = _found(own, shelf_with(own, (kept, "en")), {"subscription": "msdn"}, edition=kept)
    other = replace(found.parts[0], facts={**found.parts[0].facts, "subscription": "csp"})
    text = _reply(replace(found, parts=(other,))).text()
    assert all(sentence(kept, f"restricted.2.{at}") in text for at in range(1, 8))


def test_a_long_paragraph_is_quoted_whole_however_it_is_parted(own: Library) -> None:
    cites = [one.id for one in own.law(OLD).edition.statements if one.id.startswith("pay-as-you-go.2.")]
    said = {one: f"{one} {'and so on ' * 80}ends here." for one in cites}
    text = _reply(_found(own, Shelf(NEW, {(OLD, "en"): said}), PAYG)).text()
    assert text.count("ends here.") == len(cites)
    assert "…" not in text


def test_that_the_page_has_changed_is_said_once_in_a_reply_and_of_the_newest_edition_never(
    own: Library,
) -> None:
    shelf = shelf_with(own)
    one = _found(own, shelf)
    both = _reply(replace(one, parts=(*one.parts, *_found(own, shelf, PAYG).parts)))
    said = PHRASES["en"].page_changed
    assert both.text().count(said) == 1
    assert said in both.sections[0].sources[0].place
    assert said not in _reply(_found(own, shelf, edition=NEW)).text()


def test_a_reply_about_several_subscriptions_quotes_each_sentence_once(own: Library) -> None:
    one = _found(own, shelf_with(own, (OLD, "en")))
    text = _reply(replace(one, parts=(*one.parts, *one.parts))).text()
    assert [text.count(sentence(OLD, statement)) for statement in CSP_CITES] == [1, 1]
    assert text.count("#cloud-service-provider-csp") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_general_question_is_answered_with_the_sentences_it_rests_on(language: str, own: Library) -> None:
    for edition, law in own.laws.items():
        for theme, topic in law.edition.topics.items():
            found = answer_theme(theme, own, edition=edition, language=language)
            shelf = shelf_with(own, (edition, language))
            text = _reply(replace(found, shelf=shelf)).text()
            for statement in topic.cites:
                assert sentence(edition, statement, language) in text, (edition, theme, statement)


def test_why_quotes_each_paragraph_beside_its_place_and_says_the_rest_in_our_words(own: Library) -> None:
    shelf = shelf_with(own, (OLD, "en"), changed=("csp.1.1",))
    found = _found(own, shelf)
    first, second, *_ = explained(found, {}, PHRASES["en"]).splitlines()
    gist = own.law(OLD).edition.statement("csp.1.1").gist["en"]
    assert first == f"The policy, Opening, paragraph 1: “{sentence(OLD, 'opening.1.1')}”"
    assert second == f"The policy, Cloud Service Provider (CSP), paragraph 1: {gist}"


def test_why_in_words_quotes_once_and_leads_to_the_places(own: Library) -> None:
    found = replace(_found(own, shelf_with(own, (OLD, "nl"))), repeated=True, word="why")
    reply = _reply(found)
    for statement in CSP_CITES:
        assert reply.text().count(sentence(OLD, statement, "nl")) == 1
    assert "(quoted in Dutch)" in reply.sections[0].why[0]
    assert [source.link[-4:] for source in reply.sections[0].sources] == ["", "vity", "-csp"]


def test_what_works_until_then_is_quoted_too(own: Library) -> None:
    found = replace(_found(own, shelf_with(own, (OLD, "en"))), repeated=True, word="meanwhile")
    assert sentence(OLD, "relay.1.1") in _reply(found).text()


# -- as Slack shows it


def _faults(found: Answer) -> list[str]:
    reply, phrases = _reply(found), PHRASES[found.language]
    blocks = answer_blocks(reply, found, phrases, 10**9, private=True)
    return message_faults({"text": escape(reply.text()), "blocks": blocks})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reply_with_its_quotes_can_be_sent(language: str, own: Library) -> None:
    for edition, rule, facts in _cases_of_every_rule(own):
        shelf = shelf_with(own, (edition, "en"))
        assert _faults(_found(own, shelf, facts, language, edition)) == [], (edition, rule)


def _said_instead(said: str) -> Shelf:
    """A shelf on which every sentence of the oldest edition is this one."""
    return Shelf(NEW, {(OLD, "en"): dict.fromkeys((*CSP_CITES, "opening.1.2"), said)})


def test_a_sentence_that_is_too_long_for_slack_ends_between_words_with_an_ellipsis(own: Library) -> None:
    words = [f"word{at}" for at in range(900)]
    found = _found(own, _said_instead(" ".join(words)))
    assert _faults(found) == []
    (quote,) = _reply(found).sections[0].sources[1].quotes
    assert quote.startswith("“word0 word1 ")
    assert quote.endswith(" …”")
    assert quote.removesuffix(" …”").split()[-1] in words


def test_what_slack_would_act_on_is_only_shown(own: Library) -> None:
    found = _found(own, _said_instead("Tell <!channel> & *all* of <https://example.org|this>."))
    shown = str(answer_blocks(_reply(found), found, PHRASES["en"], 1, private=False))
    assert "&lt;!\u200bchannel&gt; &amp; *\u200ball*" in shown.replace("\\u200b", "\u200b")
    assert "<!channel>" not in shown


def test_lines_are_packed_whole_into_as_few_texts_as_they_fit_in() -> None:
    lines = ["a" * 1_000, "b" * 1_000, "c" * 1_000, "d"]
    assert packed(lines) == ["\n".join(lines[:2]), "\n".join(lines[2:])]
    assert packed([]) == []


def test_the_link_of_a_source_stays_whole_however_long_its_quotes_are(own: Library) -> None:
    found = _found(own, _said_instead("word " * 380))
    blocks = answer_blocks(_reply(found), found, PHRASES["en"], 1, private=False)
    texts = [one["text"] for block in blocks if block["type"] == "context" for one in block["elements"]]
    assert sum(text.count("<https://") for text in texts) == 2
    assert all(text.count("<https://") == text.count("|") == text.count(">") for text in texts)


# -- at home and in a terminal


def _home(own: Library, shelf: Shelf, language: str = "en") -> dict[str, object]:
    said = Said("T", "C", "1", "U", "csp, port 25?", "blocked_ask_csp", {}, language, id=7)
    again = {7: _found(own, shelf, language=language)}
    return home_view(PHRASES[language], PHRASES, language, [said], [], again=again)


def test_the_home_quotes_one_sentence_of_each_answer_with_its_place(own: Library) -> None:
    view = _home(own, shelf_with(own, (OLD, "en")), "nl")
    assert view_faults(view) == []
    assert f"“{sentence(OLD, 'csp.1.1')}” <https://" in str(view)
    assert "Aangehaald uit de editie van 20 november 2018 (aangehaald in het Engels; de pagina" in str(view)


def test_the_home_is_as_before_where_nothing_is_quoted(own: Library) -> None:
    assert "“" not in str(_home(own, EMPTY_SHELF))
    assert "Quoted from" not in str(_home(own, EMPTY_SHELF))


def test_the_home_takes_the_sentence_from_where_most_is_cited(own: Library) -> None:
    said = Said("T", "C", "1", "U", "payg", "blocked_request_exemption", {}, "en", id=7)
    again = {7: _found(own, shelf_with(own, (OLD, "en")), PAYG)}
    shown = str(home_view(PHRASES["en"], PHRASES, "en", [said], [], again=again))
    assert shown.count("“") == 1
    assert sentence(OLD, "pay-as-you-go.2.1") in shown


def test_a_quote_is_wrapped_and_set_in_whatever_stands_in_it() -> None:
    lines = _wrapped(f"    “Go to Technical > Virtual Network on https://example.org {'and-on ' * 30}.”")
    assert lines.count("\n") >= 2
    assert all(line.startswith("    ") and not line.endswith("-") for line in lines.splitlines())


# -- the shelf itself


def test_a_published_page_can_be_quoted_as_well_as_markdown() -> None:
    ferry = edition_of_the_ferry()
    read = [quotable(ferry, "en", text) for text in (as_page(document()), as_markdown(document()))]
    assert read[0] == read[1]
    assert set(read[0]) == {one.id for one in ferry.statements}
    assert read[0]["help.1.1"] == "If that leaves a question, ring the bell of the office."


def test_a_copy_of_an_edition_that_is_not_known_or_of_which_nothing_stands_is_left_off(own: Library) -> None:
    edition = own.law(OLD).edition
    shelf = shelve([edition], {("1999-01-01", "en"): copy_of(edition), (OLD, "nl"): copy_of(edition)})
    assert shelf.sentences == {}
    assert shelf.spoken(OLD, "nl") is None
