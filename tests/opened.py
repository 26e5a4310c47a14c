"""What several files of tests read, read once."""

from functools import cache
from pathlib import Path
from typing import Any

from knowledge.learning.corpus import Labelled, read_corpus
from knowledge.library import Library, open_library
from rules.strict_yaml import parse_yaml

EXAMPLES = tuple(sorted((Path(__file__).parent / "examples").glob("*.yaml")))


@cache
def opened_library() -> Library:
    """The library with all editions that there are."""
    return open_library()


@cache
def examples_of(file: Path) -> tuple[dict[str, Any], ...]:
    """The examples of a file."""
    return tuple(parse_yaml(file.read_text(encoding="utf-8"), file.name))


@cache
def corpus() -> tuple[Labelled, ...]:
    """All messages that were learned from."""
    return tuple(read_corpus())
