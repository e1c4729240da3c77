"""The few objects that belong to the whole application: database, CSRF guard, rate limiter, personal links, files."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import Session

from app.file_store import FileStore, open_store
from app.sqlite import make_sqlite_engine

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
SQLITE_BUSY_SECONDS = 10


def make_engine(url: str) -> Engine:
    """An engine with the durability that "acknowledged means kept" asks for.

    Errors never tell the values of a statement, which may be answers.
    """
    if url.startswith("sqlite"):
        return make_sqlite_engine(url, SQLITE_BUSY_SECONDS)
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _reading_engine(engine: Engine, url: str) -> Engine:
    """The engine of requests that only read; it is disposed of with the one that writes."""
    if engine.dialect.name != "sqlite":
        return engine.execution_options(postgresql_readonly=True)
    # Connections of their own: SQLite forgets its prepared statements whenever one goes from reading to writing.
    reading = make_sqlite_engine(url, SQLITE_BUSY_SECONDS, reads_only=True)
    event.listen(engine, "engine_disposed", lambda _engine: reading.dispose())
    return reading


class Database:
    """One engine an application, one session an application context."""

    def init_app(self, app: Flask) -> None:
        """Make the engine from DATABASE_URL and see that sessions are closed."""
        engine = make_engine(app.config["DATABASE_URL"])
        app.extensions["radslag_engine"] = engine
        app.extensions["radslag_reading_engine"] = _reading_engine(engine, app.config["DATABASE_URL"])
        app.teardown_appcontext(self._close)

    @property
    def engine(self) -> Engine:
        """The engine of the current application, for writing."""
        engine: Engine = current_app.extensions["radslag_engine"]
        return engine

    @property
    def session(self) -> Session:
        """The session of this application context; read-only, by the database's own word, in a GET."""
        if "db_session" not in g:
            reading = has_request_context() and request.method in SAFE_METHODS
            if has_request_context() and not reading:
                # All that is sent is read first: whoever sends it slowly must not keep SQLite's one turn to write.
                request.form  # noqa: B018 - reading it is the point
            g.db_session = Session(
                current_app.extensions["radslag_reading_engine" if reading else "radslag_engine"],
                expire_on_commit=False,
            )
        session: Session = g.db_session
        return session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commit what happens inside, or nothing of it. For commands and jobs; requests commit by themselves."""
        try:
            yield self.session
            self.session.commit()
        except BaseException:
            self.session.rollback()
            raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Only read inside, for as long as it takes: on SQLite no writer has to wait meanwhile.

        Begins a transaction of its own; what was changed before and not committed is lost.
        """
        session = self.session
        session.rollback()
        writing, session.bind = session.bind, current_app.extensions["radslag_reading_engine"]
        try:
            yield session
        finally:
            session.rollback()
            session.bind = writing

    @contextmanager
    def at_door(self) -> Iterator[None]:
        """Find out who comes, before the request takes SQLite's one turn to write; what is loaded stays loaded.

        The handler's first query then begins to write, and sees what others have written meanwhile.
        """
        session = self.session
        writing, reading = session.bind, current_app.extensions["radslag_reading_engine"]
        if writing is reading or reading.dialect.name != "sqlite":
            yield
            return
        session.bind = reading
        try:
            yield
            session.commit()
        finally:
            session.bind = writing

    def let_others_write(self) -> None:
        """End the transaction that the request has begun, before slow work on what was sent: one at a time may write.

        Only for a request that has changed nothing yet; what it loaded stays loaded.
        """
        self.session.commit()

    def commit_request(self) -> None:
        """Make the request's changes durable, if it touched the database at all."""
        if "db_session" in g:
            self.session.commit()

    def _close(self, _error: BaseException | None) -> None:
        session = g.pop("db_session", None)
        if session is not None:
            session.close()


class TransactionalFlask(Flask):
    """Flask that commits once, after the handler and before anything is answered.

    A page that refuses (status 400 and above) changes nothing: its transaction is rolled back on teardown.
    """

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the handler; then commit, so that no page says "saved" before it is."""
        response = self.make_response(super().dispatch_request())
        if request.method not in SAFE_METHODS and response.status_code < 400:
            db.commit_request()
        return response

    def log_exception(self, *_: object) -> None:
        """Say nothing. Flask would log the path, which may hold a token; app/errors.py logs what may be told."""


class PersonalLinks:
    """Makes the tokens of personal links from a row's nonce and the service's secret key.

    The database holds the nonce and the token's SHA-256: neither opens anything without the key.
    """

    def init_app(self, app: Flask) -> None:
        """Derive a key of its own from SECRET_KEY, so that links share no key with cookies."""
        key = hmac.digest(app.config["SECRET_KEY"].encode(), b"radslag personal links", "sha256")
        app.extensions["radslag_link_key"] = key

    def token(self, nonce: bytes) -> str:
        """The URL-safe token (43 characters, 256 bits) that belongs to this nonce."""
        digest = hmac.digest(current_app.extensions["radslag_link_key"], nonce, "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def code(self, nonce: bytes) -> str:
        """The eight digits that belong to this nonce, for a mailed code; no row tells them without the key."""
        # Of 256 bits, so that no code is likelier than another.
        digest = hmac.digest(current_app.extensions["radslag_link_key"], b"mailbox code " + nonce, "sha256")
        return f"{int.from_bytes(digest) % 10**8:08d}"

    def invitation_url(self, nonce: bytes) -> str:
        """The full address that an invitation mail carries."""
        return f"{current_app.config['BASE_URL'].rstrip('/')}/invitation/{self.token(nonce)}"

    def join_code(self, nonce: bytes) -> str:
        """What stands in the address that a body's members share: 80 bits, short enough to type from a poster."""
        digest = hmac.digest(current_app.extensions["radslag_link_key"], b"join" + nonce, "sha256")
        letters = base64.b32encode(digest[:10]).decode().lower()
        return "-".join(letters[at : at + 4] for at in range(0, 16, 4))

    def collection_url(self, nonce: bytes) -> str:
        """The full address that a body's members share."""
        return f"{current_app.config['BASE_URL'].rstrip('/')}/voice/{self.join_code(nonce)}"


class MemberSecrets:
    """What a member of a collecting body holds: four words, the token derived from them, and a cookie with the words.

    The database has only the token's SHA-256. Without the service's secret key nobody can reckon it from the words, so
    a copy of the database opens no view.
    """

    def init_app(self, app: Flask) -> None:
        """Derive keys of its own from SECRET_KEY."""
        secret = app.config["SECRET_KEY"].encode()
        app.extensions["radslag_member_key"] = hmac.digest(secret, b"radslag members", "sha256")
        app.extensions["radslag_member_cookie"] = URLSafeSerializer(secret, salt="radslag member cookie")

    def token(self, words: str) -> str:
        """The URL-safe token (43 characters) that belongs to these words; it stands in the private link."""
        digest = hmac.digest(current_app.extensions["radslag_member_key"], words.encode(), "sha256")
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    @property
    def cookie_name(self) -> str:
        """`member`, or what browsers hold to this host alone where the service runs over HTTPS."""
        return "__Host-member" if current_app.config["SESSION_COOKIE_SECURE"] else "member"

    def seal(self, held: dict[str, str]) -> str:
        """What the cookie carries, signed."""
        sealed: str = current_app.extensions["radslag_member_cookie"].dumps(held)
        return sealed

    def held(self) -> dict[str, str]:
        """What this browser's cookie carries; empty where it has none, or one that we did not sign."""
        try:
            found = current_app.extensions["radslag_member_cookie"].loads(request.cookies.get(self.cookie_name, ""))
        except BadSignature:
            return {}
        return found if isinstance(found, dict) else {}


def hash_token(token: str) -> str:
    """What is stored of a token: its SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def config_value(name: str) -> Any:
    """A setting of the running application by its environment name."""
    return current_app.config[name]


class Files:
    """The store of attached files that FILE_STORE names, one an application."""

    def init_app(self, app: Flask) -> None:
        """Name the store; it is reached when a file is first wanted."""
        app.extensions["radslag_file_store"] = open_store(app.config["FILE_STORE"])

    @property
    def store(self) -> FileStore:
        """The store of the current application."""
        store: FileStore = current_app.extensions["radslag_file_store"]
        return store


db = Database()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
links = PersonalLinks()
member_secrets = MemberSecrets()
files = Files()
