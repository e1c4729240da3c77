import csv
import io
from dataclasses import replace
from datetime import timedelta

from exports import ledger
from exports.page_setup import BookInfo
from exports.records import ContactRecord
from tests.exports.factories import NOON, request
from tests.exports.reading import calamine, table

INFO = BookInfo("Mäns våld mot kvinnor", "Trygghetsrådet", NOON)
REQUESTS = [
    replace(
        request(place),
        contacts=(ContactRecord("", "Samordnare", f"brevlada{place}@exempel.example"),),
        note="=1+1",
        channel="phone",
        bounced_at=NOON + timedelta(days=place),
    )
    for place in (8, 0, 5)
]


def test_the_ledger_is_a_workbook_in_the_council_s_order() -> None:
    target = io.BytesIO()
    ledger.write_xlsx(REQUESTS, target, INFO)
    rows = table(calamine(target.getvalue())["Svarsstatus"], "Organisation")
    assert [row["Organisation"] for row in rows] == ["Stadsledningskontoret", "HBTQI-rådet", "Näringslivsgruppen"]
    assert rows[1]["Sent"] == "Ja"
    assert rows[2]["Läge"] == "Avstår"
    assert rows[0]["Kontakt"] == "Samordnare, brevlada0@exempel.example"
    assert (rows[0]["Kanal"], rows[0]["Anteckning"], rows[0]["Versioner"]) == ("Telefon", "=1+1", 1)
    assert str(rows[0]["Studsade"]) == "2026-11-20 12:00:00"


def test_the_ledger_as_csv_awakens_no_formula() -> None:
    target = io.BytesIO()
    ledger.write_csv(REQUESTS, target, "en")
    rows = list(csv.DictReader(io.StringIO(target.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["Organisation"] for row in rows] == ["Stadsledningskontoret", "HBTQI-rådet", "Näringslivsgruppen"]
    assert rows[0]["Note"] == "'=1+1"
    assert rows[0]["Bounced"] == "2026-11-20 12:00"
