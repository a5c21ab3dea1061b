"""Text from outside does no harm in a spreadsheet or a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.sinks import csv_cell, terminal_text

CELLS = [
    ("=1+1", "'=1+1"),
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("-10", "-10"),
    ("+3.5e7", "+3.5e7"),
    ("2020-11-20", "2020-11-20"),
    ("Agdam = Akna", "Agdam = Akna"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "cell"), CELLS)
def test_a_cell_is_no_formula(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


LINES = [
    ("\x1b[2J\x1b]0;title\x07Agdam", "[2J]0;titleAgdam"),
    ("one\r\ntwo\tthree\u2028four", "one two three four"),
    ("\x9b31mred\x7f", "31mred"),
    ("a\u202egnp.exe\u2069", "agnp.exe"),
    (
        "Xocal\u0131 \u0531\u0580\u0581\u0561\u056d \u05e2\u05d6\u05d4",
        "Xocal\u0131 \u0531\u0580\u0581\u0561\u056d \u05e2\u05d6\u05d4",
    ),
    ("lone \ud800 half", "lone  half"),
]


@pytest.mark.parametrize(("text", "line"), LINES)
def test_a_terminal_gets_one_plain_line(text: str, line: str) -> None:
    assert terminal_text(text) == line


@given(st.text())
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    assert terminal_text(terminal_text(text)) == terminal_text(text)
    terminal_text(text).encode()
