"""What a conversation remembers: a case, its facts and what each may be, and what was asked or offered.

A question never changes it: each message leads to a new one. What was not certain is kept with all that it
may be, so that a turn that was taken wrongly can be outweighed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from knowledge.by_edition.as_of import AsOf
from knowledge.case.certainty import Likely
from knowledge.case.decision import deciding
from knowledge.case.others import Spoken
from knowledge.reading.candidates import Candidate
from rules.evaluate import Law, Verdict, evaluate
from rules.model import Facts

_BELIEVED: Final = 0.5  # a value less likely than this is no fact yet
_FORGOTTEN: Final = 0.05  # and one less likely than this is not kept
CERTAIN: Final = 0.9995  # and one likelier than this is no doubt
_SETTLED: Final = 0.9  # how sure each fact of a settled case is


@dataclass(frozen=True)
class Case:
    """The facts known so far, the words they came from, what we asked or offered.

    `doubts` holds, for each fact that no verdict was told on, all it may be and how likely; `facts` its
    likeliest value where that is likely enough to be told. What was `offered` may be `supposed` only: a
    yes to it then leaves the facts as they are; `each` is what was offered of several subscriptions.
    `last` is our last outcome; `others` are the subscriptions that were spoken of before, the last of them
    at the end, as the one at hand is with its `names` and its `place` among them.
    `as_of` is the edition that was asked for, where the last answer went by it; `told` the last verdict
    that was told; `supposing` all that the what-if before this supposes, and `real` what was so before it;
    `together` of how many, the one at hand the last of them, was told at once. `denied` is the reading to
    which no was said last; `reason` is why they have to send directly, in their own words.
    """

    facts: Facts = field(default_factory=dict)
    doubts: Likely = field(default_factory=dict)
    quotes: Mapping[str, str] = field(default_factory=dict)
    asked: str | None = None
    offered: Facts | None = None
    supposed: bool = False
    last: str | None = None
    others: tuple[Spoken, ...] = ()
    language: str | None = None
    each: tuple[Facts, ...] = ()
    as_of: AsOf | None = None
    told: str | None = None
    supposing: Likely = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    place: int = 0
    together: int = 1
    real: Likely = field(default_factory=dict)
    denied: Facts | None = None
    reason: str = ""

    @property
    def here(self) -> Spoken:
        """The subscription at hand, as one of those that were spoken of."""
        return Spoken(self.facts, self.doubts, self.names, self.place)

    @property
    def every(self) -> tuple[Spoken, ...]:
        """All subscriptions that were spoken of, the one at hand first."""
        return (self.here, *self.others)

    @property
    def is_settled(self) -> bool:
        """Whether nothing that is known is in doubt."""
        return bool(self.facts) and all(self.sure(name) >= _SETTLED for name in self.facts)

    @property
    def likely_supposed(self) -> Facts:
        """What the what-if before this likely supposes, all of it; empty where there was none."""
        best = {name: may[0].value for name, may in self.supposing.items() if may}
        return {name: value for name, value in best.items() if value is not None}

    def sure(self, name: str) -> float:
        """How likely the fact is what the case has it for."""
        if name not in self.doubts:
            return 1.0
        return max((one.p for one in self.doubts[name] if one.value == self.facts.get(name)), default=0.0)


EMPTY_CASE: Final = Case()


def routed(facts: Facts) -> Facts:
    """The facts, a service only where mail goes through it."""
    if facts.get("route") == "paas":
        return facts
    return {name: value for name, value in facts.items() if name != "service"}


def taken_up(case: Case, law: Law) -> Case:
    """The case with the reading that was offered, now that it was said to be right.

    What the offered outcome rests on is as it was shown, and nothing else; the rest stays as it was.
    """
    if case.offered is None or case.supposed:
        return case
    finding = evaluate(law, case.offered)
    settled = deciding(finding if isinstance(finding, Verdict) else None) | set(case.offered)
    facts = {name: value for name, value in case.facts.items() if name not in settled}
    sure = {name: value for name, value in facts.items() if case.sure(name) >= _SETTLED}
    doubts = {name: may for name, may in case.doubts.items() if name not in settled}
    return replace(case, facts=routed({**sure, **case.offered}), doubts=doubts)


def supposed_with(case: Case, real: Facts, offered: Facts) -> Facts:
    """What was supposed, as it was shown: a request that was made for what is so is none of it."""
    return routed({**(case.likely_supposed or real), **offered})


def as_it_is(case: Case) -> Case:
    """The case without what is only supposed, and without the doubt that it may not have been."""
    real = replace(case, supposing={}, real={}, offered=None, supposed=False)
    if not case.real:
        return real
    kept = kept_of(case.real)
    return replace(real, facts=kept.facts, doubts=kept.doubts, asked=None)


def turned_to(case: Case, at: int) -> Case:
    """The case of one of the others that were spoken of; the one at hand is one of them then."""
    other = case.others[at]
    others = (*case.others[:at], *case.others[at + 1 :], case.here)
    return Case(
        other.facts,
        other.doubts,
        last=case.last,
        language=case.language,
        others=others,
        as_of=case.as_of,
        names=other.names,
        place=other.place,
    )


def without_edition(case: Case, outcome: str) -> Case:
    """The case with all that was told, where nothing follows from it: no edition is known, or it is not said
    which. So nothing is open but that."""
    return replace(case, last=outcome, asked=None, offered=None, each=())


def certain(facts: Facts) -> dict[str, tuple[Candidate, ...]]:
    """Facts as what they may be: nothing else."""
    return {name: (Candidate(value, 1.0),) for name, value in facts.items()}


def kept_of(likely: Likely) -> Case:
    """What is kept of what the facts may be: those that are told, and the doubts about them."""
    kept = {name: worth_keeping(may) for name, may in likely.items()}
    facts = {
        name: may[0].value
        for name, may in kept.items()
        if may and may[0].value is not None and may[0].p >= _BELIEVED
    }
    if facts.get("route") != "paas":
        facts.pop("service", None)
        kept.pop("service", None)
    return Case(facts, {name: may for name, may in kept.items() if may and may[0].p < CERTAIN})


def worth_keeping(may: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The values that are told, and what is left for none."""
    told = [Candidate(one.value, one.p) for one in may if one.value is not None and one.p >= _FORGOTTEN]
    if not told:
        return ()
    rest = Candidate(None, max(0.0, 1 - sum(one.p for one in told)))
    return tuple(sorted([*told, rest], key=lambda one: -one.p))
