"""The odds of places: they have the last word on types they know, one say on a list, and are built by a script."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from extractors.ceasefire import places
from extractors.ceasefire.model import shipped_model
from extractors.ceasefire.place_odds import (
    BIAS,
    SHIPPED,
    Act,
    Case,
    PlaceOdds,
    features_of,
    read_odds,
    shipped_odds,
    write_odds,
)
from extractors.ceasefire.spans import Span
from extractors.records import PlaceRef
from tests.extractors.ceasefire.fixtures import PLACES

GAZETTEER = places.Gazetteer(PLACES)
TEXT = "Troops left Kalba on Friday while shots rang out in Varna."


def chosen(weights: Mapping[str, int], event_type: str = "troop_withdrawal") -> list[str]:
    verb = Span(TEXT.index("left"), TEXT.index(" Kalba"))
    clause = Span(0, TEXT.index(" while"))
    refs = GAZETTEER.find(TEXT)
    found = places.of_event(refs, TEXT, Span(0, len(TEXT)), clause, event_type, (), verb, (), PlaceOdds(weights))
    return [ref.place_id for ref in found]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"R troop_withdrawal": 1}, ["Kalba"]),
        ({"R troop_withdrawal": 60, "w left": -59}, ["Kalba"]),
        ({"R troop_withdrawal": 60, "w left": -61}, []),
        ({"R armed_clash": 60, "w left": -61}, ["Kalba"]),  # a type it never learnt
    ],
)
def test_even_odds_decide_and_the_rules_where_there_are_none(weights: dict[str, int], expected: list[str]) -> None:
    assert chosen(weights) == expected


def test_a_list_of_places_has_one_say() -> None:
    text = "Troops left Kalba and Varna on Friday."
    named = [PlaceRef(name, name, name, text.index(name), text.index(name) + 5) for name in ("Kalba", "Varna")]
    span, verb = Span(0, len(text)), Span(7, 11)
    case = Case(text, span, span, verb, "troop_withdrawal", set(), set(), set(), [])

    for weight, n_chosen in ((50, 2), (30, 0)):
        odds = PlaceOdds({"bias": -20, "w left": weight})
        assert len(odds.chosen(case, named)) == n_chosen


def test_the_features_tell_where_a_place_stands_and_which_acts_are_nearer() -> None:
    text = "Troops left as shells fell on Kalba."
    (ref,) = GAZETTEER.find(text)
    quote, verb = Span(0, len("Troops left")), Span(7, 11)
    fell = Act(Span(text.index("shells"), len(text) - 1), Span(text.index("fell"), text.index(" on")))
    case = Case(text, Span(0, len(text)), quote, verb, "troop_withdrawal", {ref.start}, set(), set(), [fell])
    found = set(features_of(case, ref))

    assert {BIAS, "r troop_withdrawal", "rk out>", "w on", "a .", "g shells >", "ob 1 r out>", "on 1 r out>"} <= found
    assert "g left >" not in found


def test_weights_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "odds.tsv.gz"
    write_odds(path, {"w in": 12, "w of": 0, "R armed_clash": -3})

    assert read_odds(path).knows("armed_clash")
    assert path.stat().st_size < 100


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_the_shipped_weights_are_what_the_script_builds(shared_dir: Path) -> None:
    """Another processor may round the last digit; the rules may have moved a little since `make model`."""
    train_places = pytest.importorskip("tests.gold.train_places")
    train = pytest.importorskip("tests.gold.train")
    assert shared_dir / "gold" / "dev" == train.SOURCES[0]
    recorder = train_places.Recorder()
    rows = train_places.examples(train.tagger_with(shipped_model(), recorder), recorder, train.SOURCES)
    built, shipped = PlaceOdds(train_places.fit(rows)), shipped_odds()
    assert shipped is not None
    same = [(built.score(row.features) > 0) == (shipped.score(row.features) > 0) for row in rows]

    assert sum(same) / len(same) > 0.97
    assert SHIPPED.stat().st_size < 40_000
