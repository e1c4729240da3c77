"""The table that both evaluators must agree with."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.expressions import Scope

TABLE = tomllib.loads((Path(__file__).parent / "vectors.toml").read_text())


@dataclass(frozen=True)
class Vector:
    source: str
    value: str | float | bool
    scope: dict[str, Any]


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


VECTORS = [
    Vector(
        row["source"],
        _number(row["value"]),
        {**TABLE["scope"], **{k: row[k] for k in row.keys() - {"source", "value"}}},
    )
    for row in TABLE["vectors"]
]


def scope_of(vector: Vector) -> Scope:
    """The scope as Python takes it: items as tuples."""
    values = {name: tuple(one) if isinstance(one, list) else one for name, one in vector.scope["values"].items()}
    every = {name: tuple(one) for name, one in vector.scope["every"].items()}
    return Scope(**{**vector.scope, "values": values, "every": every})


def same(found: object, wanted: object) -> bool:
    """Equal in kind too, and NaN equal to itself."""
    both_nan = found != found and wanted != wanted  # noqa: PLR0124 - that is what NaN is known by
    return both_nan or (type(found) is type(wanted) and found == wanted)
