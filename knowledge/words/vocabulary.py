"""Phrases -> mentions: what kinds of thing the words of a message speak of.

The words are data (`vocabularies/`), the kinds are what the later steps understand. Phrases are
looked up word by word in a tree, the longest first, so that the time does not grow with the size
of the vocabulary. A word that only may be one of ours counts where the rest of a phrase confirms
it; alone it raises a doubt, and a doubt never becomes a fact.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

from pydantic import BeforeValidator, ConfigDict, RootModel
from rapidfuzz.distance import OSA

from knowledge.words.spelling import Speller
from knowledge.words.text import Word, Words, read_words
from rules.model import Code
from rules.strict_yaml import DataFault, load, read_text

VOCABULARIES_FOLDER: Final = Path(__file__).parent.parent / "vocabularies"
NEUTRAL: Final = "names"
_APART = ("dates", "particles", "editions", "asking")  # read elsewhere
_ALONE_TOO_SHORT = 4  # letters; a shorter word that may be one of ours stays a doubt
_LONGEST_PHRASE = 8  # words
_AGAIN = "re"
_INFLECTED = ("s", "ing", "ed", "er", "en", "e")
_NONE: Final[frozenset[str]] = frozenset()
_PLAIN: Final = re.compile("[a-z]+(?: [a-z]+)*")
_LONGEST: Final = 40  # letters that a word may have
_HALF = 5  # letters of each half of a compound
_GUESSED = 3  # letters of the one word, below which the others cannot confirm it
_CONFIRMED = 8  # letters of a phrase of several words that outweigh a doubt about one of them
# Kinds of names and of words that decide: slips are mended towards them. A slip in any other word costs
# little, since the heads see pieces of words, and mending it would only breed false friends.
MENDED: Final = frozenset(
    "subscription service relay_product relay_word mail_server azure sub_noun exemption_noun exempted "
    "granted_word refused_word stopstart reboot negator".split()
)
# Kinds that can turn one verdict into another: a word that may be one of these is not passed over.
# A compound is told by its last part, and that is a thing: "studentenabonnement", "supportaanvraag".
_TAILS = frozenset("sub_noun ticket_noun exemption_noun vm_noun machine mail mail_server relay_word".split())
_TOLD_BY_HOSTS = ("relay_product", "mx", "cloud_other")
_DECIDING = frozenset(
    "subscription service relay_product relay_word exempted exemption_noun granted_word refused_word "
    "stop_vm start_vm stopstart reboot negator correction change from to former".split()
)
# Three layers are looked up apart, the longest phrase first in each. Anchors stand inside other
# names ("Azure Pass" speaks of Azure, "mail server" of mail); cues are phrases around a thing and
# leave it where it stands ("after the exemption"); all else is things.
_ANCHORS = frozenset("azure mail machine mx recipient own question".split())
_CUES = frozenset(
    "correction hypothetical planned other_one unknown courtesy reference manipulation former".split()
)


def _written(phrase: Any) -> Any:
    """YAML reads 403 as a number and an unquoted yes as a boolean: the one is meant, the other not."""
    return str(phrase) if isinstance(phrase, int) and not isinstance(phrase, bool) else phrase


_Phrase = Annotated[Code, BeforeValidator(_written)]


class WordList(RootModel[dict[str, dict[str, tuple[_Phrase, ...]]]]):
    """A vocabulary file: kind -> value -> phrases."""

    model_config = ConfigDict(frozen=True)


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


class Doubt(NamedTuple):
    """A word that may be a slip of one that decides: its place, and what it may mean."""

    at: int
    meanings: frozenset[tuple[str, str]]


class Found(NamedTuple):
    """All mentions and doubts, and for each word whether anything at all is known about it."""

    mentions: tuple[Mention, ...]
    known: tuple[bool, ...]
    doubts: tuple[Doubt, ...]


class _Token(NamedTuple):
    text: str
    at: int
    others: tuple[str, ...]


class _Node:
    __slots__ = ("meanings", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.meanings: tuple[Meaning, ...] = ()


class Vocabulary:
    """All phrases of all languages, ready to be looked up."""

    def __init__(
        self,
        lists: Mapping[str, WordList],
        everyday: frozenset[str] = _NONE,
        ordinary: frozenset[str] = _NONE,
        mended: frozenset[str] | None = None,
        right: frozenset[str] = _NONE,
    ) -> None:
        self._mended = mended
        self._layers = {"anchors": _Node(), "cues": _Node(), "things": _Node()}
        self._words: dict[str, set[str]] = defaultdict(set)
        self._worth_mending: set[str] = set()
        self._tails: set[str] = set()
        self._denying: set[str] = set()
        self._starts: set[str] = set()
        self._rests: set[str] = set()
        self._heads: dict[str, list[str]] = {}
        self._values: set[tuple[str, str]] = set()
        self._ordinary = ordinary
        for language, words in lists.items():
            for meaning, phrase in phrases_of(language, words):
                self._add(meaning, phrase)
        self._speller = Speller(
            self._words.keys(), self._worth_mending, everyday, self._tails, self._denying, right
        )

    def _add(self, meaning: Meaning, phrase: str) -> None:
        node = self._layers[_layer(meaning.kind)]
        heads = self._heads.setdefault(phrase.partition(" ")[0], [])
        if _layer(meaning.kind) not in heads:
            heads.append(_layer(meaning.kind))
        self._values.add((meaning.kind, meaning.value))
        if meaning.kind == "service" and " " in phrase:
            self._starts.add(phrase.partition(" ")[0])
            self._rests.add(phrase.rpartition(" ")[-1])
        for word in phrase.split():
            self._words[word].add(meaning.language)
            if self._mended is None or meaning.kind in self._mended:
                self._worth_mending.add(word)
            if meaning.kind in _TAILS:
                self._tails.add(word)
            if meaning.kind == "negator" or (meaning.kind == "refused_word" and phrase == word):
                self._denying.add(word)
            node = node.next.setdefault(word, _Node())
        if meaning not in node.meanings:
            node.meanings = (*node.meanings, meaning)

    def values(self, *kinds: str) -> set[str]:
        """All values that phrases of these kinds stand for."""
        return {value for kind, value in self._values if kind in kinds}

    def starts_a_service(self, word: str) -> bool:
        """Whether the word is the first of a service's name in several words."""
        return word in self._starts

    def ends_a_service(self, word: str) -> bool:
        """Whether the word is the last of a service's name in several words."""
        return word in self._rests

    def languages(self, word: str) -> set[str]:
        """The languages whose vocabulary has this word."""
        return self._words.get(word, set())

    @lru_cache(maxsize=20_000)  # noqa: B019 - there is one vocabulary, kept for good
    def is_strange(self, word: str) -> bool:
        """Whether the word is neither one of ours, nor an ordinary word, nor two of them in one."""
        if len(word) > _LONGEST:
            return True
        return not self._is_a_word(word) and not any(
            self._is_a_word(word[:cut]) and self._is_a_word(word[cut:])
            for cut in range(_HALF, len(word) - _HALF + 1)
        )

    def _is_a_word(self, word: str) -> bool:
        whole = word in self._words or word in self._ordinary or self._speller.is_everyday(word)
        again = word.startswith(_AGAIN) and word.removeprefix(_AGAIN) in self._ordinary
        return (
            whole
            or again
            or any(
                word.endswith(ending) and word.removesuffix(ending) in self._ordinary for ending in _INFLECTED
            )
        )

    @lru_cache(maxsize=8)  # noqa: B019 - there are two vocabularies, kept for good; of one message, several ask
    def find(self, words: Words, language: str) -> Found:
        """The mentions in `words`; a word that `language` knows keeps that language's meaning."""
        tokens = self._all_tokens(words)
        unsure = _near_a_guess(tokens)
        known = [False] * len(words)
        mentions: list[Mention] = []
        free = dict.fromkeys(self._layers, 0)
        covered = 0
        doubts: list[Doubt] = []
        for place, token in enumerate(tokens):
            known[token.at] |= token.text in self._words
            layers = self._beginning(token) if token.others else self._heads.get(token.text, ())
            for layer in layers:  # most words: nothing begins with them
                if place < free[layer]:
                    continue
                root = self._layers[layer]
                length, meanings, doubtful = (
                    _longest(root, tokens, place, cues=layer == "cues")
                    if unsure[place]
                    else (*_exact(root, tokens, place), False)  # as nearly all phrases stand
                )
                if doubtful:
                    doubts += _deciding_doubt(token.at, frozenset((m.kind, m.value) for m in meanings))
                elif meanings:
                    last = tokens[place + length - 1].at + 1
                    free[layer], covered = place + length, max(covered, place + length)
                    for place_of in range(token.at, last):
                        known[place_of] = True
                    own = self._own(meanings, language, token.text if length == 1 else None)
                    mentions += [Mention(m.kind, m.value, token.at, last) for m in own]
            if token.others and place < covered:
                doubts += self._denial(token)
            elif token.others:
                mended, doubt = self._alone(token)
                mentions += mended
                doubts += doubt
                known[token.at] |= bool(mended)
        return Found(tuple(mentions), tuple(known), tuple(doubts))

    def _all_tokens(self, words: Words) -> list[_Token]:
        tokens: list[_Token] = []
        for at, word in enumerate(words):
            if word.form == "word" and word.text in self._words:  # as most are: no more to be looked up
                tokens.append(_Token(word.text, at, ()))
            else:
                tokens.extend(self._tokens(word, at))
        return tokens

    def _tokens(self, word: Word, at: int) -> Iterator[_Token]:
        if word.form == "quota":
            yield from (_Token("quota", at, ()), _Token(word.text.partition("_")[0], at, ()))
        elif word.form == "host" and word.text not in self._words:
            yield from self._host_tokens(word, at)
        elif word.form != "word":
            yield _Token(_offer(word.text) if word.form == "id" else word.text, at, ())
        else:
            spelling = self._speller.spell(word.text)
            for part in spelling.parts:
                yield _Token(part, at, spelling.others)

    def _host_tokens(self, word: Word, at: int) -> Iterator[_Token]:
        """A host by the part that tells whose it is: smtp.sendgrid.net is SendGrid's."""
        labels = [
            label
            for label in word.text.split(".")
            if any(kind in _TOLD_BY_HOSTS for kind, _ in self._single(label))
        ]
        yield from (_Token(label, at, ()) for label in labels or [word.text])

    def _beginning(self, token: _Token) -> Iterable[str]:
        """The layers in which a phrase begins with this word or with what it may be."""
        layers = self._heads.get(token.text, ())
        return dict.fromkeys(
            [*layers, *(layer for other in token.others for layer in self._heads.get(other, ()))]
        )

    def may_begin(self, word: Word) -> bool:
        """Whether a phrase could begin with this word."""
        return any(self._beginning(token) for token in self._all_tokens((word,)))

    def _alone(self, token: _Token) -> tuple[list[Mention], list[Doubt]]:
        """A word near several of ours: certain in what all of them mean, else a doubt where it matters."""
        meant = [frozenset(self._single(other)) for other in token.others]
        common = frozenset.intersection(*meant)
        near = all(OSA.distance(token.text, other) <= 1 for other in token.others)
        if len(token.text) > _ALONE_TOO_SHORT and near and common:
            mentions = [Mention(kind, value, token.at, token.at + 1) for kind, value in sorted(common)]
            return mentions, _deciding_doubt(token.at, frozenset().union(*meant) - common)
        return [], _deciding_doubt(token.at, frozenset().union(*meant))

    def _denial(self, token: _Token) -> list[Doubt]:
        """A phrase may explain the word, and yet it may be a "not"."""
        meant = {pair for other in token.others for pair in self._single(other)}
        return _deciding_doubt(token.at, frozenset(pair for pair in meant if pair[0] == "negator"))

    @lru_cache(maxsize=20_000)  # noqa: B019 - there is one vocabulary, kept for good
    def _single(self, word: str) -> tuple[tuple[str, str], ...]:
        """What the word means on its own."""
        nodes = (root.next.get(word) for root in self._layers.values())
        return tuple((m.kind, m.value) for node in nodes if node for m in node.meanings)

    def _own(self, meanings: tuple[Meaning, ...], language: str, word: str | None) -> Iterator[Meaning]:
        """A single word means what the message's own language means by it, if it knows it."""
        known = word is not None and language in self._words[word]
        seen: set[tuple[str, str]] = set()
        for meaning in meanings:
            foreign = known and meaning.language not in (language, NEUTRAL)
            if not foreign and (meaning.kind, meaning.value) not in seen:
                seen.add((meaning.kind, meaning.value))
                yield meaning


def _deciding_doubt(at: int, meanings: frozenset[tuple[str, str]]) -> list[Doubt]:
    deciding = frozenset(pair for pair in meanings if pair[0] in _DECIDING)
    return [Doubt(at, deciding)] if deciding else []


def _layer(kind: str) -> str:
    if kind in _ANCHORS:
        return "anchors"
    return "cues" if kind in _CUES or kind.startswith("cue_") else "things"


type_of_phrase = tuple[int, tuple[Meaning, ...], bool]


def _longest(root: _Node, tokens: list[_Token], place: int, *, cues: bool) -> type_of_phrase:
    """The longest phrase at this place: how many words, what it means, and whether it is doubtful.

    A doubtful one is handed out only where there is no other.
    """
    found = list(_phrases_at(root, tokens, place, cues=cues))
    if not found:
        return 0, (), False
    length, meanings, doubtful = max(found, key=lambda one: (not one[2], one[0]))
    rivals = [one for one in found if one[0] == length and one[1] != meanings and not one[2]]
    return length, (*meanings, *(m for one in rivals for m in one[1])), doubtful or bool(rivals)


def _near_a_guess(tokens: list[_Token]) -> list[bool]:
    """For each place whether a phrase that begins there could hold a word that is only a guess."""
    near = [False] * len(tokens)
    for place, token in enumerate(tokens):
        if token.others:
            first = max(0, place - _LONGEST_PHRASE + 1)
            near[first : place + 1] = [True] * (place + 1 - first)
    return near


def _exact(root: _Node, tokens: list[_Token], place: int) -> tuple[int, tuple[Meaning, ...]]:
    """The longest phrase that stands here to the letter, as nearly all do."""
    node, best = root, 0
    meanings: tuple[Meaning, ...] = ()
    for step in range(place, len(tokens)):
        following = node.next.get(tokens[step].text)
        if following is None:
            break
        node = following
        if node.meanings:
            best, meanings = step - place + 1, node.meanings
    return best, meanings


def _phrases_at(
    root: _Node, tokens: list[_Token], place: int, *, cues: bool, guess: tuple[int, str] = (-1, "")
) -> Iterator[type_of_phrase]:
    """All phrases of this place.

    One word, that of `guess`, may be taken for a mere candidate; it is doubtful unless the others are
    enough to confirm it. Such a word alone is left to the speller's own judgement, and in a cue,
    which has common words on all sides, it must be the only candidate.
    """
    node, letters = root, 0
    at, guessed = guess
    for step in range(place, len(tokens)):
        token = tokens[step]
        if at < 0:
            for other in token.others:
                if other in node.next and (len(token.others) == 1 or not cues):
                    yield from _phrases_at(root, tokens, place, cues=cues, guess=(step, other))
        following = node.next.get(guessed if step == at else token.text)
        if following is None:
            return
        node, letters = following, letters + len(token.text)
        length, with_guess = step - place + 1, place <= at <= step
        if node.meanings and (length > 1 or not with_guess):
            unsure = letters < _CONFIRMED or len(tokens[at].text) < _GUESSED
            yield length, node.meanings, with_guess and unsure


@lru_cache(maxsize=2)  # a document is read with it many times over
def read_vocabulary(folder: Path = VOCABULARIES_FOLDER) -> Vocabulary:
    """The vocabulary of a folder; DataFault where a file cannot be used."""
    lists = {
        file.stem: load_words(read_text(file), file.name)
        for file in sorted(folder.glob("*.yaml"))
        if file.stem not in _APART
    }
    if NEUTRAL not in lists:
        raise DataFault(f"{folder}: {NEUTRAL}.yaml is missing: it holds the names of products")
    known, ordinary = (_plain_words(folder / name) for name in ("known.txt", "ordinary.txt"))
    return Vocabulary(lists, known, ordinary, MENDED)


def everyday_words(folder: Path = VOCABULARIES_FOLDER) -> frozenset[str]:
    """The words that are no slip, whatever they are close to."""
    return _plain_words(folder / "known.txt") | _plain_words(folder / "ordinary.txt")


@cache
def _plain_words(file: Path) -> frozenset[str]:
    """The words of a file of nothing but words; lines that begin with # are about them."""
    lines = read_text(file).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def read_date_words(folder: Path = VOCABULARIES_FOLDER) -> Vocabulary:
    """The words of dates alone: they are looked up apart, since they mean other things elsewhere."""
    words = load_words(read_text(folder / "dates.yaml"), "dates.yaml")
    others = (file for file in folder.glob("*.yaml") if file.stem not in _APART)
    lists = {file.stem: load_words(read_text(file), file.name) for file in others}
    told = {
        word for name, one in lists.items() for _, phrase in phrases_of(name, one) for word in phrase.split()
    }
    known = _plain_words(folder / "known.txt")
    return Vocabulary({NEUTRAL: words}, known, right=everyday_words(folder) | told)


@lru_cache(maxsize=16)  # the words of dates are held against those of all other files
def load_words(text: str, name: str) -> WordList:
    """A vocabulary file; DataFault names a phrase that could never be found."""
    words = load(text, name, WordList)
    for meaning, phrase in phrases_of(name, words):
        if not phrase:
            raise DataFault(f"{name}: {meaning.kind} > {meaning.value}: a phrase without words")
    return words


def phrases_of(language: str, words: WordList) -> Iterator[tuple[Meaning, str]]:
    """Every phrase of a list with what it means, written as the words of a message are read."""
    for kind, values in words.root.items():
        for value, phrases in values.items():
            for phrase in phrases:
                yield Meaning(kind, value, language), _folded(phrase)


@cache
def _folded(phrase: str) -> str:
    """A phrase as the words of a message are: so that what is written here can be found there."""
    if _PLAIN.fullmatch(phrase):  # as most are: it is read as it stands
        return phrase
    return " ".join(_offer(word.text) if word.form == "id" else word.text for word in read_words(phrase))


def _offer(text: str) -> str:
    """An offer id in full: people write MS-AZR-0003P, AZR-0003P or only 0003P."""
    digits = text.rsplit("-", 1)[-1]
    national = "usgov" in text or "-de-" in text or "-mc-" in text
    return text if national else f"ms-azr-{digits.zfill(5)}"
