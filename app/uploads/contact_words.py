"""The words that offices use for columns, kinds and languages, as `names.word_key` leaves them."""

from enum import StrEnum

from forms.audience import OrganisationKind


class Column(StrEnum):
    """What a column of a contact list tells; the value is the English header."""

    ORGANISATION = "organisation"
    KIND = "kind"
    CONTACT = "contact"
    ROLE = "role"
    EMAIL = "email"
    LANGUAGE = "language"
    SUBSTITUTE = "substitute"
    SUBSTITUTE_EMAIL = "substitute_email"
    NOTE = "note"


# In falling order of certainty: of two columns that could be the same thing, the earlier word is it.
HEADERS: dict[str, tuple[str, ...]] = {
    Column.ORGANISATION: (
        "organisation", "organisationer", "organisationsnamn", "organisationensnamn", "namnpåorganisation",
        "namnpåorganisationen", "organization", "organizationname", "organisationname", "remissinstans",
        "remissinstanser", "myndighet", "myndighetsnamn", "medlemsorganisation", "förening", "föreningsnamn",
        "verksamhet", "aktör", "part", "råd", "medlem", "instans", "kommun", "kommunnamn", "nämnd", "förvaltning",
        "bolag", "enhet", "body", "member",
    ),
    Column.KIND: (
        "kind", "typ", "slag", "organisationstyp", "typavorganisation", "slagavorganisation", "type", "kategori",
        "organisationskategori", "category",
    ),
    Column.CONTACT: (
        "contact", "kontaktperson", "kontaktpersonnamn", "kontaktpersonensnamn", "kontakt", "ordinariekontakt",
        "ordinariekontaktperson", "contactperson", "contactname", "ordinarie", "representant", "ledamot",
        "handläggare", "ansvarig", "personensnamn", "person", "namn", "name", "förochefternamn",
    ),
    Column.ROLE: ("role", "roll", "befattning", "titel", "funktion", "uppdrag", "position", "title", "jobtitle"),
    Column.EMAIL: (
        "email", "epost", "epostadress", "emailaddress", "emailadress", "mejl", "mejladress", "mail", "mailadress",
        "mailaddress", "epostkontakt", "epostkontaktperson", "kontaktepost", "kontaktpersonepost", "eadress",
        "funktionsbrevlåda", "brevlåda", "adressepost",
    ),
    Column.LANGUAGE: ("language", "språk", "språkval", "lang"),
    Column.SUBSTITUTE: ("substitute", "ersättare", "ersättarenamn", "suppleant", "deputy"),
    Column.SUBSTITUTE_EMAIL: (
        "substituteemail", "ersättareepost", "ersättarensepost", "epostersättare", "suppleantepost", "deputyemail",
    ),
    Column.NOTE: (
        "note", "anm", "anmärkning", "anmärkningar", "kommentar", "kommentarer", "notering", "obs", "notes", "comment",
    ),
}  # fmt: skip

# The words over a pair of columns (name, address) that say whose they are.
SUBSTITUTE_GROUPS = ("substitute", "ersättare", "suppleant", "deputy", "vice")

KINDS: dict[OrganisationKind, tuple[str, ...]] = {
    OrganisationKind.MEMBER: (
        "member", "members", "medlem", "medlemmar", "medlemsorganisation", "ordinariemedlem", "ledamot", "rådsmedlem",
    ),
    OrganisationKind.RIGHTS_COUNCIL: (
        "rightscouncil", "rightsbasedcouncil", "rightsbasedcouncils", "rättighetsbaseratråd", "rättighetsbaserade",
        "rättighetsbaseraderåd", "rättighetsråd", "rättighetsbaserat",
    ),
    OrganisationKind.STUDENT_FORUM: ("studentforum", "studentforums", "studentforumet", "studentråd"),
    OrganisationKind.YOUTH_COUNCIL: (
        "youthcouncil", "youthcouncils", "ungdomsfullmäktige", "ungdomsråd", "ungdomsrådet", "ungdomsparlament",
    ),
    OrganisationKind.OTHER: ("other", "others", "annan", "annanorganisation", "andraorganisationer", "övrig", "övriga",
                             "annat", "otherorganisation"),
}  # fmt: skip

LANGUAGES = {
    "sv": ("sv", "svenska", "swedish", "svsv", "svse", "swe"),
    "en": ("en", "engelska", "english", "enus", "engb", "eng"),
}

TOTALS = ("summa", "summor", "totalt", "total", "antal", "sum", "totalsumma", "summatotalt", "sammanlagt")


def kind_of(key: str) -> OrganisationKind | None:
    """Return the kind that a word (as `word_key` leaves it) names, or None."""
    return next((kind for kind, words in KINDS.items() if key in words), None)


def language_of(key: str) -> str | None:
    """Return the language code that a word (as `word_key` leaves it) names, or None."""
    return next((code for code, words in LANGUAGES.items() if key in words), None)
