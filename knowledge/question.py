"""text -> Question: what was understood of a message, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.features import Talk
from knowledge.findings import Candidate, Findings, Found, Named, find
from knowledge.library import Library
from knowledge.marks import Before, Marks, read_marks
from knowledge.ports import NAMED_PORTS, find_ports
from knowledge.text import particles
from rules.interval import Interval
from rules.model import UNKNOWN, Value

_LIKELY, _PERHAPS = 0.5, 0.2
_MAY_BE_UNKNOWN = ("subscription", "created")
_NOT_KNOWN = 0.9  # how likely who says not to know what we asked does not know just that
_BARE = 0.9995  # how likely few words mean just what we asked
# Kinds that may stand beside a bare answer: no machine, ticket or denial that it could be about instead.
_BESIDE_AN_ANSWER = frozenset(
    "subscription subscription_weak sub_noun created when kind azure own courtesy affirm maybe question from "
    "to open".split()
)
# Kinds of things that only questions of ours speak of, and kinds that others speak of, too.
_ANCHORS = frozenset(
    "azure mail mx mail_server relay_product relay_word service service_weak machine vm_noun exemption_noun "
    "subscription probe recipient mailbox_service nva vnet_route isp private_net".split()
)
_HINTS = frozenset(
    "unblock blocked ticket_noun sub_noun microsoft policy cue_types cue_issue_type cue_revoke cue_scope "
    "cue_after cue_appeal cue_status cue_never".split()
)
_VERY_FEW = 3  # words of a bare "after"
_FEW = 6  # words of a plain yes or no


@dataclass(frozen=True, eq=False)
class Question:
    """What a message says, in the terms of the rules, with the doubt about each part of it."""

    marks: Marks
    found: Found
    talk: Talk
    cut: date

    @property
    def language(self) -> str:
        return self.marks.language

    @property
    def acts(self) -> Mapping[str, float]:
        """What the message may be after, and how likely."""
        return self.found.judged["act"]

    @property
    def themes(self) -> Mapping[str, float]:
        return self.found.judged["theme"]

    @property
    def several(self) -> float:
        """How likely the message is about more than one subscription."""
        return self.found.judged["several"].get("yes", 0.0)

    @cached_property
    def facts(self) -> Findings:
        """What each fact may be; the service only where one is named."""
        services = [mention for mention in self.marks.all("service") if not self.marks.negated(mention)]
        named = tuple(Candidate(one.value, 1.0, self.marks.words_of(one)) for one in services[:1])
        facts = {**self.found.facts, "service": named} if named else self.found.facts
        return {**facts, **self._bare_answer}

    @property
    def answers_us(self) -> bool:
        """Whether it says what we asked, in a few words and nothing else."""
        return bool(self._bare_answer)

    @cached_property
    def _bare_answer(self) -> dict[str, tuple[Candidate, ...]]:
        """What a few words say to our own question, where nothing else is in them: that is exact."""
        asked, found = self.talk.asked or "", self.found
        if asked not in _MAY_BE_UNKNOWN:
            return {}
        if self.marks.unknowing() and not found.types and not found.days:
            return {asked: _instead(found.facts[asked], UNKNOWN, _NOT_KNOWN)}
        others = {mention.kind for mention in self.marks.meant} - _BESIDE_AN_ANSWER
        if len(self.marks.words) > _FEW or others:
            return {}
        told = self._bare_day() if asked == "created" else self._bare_type()
        return {asked: _instead(found.facts[asked], told, _BARE)} if told is not None else {}

    def _bare_day(self) -> Value | None:
        if len(self.found.days) == 1 and not self.found.types and not self.two_readings:
            return self.found.days[0].value
        words = {word.text for word in self.marks.words}
        before, after = bool(words & particles("earlier")), bool(words & particles("later"))
        if self.found.days or self.found.types or before == after or len(words) > _VERY_FEW:
            return None
        return Interval.before(self.cut) if before else Interval.since(self.cut)

    def _bare_type(self) -> Value | None:
        values = {one.value for one in self.found.types if one.strong}
        return values.pop() if len(values) == 1 and not self.found.days else None

    @property
    def own_types(self) -> list[Named]:
        """The types that are likely the asker's own, in their order."""
        return [one for one in self.found.types if one.own > _LIKELY]

    @property
    def own_days(self) -> list[Named]:
        """The dates that are likely sign-up dates, in their order."""
        return [one for one in self.found.days if one.own > _LIKELY and one.value is not None]

    @property
    def names_several(self) -> bool:
        """Whether more than one type or sign-up date may be the asker's."""
        types = {one.value for one in self.found.types if one.own > _PERHAPS}
        days = {one.value for one in self.found.days if one.own > _PERHAPS}
        return max(len(types), len(days)) > 1

    @property
    def agreed(self) -> bool | None:
        """Whether the message is a plain yes or a plain no, None where it is neither."""
        yes, no = bool(self.marks.all("affirm")), bool(self.marks.all("deny"))
        if yes == no or len(self.marks.words) > _FEW or self.found.types or self.found.days:
            return None
        return yes

    @cached_property
    def is_ours(self) -> bool:
        """Whether anything in the message belongs to our subject: one thing of it, or two hints at it."""
        kinds = {mention.kind for mention in self.marks.meant}
        hints = len(kinds & _HINTS)
        return (
            bool(kinds & _ANCHORS)
            or hints > 1
            or any(port.number in NAMED_PORTS for port in find_ports(self.marks))
        )

    @property
    def greets(self) -> bool:
        """Whether a courtesy opens a conversation, and thanks for nothing."""
        said = {mention.value for mention in self.marks.all("courtesy")}
        return "hello" in said and "thanks" not in said

    @property
    def impossible_date(self) -> str | None:
        """The words of a sign-up date that the calendar does not have."""
        return next((one.words for one in self.found.days if one.value is None and one.own > _LIKELY), None)

    @property
    def two_readings(self) -> tuple[Interval, ...]:
        """Both readings of a sign-up date in which day and month could be swapped."""
        own = {one.at for one in self.found.days if one.own > _LIKELY}
        return next((day.readings for day in self.marks.dates if day.readings and day.first in own), ())

    @property
    def quotes(self) -> dict[str, str]:
        """The words that gave the likeliest value of each fact."""
        first = {name: candidates[0] for name, candidates in self.facts.items() if candidates}
        return {name: one.words for name, one in first.items() if one.words and one.value is not None}


def _instead(candidates: tuple[Candidate, ...], value: Value, p: float) -> tuple[Candidate, ...]:
    """The candidates with one value this likely, the others less so."""
    words = next((one.words for one in candidates if one.value == value), "")
    rest = tuple(one._replace(p=one.p * (1 - p)) for one in candidates if one.value != value)
    return (Candidate(value, 1 - sum(one.p for one in rest), words), *rest)


def read_question(
    message: str, library: Library, today: date, talk: Talk, before: Before | None = None
) -> Question:
    """The question that a message asks; TextFault where it cannot be read."""
    reading = library.reading
    marks = read_marks(message, reading.vocabulary, reading.date_words, today, before or Before())
    return Question(marks, find(marks, library.heads, reading.cut, talk), talk, reading.cut)
