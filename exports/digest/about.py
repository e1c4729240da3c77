"""What the workbook rests on: who made it when, of what, what is left out, and the code book."""

from collections.abc import Iterator

from exports import words
from exports.cells import Cell
from exports.columns import Column
from exports.digest import rows
from exports.digest.contents import Contents
from exports.digest.fingerprint import content_sha256
from exports.digest.themes import in_tree_order
from exports.frames import answers_by_theme, coverage
from exports.records import FormRecord
from exports.styles import Style
from exports.workbook import Book
from forms.localised import Localised

ANCHOR = "sheet:about"
COLUMNS = (Column("fact", words.FACT, 42), Column("value", words.VALUE, 100))


def write(book: Book, contents: Contents, sha256: str) -> None:
    """Write one table: a fact and its content a row, the code book last."""
    locale = contents.locale
    title = words.ABOUT.text(locale)
    meeting = contents.record.meeting
    sheet = book.sheet(rows.layout(title, title, f"{meeting.council} · {meeting.title}", COLUMNS, locale, ANCHOR))
    sha = (words.CONTENT_SHA, sha256)
    for fact, value in (*_origin(contents), *_counts(contents), sha, *_changes(contents)):
        content = Cell(value) if isinstance(value, str) else value
        sheet.add((Cell(fact.text(locale), Style.LABEL), content))
    for name, text in _code_book(contents):
        sheet.add((Cell(name, Style.LABEL), Cell(text)))


def fingerprint(contents: Contents) -> str:
    """Return the SHA-256 of what this copy says."""
    return content_sha256(contents.record, contents.copy)


def _origin(contents: Contents) -> Iterator[tuple[Localised, str | Cell]]:
    record, locale = contents.record, contents.locale
    yield words.COPY, words.COPIES[contents.copy].text(locale)
    yield (
        words.STATE,
        f"{words.EDITION.text(locale).capitalize()} {record.edition}, {words.STATES[record.state].text(locale)}",
    )
    yield words.MADE_BY, record.made_by
    yield words.AS_OF, Cell(record.as_of, Style.MOMENT)
    for form in record.forms:
        yield words.FORM, _form(form, contents)


def _form(form: FormRecord, contents: Contents) -> str:
    """The form that was answered; how many answers it has, where a correction made several."""
    pattern = words.FORM_VERSION.text(contents.locale)
    text = pattern.format(title=form.title, version=form.version, questions=form.questions, sha256=form.sha256)
    if len(contents.record.forms) < 2:
        return text
    count = sum(answer.record.form_version == form.version for answer in contents.answers)
    return words.FORM_ANSWERS.text(contents.locale).format(form=text, count=count)


def _counts(contents: Contents) -> Iterator[tuple[Localised, str | Cell]]:
    locale = contents.locale
    yield words.ANSWERS_SHOWN, Cell(len(contents.answers), Style.COUNT)
    for state, count in coverage(contents.frame).items():
        yield words.COVERAGE_NAMES[state], Cell(count, Style.COUNT)
    flagged = words.counted(contents.flagged, words.N_LEFT_OUT, locale)
    yield words.EXCLUDED, f"{flagged}. {words.FLAGGED_WHY.text(locale)}" if contents.flagged else flagged
    if contents.chair_only:
        left_out = words.counted(contents.chair_only, words.N_CHAIR_ONLY, locale)
        yield words.EXCLUDED, f"{left_out}. {words.CHAIR_ONLY_WHY.text(locale)}"
    if contents.left_out_lines:
        left_out = words.counted(contents.left_out_lines, words.N_POINTS, locale)
        yield words.LEFT_OUT_LINES, f"{left_out}. {words.LINES_WHY.text(locale)}"
    if any(answer.nameless for answer in contents.answers):
        yield words.HOW_NAMES_SHOW, words.HOW_NAMES_SHOW_TEXT.text(locale)
    yield words.DROPPED, Cell(contents.dropped, Style.COUNT)


def _changes(contents: Contents) -> Iterator[tuple[Localised, str]]:
    record = contents.record
    none = words.FIRST_EDITION if record.edition == 1 else words.NO_CHANGES
    for change in record.changes or (none.text(contents.locale),):
        yield words.CHANGES, change


def _code_book(contents: Contents) -> Iterator[tuple[str, str]]:
    """Yield the themes, those below another named after it, with what they mean and how many answers they have."""
    locale = contents.locale
    themes = list(in_tree_order(contents.record.themes))
    counts = answers_by_theme(contents.frame, [theme.key for theme in themes])
    names = {theme.key: theme.name for theme in themes}
    for theme in themes:
        path = f"{names[theme.parent]} › {theme.name}" if theme.parent in names else theme.name
        count = words.counted(counts[theme.key], words.N_ANSWERS, locale)
        yield (
            f"{words.CODE_BOOK.text(locale)}: {path}",
            ". ".join(filter(None, [theme.description.rstrip(". "), count])),
        )
