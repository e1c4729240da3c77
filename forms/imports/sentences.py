"""The sentences of reports on files of other survey programs, beside those that XLSForm has too."""

from forms.localised import Localised

NOT_THIS_FORM = Localised(
    sv="Filen är varken ett XLSForm-, LimeSurvey- eller SurveyJS-formulär.",
    en="The file is neither an XLSForm, a LimeSurvey nor a SurveyJS form.",
)
NO_QUESTIONS = Localised(
    sv="Filen har inga frågor av en typ som kan användas.", en="The file has no question of a type that can be used."
)
TOO_MANY = Localised(
    sv="Filen har fler än 5 000 frågor eller rader. Dela upp formuläret.",
    en="The file has more than 5,000 questions or rows. Split the form.",
)
BROKEN_TABLE = Localised(
    sv="Raden hör till en fråga eller grupp som inte finns i filen, och är utelämnad.",
    en="The row belongs to a question or group that is not in the file, and is left out.",
)
CONDITION = Localised(sv="Villkoret har inte följt med: {value}", en="The condition did not come along: {value}")
EXPRESSION = Localised(sv="Uttrycket har inte följt med: {value}", en="The expression did not come along: {value}")
SETTING = Localised(sv="Inställningen har inte följt med: {value}", en="The setting did not come along: {value}")
SETTINGS = Localised(
    sv="De här inställningarna har inte följt med: {names}", en="These settings did not come along: {names}"
)
PART = Localised(sv="”{name}” har inte följt med ({count} st).", en="“{name}” did not come along ({count} of them).")
MEDIA = Localised(
    sv="Bilder och annat inbäddat har inte följt med: {names}",
    en="Pictures and other embedded things did not come along: {names}",
)
LEFT_OUT = Localised(
    sv="Frågor av typen ”{type}” kan inte ställas här. Frågan är utelämnad.",
    en="Questions of the type “{type}” cannot be asked here. The question is left out.",
)
HIDDEN = Localised(
    sv="Frågan är dold i filen och är utelämnad.", en="The question is hidden in the file and is left out."
)
NEVER_SHOWN = Localised(
    sv="Villkoret visar den aldrig. Den visas nu alltid.", en="Its condition never shows it. It is now always shown."
)
AS_GROUP = Localised(
    sv="Frågan ställs som en grupp. Frågor i den: {count}.",
    en="The question is asked as a group. Questions in it: {count}.",
)
TOO_LARGE_TABLE = Localised(
    sv="Tabellen har {count} rutor. Fler än 60 blir för många frågor, så den är utelämnad.",
    en="The table has {count} cells. More than 60 make too many questions, so it is left out.",
)
SOFT_REQUIRED = Localised(
    sv="Frågan var önskad men inte obligatorisk. Den är nu frivillig.",
    en="The question was asked for but not required. It is now optional.",
)
NO_CHOICES = Localised(
    sv="Frågan har inga alternativ i filen. Lägg till dem.", en="The question has no choices in the file. Add them."
)
CHOICES_ELSEWHERE = Localised(
    sv="Alternativen hämtas från ett annat ställe och har inte följt med: {value}",
    en="The choices come from elsewhere and did not come along: {value}",
)
COMMENT_ADDED = Localised(
    sv="Kommentarsfältet har blivit en egen fråga.", en="The comment field has become a question of its own."
)
COMMENTS_LOST = Localised(
    sv="Kommentaren till varje alternativ har inte följt med.", en="The comment to each choice did not come along."
)
ASKED_AS = Localised(
    sv="Frågan av typen ”{type}” ställs som ”{title}”.", en="The question of the type “{type}” is asked as “{title}”."
)
INSIDE_REPEAT = Localised(
    sv="Frågor av typen ”{type}” kan inte stå i en upprepad grupp. Frågan är utelämnad.",
    en="Questions of the type “{type}” cannot stand in a repeating group. The question is left out.",
)
NO_LANGUAGE = Localised(
    sv="Filen säger inte vilket språk texterna är på. De tas som svenska.",
    en="The file does not say which language the texts are in. They are taken as Swedish.",
)
NEW_KEY = Localised(
    sv="”{name}” kan inte vara en nyckel här, eller är upptagen. Den heter nu ”{key}”.",
    en="“{name}” cannot be a key here, or is taken. It is now called “{key}”.",
)

MORE_LINES = Localised(
    sv="Ytterligare {count} saker av samma slag följde inte med.",
    en="Another {count} things of the same kinds did not come along.",
)

UNTITLED = Localised(sv="Frågor", en="Questions")
COMMENT_LABEL = Localised(sv="Kommentar", en="Comment")
