"""Writes a page of HTML as PDF: tagged and with its language (PDF/UA), from the fonts of the machine, fetching nothing.

The library draws with Pango, which is a program of the machine and no Python package. Where it is missing, `can_write`
says so, and no page offers a PDF.
"""

import ctypes
from functools import lru_cache
from io import BytesIO

# Under the names that Linux, macOS and Windows give it.
_NAMES = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "libpangoft2-1.0-0")
PAPER = """
@page { size: A4; margin: 22mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt } }
html { font: 10.5pt/1.5 "DejaVu Sans", "Liberation Sans", sans-serif; color: #000; overflow-wrap: anywhere }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 6mm }
h2 { font-size: 13pt; margin: 8mm 0 2mm; break-after: avoid }
h3 { font-size: 10.5pt; margin: 5mm 0 1mm; break-after: avoid }
p, dl { margin: 0 0 2mm }
dt { font-weight: bold; break-after: avoid }
dd { margin: 0 0 2mm }
.verbatim { white-space: pre-wrap }
:is(div, p).verbatim { border-left: .6mm solid #888; padding-left: 4mm }
.passage { margin: 2mm 0 2mm 4mm }
.note, .hint { font-size: 9pt; color: #444 }
"""


@lru_cache(maxsize=1)
def can_write() -> bool:
    """Whether the machine has what it takes. Looks without loading the library, which takes its time."""
    for name in _NAMES:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def write_pdf(html: str) -> BytesIO:
    """Return the whole HTML document as a PDF, ready to read."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    target = BytesIO()
    nothing = URLFetcher(allowed_protocols=())
    page = HTML(string=html, url_fetcher=nothing)
    page.write_pdf(target, stylesheets=[CSS(string=PAPER, url_fetcher=nothing)], pdf_variant="pdf/ua-1")
    target.seek(0)
    return target
