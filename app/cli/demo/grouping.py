"""The demo's secretariat reads: themes, reviews, the flagged answer, and the digest with its lines."""

from app.cli.demo import asking, content
from app.models import LineKind, Meeting, ReviewState, Staff
from app.queries.digest import answers as answer_queries
from app.queries.digest import digests as digest_queries
from app.services.digest import coding, digests
from app.services.digest.digests import LineInput, Overview

OVERVIEW = ("highlights", "agreements", "differences", "asks", "young_people")


def group(meeting: Meeting) -> str:
    """Give the answers their themes, and write the first edition of the digest; returns the counts."""
    by, ids = asking.secretary(), _answer_ids(meeting)
    coded = _code(meeting, ids, by)
    _review(meeting, ids, by)
    digest = digests.begin(meeting, by)
    overview = {name: "\n".join(one["text"] for one in content.table("digest")[name]) for name in OVERVIEW}
    digests.change_overview(digest, Overview(**overview), digest.revision, by)
    lines = 0
    for theme in content.table("digest-themes")["themes"]:
        for line in theme["lines"]:
            resting = [ids[name] for name in line["rests_on"]]
            digests.add_line(digest, LineInput(theme["key"], LineKind(line["kind"]), line["text"], resting), by)
            lines += 1
    return f"{len(ids)} answers, {coded} coded, {lines} lines"


def missing(meeting: Meeting) -> str:
    """What the main job did not do, in one sentence; empty where all is there."""
    ids, digest = _answer_ids(meeting), digest_queries.latest(meeting.id)
    wanted = sum(len(one.get("answers", ())) for one in content.answer_files())
    if len(ids) != wanted:
        return f"Of {wanted} answers only {len(ids)} are there."
    lines = sum(len(theme["lines"]) for theme in content.table("digest-themes")["themes"])
    if digest is None or len(digest.lines) != lines:
        return f"The digest does not have its {lines} lines."
    return ""


def _answer_ids(meeting: Meeting) -> dict[str, int]:
    """The id of each answer by the name it has in these files."""
    keys = {name: key for key, name in content.organisation_names().items()}
    rows = answer_queries.of_meeting(meeting.id, flagged=True)
    return {f"{keys[row.organisation]}/{row.question_key}": row.id for row in rows}


def _code(meeting: Meeting, ids: dict[str, int], by: Staff) -> int:
    given: dict[tuple[str, ...], list[int]] = {}
    for name, themes in content.table("digest-coding")["coding"].items():
        given.setdefault(tuple(themes), []).append(ids[name])
    return sum(coding.set_themes(meeting, answer_ids, themes, by) for themes, answer_ids in given.items())


def _review(meeting: Meeting, ids: dict[str, int], by: Staff) -> None:
    handled = content.table("digest")
    set_aside = [ids[one["answer"]] for one in handled["set_aside"]]
    unread = [ids[name] for name in handled["unread"]]
    read = sorted(set(ids.values()) - set(set_aside) - set(unread))
    for state, answer_ids in (
        (ReviewState.REVIEWED, read),
        (ReviewState.SET_ASIDE, set_aside),
        (ReviewState.UNREAD, unread),
    ):
        coding.review(meeting, answer_ids, state, by)
    for one in handled["set_aside"]:
        coding.note(meeting, ids[one["answer"]], one["reason"], by)
    for answers in content.answer_files():
        for question, reason in answers.get("flagged", {}).items():
            coding.flag(meeting, ids[f"{answers['organisation']}/{question}"], reason, by)
