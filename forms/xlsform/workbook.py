"""What the rows of one workbook share while they are read, and how a row's texts and readers are read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from forms.audience import Audience
from forms.localised import Localised
from forms.xlsform import sentences
from forms.xlsform.audiences import read_audience
from forms.xlsform.choices import ChoiceLists
from forms.xlsform.names import Names
from forms.xlsform.references import References
from forms.xlsform.report import Report
from forms.xlsform.sheets import Row
from forms.xlsform.tree import NO


@dataclass(frozen=True)
class Workbook:
    """What rows refer to: lists of choices (None without such a sheet), ids of organisations, languages in use.

    `lists_with_other` are those that some question offers together with "other"; `named` are the rows that some cell
    quotes.
    """

    lists: ChoiceLists | None
    organisation_ids: Mapping[str, int]
    languages: frozenset[str]
    report: Report
    names: Names
    references: References
    lists_with_other: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


def read_who(row: Row, workbook: Workbook) -> Audience:
    """Return the audience of a row."""
    return read_audience(row.text("audience"), workbook.organisation_ids, row.place.at("audience"), workbook.report)


def read_text(row: Row, column: str, workbook: Workbook) -> Localised:
    """Return a localised text; tell of the languages that it lacks, and remember the answers that it quotes."""
    text = row.localised(column)
    missing = sorted(workbook.languages - set(text.languages))
    if text and missing:
        workbook.report.info(row.place.at(column), sentences.NOT_TRANSLATED, languages=", ".join(missing))
    workbook.references.text(row.place.at(column), text)
    return text


def in_languages(ours: Localised, languages: Collection[str]) -> Localised:
    """Return a text of ours in the form's languages: in English where we do not have one, as other programs do."""
    return Localised.of({code: ours.get(code) or ours.text("en") for code in languages}) or ours


def tell_of_cells(row: Row, columns: tuple[str, ...], report: Report) -> None:
    """Name each filled cell in these columns as one that did not come along; a plain no says nothing."""
    for (column, _), text in row.cells.items():
        if column in columns and text.casefold() not in NO:
            report.warn(row.place.at(column), sentences.NOT_CARRIED, column=column, value=text)
