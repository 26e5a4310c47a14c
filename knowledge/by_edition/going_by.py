"""An edition that is asked for though no word names the policy: "and by the newest?", "volgens die van 2021".

"According to" says that the answer is to go by it, wherever it stands. What may follow other words too ("a VM
under the newest") has to be a clause of its own and to name it, for a time may be that of a subscription. A
mere "and the newest?" is of the answer before it: it counts only where that was of one subscription, since
it might mean another of them.
"""

from collections.abc import Iterator

from knowledge.by_edition.edition_words import EditionWords, Phrase

_PERHAPS = "perhaps"  # it may be said of a subscription, and of its time
_SURELY = "surely"
_WHOLE = "whole"  # what asks it all by itself, with no verb behind the name


def gone_by(text: EditionWords, *, after_verdict: bool) -> Phrase | None:
    """The name or the time that an answer is to go by.

    `after_verdict`: one was told and nothing is asked, so a time alone is of that: "and by 2021?".
    """
    found = (one for at in text.places("going") for one in _behind(text, at, alone=after_verdict))
    return next(found, None)


def mere_name(text: EditionWords) -> Phrase | None:
    """The name of an edition and nothing else: "and the newest?", "what about the previous one?"."""
    return next((one for one in _names(text) if text.says_only(one)), None)


def mere_one(text: EditionWords) -> Phrase | None:
    """An edition by its time and nothing else: "and the 2023 one?", "en die van december 2023?"."""
    return next((one for one in _dated_ones(text) if text.says_only(one)), None)


def mere_time_by(text: EditionWords) -> Phrase | None:
    """A time and nothing else, with or without what leads to one: "2023", "in May 2021", "that of 2021"."""
    places = range(len(text.words))
    days = ((at, text.days(max(text.over("during", at), text.over("as_of", at)))) for at in places)
    times = (Phrase(at, found[1], found[0]) for at, found in days if found)
    return mere_one(text) or next((one for one in times if text.says_only(one)), None)


def back_to_time(text: EditionWords) -> Phrase | None:
    """The year of an edition that is turned back to, at the end of its clause: "back to 2018, please"."""
    years = {day.year for day in text.editions}
    for at in text.places("returning"):
        days = text.days(text.over("returning", at))
        if days is None or days[0].first is None or days[0].first.year not in years:
            continue
        if text.ends_clause(days[1]) or text.ends_clause(text.over("beside", days[1])):
            return Phrase(at, days[1], days[0])
    return None


def what_one_said(text: EditionWords, *, after_verdict: bool = False) -> Phrase | None:
    """An edition of which it is asked what it said: "what did the 2021 one say?", "wat zei die van 2021?".

    After a verdict by a mere year, too: "what does 2023 say about ours?".
    """
    for at in text.places("saying"):
        behind = text.over("saying", at)
        mere = _mere_year(text, at, behind) if after_verdict else None
        if mere:
            return mere
        for one in (_one_of(text, at, behind), _dated_one(text, at, behind)):
            last = text.over("behind", one.last) if one else at
            says = one and (text.value("saying", at) == _WHOLE or last > one.last)
            if one and says and text.ends_clause(last):
                return one._replace(last=last)
    return None


def _mere_year(text: EditionWords, first: int, at: int) -> Phrase | None:
    """The year of an edition, of which only that can be asked: "what does 2023 say about ours?"."""
    days = text.days(at)
    if days is None or days[0].first is None or days[0].first.year not in {day.year for day in text.editions}:
        return None
    last = text.over("behind", days[1])
    says = text.value("saying", first) == _WHOLE or last > days[1]
    return Phrase(first, last, days[0]) if says else None


def _dated_ones(text: EditionWords) -> Iterator[Phrase]:
    """Each edition that is named by its time alone, with the words that lead to it."""
    for at in text.places("lead", "article"):
        behind = text.over("lead", at)
        if text.over("article", behind) == behind:  # "and one of 2023" is another subscription
            continue
        yield from (one for one in (_one_of(text, at, behind), _dated_one(text, at, behind)) if one)


def _behind(text: EditionWords, at: int, *, alone: bool) -> Iterator[Phrase]:
    """What is gone by behind the words that say so, where they say it of an edition."""
    if text.words[at].pasted:
        return
    behind = text.over("going", at)
    timed = text.value("going", at) != _PERHAPS
    dated = (_one_of(text, at, behind), _dated_one(text, at, behind)) if timed else ()
    yield from (one for one in (_name(text, at, behind), *dated) if one and _is_whole(text, one))
    days = text.days(text.over("article", behind)) if timed and alone else None
    mere = Phrase(at, days[1], days[0]) if days else None
    if mere and (text.says_only(mere) or _is_alone(text, mere)):
        yield mere


def _is_whole(text: EditionWords, found: Phrase) -> bool:
    """Whether it ends its clause: a noun behind it would say of what it is, "by the newest driver"."""
    said, last = text.value("going", found.first), text.over("beside", found.last)
    surely = said == _SURELY or (said != _PERHAPS and text.words[found.first].asked)
    begins = max(at for at in text.clauses if at <= found.first)
    alone = text.only("beside", range(begins, found.first))  # "ok, by the newest then"
    return text.ends_clause(last) and (surely or alone or text.says_only(found))


def _is_alone(text: EditionWords, found: Phrase) -> bool:
    """Whether it has a clause to itself, beside small words: "volgens 2023 graag. En via de firewall?"."""
    small = text.only("beside", range(found.last, text.clause_end(found.last - 1)))
    return small and text.value("going", found.first) == _SURELY and text.begins_clause(found.first)


def _name(text: EditionWords, first: int, at: int) -> Phrase | None:
    """ "By the newest", "by the previous one"."""
    named = text.over("article", at)
    which = text.which(named)
    return Phrase(first, text.over("one", text.over("which", named)), which) if which else None


def _one_of(text: EditionWords, first: int, at: int) -> Phrase | None:
    """ "By the one of 2021", "volgens die van 2021"."""
    one = text.over("one", text.over("article", at))
    of = text.over("of", one)
    days = text.days(text.over("article", of)) if of > one > at else None
    return Phrase(first, days[1], days[0]) if days else None


def _dated_one(text: EditionWords, first: int, at: int) -> Phrase | None:
    """ "By the 2021 one"."""
    named = text.over("article", at)
    days = text.days(named, named + 1) if named < len(text.words) else None
    one = text.over("one", days[1]) if days else at
    return Phrase(first, one, days[0]) if days and one > days[1] else None


def _names(text: EditionWords) -> Iterator[Phrase]:
    """Each name of an edition with the words around it that belong to it."""
    for at in text.places("which"):
        which = text.which(at)
        if which:
            yield Phrase(at, text.over("one", text.over("which", at)), which)
    for at in text.places("lead", "article"):
        found = _name(text, at, max(text.over("lead", at), at))
        if found:
            yield found._replace(last=text.over("behind", found.last))
