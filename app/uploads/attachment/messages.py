"""The sentence for each reason not to take a file that somebody attaches, in Swedish and English."""

from app.uploads.messages import UnreadableFile
from app.uploads.refusals import Refusal
from forms.localised import Localised

NOT_ALLOWED = Localised(
    sv="Den här sortens fil kan inte bifogas. "
    "Välj PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, text eller CSV.",
    en="This kind of file cannot be attached. "
    "Choose PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, text or CSV.",
)
DAMAGED = Localised(
    sv="Filen är skadad och kan inte bifogas. Öppna den, spara den på nytt och försök igen.",
    en="The file is damaged and cannot be attached. Open it, save it again, and try once more.",
)
TOO_MUCH = Localised(
    sv="Filen är packad på ett sätt som kan vara skadligt. Spara den som PDF och försök igen.",
    en="The file is packed in a way that may do harm. Save it as a PDF and try again.",
)
SENTENCES = {
    Refusal.NO_BYTES: Localised(sv="Filen är tom.", en="The file is empty."),
    Refusal.TOO_LARGE: Localised(
        sv="Filen är större än 10 MB. Gör den mindre, till exempel som PDF, och försök igen.",
        en="The file is larger than 10 MB. Make it smaller, for instance as a PDF, and try again.",
    ),
    Refusal.WRONG_ENDING: Localised(
        sv="Filens innehåll stämmer inte med dess namn. Spara filen på nytt från programmet den kommer från.",
        en="What is in the file does not match its name. Save it again from the program it comes from.",
    ),
    Refusal.ENCRYPTED: Localised(
        sv="Filen är låst med lösenord. Ta bort lösenordet och försök igen.",
        en="The file is locked with a password. Remove the password and try again.",
    ),
    Refusal.MACROS: Localised(
        sv="Filen innehåller makron. Spara den utan makron eller som PDF och försök igen.",
        en="The file holds macros. Save it without macros or as a PDF, and try again.",
    ),
    Refusal.ACTIVE: Localised(
        sv="Filen innehåller skript, program eller andra filer. Spara den som en ny, vanlig PDF och försök igen.",
        en="The file holds scripts, programs or other files. Save it as a new, ordinary PDF and try again.",
    ),
    Refusal.OLD_OFFICE: Localised(
        sv="Filen har ett äldre format. Öppna den och spara den som .docx, .xlsx, .pptx eller PDF.",
        en="The file has an older format. Open it and save it as .docx, .xlsx, .pptx or PDF.",
    ),
    Refusal.DAMAGED: DAMAGED,
    Refusal.TOO_MUCH: TOO_MUCH,
    Refusal.UNSAFE_XML: TOO_MUCH,
    Refusal.GAVE_UP: TOO_MUCH,
}


class UnfitFile(UnreadableFile):
    """A file that can't be attached, and the one plain sentence to tell the person."""

    def text(self, locale: str) -> str:
        """The sentence in the person's language."""
        return SENTENCES.get(self.refusal, NOT_ALLOWED).text(locale)
