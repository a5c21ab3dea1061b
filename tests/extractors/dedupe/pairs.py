"""Reads pairs.toml into labelled pairs of wordings; knows the newsroom's stories, not how pairs are compared."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from extractors.records import digest
from extractors.relations import Wording
from flows.newsroom.stories import OUTLETS, Story, body_paragraphs, load_stories

FILE = Path(__file__).with_name("pairs.toml")
START = datetime(2020, 11, 20, 9, 0, tzinfo=UTC)
_PIECE = re.compile(r"(?:(?P<story>\w+/\w+)(?::)?)?(?P<first>\d+)?(?:-(?P<last>\d+))?")
_FIGURE = re.compile(
    r"(?<!\d)(?<!Nov\. )(?<!Dec\. )(?<!November )(?<!December )(?<!September )(?<!January )\b\d[\d,]*\b(?! (?:to|a\.m))"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two wordings and what is right: `relation` is copy, update or none. `half` is tune or held."""

    name: str
    kind: str
    relation: str
    half: str
    first: Wording
    second: Wording


@cache
def load_pairs() -> tuple[Pair, ...]:
    """Give all pairs, in the order of the file."""
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        _pair(f"{kind}_{number}", kind, content["relation"][kind], row, content["pieces"], content["style"])
        for kind, rows in content["pairs"].items()
        for number, row in enumerate(rows, 1)
    )


@cache
def stories() -> dict[str, Story]:
    """Give every story of the newsroom by `outlet/id`."""
    return {story.key: story for outlet in OUTLETS for story in load_stories(outlet)}


def _pair(
    name: str, kind: str, relation: str, row: dict[str, Any], pieces: dict[str, str], style: dict[str, str]
) -> Pair:
    pieces_of_first = [row["first"]] if isinstance(row["first"], str) else row["first"]
    base = _base(pieces_of_first[0])
    first = list(_paragraphs(pieces_of_first, base, pieces))
    second = list(_paragraphs(row["second"], base, pieces))
    if row.get("figures"):
        second = _with_other_figures(second, row["figures"])
    if row.get("restyled"):
        second = [_restyled(paragraph, style) for paragraph in second]
    if first == second:
        raise ValueError(f"{name}: both articles are the same")
    outlet = base.outlet if base else "tass"
    gap = timedelta(hours=row.get("hours", 3))
    knows = row.get("knows_background", False)
    return Pair(
        name,
        kind,
        relation,
        "tune" if int(digest(pieces_of_first[0])[:2], 16) % 2 else "held",
        _wording("first", outlet, START, first, knows),
        _wording("second", row.get("by", _outlet(row["second"][0], outlet)), START + gap, second, knows),
    )


def _outlet(piece: str, default: str) -> str:
    outlet = piece.partition("/")[0]
    return outlet if outlet in OUTLETS else default


def _wording(name: str, outlet: str, at: datetime, paragraphs: Sequence[str], knows_background: bool) -> Wording:
    text = "\n\n".join(paragraphs)
    start = len(text) - len(paragraphs[-1]) if knows_background else None
    return Wording(name, f"{outlet}:{name}", outlet, at, text, start)


def _base(piece: str) -> Story | None:
    return stories().get(piece.partition(":")[0])


def _paragraphs(pieces: Sequence[str], base: Story | None, named: dict[str, str]) -> Iterator[str]:
    for piece in pieces:
        found = _PIECE.fullmatch(piece)
        if piece.startswith("@"):
            name, *values = (part.strip() for part in piece[1:].split("|"))
            yield from named[name].format(*values).split("\n\n")
        elif found is None:
            yield piece
        else:
            story = stories()[found["story"]] if found["story"] else base
            assert story is not None, f"{piece}: paragraphs of which story?"
            yield from _cut(body_paragraphs(story.revisions[0]), found["first"], found["last"], piece)


def _cut(paragraphs: list[str], first: str | None, last: str | None, piece: str) -> list[str]:
    start, end = int(first or 1), int(last or first or len(paragraphs))
    if not 1 <= start <= end <= len(paragraphs):
        raise ValueError(f"{piece}: there are {len(paragraphs)} paragraphs")
    return paragraphs[start - 1 : end]


def _restyled(paragraph: str, style: dict[str, str]) -> str:
    words = "|".join(re.escape(word) for word in sorted(style, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda match: style[match.group()], paragraph)


def _with_other_figures(paragraphs: Sequence[str], n_figures: int) -> list[str]:
    left = n_figures

    def other(match: re.Match[str]) -> str:
        nonlocal left
        number = int(match.group().replace(",", ""))
        if left == 0 or 1900 <= number <= 2100:
            return match.group()
        left -= 1
        return f"{number + 1 + number // 10:,}"

    return [_FIGURE.sub(other, paragraph) for paragraph in paragraphs]
