"""Writes answers to files: CSV, JSON lines, Parquet and GeoJSON; `export` writes the tables that analysts share.

Knows no query: those of the exports are warehouse/sql/exports. Their columns are documented in docs/exports.md.
Text from outside is made safe for a spreadsheet in CSV; the other formats carry it as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from extractors.errors import InputError
from flows.console import json_text, print_rows, refuse_twins
from flows.forms import ExportForm, FileForm, Kind
from flows.outfile import replaced
from warehouse import query
from warehouse.query import Answer

SUFFIXES: dict[str, FileForm] = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
}
POINTS = "points"
SEPARATOR = "; "
Writer = Callable[[Answer, Path], int]


def export(data_dir: Path, kind: Kind, form: ExportForm, output: Path) -> int:
    """Write one of the shared tables to a file and give the number of rows. Raises InputError, StorageError."""
    if form == "acled-csv" and kind != "events":
        raise InputError(f"acled-csv is a layout of events, not of {kind}: trucewire export events --format acled-csv")
    name = "events_acled" if form == "acled-csv" else kind
    with query.asked_file(data_dir, f"exports/{name}") as answer:
        if form == "geojson" and POINTS not in answer.columns:
            raise InputError(
                f"{kind} have no places; geojson is for events, mentions, commitments, violations, witnesses"
            )
        return _write(answer, output, EXPORT_WRITERS[form])


def write_answer(answer: Answer, output: Path, form: FileForm) -> int:
    """Write the answer to a query to a file and give the number of rows. Raises InputError, StorageError."""
    return _write(answer, output, FILE_WRITERS[form])


def form_of(output: Path) -> FileForm:
    """Give the format that a file's name asks for. Raises InputError."""
    form = SUFFIXES.get(output.suffix.lower())
    if form is None:
        raise InputError(
            f"{output}: the name does not say which format; end it in {', '.join(SUFFIXES)}, or use --format"
        )
    return form


def _write(answer: Answer, output: Path, writer: Writer) -> int:
    refuse_twins(answer.columns)
    with replaced(output) as temporary:
        return writer(answer, temporary)


def _write_csv(answer: Answer, path: Path) -> int:
    return _write_text(answer, path, "csv", answer.rows())


def _write_flat_csv(answer: Answer, path: Path) -> int:
    return _write_text(answer, path, "csv", (tuple(map(flat, row)) for row in answer.rows()))


def _write_json(answer: Answer, path: Path) -> int:
    return _write_text(answer, path, "json", answer.rows())


def _write_text(answer: Answer, path: Path, form: str, rows: Iterator[Sequence[Any]]) -> int:
    counted = _Counted(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        print_rows(answer.columns, counted, form, stream)
    return counted.n_rows


class _Counted:
    """Passes rows on and counts them."""

    def __init__(self, rows: Iterator[Sequence[Any]]) -> None:
        self._rows = rows
        self.n_rows = 0

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for row in self._rows:
            self.n_rows += 1
            yield row


def _write_parquet(answer: Answer, path: Path) -> int:
    n_rows = 0
    try:
        schema, batches = answer.batches()
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            for batch in batches:
                writer.write_batch(batch)
                n_rows += batch.num_rows
    except pa.ArrowException as error:
        raise InputError(f"this cannot be written as Parquet: {error}") from error
    return n_rows


def _write_geojson(answer: Answer, path: Path) -> int:
    """Write a FeatureCollection (RFC 7946), one feature a line."""
    n_rows = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        for n_rows, row in enumerate(answer.rows(), start=1):
            stream.write("\n" if n_rows == 1 else ",\n")
            _write_feature(dict(zip(answer.columns, row, strict=True)), stream)
        stream.write("\n]}\n")
    return n_rows


def _write_feature(properties: dict[str, Any], stream: TextIO) -> None:
    feature = {"type": "Feature", "geometry": geometry(properties.pop(POINTS)), "properties": properties}
    stream.write(json_text(feature))


def geometry(points: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Give a Point for one place, a MultiPoint for several, None for none. GeoJSON puts longitude first."""
    lon_lats = [[point["lon"], point["lat"]] for point in points]
    if not lon_lats:
        return None
    if len(lon_lats) == 1:
        return {"type": "Point", "coordinates": lon_lats[0]}
    return {"type": "MultiPoint", "coordinates": lon_lats}


def flat(value: Any) -> Any:
    """Give a value that fits one cell: a list of names joined by `; `, anything nested as JSON.

    >>> flat(["Agdam", "Lachin"]), flat([{"kind": "killed", "low": 4}])
    ('Agdam; Lachin', '[{"kind": "killed", "low": 4}]')
    """
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return SEPARATOR.join(value)
    if isinstance(value, list | dict):
        return json_text(value)
    return value


EXPORT_WRITERS: dict[ExportForm, Writer] = {
    "csv": _write_flat_csv,
    "acled-csv": _write_flat_csv,
    "jsonl": _write_json,
    "parquet": _write_parquet,
    "geojson": _write_geojson,
}
FILE_WRITERS: dict[FileForm, Writer] = {"csv": _write_csv, "json": _write_json, "parquet": _write_parquet}
