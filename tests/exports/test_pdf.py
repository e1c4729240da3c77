"""The writer of PDF: what it may fetch (nothing), and that it says where it can't work."""

import ctypes
import http.server
import threading

import pytest

from exports import pdf
from tests.suites import require_or_skip


def test_it_says_where_pango_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise OSError

    monkeypatch.setattr(ctypes, "CDLL", missing)
    pdf.can_write.cache_clear()
    assert pdf.can_write() is False
    monkeypatch.undo()
    pdf.can_write.cache_clear()


def test_nothing_is_fetched_not_even_what_the_page_asks_for(tmp_path) -> None:
    if not pdf.can_write():
        require_or_skip("pdf", "Pango is not installed")
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

        def log_message(self, *_: object) -> None:
            pass

    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt")
    with http.server.HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        page = f'<html lang="sv"><title>T</title><img alt="x" src="{here}/i.png"><link rel="attachment" href="{secret.as_uri()}"><link rel="stylesheet" href="{here}/s.css"><p>Text'
        made = pdf.write_pdf(page).read()
        server.shutdown()
    assert made.startswith(b"%PDF-")
    assert asked == []
    assert b"secret.txt" not in made
