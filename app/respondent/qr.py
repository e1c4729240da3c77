"""A QR code as SVG that stands in the page: no image is fetched, and nothing is stored."""

from markupsafe import Markup


def qr_svg(address: str, scale: int) -> Markup:
    """The code of this address; `scale` is a module's width in pixels. Its frame says in words what it is."""
    import segno

    return Markup(segno.make(address, error="m", micro=False).svg_inline(scale=scale, svgclass=None, lineclass=None))  # noqa: S704 - made by segno, of drawing alone
