"""What is told about single rows of a list, in Swedish and English."""

from dataclasses import dataclass

from app.uploads.names import clean_name
from forms.localised import Localised

LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Remark:
    """Something to tell about a row (or about a whole sheet, with number 0). All of it is plain text: escape it."""

    sheet: str
    number: int
    text: Localised

    def line(self, locale: str) -> str:
        """Return one line for a report: "Rad 12: …", with the sheet where it has a name."""
        row = f"{_ROW.text(locale)} {self.number}" if self.number else ""
        place = ", ".join(part for part in (clean_name(self.sheet)[:LONGEST_QUOTE], row) if part)
        text = self.text.text(locale)
        return f"{place}: {text}" if place else text


_ROW = Localised(sv="rad", en="row")

SENTENCES = {
    "hidden_sheet": Localised(sv="Bladet är dolt och lästes inte.", en="The sheet is hidden and was not read."),
    "no_header": Localised(
        sv="Bladet har ingen rubrikrad med organisation och lästes inte.",
        en="The sheet has no header row with organisation and was not read.",
    ),
    "columns_not_read": Localised(
        sv="De här kolumnerna lästes inte: {labels}.", en="These columns were not read: {labels}."
    ),
    "total": Localised(sv="”{text}” lästes som summarad.", en="“{text}” was taken for a total."),
    "header_again": Localised(sv="Raden upprepar rubrikerna.", en="The row repeats the headers."),
    "heading": Localised(sv="”{text}” lästes som mellanrubrik.", en="“{text}” was taken for a heading."),
    "kind_heading": Localised(
        sv="”{text}” lästes som mellanrubrik. Raderna under den fick typen {kind}.",
        en="“{text}” was taken for a heading. The rows below it got the kind {kind}.",
    ),
    "nothing_read": Localised(
        sv="Raden har inget i de kolumner som läses.", en="The row has nothing in the columns that are read."
    ),
    "error_value": Localised(sv="Cell {cell} visar ett felvärde.", en="Cell {cell} shows an error value."),
    "no_value": Localised(
        sv="Cell {cell} har ett värde som inte går att läsa. Skriv det som text.",
        en="Cell {cell} has a value that cannot be read. Write it as text.",
    ),
    "too_many_cells": Localised(
        sv="Raden har fler celler än rubrikraden. Sätt citattecken om text med skiljetecken.",
        en="The row has more cells than the header row. Put quotation marks around text that holds separators.",
    ),
    "no_organisation": Localised(sv="Organisationens namn saknas.", en="The name of the organisation is missing."),
    "address_as_name": Localised(
        sv="”{text}” ser ut som en e-postadress och inte som en organisation.",
        en="“{text}” looks like an email address and not like an organisation.",
    ),
    "unknown_kind": Localised(
        sv="Typen ”{text}” känns inte igen. "
        "Skriv medlem, rättighetsbaserat råd, studentforum, ungdomsfullmäktige eller annan.",
        en="The kind “{text}” is not known. Write member, rights_council, student_forum, youth_council or other.",
    ),
    "unknown_language": Localised(
        sv="Språket ”{text}” känns inte igen. Skriv svenska eller engelska.",
        en="The language “{text}” is not known. Write Swedish or English.",
    ),
    "not_an_address": Localised(
        sv="”{text}” är ingen fullständig e-postadress.", en="“{text}” is not a complete email address."
    ),
    "disguised_address": Localised(
        sv="”{text}” är ingen e-postadress utan en omskrivning. Fråga efter adressen och lägg till den.",
        en="“{text}” is not an address but stands for one. Ask for the address and add it.",
    ),
    "other_kind": Localised(
        sv="Organisationen har en annan typ på rad {row}.", en="The organisation has another kind on row {row}."
    ),
    "other_details": Localised(
        sv="{text} har ett annat namn, en annan roll eller ett annat språk på rad {row}.",
        en="{text} has another name, role or language on row {row}.",
    ),
    "hidden_row": Localised(sv="Raden är dold i filen men lästes.", en="The row is hidden in the file but was read."),
    "contact_without_address": Localised(
        sv="{text} har ingen e-postadress och blir därför inte kontaktperson.",
        en="{text} has no email address and so does not become a contact.",
    ),
    "no_address": Localised(
        sv="Ingen e-postadress: organisationen kan inte få någon inbjudan.",
        en="No email address: the organisation cannot get an invitation.",
    ),
    "kind_missing": Localised(
        sv="Nya organisationer utan angiven typ blev medlemmar: {count}.",
        en="New organisations without a kind became members: {count}.",
    ),
    "organisation_has_left": Localised(
        sv="Organisationen har lämnat rådet och kommer inte tillbaka genom importen.",
        en="The organisation has left the council and does not come back through the import.",
    ),
    "contact_has_left": Localised(
        sv="{text} är borttagen som kontaktperson och kommer inte tillbaka genom importen.",
        en="{text} was removed as a contact and does not come back through the import.",
    ),
    "text_too_long": Localised(
        sv="Cell {cell} har fler än {most} tecken.", en="Cell {cell} has more than {most} characters."
    ),
    "no_theme_name": Localised(sv="Temats namn saknas.", en="The name of the theme is missing."),
    "bad_theme_key": Localised(
        sv="Nyckeln ”{text}” får bara ha bokstäver, siffror, bindestreck och understreck.",
        en="The key “{text}” may only have letters, digits, hyphens and underscores.",
    ),
    "theme_key_twice": Localised(
        sv="Nyckeln ”{text}” finns redan på rad {row}.", en="The key “{text}” is already on row {row}."
    ),
    "theme_name_taken": Localised(
        sv="Ett annat tema heter redan ”{text}”.", en="Another theme is already called “{text}”."
    ),
    "no_such_parent": Localised(
        sv="Temat ”{text}”, som det ska ligga under, finns inte.",
        en="There is no theme “{text}” to place it under.",
    ),
    "parent_circle": Localised(sv="Temat skulle ligga under sig självt.", en="The theme would be placed under itself."),
    "theme_retired": Localised(
        sv="Temat är taget ur bruk och kommer inte tillbaka genom importen.",
        en="The theme is out of use and does not come back through the import.",
    ),
    "has_left": Localised(
        sv="Anmärkningen säger ”{text}”. Kontrollera kontaktpersonen.", en="The note says “{text}”. Check the contact."
    ),
}


def sentence(key: str, **values: str | int | Localised) -> Localised:
    """Return one of the sentences with its values; what is quoted from the file is cut to a readable length."""
    return Localised.of(
        {
            language: text.format(**{name: _value(value, language) for name, value in values.items()})
            for language, text in SENTENCES[key].texts
        }
    )


def _value(value: str | int | Localised, language: str) -> str:
    if isinstance(value, Localised):
        return value.text(language).lower()
    text = str(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
