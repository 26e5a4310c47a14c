"""Which language a short message is in, by the words that only one language has."""

from knowledge.words.text import Words
from knowledge.words.vocabulary import NEUTRAL, Vocabulary

LANGUAGES = ("en", "nl")
DEFAULT_LANGUAGE = "en"


def language_of(words: Words, vocabulary: Vocabulary, fallback: str = DEFAULT_LANGUAGE) -> str:
    """The language with most words of its own in the message, `fallback` where none leads."""
    counts = dict.fromkeys(LANGUAGES, 0)
    for at, word in enumerate(words):
        if word.pasted or word.form != "word" or _is_part_of_a_code(words, at):
            continue
        languages = vocabulary.languages(word.text)
        if len(languages) == 1 and NEUTRAL not in languages:
            counts[next(iter(languages))] += 1
    best = max(counts.values())
    leaders = [language for language, count in counts.items() if count == best]
    return leaders[0] if best and len(leaders) == 1 else fallback


def _is_part_of_a_code(words: Words, at: int) -> bool:
    """Whether letters touch a figure, as in the size of a machine: "B2s" is of no language."""
    before, behind = words[max(at - 1, 0)], words[min(at + 1, len(words) - 1)]
    follows = before.form == "number" and before.end == words[at].start
    return follows or (behind.form == "number" and behind.start == words[at].end)
