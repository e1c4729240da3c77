"""The sentences of an import's report."""

from forms.localised import Localised

NO_SURVEY = Localised(
    sv="Arbetsboken saknar bladet ”survey”. Frågorna ska stå där.",
    en="The workbook has no sheet “survey”. The questions go there.",
)
NO_TYPE_COLUMN = Localised(sv="Bladet saknar kolumnen ”type”.", en="The sheet has no column “type”.")
TOO_MANY_ROWS = Localised(
    sv="Bladet har fler än 5 000 rader. Dela upp formuläret.", en="The sheet has over 5,000 rows. Split the form."
)
TOO_MANY_CHOICES = Localised(
    sv="Bladet har fler än 20 000 rader. Korta listorna.", en="The sheet has over 20,000 rows. Shorten the lists."
)
TOO_MUCH_OFFERED = Localised(
    sv="Frågorna har tillsammans fler än 50 000 alternativ. Korta listorna, eller fråga efter text.",
    en="The questions have over 50,000 choices together. Shorten the lists, or ask for text.",
)
TOO_DEEP = Localised(
    sv="Fler än 20 grupper ligger i varandra. Ta bort några.", en="Over 20 groups stand inside each other. Remove some."
)
TOO_MUCH_LOGIC = Localised(
    sv="Uttrycken har tillsammans fler än 200 000 tecken. Dela upp formuläret.",
    en="The expressions have over 200,000 characters together. Split the form.",
)
ASKS_NOTHING = Localised(
    sv="Formuläret frågar inget. Lägg till minst en fråga innan det publiceras.",
    en="The form asks nothing. Add at least one question before it is published.",
)
NO_QUESTIONS = Localised(
    sv="Bladet har inga frågor av en typ som kan användas.", en="The sheet has no question of a type that can be used."
)
SAME_COLUMN = Localised(
    sv="Kolumnen ”{name}” finns två gånger. Ta bort eller döp om den ena.",
    en="The column “{name}” is there twice. Remove or rename one.",
)
UNUSED_SHEET = Localised(sv="Bladet används inte.", en="The sheet is not used.")
UNUSED_COLUMN = Localised(sv="Kolumnen ”{name}” används inte.", en="The column “{name}” is not used.")
ONLY_WHERE_EMPTY = Localised(
    sv="Kolumnen ”{name}” används bara där ”{other}” är tom.",
    en="The column “{name}” is used only where “{other}” is empty.",
)
UNUSED_SETTING = Localised(sv="Inställningen ”{name}” används inte.", en="The setting “{name}” is not used.")
UNUSED_ROW = Localised(sv="Raden saknar typ och har hoppats över.", en="The row has no type and was skipped.")
FAR_AWAY = Localised(
    sv="Raden står efter fler än 60 tomma rader och har inte lästs. Flytta upp den om den hör till formuläret.",
    en="The row stands after more than 60 empty rows and was not read. Move it up if it belongs to the form.",
)
DISABLED_ROW = Localised(sv="Raden är avstängd och har hoppats över.", en="The row is disabled and was skipped.")
NO_TYPE = Localised(
    sv="Raden saknar typ. Skriv en i kolumnen ”type”.", en="The row has no type. Write one in the column “type”."
)
NO_NAME = Localised(
    sv="Raden saknar namn. Skriv ett i kolumnen ”name”.", en="The row has no name. Write one in the column “name”."
)
BAD_NAME = Localised(
    sv="”{name}” kan inte vara ett namn. Använd bokstäver, siffror och understreck, med en bokstav först.",
    en="“{name}” cannot be a name. Use letters, digits and underscores, with a letter first.",
)
SAME_NAME = Localised(
    sv="Namnet ”{name}” finns redan på rad {first}. Byt det ena.",
    en="The name “{name}” is already in row {first}. Change one.",
)
RENAMED = Localised(
    sv="Namnet ”{name}” fanns redan på ett annat ställe. Frågan heter nu ”{key}”.",
    en="The name “{name}” was already used elsewhere. The question is now called “{key}”.",
)
RESERVED_NAME = Localised(
    sv="Namnet ”{name}” är upptaget av formatet. Välj ett annat.",
    en="The name “{name}” is taken by the format. Choose another.",
)
ODD_NAME = Localised(
    sv="Namnet ”{name}” fungerar här, men andra program tar inte emot å, ä eller ö som stor bokstav.",
    en="The name “{name}” works here, but other programs do not take its capital letters with accents.",
)
ODD_SPELLING = Localised(
    sv="Typen ”{type}” är läst som om den stod med små bokstäver. Andra program gör inte det.",
    en="The type “{type}” is read as if in small letters. Other programs do not do that.",
)
LATE_HEADINGS = Localised(
    sv="Rubrikerna står inte på första raden. Andra program hittar dem inte där.",
    en="The headings are not in the first row. Other programs do not find them there.",
)
NO_LABEL = Localised(sv="Frågan saknar text.", en="The question has no text.")
NAME_AS_LABEL = Localised(
    sv="Frågan har en bild eller ett ljud i stället för text. Den visas med sitt namn, ”{name}”. Skriv en text.",
    en="The question has a picture or a sound instead of a text. It is shown with its name, “{name}”. Write a text.",
)
NO_TITLE = Localised(
    sv="Gruppen saknar text och har fått rubriken ”{title}”.", en="The group has no text and is called “{title}”."
)
NOT_TRANSLATED = Localised(sv="Texten saknas på: {languages}.", en="The text is missing in: {languages}.")
REFERENCE = Localised(
    sv="Texten hämtar ett annat svar ({name}). Den visas som den står.",
    en="The text quotes another answer ({name}). It is shown as it stands.",
)

METADATA = Localised(
    sv="”{type}” samlar uppgifter om den som svarar. Det gör vi inte.",
    en="“{type}” collects facts about the person who answers. We do not.",
)
METADATA_NAMED = Localised(
    sv="”{type}” samlar uppgifter om den som svarar. Det gör vi inte. Namnet står kvar utan värde, för en annan rad "
    "hämtar det. Ändra den raden, annars kan formuläret inte publiceras.",
    en="“{type}” collects facts about the person who answers. We do not. The name stays without a value, for another "
    "row asks for it. Change that row, or the form cannot be published.",
)
METADATA_WORKED_OUT = Localised(
    sv="”{type}” hämtas inte från någon apparat. Dagens datum räknas ut här.",
    en="“{type}” is not taken from a device. The day's date is worked out here.",
)
UNSUPPORTED_TYPE = Localised(
    sv="Frågor av typen ”{type}” kan inte ställas än. Frågan är utelämnad.",
    en="Questions of the type “{type}” cannot be asked yet. The question is left out.",
)
UNKNOWN_TYPE = Localised(
    sv="Typen ”{type}” är okänd. Frågan är utelämnad.", en="The type “{type}” is unknown. The question is left out."
)
AS_OTHER_TYPE = Localised(
    sv="Frågan av typen ”{type}” ställs som ”{title}”.", en="The question of the type “{type}” is asked as “{title}”."
)
WITH_SOURCE_TYPE = Localised(
    sv="Frågan av typen ”{type}” ställs som ”{title}”. Typen står kvar när formuläret hämtas som arbetsbok.",
    en="The question of the type “{type}” is asked as “{title}”. The type is kept when the form is exported.",
)
CHOICES_ELSEWHERE = Localised(
    sv="Alternativen till ”{type}” står i en annan fil eller i andra svar. Frågan ställs som ”{title}”.",
    en="The choices of “{type}” stand in another file or in other answers. The question is asked as “{title}”.",
)
UNKNOWN_REFERENCE = Localised(
    sv="”{name}” finns inte i formuläret. Rätta namnet, annars kan formuläret inte publiceras.",
    en="“{name}” is not in the form. Correct the name, or the form cannot be published.",
)
AMBIGUOUS_REFERENCE = Localised(
    sv="Flera rader heter ”{name}”. Det går inte att veta vilken som menas.",
    en="Several rows are called “{name}”. There is no telling which is meant.",
)
REFERENCE_TO_LOST = Localised(
    sv="”{name}” har inte följt med, men villkoret frågar efter den.",
    en="“{name}” did not come along, but the expression asks for it.",
)
BROKEN_REFERENCE = Localised(
    sv="En hänvisning saknar slut. Den ska se ut så här: ${{namn}}. Här står: {value}",
    en="A reference has no end. It should look like this: ${{name}}. Here it says: {value}",
)
LAST_SAVED = Localised(
    sv="Svar från förra gången kan inte hämtas så här. Uttrycket har följt med, men gäller inte.",
    en="Answers from last time cannot be fetched this way. The expression came along, but has no effect.",
)
BAD_EXPRESSION = Localised(
    sv="Uttrycket kan inte läsas: {reason} Det har följt med, men måste rättas före publicering.",
    en="The expression cannot be read: {reason} It came along, but must be corrected before publishing.",
)
BAD_PARAMETERS = Localised(
    sv="Skriv inställningar som namn=värde. Här står: {value}",
    en="Write parameters as name=value. Here it says: {value}",
)
BAD_RANGE = Localised(
    sv="Intervallets början, slut och steg måste vara tal som går ihop: {value}",
    en="Start, end and step of the range must be numbers that go together: {value}",
)
NO_CALCULATION = Localised(
    sv="Raden ska räkna ut något men saknar uttryck i ”calculation”.",
    en="The row is to calculate something but has nothing in “calculation”.",
)
DEFAULT_ONLY = Localised(
    sv="Värdet står i ”default”. Andra program vill ha det i ”calculation”.",
    en="The value stands in “default”. Other programs want it in “calculation”.",
)
NOT_CARRIED = Localised(sv="”{column}” har inte följt med: {value}", en="“{column}” did not come along: {value}")
BAD_AUDIENCE = Localised(
    sv="”{value}” säger inte vilka som får frågan. Skriv till exempel kind:member eller org:NAMN.",
    en="“{value}” does not say who is asked. Write, for example, kind:member or org:NAME.",
)
UNKNOWN_KIND = Localised(
    sv="”{value}” är ingen typ av organisation. Typerna är {kinds}.",
    en="“{value}” is not a kind of organisation. The kinds are {kinds}.",
)
UNKNOWN_ORGANISATION = Localised(
    sv="Organisationen ”{value}” finns inte i rådet. Lägg till den först, eller rätta namnet.",
    en="The organisation “{value}” is not in the council. Add it first, or correct the name.",
)

CONDITION_PASSED_ON = Localised(
    sv="Gruppens villkor gäller nu för var och en av dess frågor.",
    en="The condition of the group now stands at each of its questions.",
)
NOT_A_TABLE = Localised(
    sv="Gruppen kan inte visas som en matris, för dess rader skiljer sig åt. Den ställs fråga för fråga.",
    en="The group cannot be shown as a matrix, for its rows differ. It is asked question by question.",
)
LOOP = Localised(
    sv="Gruppen skulle upprepas för varje alternativ i en lista. Frågorna i den ställs en gång.",
    en="The group was to be repeated for each choice of a list. Its questions are asked once.",
)
END_WITHOUT_BEGIN = Localised(sv="Här slutar en grupp som aldrig börjat.", en="A group ends here that never began.")
WRONG_END = Localised(
    sv="”{type}” hör inte ihop med gruppen som började på rad {first}.",
    en="“{type}” does not belong to the group that began in row {first}.",
)
NEVER_ENDED = Localised(sv="Gruppen ”{name}” tar aldrig slut.", en="The group “{name}” never ends.")

NO_CHOICES_SHEET = Localised(
    sv="Arbetsboken saknar bladet ”choices”. Alternativen i ”{name}” ska stå där.",
    en="The workbook has no sheet “choices”. The choices of “{name}” go there.",
)
NO_LIST_NAME = Localised(
    sv="Ange vilken lista med alternativ frågan har, till exempel: select_one orter.",
    en="Say which list of choices the question has, for example: select_one places.",
)
NO_SUCH_LIST = Localised(
    sv="Listan ”{name}” finns inte på bladet ”choices”.", en="The list “{name}” is not on the sheet “choices”."
)
NO_CHOICE_LIST = Localised(sv="Alternativet saknar listans namn.", en="The choice has no list name.")
NO_CHOICE_NAME = Localised(sv="Alternativet saknar namn.", en="The choice has no name.")
NO_CHOICE_LABEL = Localised(sv="Alternativet ”{name}” saknar text.", en="The choice “{name}” has no text.")
SAME_CHOICE = Localised(
    sv="Alternativet ”{name}” finns redan i listan ”{list}”. Byt namn på det ena.",
    en="The choice “{name}” is already in the list “{list}”. Rename one.",
)
SAME_CHOICE_TWICE = Localised(
    sv="Alternativet ”{name}” finns flera gånger i listan ”{list}”. Svaren kan inte skiljas åt.",
    en="The choice “{name}” is in the list “{list}” several times. The answers cannot be told apart.",
)
CHOICE_WITH_SPACE = Localised(
    sv="Alternativets namn ”{name}” har mellanslag och heter nu ”{key}”.",
    en="The choice's name “{name}” has spaces and is now “{key}”.",
)
YES_NO_WITHOUT_LIST = Localised(
    sv="Listan ”yes_no” finns inte på bladet ”choices”. Frågan ställs som ”Ja eller nej”.",
    en="The list “yes_no” is not on the sheet “choices”. The question is asked as “Yes or no”.",
)
OTHER_BY_LIST = Localised(
    sv="En annan fråga visar listan ”{list}” med ”Annat”. Därför har även den här frågan det.",
    en="Another question shows the list “{list}” with “Other”, so this question has it as well.",
)
OTHER_WITH_FILTER = Localised(
    sv="Andra program tar inte emot ”or_other” tillsammans med ”choice_filter”. Här går det.",
    en="Other programs do not take “or_other” together with “choice_filter”. Here it works.",
)
OTHER_AS_QUESTION = Localised(
    sv="En rangordning har ingen ruta för ”Annat”. Den har blivit en egen fråga.",
    en="A ranking has no box for “Other”. It has become a question of its own.",
)
OTHER_IS_OURS = Localised(
    sv="Alternativet ”other” ersätts av vårt eget ”Annat”.", en="The choice “other” is replaced by our own “Other”."
)
NO_COMMON_AUDIENCE = Localised(
    sv="Gruppens och frågans ”audience” har ingen gemensam. Skriv hela svaret på frågans rad.",
    en="The “audience” of group and question have nobody in common. Write it all in the question's row.",
)
