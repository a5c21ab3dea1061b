"""Each check finds what it is for: a sound warehouse is damaged in one way, and one check speaks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractors.relations import Witness
from flows.relate import relate
from tests.warehouse.makers import make_batch, make_event_set
from warehouse import checks, db, load, load_kinship, sqlfiles

FAULTS = {
    "unique_ids": "INSERT INTO core.mention FROM core.mention",
    "orphans": "DELETE FROM raw.page",
    "runs_balance": "UPDATE ops.run SET n_known = n_known + 1",
    "runs_ledger": "INSERT INTO ops.entry_result SELECT * REPLACE ('x' AS message) FROM ops.entry_result",
    "polls_balance": "UPDATE ops.poll SET n_seen = 99",
    "quotes": "UPDATE core.mention SET quote_start = quote_start + 1",
    "places_in_text": "UPDATE core.revision SET text = 'X' || text",
    "revision_numbers": "UPDATE core.revision SET revision_number = 2",
    "event_counts": "DELETE FROM core.event_mention",
    "event_types": "UPDATE core.event SET type = 'armed_clash'",
    "closed_lists": "UPDATE core.mention SET status = 'maybe'",
    "story_counts": "UPDATE core.story SET n_witnesses = n_witnesses + 1",
    "witness_counts": "UPDATE core.witness SET counts_as_witness = false WHERE subject = 'event'",
    "dates": "UPDATE core.mention SET date_precision = 'none'",
    "default_days": "UPDATE core.mention SET event_date = DATE '1970-01-01', date_basis = 'publication'",
    "commitment_dates": "CREATE OR REPLACE VIEW mart.commitments AS SELECT 'c' AS commitment_id, 'x' AS type, "
    "'Agdam' AS place, DATE '2020-11-25' AS first_due_on, DATE '2020-11-15' AS due_on, [] AS postponements",
}


def test_every_check_is_tried() -> None:
    assert {f"checks/{name}" for name in FAULTS} == set(sqlfiles.names("checks"))


def load_all(con: db.Connection) -> None:
    batch = make_batch()
    load.load(con, batch)
    load.replace_events(con, make_event_set(*batch.mentions))
    load_kinship.replace_event_witnesses(con, [Witness("event", "event-1", "rferl:1", "rferl", True, "own report")])
    relate(con)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """The closed file of a sound warehouse, loaded once."""
    file = db.Paths(tmp_path_factory.mktemp("sound")).warehouse
    file.parent.mkdir(parents=True)
    shutil.copyfile(template, file)
    with db.connected(file.parents[1]) as con:
        load_all(con)
    return file


def test_a_sound_warehouse_has_no_faults(con: db.Connection) -> None:
    assert [check for check in checks.run(con) if check.n_faults] == []


@pytest.mark.parametrize(("name", "fault"), FAULTS.items(), ids=FAULTS)
def test_a_check_finds_its_fault(con: db.Connection, name: str, fault: str) -> None:
    con.execute(fault)
    found = {check.name: check for check in checks.run(con) if not check.is_sound}
    assert name in found
    assert found[name].sample
    assert found[name].rule.endswith(".")
