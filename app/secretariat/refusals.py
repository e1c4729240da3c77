"""Puts what a service refuses at the fields of the form that it was typed into."""

from types import TracebackType

from app.services.input_checks import RefusedInput
from app.services.problems import Refused
from forms.secretariat.base import TypedForm


class RefusalsAt:
    """`with RefusalsAt(form): … return redirect(…)`; what follows the block renders the form with its errors.

    `whole` names the field that answers for a refusal of the whole; without it such a refusal passes on.
    """

    def __init__(self, form: TypedForm, whole: str = "") -> None:
        self.form = form
        self.whole = whole

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, refusal: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Hold back what was refused, and let everything else pass."""
        if isinstance(refusal, RefusedInput):
            errors = refusal.errors
        elif isinstance(refusal, Refused) and self.whole:
            errors = {self.whole: str(refusal)}
        else:
            return False
        for name, sentence in errors.items():
            self.form[name].errors = [sentence]
        return True
