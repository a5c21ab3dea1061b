"""The marked lines: every mark can be read, and its labelled places are names that stand in the line."""

from __future__ import annotations

from pathlib import Path

from extractors.ceasefire.spans import Span
from tests.gold import marks


def test_a_mark_gives_type_words_and_places(tmp_path: Path) -> None:
    path = tmp_path / "marked.txt"
    path.write_text("[land{Agdam; Kalbajar} Two towns passed] and [pull{} men left], [road shut].\nNothing.\n", "utf-8")

    (document, told), (other, none) = marks.read(path)
    assert (document.text, other.text, none) == ("Two towns passed and men left, shut.", "Nothing.", [])
    assert told == [
        marks.Mark("territory_transfer", Span(0, 16), frozenset({"Agdam", "Kalbajar"})),
        marks.Mark("troop_withdrawal", Span(21, 29), frozenset()),
        marks.Mark("transport_unblocking", Span(31, 35), None),
    ]


def test_every_line_is_read_and_names_the_places_it_is_labelled_with() -> None:
    n_placed = 0
    for document, told in marks.read():
        assert "[" not in document.text
        assert "{" not in document.text
        assert all(name in document.text for mark in told for name in mark.places or ())
        n_placed += sum(mark.places is not None for mark in told)
    assert n_placed > 4_000
