"""Scores dates, places, actors and counts alone: gold quotes, types and statuses are given, the rest is ours.

Run it: `python tests/extractors/ceasefire/oracle.py GOLD_DIR [date|places|actors|attributed|counts]` prints shares, and
the misses of the part named. Knows no tagger. The tense is taken from the status, the trigger from the quote.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from config.load import read_actors, read_conflicts, read_places
from config.schema import Place
from extractors.ceasefire import attribution, counts, datelines, dates, places
from extractors.ceasefire.actors import ActorIndex
from extractors.ceasefire.gazetteer import Gazetteer
from extractors.ceasefire.roles import Roles, roles
from extractors.ceasefire.spans import Span


@dataclass(frozen=True)
class Case:
    """One gold mention with the text it stands in."""

    case_id: str
    text: str
    sentence: Span
    clause: Span
    published_on: date
    gold: dict[str, Any]


def read_cases(gold_dir: Path) -> Iterator[Case]:
    """Yield every mention of sentences.jsonl and articles.jsonl."""
    for line in (gold_dir / "sentences.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        for gold in item["mentions"]:
            start = item["text"].index(gold["quote"])
            clause = Span(start, start + len(gold["quote"]))
            sentence = Span(0, len(item["text"]))
            yield Case(item["id"], item["text"], sentence, clause, _day(item["published_at"]), gold)
    for line in (gold_dir / "articles.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        spans = {part["index"]: Span(part["start"], part["end"]) for part in item["sentences"]}
        for gold in item["mentions"]:
            clause = Span(gold["quote_start"], gold["quote_end"])
            sentence = spans[gold["sentence_index"]]
            yield Case(gold["id"], item["text"], sentence, clause, _day(item["published_at"]), gold)


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def date_of(case: Case) -> tuple[object, object]:
    """Give (ours, gold) as (date, end, precision)."""
    gold = case.gold
    reading = dates.resolve(
        case.text,
        case.sentence,
        case.clause,
        event_type=gold["type"],
        status=gold["status"],
        tense="future" if gold["status"] in ("scheduled", "hypothetical") else "past",
        published_on=case.published_on,
        is_background=gold["is_background"],
    )
    ours = (str(reading.event_date), str(reading.event_date_end), reading.date_precision, str(reading.original_date))
    end = gold.get("event_date_end")
    return ours, (str(gold["event_date"]), str(end), gold["date_precision"], str(gold.get("original_date")))


# The gold names a province by its town's name; the gazetteer keeps the two apart, as the codebook asks.
_PROVINCE = re.compile(r" (?:Oblast|Province|Governorate|District|Region|State)$")
_BORDERS = ("Israel-Lebanon border", "Thailand-Cambodia border", "Afghanistan-Pakistan border")


class Names:
    """Gazetteer and actor list; names that only the gold knows are added, so that a missing row is not a wrong role."""

    def __init__(self, gold_dirs: Sequence[Path], config_dir: Path | None) -> None:
        shipped = read_places()
        known = {(name.casefold(), place.place_id) for place in shipped for name in (place.place_id, *place.names)}
        by_id = {place.place_id: place.kind for place in shipped}
        wanted = {pair for folder in gold_dirs for case in read_cases(folder) for pair in _named(case)}
        missing = sorted((place_id, name) for name, place_id in wanted if (name.casefold(), place_id) not in known)
        self.missing = [f"{name} -> {place_id}" for place_id, name in missing]
        self.extra = [
            Place(place_id=place_id, kind=by_id.get(place_id, "town" if name[0].isupper() else "line"), names=(name,))
            for place_id, name in missing
            if name not in ("border", "frontier", "line")
        ]
        self.extra += [Place(place_id=name, kind="border", names=()) for name in _BORDERS if name not in by_id]
        self.gazetteer = Gazetteer([*self.extra, *shipped])
        self.actors = ActorIndex(read_actors(config_dir), read_conflicts(config_dir))


def _named(case: Case) -> list[tuple[str, str]]:
    return list(zip(case.gold["places"], case.gold["place_ids"], strict=True))


def places_of(case: Case, names: Names) -> tuple[object, object]:
    """Give (ours, gold) as sets of place ids."""
    hits = names.actors.find(case.text, case.published_on.year)
    refs = [ref for ref in names.gazetteer.find(case.text) if ref.start >= dates_start(case.text)]
    ours = places.of_event(refs, case.text, case.sentence, case.clause, case.gold["type"], hits)
    return {_PROVINCE.sub("", ref.place_id) for ref in ours}, set(case.gold["place_ids"])


def dates_start(text: str) -> int:
    """Give where the story begins after its dateline."""
    dateline = datelines.find(text)
    return dateline.end if dateline else 0


# Where an event's verb stands, roughly: the tagger knows it, the gold does not say.
_TRIGGER = re.compile(
    r"\b(?:hand\w*|ced\w+|gave|giv\w+|surrender\w*|return\w*|pass\w*|went|enter\w*|took|tak\w+|reliev\w+|reclaim\w*"
    r"|relinquish\w*|turn\w*|roll\w*|regain\w*|withdr\w+|pull\w*|left|leav\w+|quit|deploy\w*|arriv\w*|sen[dt]\w*|station\w*"
    r"|agree\w*|sign\w*|announc\w*|declar\w*|order\w*|call\w*|urg\w+|propos\w+|offer\w*|reject\w*|ruled|dismiss\w*|refus\w+"
    r"|spurn\w*|fir\w+|shell\w*|attack\w*|struck|str[iu]k\w+|violat\w*|breach\w*|br[eo]k\w*|clash\w*|fought|kill\w*|swap\w*"
    r"|exchang\w*|releas\w*|freed?|free\w*|seiz\w+|captur\w+|retook|storm\w*|overran|met|meet\w*|talk\w*|spoke|held|hold\w*"
    r"|welcom\w+|condemn\w*|back\w*|support\w*|blam\w+|hail\w*|vot\w+|clear\w*|demin\w*|open\w*|reopen\w*|clos\w+|extend\w*"
    r"|prolong\w*|renew\w*|suspend\w*|end\w*|collaps\w*|laps\w*|monitor\w*|observ\w*|record\w*|count\w*)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?$")


def roles_of(case: Case, names: Names) -> Roles:
    """Give our roles with the gold's quote, type and status."""
    found_hits = names.actors.find(case.text, case.published_on.year)
    focus = names.actors.focus(found_hits, names.gazetteer.find(case.text))
    hits = [
        hit
        for hit in found_hits
        if case.sentence.start <= hit.start < case.sentence.end and hit.start >= dates_start(case.text)
    ]
    found = _TRIGGER.search(case.text, case.clause.start, case.clause.end)
    trigger = Span(*found.span()) if found else Span(case.clause.end, case.clause.end)
    is_passive = _PASSIVE.search(case.text, case.clause.start, trigger.start) is not None
    said = attribution.find(case.text, case.sentence, hits)
    gold = case.gold
    return roles(
        hits, case.text, case.sentence, case.clause, trigger, is_passive, gold["type"], gold["status"], said, focus
    )


def source_of(case: Case, names: Names) -> tuple[object, object]:
    """Give (ours, gold) as sets of actor ids."""
    return set(roles_of(case, names).source_actors), set(case.gold["source_actors"])


def target_of(case: Case, names: Names) -> tuple[object, object]:
    """Give (ours, gold) as sets of actor ids."""
    return set(roles_of(case, names).target_actors), set(case.gold["target_actors"])


def actors_of(case: Case, names: Names) -> tuple[object, object]:
    """Give (ours, gold) as a pair of sets, both of which must be right (as evaluate does)."""
    ours, gold = roles_of(case, names), case.gold
    return (set(ours.source_actors), set(ours.target_actors)), (set(gold["source_actors"]), set(gold["target_actors"]))


def attributed_of(case: Case, names: Names) -> tuple[object, object]:
    """Give (ours, gold) as sets of speakers."""
    ours, gold = roles_of(case, names).attributed_to, case.gold["attributed_to"]
    return set((ours or "").split("; ")), set((gold or "").split("; "))


def counts_of(case: Case, _: Names) -> tuple[object, object]:
    """Give (ours, gold) as sorted lists of (kind, low, high)."""
    ours = counts.find(case.text, case.sentence, case.clause, case.gold["type"])
    gold = [(each["kind"], each["low"], each["high"]) for each in case.gold["counts"]]
    return sorted(map(str, ((each.kind, each.low, each.high) for each in ours))), sorted(map(str, gold))


PARTS = {
    "counts": counts_of,
    "source": source_of,
    "target": target_of,
    "actors": actors_of,
    "attributed": attributed_of,
    "date": lambda case, _: date_of(case),
    "places": places_of,
}


def main(gold_dir: str, shown: str = "", config_dir: str = "") -> None:
    """Print the shares; with a part's name, its misses too."""
    names = Names([Path(gold_dir)], Path(config_dir) if config_dir else None)
    if shown == "missing":
        print("\n".join(names.missing))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in read_cases(Path(gold_dir)):
        for part, score in PARTS.items():
            if part == "date" and case.gold.get("date_from_context"):
                continue
            ours, gold = score(case, names)
            total[part] += 1
            right[part] += ours == gold
            if part == shown and ours != gold:
                sentence = case.text[case.sentence.start : case.sentence.end]
                print(
                    f"{case.case_id} {case.published_on} {case.gold['type']} {case.gold['status']}"
                    f"{' BG' if case.gold['is_background'] else ''}\n   {sentence}"
                    f"\n   [{case.gold['quote']}]\n   ours {ours}\n   gold {gold}"
                )
    for part in PARTS:
        print(f"{part}: {right[part]}/{total[part]} = {right[part] / max(1, total[part]):.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
