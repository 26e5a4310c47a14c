"""An edition that the replies have no words for is told before anybody asks."""

import pytest

from bot.phrases import read_phrases
from bot.unsaid import check_words, unsaid
from rules.edition import read_editions
from rules.model import Edition
from rules.strict_yaml import DataFault

EDITIONS = read_editions()
EDITION = EDITIONS["2023-12-20"]
PHRASES = read_phrases()


def _with(**update: object) -> Edition:
    return EDITION.model_copy(update=update)


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
