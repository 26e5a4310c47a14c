"""Which subscription types a message says are the asker's own.

Not every name is a fact: "not EA but CSP", "from PAYG to EA", "the document lists EA", "EA or
CSP?" each name a type that is not, or not certainly, the asker's.
"""

from itertools import pairwise
from typing import NamedTuple

from knowledge.asides import outlasting, pointed_at
from knowledge.changes import read_change
from knowledge.dates import DateMention
from knowledge.marks import Marks
from knowledge.vocabulary import Mention

_WORTH_ASKING = frozenset(
    {"azure_student", "education", "azure_sponsorship", "free_trial", "visual_studio", "enterprise_agreement"}
)
_SHORT_ANSWER = 8  # words of an answer to our own question
_DATING = frozenset("from since of van uit sinds".split())
_NATIONAL = {"other:government", "other:china", "other:germany"}
_SAME_OFFER = {"msdn", "visual_studio"}
_NOR = frozenset("nor noch".split())
_MANY = frozenset(
    "subs subscriptions abonnementen abos subscripties two twee three drie four vier each elk eentje rest "
    "others several meerdere".split()
)
_ALTERNATIVE = 4  # words between two types of which the asker does not know which


class Types(NamedTuple):
    """The asker's types in order of mention; what else the message says of types."""

    own: tuple[Mention, ...]
    offered: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    changed: bool = False
    meant: str | None = None


def read_types(marks: Marks, *, expected: bool) -> Types:
    """The types of a message; `expected` while our own question for the type is open."""
    named = _named(marks, expected=expected)
    denied = [m for m in named if marks.negated(m) or _denied_ahead(marks, m)]
    named = [mention for mention in named if mention not in denied]
    named = [mention for mention in named if not _quoted(marks, mention) and not _whole(marks, mention)]
    named = _particular(named)
    left, planned, changed = read_change(marks, named)
    named = [mention for mention in named if mention not in left and mention not in planned]
    named = pointed_at(marks, outlasting(marks, _after_correction(marks, named)))
    planned = [] if _aside(marks, planned, named) else planned
    if not named:
        return Types(
            (),
            denied=tuple(m.value for m in denied),
            left=tuple(m.value for m in left),
            planned=tuple(m.value for m in planned),
            changed=changed,
            meant=_meant(marks),
        )
    denied_values = tuple(mention.value for mention in denied)
    kind = _dev_test_of(marks, named)
    if kind:
        return Types((), (named[0].value, kind), tuple(mention.value for mention in denied))
    if marks.any("comparison") and len({mention.value for mention in named}) > 1:
        return Types((), (), denied_values)
    if _alternatives(marks, named) or not _can_be_several(marks, named):
        offered = tuple(dict.fromkeys(mention.value for mention in named))
        return Types((), offered, denied_values)
    several = marks.any("both", "other_one") or len(marks.dates) > 1
    if {mention.value for mention in named} == _SAME_OFFER and not several:
        named = named[-1:]  # "MSDN subscriber, the portal says Visual Studio Premium": one subscription
    if not several:
        named = _in_national_cloud(_without_plan(marks, named))
    return Types(
        tuple(mention for mention in named if mention.value not in denied_values),
        (),
        denied_values,
        tuple(mention.value for mention in left),
        tuple(mention.value for mention in planned),
        changed,
    )


def _without_plan(marks: Marks, named: list[Mention]) -> list[Mention]:
    """ "an Azure plan via our CSP": partners sell the plan, too, and then it is theirs."""
    if {mention.value for mention in named} != {"csp", "other:mca"}:
        return named
    plans = [m for m in named if any(word.text == "plan" for word in marks.words[m.first : m.last])]
    return [mention for mention in named if mention not in plans]


def _in_national_cloud(named: list[Mention]) -> list[Mention]:
    """ "Azure Germany, pay as you go": the cloud has rules of its own, whatever is bought in it."""
    clouds = [mention for mention in named if mention.value in _NATIONAL]
    return clouds[:1] or named


def _denied_ahead(marks: Marks, mention: Mention) -> bool:
    """ "X nor Y": what stands before a "nor" is denied as well."""
    return mention.last < len(marks.words) and marks.words[mention.last].text in _NOR


def _named(marks: Marks, *, expected: bool) -> list[Mention]:
    """Strong names, and weak ones where a neighbour or our question makes them certain."""
    games = marks.has("lookalike", "games")  # then "EA" alone is a company, too
    strong = [
        mention
        for mention in marks.all("subscription")
        if not (games and mention.value == "enterprise_agreement") and not _of_another_product(marks, mention)
    ]
    weak = [
        mention
        for mention in marks.all("subscription_weak")
        if (expected and len(marks.words) <= _SHORT_ANSWER) or _beside_certainty(marks, mention)
    ]
    taken = {at for mention in strong for at in range(mention.first, mention.last)}
    weak = [mention for mention in weak if mention.first not in taken]
    return sorted([*strong, *weak], key=lambda mention: mention.first)


def _of_another_product(marks: Marks, mention: Mention) -> bool:
    """ "a free trial of SendGrid" is none of Azure."""
    return mention.value == "free_trial" and any(
        0 <= product.first - mention.last <= 1 for product in marks.all("relay_product", "mailbox_service")
    )


def _dates(marks: Marks, day: DateMention, name: Mention) -> bool:
    """ "visual studio from 2014": a date that follows at once, by a word such as from."""
    inside = marks.words[day.first].text in _DATING and day.first == name.last
    before = marks.words[day.first - 1].text in _DATING and day.first - 1 == name.last
    return inside or before


def _meant(marks: Marks) -> str | None:
    """The one type that an uncertain name may stand for: worth asking, never a fact."""
    values = {mention.value for mention in marks.all("subscription_weak")} & _WORTH_ASKING
    return values.pop() if len(values) == 1 else None


def _beside_certainty(marks: Marks, weak: Mention) -> bool:
    dated = any(_dates(marks, day, weak) for day in marks.dates)
    if dated and weak.value == "visual_studio" and marks.any("azure", "subscription"):
        return True
    behind = next((azure.last for azure in marks.all("azure") if azure.first == weak.last), weak.last)
    return any(
        noun.first == behind and marks.clause(noun) == marks.clause(weak) for noun in marks.all("sub_noun")
    )


def _quoted(marks: Marks, mention: Mention) -> bool:
    """Whether the sentence reports what some text says, before the asker speaks of themselves."""
    if marks.words[mention.first].form != "word":
        return False
    before = [m for m in marks.in_sentence(marks.sentence(mention), "reference") if m.first < mention.first]
    if not before:
        return False
    own = marks.in_sentence(marks.sentence(mention), "own")
    return not any(before[-1].last <= word.first < mention.first for word in own)


def _dev_test_of(marks: Marks, named: list[Mention]) -> str | None:
    """ "EA, but it is dev/test": whether the offer or only its use is meant has to be asked."""
    kinds = {"enterprise_agreement": "other:ea_dev_test", "pay_as_you_go": "other:payg_dev_test"}
    values = {mention.value for mention in named}
    loose = [m for m in marks.all("subscription_weak") if m.value == "other:dev_test" and m not in named]
    if len(values) != 1 or not loose:
        return None
    return kinds.get(values.pop())


def _particular(named: list[Mention]) -> list[Mention]:
    """Without "Dev/Test" alone where the message says elsewhere of which kind."""
    exact = any(m.value.endswith("_dev_test") for m in named)
    return [m for m in named if not (exact and m.value == "other:dev_test")]


def _aside(marks: Marks, planned: list[Mention], named: list[Mention]) -> bool:
    """Whether the plan is told first, and the type of today in a sentence of its own behind it."""
    last = max((marks.sentence(mention) for mention in planned), default=None)
    return last is not None and any(marks.sentence(mention) > last for mention in named)


def _whole(marks: Marks, mention: Mention) -> bool:
    """ "a subset of EA": the whole that the asker's own type is a part of."""
    return any(0 <= mention.first - part.last <= 1 for part in marks.all("part_of"))


def _after_correction(marks: Marks, named: list[Mention]) -> list[Mention]:
    """Of types with a correction between them only those behind it count."""
    if len(named) < 2:  # noqa: PLR2004 - nothing to choose from
        return named
    turns = [mark.first for mark in marks.all("correction") if named[0].last <= mark.first < named[-1].first]
    return [mention for mention in named if mention.first > turns[-1]] if turns else named


def _alternatives(marks: Marks, named: list[Mention]) -> bool:
    """ "EA or CSP", "EA... no, CSP": a doubt about one subscription, not two subscriptions."""
    return any(
        first.value != second.value
        and (_joined_by_or(marks, first, second) or _denied_between(marks, first, second))
        for first, second in pairwise(named)
    )


def _can_be_several(marks: Marks, named: list[Mention]) -> bool:
    """Whether several types can all be the asker's: they are counted, dated or told in one breath.

    Else one is likely to be somebody else's, or of before: that is asked rather than guessed.
    """
    if len({mention.value for mention in named}) == 1 or len(marks.dates) > 1:
        return True
    texts = [word.text for word in marks.words]
    if marks.any("both", "other_one") or _MANY & set(texts) or texts.count("one") > 1:
        return True
    return any(
        second.first - first.last <= _ALTERNATIVE and first.value != second.value
        for first, second in pairwise(named)
    )


def _joined_by_or(marks: Marks, first: Mention, second: Mention) -> bool:
    between = [word for word in marks.all("or", "maybe") if first.last <= word.first < second.first]
    near = second.first - first.last <= _ALTERNATIVE
    return any(near or word.kind == "maybe" for word in between)


def _denied_between(marks: Marks, first: Mention, second: Mention) -> bool:
    """Whether a clause between the two begins with a "no"."""
    return any(
        first.last <= word.first < second.first
        and marks.words[word.first - 1].clause != marks.words[word.first].clause
        for word in marks.all("deny")
    )
