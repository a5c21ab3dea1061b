"""Builds config/actors.csv: hand-written bodies, groups and persons, and states with their ministries and armies.

Run it as `python -m config.gazetteer.build_actors`. Knows no network and no package: every fact stands in
countries.csv, institutions.csv and actors/*.csv beside it. Sources: docs/decisions/gazetteer.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from config.gazetteer.sheets import Row, listed, read_sheet, write_sheet
from config.gazetteer.spelling import variants
from config.schema import Actor, ActorKind

HERE = Path(__file__).parent
TARGET = HERE.parent / "actors.csv"
COLUMNS = tuple(Actor.__dataclass_fields__)

# The actor that stands for a country where it is not the country's name.
STATE_IDS = {"MM": "Myanmar (state)", "YE": "Government of Yemen", "PS": "Palestinian Authority"}

BODIES = {
    "{adj} Defense Ministry": ("Defense Ministry", "Defence Ministry", "Ministry of Defense", "Ministry of Defence"),
    "{adj} Foreign Ministry": ("Foreign Ministry", "Ministry of Foreign Affairs", "Foreign Office"),
    "{adj} Interior Ministry": ("Interior Ministry", "Ministry of Internal Affairs", "Ministry of the Interior"),
    "{adj} General Staff": ("General Staff", "Armed Forces General Staff", "military General Staff"),
}
BODY_SHAPES = ("{adj} {body}", "{country}'s {body}", "{capital}'s {body}", "{body} of {country}",
               "{body} in {capital}", "{body} of the Republic of {country}")  # fmt: skip
ARMY_SHAPES = (
    "{adj} armed forces", "{adj} Armed Forces", "{adj} army", "{adj} Army", "{adj} military", "{adj} forces",
    "{adj} troops", "{adj} soldiers", "{adj} servicemen", "{adj} units", "{country}'s army", "{country}'s military",
    "{country}'s armed forces", "{country}'s forces", "{country}'s troops", "{country}'s Armed Forces",
    "Armed Forces of {country}", "armed forces of {country}",
)  # fmt: skip
GOVERNMENT_SHAPES = (
    "{adj} government", "{adj} Government", "{country}'s government", "government of {country}", "{adj} authorities",
    "{adj} officials", "{adj} side", "{adj} leadership", "{adj} delegation", "{capital} government",
    "authorities in {capital}", "officials in {capital}", "government in {capital}", "leaders in {capital}",
)  # fmt: skip
OFFICES = {
    "President": ("president", "head of state"),
    "Prime Minister": ("prime minister", "premier", "head of government"),
    "Foreign Minister": ("foreign minister", "top diplomat"),
    "Defense Minister": ("defense minister", "Defence Minister", "defence minister"),
}
OFFICE_SHAPES = ("{office} of {country}", "{adj} {office}", "{country}'s {office}")


def main() -> None:
    """Write actors.csv anew."""
    actors = build()
    write_sheet(actors, COLUMNS, TARGET)
    print(f"{TARGET.name}: {len(actors)} actors, {sum(len(actor.names) for actor in actors)} names")


def build() -> list[Actor]:
    """Give every actor once; a name belongs to the row that comes first: hand-written, then states, then offices."""
    states = {row["iso"]: row for row in read_sheet(HERE / "countries.csv")}
    persons = [_person(row) for row in read_sheet(HERE / "actors" / "3-persons.csv")]
    hand = [_group(row) for name in ("1-bodies.csv", "2-groups.csv") for row in read_sheet(HERE / "actors" / name)]
    shelf: dict[str, Actor] = {}
    taken: set[str] = set()
    own = [_state(row) for row in states.values() if row["iso"] not in STATE_IDS]
    for actor in (*hand, *own, *persons, *_institutions(states), *_offices(states)):
        _shelve(actor, shelf, taken)
    return list(shelf.values())


def _shelve(actor: Actor, shelf: dict[str, Actor], taken: set[str]) -> None:
    names = tuple(name for name in actor.names if name not in taken)
    if actor.actor_id not in shelf and names:
        shelf[actor.actor_id] = replace(actor, names=names)
        taken.update(names)


def _spread(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for name in names if name for form in variants(name)))


def _group(row: Row) -> Actor:
    itself = [] if "(" in row["actor_id"] else [row["actor_id"]]
    return Actor(
        actor_id=row["actor_id"],
        kind=cast(ActorKind, row["kind"]),
        names=_spread([*itself, *listed(row["names"])]),
        state=row["state"],
        demonyms=listed(row["demonyms"]),
        metonyms=listed(row["metonyms"]),
    )


def _person(row: Row) -> Actor:
    return Actor(
        actor_id=row["actor_id"],
        kind="person",
        names=_spread([row["actor_id"], *listed(row["names"])]),
        state=row["state"],
        offices=listed(row["offices"]),
        from_year=int(row["from_year"]) if row["from_year"] else None,
        to_year=int(row["to_year"]) if row["to_year"] else None,
    )


def _state(row: Row) -> Actor:
    return Actor(
        actor_id=row["place_id"],
        kind="state",
        names=_spread([row["place_id"], *listed(row["names"])]),
        demonyms=tuple(dict.fromkeys(form for one in listed(row["demonyms"]) for form in _plural(one))),
        metonyms=tuple(dict.fromkeys((*listed(row["capital"]), *listed(row["capital_names"])))),
        iso_3166_1=row["iso"],
    )


def _plural(demonym: str) -> tuple[str, ...]:
    return (demonym, f"{demonym}s") if demonym.endswith(("n", "i")) else (demonym,)


def _state_id(row: Row) -> str:
    return STATE_IDS.get(row["iso"], row["place_id"])


def _institutions(states: dict[str, Row]) -> Iterator[Actor]:
    for row in read_sheet(HERE / "institutions.csv"):
        words = _words(row, states[row["iso"]])
        state = _state_id(states[row["iso"]])
        for actor_id, bodies in BODIES.items():
            names = [name for body in bodies for name in _shaped(BODY_SHAPES, {**words, "body": body})]
            yield _institution(
                actor_id.format(**words), "ministry" if "Ministry" in actor_id else "force", names, state
            )
        if row["army"]:
            yield _institution("{adj} armed forces".format(**words), "force", _shaped(ARMY_SHAPES, words), state)
        yield _institution("{adj} government".format(**words), "government", _shaped(GOVERNMENT_SHAPES, words), state)


def _offices(states: dict[str, Row]) -> Iterator[Actor]:
    for row in read_sheet(HERE / "institutions.csv"):
        country = states[row["iso"]]
        words = _words(row, country)
        for title, others in OFFICES.items():
            shaped = [_shaped(OFFICE_SHAPES, {**words, "office": office}) for office in (title, *others)]
            names = [name for one in shaped for name in one]
            yield _institution(f"{title} of {country['place_id']}", "office", names, _state_id(country))


def _institution(actor_id: str, kind: ActorKind, names: list[str], state: str) -> Actor:
    american = [name.replace("U.S.", "US") for name in names if "U.S." in name]
    return Actor(actor_id=actor_id, kind=kind, names=tuple(dict.fromkeys((*names, *american))), state=state)


def _words(row: Row, state: Row) -> dict[str, str]:
    return {"adj": row["adjective"], "country": state["place_id"], "capital": state["capital"]}


def _shaped(shapes: tuple[str, ...], words: dict[str, str]) -> list[str]:
    """Fill the shapes with the words, each also with the institution in lower case."""
    lower = {key: value.lower() if key == "body" else value for key, value in words.items()}
    return list(dict.fromkeys(shape.format(**one) for one in (words, lower) for shape in shapes))


if __name__ == "__main__":
    main()
