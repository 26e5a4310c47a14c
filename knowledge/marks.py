"""The mentions of one message, ready to be asked about: which, where, in which clause."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from knowledge.dates import DateMention, find_dates
from knowledge.language import language_of
from knowledge.text import MOST_WORDS, Word, read_words
from knowledge.vocabulary import Doubt, Mention, Vocabulary

# In pasted text only what the machine itself says counts, never the asker's own facts.
_PASTED_KINDS = frozenset("mx recipient probe trouble mail_server azure".split())
_CODES = ("id", "quota")
_NEGATION_REACHES_OVER = frozenset(
    "om about a an the on our under in via part of really actually longer one using with even going through "
    "yet get gets got been being be ever nog steeds al ooit worden werd "
    "een de het op via in zon echt meer onder met van ons onze".split()
)

_LINKS = frozenset("and en but maar or of so dus then dan what als if wat".split())
_FEW_WORDS = 8
_ASKING = frozenset("isnt arent doesnt dont shouldnt couldnt wouldnt wasnt werent didnt hasnt havent".split())
_MOST_OF_A_KIND = 40
_DENIAL_REACHES = 4  # words between "know" and its "not"


class Before(NamedTuple):
    """What was told before, for where a message does not tell: its language, the year of its dates."""

    language: str = "en"
    year: int | None = None


@dataclass(frozen=True, eq=False)
class Marks:
    """A message's words, mentions and dates; `odd` are the places of words that are no words."""

    words: list[Word]
    mentions: tuple[Mention, ...]
    known: tuple[bool, ...]
    dates: tuple[DateMention, ...]
    language: str
    doubts: tuple[Doubt, ...] = ()
    overfull: bool = False
    odd: tuple[int, ...] = ()

    @cached_property
    def _by_kind(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.kind, []).append(mention)
        return found

    def all(self, *kinds: str) -> list[Mention]:
        """The mentions of these kinds, in the order of the message."""
        found = [mention for kind in kinds for mention in self._by_kind.get(kind, ())]
        return found if len(kinds) == 1 else sorted(found, key=lambda mention: mention.first)

    def has(self, kind: str, *values: str) -> bool:
        found = self._by_kind.get(kind, ())
        return bool(found) if not values else any(mention.value in values for mention in found)

    def any(self, *kinds: str) -> bool:
        return any(kind in self._by_kind for kind in kinds)

    def clause(self, mention: Mention | DateMention) -> int:
        return self.words[mention.first].clause

    def sentence(self, mention: Mention | DateMention) -> int:
        return self.words[mention.first].sentence

    def asked(self, mention: Mention | DateMention) -> bool:
        return self.words[mention.first].asked

    def in_clause(self, clause: int, *kinds: str) -> list[Mention]:
        return [mention for mention in self.all(*kinds) if self.clause(mention) == clause]

    def in_sentence(self, sentence: int, *kinds: str) -> list[Mention]:
        return [mention for mention in self.all(*kinds) if self.sentence(mention) == sentence]

    def negated(self, mention: Mention) -> bool:
        """Whether a negator stands before the mention, with nothing but small words between."""
        ways = {at for way in self.all("via") for at in range(way.first, way.last)}
        at = mention.first - 1
        while at >= 0 and (at in ways or self.words[at].text in _NEGATION_REACHES_OVER):
            at -= 1
        if at < 0 or self.words[at].clause != self.words[mention.first].clause:
            return False
        if self._asks(at):
            return False
        return any(other.first <= at < other.last for other in self.all("negator"))

    def _asks(self, at: int) -> bool:
        """ "aren't CSP subs unblocked?": a word that opens a question denies nothing."""
        word = self.words[at]
        opening = at == 0 or self.words[at - 1].clause != word.clause
        return opening and word.asked and word.text in _ASKING

    def unknowing(self) -> bool:
        """Whether the asker says not to know: in a set phrase, or by denying to know."""
        denied = [
            verb
            for verb in self.all("knowing")
            if any(
                abs(verb.first - word.first) <= _DENIAL_REACHES and self.clause(word) == self.clause(verb)
                for word in self.all("negator")
            )
        ]
        return self.any("unknown") or bool(denied)

    @property
    def takes_up(self) -> bool:
        """Whether it opens as a few words do that go on with what was said: "and ...", "but ..."."""
        return 0 < len(self.words) <= _FEW_WORDS and self.words[0].text in _LINKS

    @cached_property
    def strange(self) -> list[Word]:
        """The typed words that nothing is known about."""
        dated = {at for day in self.dates for at in range(day.first, day.last)}
        return [
            word
            for at, (word, known) in enumerate(zip(self.words, self.known, strict=True))
            if word.form == "word" and not known and not word.pasted and at not in dated
        ]

    @cached_property
    def unread(self) -> tuple[int, ...]:
        """The places of odd words that were not taken for words that mean something, either."""
        if not self.odd:
            return ()
        meant = [mention for mention in self.mentions if mention.kind != "filler"]
        spans = [(one.first, one.last) for one in meant] + [(day.first, day.last) for day in self.dates]
        read = {at for first, last in spans for at in range(first, last)}
        return tuple(at for at in self.odd if at not in read)

    def unexplained(self) -> int:
        """How many typed words nothing is known about."""
        return len(self.strange)


def read_marks(
    message: str, vocabulary: Vocabulary, date_words: Vocabulary, today: date, before: Before
) -> Marks:
    """The marks of a message; TextFault where it is too long to be read."""
    words = read_words(message)
    language = language_of(words, vocabulary, before.language)
    found = vocabulary.find(words, language)
    dates = find_dates(words, date_words, today, day_first=language == "nl", year=before.year)
    typed = tuple(_typed(words, found.mentions))
    mentions = tuple(_first_of_each_kind(typed))
    overfull = len(words) >= MOST_WORDS or len(mentions) < len(typed) or len(dates) > _MOST_OF_A_KIND
    doubts = tuple(doubt for doubt in found.doubts if not words[doubt.at].pasted)
    odd = tuple(_odd(words, vocabulary))
    return Marks(
        words, mentions, found.known, tuple(dates[:_MOST_OF_A_KIND]), language, doubts, overfull, odd
    )


def _odd(words: list[Word], vocabulary: Vocabulary) -> Iterator[int]:
    for at, word in enumerate(words):
        if word.form == "word" and not word.pasted and vocabulary.is_strange(word.text):
            yield at


def _first_of_each_kind(mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """At most so many of each kind: more is a list or a document, and no question."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        counts[mention.kind] += 1
        if counts[mention.kind] <= _MOST_OF_A_KIND or mention.kind == "filler":
            yield mention


def _typed(words: list[Word], mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    for mention in mentions:
        word = words[mention.first]
        code = word.form in _CODES
        if not word.pasted or code or mention.kind in _PASTED_KINDS:
            yield mention
