"""Weighs what the rules say of each place in a sentence against the words around it: a linear model of a few thousand
weights.

Knows no name of a place and no gazetteer row but its kind. `tests/gold/train_places.py` makes the weights;
docs/decisions/model.md says why and how well.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.ceasefire.place_lists import is_list
from extractors.ceasefire.spans import Span
from extractors.ceasefire.type_sets import HALTS, HOSTILE
from extractors.records import PlaceRef

SHIPPED = Path(__file__).with_name("place_odds.tsv.gz")
SCALE = 100  # weights are whole hundredths
BIAS = "bias"

_TOKEN = re.compile(r"[\w']+|[^\w\s]")
_KINDS = {
    **dict.fromkeys(("city", "town", "village", "building"), "town"),
    **dict.fromkeys(("line", "border", "corridor"), "line"),
    **dict.fromkeys(("admin1", "district", "region"), "region"),
    "": "unlisted",
}
_SPOKEN = frozenset({"peace_talks", "diplomatic_reaction"})
_N_GAP, _MOST = 12, 2  # words looked at between place and verb; more acts than this count as this many


@dataclass(frozen=True, slots=True)
class Act:
    """What else the sentence tells of: the words that tell it, and its verb or noun."""

    quote: Span
    trigger: Span


@dataclass(frozen=True, slots=True)
class Case:
    """One event of a sentence whose places are asked for.

    `kept` are where the places begin that the rules take for a ground at all, `chosen` the ids of those that they give
    the event, `parties` where those begin that may stand for a government, `acts` the other events of the sentence.
    """

    text: str
    sentence: Span
    quote: Span
    trigger: Span
    event_type: str
    kept: Set[int]
    chosen: Set[str]
    parties: Set[int]
    acts: Sequence[Act]


class PlaceOdds:
    """Weights by feature. Read-only once built."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        """Take the weights with that of `BIAS`, which every place has."""
        self._weights = weights

    def knows(self, event_type: str) -> bool:
        """Tell whether it has learnt from events of this type."""
        return f"R {event_type}" in self._weights

    def chosen(self, case: Case, named: Sequence[PlaceRef]) -> list[PlaceRef]:
        """Give those of the places of the sentence that belong to the event, by even odds; a list has one say."""
        scores = [self.score(features_of(case, ref)) for ref in named]
        for start, end in _lists(case.text, named):
            scores[start:end] = [sum(scores[start:end])] * (end - start)
        return [ref for ref, score in zip(named, scores, strict=True) if score > 0]

    def score(self, features: Iterable[str]) -> int:
        """Give the log odds of a place with these features, in hundredths."""
        return sum(filter(None, map(self._weights.get, features)))


def _lists(text: str, named: Sequence[PlaceRef]) -> Iterator[tuple[int, int]]:
    """Give where the lists of places begin and end; a country and its town are none."""
    start = 0
    for at in range(1, len(named) + 1):
        if at < len(named) and _are_listed(text, named[at - 1], named[at]):
            continue
        if at - start > 1:
            yield start, at
        start = at


def _are_listed(text: str, before: PlaceRef, ref: PlaceRef) -> bool:
    kinds = [getattr(each, "kind", "") == "country" for each in (before, ref)]
    return kinds[0] == kinds[1] and is_list(text, before, ref)


def features_of(case: Case, ref: PlaceRef) -> list[str]:
    """Give what the rules say of a place, where it stands to the event, the words beside it and between the two, and
    how many other acts are nearer."""
    text, quote, trigger, name = case.text, case.quote, case.trigger, case.event_type
    group, kind = _group(name), _kind(case, ref)
    rule = "R" if ref.place_id in case.chosen else "r"
    said = rule + ("k" if ref.start in case.kept else "n")
    is_inside = quote.start <= ref.start and ref.end <= quote.end
    is_after = ref.start >= trigger.end
    gap = Span(trigger.end, ref.start) if is_after else Span(ref.end, max(ref.end, trigger.start))
    side = ">" if is_after else "<"
    where = ("in" if is_inside else "out") + side
    found = [BIAS, rule, said, f"{rule} {name}", f"{said} {where}", f"{said} {where} {group}"]
    found += (f"{said} {where} {name}", f"{said} {kind} {group}", f"{said} {kind} {name}", f"{rule} {kind} {where}")
    before = f"w {_word_before(text, ref.start, case.sentence.start)}"
    found += (before, f"{before} {group}", f"{before} {kind}", f"{before} {rule}")
    found += (f"{before} {where}", f"{before} {name}")
    after = f"a {_word_after(text, ref.end, case.sentence.end)}"
    found += (after, f"{after} {group}", f"{after} {kind}", f"{after} {rule}", f"{after} {kind} {name}")
    for word in _words_between(text, gap, is_after):
        between = f"g {word} {side}"
        found += (between, f"{between} {group}")
    return found + _of_acts(case, ref, gap, f"{rule} {where}", f"{side} {group}", f"{is_inside} {rule}")


def _of_acts(case: Case, ref: PlaceRef, gap: Span, said: str, side: str, inside: str) -> list[str]:
    """Give how many of the other acts stand between, stand nearer to the place, and have it in their own words."""
    n_between = n_near = n_round = 0
    for act in case.acts:
        start, end = act.trigger.start, act.trigger.end
        n_between += gap.start <= start and end <= gap.end
        n_near += min(abs(ref.start - end), abs(ref.end - start)) < len(gap)
        n_round += act.quote.start <= ref.start and ref.end <= act.quote.end
    between, near, around = min(n_between, _MOST), min(n_near, _MOST), min(n_round, _MOST)
    return [
        *(f"oc {min(len(case.acts), _MOST)} {said}", f"ob {between} {said}", f"ob {between} {side}"),
        *(f"on {near} {said}", f"oq {around} {said}", f"oq {around} {near > 0} {between > 0} {inside}"),
    ]


def _group(event_type: str) -> str:
    if event_type in HALTS:
        return "halt"
    if event_type in HOSTILE:
        return "hostile"
    return "spoken" if event_type in _SPOKEN else "terms"


def _kind(case: Case, ref: PlaceRef) -> str:
    kind = getattr(ref, "kind", "")
    return f"{_KINDS.get(kind, kind)}*" if ref.start in case.parties and kind != "country" else _KINDS.get(kind, kind)


def _word_before(text: str, start: int, low: int) -> str:
    words = [word for word in _TOKEN.findall(text[max(low, start - 24) : start].lower()) if word != "the"]
    return words[-1] if words else "^"


def _word_after(text: str, end: int, high: int) -> str:
    found = _TOKEN.search(text, end, high)
    return found.group().lower() if found else "$"


def _words_between(text: str, gap: Span, is_after: bool) -> set[str]:
    """Give the words between event and place, of a long stretch those beside the event."""
    words = _TOKEN.findall(text[gap.start : gap.end].lower())
    near = words[:_N_GAP] if is_after else words[-_N_GAP:]
    return {word for word in near if not word.isdigit()}


def read_odds(path: Path = SHIPPED) -> PlaceOdds:
    """Read a weights file: a feature and its weight a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return PlaceOdds({name: int(weight) for name, weight in rows})


def write_odds(path: Path, weights: Mapping[str, int]) -> None:
    """Write what `read_odds` reads; equal weights make equal bytes."""
    text = "".join(f"{name}\t{weight}\n" for name, weight in sorted(weights.items()) if weight)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


@cache
def shipped_odds() -> PlaceOdds | None:
    """Give the weights of the package, read once; None where they were left out, and then the rules go alone."""
    return read_odds() if SHIPPED.is_file() else None
