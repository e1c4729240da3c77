"""Contact lists as offices keep them: from sheets to rows of organisations, with a reason for each row left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.uploads import contact_words
from app.uploads.addresses import Addresses, NamedAddress, is_disguised, read_addresses
from app.uploads.contact_words import Column
from app.uploads.headers import Header, Words, cell_text, find_header
from app.uploads.messages import UnreadableFile
from app.uploads.names import clean_name, same_name_key, word_key
from app.uploads.refusals import Refusal
from app.uploads.remarks import Remark, sentence
from app.uploads.sheets import Fault, Sheet, Sheets, cell_name
from forms.audience import KIND_NAMES, OrganisationKind
from forms.localised import Localised

WORDS = Words(
    columns=contact_words.HEADERS,
    needed=Column.ORGANISATION,
    groups={
        group: {Column.CONTACT: Column.SUBSTITUTE, Column.EMAIL: Column.SUBSTITUTE_EMAIL,
                Column.SUBSTITUTE: Column.SUBSTITUTE}
        for group in contact_words.SUBSTITUTE_GROUPS
    },
    may_be=(Column.CONTACT, ("namn", "name")),
)  # fmt: skip
# A lone cell with one of these is a heading; "Ungdomsfullmäktige" alone on a row is the organisation itself.
HEADING_KINDS = (OrganisationKind.MEMBER, OrganisationKind.RIGHTS_COUNCIL, OrganisationKind.OTHER)
SUBSTITUTE_ROLE = "Ersättare"
LONGEST_TEXT = 300


@dataclass(frozen=True)
class ContactEntry:
    """One address of an organisation, with what the row says of it; `language` is None where it says nothing."""

    email: str
    name: str = ""
    role: str = ""
    language: str | None = None
    is_substitute: bool = False


@dataclass(frozen=True)
class OrganisationRow:
    """One accepted row. `kind` is None where neither the row nor a heading above it says one."""

    sheet: str
    number: int
    organisation: str
    kind: OrganisationKind | None
    contacts: tuple[ContactEntry, ...]


@dataclass(frozen=True)
class ContactList:
    """What a file holds: rows to import, rows rejected (one remark each), and remarks on what was read or skipped."""

    rows: tuple[OrganisationRow, ...]
    rejected: tuple[Remark, ...]
    remarks: tuple[Remark, ...]


@dataclass
class _Reading:
    """What gathers up while a file is read."""

    rows: list[OrganisationRow] = field(default_factory=list)
    rejected: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    by_key: dict[str, list[OrganisationRow]] = field(default_factory=dict)


def read_contacts(sheets: Sheets) -> ContactList:
    """Read every visible sheet that has a header with an organisation column.

    Raises UnreadableFile when there is no such sheet, when a column stands there twice, or when no row follows.
    """
    reading = _Reading()
    headers = [(sheet, find_header(sheet, WORDS)) for sheet in sheets.visible]
    if not any(header for _, header in headers):
        raise UnreadableFile(Refusal.NO_HEADER, "organisation, kontaktperson, e-post")
    reading.remarks += [Remark(sheet.name, 0, sentence("hidden_sheet")) for sheet in sheets.sheets if not sheet.visible]
    for sheet, header in headers:
        if header is not None:
            _SheetReader(sheet, header, reading, is_text=sheets.is_text).read()
        elif not sheet.is_empty:
            reading.remarks.append(Remark(sheet.name, 0, sentence("no_header")))
    if not reading.rows and not reading.rejected:
        raise UnreadableFile(Refusal.NO_ROWS)
    return ContactList(tuple(reading.rows), tuple(reading.rejected), tuple(reading.remarks))


class _RejectedError(Exception):
    """This row can't be imported."""

    def __init__(self, reason: Localised) -> None:
        super().__init__(reason)
        self.reason = reason


class _SheetReader:
    """Reads the rows of one sheet into what is gathered for the whole file."""

    def __init__(self, sheet: Sheet, header: Header, reading: _Reading, *, is_text: bool) -> None:
        self.sheet = sheet
        self.header = header
        self.reading = reading
        self.is_text = is_text
        self.section_kind: OrganisationKind | None = None
        kept = (Column.ORGANISATION, Column.CONTACT, Column.ROLE, Column.SUBSTITUTE)
        self.kept_columns = {header.columns[column] for column in kept if column in header.columns}
        self.faults = {(row, column): fault for row, column, fault in sheet.faults}
        self.wide_rows = {merge.first_row for merge in sheet.merged if merge.last_column > merge.first_column}
        self.organisation_above = _anchors(sheet, header.columns[Column.ORGANISATION])

    def read(self) -> None:
        """Read all rows below the header."""
        if self.header.not_read:
            labels = ", ".join(label[:40] for label in self.header.not_read)
            self._remark(0, sentence("columns_not_read", labels=labels))
        for number in range(self.header.last_row + 1, len(self.sheet.rows) + 1):
            filled = [column for column, cell in enumerate(self.sheet.rows[number - 1], 1) if cell_text(cell)]
            if filled and not self._is_beside_the_list(number, filled):
                self._read_row(number)

    def _read_row(self, number: int) -> None:
        try:
            row = self._row(number)
            self._check_against_earlier(row)
        except _RejectedError as rejected:
            self.reading.rejected.append(Remark(self.sheet.name, number, rejected.reason))
            return
        self.reading.rows.append(row)
        self.reading.by_key.setdefault(same_name_key(row.organisation), []).append(row)
        for remark in self._remarks_on(row):
            self._remark(number, remark)

    def _is_beside_the_list(self, number: int, filled: list[int]) -> bool:
        """Whether a row is a heading, a total, the header once more, or nothing that is read; each is told of."""
        first = cell_text(self.sheet.cell(number, filled[0]))
        key = word_key(first)
        if key.rstrip("0123456789") in contact_words.TOTALS and not self._text(number, Column.EMAIL):
            self._remark(number, sentence("total", text=first))
        elif self._repeats_header(number):
            self._remark(number, sentence("header_again"))
        elif len(filled) == 1 and self._is_heading(number, first):
            self.section_kind = contact_words.kind_of(key)
            self._remark_heading(number, first)
        elif not set(filled) & set(self.header.columns.values()) and filled[-1] <= self.header.width:
            self._remark(number, sentence("nothing_read"))
        else:
            return False
        return True

    def _is_heading(self, number: int, text: str) -> bool:
        if len(self.header.columns) == 1:
            return False
        plural_kind = contact_words.kind_of(word_key(text)) in (
            OrganisationKind.MEMBER,
            OrganisationKind.RIGHTS_COUNCIL,
        )
        return number in self.wide_rows or plural_kind or text.casefold().endswith((" län", ":", ".", "!"))

    def _remark_heading(self, number: int, text: str) -> None:
        if self.section_kind is None:
            self._remark(number, sentence("heading", text=text))
        else:
            name = KIND_NAMES[self.section_kind]
            self._remark(number, sentence("kind_heading", text=text, kind=name))

    def _repeats_header(self, number: int) -> bool:
        columns = self.header.columns.values()
        return len(columns) > 1 and all(
            cell_text(self.sheet.cell(number, column)) == cell_text(self.sheet.cell(self.header.last_row, column))
            for column in columns
        )

    def _row(self, number: int) -> OrganisationRow:
        self._check_cells(number)
        organisation = self._organisation(number)
        kind = self._kind(number) or self.section_kind
        return OrganisationRow(self.sheet.name, number, organisation, kind, tuple(self._contacts(number)))

    def _check_cells(self, number: int) -> None:
        for column in self.header.columns.values():
            fault = self.faults.get((number, column))
            if fault is not None:
                key = "error_value" if fault is Fault.ERROR_VALUE else "no_value"
                raise _RejectedError(sentence(key, cell=cell_name(number, column)))
            if column in self.kept_columns and len(cell_text(self.sheet.cell(number, column))) > LONGEST_TEXT:
                raise _RejectedError(sentence("text_too_long", cell=cell_name(number, column), most=LONGEST_TEXT))
        if self.is_text and len(self.sheet.rows[number - 1]) > self.header.width:
            raise _RejectedError(sentence("too_many_cells"))

    def _organisation(self, number: int) -> str:
        column = self.header.columns[Column.ORGANISATION]
        anchor = self.organisation_above.get(number, number)
        name = cell_text(self.sheet.cell(anchor, column))
        first, _, last = name.rpartition(" ")
        if first and word_key(last) == "kn":
            name = f"{first} kommun"
        if not name:
            raise _RejectedError(sentence("no_organisation"))
        if "@" in name:
            raise _RejectedError(sentence("address_as_name", text=name))
        return name

    def _kind(self, number: int) -> OrganisationKind | None:
        text = self._text(number, Column.KIND)
        kind = contact_words.kind_of(word_key(text))
        if text and kind is None:
            raise _RejectedError(sentence("unknown_kind", text=text))
        return kind

    def _contacts(self, number: int) -> Iterator[ContactEntry]:
        """Give each address of the row once; the first has the row's name and role, the others may have none."""
        language = self._language(number)
        name, role = self._text(number, Column.CONTACT), self._text(number, Column.ROLE)
        addresses = self._addresses(number, Column.EMAIL).found
        substitutes = self._addresses(number, Column.SUBSTITUTE_EMAIL).found
        substitute = self._text(number, Column.SUBSTITUTE)
        instead = {
            each.address: each.name or (substitute if index == 0 else "") for index, each in enumerate(substitutes)
        }
        for index, each in enumerate(addresses):
            own = _entry(each, name if index == 0 else "", role if index == 0 else "")
            if each.address in instead and index:
                own = replace(own, name=own.name or instead[each.address], role=SUBSTITUTE_ROLE, is_substitute=True)
            yield replace(own, language=language)
        for address in instead.keys() - {each.address for each in addresses}:
            yield ContactEntry(address, instead[address], SUBSTITUTE_ROLE, language, is_substitute=True)

    def _language(self, number: int) -> str | None:
        text = self._text(number, Column.LANGUAGE)
        language = contact_words.language_of(word_key(text))
        if text and language is None:
            raise _RejectedError(sentence("unknown_language", text=text))
        return language

    def _addresses(self, number: int, column: Column) -> Addresses:
        cell = self.sheet.cell(number, self.header.columns.get(column, 0))
        if is_disguised(cell_text(cell)):
            self._remark(number, sentence("disguised_address", text=clean_name(str(cell))))
            return Addresses()
        addresses = read_addresses(cell if isinstance(cell, str) else cell_text(cell))
        if addresses.not_addresses:
            raise _RejectedError(sentence("not_an_address", text=clean_name(str(cell))))
        return addresses

    def _check_against_earlier(self, row: OrganisationRow) -> None:
        for earlier in self.reading.by_key.get(same_name_key(row.organisation), ()):
            if row.kind and earlier.kind and row.kind is not earlier.kind:
                raise _RejectedError(sentence("other_kind", row=earlier.number))
            known = {contact.email: contact for contact in earlier.contacts}
            for contact in row.contacts:
                if contact.email in known and not _agree(contact, known[contact.email]):
                    raise _RejectedError(sentence("other_details", row=earlier.number, text=contact.email))

    def _remarks_on(self, row: OrganisationRow) -> Iterator[Localised]:
        if row.number in self.sheet.hidden_rows:
            yield sentence("hidden_row")
        if not row.contacts and (name := self._text(row.number, Column.CONTACT)):
            yield sentence("contact_without_address", text=name)
        elif not row.contacts:
            yield sentence("no_address")
        note = self._text(row.number, Column.NOTE)
        if note.casefold().startswith(("slutat", "har slutat")):
            yield sentence("has_left", text=note)

    def _text(self, number: int, column: Column) -> str:
        return cell_text(self.sheet.cell(number, self.header.columns.get(column, 0)))

    def _remark(self, number: int, text: Localised) -> None:
        self.reading.remarks.append(Remark(self.sheet.name, number, text))


def _entry(address: NamedAddress, name: str, role: str) -> ContactEntry:
    return ContactEntry(address.address, name or address.name, role)


def _agree(one: ContactEntry, other: ContactEntry) -> bool:
    """Whether two rows say the same of an address, as far as both say something."""
    pairs = ((one.name, other.name), (one.role, other.role), (one.language, other.language))
    return all(not mine or not theirs or mine == theirs for mine, theirs in pairs)


def _anchors(sheet: Sheet, column: int) -> dict[int, int]:
    """Rows whose organisation stands further up, in a cell merged over several rows."""
    return {
        row: merge.first_row
        for merge in sheet.merged
        if merge.first_column == column
        for row in range(merge.first_row + 1, merge.last_row + 1)
    }
