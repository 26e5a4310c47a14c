"""Phrases -> mentions: what kinds of thing the words of a message speak of.

The words are data (`vocabularies/`), the kinds are what the later steps understand. Phrases are
looked up word by word in a tree, the longest first, so that the time does not grow with the size
of the vocabulary. A word nobody knows is brought back to a known one: as a plural, as a compound,
or, if it is long enough and only one word is near, as a typo.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, RootModel
from rapidfuzz.distance import OSA

from knowledge.text import Word, read_words
from rules.model import Code
from rules.strict_yaml import DataFault, load, read_text

VOCABULARIES_FOLDER: Final = Path(__file__).parent / "vocabularies"
NEUTRAL: Final = "names"
_ONE_SLIP = 5  # a word of at least so many letters may have one slip of the keys
_TWO_SLIPS = 9  # and from here on two
_LONG_NAME = 10  # a name of several words may have one slip from so many letters on
_LONGEST = 24  # nothing longer is worth repairing
# Kinds that a slip may lose without harm: repairing towards them only breeds false friends.
_NOT_REPAIRED = frozenset("filler foreign courtesy manipulation own question planned condition".split())
_PART = 3  # each half of a compound has at least so many letters


# Three layers are looked up apart, the longest phrase first in each. Anchors stand inside other
# names ("Azure Pass" speaks of Azure, "mail server" of mail); cues are phrases around a thing and
# leave it where it stands ("after the exemption"); all else is things.
_ANCHORS = frozenset("azure mail machine mx recipient own question".split())
_CUES = frozenset(
    "correction hypothetical planned other_one unknown courtesy reference manipulation former".split()
)


class WordList(RootModel[dict[str, dict[str, tuple[Code | int, ...]]]]):
    """A vocabulary file: kind -> value -> phrases."""

    model_config = ConfigDict(frozen=True)


class KnownWords(BaseModel):
    """Everyday words that must never be taken for a slip of a vocabulary word."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    words: tuple[str, ...]


class Meaning(NamedTuple):
    """What a phrase stands for: a kind, a value, and the language that says it so."""

    kind: str
    value: str
    language: str


class Mention(NamedTuple):
    """A meaning found in a message: the words from `first` up to, not including, `last`."""

    kind: str
    value: str
    first: int
    last: int


class Found(NamedTuple):
    """All mentions, and for each word whether anything at all is known about it."""

    mentions: tuple[Mention, ...]
    known: tuple[bool, ...]


class _Node:
    __slots__ = ("meanings", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.meanings: tuple[Meaning, ...] = ()


class Vocabulary:
    """All phrases of all languages, ready to be looked up."""

    def __init__(self, lists: Mapping[str, WordList], known: Iterable[str] = ()) -> None:
        self._layers = {"anchors": _Node(), "cues": _Node(), "things": _Node()}
        self._words: dict[str, set[str]] = defaultdict(set)
        self._worth_repairing: set[str] = set()
        self._heads: dict[str, list[str]] = {}
        self._names: dict[str, list[tuple[str, ...]]] = {}
        self._values: set[tuple[str, str]] = set()
        for language, words in lists.items():
            for meaning, phrase in _phrases(language, words):
                self._add(meaning, phrase)
        self._plain = frozenset(known)
        self._near = _near_index(
            word for word in self._words if word.isalpha() and word in self._worth_repairing
        )
        self._repair = lru_cache(maxsize=20_000)(self._repaired)

    def _add(self, meaning: Meaning, phrase: str) -> None:
        node = self._layers[_layer(meaning.kind)]
        heads = self._heads.setdefault(phrase.partition(" ")[0], [])
        if _layer(meaning.kind) not in heads:
            heads.append(_layer(meaning.kind))
        for word in phrase.split():
            self._words[word].add(meaning.language)
            self._values.add((meaning.kind, meaning.value))
            if meaning.kind not in _NOT_REPAIRED:
                self._worth_repairing.add(word)
            node = node.next.setdefault(word, _Node())
        words = tuple(phrase.split())
        if meaning.kind == "subscription" and len(words) > 1 and len("".join(words)) >= _LONG_NAME:
            self._names.setdefault(words[0], []).append(words)
        if meaning not in node.meanings:
            node.meanings = (*node.meanings, meaning)

    def values(self, *kinds: str) -> set[str]:
        """All values that phrases of these kinds stand for."""
        return {value for kind, value in self._values if kind in kinds}

    def languages(self, word: str) -> set[str]:
        """The languages whose vocabulary has this word."""
        return self._words.get(word, set())

    def find(self, words: list[Word], language: str) -> Found:
        """The mentions in `words`; a word that `language` knows keeps that language's meaning."""
        spelled = [self._spell(word) for word in words]
        flat = [(text, at) for at, parts in enumerate(spelled) for text in parts]
        known = tuple(parts[0] in self._words for parts in spelled)
        mentions: list[Mention] = []
        free = dict.fromkeys(self._layers, 0)
        for at, (text, _) in enumerate(flat):
            for layer in self._heads.get(text, ()):  # most words: nothing begins with them
                if at >= free[layer]:
                    length, meanings = self._match(layer, flat, at)
                    free[layer] = at + length
                    own = self._own(meanings, language, text if length == 1 else None)
                    mentions += [
                        Mention(meaning.kind, meaning.value, flat[at][1], flat[at + length - 1][1] + 1)
                        for meaning in own
                    ]
        return Found(tuple(mentions), known)

    def _match(self, layer: str, flat: list[tuple[str, int]], at: int) -> tuple[int, tuple[Meaning, ...]]:
        length, meanings = _longest(self._layers[layer], flat, at)
        if not meanings and layer == "things" and flat[at][0] in self._names:
            return self._nearly(flat, at)
        return (length, meanings) if meanings else (0, ())

    def _nearly(self, flat: list[tuple[str, int]], at: int) -> tuple[int, tuple[Meaning, ...]]:
        """A long name of several words with one slip in a word that nobody knows."""
        for phrase in self._names.get(flat[at][0], ()):
            window = [text for text, _ in flat[at : at + len(phrase)]]
            strange = [text for text, right in zip(window, phrase, strict=False) if text != right]
            one = len(window) == len(phrase) and len(strange) == 1 and not self._knows(strange[0])
            if one and strange[0].isalpha() and OSA.distance("".join(window), "".join(phrase)) <= 1:
                node = self._layers["things"]
                for word in phrase:
                    node = node.next[word]
                return len(phrase), node.meanings
        return 0, ()

    def _knows(self, text: str) -> bool:
        return text in self._words

    def _own(self, meanings: tuple[Meaning, ...], language: str, word: str | None) -> Iterator[Meaning]:
        """A single word means what the message's own language means by it, if it knows it."""
        known = word is not None and language in self._words[word]
        seen: set[tuple[str, str]] = set()
        for meaning in meanings:
            foreign = known and meaning.language not in (language, NEUTRAL)
            if not foreign and (meaning.kind, meaning.value) not in seen:
                seen.add((meaning.kind, meaning.value))
                yield meaning

    def _spell(self, word: Word) -> tuple[str, ...]:
        if word.form == "word":
            return (word.text,) if word.text in self._words else self._repair(word.text)
        if word.form == "quota":
            return ("quota", word.text.partition("_")[0])
        if word.form == "id":
            return (_offer(word.text),)
        return (word.text,)

    def _repaired(self, text: str) -> tuple[str, ...]:
        if text in self._plain or len(text) > _LONGEST:
            return (text,)
        for ending in ("s", "es", "en", "e", "je", "jes", "tje"):
            if text.endswith(ending) and len(text) - len(ending) >= _PART:
                stem = text[: -len(ending)]
                if stem in self._words and (ending == "s" or len(stem) > _PART):
                    return (stem,)
        return self._compound(text) or self._typo(text) or (text,)

    def _compound(self, text: str) -> tuple[str, ...] | None:
        for cut in range(len(text) - _PART, _PART, -1):
            head, tail = text[:cut], text[cut:]
            if tail in self._words and len(tail) > _PART:
                for stem in (head, head.removesuffix("s"), head.removesuffix("en")):
                    if len(stem) > _PART and stem in self._words:
                        return (stem, tail)
        return None

    def _typo(self, text: str) -> tuple[str, ...] | None:
        if len(text) < _ONE_SLIP or not text.isalpha():
            return None
        near = {word for key in _shortened(text) for word in self._near.get(key, ())}
        slips = {word: OSA.distance(text, word, score_cutoff=2) for word in near}
        for allowed in (1, 2) if len(text) >= _TWO_SLIPS else (1,):
            close = [word for word, slip in slips.items() if slip <= allowed and word[0] == text[0]]
            close = close or [word for word, slip in slips.items() if slip <= allowed]
            if close:
                return (close[0],) if len(close) == 1 else None
        return None


def _layer(kind: str) -> str:
    if kind in _ANCHORS:
        return "anchors"
    return "cues" if kind in _CUES or kind.startswith("cue_") else "things"


def _longest(root: _Node, flat: list[tuple[str, int]], at: int) -> tuple[int, tuple[Meaning, ...]]:
    """How many words the longest phrase at this place has, and what it means."""
    node, best = root, 0
    meanings: tuple[Meaning, ...] = ()
    for step in range(at, len(flat)):
        following = node.next.get(flat[step][0])
        if following is None:
            break
        node = following
        if node.meanings:
            best, meanings = step - at + 1, node.meanings
    return best, meanings


def read_vocabulary(folder: Path = VOCABULARIES_FOLDER) -> Vocabulary:
    """The vocabulary of a folder; DataFault where a file cannot be used."""
    lists = {
        file.stem: load_words(read_text(file), file.name)
        for file in sorted(folder.glob("*.yaml"))
        if file.stem not in ("known", "dates")
    }
    if NEUTRAL not in lists:
        raise DataFault(f"{folder}: {NEUTRAL}.yaml is missing: it holds the names of products")
    known = load(read_text(folder / "known.yaml"), "known.yaml", KnownWords)
    return Vocabulary(lists, known.words)


def read_date_words(folder: Path = VOCABULARIES_FOLDER) -> Vocabulary:
    """The words of dates alone: they are looked up apart, since they mean other things elsewhere."""
    known = load(read_text(folder / "known.yaml"), "known.yaml", KnownWords)
    words = load_words(read_text(folder / "dates.yaml"), "dates.yaml")
    return Vocabulary({NEUTRAL: words}, known.words)


def load_words(text: str, name: str) -> WordList:
    """A vocabulary file; DataFault names a phrase that could never be found."""
    words = load(text, name, WordList)
    for meaning, phrase in _phrases(name, words):
        if not phrase:
            raise DataFault(f"{name}: {meaning.kind} > {meaning.value}: a phrase without words")
    return words


def _phrases(language: str, words: WordList) -> Iterator[tuple[Meaning, str]]:
    for kind, values in words.root.items():
        for value, phrases in values.items():
            for phrase in phrases:
                yield Meaning(kind, value, language), _folded(str(phrase))


@cache
def _folded(phrase: str) -> str:
    """A phrase as the words of a message are: so that what is written here can be found there."""
    return " ".join(_offer(word.text) if word.form == "id" else word.text for word in read_words(phrase))


def _offer(text: str) -> str:
    """An offer id in full: people write MS-AZR-0003P, AZR-0003P or only 0003P."""
    digits = text.rsplit("-", 1)[-1]
    national = "usgov" in text or "-de-" in text or "-mc-" in text
    return text if national else f"ms-azr-{digits.zfill(5)}"


def _near_index(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Every word under itself and under each of its forms with letters left out."""
    index: dict[str, set[str]] = defaultdict(set)
    for word in words:
        if _ONE_SLIP <= len(word) <= _LONGEST:
            for key in _shortened(word):
                index[key].add(word)
    return {key: tuple(sorted(found)) for key, found in index.items()}


def _shortened(word: str) -> set[str]:
    once = {word[:at] + word[at + 1 :] for at in range(len(word))}
    if len(word) < _TWO_SLIPS:
        return once | {word}
    twice = {part[:at] + part[at + 1 :] for part in once for at in range(len(part))}
    return once | twice | {word}
