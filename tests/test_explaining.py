"""Why? is answered in human words, in both languages, for every rule; no name out of the code is in them."""

import pytest
from test_reply import PHRASES, _cases_of_every_rule

from bot.saying.explaining import explained
from knowledge.answering.chosen import answer_facts
from knowledge.library import Library
from rules.model import Facts


@pytest.mark.parametrize("language", PHRASES)
def test_every_verdict_is_explained_without_a_name_out_of_the_code(language: str, library: Library) -> None:
    for edition, rule, facts in _cases_of_every_rule(library):
        found = answer_facts(facts, library, edition=edition, language=language)
        text = explained(found, {}, PHRASES[language])
        assert text, (edition, rule)
        assert not set("_{}=") & set(text), (edition, rule, text)
        assert rule not in text or "-" not in rule, (edition, rule)


def _explained(
    facts: Facts, library: Library, quotes: dict[str, str] | None = None, language: str = "en"
) -> str:
    found = answer_facts(facts, library, edition="2018-11-20", language=language)
    return explained(found, quotes or {}, PHRASES[language])


def test_the_words_that_gave_a_fact_stand_beside_it(library: Library) -> None:
    text = _explained({"subscription": "enterprise_agreement"}, library, {"subscription": "our ea"})
    assert "You told me: Enterprise Agreement (your words: “our ea”)." in text
    assert "I assumed: direct delivery, not through Azure services" in text


def test_an_inference_says_that_it_is_one(library: Library) -> None:
    assert PHRASES["en"].asked["inferred"] in _explained({"subscription": "other:mca"}, library)
    stated = _explained({"subscription": "enterprise_agreement"}, library)
    assert PHRASES["en"].asked["inferred"] not in stated
    assert PHRASES["en"].asked["stated"] in stated


def test_the_policys_sentence_is_in_the_readers_language(library: Library) -> None:
    text = _explained({"subscription": "enterprise_agreement"}, library, language="nl")
    assert "Voor Enterprise Agreement verandert er niets" in text
