"""Every component in its states on one page, for those who build pages."""

from flask import abort, current_app, render_template
from flask.typing import ResponseReturnValue

from app.access import Permission, requires
from app.public import blueprint, samples


@blueprint.get("/dev/components")
@requires(Permission.PUBLIC)
def components() -> ResponseReturnValue:
    """The page of components; not there in production."""
    if current_app.config["RADSLAG_ENV"] == "production":
        abort(404)
    return render_template(
        "dev/components.html",
        right=samples.sample_form(),
        wrong=samples.sample_form(wrong=True),
        asked=samples.sample_questions(),
        asked_wrong=samples.sample_questions(wrong=True),
        files=samples.FILES,
        attached=samples.ATTACHED,
        request_={"id": 1},
    )
