"""Splits wire text into sentences: knows datelines, months and titles that end in a dot, and closing quotes.

Knows no grammar. A line break ends a sentence, because extracted articles put each paragraph on lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.ceasefire.spans import Span


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Words that carry a dot of their own: a dot after one of these ends no sentence.
_ABBREVIATIONS = _words(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "mr mrs ms dr prof st mt ft no nos gen lt col maj capt sgt cpl adm brig cmdr gov sen rep rev hon pres "
    "u.s u.n u.k e.u u.a.e d.c p.o a.m p.m vs etc inc ltd co corp approx al e.g i.e ca c jr sr dept univ est"
)
# Abbreviations that may close a sentence when a capital follows: "at 9 p.m. The guns fell silent."
_MAY_CLOSE = _words("a.m p.m u.s u.n u.k e.u u.a.e d.c etc inc ltd co corp jr sr")
_STARTERS = _words(
    "the a an it he she they we i in on at but and both each this that these those there its his her their after "
    "before since as for when while under according no one two three meanwhile however also neither"
)
_LONGEST = 1_200
# One mark before any more of them: the engine can skip to it.
_END = re.compile(r"[.!?…][.!?…]*[\"'”’»)\]]*(?=\s)|[.!?…][.!?…]*[\"'”’»)\]]+(?=[A-Z])")
_LINE = re.compile(r"[^\r\n]+")
_LAST_WORD = re.compile(r"[\w.’'-]{1,20}$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*\s*(\w[\w'’]{0,20})?")
_TASS = re.compile(r"\s*/(?:TASS|Interfax|RIA)")


def split(text: str) -> tuple[Span, ...]:
    """Give the sentences of `text` in order, without the white space around them; empty ones are left out.

    A sentence longer than 1,200 characters is cut at a comma or a space, so that its cost stays in bounds.
    """
    return tuple(
        piece
        for line in _LINE.finditer(text)
        for span in _in_line(text, line.start(), line.end())
        for piece in _pieces(text, span)
    )


def _pieces(text: str, span: Span) -> Iterator[Span]:
    begin = span.start
    while span.end - begin > _LONGEST:
        marks = [text.rfind(mark, begin + 1, begin + _LONGEST) for mark in ("; ", ", ", " ")]
        cut = next((at + 1 for at in marks if at > begin), begin + _LONGEST)
        yield from _stripped(text, begin, cut)
        begin = cut
    yield from _stripped(text, begin, span.end)


def _in_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and _closes(text, mark):
            yield from _stripped(text, begin, mark.end())
            begin = mark.end()
    yield from _stripped(text, begin, end)


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        yield Span(start + left, start + right)


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Tell whether the mark at `mark` ends a sentence, from the word before it and the one after it."""
    if _TASS.match(text, mark.end()):
        return False
    after = _NEXT_WORD.match(text, mark.end())
    word = (after.group(1) or "") if after else ""
    if word[:1].islower():
        return False
    if mark.group() != ".":
        return True
    return _dot_closes(text, mark.start(), word)


def _dot_closes(text: str, dot: int, next_word: str) -> bool:
    before = _LAST_WORD.search(text, max(0, dot - 20), dot)
    last = before.group().lower().lstrip("'’.-") if before else ""
    if last in _MAY_CLOSE:
        return next_word.lower() in _STARTERS
    if last in _ABBREVIATIONS:
        return False
    is_initial = len(last) == 1 and last.isalpha() and before is not None and before.group().isupper()
    return not is_initial or next_word.lower() in _STARTERS
