"""Every word of the digest workbook that is not somebody's text, in Swedish and English."""

from typing import NamedTuple

from exports.records import Coverage, DigestCopy, DigestState, RequestState
from forms.answers import QuotePermission
from forms.localised import Localised

OVERVIEW = Localised(sv="Översikt", en="Overview")
PROPOSALS = Localised(sv="Förslag", en="Proposals")
MATRIX = Localised(sv="Tema × organisation", en="Theme × organisation")
BY_ORGANISATION = Localised(sv="Per organisation", en="By organisation")
ALL_ANSWERS = Localised(sv="Alla svar", en="All answers")
STATUS = Localised(sv="Svarsstatus", en="Response status")
ABOUT = Localised(sv="Om sammanställningen", en="About the digest")
WITHOUT_THEME = Localised(sv="Utan tema", en="Without a theme")

DIGEST = Localised(sv="Sammanställning", en="Digest")
STATES = {
    DigestState.DRAFT: Localised(sv="UTKAST", en="DRAFT"),
    DigestState.FINAL: Localised(sv="Upprättad", en="Final"),
}
COPIES = {
    DigestCopy.FOR_CHAIR: Localised(sv="Ordförandens exemplar", en="The chair's copy"),
    DigestCopy.TO_SHARE: Localised(sv="Exemplar att dela", en="Copy to share"),
}
EDITION = Localised(sv="utgåva", en="edition")
DNR = Localised(sv="dnr", en="case number (dnr)")
THEME = Localised(sv="Tema", en="Theme")

POINT = Localised(sv="Punkt (sekretariatet)", en="Line (secretariat)")
POINT_NUMBER = Localised(sv="Punkt {number}", en="Line {number}")
PROPOSAL_NUMBER = Localised(sv="Förslag {number}", en="Proposal {number}")
NO_LINE_YET = Localised(sv="Ännu utan punkt", en="No line yet")
QUESTION = Localised(sv="Fråga", en="Question")
ORGANISATION = Localised(sv="Organisation", en="Organisation")
KIND = Localised(sv="Typ", en="Kind")
TRANSLATION = Localised(sv="Översättning (sekretariatet)", en="Translation (the secretariat)")
ANSWER = Localised(sv="Svar", en="Answer")
WISHES = Localised(sv="Önskar av rådet", en="Asks of the council")
MAY_QUOTE = Localised(sv="Får citeras", en="May be quoted")
ANSWER_ID = Localised(sv="Svars-id", en="Answer id")
RECEIVED = Localised(sv="Inkom", en="Received")
LATE_ANSWER = Localised(sv="(sent svar)", en="(late answer)")
CONTINUED = Localised(sv="(forts. {part}/{parts})", en="(cont. {part}/{parts})")
SAME_ANSWER = Localised(
    sv="Punkten vilar också på svar {reference}, som står under {other}.",
    en="This line also rests on answer {reference}, which is under {other}.",
)
OTHER_THEME_ANSWER = Localised(
    sv="Punkten vilar också på svar {reference}, som hör till ett annat tema.",
    en="This line also rests on answer {reference}, which belongs to another theme.",
)
PROPOSAL_NUMBERS = Localised(sv="Nr {numbers}", en="No. {numbers}")
ALSO_THEME = Localised(sv="Även tema", en="Also theme")
THEME_NUMBER = Localised(sv="Tema {number}", en="Theme {number}")
RAISED_BY = Localised(sv="{count} av {total} lyfter", en="Raised by {count} of {total}")
RAISED_BY_AT_LEAST = Localised(sv="Minst {count} av {total} lyfter", en="Raised by at least {count} of {total}")
RESTS_ON_NOTHING = Localised(sv="Vilar ännu inte på något svar", en="Does not rest on any answer yet")
PERMISSIONS = {
    QuotePermission.NAMED: Localised(sv="Med namn", en="With name"),
    QuotePermission.KIND_ONLY: Localised(sv="Bara som typ", en="Only as kind"),
    QuotePermission.CHAIR_ONLY: Localised(sv="Nej. Bara för ordföranden", en="No. For the chair only"),
}

MISSING = Localised(sv="saknas", en="missing")
HIGHLIGHTS = Localised(sv="Det viktigaste", en="Most important")
AGREEMENTS = Localised(sv="Överens om", en="Agreed on")
DIFFERENCES = Localised(sv="Skiljer sig åt", en="Differ on")
ASKS = Localised(sv="Ber rådet om", en="Ask the council for")
YOUNG_PEOPLE = Localised(sv="Ungas röst", en="Young people’s voice")
YOUNG_HAVE_ANSWERED = Localised(sv="Har svarat: {names}.", en="Have answered: {names}.")
YOUNG_SILENT = Localised(sv="Inget svar från unga än.", en="No answer from young people yet.")
NO_YOUNG = Localised(sv="Inga av ungas organisationer är inbjudna.", en="No young people's organisation is invited.")
MINORITY = Localised(sv="Minoritetsröst", en="Minority view")
MINORITY_CITED = Localised(sv="Citat, minoritetsröst", en="Quote, minority view")
MEMBERS_BEHIND = Localised(sv="Mening som medlemmar står bakom", en="Sentence that members stand behind")
MEMBER_CITED = Localised(sv="Citat ur medlemmarnas röster", en="Quote from the members’ views")
RESTS_ON_MEMBERS = Localised(
    sv="{name}: svaret bygger på röster från {members}.", en="{name}: the answer rests on views from {members}."
)
MINORITY_SAYS = Localised(
    sv="{name}, minoritetsröst ({members}): {text}", en="{name}, minority view ({members}): {text}"
)
MEMBER_SAYS = Localised(sv="{name}, ur medlemmarnas röster: {text}", en="{name}, from the members’ views: {text}")
MORE_VOICES = Localised(sv="{n} röster till står vid svaren.", en="{n} more voices stand beside the answers.")
IN_SHORT = Localised(sv="I korthet", en="In short")
HOW_MANY = Localised(sv="Antal", en="Number")
WHO = Localised(sv="Vilka", en="Who")
INVITED = Localised(sv="Inbjudna", en="Invited")
ANSWERED = Localised(sv="Har svarat", en="Answered")
ABSTAINED = Localised(sv="Avstår", en="Abstained")
NO_ANSWER = Localised(sv="Inget svar", en="No answer")
WHERE_LATE = Localised(sv="Varav sent", en="Of which late")
NOBODY = Localised(sv="Ingen", en="Nobody")
NAMES_ELSEWHERE = Localised(sv="Namnen står på bladet Svarsstatus.", en="The names are on the sheet Response status.")
ANSWERS_BY_THEME = Localised(sv="Svar per tema", en="Answers by theme")
RESPONSE_STATE = Localised(sv="Svarsläge", en="Response status")
OTHER_SHEETS = Localised(sv="Fler blad", en="More sheets")

NUMBER = Localised(sv="Nr", en="No.")
PROPOSAL = Localised(sv="Förslag", en="Proposal")
FROM = Localised(sv="Från", en="From")
SUPPORTED_BY = Localised(sv="Stöds av", en="Supported by")
OUTCOME = Localised(sv="Utfall", en="Outcome")
RESPONSIBLE = Localised(sv="Ansvarig", en="Responsible")
DONE = Localised(sv="Klart", en="Done by")
REPORTED_BACK = Localised(sv="Återkopplat", en="Fed back")

TOTAL = Localised(sv="Alla", en="All")
MATRIX_NOTE = Localised(
    sv="Antal svar per tema och typ av organisation. Varje siffra länkar till svaren bakom den, längre ner.",
    en="Number of answers by theme and kind of organisation. Each figure links to the answers behind it, further down.",
)
BEHIND_FIGURES = Localised(sv="Svaren bakom siffrorna", en="The answers behind the figures")
NO_ANSWERS = Localised(sv="Inga svar än.", en="No answers yet.")

STATE = Localised(sv="Läge", en="Status")
SENT = Localised(sv="Skickad", en="Sent")
OPENED = Localised(sv="Öppnad", en="Opened")
REMINDED = Localised(sv="Påmind", en="Reminded")
DEADLINE = Localised(sv="Sista dag", en="Deadline")
LATE = Localised(sv="Sent", en="Late")
YES = Localised(sv="Ja", en="Yes")
REASON = Localised(sv="Skäl till att avstå", en="Reason for abstaining")
REQUEST_STATES = {
    RequestState.NOT_ISSUED: Localised(sv="Inte utskickad", en="Not issued"),
    RequestState.ISSUED: Localised(sv="Skickad, inte svarat", en="Sent, not answered"),
    RequestState.OPENED: Localised(sv="Öppnad, inte svarat", en="Opened, not answered"),
    RequestState.STARTED: Localised(sv="Påbörjad, inte svarat", en="Started, not answered"),
    RequestState.SUBMITTED: Localised(sv="Har svarat", en="Answered"),
    RequestState.ABSTAINED: Localised(sv="Avstår", en="Abstains"),
    RequestState.SILENT: Localised(sv="Inget svar", en="No answer"),
}

FACT = Localised(sv="Uppgift", en="Fact")
VALUE = Localised(sv="Innehåll", en="Content")
MEETING = Localised(sv="Möte", en="Meeting")
MADE_BY = Localised(sv="Sammanställd av", en="Drawn up by")
AS_OF = Localised(sv="Uppgifterna gäller", en="Data as of")
COPY = Localised(sv="Exemplar", en="Copy")
FORM = Localised(sv="Formulär", en="Form")
FORM_VERSION = Localised(
    sv="{title}, version {version}, {questions} frågor, SHA-256 {sha256}",
    en="{title}, version {version}, {questions} questions, SHA-256 {sha256}",
)
FORM_ANSWERS = Localised(
    sv="{form}. {count} av svaren gäller den versionen.", en="{form}. {count} of the answers are to it."
)
CHANGES = Localised(sv="Ändrat sedan förra utgåvan", en="Changed since the last edition")
FIRST_EDITION = Localised(sv="Detta är första utgåvan.", en="This is the first edition.")
NO_CHANGES = Localised(sv="Inga ändringar är noterade.", en="No changes are noted.")
ANSWERS_SHOWN = Localised(sv="Svar i boken", en="Answers in the workbook")
EXCLUDED = Localised(sv="Undantagna svar", en="Answers left out")
LEFT_OUT_LINES = Localised(sv="Undantagna punkter", en="Lines left out")
DROPPED = Localised(sv="Borttagna tecken", en="Characters dropped")
COVERAGE_NAMES = {
    Coverage.REVIEWED: Localised(sv="Grupperade svar", en="Grouped answers"),
    Coverage.SET_ASIDE: Localised(sv="Svar lagda åt sidan", en="Answers set aside"),
    Coverage.UNREAD: Localised(sv="Olästa svar", en="Unread answers"),
}
CONTENT_SHA = Localised(sv="Innehållets SHA-256", en="Content SHA-256")
HOW_NAMES_SHOW = Localised(sv="Svar bara som typ", en="Answers only as kind")
HOW_NAMES_SHOW_TEXT = Localised(
    sv="De står sist, utan namn och tid. Att ett sådant svar kom sent sägs bara när flera av typen var sena.",
    en="They come last, without name or time. That one came late is said only when several of its kind were late.",
)
CODE_BOOK = Localised(sv="Kodbok", en="Code book")


class Noun(NamedTuple):
    """A noun as it stands after 1, and after any other number."""

    one: Localised
    many: Localised


def counted(number: int, noun: Noun, locale: str) -> str:
    """Return a number with its noun: "1 svar", "3 punkter"."""
    return f"{number} {(noun.one if number == 1 else noun.many).text(locale)}"


N_ANSWERS = Noun(Localised(sv="svar", en="answer"), Localised(sv="svar", en="answers"))
N_PROPOSALS = Noun(Localised(sv="förslag", en="proposal"), Localised(sv="förslag", en="proposals"))
OWN_WORDS_LAST = Localised(
    sv="Sist står förslag i organisationernas egna ord, som inget förslag här ovan bygger på",
    en="Last are proposals in the organisations’ own words that nothing above rests on",
)
N_POINTS = Noun(Localised(sv="punkt", en="line"), Localised(sv="punkter", en="lines"))
N_ORGANISATIONS = Noun(
    Localised(sv="organisation", en="organisation"), Localised(sv="organisationer", en="organisations")
)
N_LEFT_OUT = Noun(
    Localised(sv="svar undantaget", en="answer left out"), Localised(sv="svar undantagna", en="answers left out")
)
FLAGGED_WHY = Localised(
    sv="Markerade som möjligen sekretessbelagda. De står inte på något blad.",
    en="Flagged as possibly secret. They are on no sheet.",
)
N_CHAIR_ONLY = Noun(
    Localised(sv="svar bara för ordföranden", en="answer for the chair only"),
    Localised(sv="svar bara för ordföranden", en="answers for the chair only"),
)
CHAIR_ONLY_WHY = Localised(sv="De står bara i ordförandens exemplar.", en="They are in the chair's copy only.")
LINES_WHY = Localised(sv="Alla svar de vilar på är undantagna.", en="All the answers they rest on are left out.")
