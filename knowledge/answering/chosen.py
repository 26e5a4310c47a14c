"""Answers to what is chosen and not written: facts in a form, a button, a theme."""

from dataclasses import replace

from knowledge.answering.answered import WELCOME, Answer, told_last
from knowledge.answering.asides import part_of
from knowledge.by_edition.as_of import AsOf
from knowledge.case.decision import Part, decide, question_part
from knowledge.case.memory import Case
from knowledge.library import Library
from rules.evaluate import Law
from rules.model import Facts

_TOLD = 0.9  # how sure a fact must be that a click lets stand


def answer_facts(
    facts: Facts, library: Library, *, edition: str, language: str = "en", as_of: AsOf | None = None
) -> Answer:
    """The answer to facts alone, as a check or a click gives them; by the edition asked for, if any was."""
    law = library.law((as_of and as_of.edition) or edition)
    part = decide(law, library.beside(law), facts)
    case = Case(facts=facts, asked=part.asked, last=part.outcome, language=language, as_of=as_of)
    answer = Answer((part,), "verdict", None, language, law, case)
    return replace(answer, case=replace(case, told=told_last(answer, case)))


def answer_azure(case: Case, library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to whoever says that the machine of the case runs in Azure."""
    law = library.law((case.as_of and case.as_of.edition) or edition)
    known = {name: value for name, value in case.facts.items() if case.sure(name) >= _TOLD}
    part = _from_facts(law, library, known)
    after = replace(case, asked=part.asked, last=part.outcome, language=language)
    return Answer((part,), "verdict", None, language, law, after)


def answer_elsewhere(library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to whoever says that the machine does not run in Azure."""
    part = Part("out_of_scope", {})
    return Answer((part,), "out_of_scope", None, language, library.law(edition), Case(language=language))


def answer_welcome(library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to whoever says nothing yet: how to ask."""
    part, case = Part("courtesy", {}), Case(language=language)
    return Answer((part,), "out_of_scope", WELCOME, language, library.law(edition), case)


def answer_theme(theme: str, library: Library, *, edition: str, language: str = "en") -> Answer:
    """The answer to a general question that was chosen by its name."""
    law, case = library.law(edition), Case(language=language)
    topic = law.edition.topics[theme]
    return Answer((part_of(law, theme, case),), topic.topic or theme, theme, language, law, case)


def _from_facts(law: Law, library: Library, facts: Facts) -> Part:
    """What follows from facts, where what a message must tell has to be among them."""
    untold = law.edition.untold(facts)
    if untold:
        return question_part(law, f"ask_{untold}", facts)
    return decide(law, library.beside(law), facts)
