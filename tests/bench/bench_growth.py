"""The same work with 10 and 100 times the rules and the vocabulary."""

import random
from dataclasses import replace

from bench_reading import reader, texts
from timing import microseconds_each, percentiles

from knowledge.library import open_library
from knowledge.words.vocabulary import VOCABULARIES_FOLDER, Vocabulary, WordList, load_words
from rules.edition import DEFAULT_EDITION, read_editions
from rules.evaluate import enact, evaluate
from rules.interval import Interval
from rules.model import Edition

_FACTORS = (1, 10, 100)


def grown_edition(edition: Edition, factor: int) -> Edition:
    """`factor` families of subscription types, each with rules of its own."""
    kind = edition.facts["subscription"]
    values = [f"{value}{'' if n == 0 else n}" for n in range(factor) for value in kind.values]
    rules = []
    for n in range(factor):
        suffix = "" if n == 0 else str(n)
        own = tuple(f"{value}{suffix}" for value in kind.values)
        for rule in edition.rules:
            condition = rule.when.get("subscription")
            named = (
                condition
                if isinstance(condition, tuple)
                else tuple(v for v in kind.values if v not in getattr(condition, "not_", ()))
            )
            kept = tuple(f"{value}{suffix}" for value in named if value in kind.values) if condition else own
            if condition == ("other",) or not kept:
                continue
            rules.append(
                rule.model_copy(
                    update={"id": f"{rule.id}{suffix}", "when": {**rule.when, "subscription": kept}}
                )
            )
    facts = {**edition.facts, "subscription": kind.model_copy(update={"values": tuple(values), "rest": None})}
    return edition.model_copy(update={"facts": facts, "rules": tuple(rules)})


def grown_vocabulary(factor: int) -> Vocabulary:
    """The vocabulary and, `factor` - 1 times, as many words more that look like words."""
    lists = {
        file.stem: load_words(file.read_text(encoding="utf-8"), file.name)
        for file in VOCABULARIES_FOLDER.glob("*.yaml")
        if file.stem not in ("dates", "particles")
    }
    chance = random.Random(factor)
    size = sum(
        len(phrases)
        for words in lists.values()
        for values in words.root.values()
        for phrases in values.values()
    )
    invented = tuple(
        _word(chance) + (f" {_word(chance)}" if chance.random() < 0.5 else "")
        for _ in range(size * (factor - 1))
    )
    return Vocabulary({**lists, "xx": WordList({"other_things": {"other": invented or ("qqqq",)}})})


def _word(chance: random.Random) -> str:
    return (
        "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 5)))
        + "x"
    )


def main() -> None:
    edition = read_editions()[DEFAULT_EDITION]
    laws = {factor: enact(grown_edition(edition, factor)) for factor in _FACTORS}
    facts = {"subscription": "pay_as_you_go", "created": Interval.since(edition.day)}
    taken = microseconds_each(
        {str(f): (lambda law=law: evaluate(law, facts)) for f, law in laws.items()}, 2_000
    )
    print("\nGrowth")
    for factor, law in laws.items():
        each = taken[str(factor)]
        count = len(law.edition.rules)
        print(f"  decision, {count:>5} rules   {each:>6.2f} us   {each / taken['1']:.2f} times")
    _grow_words()


def _grow_words() -> None:
    library, first = open_library(), 0.0
    for factor in _FACTORS:
        vocabulary = grown_vocabulary(factor)
        read = reader(replace(library, reading=replace(library.reading, vocabulary=vocabulary)))
        chance = random.Random(700)
        percentiles(read, texts(200, 200, chance))
        median, high = percentiles(read, texts(200, 2_000, chance))
        first = first or median
        figures = f"median {median:.3f} ms   99th {high:.3f} ms   {median / first:.2f} times"
        print(f"  text to answer, {factor:>3} times the words   {figures}")


if __name__ == "__main__":
    main()
