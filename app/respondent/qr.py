"""A QR code as SVG that stands in the page: no image is fetched, and nothing is stored."""

from markupsafe import Markup

MODULE = 5  # pixels


def qr_svg(address: str) -> Markup:
    """The code of this address; its frame says in words what it is."""
    import segno

    return Markup(segno.make(address, error="m", micro=False).svg_inline(scale=MODULE, svgclass=None, lineclass=None))  # noqa: S704 - made by segno, of drawing alone
