"""A browser without JavaScript for real servers: cookies and pages, over the standard library's HTTP client."""

import http.client
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http.cookiejar import CookieJar
from typing import IO
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit

REDIRECTS = frozenset({301, 302, 303, 307, 308})
Fields = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class WebAnswer:
    """What the server answered, under the names that werkzeug's test client gives it."""

    full_path: str
    status_code: int
    text: str
    location: str

    @property
    def request(self) -> "WebAnswer":
        return self


class _FromAddress(urllib.request.HTTPHandler):
    """Connects from an address of loopback of its own, so that each visitor is somebody else to the rate limits."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(http.client.HTTPConnection, source_address=(self.address, 0)), request)


class _KeepRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Visitor:
    """One browser; a path may be given with or without the server's address before it."""

    def __init__(self, base: str, address: str = "127.0.0.1", timeout: float = 30) -> None:
        self.base, self.timeout = base, timeout
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            _FromAddress(address),
            _KeepRedirects(),
            urllib.request.HTTPCookieProcessor(self.jar),
        )

    def get(self, path: str, *, follow_redirects: bool = False) -> WebAnswer:
        return self._followed(self._ask(path, None, {}), follow_redirects)

    def post(
        self, path: str, data: Fields, *, follow_redirects: bool = False, headers: Mapping[str, str] | None = None
    ) -> WebAnswer:
        return self._followed(self._ask(path, urlencode(data, doseq=True).encode(), headers or {}), follow_redirects)

    def _followed(self, answer: WebAnswer, follow: bool) -> WebAnswer:
        while follow and answer.status_code in REDIRECTS:
            answer = self._ask(urljoin(answer.full_path, answer.location), None, {})
        return answer

    def _ask(self, path: str, body: bytes | None, headers: Mapping[str, str]) -> WebAnswer:
        url = urljoin(self.base, path)
        try:
            response = self._opener.open(urllib.request.Request(url, body, dict(headers)), timeout=self.timeout)
        except HTTPError as error:
            response = error
        with response:
            return _answer(response.geturl(), response.status, response.headers["Location"] or "", response)


def _answer(url: str, status: int, location: str, body: IO[bytes]) -> WebAnswer:
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return WebAnswer(path, status, body.read().decode(), location)
