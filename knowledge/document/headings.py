"""Which section of a copy is which of an edition: by its heading, what stands in it, or its place. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence

from knowledge.document.sections import OPENING, Document, Sentence, slug
from rules.model import Edition


def section_names(edition: Edition, copy: Document, language: str) -> dict[str, str]:
    """What the edition calls each section of a copy; one that is new to it keeps a name of its own."""
    names = _Sections(edition, copy, language).names
    return {one: names.get(one, f"{one}-new" if one in edition.sections else one) for one in copy.sections}


def named_by(names: Mapping[str, str], copy: Document) -> list[Sentence]:
    """The sentences, each with the edition's name of its section."""
    return [one._replace(section=names[one.section]) for one in copy.sentences]


class _Sections:
    """Which section of a copy is which of the edition.

    By the heading's name, unless headings have changed places over what stands; where that says nothing, as
    in a translation without anchors, by what stands in the section; and where that has changed too, by its
    place between two that are known.
    """

    def __init__(self, edition: Edition, copy: Document, language: str) -> None:
        self._listed = list(edition.sections)
        self._there = list(copy.sections)
        self.names: dict[str, str] = {}
        self._by_heading(edition)
        self._turn_back(edition, copy.sentences, language)
        self._by_content(edition, copy.sentences, language)
        self._by_place()

    def _by_heading(self, edition: Edition) -> None:
        for name, section in edition.sections.items():
            heading = section.anchor or OPENING
            self._pair(heading if heading in self._there else slug(section.title), name)

    def _turn_back(self, edition: Edition, found: Sequence[Sentence], language: str) -> None:
        """Headings that stand over what stood below each other are others; their sections are the same.

        One sentence alone may have gone from one section to another.
        """
        home = {one.fingerprints.get(language): one.section for one in edition.statements}
        stands: dict[str, Counter[str]] = {}
        for one in found:
            if one.fingerprint in home:
                stands.setdefault(one.section, Counter())[home[one.fingerprint]] += 1
        turned = {
            there: next(iter(names))
            for there, names in stands.items()
            if len(names) == 1 and names.total() > 1 and self.names.get(there) not in {None, *names}
        }
        if {*turned.values()} == {self.names[there] for there in turned}:
            self.names |= turned

    def _by_content(self, edition: Edition, found: Sequence[Sentence], language: str) -> None:
        home = {one.fingerprints.get(language): one.section for one in edition.statements}
        shared = Counter((one.section, home[one.fingerprint]) for one in found if one.fingerprint in home)
        for (there, name), _ in shared.most_common():
            self._pair(there, name)

    def _by_place(self) -> None:
        """Whatever stands between what stands in for its neighbours, from the front and from the back."""
        for step in (1, -1):
            listed, there = self._listed[::step], self._there[::step]
            before: int = -1
            for section in there:
                if section not in self.names and before + 1 < len(listed):
                    self._pair(section, listed[before + 1])
                before = listed.index(self.names[section]) if section in self.names else before

    def _pair(self, there: str, name: str) -> None:
        free = there not in self.names and name not in self.names.values()
        if free and there in self._there:
            self.names[there] = name
