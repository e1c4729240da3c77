"""The sentence for each reason to refuse a file, in Swedish and English."""

from app.uploads.refusals import Refusal
from forms.localised import Localised

# {where} is a cell such as "B7", or a line number; it is empty where no place can be named.
SENTENCES = {
    Refusal.NO_BYTES: Localised(sv="Filen är tom.", en="The file is empty."),
    Refusal.TOO_LARGE: Localised(
        sv="Filen är större än 10 MB. Ta bort bilder och överflödiga blad och försök igen.",
        en="The file is larger than 10 MB. Remove pictures and sheets that are not needed, and try again.",
    ),
    Refusal.TOO_MUCH: Localised(
        sv="Filen innehåller för mycket för att läsas. Spara bara det blad som behövs och försök igen.",
        en="The file holds too much to be read. Save only the sheet that is needed, and try again.",
    ),
    Refusal.NOT_A_TABLE: Localised(
        sv="Filen är varken en Excel-arbetsbok eller en CSV-fil. Spara den som .xlsx eller .csv.",
        en="The file is neither an Excel workbook nor a CSV file. Save it as .xlsx or .csv.",
    ),
    Refusal.TEXT_IN_WORKBOOK_NAME: Localised(
        sv="Filen heter som en arbetsbok men innehåller text. Byt filnamn till .csv och försök igen.",
        en="The file is named as a workbook but holds text. Rename it to .csv and try again.",
    ),
    Refusal.WEB_PAGE: Localised(
        sv="Filen är en webbsida och inte en arbetsbok. Öppna den i Excel och spara den som .xlsx.",
        en="The file is a web page and not a workbook. Open it in Excel and save it as .xlsx.",
    ),
    Refusal.OTHER_WORKBOOK: Localised(
        sv="Den här sortens arbetsbok går inte att läsa. Spara den som vanlig .xlsx.",
        en="This kind of workbook cannot be read. Save it as an ordinary .xlsx.",
    ),
    Refusal.ENCRYPTED: Localised(
        sv="Filen är skyddad med lösenord. Ta bort lösenordet och försök igen.",
        en="The file is protected by a password. Remove the password and try again.",
    ),
    Refusal.MACROS: Localised(
        sv="Filen innehåller makron och läses därför inte. Spara den som vanlig .xlsx utan makron.",
        en="The file holds macros and is therefore not read. Save it as an ordinary .xlsx without macros.",
    ),
    Refusal.DAMAGED: Localised(
        sv="Filen är skadad och går inte att läsa. Öppna den i Excel och spara den på nytt.",
        en="The file is damaged and cannot be read. Open it in Excel and save it again.",
    ),
    Refusal.UNSAFE_XML: Localised(
        sv="Filen är uppbyggd på ett sätt som kan vara skadligt. Öppna den i Excel och spara den på nytt.",
        en="The file is built in a way that may do harm. Open it in Excel and save it again.",
    ),
    Refusal.CELL_FAR_AWAY: Localised(
        sv="En cell ligger långt utanför tabellen{where}. Töm den cellen och försök igen.",
        en="A cell lies far outside the table{where}. Empty that cell and try again.",
    ),
    Refusal.CELL_TWICE: Localised(
        sv="Samma cell finns två gånger i filen{where}. Öppna filen i Excel och spara den på nytt.",
        en="The same cell is in the file twice{where}. Open the file in Excel and save it again.",
    ),
    Refusal.CELL_TOO_LONG: Localised(
        sv="En cell har mer text än Excel tillåter{where}. Korta texten och försök igen.",
        en="A cell has more text than Excel allows{where}. Shorten the text and try again.",
    ),
    Refusal.MIXED_ENCODING: Localised(
        sv="Filen blandar två teckenkodningar{where}. Spara den på nytt som ”CSV UTF-8”.",
        en="The file mixes two character encodings{where}. Save it again as “CSV UTF-8”.",
    ),
    Refusal.UNKNOWN_ENCODING: Localised(
        sv="Det går inte att avgöra hur å, ä och ö är sparade i filen. Spara den på nytt som ”CSV UTF-8”.",
        en="It is not clear how letters such as å, ä and ö are saved in the file. Save it again as “CSV UTF-8”.",
    ),
    Refusal.NOT_TEXT: Localised(
        sv="Filen innehåller tecken som inte är text{where}. Spara den på nytt som ”CSV UTF-8”.",
        en="The file holds characters that are not text{where}. Save it again as “CSV UTF-8”.",
    ),
    Refusal.OPEN_QUOTE: Localised(
        sv="Ett citattecken i filen är inte avslutat{where}. Rätta raden och försök igen.",
        en="A quotation mark in the file is not closed{where}. Correct the line and try again.",
    ),
    Refusal.NOTHING_IN_IT: Localised(
        sv="Det finns inget att läsa i filen. Kontrollera att du valde rätt fil.",
        en="There is nothing to read in the file. Check that you chose the right one.",
    ),
    Refusal.GAVE_UP: Localised(
        sv="Filen tog för lång tid eller för mycket minne att läsa. Spara bara det blad som behövs och försök igen.",
        en="The file took too long or too much memory to read. Save only the sheet that is needed, and try again.",
    ),
    Refusal.NOT_A_FORM: Localised(
        sv="Filen är inget formulär som kan läsas. Välj XLSForm (.xlsx), LimeSurvey (.lss, .lsq, .txt) "
        "eller SurveyJS (.json).",
        en="The file is no form that can be read. Choose XLSForm (.xlsx), LimeSurvey (.lss, .lsq, .txt) "
        "or SurveyJS (.json).",
    ),
    Refusal.DAMAGED_FORM: Localised(
        sv="Filen är skadad{where} och går inte att läsa. Exportera formuläret på nytt.",
        en="The file is damaged{where} and cannot be read. Export the form again.",
    ),
    Refusal.UNSAFE_FORM: Localised(
        sv="Filen är uppbyggd på ett sätt som kan vara skadligt. Exportera formuläret på nytt.",
        en="The file is built in a way that may do harm. Export the form again.",
    ),
    Refusal.FORM_NOT_UTF8: Localised(
        sv="Filen är inte sparad i UTF-8. Exportera formuläret på nytt.",
        en="The file is not saved in UTF-8. Export the form again.",
    ),
    Refusal.FORM_TOO_MUCH: Localised(
        sv="Filen innehåller mer än ett formulär behöver. Exportera bara formuläret, utan svar.",
        en="The file holds more than a form needs. Export the form alone, without answers.",
    ),
    Refusal.NO_HEADER: Localised(
        sv="Ingen rad med kolumnrubriker hittades. Skriv rubrikerna {where} överst i tabellen.",
        en="No row of column headers was found. Write the headers {where} on top of the table.",
    ),
    Refusal.COLUMN_TWICE: Localised(
        sv="Två kolumner har samma rubrik{where}. Byt namn på eller ta bort den ena.",
        en="Two columns have the same header{where}. Rename or remove one of them.",
    ),
    Refusal.NO_ROWS: Localised(
        sv="Det finns kolumnrubriker i filen men inga rader under dem.",
        en="The file has column headers but no rows below them.",
    ),
}

_LINE = Localised(sv="rad", en="line")


class UnreadableFile(Exception):
    """A file that is not read, and the one plain sentence to tell the person who handed it in."""

    def __init__(self, refusal: Refusal, where: str = "") -> None:
        super().__init__(refusal, where)
        self.refusal = refusal
        self.where = where

    def text(self, locale: str) -> str:
        """Return the sentence in the reader's language, with the cell or line to blame where it is known."""
        sentence = SENTENCES[self.refusal].text(locale)
        if self.refusal is Refusal.NO_HEADER:
            return sentence.format(where=self.where)
        place = f"{_LINE.text(locale)} {self.where}" if self.where.isdecimal() else self.where
        return sentence.format(where=f" ({place})" if place else "")
