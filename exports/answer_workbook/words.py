"""Every word of an answer workbook that the questionnaire does not say itself."""

from exports.answer_workbook import codes
from forms.localised import Localised

INSTRUCTIONS = Localised(sv="Instruktion", en="Instructions")
QUESTIONS = Localised(sv="Frågor", en="Questions")
HEADINGS = {
    codes.NUMBER: Localised(sv="Nr", en="No."),
    codes.QUESTION: Localised(sv="Fråga", en="Question"),
    codes.HOW: Localised(sv="Så svarar ni", en="How to answer"),
    codes.ANSWER: Localised(sv="Svar", en="Answer"),
    codes.SECRECY: Localised(sv="Kan innehålla sekretess", en="May be confidential"),
    codes.NOTE: Localised(sv="Egen anteckning", en="Note of your own"),
    codes.ROW_CODE: Localised(sv="Kod", en="Code"),
}

WHAT_TO_DO = Localised(sv="Så gör ni", en="What to do")
STEPS = (
    Localised(
        sv="Gå till bladet Frågor. Skriv i rutorna i kolumnen Svar. Ni behöver inte svara på allt på en gång.",
        en="Go to the sheet Questions. Write in the boxes of the column Answer. You may do it bit by bit.",
    ),
    Localised(
        sv="Skicka gärna arbetsboken mellan er. Det går bra att flytta rader och att skriva anteckningar.",
        en="Send the workbook between you as you like. You may move rows, and write notes.",
    ),
    Localised(
        sv="Låt kolumnen Kod vara som den är. Den talar om vilken fråga raden hör till.",
        en="Leave the column Code as it is. It tells which question a row belongs to.",
    ),
    Localised(
        sv="Spara filen som .xlsx. Öppna er personliga länk, välj Svara i en arbetsbok och lämna filen där.",
        en="Save the file as .xlsx. Open your personal link, choose Answer in a workbook, and hand in the file there.",
    ),
    Localised(
        sv="Ni får se vad som är nytt innan något sparas. Svaret skickas först när ni väljer det på webben.",
        en="You see what is new before anything is saved. The answer is sent only when you choose so on the web.",
    ),
)
GOOD_TO_KNOW = Localised(sv="Att känna till", en="Good to know")
FACTS = (
    Localised(
        sv="Kan ett svar innehålla sekretess? Skriv varför i kolumnen bredvid, eller sätt ett x.",
        en="May an answer be confidential? Write why in the column beside it, or put an x.",
    ),
    Localised(
        sv="Er egen anteckning är bara för er. Den följer aldrig med svaret.",
        en="A note of your own is for you only. It never goes with the answer.",
    ),
    Localised(
        sv="Skriv inget som behöver vara hemligt eller som pekar ut enskilda. Det ni skickar blir en allmän handling.",
        en="Write nothing that must be secret or that points out individuals. What you send becomes a public record.",
    ),
    Localised(
        sv="Arbetsboken går att skriva ut och fylla i för hand. Skriv sedan in svaren på webben eller i filen.",
        en="The workbook can be printed and filled in by hand. Then enter the answers on the web or in the file.",
    ),
)
ANSWER_BY = Localised(sv="Svara senast {deadline}.", en="Answer by {deadline}.")
CALL = Localised(sv="Frågor? Ring {phone}.", en="Questions? Call {phone}.")
MADE = Localised(
    sv="Hämtad {moment}. Det ni hade skrivit på webben då är ifyllt.",
    en="Downloaded {moment}. What you had written on the web by then is filled in.",
)

NEEDED = Localised(sv="Behövs för att ni ska kunna skicka.", en="Needed before you can send.")
ABOUT_CHARACTERS = Localised(sv="Ungefär {count} tecken räcker.", en="About {count} characters are enough.")
OPTIONS = Localised(sv="Alternativ: {options}.", en="Options: {options}.")
SHOWN_IF = Localised(sv="Gäller bara om {condition}.", en="Only if {condition}.")
ON_THE_WEB = Localised(sv="Den här frågan besvaras på webben.", en="This question is answered on the web.")
TOO_MUCH = Localised(
    sv="Ert svar ryms inte i arbetsboken. Det finns kvar på webben; ändra det där.",
    en="Your answer has no room in the workbook. It is kept on the web; change it there.",
)

SLIP = Localised(sv="Något stämmer inte", en="Something is not right")
ONE_OF_LIST = Localised(sv="Välj ett av alternativen i listan.", en="Choose one of the options in the list.")
ONLY_X = Localised(sv="Skriv x eller lämna cellen tom.", en="Write x or leave the cell empty.")
A_NUMBER = Localised(sv="Skriv ett tal inom gränserna.", en="Write a number within the bounds.")
A_DATE = Localised(
    sv="Det ser inte ut som ett datum. Vill ni skriva det ändå?", en="This does not look like a date. Write it anyway?"
)
