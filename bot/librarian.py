"""The shelf as the store has it: who keeps or removes a copy changes the next reply of every process."""

import asyncio
from collections.abc import Iterable

from bot.store import Copy, Store
from knowledge.document.shelf import Shelf, shelve
from knowledge.library import Library


def shelf_of(library: Library, copies: Iterable[Copy]) -> Shelf:
    """The shelf with these copies, as far as the library knows their editions."""
    editions = (law.edition for law in library.laws.values())
    return shelve(editions, {copy.kept_as: copy.text for copy in copies})


class Librarian:
    """Fetches the shelf, and reads the copies anew only where one is new or gone."""

    def __init__(self, library: Library, store: Store) -> None:
        self._library, self._store = library, store
        self._since: dict[tuple[str, str], float] = {}
        self._shelf = shelf_of(library, ())

    async def shelf(self) -> Shelf:
        """The shelf as it is now."""
        if await self._store.copies_since() != self._since:
            copies = await self._store.copies()
            self._shelf = await asyncio.to_thread(shelf_of, self._library, copies)  # a page may be long
            self._since = {copy.kept_as: copy.since for copy in copies}
        return self._shelf
