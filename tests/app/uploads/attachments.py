"""Files that somebody might attach, made piece by piece: sound ones, and hostile ones that differ in one thing."""

import io
import struct
import zipfile
import zlib

RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN_TYPES = {
    ".docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    ".xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    ".pptx": (
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ),
}
OPEN_TYPES = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
Parts = dict[str, str | bytes]


def zipped(parts: Parts, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def office_parts(ending: str = ".docx", body: str = "<w:p/>", main_type: str = "") -> Parts:
    name, kind = MAIN_TYPES[ending]
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="x"/>'
        f'<Override PartName="/{name}" ContentType="{main_type or kind}"/></Types>',
        "_rels/.rels": relationships(("officeDocument", name, "Internal")),
        name: f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>',
    }


def relationships(*rows: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{RELS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for n, (kind, target, mode) in enumerate(rows)
    )
    return f'<Relationships xmlns="{PACKAGE_RELS}">{inside}</Relationships>'


def office(ending: str = ".docx", more: Parts | None = None, **about: str) -> bytes:
    return zipped({**office_parts(ending, **about), **(more or {})})


def open_document(
    ending: str = ".odt", content: str = "<text:p/>", manifest: str = "", more: Parts | None = None
) -> bytes:
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{OPEN_TYPES[ending]}",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="m">{manifest}</manifest:manifest>',
            "content.xml": f'<office:document xmlns:office="o" xmlns:text="t" xmlns:script="s">{content}</office:document>',
            **(more or {}),
        }
    )


def pdf(
    inside: bytes = b"", packed: bytes | None = None, filtered: bytes = b"/FlateDecode", *, trailer: bytes = b""
) -> bytes:
    objects = [b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside + b" >>\nendobj\n"]
    if packed is not None:
        stream = zlib.compress(packed) if filtered == b"/FlateDecode" else packed
        objects.append(
            b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + filtered + b" /Length %d >>\nstream\n" % len(stream)
            + stream + b"\nendstream\nendobj\n"
        )  # fmt: skip
    return b"%PDF-1.7\n" + b"".join(objects) + b"trailer\n<< /Root 1 0 R " + trailer + b" >>\nstartxref\n9\n%%EOF\n"


def png(width: int = 4, height: int = 4, after: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(min(width, 4))) * min(height, 4))
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks) + after


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def jpeg(width: int = 4, height: int = 4, after: bytes = b"") -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x12\x34"
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"JF" + frame + scan + b"\xff\xd9" + after
