"""What everybody who works on a job has at hand."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import Final

from bot.librarian import Librarian
from bot.people import People
from bot.saying.phrases import Phrases
from bot.seal import Seal
from bot.settings import Settings
from bot.store import Store
from bot.voice import Voice
from bot.watch import Figures
from knowledge.answer import answer
from knowledge.answering.answered import Answer
from knowledge.case.memory import Case
from knowledge.library import Library
from rules.evaluate import Law

_LONG: Final = 500  # characters; to read so many takes up to 20 ms, and up to 200 ms to read 40,000


@dataclass(frozen=True)
class Office:
    """The library, the phrases by language, the store, the settings, people, the voice, the figures."""

    library: Library
    phrases: Mapping[str, Phrases]
    store: Store
    settings: Settings
    people: People
    voice: Voice
    figures: Figures
    long_texts: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def edition(self) -> str:
        """The edition that is answered by; of the newest its date."""
        return self.law.edition.edition

    @property
    def seal(self) -> Seal:
        """The seal of modals: every process of this bot has its token."""
        return Seal(self.settings.slack_bot_token)

    @property
    def law(self) -> Law:
        return self.library.law(self.settings.port25_edition)

    def law_of(self, case: Case) -> Law:
        """The law that an answer went by: that of the edition that was asked for, else the usual one."""
        return self.library.law((case.as_of and case.as_of.edition) or self.edition)

    @cached_property
    def _librarian(self) -> Librarian:
        return Librarian(self.library, self.store)

    async def quoting(self, found: Answer) -> Answer:
        """The answer with the shelf at hand, as it is now."""
        return replace(found, shelf=await self._librarian.shelf())

    @staticmethod
    def today() -> date:
        return datetime.now().astimezone().date()

    async def answer(self, text: str, case: Case, language: str = "en") -> Answer:
        """The answer to words, by the edition and the day of today.

        A long text is read beside everything else, which would have to wait for it; one at a time, so
        that many of them take turns with the rest and not only with each other.
        """
        read = partial(
            answer,
            text,
            case,
            self.library,
            edition=self.edition,
            today=self.today(),
            language=language,
        )
        if len(text) <= _LONG:
            return read()
        async with self.long_texts:
            return await asyncio.to_thread(read)
