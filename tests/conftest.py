"""What the tests share: one opened library, one day that counts as today."""

from datetime import date

import pytest

from bot.phrases import read_phrases
from bot.records import Desk
from knowledge.library import Library, open_library

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library()


@pytest.fixture(scope="session")
def desk(library: Library) -> Desk:
    return Desk(library, dict(read_phrases()), "2018-11-20", TODAY)
