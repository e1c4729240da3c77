"""Days written out for people, in Europe/Stockholm."""

from datetime import datetime

from exports.cells import STOCKHOLM

_MONTHS = {
    "sv": "januari,februari,mars,april,maj,juni,juli,augusti,september,oktober,november,december",
    "en": "January,February,March,April,May,June,July,August,September,October,November,December",
}
_CLOCK = {"sv": "kl. {:%H.%M}", "en": "{:%H:%M}"}


def day_and_time(moment: datetime, locale: str) -> str:
    """Return "10 december 2026 kl. 09.00" for an aware moment."""
    local = moment.astimezone(STOCKHOLM)
    language = locale if locale in _MONTHS else "sv"
    month = _MONTHS[language].split(",")[local.month - 1]
    return f"{local.day} {month} {local.year} {_CLOCK[language].format(local)}"
