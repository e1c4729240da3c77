"""Columns of ours for other words: `label_youth_council::Svenska (sv)` for a kind of organisation, and `hint_…`.

`label_plain` and `hint_plain` are in plain language, for whoever chooses it.
"""

from forms.audience import OrganisationKind
from forms.localised import Localised
from forms.questionnaire import Question, Wording
from forms.xlsform.sheets import Row
from forms.xlsform.written_lists import Cells, texts

PLAIN = "plain"
WORDING_COLUMNS = tuple(f"{name}_{kind}" for kind in (*OrganisationKind, PLAIN) for name in ("label", "hint"))


def read_wordings(row: Row) -> tuple[Wording, ...]:
    """Return the other words of a row's question; kinds that read the same share one wording."""
    kinds: dict[tuple[Localised, Localised], frozenset[OrganisationKind]] = {}
    for kind in OrganisationKind:
        words = (row.localised(f"label_{kind}"), row.localised(f"hint_{kind}"))
        if any(words):
            kinds[words] = kinds.get(words, frozenset()) | {kind}
    found = [Wording(readers, label, hint) for (label, hint), readers in kinds.items()]
    plain = Wording(frozenset(), row.localised(f"label_{PLAIN}"), row.localised(f"hint_{PLAIN}"), plain=True)
    return (*found, plain) if plain.label or plain.hint else tuple(found)


def write_wordings(question: Question) -> Cells:
    """Return the cells that hold the question's other words."""
    cells: Cells = {}
    for wording in question.wordings:
        for kind in [PLAIN] if wording.plain else wording.kinds:
            cells |= {**texts(f"label_{kind}", wording.label), **texts(f"hint_{kind}", wording.hint)}
    return cells
