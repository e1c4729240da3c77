"""What the ledger says, in words, of states, needs and mails, each with a shape of components/status_tag.html."""

from datetime import datetime

from babel.dates import format_date
from flask_babel import get_locale, gettext, ngettext

from app.queries.issue.standing import Need, Standing
from exports.records import RequestState
from forms import moments


def state(row: Standing) -> tuple[str, str]:
    """How far the organisation has come."""
    if row.closed_at is not None and not row.is_done:
        return gettext("Stängd utan svar"), "off"
    if not row.asked:
        return gettext("Får inga frågor"), "off"
    words = {
        RequestState.NOT_ISSUED: (gettext("Inte utskickat"), "todo"),
        RequestState.ISSUED: (gettext("Inte öppnat"), "todo"),
        RequestState.OPENED: (gettext("Öppnat"), "doing"),
        RequestState.STARTED: (gettext("Påbörjat"), "doing"),
        RequestState.SUBMITTED: (gettext("Har svarat"), "done"),
        RequestState.ABSTAINED: (gettext("Avstår"), "off"),
        RequestState.SILENT: (gettext("Har inte svarat i tid"), "late"),
    }
    return words[row.state]


def need(row: Standing) -> str:
    """What has to be seen to, beyond what the state says already; empty where nothing is."""
    if row.need is Need.CONTACT:
        return str(gettext("Saknar kontakt"))
    if row.need is Need.OTHER_CONTACT:
        return str(gettext("Vill byta kontaktperson"))
    return str(gettext("Mejlet når inte fram")) if row.need is Need.UNREACHABLE else ""


def day(moment: datetime) -> str:
    """The day in few letters, for a table: 22 nov. It never breaks over two lines."""
    return format_date(moments.day_of(moment), "d MMM", locale=get_locale()).replace(" ", "\N{NO-BREAK SPACE}")


def mail_kind(kind: str) -> str:
    """A mail's name."""
    names: dict[str, str] = {
        "invitation": gettext("Inbjudan"),
        "reminder": gettext("Påminnelse"),
        "reminder_halfway": gettext("Påminnelse efter halva tiden"),
        "reminder_before": gettext("Påminnelse tre arbetsdagar före"),
        "reminder_after": gettext("Påminnelse dagen efter"),
        "new_link": gettext("Ny länk"),
        "changed_deadline": gettext("Ändrad svarstid"),
        "colleague": gettext("Inbjudan från en kollega"),
        "handed_over": gettext("Inbjudan att ta över"),
        "ready_for_review": gettext("Klart för granskning"),
        "sent_back": gettext("Tillbaka från granskning"),
        "receipt": gettext("Kvitto på svaret"),
        "abstention_receipt": gettext("Kvitto på att de avstår"),
    }
    return names.get(kind, kind)


def happening(what: str) -> tuple[str, str]:
    """What happened to a link or a mail."""
    words = {
        "sent": (gettext("Skickat"), "done"),
        "returned": (gettext("Kom tillbaka, nådde inte fram"), "attention"),
        "failed": (gettext("Kunde inte skickas"), "attention"),
        "cancelled": (gettext("Skickades inte, behövdes inte längre"), "off"),
        "waiting": (gettext("Väntar på att skickas"), "doing"),
        "opened": (gettext("Länken öppnades"), "info"),
        "replaced": (gettext("Länken slutade gälla"), "off"),
    }
    return words[what]


def detail(text: str) -> str:
    """Why a mail did not go out, from the outbox's constant words."""
    reasons: dict[str, str] = {
        "connection": gettext("Förbindelsen med mejlservern bröts."),
        "address": gettext("Adressen går inte att skriva till."),
        "not built": gettext("Mejlet gick inte att skapa."),
        "headers": gettext("Avsändaradressen eller rådets adress är felskriven."),
        "revoked": gettext("Länken är ersatt."),
        "closed": gettext("Formuläret är stängt."),
        "left": gettext("Kontakten har slutat."),
        "answered": gettext("Organisationen har svarat."),
        "too late": gettext("Svarstiden har gått ut."),
    }
    code = text.partition(" ")[0]
    if code.isdigit():
        return str(gettext("Mejlservern svarade med kod %(code)s.", code=code))
    return reasons.get(text, "")


def reminded(mails: int) -> str:
    """What reminding did."""
    if not mails:
        return str(gettext("Alla som inte har svarat är redan påminda i dag."))
    return str(ngettext("%(num)s påminnelse skickas nu.", "%(num)s påminnelser skickas nu.", mails))
