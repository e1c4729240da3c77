"""Settings: typed, frozen, read once from the environment, and checked before a production start."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent
INSTANCE = ROOT / "instance"
DEVELOPMENT_SECRET = "development-only-not-secret"  # noqa: S105 - refused in production by problems()
MOST_BOUNCE_LOCAL_PART = 31  # of 64 that RFC 5321 allows, "+" and a mail's own 32 are added
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


@dataclass(frozen=True)
class Settings:
    """Every setting of the service. Each field stands in the environment under its name in capitals.

    Durations are in seconds, sizes in bytes, days as 2027-01-31. `docs/operations.md` lists them with their meaning.
    """

    radslag_env: str = "development"
    secret_key: str = DEVELOPMENT_SECRET
    database_url: str = ""
    base_url: str = "http://127.0.0.1:5000"
    mail_server: str = ""
    mail_port: int = 25
    mail_use_tls: bool = False
    mail_username: str = ""
    mail_password: str = ""
    mail_default_sender: str = ""
    mail_bounce_address: str = ""
    mail_directory: str = ""
    default_locale: str = "sv"
    translations_directory: str = ""
    trusted_proxies: int = 0
    ratelimit_storage_uri: str = "memory://"
    session_idle_seconds: int = 12 * 3600
    staff_idle_seconds: int = 2 * 3600
    session_absolute_seconds: int = 30 * 24 * 3600
    staff_absolute_seconds: int = 12 * 3600
    file_store: str = ""
    max_body_bytes: int = 12 * 1024 * 1024
    max_form_bytes: int = 4 * 1024 * 1024
    brand_header: str = "#0b2a55"
    brand_accent: str = "#0a5eb0"
    brand_logo: str = ""
    responsible_organisation: str = ""
    accessibility_contact: str = ""
    statement_published_on: date | None = None
    statement_reviewed_on: date | None = None
    privacy_contact: str = ""

    @property
    def production(self) -> bool:
        """True where real people use the service; the checks of `problems` then stop an unsafe start."""
        return self.radslag_env == "production"

    @property
    def secure_cookies(self) -> bool:
        """Cookies are Secure except where the service is served over plain HTTP on loopback."""
        return urlsplit(self.base_url).scheme == "https"

    def check(self) -> None:
        """Raise SettingsError, naming every problem, where these settings must not be started with."""
        if found := self.problems():
            raise SettingsError(" ".join(found))

    def for_flask(self) -> dict[str, object]:
        """The settings by their environment names, and what Flask and its extensions derive from them."""
        return {
            **{name.upper(): value for name, value in asdict(self).items()},
            # A cookie named __Host- is refused by browsers over plain HTTP, which only loopback may use.
            "SESSION_COOKIE_NAME": "__Host-radslag" if self.secure_cookies else "radslag",
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": timedelta(seconds=self.session_idle_seconds),
            "PREFERRED_URL_SCHEME": urlsplit(self.base_url).scheme,
            # Sessions end by their own rule; a form must not go stale while somebody writes.
            "WTF_CSRF_TIME_LIMIT": None,
            # Over HTTPS Flask-WTF would ask for a Referer, which our Referrer-Policy keeps every browser from sending.
            "WTF_CSRF_SSL_STRICT": False,
            "MAX_CONTENT_LENGTH": self.max_body_bytes,
            "MAX_FORM_MEMORY_SIZE": self.max_form_bytes,
            "RATELIMIT_HEADERS_ENABLED": False,
        }

    def problems(self) -> list[str]:
        """What makes these settings unsafe or unusable, one sentence each; empty when all is well."""
        found = [*self._value_problems()]
        if self.production:
            found += self._production_problems()
        return found

    def _value_problems(self) -> list[str]:
        found = []
        if self.radslag_env not in {"development", "production"}:
            found.append("RADSLAG_ENV must be development or production.")
        if self.default_locale not in {"sv", "en"}:
            found.append("DEFAULT_LOCALE must be sv or en.")
        if not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            found.append("DATABASE_URL must start with sqlite:/// or postgresql+psycopg://.")
        if self.mail_bounce_address and not 0 < self.mail_bounce_address.find("@") <= MOST_BOUNCE_LOCAL_PART:
            found.append("MAIL_BOUNCE_ADDRESS must be an address with at most 31 characters before its @.")
        for name in ("brand_header", "brand_accent"):
            if contrast_with_white(getattr(self, name)) < MINIMUM_CONTRAST:
                found.append(f"{name.upper()} must be a colour like #0b2a55 with at least 4.5:1 contrast to white.")
        return found

    def _production_problems(self) -> list[str]:
        found = []
        if self.secret_key == DEVELOPMENT_SECRET or len(self.secret_key) < 32:
            found.append("SECRET_KEY must be set to at least 32 random characters.")
        if not self.secure_cookies:
            found.append("BASE_URL must start with https://.")
        if self.trusted_proxies < 1:
            found.append("TRUSTED_PROXIES must say how many TLS proxies stand before the service (usually 1).")
        if not self.mail_default_sender:
            found.append("MAIL_DEFAULT_SENDER must be set to the address that mail comes from.")
        if not self.mail_server and not self.mail_directory:
            found.append("MAIL_SERVER must be set to the relay that mail goes out through.")
        if os.environ.get("FLASK_DEBUG", "").lower() in TRUE_WORDS:
            found.append("FLASK_DEBUG must be off.")
        return found


MINIMUM_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3


def contrast_with_white(colour: str) -> float:
    """WCAG contrast ratio of a `#rrggbb` colour against white; 0 when it is no such colour."""
    digits = colour.removeprefix("#")
    if len(digits) != 6 or not colour.startswith("#"):
        return 0.0
    try:
        channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    except ValueError:
        return 0.0
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


class SettingsError(ValueError):
    """A setting in the environment can't be read; the message names it and says what it takes."""


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the given mapping, or from `.env` overlaid by the process environment.

    Raises SettingsError where a value can't be read as its type.
    """
    if environment is None:
        values = {k: v for k, v in dotenv_values(ROOT / ".env").items() if v is not None}
        environment = {**values, **os.environ}
    given: dict[str, Any] = {
        f.name: _read(f.name, f.type, environment[f.name.upper()])
        for f in fields(Settings)
        if environment.get(f.name.upper())
    }
    given.setdefault("database_url", f"sqlite:///{INSTANCE / 'radslag.sqlite3'}")
    given.setdefault("file_store", str(INSTANCE / "files"))
    development = given.get("radslag_env", "development") == "development"
    if development:
        given.setdefault("mail_default_sender", "radslag@trygghetsradet.example")
    if development and not given.get("mail_server"):
        given.setdefault("mail_directory", str(INSTANCE / "mail"))
    return Settings(**given)


def _read(name: str, kind: object, text: str) -> str | int | bool | date:
    if kind is bool:
        return text.strip().lower() in TRUE_WORDS
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise SettingsError(f"{name.upper()} must be a whole number, not {text!r}.") from None
    if kind == date | None:
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            raise SettingsError(f"{name.upper()} must be a day like 2027-01-31, not {text!r}.") from None
    return text.strip()
