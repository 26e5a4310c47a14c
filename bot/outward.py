"""The way out: by the proxy that the environment names, if it names one.

HTTP_PROXY and HTTPS_PROXY name it, NO_PROXY the hosts that are reached without. Not by aiohttp's
`trust_env`, which also reads ~/.netrc for every request and refuses to send a token beside what stands
there; nor by Slack's client, which sends the hosts of NO_PROXY through the proxy, too.
"""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def proxy_for(url: str) -> str | None:
    """The proxy through which this address is reached."""
    parts = urlsplit(url)
    found = None if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme)
    return f"http://{found}" if found and "://" not in found else found or None
