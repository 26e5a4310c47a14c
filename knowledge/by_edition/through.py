"""What every edition that is known says of one case, for whoever asks since when, or until when, it is so."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts

_BLOCKED_MAIL = {"delivery": "direct"}  # what is meant, where no other mail is spoken of


class Held(NamedTuple):
    """What an edition says of a case: the headlines that are possible."""

    edition: str
    headlines: tuple[str, ...]


def held_through(facts: Facts, laws: Mapping[str, Law]) -> tuple[Held, ...]:
    """What each edition says of these facts, the oldest first."""
    return tuple(_held(facts, laws))


def of_blocked_mail(facts: Facts, law: Law) -> Facts:
    """The facts with what is taken as given by who asks of a time: it is asked of what may be blocked."""
    given = {name: value for name, value in _BLOCKED_MAIL.items() if name in law.edition.facts}
    return {**given, **facts}


def _held(facts: Facts, laws: Mapping[str, Law]) -> Iterator[Held]:
    for name in sorted(laws):
        finding = evaluate(laws[name], facts)
        told = finding.headlines if isinstance(finding, Verdict) else finding.outcomes
        yield Held(name, tuple(told))
