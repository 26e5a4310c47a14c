"""How the policy is named in a message: "the 2018 rules", "the newest edition", "not the 2018 version".

A name with a date asks for the edition of that day; what else is called a version or a page asks for none.
"""

from typing import Final

from knowledge.by_edition.amendments import around_change, around_day
from knowledge.by_edition.edition_words import EditionWords, Phrase
from rules.interval import Interval
from rules.model import Value

_BEFORE: Final = "before"  # a side of a time
_VERSION, _NAMED = "version", "named"  # what may be another thing's, and what a year alone may follow
_NEAR: Final = 6  # words of a date and the policy's name behind it


class Names:
    """Looks for the names of the policy in one message."""

    def __init__(self, text: EditionWords) -> None:
        self.text = text

    def bare(self, at: int) -> Phrase | None:
        """The policy by a date or a name as its own clause: "the 2021 rules: ...", "..., newest edition"."""
        found = self.named(at, at)
        if found is None or not self._ends_or_is_for(found.last):
            return None
        dated = isinstance(found.by, Interval)
        ours = not self._is_anothers(at) if dated else self.text.value("noun", found.last - 1) != _VERSION
        return found if ours else None

    def _ends_or_is_for(self, last: int) -> bool:
        """Whether the clause ends here, or says of what it asks: "the 2021 rules for CSP"."""
        ends = self.text.ends_clause(self.over(last, "beside", "behind"))
        return ends or self.text.over("topic", last) > last

    def _is_anothers(self, at: int) -> bool:
        """ "Version 2026-10": of a program, and not the version of a day; "edition 2021" is ours."""
        noun = self.text.over("noun", at)
        touches = noun > at and self.text.days(noun) is not None
        return touches and self.text.over("of", noun) == noun and self.text.value("noun", at) != _NAMED

    def denied(self, at: int) -> Phrase | None:
        """The policy that is not meant: "not the 2018 version"."""
        denied = self.text.over("denied", at)
        return self.named(self.text.over("lead", denied), at) if denied > at else None

    def instead(self, denied: Phrase) -> Phrase | None:
        """The one that is meant instead: "... but the 2021 one"."""
        turned = self.text.over("turn", denied.last)
        if turned == denied.last:
            return None
        named = self.named(self.text.over("lead", turned), denied.first)
        if named:
            return named
        at = self.over(turned, "lead", "article", "of")
        found = self.text.days(at, self._next_noun(at))
        return Phrase(denied.first, self.over(found[1], "noun", "one"), found[0]) if found else None

    def named(self, at: int, first: int) -> Phrase | None:
        """The policy by a date or a name: "the 2018 rules", "the newest edition"."""
        around = around_change(self.text, at)
        if around:
            return Phrase(first, around[1], around[0])
        if self.text.value("in", at) == _BEFORE:
            return None
        at = self.over(at, "in", "article")
        which = self.text.which(at)
        if which:
            noun = self.over(at, "which", "noun")
            return self._ours(first, noun, which) if noun > self.text.over("which", at) else None
        noun = self.text.over("noun", at)
        if noun > at:
            behind = self.over(noun, "of", "article")
            of = self.text.over("of", noun)
            around = around_change(self.text, of) or around_day(self.text, of)
            days = None if self.text.ends_clause(noun) else around or self.text.days(behind)
            return Phrase(first, days[1], days[0]) if days else None
        end = self._next_noun(at)
        days = self.text.days(at, end) if end else None
        last = self._over_another(days[1], end) if days else at
        noun = self.text.over("noun", last)
        return self._ours(first, noun, days[0]) if days and noun > last else None

    def _next_noun(self, at: int) -> int | None:
        """Where the policy is named in the next few words."""
        return next((near for near in range(at, at + _NEAR) if self.text.value("noun", near)), None)

    def _over_another(self, at: int, end: int | None) -> int:
        """The place behind a second date: "the 2021 and 2023 versions"."""
        joined = self.text.over("and", at)
        more = self.text.days(joined, end) if joined > at else None
        return more[1] if more else at

    def _ours(self, first: int, last: int, by: Value) -> Phrase | None:
        """The phrase with whose policy it is; None where it is a version of something else."""
        whose = self.over(last, "whose")
        if whose == last:
            return Phrase(first, last, by)
        named = self.over(whose, "article", "noun")
        return Phrase(first, named, by) if named > whose else None

    def is_a_version(self, found: Phrase) -> bool:
        """Whether it is called no more than a version, as of a program that is used."""
        return any(self.text.value("noun", at) == _VERSION for at in range(found.first, found.last))

    def over(self, at: int, *kinds: str) -> int:
        """The place behind phrases of these kinds, each where it stands."""
        for kind in kinds:
            at = self.text.over(kind, at)
        return at
