"""Columns of ours for the words of one kind of organisation: `label_youth_council::Svenska (sv)`, and `hint_…`."""

from forms.audience import OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Question, Wording
from forms.xlsform.sheets import Row
from forms.xlsform.written_lists import Cells, texts

WORDING_COLUMNS = tuple(f"{name}_{kind}" for kind in OrganisationKind for name in ("label", "hint"))


def read_wordings(row: Row) -> tuple[Wording, ...]:
    """Return the other words of a row's question; kinds that read the same share one wording."""
    kinds: dict[tuple[Localised, Localised], frozenset[OrganisationKind]] = {}
    for kind in OrganisationKind:
        words = (row.localised(f"label_{kind}"), row.localised(f"hint_{kind}"))
        if any(words):
            kinds[words] = kinds.get(words, frozenset()) | {kind}
    return tuple(Wording(readers, label, hint) for (label, hint), readers in kinds.items())


def write_wordings(question: Question) -> Cells:
    """Return the cells that hold the question's other words."""
    cells: Cells = {}
    for wording in question.wordings:
        for kind in wording.kinds:
            cells |= {**texts(f"label_{kind}", wording.label), **texts(f"hint_{kind}", wording.hint)}
    return cells
