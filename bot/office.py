"""What everybody who works on a job has at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.phrases import Phrases
from bot.seal import Seal
from bot.settings import Settings
from bot.store import Store
from bot.voice import Voice
from bot.watch import Figures
from knowledge.library import Library
from rules.evaluate import Law


@dataclass(frozen=True)
class Office:
    """The library, the phrases by language, the store, the settings, the voice, the figures."""

    library: Library
    phrases: Mapping[str, Phrases]
    store: Store
    settings: Settings
    voice: Voice
    figures: Figures

    @property
    def edition(self) -> str:
        """The edition that is answered by."""
        return self.settings.port25_edition

    @property
    def seal(self) -> Seal:
        """The seal of modals: every process of this bot has its token."""
        return Seal(self.settings.slack_bot_token)

    @property
    def law(self) -> Law:
        return self.library.law(self.edition)

    @staticmethod
    def today() -> date:
        return datetime.now().astimezone().date()
