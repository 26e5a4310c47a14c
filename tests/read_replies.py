"""Print all that the bot can say, for reading: `make replies` (LANGUAGE=nl for the other one).

Every rule, topic and question of every edition, every offer, every text of a ticket, and the rest of the
sentences as they stand.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace

from test_reply import _cases_of_every_rule

from bot.saying.explaining import explained
from bot.saying.phrases import Phrases, read_phrases
from bot.saying.reply import compose
from bot.saying.request_text import ticket_text
from knowledge.answering.answered import Answer
from knowledge.answering.chosen import answer_facts, answer_theme
from knowledge.case.decision import offer, question_part
from knowledge.library import Library, open_library

QUESTIONS = ("subscription", "created", "delivery", "provider", "service")


def replies(library: Library, language: str) -> Iterator[tuple[str, str]]:
    """Every reply with a line that says when it is given."""
    phrases = read_phrases()[language]
    for edition, rule, facts in _cases_of_every_rule(library):
        found = answer_facts(facts, library, edition=edition, language=language)
        yield f"{edition}, rule {rule}", compose(found, phrases).text()
        yield f"{edition}, rule {rule}: why", explained(found, {}, phrases)
        for word in ("how", "still", "meanwhile", "current"):
            yield f"{edition}, rule {rule}: {word}", _followed(found, word, phrases)
        if found.outcome in ("blocked_request_exemption", "blocked_ask_csp"):
            yield (
                f"{edition}, rule {rule}: ticket",
                ticket_text(found.parts[0], phrases, {"reason": "(reason)"}),
            )
    for edition, law in library.laws.items():
        for theme in law.edition.topics:
            yield f"{edition}, topic {theme}", _theme(theme, edition, library, phrases, language)
    yield from _questions(library, phrases, language)
    yield from ((f"sentence {name}", text) for name, text in phrases.ui.items())


def _followed(found: Answer, word: str, phrases: Phrases) -> str:
    return compose(replace(found, repeated=True, word=word), phrases).text()


def _theme(theme: str, edition: str, library: Library, phrases: Phrases, language: str) -> str:
    found = answer_theme(theme, library, edition=edition, language=language)
    return compose(found, phrases).text()


def _questions(library: Library, phrases: Phrases, language: str) -> Iterator[tuple[str, str]]:
    law = library.law("2018-11-20")
    known = {"subscription": "csp", "delivery": "direct"}
    empty = answer_facts(known, library, edition="2018-11-20", language=language)
    for fact in QUESTIONS:
        part = question_part(law, f"ask_{fact}", known)
        yield f"question for {fact}", _composed(empty, part, phrases)
    likely = offer(
        law, library.beside(law), "ask_created", known, {**known, "subscription": "enterprise_agreement"}
    )
    yield "offer", _composed(empty, likely, phrases)


def _composed(answer: Answer, part: object, phrases: Phrases) -> str:
    return compose(Answer(**{**vars(answer), "parts": (part,)}), phrases).text()


def main() -> None:
    """Print everything that can be said in one language."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("language", nargs="?", default="en", choices=sorted(read_phrases()))
    for when, text in replies(open_library(), parser.parse_args().language):
        print(f"[{when}]\n{text}\n")


if __name__ == "__main__":
    main()
