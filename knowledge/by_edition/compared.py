"""Two editions that a question holds against each other: "what changed between 2021 and 2023?".

No verdict answers it, for that goes by one edition; what changed is told as a whole.
"""

from collections.abc import Iterator
from datetime import date

from knowledge.by_edition.as_of import edition_words
from knowledge.by_edition.edition_words import EditionWords
from knowledge.by_edition.meant import edition_by
from knowledge.by_edition.mere_times import PREVIOUS
from knowledge.library import Library
from rules.edition import DEFAULT_EDITION
from rules.interval import Interval
from rules.model import Value

_OWN = "own"  # who speaks of what is his
_PAIR = 2
_WITHIN = 3  # words from what denies an edition to its day


def changes_asked(
    message: str, library: Library, today: date, language: str, *, in_use: str = DEFAULT_EDITION
) -> tuple[str, ...] | None:
    """The editions of whose changes it is asked, all of them where no two are named; None where of none.

    `in_use` is the one that we go by: "between yours and the newest".
    """
    pair = compared(message, library, today, language, in_use=in_use)
    text = edition_words(message, library, today, language)
    within = _within(text) if pair is None else None
    if within is not None:
        return _brought_in(within, library)
    return tuple(sorted(library.laws)) if pair is None and _asks_of_changes(text) else pair


def _within(text: EditionWords) -> Interval | None:
    """The time in which something changed: "what changed in 2021?", "did the rules change in 2021?"."""
    for at in text.places("during"):
        days = text.days(text.over("during", at))
        if days and (_changed_alone(text, at, days[1]) or _amended_in(text, at)):
            return days[0]
    return None


def _changed_alone(text: EditionWords, first: int, last: int) -> bool:
    """Whether nothing is said beside the time but what asks what changed."""
    asked = ((at, text.over("changed", at)) for at in text.places("changed"))
    beside = ([*range(at), *range(behind, first), *range(last, len(text.words))] for at, behind in asked)
    return any(text.only("beside", rest) for rest in beside)


def _amended_in(text: EditionWords, first: int) -> bool:
    return any(text.is_sentence(one, first) for one in _amended(text))


def _brought_in(days: Interval, library: Library) -> tuple[str, ...]:
    """The edition that came out in these days and the one before it; all of them where none did."""
    came = [name for name, law in library.laws.items() if Interval.day(law.edition.day).within(days)]
    before = [name for name in library.laws if came and name < min(came)]
    return (max(before), max(came)) if before else tuple(sorted(library.laws))


def _asks_of_changes(text: EditionWords) -> bool:
    """Whether it is asked if or when the policy changed, or of nothing else what did: "what changed?"."""
    alone = any(
        text.only("beside", [*range(at), *range(text.over("changed", at), len(text.words))])
        for at in text.places("changed")
    )
    return alone or any(True for _ in _amended(text))


def _amended(text: EditionWords) -> Iterator[int]:
    """Where it is asked if or when the policy changed, the places of the verb; none where a case is told."""
    for at in text.places("whether"):
        policy = text.over("article", text.over("whether", at))
        asks = text.words[at].asked and text.begins_clause(at)
        if asks and (text.value("noun", policy) or _changes_something(text, at)):
            behind = range(max(text.over("noun", policy), text.over("whether", at)), len(text.words))
            verbs = (one for one in behind if text.value("amended", one) and text.is_sentence(one, at))
            yield from (one for one in verbs if not _tells_a_case(text, one))
    yield from (at for at in _turned_round(text) if not _tells_a_case(text, at))


def _turned_round(text: EditionWords) -> Iterator[int]:
    """The verb before the policy: "wanneer wijzigden de regels"."""
    for at in text.places("when"):
        verb = text.over("when", at)
        policy = text.over("article", text.over("amended", verb))
        asks = text.words[at].asked and text.begins_clause(at) and text.over("amended", verb) > verb
        if asks and text.value("noun", policy):
            yield verb


def _changes_something(text: EditionWords, at: int) -> bool:
    """Whether it is asked if the author of the policy changed anything, and not what is the asker's."""
    sentence = [one for one in range(at, len(text.words)) if text.is_sentence(one, at)]
    author = text.value("author", text.over("whether", at)) is not None
    anything = any(text.value("anything", one) for one in sentence)
    return author and anything and not any(text.value("asker", one) == _OWN for one in sentence)


def _tells_a_case(text: EditionWords, at: int) -> bool:
    """Whether a type or a day is told in another sentence than this, or the day is that of a type."""
    days = [one for one in range(len(text.words)) if text.days(one)]
    of_a_type = (one for one in days if text.value("of", one - 1) and not text.value("during", one - 1))
    elsewhere = any(True for _ in of_a_type) or any(not text.is_sentence(one, at) for one in days)
    return elsewhere or text.tells_types_beside(at)


def compared(
    message: str, library: Library, today: date, language: str, *, in_use: str = DEFAULT_EDITION
) -> tuple[str, str] | None:
    """The two editions that a question is about, the older first; None where it is about no two.

    Who asks what the newest changed means the one before it, and of another one what came since.
    """
    text = edition_words(message, library, today, language)
    changed = next((at for at in text.places("changed") if _is_of_the_policy(text, at)), None)
    changed = next(_amended(text), None) if changed is None else changed
    by_words = [in_use] if changed is not None and text.places("yours") else []
    named = {*by_words, *(_named_by(by, library) for by in (*_times(text, changed), *_unlike(text)))} - {None}
    if changed is not None and len(named) == 1:
        newest = library.newest.edition.edition
        named.add(_named_by(PREVIOUS, library) if named == {newest} else newest)
    pair = sorted(filter(None, named))
    return (pair[0], pair[-1]) if len(pair) == _PAIR else None


def _unlike(text: EditionWords) -> Iterator[Value]:
    """Times of which it is asked how the policy differs: "were the rules stricter in 2021 than in 2018?"."""
    for at in text.places("unlike"):
        policy = any(text.is_sentence(one, at) for one in text.places("noun"))
        times = [one for one in text.places("during") if text.is_sentence(one, at)] if policy else []
        days = [found[0] for one in times if (found := text.days(text.over("during", one)))]
        yield from days if len(days) == _PAIR else ()


def _named_by(by: Value, library: Library) -> str | None:
    """The edition that is meant; the previous one is that before the newest."""
    if by == PREVIOUS:
        return max((name for name in library.laws if name < library.newest.edition.edition), default=None)
    return edition_by(by, library)


def _is_of_the_policy(text: EditionWords, at: int) -> bool:
    """Whether it is asked of the policy or of a time what changed, and not of a machine or a subscription."""
    if _spanned(text, at) is not None:
        return True
    behind = [one for one in range(at, len(text.words)) if text.is_sentence(one, at)]
    return any(text.value(kind, one) for one in behind for kind in ("noun", "yours"))


def _spanned(text: EditionWords, changed: int) -> int | None:
    """Where the days begin that stand right behind what changed: "what changed since 2021".

    Of a verb anywhere in its sentence: "zijn de regels sinds 2021 gewijzigd".
    """
    if text.value("amended", changed):
        spans = (one for one in text.places("span") if text.is_sentence(one, changed))
        return next((first for one in spans if text.days(first := text.over("span", one))), None)
    behind = text.over("changed", changed)
    first = text.over("span", behind)
    return first if first > behind and text.days(first) else None


def _times(text: EditionWords, changed: int | None) -> Iterator[Value]:
    """The times and the names by which editions are spoken of."""
    if changed is None and not text.places("noun", "one"):
        return  # as of nearly every message: no word for one, so that no time needs to be read
    spanned = None if changed is None else _spanned(text, changed)
    behind = -1  # the last time that is one of them
    named = {text.over("of", text.over("noun", at)) for at in text.places("noun")}  # "editions of ..."
    for at in range(len(text.words)):
        which, days = text.which(at), text.days(at)
        if which and (text.names_edition(at) or _is_beside_yours(text, at)):
            yield which
        elif days and not _is_denied(text, at):
            joined = text.over("and", behind) == at > behind >= 0 or (
                changed is not None and _is_joined(text, days[1])
            )
            if joined or at == spanned or at in named or _is_of_an_edition(text, at, days[1]):
                behind = days[1]
                yield days[0]


def _is_beside_yours(text: EditionWords, at: int) -> bool:
    """Whether a name is held against the edition that we go by: "yours and the newest"."""
    ours = (text.over("article", text.over("up_to", text.over("yours", one))) for one in text.places("yours"))
    theirs = {text.over("article", text.over("up_to", text.over("which", at)))}
    return at in ours or not theirs.isdisjoint(text.places("yours"))


def _is_of_an_edition(text: EditionWords, first: int, last: int) -> bool:
    """Whether a time says which edition by what stands behind it: "the 2018 edition", "the 2023 one"."""
    one = text.value("one", last) and text.value("article", first - 1)
    of_types = text.names_types and not text.places("noun", "changed")  # "two MPN ones: the 2019 one ..."
    return bool(text.value("noun", last) or (one and not of_types))


def _is_joined(text: EditionWords, last: int) -> bool:
    """Whether a time shares the name of the policy with the next: "the 2018 and the 2023 edition"."""
    other = text.over("article", text.over("and", last))
    days = text.days(other) if text.over("and", last) > last else None
    return days is not None and text.value("noun", days[1]) is not None


def _is_denied(text: EditionWords, first: int) -> bool:
    """Whether it is one that is not meant: "not the 2018 version"."""
    return any(text.value("denied", at) for at in range(max(0, first - _WITHIN), first))
