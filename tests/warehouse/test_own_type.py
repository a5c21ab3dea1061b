"""A type that an analyst adds, as docs/adding-an-event-type.md tells it: found, stored, and right by every check."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.ontology import Ontology, read_ontology
from extractors.ceasefire.tag import load_tagger
from extractors.records import Batch, Document
from tests.warehouse.makers import make_article, make_mention, make_run
from warehouse import checks, db, load

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "adding-an-event-type.md").read_text("utf-8")


@pytest.fixture(scope="module")
def own_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own")
    (block,) = re.findall(r"## A worked example.*?```toml\n(.*?)```", PAGE, re.DOTALL)
    (folder / "ontology.toml").write_text((ROOT / "config" / "ontology.toml").read_text("utf-8") + block, "utf-8")
    return folder


@pytest.fixture(scope="module")
def ontology(own_dir: Path) -> Ontology:
    return read_ontology(own_dir)


def test_the_worked_example_finds_its_sentence_and_leaves_its_twin(own_dir: Path, ontology: Ontology) -> None:
    tagger, rule = load_tagger(own_dir), ontology.rule[-1]
    assert rule.id in tagger.rules_in(rule.positive)
    assert rule.id not in tagger.rules_in(rule.negative)
    found = tagger.tag(Document("d", rule.positive, published_at=datetime(2020, 11, 21, tzinfo=UTC)))
    assert [mention.type for mention in found] == [rule.type]


def test_a_type_of_ones_own_is_of_the_closed_list_and_has_its_family(con: db.Connection, ontology: Ontology) -> None:
    article = make_article(1, "The rebels laid down their arms.")
    mention = make_mention(article, ontology.event_type[-1].type)
    load.load_reference(con, (), (), (), (), ontology.event_type)
    load.load(con, Batch(make_run(), articles=(article,), mentions=(mention,)))
    faults = {check.name: check.n_faults for check in checks.run(con)}
    assert faults["closed_lists"] == 0
    assert con.execute("SELECT family FROM mentions").fetchall() == [("terms",)]
    load.load_reference(con, (), (), (), ())
    assert {check.name: check.n_faults for check in checks.run(con)}["closed_lists"] == 1
