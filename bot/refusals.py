"""What Slack calls the reason for which it refused a call."""

from slack_sdk.errors import SlackApiError


def refusal(fault: Exception) -> str:
    """Slack's name for what is wrong; empty where there is none, as in a page of an ailing server."""
    if not isinstance(fault, SlackApiError):
        return ""
    told = getattr(fault.response, "data", fault.response)
    return str(told.get("error", "")) if isinstance(told, dict) else ""
