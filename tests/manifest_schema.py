"""Slack's published schema of app manifests (version 1), as far as an app like ours has anything to say.

Field names, limits and forms follow the JSON Schema in Slack's repository `manifest-schema`, and
Slack's manifest reference for `agent_view`, which that schema does not know yet. Like the schema it
refuses what it does not know.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Url = Annotated[str, StringConstraints(pattern=r"^https?://", max_length=3000)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=50)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Metadata(_Part):
    major_version: Literal[1]


class _Display(_Part):
    name: str = Field(min_length=1, max_length=35)
    description: str = Field(min_length=1, max_length=140)
    background_color: str = Field(pattern=r"^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$")
    long_description: str = Field(min_length=175, max_length=4000)


class _Prompt(_Part):
    title: str = Field(min_length=1)
    message: str = Field(min_length=1)


class _AgentView(_Part):
    agent_description: str = Field(min_length=1, max_length=300)
    suggested_prompts: list[_Prompt] = Field(max_length=4)


class _AppHome(_Part):
    home_tab_enabled: bool
    messages_tab_enabled: bool
    messages_tab_read_only_enabled: bool


class _BotUser(_Part):
    display_name: str = Field(min_length=1, max_length=80)
    always_online: bool


class _SlashCommand(_Part):
    command: str = Field(pattern=r"^/", min_length=2, max_length=32)
    description: str = Field(min_length=1, max_length=2000)
    usage_hint: str = Field(min_length=1, max_length=1000)
    should_escape: bool
    url: Url


class _Shortcut(_Part):
    name: str = Field(min_length=1, max_length=24)
    type: Literal["message", "global"]
    callback_id: str = Field(min_length=1, max_length=255)
    description: str = Field(min_length=1, max_length=150)


class _Features(_Part):
    agent_view: _AgentView
    app_home: _AppHome
    bot_user: _BotUser
    slash_commands: list[_SlashCommand] = Field(min_length=1, max_length=50)
    shortcuts: list[_Shortcut] = Field(min_length=1, max_length=10)


class _Scopes(_Part):
    bot: list[Name] = Field(max_length=255)
    bot_optional: list[Name] = Field(max_length=255)


class _OAuth(_Part):
    scopes: _Scopes


class _Events(_Part):
    request_url: Url
    bot_events: list[Name] = Field(max_length=100)


class _Interactivity(_Part):
    is_enabled: bool
    request_url: Url


class _Settings(_Part):
    event_subscriptions: _Events
    interactivity: _Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Manifest(_Part):
    """A manifest that Slack would take."""

    metadata: _Metadata = Field(alias="_metadata")
    display_information: _Display
    features: _Features
    oauth_config: _OAuth
    settings: _Settings
