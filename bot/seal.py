"""What a modal remembers, sealed: it counts only for the person and the workspace it was opened for."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any, Final

_MARK: Final = 64  # characters of a seal, before what it seals


class Seal:
    """Closes and opens what modals remember; every process with the same secret knows its seal."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(f"port25 modals {secret}".encode()).digest()

    def closed(self, told: Mapping[str, Any], team: str, person: str) -> str:
        text = json.dumps(told)
        return f"{self._mark(text, team, person)}{text}"

    def opened(self, sealed: str, team: str, person: str) -> dict[str, Any] | None:
        """What was sealed; None where it was not, or for somebody else."""
        mark, text = sealed[:_MARK], sealed[_MARK:]
        if not hmac.compare_digest(_bytes(mark), _bytes(self._mark(text, team, person))):
            return None
        return dict(json.loads(text))

    def _mark(self, text: str, team: str, person: str) -> str:
        return hmac.new(self._key, _bytes(json.dumps([team, person, text])), hashlib.sha256).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
