"""The model adds what the rules miss, drops what is no news, leaves types it never learnt alone, and is built here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from config.load import read_actors, read_conflicts, read_places
from config.ontology import Ontology, read_ontology
from config.schema import Actor, Conflict, Place
from extractors.ceasefire.clauses import barriers
from extractors.ceasefire.model import ANY, SHIPPED, Model, Odds, features_of, read_model, write_model
from extractors.ceasefire.tag import Tagger
from extractors.records import Document

TYPES = ("ceasefire_ended", "own_type", ANY)
SENTENCE = "The calm frayed beyond mending, while a spokesman ate lunch."


@cache
def shipped() -> tuple[Ontology, tuple[Place, ...], tuple[Actor, ...], tuple[Conflict, ...]]:
    """The shipped files, of the gazetteer the countries only: to index all of it takes longest."""
    countries = tuple(place for place in read_places(None) if place.kind == "country")
    return read_ontology(None), countries, read_actors(None), read_conflicts(None)


def tagger(model: Model | None) -> Tagger:
    return Tagger(*shipped(), model)


def found(model: Model | None, text: str) -> dict[str, tuple[str, ...]]:
    made = rules() if model is None else tagger(model)
    return {each.type: each.rules for each in made.tag(Document("x", text))}


def odds(model: Model, text: str) -> Odds:
    (words,) = rules().read(Document("x", text))
    return model.read(words, barriers(words))


@cache
def rules() -> Tagger:
    """The rules without a model; built once, for building takes half a second."""
    return tagger(None)


def test_a_likely_type_the_rules_miss_is_added_in_the_clause_that_speaks_for_it() -> None:
    model = Model(TYPES, (0, -9, 0), {"calm": (180, 0, 180), "fray": (180, 0, 180)})
    (mention,) = tagger(model).tag(Document("x", SENTENCE))

    assert found(None, SENTENCE) == {}
    assert (mention.type, mention.rules[0]) == ("ceasefire_ended", "model.ceasefire_ended")
    assert mention.quote == "The calm frayed beyond mending"
    assert 0.9 < mention.confidence <= 1


def test_what_another_clause_tells_takes_nothing_from_it() -> None:
    told = {"calm": (180, 0, 180), "fray": (180, 0, 180), "spokesman": (-180, 0, -180), "lunch": (-180, 0, -180)}

    assert set(found(Model(TYPES, (0, -9, 0), told), SENTENCE)) == {"ceasefire_ended"}


def test_no_type_is_likely_where_the_clause_is_no_news() -> None:
    assert odds(Model(TYPES, (9, -9, -1), {"calm": (0, 0, 0)}), SENTENCE).likely_types() == []
    assert odds(Model(TYPES, (-9, -9, 9), {"calm": (0, 0, 0)}), SENTENCE).likely_types() == []


def test_a_type_that_the_ontology_does_not_know_is_not_added() -> None:
    assert found(Model(TYPES, (-9, 9, 9), {"calm": (0, 0, 0)}), SENTENCE) == {}


@pytest.mark.parametrize(
    ("text", "is_added"),
    [
        ("The calm frayed, while Armenia and Azerbaijan signed a ceasefire.", True),
        ("The calm frayed, while Armenia and Azerbaijan ate lunch.", False),
    ],
)
def test_a_type_that_is_less_sure_is_added_only_beside_another_act(text: str, is_added: bool) -> None:
    weights = {"calm": (20, -20, 0), "sign": (-200, 200, 200), "lunch": (-200, -200, -200)}
    model = Model(("ceasefire_ended", "ceasefire_agreed", ANY), (0, 0, 0.3), weights)

    assert ("ceasefire_ended" in found(model, text)) is is_added


@pytest.mark.parametrize(
    ("name", "is_added"),
    [
        ("prisoner_exchange", True),
        ("ceasefire_declared", False),  # may be the same act under another name
    ],
)
def test_a_second_act_is_added_beside_what_the_rules_read(name: str, is_added: bool) -> None:
    text = "Armenia and Azerbaijan signed a ceasefire with a swap of everyone on Friday."
    model = Model(("ceasefire_agreed", name, ANY), (9, 2, 9), {"sign": (0, 0, 0)})

    assert (found(model, text).get(name, ("",))[0] == f"model.{name}") is is_added


@pytest.mark.parametrize(
    ("types", "bias", "is_kept"),
    [
        (("ceasefire_agreed", ANY), (9, 9), True),
        (("ceasefire_agreed", ANY), (9, -9), True),  # its type is plain
        (("ceasefire_agreed", ANY), (-1, -9), False),  # no news at all
        (("ceasefire_agreed", ANY), (-9, 9), False),  # news of something else
        (("own_type", ANY), (-9, -9), True),
    ],
)
def test_a_rule_is_dropped_only_for_a_type_the_model_has_learnt(
    types: tuple[str, ...], bias: tuple[float, ...], is_kept: bool
) -> None:
    model = Model(types, bias, {"sign": (0, 0)})
    dropped = odds(model, "Armenia and Azerbaijan signed a ceasefire on Friday.").dropped()

    assert ("ceasefire_agreed" not in dropped) is is_kept


def test_what_the_odds_do_not_keep_is_no_mention() -> None:
    text = "Armenia and Azerbaijan signed a ceasefire on Friday."

    assert "ceasefire_agreed" in found(None, text)
    assert found(Model(("ceasefire_agreed", ANY), (-1, -9), {"sign": (0, 0)}), text) == {}


def test_names_numbers_and_endings_make_no_difference() -> None:
    (one,), (other,) = (
        features_of(words, barriers(words))
        for text in ("Armenia withdrew 40 tanks.", "Azerbaijan withdrew 12 tank.")
        for words in rules().read(Document("x", text))
    )
    assert {"PLACE", "NUM", "tank", "NUM tank"} <= set(one) & set(other)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "model.tsv.gz"
    write_model(path, TYPES, [0.5, -1, 0], {"fray": [20, 0, -50]})

    before = Model(TYPES, (0.5, -1, 0), {"fray": (20, 0, -50)}).scores({"fray": 2})
    assert read_model(path).scores({"fray": 2}) == before
    assert path.stat().st_size < 200


@pytest.mark.slow
@pytest.mark.timeout(400)  # a busy machine takes minutes
def test_the_shipped_weights_are_what_the_script_builds(shared_dir: Path) -> None:
    """Another processor may round the last digit; word classes may have moved a little since `make model`."""
    train = pytest.importorskip("tests.gold.train")
    assert shared_dir / "gold" / "dev" == train.SOURCES[0]
    rows, tried = train.examples(train.tagger_with(None)), ("ceasefire_agreed", "troop_withdrawal", ANY)

    built, shipped = Model(*train.fit(rows, tried)), read_model(SHIPPED)
    clauses = [features for row in rows[::20] for features in row.clauses]
    read = [(built.scores(features), shipped.scores(features)) for features in clauses]
    apart = [abs(one[name] - other[name]) for one, other in read if one for name in tried]

    assert sum(each < 0.5 for each in apart) / len(apart) > 0.97
    assert SHIPPED.stat().st_size < 1_000_000
