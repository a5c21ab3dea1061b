"""The tagger as a whole: our own sentences, and the laws that hold for any text."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.ceasefire.tag import Tagger, load_tagger
from extractors.records import Document, Mention

PUBLISHED_AT = datetime(2024, 5, 22, tzinfo=UTC)
LINES = (Path(__file__).parent / "tag_cases.txt").read_text("utf-8").splitlines()
CASES = [tuple(line.split(" | ", 1)) for line in LINES if line and not line.startswith("#")]
SENTENCES = [sentence for _, sentence in CASES]


@cache
def _tagger() -> Tagger:
    return load_tagger()


def _tag(text: str, title: str = "", published_at: datetime | None = PUBLISHED_AT) -> tuple[Mention, ...]:
    return _tagger().tag(Document("x", text, title, published_at))


@pytest.mark.parametrize(("expected", "sentence"), CASES, ids=SENTENCES)
def test_sentence(expected: str, sentence: str) -> None:
    found = {f"{mention.type}/{mention.status}" for mention in _tag(sentence)}

    if expected == "-":
        assert not found
    else:
        assert set(expected.split(",")) <= found


@pytest.mark.parametrize(
    ("event_type", "sentence"),
    [
        ("ceasefire_ended", "The monitors said the ceasefire had gone well."),
        ("ceasefire_ended", "He said the ceasefire had a history of breaches."),
        ("ceasefire_agreed", "The two presidents ended their summit on Monday with no word on the war in Ukraine."),
        ("ceasefire_agreed", "The generals ended a meeting on the war in Sudan."),
        ("ceasefire_agreed", "Hamas and Islamic Jihad declared a truce with Israel."),
        ("ceasefire_rejected", "Hamas has not agreed to a significant truce."),
        ("ceasefire_in_effect", "Talks on a ceasefire began in Cairo on Sunday."),
        ("armed_clash", "The UN sent envoys to prevent further clashes between Armenia and Azerbaijan."),
    ],
)
def test_no_mention_of_a_type(event_type: str, sentence: str) -> None:
    assert event_type not in {mention.type for mention in _tag(sentence)}


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(SENTENCES),
        st.text(max_size=60),
        st.sampled_from(["\n\n", " -- ", '"', "; but ", ", and ", "if ", "Jan. 5", "U.S.", "’", "\u202e", "é", "\x00"]),
    ),
    max_size=8,
).map(" ".join)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_quotes_stand_where_they_say(text: str) -> None:
    mentions = _tag(text)

    assert [mention.quote_start for mention in mentions] == sorted(mention.quote_start for mention in mentions)
    for mention in mentions:
        assert text[mention.quote_start : mention.quote_end] == mention.quote != ""
        assert mention.sentence_start <= mention.quote_start < mention.quote_end <= mention.sentence_end
        assert 0 < mention.confidence <= 1
        assert mention.rules
        for place in mention.places:
            assert text[place.start : place.end] == place.surface


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert _tag(text) == _tag(text) == load_again().tag(Document("x", text, "", PUBLISHED_AT))


@cache
def load_again() -> Tagger:
    return load_tagger()


def test_mention_ids_tell_documents_and_mentions_apart() -> None:
    text = "Kyiv and Moscow agreed to a truce from midnight on May 25. Rebels freed six hostages on Monday."
    ids = [
        mention.mention_id for name in ("a", "b") for mention in _tagger().tag(Document(name, text, "", PUBLISHED_AT))
    ]

    assert len(ids) == len(set(ids)) >= 4


def test_a_document_with_no_date_is_read() -> None:
    assert [mention.type for mention in _tag("Rebels freed six hostages on Monday.", published_at=None)]


@pytest.mark.parametrize("text", ["", " ", "\n", "...", '"', "BAKU, November 26. /TASS/.", "a" * 5000])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert _tag(text) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "the truce and the army and ",
        '"he said "she said ',
        pytest.param("hand over, pull out, put off, ", marks=pytest.mark.slow),
        pytest.param("if the rebels, who the army, which ", marks=pytest.mark.slow),
        pytest.param("Nagorno-Karabakh Armenia Russia ", marks=pytest.mark.slow),
        pytest.param("on November 10 on November 9 ", marks=pytest.mark.slow),
        "said that ",
        "(((",
        "no not never ",
        pytest.param("The army handed over the town; ", marks=pytest.mark.slow),
        "Kyiv said the rebels violated the truce, and Moscow denied that troops shelled the village on May 10 but ",
    ],
)
def test_cost_grows_with_length_and_no_faster(piece: str) -> None:
    """A sentence of 10,000 words costs about ten times one of 1,000 words; 30 times is the alarm, not a timing."""
    words = max(1, len(piece.split()))
    short, long = piece * (1_000 // words), piece * (10_000 // words)
    _tag(short)

    assert any(_cost_s(long) < 30 * max(_cost_s(short), 0.002) for _ in range(2))


def _cost_s(text: str) -> float:
    start = time.process_time()
    _tag(text)
    return time.process_time() - start


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The White House praised the truce on Friday.", []),
        ("Envoys of Ukraine and Russia met in the Kremlin on Friday.", ["Moscow"]),
    ],
)
def test_a_seat_of_power_is_a_place_only_when_something_happens_in_it(text: str, places: list[str]) -> None:
    assert [[ref.name for ref in mention.places] for mention in _tag(text)] == [places]


def test_a_story_about_the_stage_is_no_story_of_war() -> None:
    title = "A comedy about a ceasefire opens in Tbilisi"
    text = "The comedy fills the house every night.\n\nThe truce between the two sides collapses in the second act."

    assert _tag(text, title) == ()
    assert [mention.type for mention in _tag(text.split("\n\n")[1])] == ["ceasefire_ended"]


@pytest.mark.parametrize(
    "answer",
    ["Yerevan said its forces were now in the town.", "Yerevan said its troops were north of the river."],
)
def test_a_plain_statement_of_the_accused_denies_nothing(answer: str) -> None:
    found = _tag(f"Azerbaijan accused Armenia of shelling Lachin on Monday. {answer}")

    assert "denied" not in {mention.status for mention in found}


def test_observers_on_the_left_bank_have_not_left() -> None:
    (mention,) = _tag("OSCE observers on the left bank of the river are monitoring the ceasefire near Gori.")

    assert (mention.type, mention.status) == ("ceasefire_monitoring", "actual")


def test_an_attack_after_the_truce_began_is_its_breach() -> None:
    text = (
        "GAZA, May 22 (Reuters) - A truce between Israel and Hamas took effect on Monday.\n\n"
        "Israeli troops shelled the town of Rafah on Wednesday."
    )

    assert [mention.type for mention in _tag(text)] == ["ceasefire_in_effect", "ceasefire_violation"]


def test_a_halt_from_midnight_begins_on_the_next_day() -> None:
    found = _tag("The army declared on Wednesday a ceasefire from midnight.")
    start = next(mention for mention in found if mention.type == "ceasefire_in_effect")

    assert (start.status, str(start.event_date)) == ("scheduled", "2024-05-23")


@pytest.mark.parametrize(("hour", "status"), [("08:00", "actual"), ("19:00", "scheduled"), ("midnight", "scheduled")])
def test_a_halt_agreed_for_an_hour_that_has_struck_is_in_effect(hour: str, status: str) -> None:
    published_at = datetime(2025, 5, 10, 12, tzinfo=UTC)
    found = _tag(f"India and Pakistan agreed on a ceasefire from {hour} on May 10.", published_at=published_at)
    assert [mention.status for mention in found if mention.type == "ceasefire_in_effect"] == [status]


def test_a_denial_is_linked_to_the_charge_before_it() -> None:
    text = "Yerevan accused Azerbaijan of breaching the truce; Baku dismissed the accusation."
    charge, denial = _tag(text)

    assert (charge.type, charge.status) == ("ceasefire_violation", "alleged")
    assert (denial.type, denial.status) == ("ceasefire_violation", "denied")
    assert denial.event_date == charge.event_date


def test_a_list_with_days_of_its_own_is_cut_at_its_items() -> None:
    text = "Agdam was handed over on May 10, Kalbajar was handed over on May 15 and Lachin is next, on May 25."
    quotes = [(mention.quote, mention.status) for mention in _tag(text) if mention.type == "territory_transfer"]

    assert [status for _, status in quotes] == ["actual", "actual", "scheduled"]
    assert all("Agdam" not in quote for quote, _ in quotes[1:])


def test_a_remark_on_a_breach_has_the_day_and_the_parties_of_that_breach() -> None:
    text = (
        "Baku said Armenian forces broke the truce near Hadrut on December 11. It was the first violation of the truce."
    )
    told, remark = (each for each in _tag(text) if each.type == "ceasefire_violation")

    assert (remark.event_date, remark.source_actors) == (told.event_date, told.source_actors)


def test_the_ministry_of_a_capital_that_opens_the_sentence_is_meant() -> None:
    text = (
        "Armenia's Defense Ministry said Azerbaijani forces had attacked. In Baku, the Defense Ministry denied it. "
        "It said its units had taken countermeasures after Armenian fighters opened fire."
    )
    answer = _tag(text)[-1]

    assert (answer.status, answer.source_actors, answer.target_actors) == ("alleged", ("Armenia",), ("Azerbaijan",))
    assert answer.attributed_to == "Azerbaijani Defense Ministry"


def test_the_force_that_spoke_last_is_who_adds() -> None:
    text = (
        "Russian peacekeepers arrived in Nagorno-Karabakh, the contingent's press service said on Sunday. "
        "No violations of the truce were registered, it added."
    )

    assert _tag(text)[-1].attributed_to == "Russian peacekeepers"


AN_INSERTION = "The truce, signed by the leaders of Armenia, Azerbaijan, and Russia, took effect on Tuesday."
A_DAY = "More than 25,000 displaced people have returned to Stepanakert since November 14, according to Russia."


@pytest.mark.parametrize(
    ("text", "types"),
    [(AN_INSERTION, ["ceasefire_agreed", "ceasefire_in_effect"]), (A_DAY, ["displaced_return"])],
    ids=["an insertion with commas of its own", "the day of a month counts nobody"],
)
def test_commas_and_numbers_mislead_nobody(text: str, types: list[str]) -> None:
    assert [mention.type for mention in _tag(text)] == types


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Azerbaijan's Defense Ministry denied that its units had broken the truce.", "Azerbaijani Defense Ministry"),
        (
            "Baku accused Armenian troops of breaking the truce. The Armenian Defense Ministry denied it.",
            "Armenian Defense Ministry",
        ),
    ],
)
def test_who_denies_is_named_before_the_denial(text: str, denier: str) -> None:
    assert [each.attributed_to for each in _tag(text) if each.status == "denied"] == [denier]


def test_a_verb_joined_by_and_keeps_its_own_words_and_leaves_the_others_theirs() -> None:
    text = "The army signed a ceasefire with the rebels in Kunming and will withdraw its fighters from Mogok."
    assert [(each.quote, [ref.place_id for ref in each.places]) for each in _tag(text)] == [
        ("The army signed a ceasefire with the rebels in Kunming", ["Kunming"]),
        ("will withdraw its fighters from Mogok", ["Mogok"]),
    ]
