"""Settings: an unsafe production start is stopped, and names what is wrong."""

from datetime import date

import pytest

import config

SAFE = {
    "RADSLAG_ENV": "production",
    "SECRET_KEY": "x" * 40,
    "BASE_URL": "https://radslag.stad.example",
    "DATABASE_URL": "postgresql+psycopg:///radslag",
    "TRUSTED_PROXIES": "1",
    "MAIL_SERVER": "smtp.stad.example",
    "MAIL_DEFAULT_SENDER": "radslag@stad.example",
}


def test_safe_settings_have_no_problems() -> None:
    assert config.load(SAFE).problems() == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", config.DEVELOPMENT_SECRET),
        ("BASE_URL", "http://radslag.stad.example"),
        ("TRUSTED_PROXIES", "0"),
        ("MAIL_DEFAULT_SENDER", ""),
        ("MAIL_SERVER", ""),
        ("DATABASE_URL", "mysql://somewhere"),
        ("RADSLAG_ENV", "staging"),
        ("DEFAULT_LOCALE", "fi"),
        ("MAIL_BOUNCE_ADDRESS", "ingen adress"),
        ("MAIL_BOUNCE_ADDRESS", f"{'x' * 32}@stad.example"),
        ("BRAND_HEADER", "#ffee00"),
        ("BRAND_ACCENT", "blue"),
    ],
)
def test_an_unsafe_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(config.SettingsError, match=name):
        config.load({**SAFE, name: value}).check()


def test_debug_stops_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert "FLASK_DEBUG" in " ".join(config.load(SAFE).problems())


def test_a_value_of_the_wrong_kind_is_named() -> None:
    with pytest.raises(config.SettingsError, match="MAIL_PORT"):
        config.load({"MAIL_PORT": "tjugofem"})
    with pytest.raises(config.SettingsError, match="STATEMENT_PUBLISHED_ON"):
        config.load({"STATEMENT_PUBLISHED_ON": "31/1 2027"})


def test_a_day_is_read_as_a_day() -> None:
    assert config.load({"STATEMENT_REVIEWED_ON": "2027-01-31"}).statement_reviewed_on == date(2027, 1, 31)


def test_cookies_are_host_bound_where_there_is_tls() -> None:
    assert config.load(SAFE).for_flask()["SESSION_COOKIE_NAME"] == "__Host-radslag"
    assert config.load({}).for_flask()["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize(("colour", "ratio"), [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("red", 0.0)])
def test_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert config.contrast_with_white(colour) == pytest.approx(ratio, abs=0.01)
