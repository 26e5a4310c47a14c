"""What went wrong, what that means for what was to be said, and what may be told of it. Pure."""

import traceback
from pathlib import Path
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError

_SLACK_AWAY: Final = frozenset(
    "ratelimited internal_error fatal_error service_unavailable request_timeout team_added_to_org".split()
)
_TOKEN: Final = frozenset("invalid_auth not_authed token_revoked token_expired".split())
# The bot may not write in that place, however often it tries.
_PLACE: Final = frozenset(
    "not_in_channel user_not_in_channel channel_not_found is_archived restricted_action".split()
)
_FORM: Final = frozenset(
    "invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long no_text".split()
)
_OTHER_MESSAGE: Final = frozenset(
    "message_not_found cant_update_message edit_window_closed invalid_scheduled_message_id".split()
)
_TRIGGER: Final = frozenset(
    "expired_trigger_id trigger_expired invalid_trigger_id exchanged_trigger_id".split()
)
_GONE: Final = "account_inactive"  # the app was removed from the workspace
_TOO_MANY: Final = 429
_AILING: Final = 500


class UrlFault(Exception):
    """A response URL that did not take what was sent there; the message says what it answered."""

    def __init__(self, status: int, told: str, headers: Any) -> None:
        super().__init__(f"a response URL answered {status}: {told[:100]}")
        self.status, self.headers = status, headers


def refusal(fault: Exception) -> str:
    """Slack's name for what is wrong; empty where there is none, as in a page of an ailing server."""
    if not isinstance(fault, SlackApiError):
        return ""
    told = getattr(fault.response, "data", fault.response)
    return str(told.get("error", "")) if isinstance(told, dict) else ""


def is_passing(fault: Exception) -> bool:
    """Whether the reason lies with Slack or the way to it, and passes by itself."""
    if isinstance(fault, SlackApiError):
        return fault.response.status_code >= _AILING or refusal(fault) in _SLACK_AWAY
    if isinstance(fault, UrlFault):
        return fault.status >= _AILING or fault.status == _TOO_MANY
    return isinstance(fault, aiohttp.ClientError | TimeoutError | OSError)


def is_of_token(fault: Exception) -> bool:
    """Whether Slack does not take our token: nothing can be said until somebody sets a new one."""
    return refusal(fault) in _TOKEN


def is_of_place(fault: Exception) -> bool:
    """Whether we may not write there, ever."""
    return refusal(fault) in _PLACE


def is_lasting(fault: Exception) -> bool:
    """Whether no try will ever help."""
    return is_of_place(fault) or refusal(fault) == _GONE


def is_of_form(fault: Exception) -> bool:
    """Whether Slack does not take how it was said: plain text may do."""
    return refusal(fault) in _FORM


def is_of_message(fault: Exception) -> bool:
    """Whether the message that was to be changed or taken back is there no more, or must stay."""
    return refusal(fault) in _OTHER_MESSAGE


def is_late(fault: Exception) -> bool:
    """Whether a modal was to be opened later than its trigger allows; Slack says so in two ways."""
    if refusal(fault) in _TRIGGER:
        return True
    return refusal(fault) == "invalid_arguments" and "trigger_id" in str(getattr(fault, "response", ""))


def retry_after(fault: Exception) -> float | None:
    """After how many seconds Slack wants to be asked again, None where it does not say."""
    headers = fault.headers if isinstance(fault, UrlFault) else getattr(_response(fault), "headers", None)
    told = str((headers or {}).get("Retry-After", ""))
    return float(told) if told.isdigit() else None


def _response(fault: Exception) -> Any:
    return fault.response if isinstance(fault, SlackApiError) else None


def reason(fault: Exception) -> str:
    """What went wrong and where, without its message: that may hold a person's words."""
    name, slacks = type(fault).__name__, refusal(fault)
    if slacks:
        return f"{name}: {slacks}"
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{name} at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else name
