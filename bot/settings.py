"""The environment as Settings; every variable is explained in `.env.example`."""

import os
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rules.edition import DEFAULT_EDITION

DEFAULT_DATABASE: Final = "sqlite:///port25.sqlite3"
_WHERE: Final = {
    "SLACK_BOT_TOKEN": "the bot's token (xoxb-...); in Slack: your app > OAuth & Permissions",
    "SLACK_SIGNING_SECRET": "checks that requests are Slack's; in Slack: your app > Basic Information",
    "SLACK_APP_TOKEN": "for Socket Mode (xapp-...); in Slack: Basic Information > App-Level Tokens",
    "SLACK_API_URL": "where Slack's API is; leave it out for Slack itself",
    "DATABASE_URL": "where everything is kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
    "PORT25_RETENTION_DAYS": "after how many days answers and tickets are removed: a whole number above 0",
    "PORT25_LEASE_SECONDS": "how long a claim on a job lasts when its process is gone: at least 0.5",
    "PORT": "the port to listen on",
    "PORT25_TELL_CHANGED": "whether people are told once that a newer edition answers otherwise: yes or no",
    "PORT25_WATCH": "the copies of the document to look at once a day, separated by commas: paths of files, "
    "Markdown or HTML, no addresses",
    "PORT25_OWNERS": "who is told of what a look finds: user ids of Slack such as U012AB3CD, separated by "
    "commas; in Slack: a profile > Copy member ID",
    "HANDOFF_WEBHOOK_URL": "where each step of a ticket is posted: an address that begins with http(s)://",
    "HANDOFF_WEBHOOK_SECRET": "the key that signs hand-offs: whsec_ and 24 to 64 random bytes in base64, "
    "as `echo whsec_$(openssl rand -base64 32)` prints; the receiver verifies with the same",
}


# 24 to 64 bytes in base64, with or without the signs that fill it up.
_SIGNING_KEY: Final = r"^whsec_([A-Za-z0-9+/]{4}){8,21}([A-Za-z0-9+/]{2}(==)?|[A-Za-z0-9+/]{3}=?)?$"


_USER_IDS: Final = r"^\s*([UW][A-Z0-9]{2,}\s*(,\s*|$))*$"


class SettingsFault(Exception):
    """A setting that is missing or cannot be used; the message says which and where it is found."""


class Settings(BaseSettings):
    """What the server is started with."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    slack_bot_token: str = Field(pattern=r"^xoxb-", repr=False)
    slack_signing_secret: str | None = Field(default=None, repr=False)
    slack_app_token: str | None = Field(default=None, pattern=r"^xapp-", repr=False)
    slack_api_url: str = Field(default="https://slack.com/api/", pattern=r"^https?://")
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    database_url: str = Field(
        default=DEFAULT_DATABASE, repr=False, pattern=r"^(sqlite:///.|postgres(ql)?://.)"
    )
    handoff_webhook_url: str | None = Field(default=None, pattern=r"^https?://")
    handoff_webhook_secret: str | None = Field(default=None, repr=False, pattern=_SIGNING_KEY)
    port25_edition: str = DEFAULT_EDITION
    port25_retention_days: int = Field(default=365, ge=1)
    port25_lease_seconds: float = Field(default=10.0, ge=0.5)
    port25_tell_changed: bool = False
    port25_watch: str = ""
    port25_owners: str = Field(default="", pattern=_USER_IDS)

    @property
    def watched(self) -> tuple[Path, ...]:
        """The documents to look at."""
        return tuple(map(Path, _listed(self.port25_watch)))

    @property
    def owners(self) -> tuple[str, ...]:
        """Who is told of what is found in them."""
        return tuple(_listed(self.port25_owners))

    @field_validator("port25_watch")
    @classmethod
    def _with_files(cls, paths: str) -> str:
        for path in _listed(paths):
            if not Path(path).is_file():
                raise ValueError(f"there is no file {path}")
        return paths

    @field_validator("slack_api_url")
    @classmethod
    def _with_slash(cls, url: str) -> str:
        return url if url.endswith("/") else f"{url}/"


def database_url() -> str:
    """The store that the bot of this environment has, for commands that need no Slack."""
    return os.environ.get("DATABASE_URL") or DEFAULT_DATABASE


def edition_in_use() -> str:
    """The edition that the bot of this environment answers by, for commands that need no Slack."""
    return os.environ.get("PORT25_EDITION") or DEFAULT_EDITION


def read_settings() -> Settings:
    """The settings of the environment; SettingsFault names what is missing, for what, and where it is."""
    try:
        settings = Settings()
    except ValidationError as fault:
        raise SettingsFault(
            "\n".join(_told(error["loc"], error["msg"]) for error in fault.errors())
        ) from fault
    if settings.slack_app_token is None and not settings.slack_signing_secret:
        raise SettingsFault(
            "set SLACK_SIGNING_SECRET to listen for HTTP requests, or SLACK_APP_TOKEN for Socket Mode:\n"
            + "\n".join(f"  {name}: {_WHERE[name]}" for name in ("SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"))
        )
    if settings.handoff_webhook_url and not settings.handoff_webhook_secret:
        raise SettingsFault(
            "set HANDOFF_WEBHOOK_SECRET where HANDOFF_WEBHOOK_URL is set: hand-offs are signed. It is "
            f"{_WHERE['HANDOFF_WEBHOOK_SECRET']}"
        )
    if settings.watched and not settings.owners:
        raise SettingsFault(
            "set PORT25_OWNERS where PORT25_WATCH is set, else nobody hears of what is found. It is "
            f"{_WHERE['PORT25_OWNERS']}"
        )
    return settings


def _listed(text: str) -> list[str]:
    return [part for part in map(str.strip, text.split(",")) if part]


def _told(place: tuple[int | str, ...], message: str) -> str:
    name = str(place[0]).upper()
    said = message.removeprefix("Value error, ")
    return f"{name}: {said}. It is {_WHERE.get(name, 'explained in .env.example')}"
