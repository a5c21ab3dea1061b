"""The options that several commands have: each has one name, one short form and one meaning.

Knows no command.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

From = Annotated[date | None, Parameter(name="--from")]
To = Annotated[date | None, Parameter(name="--to")]
Output = Annotated[Path, Parameter(name=["--output", "-o"])]
Sources = Annotated[tuple[str, ...], Parameter(negative_iterable=())]
Wait = Annotated[
    float,
    Parameter(help="Seconds to wait while another run holds the warehouse, before giving up with exit code 75."),
]
