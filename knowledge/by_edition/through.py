"""What every edition that is known says of one case, for whoever asks since when, or until when, it is so."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rules.differ import consequence, varied
from rules.evaluate import Law, Verdict, candidates, evaluate, rules_within
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
        told = finding.headlines if isinstance(finding, Verdict) else _possible(laws[name], facts)
        yield Held(name, tuple(dict.fromkeys(told)))


def _possible(law: Law, facts: Facts) -> Iterator[str]:
    """The headlines by which a case that leaves something open may be told."""
    region, _ = candidates(law, facts)
    for rule in rules_within(law, region):
        own = zip(region, law.space.region(rule), strict=True)
        left = tuple(tuple(at for at in cells if at in its) for cells, its in own)
        for part in varied(law.edition, rule, law.space, left):
            yield consequence(law.edition, rule, law.space, part).headline
