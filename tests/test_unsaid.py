"""An edition that the replies have no words for is told before anybody asks."""

import pytest

from bot.saying.lengths import cases_of_every_rule
from bot.saying.phrases import read_phrases
from bot.saying.reply import compose
from bot.saying.unsaid import check_words, unaccompanied, unsaid
from knowledge.answering.answered import Answer
from knowledge.answering.asides import part_of
from knowledge.case.decision import Part, decide
from knowledge.case.memory import EMPTY_CASE
from rules.edition import read_editions
from rules.evaluate import Law, enact
from rules.model import Edition, FactKind, Headline, OutcomeKind
from rules.prove import prove
from rules.strict_yaml import DataFault

EDITIONS = read_editions()
EDITION = EDITIONS["2023-12-20"]
PHRASES = read_phrases()
ASKED = "blocked_request_exemption"
MEND = "of the edition names: add it here, or mend the name there"


def _with(**update: object) -> Edition:
    return EDITION.model_copy(update=update)


def _asked_for(**update: str) -> dict[str, OutcomeKind]:
    """The outcomes, with another variant of the one that has a variant."""
    kind = EDITION.outcomes[ASKED]
    variants = tuple(one.model_copy(update=update) for one in kind.variants)
    return {**EDITION.outcomes, ASKED: kind.model_copy(update={"variants": variants})}


def test_an_edition_may_name_no_contact_and_the_bot_says_so() -> None:
    silent = _with(help=None)
    assert set(prove(silent).faults) == set(prove(EDITION).faults)
    assert {line.partition(" names")[0] for line in unsaid(silent, PHRASES)} == {
        f"replies/{language}.yaml: themes: which_path: it" for language in PHRASES
    }
    law = enact(silent)
    told = [
        compose(_answered(law, decide(law, law, facts)), PHRASES["en"]).text()
        for _, facts in cases_of_every_rule(law)
    ]
    assert any("Help, by the document: the document names no contact" in one for one in told)
    theme = next(name for name, topic in silent.topics.items() if topic.silent)
    said = compose(_answered(law, part_of(law, theme, EMPTY_CASE), theme), PHRASES["nl"])
    assert "het document noemt geen contact" in said.text()


def _answered(law: Law, part: Part, theme: str | None = None) -> Answer:
    return Answer((part,), theme or "verdict", theme, "en", law, EMPTY_CASE)


def test_every_known_edition_has_its_words() -> None:
    check_words(EDITIONS.values(), PHRASES)


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        (
            _with(rules=(EDITION.rules[0].model_copy(update={"id": "mine"}),)),
            "replies/nl.yaml: reasons: mine is missing: say why it holds, for a person",
        ),
        (
            _with(rules=(EDITION.rules[0].model_copy(update={"headline": "open_on_monday"}),)),
            "replies/en.yaml: outcomes and short: open_on_monday is missing: say it, and in a few words",
        ),
        (
            _with(rules=(EDITION.rules[0].model_copy(update={"outcome": "half"}),)),
            "replies/en.yaml: steps: half is missing: say what to do",
        ),
        (
            _with(facts={"route": EDITION.facts["route"].model_copy(update={"values": ("sea",)})}),
            "replies/en.yaml: values: route: sea is missing",
        ),
        (
            _with(
                facts={"subscription": EDITION.facts["subscription"].model_copy(update={"values": ("a",)})}
            ),
            "replies/en.yaml: types: a is missing",
        ),
        (
            _with(edition="2030-01-01"),
            'replies/en.yaml: themes: relay: "2030-01-01" is missing: say what this edition says of it',
        ),
        (
            _with(topics={"weather": EDITION.topics["inbound"]}),
            "replies/nl.yaml: silent: weather is missing: say what is not said, and what stands nearby",
        ),
        (
            _with(headlines={"allowed": Headline(steps="walk")}),
            f"replies/nl.yaml: steps: walk is missing, which headline allowed {MEND}",
        ),
        (
            _with(headlines={"allowed": Headline(checks="lights")}),
            f"replies/en.yaml: checks: lights is missing, which headline allowed {MEND}",
        ),
        (
            _with(outcomes=_asked_for(steps="wait")),
            f"replies/en.yaml: steps: wait is missing, which a variant of outcome {ASKED} {MEND}",
        ),
        (
            _with(outcomes=_asked_for(headline="half_open")),
            "replies/en.yaml: outcomes and short: half_open is missing: say it, and in a few words",
        ),
        (
            _with(rules=(EDITION.rules[0].model_copy(update={"no_path": "rain"}),)),
            "replies/nl.yaml: ways: rain is missing: say why rule relay has no path",
        ),
        (
            _with(ways_out={"swim": EDITION.ways_out["relay"]}),
            "replies/nl.yaml: ways_out: swim is missing: say what leads out",
        ),
        (
            _with(facts={"route": EDITION.facts["route"].model_copy(update={"values": ("sea",)})}),
            "replies/en.yaml: form: route: sea is missing: say it in a word or two, to choose it",
        ),
        (
            _with(facts={"renewed": FactKind(kind="day")}),
            "replies/en.yaml: days: renewed is missing: say such a day as exactly as it is known",
        ),
        (
            _with(facts={"renewed": FactKind(kind="day")}),
            "replies/nl.yaml: ask: renewed is missing: ask for it, say why, and what else will do",
        ),
        (
            _with(facts={"renewed": FactKind(kind="day")}),
            "replies/en.yaml: form: renewed: ask is missing: say how the form asks for it",
        ),
        (
            _with(paths={}),
            "2023-12-20.yaml: paths: further_help is missing: say where further help is found",
        ),
    ],
)
def test_what_is_missing_is_told_with_its_place(edition: Edition, told: str) -> None:
    assert told in list(unsaid(edition, PHRASES))
    with pytest.raises(DataFault) as raised:
        check_words([edition], PHRASES)
    assert told in str(raised.value).splitlines()


def test_a_headline_without_an_entry_is_told_with_what_goes_with_it() -> None:
    bare = _with(headlines={})
    told = list(unaccompanied(bare, PHRASES["en"]))
    assert (
        "allowed_with_integration: with the steps of allowed, and nothing to check where it does not work"
        in told
    )
    assert not any(line.startswith("not_covered") for line in told)  # there is nothing to check
