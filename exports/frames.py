"""Answers and lines as pandas frames, for counting. The texts stay outside: a frame of them would fill the memory."""

from collections.abc import Iterable, Sequence

import pandas as pd

from exports.records import AnswerRecord, Coverage, LineRecord
from forms.audience import OrganisationKind


def answers_frame(answers: Iterable[AnswerRecord]) -> pd.DataFrame:
    """Return one row per answer and theme: reference, theme ("" without one), kind, coverage."""
    rows = (
        (answer.reference, theme, str(answer.kind), str(answer.coverage))
        for answer in answers
        for theme in answer.theme_keys or ("",)
    )
    return pd.DataFrame(rows, columns=["reference", "theme", "kind", "coverage"])


def lines_frame(lines: Iterable[LineRecord]) -> pd.DataFrame:
    """Return one row per line of the digest: theme, kind, number of answers it rests on."""
    rows = ((line.theme, str(line.kind), len(line.references)) for line in lines)
    return pd.DataFrame(rows, columns=["theme", "kind", "answers"])


def answers_by_theme(frame: pd.DataFrame, themes: Sequence[str]) -> dict[str, int]:
    """Count the answers of each theme, in the order asked for; a theme without answers counts 0."""
    counts = frame["theme"].value_counts()
    return {theme: int(counts.get(theme, 0)) for theme in themes}


def theme_by_kind(
    frame: pd.DataFrame, themes: Sequence[str], kinds: Sequence[OrganisationKind]
) -> dict[tuple[str, OrganisationKind], int]:
    """Count the answers of each theme from each kind of organisation; pairs without answers count 0."""
    counts = frame.groupby(["theme", "kind"], observed=True).size()
    found = {pair: int(count) for pair, count in counts.items()}
    return {(theme, kind): found.get((theme, str(kind)), 0) for theme in themes for kind in kinds}


def coverage(frame: pd.DataFrame) -> dict[Coverage, int]:
    """Count the answers by how far the secretariat has come with them; an answer of two themes counts once."""
    counts = frame.drop_duplicates("reference")["coverage"].value_counts()
    return {state: int(counts.get(str(state), 0)) for state in Coverage}
