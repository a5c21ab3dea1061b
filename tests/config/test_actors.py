"""The parties: one actor a name, armies and ministries resolve to their state, persons have their years."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from config.gazetteer import build_actors
from config.gazetteer.sheets import write_sheet
from config.load import SHIPPED, read_actors

ACTORS = {actor.actor_id: actor for actor in read_actors()}
BY_NAME = {name: actor for actor in ACTORS.values() for name in actor.names}

NAMES = [
    ("Defense Ministry in Baku", "Azerbaijani Defense Ministry", "Azerbaijan"),
    ("Azerbaijan's Defence Ministry", "Azerbaijani Defense Ministry", "Azerbaijan"),
    ("Armenian Foreign Ministry", "Armenian Foreign Ministry", "Armenia"),
    ("US Defense Ministry", "U.S. Defense Ministry", "United States"),
    ("General Staff of Ukraine", "Ukrainian General Staff", "Ukraine"),
    ("Israeli military", "Israel Defense Forces", "Israel"),
    ("Russian peacekeeping contingent", "Russian peacekeepers", "Russia"),
    ("joint Russian-Turkish monitoring centre", "Joint Russian-Turkish Monitoring Center", ""),
    ("SMM", "OSCE Special Monitoring Mission to Ukraine", "OSCE"),
    ("Ansar Allah", "Houthis", ""),
    ("LNR", "Luhansk People's Republic", ""),
    ("Pashinyan", "Nikol Pashinian", "Armenia"),
    ("Zelensky", "Volodymyr Zelenskiy", "Ukraine"),
    ("Zelenskyy", "Volodymyr Zelenskiy", "Ukraine"),
    ("Hemedti", "Mohamed Hamdan Dagalo", "Rapid Support Forces"),
    ("Burhan", "Abdel Fattah al-Burhan", "Sudan"),
    ("Abu Mohammed al-Golani", "Ahmed al-Sharaa", "Syria"),
    ("Azerbaijani president", "President of Azerbaijan", "Azerbaijan"),
    ("Myanmar's junta", "Myanmar military", "Myanmar (state)"),
]
CAPITALS = [
    ("Baku", "Azerbaijan"),
    ("Yerevan", "Armenia"),
    ("Kyiv", "Ukraine"),
    ("Washington", "United States"),
    ("Tehran", "Iran"),
    ("Stepanakert", "Nagorno-Karabakh authorities"),
    ("Tskhinvali", "South Ossetia"),
]


@pytest.mark.parametrize(("name", "actor_id", "state"), NAMES)
def test_a_name_leads_to_its_actor_and_state(name: str, actor_id: str, state: str) -> None:
    assert (BY_NAME[name].actor_id, BY_NAME[name].state) == (actor_id, state)


def test_a_name_has_one_actor() -> None:
    counts = Counter(name for actor in ACTORS.values() for name in actor.names)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(("capital", "actor_id"), CAPITALS)
def test_a_capital_stands_for_its_government(capital: str, actor_id: str) -> None:
    assert [actor.actor_id for actor in ACTORS.values() if capital in actor.metonyms] == [actor_id]


def test_an_adjective_has_one_state() -> None:
    counts = Counter(demonym for actor in ACTORS.values() if actor.kind == "state" for demonym in actor.demonyms)
    assert {demonym for demonym, count in counts.items() if count > 1} == set()


def test_persons_have_a_party_and_years() -> None:
    persons = [actor for actor in ACTORS.values() if actor.kind == "person"]
    assert len(persons) > 300
    assert [person.actor_id for person in persons if not person.state or person.from_year is None] == []


def test_the_file_is_what_the_script_builds(tmp_path: Path) -> None:
    write_sheet(build_actors.build(), build_actors.COLUMNS, tmp_path / "actors.csv")
    assert (tmp_path / "actors.csv").read_bytes() == (SHIPPED / "actors.csv").read_bytes()


def test_every_party_of_the_gold_set_is_known(shared_dir: Path) -> None:
    named = {
        name
        for file in ("sentences", "articles")
        for line in (shared_dir / "gold" / "dev" / f"{file}.jsonl").read_text("utf-8").splitlines()
        for mention in json.loads(line)["mentions"]
        for name in (*mention["source_actors"], *mention["target_actors"])
    }
    assert len(named) > 50
    assert named <= set(ACTORS)
