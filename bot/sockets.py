"""Socket Mode: what Slack sends over WebSockets is acknowledged once it is kept, as over HTTP."""

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.listeners import ODD
from bot.watch import Figures


class Sockets(AsyncSocketModeHandler):
    """Bolt's handler, which also acknowledges what cannot be read: it would only come again."""

    def __init__(self, app: AsyncApp, app_token: str, web_client: AsyncWebClient, figures: Figures) -> None:
        super().__init__(app, app_token, web_client=web_client)
        self._figures = figures

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Hand on what came."""
        try:
            await super().handle(client, req)
        except ODD as fault:
            self._figures.malformed(fault)
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))
