"""Workbooks built part by part, so that a test can get any one part wrong."""

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


BASIC_ROWS = (
    f'<row r="1">{text_cell("A1", "namn")}{text_cell("B1", "svar")}</row>'
    f'<row r="2">{text_cell("A2", "ett")}{text_cell("B2", "ja")}</row>'
)


def worksheet(rows: str = BASIC_ROWS, *, before: str = "", after: str = "", head: str = "", main: str = MAIN) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<worksheet xmlns="{main}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def parts(
    sheet: str | bytes | None = None, *, main: str = MAIN, rels: str = RELS, states: tuple[str, ...] = ("visible",)
) -> dict[str, str | bytes]:
    names = "".join(
        f'<sheet name="Blad{n}" sheetId="{n}" state="{state}" r:id="rId{n}"/>' for n, state in enumerate(states, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{rels}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(states) + 1)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE_RELS}">'
        f'<Relationship Id="rId1" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_RELS}">{links}</Relationships>',
    }
    for n in range(1, len(states) + 1):
        made[f"xl/worksheets/sheet{n}.xml"] = worksheet(main=main)
    if sheet is not None:
        made[SHEET] = sheet
    return made


def pack(contents: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return packed.getvalue()


def book(sheet: str | bytes | None = None, **changed: str | bytes) -> bytes:
    """A workbook of one sheet; `changed` has no use but to be merged by name."""
    return pack({**parts(sheet), **changed})


def without(name: str) -> bytes:
    return pack({path: content for path, content in parts().items() if path != name})


def table(rows: list[list[object]], *, after: str = "", hidden_rows: tuple[int, ...] = ()) -> bytes:
    """A workbook with these rows of texts and numbers; None leaves a cell out."""
    xml = ""
    for number, row in enumerate(rows, 1):
        hidden = ' hidden="1"' if number in hidden_rows else ""
        cells = "".join(_cell(f"{chr(64 + column)}{number}", value) for column, value in enumerate(row, 1))
        xml += f'<row r="{number}"{hidden}>{cells}</row>'
    return book(worksheet(xml, after=after))


def merged(*references: str) -> str:
    cells = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return f'<mergeCells count="{len(references)}">{cells}</mergeCells>'


def _cell(reference: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return text_cell(reference, str(value).replace("&", "&amp;").replace("<", "&lt;"))
