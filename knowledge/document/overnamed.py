"""Gists that name a type of which their section says nothing: "every type but EA", under "All others".

Such a sentence stands word for word, and its gist with it, also in an edition where that type is among the
others: then "why?" is answered by what is no more so.
"""

from collections import defaultdict
from collections.abc import Iterator

from knowledge.document.headings import named_by, section_names
from knowledge.document.sections import read_document
from knowledge.words.text import read_words
from knowledge.words.vocabulary import Vocabulary
from rules.model import Edition


def overnamed(edition: Edition, text: str, language: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Each gist that names more types than its section in a document, with their names in the edition."""
    copy = read_document(text, {one for kept in edition.statements for one in kept.fingerprints.values()})
    said: dict[str, set[str]] = defaultdict(set)
    for sentence in named_by(section_names(edition, copy, language), copy):
        said[sentence.section] |= _types(sentence.text, edition, vocabulary, language)
    for name, section in edition.sections.items():
        said[name] |= _types(section.title, edition, vocabulary, language)
    for one in edition.statements:
        for spoken, gist in one.gist.items():
            if strange := _types(gist, edition, vocabulary, spoken) - said[one.section]:
                yield f"{one.id} ({spoken}) names {', '.join(sorted(strange))}"


def _types(text: str, edition: Edition, vocabulary: Vocabulary, language: str) -> set[str]:
    """The values of the subject that a text names."""
    found = vocabulary.find(read_words(text), language).mentions
    return {str(one.value) for one in found if one.kind == edition.subject}
