"""Who only says so has not done it, and what is held by rebels is no rebel."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extractors.ceasefire.tag import load_tagger
from extractors.records import Document

TRUCE = "Colombia and the ELN agreed on a truce on Thursday. "
STATE, REBELS = "Colombia", "National Liberation Army (Colombia)"
# The type of the mention that is asked for, what is told, who did it, to whom, whose word it is.
CASES = (
    (
        "ceasefire_violation",
        "The ELN freed a hostage. The government said the kidnapping had breached the ceasefire.",
        (REBELS,),
        (STATE,),
        STATE,
    ),
    ("ceasefire_violation", f"{TRUCE}The rebels said the government had violated it.", (STATE,), (REBELS,), REBELS),
    (
        "ceasefire_violation",
        f"{TRUCE}The army attacked a rebel camp on Friday in violation of the truce.",
        (STATE,),
        (REBELS,),
        None,
    ),
    (
        "ceasefire_violation",
        f"{TRUCE}Rebel fighters attacked an army post on Friday in violation of the truce.",
        (REBELS,),
        (STATE,),
        None,
    ),
    (
        "ceasefire_violation",
        "Azerbaijani forces fired on Armenian posts in violation of the truce, the Armenian Defense Ministry said.",
        ("Azerbaijan",),
        ("Armenia",),
        "Armenian Defense Ministry",
    ),
    (
        "ceasefire_violation",
        "Hezbollah fired two mortar rounds at an Israeli position in the Shebaa Farms area in breach of the truce.",
        ("Hezbollah",),
        ("Israel",),
        None,
    ),
    (
        "ceasefire_violation",
        "An Israeli position was shelled by Hezbollah on Monday in breach of the truce.",
        ("Hezbollah",),
        ("Israel",),
        None,
    ),
    ("ceasefire_violation", "UNIFIL logged 94 Israeli air violations of the truce.", ("Israel",), (), None),
    (
        "armed_clash",
        (
            "India and Pakistan agreed to a full and immediate ceasefire on Saturday, U.S. President Donald Trump said,"
            " after four days of missile and drone attacks."
        ),
        ("India", "Pakistan"),
        (),
        None,
    ),
)


@pytest.mark.parametrize(("event_type", "text", "doers", "targets", "said"), CASES, ids=[case[1] for case in CASES])
def test_who_did_it_and_who_says_so(
    event_type: str, text: str, doers: tuple[str, ...], targets: tuple[str, ...], said: str | None
) -> None:
    document = Document("x", text, published_at=datetime(2023, 11, 11, 12, tzinfo=UTC))
    mention = next(each for each in load_tagger().tag(document) if each.type == event_type)
    assert (mention.source_actors, mention.target_actors, mention.attributed_to) == (doers, targets, said)


def test_who_broke_a_truce_is_not_told_as_the_one_who_keeps_it() -> None:
    text = "Ukraine shelled Donetsk on Monday despite a truce that began on Sunday."
    document = Document("x", text, published_at=datetime(2015, 2, 16, 12, tzinfo=UTC))
    found = {each.type: each.source_actors for each in load_tagger().tag(document)}
    assert found == {"ceasefire_violation": ("Ukraine",), "ceasefire_in_effect": ()}


def test_a_place_on_a_list_has_the_role_of_the_one_before_it() -> None:
    text = "Russian peacekeepers left their posts near Poti and Senaki on Saturday under the truce with Georgia."
    document = Document("x", text, published_at=datetime(2008, 9, 13, 12, tzinfo=UTC))
    roles = [(place.name, place.role) for each in load_tagger().tag(document) for place in each.places]
    assert roles == [("Poti", "origin"), ("Senaki", "origin")]
