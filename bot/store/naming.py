"""What DATABASE_URL may say, known before any store is loaded."""

import re
from typing import Final

from bot.store import StoreFault

SQLITE: Final = "sqlite:///"
_NAMES: Final = re.compile(r"sqlite:///.|postgres(ql)?://.")


def check_name(url: str) -> None:
    """StoreFault where a URL names no store."""
    if not _NAMES.match(url):
        raise StoreFault(f"{url.partition(':')[0]}: name a store as sqlite:///FILE or postgresql://...")
