"""What went wrong: Slack's own name for it, and what may be told of it."""

import traceback
from pathlib import Path
from typing import Final

from slack_sdk.errors import SlackApiError

GONE: Final = ("account_inactive", "token_revoked")  # the app was removed from the workspace


def refusal(fault: Exception) -> str:
    """Slack's name for what is wrong; empty where there is none, as in a page of an ailing server."""
    if not isinstance(fault, SlackApiError):
        return ""
    told = getattr(fault.response, "data", fault.response)
    return str(told.get("error", "")) if isinstance(told, dict) else ""


def reason(fault: Exception) -> str:
    """What went wrong and where, without its message: that may hold a person's words."""
    name, slacks = type(fault).__name__, refusal(fault)
    if slacks:
        return f"{name}: {slacks}"
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{name} at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else name
