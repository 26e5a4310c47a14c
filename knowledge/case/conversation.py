"""(Case, Question) -> the case that follows: answers, corrections, what-ifs, another subscription.

A case is a conversation's memory. A question never changes it: each message leads to a new one. What
was not certain is kept with all that it may be, so that a turn that was taken wrongly can be outweighed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from knowledge.by_edition.as_of import AsOf
from knowledge.case.certainty import Likely, carried, mixed
from knowledge.case.decision import deciding
from knowledge.case.others import Spoken, names_of
from knowledge.judged.features import Talk
from knowledge.mentions.marks import Before
from knowledge.reading.findings import Candidate
from knowledge.reading.question import Question
from rules.evaluate import Law, Verdict, evaluate
from rules.interval import Interval
from rules.model import Facts, Value

Turn = Literal["case", "again", "what_if", "another", "back"]
TURNS: Final[tuple[Turn, ...]] = ("case", "again", "what_if", "another", "back")
# What belongs to one subscription and must not be carried over to another.
_OF_ONE = frozenset({"subscription", "created", "exemption", "restarted", "route", "service"})
_OF_REQUEST = frozenset({"exemption", "restarted"})
_UNCHANGED = ("again", "what_if")
_BELIEVED = 0.5  # a value less likely than this is no fact yet
_FORGOTTEN = 0.05  # and one less likely than this is not kept
_CERTAIN = 0.9995  # and one likelier than this is no doubt
_SETTLED = 0.9  # how sure each fact of a settled case is
_LIKELY_TURN = 0.04
_OF_THE_SAME = 0.3  # how likely a request was made for the one that has another type and another day
_PERHAPS_ANOTHER = 0.1  # how likely who tells another type speaks of another subscription
_MOST_OTHERS = 6  # subscriptions that are kept beside the one at hand


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
    `together` of how many, the one at hand the last of them, was told at once.
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

    def sure(self, name: str) -> float:
        """How likely the fact is what the case has it for."""
        if name not in self.doubts:
            return 1.0
        return max((one.p for one in self.doubts[name] if one.value == self.facts.get(name)), default=0.0)


EMPTY_CASE = Case()


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


def as_it_is(case: Case) -> Case:
    """The case without what is only supposed, and without the doubt that it may not have been."""
    real = replace(case, supposing={}, real={}, offered=None, supposed=False)
    if not case.real:
        return real
    kept = kept_of(case.real)
    return replace(real, facts=kept.facts, doubts=kept.doubts, asked=None)


def routed(facts: Facts) -> Facts:
    """The facts, a service only where mail goes through it."""
    if facts.get("route") == "paas":
        return facts
    return {name: value for name, value in facts.items() if name != "service"}


def talk_of(case: Case) -> Talk:
    """What the case brings to the reading of the next message."""
    known = {name: str(value) for name, value in case.facts.items() if name != "service"}
    offered = case.offered is not None or bool(case.each)
    return Talk(case.asked, case.last, known, bool(case.supposing), offered, len(case.others))


def before_of(case: Case, language: str) -> Before:
    """The language and the year that a message may leave untold."""
    return Before(case.language or language, _year(case))


def _year(case: Case) -> int | None:
    """The year in which the case has its date, None where that is no single year or not sure."""
    years = {_year_of(one.value) for one in case.doubts.get("created", ()) if one.value is not None}
    return _year_of(case.facts.get("created")) if len(years) <= 1 else None


def _year_of(value: Value | None) -> int | None:
    if not isinstance(value, Interval) or value.first is None or value.last is None:
        return None
    return value.first.year if value.first.year == value.last.year else None


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


def turns_of(question: Question, case: Case, *, turned: bool = False) -> dict[Turn, float]:
    """What the message may do with the case at hand, and how likely each is; the likeliest first.

    `turned`: the case is that of the subscription already that the message goes over to.
    """
    if not question.talk.under_way or question.answers_us:
        return {"case": 1.0}
    likely: dict[Turn, float] = {name: question.acts.get(name, 0.0) for name in TURNS}
    if not case.others:  # who goes back where nothing else was spoken of means what is so
        likely["again"] += likely.pop("back")
    if turned:
        likely["case"] += likely.pop("another") + likely.pop("back", 0.0)
    if case.supposed and question.marks.names_a_new_one:  # what we offered was not it: "no, a new one, today"
        likely["what_if"], likely["case"] = likely["what_if"] + likely["case"], 0.0
    elif takes_back(question, case) or _only_states(question):
        likely["case"], likely["what_if"] = likely["case"] + likely["what_if"], 0.0
    news = likely["again"] * _news(question, case)  # who tells something new does not ask for the same again
    likely["again"], likely["case"] = likely["again"] - news, likely["case"] + news
    whole = sum(likely.values()) or 1.0
    kept = {name: p / whole for name, p in likely.items() if p / whole >= _LIKELY_TURN}
    return dict(sorted(kept.items(), key=lambda one: -one[1]))


def _only_states(question: Question) -> bool:
    """Whether something is stated behind a yes, and nothing asked or supposed: "yes, and it is new"."""
    asks = bool(question.marks.all("hypothetical")) or any(word.asked for word in question.marks.words)
    return question.behind_yes and not asks


def without_edition(case: Case, outcome: str) -> Case:
    """The case with all that was told, where nothing follows from it: no edition is known, or it is not said
    which. So nothing is open but that."""
    return replace(case, last=outcome, asked=None, offered=None, each=())


def held_as_of(case: Case, question: Question) -> AsOf | None:
    """The edition that was asked for before, where the message is still about the answer by it.

    It holds for that answer: so for what is said to a question of ours about it, and for a short word after
    it ("why?"). Whoever goes on to something else, also to a "what if", asks what holds now.
    """
    if case.as_of is None or case.as_of.edition is None:
        return None
    turn = next(iter(turns_of(question, case)))
    open_ = case.asked is not None or case.offered is not None
    return case.as_of if turn == "again" or (open_ and turn == "case") else None


def _news(question: Question, case: Case) -> float:
    """How likely the message names a type or a day as the asker's own, or tells a state, that is another one.

    Who denies a known one tells something new as well.
    """
    known = case.facts
    if any(_denies(question, value) for value in known.values()):
        return 1.0
    other = (
        one.p for name, may in question.facts.items() for one in may[:1] if _differs(one, known.get(name))
    )
    return max((_another(question, case), *other))


def _another(question: Question, case: Case) -> float:
    """How likely the message names a type or a day as the asker's own that is another one."""
    types = (one.own for one in question.found.types if one.value != case.facts.get("subscription"))
    days = (one.own for one in question.found.days if one.value not in (None, case.facts.get("created")))
    return max((*types, *days), default=0.0)


def _differs(told: Candidate, known: Value | None) -> bool:
    """Whether a state is told for sure that is another than the one that is known."""
    return None not in (told.value, known) and told.value != known and told.p >= _BELIEVED


def likely_after(case: Case, question: Question, turn: Turn) -> Likely:
    """What each fact may be after the message."""
    base = _base(case, turn)
    if turn == "again":
        return carried({}, base)
    gone = {name for name, may in base.items() if may and _denies(question, may[0].value)}
    if _says_there_is_none(question, base):
        gone |= _OF_REQUEST
    if turn == "what_if" and _supposes_another(question, case):
        gone |= _OF_REQUEST
    kept = {name: may for name, may in base.items() if name not in gone}
    if turn == "case" and _is_of_another(question, base):
        kept = {**kept, **{name: _hardly(kept[name]) for name in _OF_REQUEST if name in kept}}
    return carried(question.facts, {**kept, **_of_new_one(question, case)} if turn == "what_if" else kept)


def told_of(one: Spoken, question: Question, least: float) -> Spoken:
    """One of several, with what the message tells of it; what it tells less likely than this is left open."""
    likely = likely_after(Case(one.facts, one.doubts), question, "case")
    best = {name: may[0] for name, may in likely.items() if may and may[0].value is not None}
    told = {name: may.value for name, may in best.items() if may.value is not None and may.p >= least}
    kept = {name: value for name, value in one.facts.items() if name in best and name not in question.told}
    facts = {**kept, **told}
    doubts = {name: likely[name] for name in facts if best[name].p < _CERTAIN}
    return replace(one, facts=facts, doubts=doubts)


def takes_back(question: Question, case: Case) -> bool:
    """Whether the message denies what is known or was offered, and does not merely suppose that."""
    known = [*case.facts.values(), *(case.offered or {}).values()]
    return not question.marks.all("hypothetical") and any(_denies(question, value) for value in known)


def _denies(question: Question, value: Value | None) -> bool:
    refused = question.refused_day
    return question.marks.denies(value) or (refused is not None and value in (refused, question.known_day))


def _supposes_another(question: Question, case: Case) -> bool:
    """Whether a what-if is about a subscription of another type or day: no request was made for that."""
    return question.marks.names_a_new_one or _another(question, case) >= _BELIEVED


def _says_there_is_none(question: Question, base: Likely) -> bool:
    """Whether an exemption that we have for granted or refused is denied, and not told anew."""
    known = {one.value for one in base.get("exemption", ())}
    granted = "granted" in known and (question.marks.denies_exemption or question.marks.denies_grant)
    refused = "refused" in known and question.marks.denies_refusal
    return question.told.get("exemption") is None and (granted or refused)


def _is_of_another(question: Question, base: Likely) -> bool:
    """Whether another type and another day than those known are told: its request is hardly that one's."""
    return all(
        name in question.told and base.get(name) and base[name][0].value not in (None, question.told[name])
        for name in ("subscription", "created")
    )


def _hardly(may: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """What is known of a fact, as it is known of another subscription than the one it was told of."""
    return tuple(one.at(one.p * _OF_THE_SAME) for one in may if one.value is not None)


def _of_new_one(question: Question, case: Case) -> Likely:
    """The day of a subscription that is still to be made, where none is told: after the policy's own."""
    new = question.marks.names_a_new_one and "created" in case.facts
    return certain({"created": Interval.since(question.cut)}) if new else {}


def _base(case: Case, turn: Turn) -> Likely:
    """What the message goes on from."""
    if turn == "what_if" and case.supposing:
        return case.supposing
    if turn == "back" and case.others:
        return {**certain(case.others[-1].facts), **case.others[-1].doubts}
    known = {**certain(case.facts), **case.doubts}
    return {name: may for name, may in known.items() if turn != "another" or name not in _OF_ONE}


def certain(facts: Facts) -> dict[str, tuple[Candidate, ...]]:
    """Facts as what they may be: nothing else."""
    return {name: (Candidate(value, 1.0),) for name, value in facts.items()}


def after_turn(
    case: Case, question: Question, turns: Mapping[Turn, float], decided: Facts, names: frozenset[str]
) -> Case:
    """The case that the message leaves; `turns` are what it may do, the likeliest first.

    `decided` are the facts that a verdict rests on, none where none was reached: they were shown with it
    and are taken as said. `names` are words of the message by which its subscription may be called.
    """
    turn = next(iter(turns))
    supposes = turn == "what_if"
    spoken = replace(
        case,
        language=question.language,
        offered=None,
        supposed=supposes,
        supposing=_supposed(likely_after(case, question, turn)) if supposes else {},
        real=(case.real or _base(case, "again")) if supposes else {},
        each=(),
        together=1,
    )
    if decided and turn in _UNCHANGED:
        return spoken
    kept = kept_of(_mixture(case, question, turns, decided))
    if turn not in _UNCHANGED:
        spoken = _among_others(spoken, turns, names, kept.facts, mends=_mends(case, question))
    quotes = case.quotes if supposes else _quotes(case, question)
    return replace(spoken, facts=kept.facts, doubts=kept.doubts, quotes=quotes)


def _among_others(
    case: Case, turns: Mapping[Turn, float], names: frozenset[str], facts: Facts, *, mends: bool
) -> Case:
    """The case with those spoken of before, and what the one is called that the message is about.

    Who `mends` what we took for supposed, and calls what is so by its name, speaks of two.
    """
    turn = next(iter(turns))
    others = (*case.others, case.here)[-_MOST_OTHERS:]
    names -= names_of(case.others)  # who speaks of another one beside it does not call it so
    if turn == "back" and case.others:
        back = case.others[-1]
        others = (*case.others[:-1], case.here)
        return replace(case, others=others, names=back.names | names, place=back.place)
    if turn == "another":
        place = 1 + max(one.place for one in others)
        return replace(case, others=others, names=names, place=place)
    changed = case.facts.get("subscription") not in (None, facts.get("subscription"))
    if changed and mends and case.told and names & case.names:
        place = 1 + max(one.place for one in others)
        return replace(case, others=others, names=names - case.names, place=place)
    perhaps_another = changed and turns.get("another", 0.0) >= _PERHAPS_ANOTHER
    return replace(case, others=others if perhaps_another else case.others, names=case.names | names)


def after_aside(case: Case, question: Question, turns: Mapping[Turn, float], share: float) -> Case:
    """The case after something beside it: the facts of a message that, for all we know, told some.

    `share` is how likely it did: a message that was taken for another subject may have opened a case.
    What was offered stays open as long as nothing else is known than before, unless it was only supposed.
    """
    told = _mixture(case, question, turns, {})
    kept = kept_of(mixed([(share, told), (1 - share, _base(case, "again"))]))
    spoken = replace(case, language=question.language)
    if kept.facts != case.facts or case.supposed:
        asked = None if case.supposed else case.asked
        spoken = replace(spoken, asked=asked, offered=None, supposed=False, each=(), together=1)
    return replace(spoken, facts=kept.facts, doubts=kept.doubts, quotes=_quotes(case, question))


def _mends(case: Case, question: Question) -> bool:
    """Whether it denies what we offered as supposed."""
    return bool(case.real) and case.supposed and case.offered is not None and question.assents is False


def _mixture(case: Case, question: Question, turns: Mapping[Turn, float], decided: Facts) -> Likely:
    """What each fact may be, whichever of its turns the message takes; `decided` are certain in it.

    Whether it goes back to another subscription is no doubt about the facts of either.
    """
    shown, first = certain(decided), next(iter(turns))
    turns = {turn: p for turn, p in turns.items() if (turn == "back") == (first == "back")}
    whole = sum(turns.values())
    return mixed(
        [
            (p / whole, _base(case, "again"))
            if turn in _UNCHANGED
            else (p / whole, {**likely_after(case, question, turn), **shown})
            for turn, p in turns.items()
        ]
    )


def _supposed(likely: Likely) -> Likely:
    """What is kept of what is supposed, for a what-if that goes on from it."""
    kept = {name: _worth_keeping(may) for name, may in likely.items()}
    return {name: may for name, may in kept.items() if may}


def _quotes(case: Case, question: Question) -> dict[str, str]:
    return {**case.quotes, **question.quotes}


def kept_of(likely: Likely) -> Case:
    """What is kept of what the facts may be: those that are told, and the doubts about them."""
    kept = {name: _worth_keeping(may) for name, may in likely.items()}
    facts = {
        name: may[0].value
        for name, may in kept.items()
        if may and may[0].value is not None and may[0].p >= _BELIEVED
    }
    if facts.get("route") != "paas":
        facts.pop("service", None)
        kept.pop("service", None)
    return Case(facts, {name: may for name, may in kept.items() if may and may[0].p < _CERTAIN})


def _worth_keeping(may: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The values that are told, and what is left for none."""
    told = [Candidate(one.value, one.p) for one in may if one.value is not None and one.p >= _FORGOTTEN]
    if not told:
        return ()
    rest = Candidate(None, max(0.0, 1 - sum(one.p for one in told)))
    return tuple(sorted([*told, rest], key=lambda one: -one.p))
