"""Makes text from outside harmless where it leaves: spreadsheet cells and terminals.

Knows no table and no format.
"""

from __future__ import annotations

import re

# Spreadsheets take a cell that starts so for a formula.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# C0, DEL and C1 controls, lone surrogates, and the marks that turn the direction of text (Unicode UAX 9).
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def csv_cell(text: str) -> str:
    """Give the text as a CSV cell: a leading apostrophe where a spreadsheet would take it for a formula.

    >>> csv_cell("=HYPERLINK(1)"), csv_cell("-10")
    ("'=HYPERLINK(1)", '-10')
    """
    return "'" + text if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def terminal_text(text: str) -> str:
    """Give the text on one line without control characters: line breaks and tabs become a space, the rest goes.

    >>> terminal_text("a\\x1b[31mb\\nc")
    'a[31mb c'
    """
    return _CONTROLS.sub("", _SPACES.sub(" ", text))
