"""Exports: documented columns, the same rows in every format, whole files or none, cells a spreadsheet cannot run."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path
from typing import get_args

import pyarrow.parquet as pq
import pytest

from extractors.errors import InputError
from flows.desk import export, flat
from flows.forms import Kind
from tests.flows.hostile import HOSTILE
from warehouse import query

ROOT = Path(__file__).resolve().parents[3]
KINDS = get_args(Kind)
WITH_PLACES = [kind for kind in KINDS if kind != "articles"]
# A file is csv.field_size_limit-proof: quotes can be long.
csv.field_size_limit(1_000_000)


def documented(heading: str) -> list[str]:
    """The columns that docs/exports.md lists under a heading, in order."""
    page = (ROOT / "docs" / "exports.md").read_text("utf-8")
    section = page.split(f"\n## {heading}\n")[1].split("\n## ")[0].split("| our type |")[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", KINDS)
def test_columns_are_the_documented_ones_in_every_format(newsroom_data_dir: Path, tmp_path: Path, kind: Kind) -> None:
    columns = documented(kind)
    n_csv = export(newsroom_data_dir, kind, "csv", tmp_path / "a.csv")
    n_jsonl = export(newsroom_data_dir, kind, "jsonl", tmp_path / "a.jsonl")
    n_parquet = export(newsroom_data_dir, kind, "parquet", tmp_path / "a.parquet")
    assert n_csv == n_jsonl == n_parquet > 0
    rows = rows_of(tmp_path / "a.csv")
    objects = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    table = pq.read_table(tmp_path / "a.parquet")
    assert list(rows[0]) == list(objects[0]) == table.column_names == columns
    assert len(rows) == len(objects) == table.num_rows == n_csv


def test_acled_columns_are_the_documented_ones(newsroom_data_dir: Path, tmp_path: Path) -> None:
    assert export(newsroom_data_dir, "events", "acled-csv", tmp_path / "a.csv") > 0
    rows = rows_of(tmp_path / "a.csv")
    assert list(rows[0]) == documented("acled-csv")
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)
    assert {row["time_precision"] for row in rows} <= {"1", "2", "3"}


def test_the_acled_crosswalk_is_the_ontology_s(newsroom_data_dir: Path, tmp_path: Path) -> None:
    types = tomllib.loads((ROOT / "config" / "ontology.toml").read_text("utf-8"))["event_type"]
    told = {each["type"]: each.get("acled") for each in types}
    sql = (ROOT / "warehouse" / "sql" / "exports" / "events_acled.sql").read_text("utf-8")
    ours = dict(re.findall(r"\('(\w+)', '[A-Z][^']+', '[A-Z][^']+', '([A-Z][^']+)'\)", sql))
    battles = {"ceasefire_violation", "armed_clash", "territory_capture"}
    assert set(ours) - battles == {type for type, acled in told.items() if acled} - battles
    assert {type: ours[type] for type in ours if type not in battles} == {
        type: told[type] for type in ours if type not in battles
    }


@pytest.mark.parametrize("kind", WITH_PLACES)
def test_geojson_is_a_feature_collection_with_coordinates_of_the_gazetteer(
    newsroom_data_dir: Path, tmp_path: Path, kind: Kind
) -> None:
    n_rows = export(newsroom_data_dir, kind, "geojson", tmp_path / "a.geojson")
    layer = json.loads((tmp_path / "a.geojson").read_text("utf-8"))
    assert layer["type"] == "FeatureCollection"
    assert len(layer["features"]) == n_rows
    assert [*layer["features"][0]["properties"], "points"] == documented(kind)
    known = {(lon, lat) for lon, lat in query.run(newsroom_data_dir, "SELECT lon, lat FROM core.place").rows}
    shapes = [feature["geometry"] for feature in layer["features"] if feature["geometry"]]
    points = [
        tuple(point)
        for shape in shapes
        for point in ([shape["coordinates"]] if shape["type"] == "Point" else shape["coordinates"])
    ]
    assert points
    assert set(points) <= known


def test_articles_have_no_geojson(newsroom_data_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no places"):
        export(newsroom_data_dir, "articles", "geojson", tmp_path / "a.geojson")
    assert list(tmp_path.iterdir()) == []


def test_what_stood_there_stays_until_the_new_file_is_complete(newsroom_data_dir: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old", "utf-8")
    with pytest.raises(InputError, match="layout of events"):
        export(newsroom_data_dir, "mentions", "acled-csv", target)
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert target.read_text("utf-8") == "old"


def test_a_folder_or_a_device_is_no_target(newsroom_data_dir: Path, tmp_path: Path) -> None:
    for target in (tmp_path, Path("/dev/null")):
        with pytest.raises(InputError, match="not a file"):
            export(newsroom_data_dir, "events", "csv", target)
    with pytest.raises(InputError, match="no folder"):
        export(newsroom_data_dir, "events", "csv", tmp_path / "missing" / "a.csv")


def test_no_cell_is_a_formula(hostile_data_dir: Path, tmp_path: Path) -> None:
    export(hostile_data_dir, "articles", "csv", tmp_path / "a.csv")
    rows = rows_of(tmp_path / "a.csv")
    titles = {row["title"] for row in rows}
    assert "'" + HOSTILE["formula"] in titles
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "@", "\t", "\r")]


def test_json_carries_hostile_text_as_it_is_and_on_one_line(hostile_data_dir: Path, tmp_path: Path) -> None:
    n_rows = export(hostile_data_dir, "articles", "jsonl", tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == n_rows
    assert set(HOSTILE.values()) <= {json.loads(line)["title"] for line in lines}


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (["Agdam", "Lachin"], "Agdam; Lachin"),
        ([], ""),
        ([{"low": 4}], '[{"low": 4}]'),
        ({"low": None}, '{"low": null}'),
        (7, 7),
        (None, None),
    ],
)
def test_a_value_fits_one_cell(value: object, cell: object) -> None:
    assert flat(value) == cell
