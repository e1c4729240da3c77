"""What the buttons of the joint answer's page do: a word, and what it is about, such as `uncite ID`."""

from collections.abc import Callable

from sqlalchemy.exc import NoResultFound
from werkzeug.datastructures import MultiDict

from app.access import Respondent
from app.respondent.joint.desk import Place
from app.services.collect import joint
from app.services.collect.joint import Pick
from forms.coordinator import JointForm

Posted = MultiDict[str, str]


def do(respondent: Respondent, place: Place, form: JointForm, posted: Posted) -> str:
    """Do it; returns the place on the page to go back to. Raises Problem, or NoResultFound."""
    word, _, about = posted.get("do", "save").partition(" ")
    key = place.question.key
    if word in {"save", "show"}:
        return "views" if word == "show" else ""
    if word == "cite":
        return _cite(respondent, key, form, posted)
    if word == "minority":
        return _keep(respondent, key, form, posted)
    if word == "publish":
        (joint.publish if about == "yes" else joint.unpublish)(respondent, key)
        return "publish"
    deed = SMALL.get(word)
    if deed is None:
        raise NoResultFound
    return deed(respondent, key, about, posted)


def _cite(respondent: Respondent, key: str, form: JointForm, posted: Posted) -> str:
    sentence = posted.get("sentence", "")
    is_quoted = bool(form.is_quoted.data)
    joint.cite(respondent, key, sentence, _picks(posted), is_quoted=is_quoted, excerpt=form.line("excerpt"))
    return f"s-{sentence[:16]}"


def _keep(respondent: Respondent, key: str, form: JointForm, posted: Posted) -> str:
    is_quoted, picks = bool(form.is_quoted.data), _picks(posted)
    if chosen := posted.get("minority", ""):
        joint.support_minority(respondent, key, _number(chosen), picks, is_quoted=is_quoted)
    else:
        joint.keep_minority(respondent, key, form.line("text"), picks, is_quoted=is_quoted)
    return "minorities"


def _uncite(respondent: Respondent, key: str, about: str, _posted: Posted) -> str:
    joint.uncite(respondent, key, about)
    return "sentences"


def _attach(respondent: Respondent, key: str, about: str, posted: Posted) -> str:
    joint.attach(respondent, key, about, posted.get(f"to-{about}", ""))
    return "sentences"


def _reword(respondent: Respondent, key: str, about: str, posted: Posted) -> str:
    joint.change_minority(respondent, key, _number(about), posted.get(f"minority-{about}", ""))
    return "minorities"


def _drop(respondent: Respondent, key: str, about: str, _posted: Posted) -> str:
    joint.remove_minority(respondent, key, _number(about))
    return "minorities"


def _leave(respondent: Respondent, key: str, about: str, _posted: Posted) -> str:
    minority, _, view_id = about.partition(" ")
    joint.take_from_minority(respondent, key, _number(minority), view_id)
    return "minorities"


SMALL: dict[str, Callable[[Respondent, str, str, Posted], str]] = {
    "uncite": _uncite,
    "attach": _attach,
    "reword": _reword,
    "drop": _drop,
    "leave": _leave,
}


def _picks(posted: Posted) -> list[Pick]:
    pairs = (one.partition(" ") for one in posted.getlist("pick"))
    return [(view_id, key) for view_id, _, key in pairs]


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        raise NoResultFound
    return int(typed)
