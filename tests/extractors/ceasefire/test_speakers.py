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
