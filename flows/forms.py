"""Names the tables that are shared and the formats that answers are written in.

Knows no table and no writer; desk.py has them. The command line reads these names before anything heavy is loaded.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["events", "mentions", "commitments", "violations", "articles", "witnesses"]
ExportForm = Literal["csv", "parquet", "geojson", "jsonl", "acled-csv"]
FileForm = Literal["csv", "json", "parquet"]
