"""Sends the mail that is due, one by one: claim and commit, send, mark and commit.

A process that dies leaves a claim behind, and its mail is sent again under the same Message-ID. That is the one case in
which the relay may see a mail twice: when the process died between the relay's 250 and our commit.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.jobs.presence import at_work
from app.mail.transport import Refused, RelayAway, Transport, TryLater, open_transport
from app.queries.issue import outbox as outbox_queries
from app.services.issue import delivery
from app.services.issue.delivery import Claim, Outcome

# After so many mails a run ends and tells what it did; the next one goes on.
MOST_IN_A_RUN = 50
# The database may be restarting just when a mail was taken: it is asked so often, a second apart, to note it.
MARKING_ATTEMPTS = 30


def run(now: datetime) -> dict[str, int]:
    """Send what is due at `now`, at most MOST_IN_A_RUN mails.

    Counts by outcome, `waiting` (not settled yet) and `unreachable` (1 where the relay could not be spoken with).
    """
    counts: Counter[str] = Counter({outcome.value: 0 for outcome in Outcome})
    counts["unreachable"] = 0
    transport = open_transport()
    with at_work(when_alone=_take_back_claims):
        try:
            counts.update(_send_all(transport, now))
        finally:
            transport.close()
    counts["waiting"] = outbox_queries.waiting()
    db.session.rollback()
    return dict(counts)


def has_more(counts: Mapping[str, int]) -> bool:
    """Whether the run stopped at its limit, and not because nothing more was due."""
    return not counts["unreachable"] and sum(counts[outcome.value] for outcome in Outcome) >= MOST_IN_A_RUN


def _send_all(transport: Transport, now: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    began = time.monotonic()
    for _ in range(MOST_IN_A_RUN):
        # The clock that was handed in goes on while mails are sent.
        moment = now + timedelta(seconds=time.monotonic() - began)
        try:
            outcome = _next(transport, moment)
        except RelayAway:
            counts["unreachable"] = 1
            break
        if outcome is None:
            break
        counts[outcome.value] += 1
    return counts


def _next(transport: Transport, moment: datetime) -> Outcome | None:
    """Take up one mail and see it through; None when none is due. Raises RelayAway with the mail put back."""
    with db.transaction():
        claimed = delivery.claim(moment)
    if claimed is None:
        return None
    if claimed.mail is None:
        return claimed.outcome
    try:
        transport.send(claimed.mail)
    except RelayAway:
        with db.transaction():
            delivery.release(claimed, moment)
        raise
    except (TryLater, Refused) as error:
        return _not_taken(claimed, error, moment)
    return _insist(lambda: delivery.sent(claimed, moment))


def _not_taken(claimed: Claim, error: TryLater | Refused, moment: datetime) -> Outcome:
    with db.transaction():
        if isinstance(error, Refused):
            return delivery.refused(claimed, str(error), moment, address_is_bad=error.address_is_bad)
        return delivery.try_later(claimed, str(error), moment)


def _insist(mark: Callable[[], Outcome]) -> Outcome:
    """Commit that a mail was taken, also when the database is away for a moment: else it would go out again."""
    for attempt in range(1, MARKING_ATTEMPTS + 1):
        try:
            with db.transaction():
                return mark()
        except OperationalError:
            if attempt == MARKING_ATTEMPTS:
                raise
            time.sleep(1)
    raise AssertionError("the loop above returns or raises")


def _take_back_claims() -> None:
    with db.transaction():
        delivery.recover()
