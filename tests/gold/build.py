"""Compile hand-written gold sheets into sentences.jsonl, articles.jsonl and events.jsonl.

It does not know whether a label is right: the validator of the gold format checks the rows, a reader checks the labels.

Run `python tests/gold/build.py` (or with collection names: `tune`, `held`).
Sheets are `<collection>/src/s*.txt` and `a*.txt`:

    @ STYLE DATE [// why it is hard]          a sentence item: STYLE is r, t or u (rferl, tass, reuters)
    text on one line
    + TYPE STATUS [bg] | quote | key=value    a mention; keys are listed in README.md

    @@ key=value | key=value                  an article: one sentence a line, its `+` lines below it
    (an empty line ends a paragraph of an article)
"""

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
STYLES = {"r": "rferl", "t": "tass", "u": "reuters"}
STATUS_RANK = ("actual", "postponed", "scheduled", "negated", "alleged", "denied", "hypothetical")
Row = dict[str, Any]


class SheetError(Exception):
    """A sheet line that cannot be compiled; the message names the file and the line."""


def names(path: Path) -> dict[str, str]:
    """Read `key=Canonical name` lines."""
    return dict(line.split("=", 1) for line in path.read_text("utf8").splitlines() if "=" in line)


ACTORS = names(HERE / "actors.txt")
PLACES = names(HERE / "places.txt")


@dataclass
class Sentence:
    """One sentence line of a sheet with the mention lines below it."""

    text: str
    at: str
    mention_lines: list[tuple[str, str]] = field(default_factory=list)


def actor(code: str, at: str) -> str:
    """Canonical name for a code; a name written out passes, an unknown short code raises."""
    if code not in ACTORS and code not in ACTORS.values() and code.isupper():
        raise SheetError(f"{at}: unknown actor code {code!r}; add it to actors.txt")
    return ACTORS.get(code, code)


def actors(value: str, at: str) -> list[str]:
    return [actor(code.strip(), at) for code in value.split(";")]


def place(value: str) -> tuple[str, str]:
    """Split `surface>Canonical` or look the surface up."""
    surface, _, canonical = value.strip().partition(">")
    return surface, canonical or PLACES.get(surface, surface)


def add_places(row: Row, value: str, text: str, article_text: str, at: str) -> None:
    """Places of the sentence go to `places`, those named only elsewhere in the article to `context_places`."""
    for surface, canonical in map(place, value.split(";")):
        if surface in text:
            prefix = ""
        elif surface in article_text:
            prefix = "context_"
        else:
            raise SheetError(f"{at}: place not in the text: {surface!r}")
        row.setdefault(f"{prefix}places", []).append(surface)
        row.setdefault(f"{prefix}place_ids", []).append(canonical)


def add_context_places(row: Row, value: str) -> None:
    for surface, canonical in map(place, value.split(";")):
        row.setdefault("context_places", []).append(surface)
        row.setdefault("context_place_ids", []).append(canonical)


def count(value: str) -> Row:
    """Read `kind:low:high:verbatim`; an empty bound is null."""
    kind, low, high, verbatim = value.strip().split(":", 3)
    return {"kind": kind, "low": int(low) if low else None, "high": int(high) if high else None, "verbatim": verbatim}


def set_date(row: Row, value: str, published_on: str) -> None:
    start, _, end = value.replace("pub", published_on).partition("..")
    row.update(event_date=start, event_date_end=end or None)
    if row["date_precision"] == "none":
        row["date_precision"] = "day"


def set_field(row: Row, key: str, value: str, at: str) -> None:
    """Fill one field that needs no other text than its own value."""
    if key in ("s", "t"):
        row["source_actors" if key == "s" else "target_actors"] = actors(value, at)
    elif key == "a":
        row["attributed_to"] = "; ".join(actors(value, at))
    elif key == "c":
        row["counts"] = [count(part) for part in value.split(";")]
    elif key in ("o", "dir", "pol", "pr", "e"):
        target = {"o": "original_date", "dir": "direction", "pol": "polarity", "pr": "date_precision", "e": "event_key"}
        row[target[key]] = value
    elif key == "ctx":
        row["date_from_context"] = True
    elif key == "cp":
        add_context_places(row, value)
    else:
        raise SheetError(f"{at}: unknown key {key!r}")


def mention(line: str, text: str, article_text: str, published_on: str, at: str) -> Row:
    """Compile one `+` line. Raises SheetError when the quote or a place is not in the text."""
    head, quote, *fields = [part.strip() for part in line[1:].split(" | ")]
    kind, status, *flags = head.split()
    if text.count(quote) != 1:
        raise SheetError(f"{at}: quote found {text.count(quote)} times: {quote!r}")
    row: Row = {"type": kind, "status": status, "is_background": "bg" in flags, "quote": quote}
    row.update(event_date=None, event_date_end=None, date_precision="none", places=[], place_ids=[])
    row.update(source_actors=[], target_actors=[], attributed_to=None, counts=[])
    for part in fields:
        key, equals, value = part.partition("=")
        if not equals:
            raise SheetError(f"{at}: bad field {part!r}")
        if key == "d":
            set_date(row, value, published_on)
        elif key == "p":
            add_places(row, value, text, article_text, at)
        else:
            set_field(row, key, value, at)
    return row


def published_at(value: str) -> str:
    return f"{value if 'T' in value else value + 'T12:00'}:00Z"


def numbered_lines(folder: Path, pattern: str) -> list[tuple[str, str]]:
    """(place in the sheets, line) of every sheet of one kind, comments left out."""
    return [
        (f"{path.name}:{number}", line.rstrip())
        for path in sorted(folder.glob(pattern))
        for number, line in enumerate(path.read_text("utf8").splitlines(), 1)
        if not line.startswith("#")
    ]


def sentence_items(collection: str) -> list[Row]:
    """Rows of sentences.jsonl."""
    items: list[Row] = []
    for at, line in numbered_lines(HERE / collection / "src", "s*.txt"):
        if line.startswith("@ "):
            head, _, why = line[2:].partition("//")
            style, day = head.split()
            item_id = f"{collection}-s-{len(items) + 1:03d}"
            items.append({"id": item_id, "style": STYLES[style], "published_at": published_at(day), "text": ""})
            items[-1].update(mentions=[], **({"why": why.strip()} if why.strip() else {}))
        elif line.startswith("+ "):
            item = items[-1]
            item["mentions"].append(mention(line, item["text"], "", item["published_at"][:10], at))
        elif line:
            if items[-1]["text"]:
                raise SheetError(f"{at}: two text lines in one item")
            items[-1]["text"] = line
    return items


def article_blocks(collection: str) -> list[tuple[Row, list[list[Sentence]]]]:
    """Header and paragraphs of every article sheet."""
    blocks: list[tuple[Row, list[list[Sentence]]]] = []
    for at, line in numbered_lines(HERE / collection / "src", "a*.txt"):
        if line.startswith("@@ "):
            meta = {key.strip(): value.strip() for key, value in (part.split("=", 1) for part in line[3:].split(" | "))}
            blocks.append((meta, [[]]))
        elif line.startswith("+ "):
            blocks[-1][1][-1][-1].mention_lines.append((at, line))
        elif line:
            blocks[-1][1][-1].append(Sentence(line, at))
        elif blocks and blocks[-1][1][-1]:
            blocks[-1][1].append([])
    return blocks


def article_head(meta: Row, text: str) -> Row:
    style = STYLES.get(meta["style"], meta["style"])
    return {
        "id": meta["id"],
        "style": style,
        "source": meta.get("source", style),
        "slug": meta["slug"],
        "title": meta["title"],
        "published_at": published_at(meta["date"]),
        "dateline_place": meta.get("dateline") or None,
        "text": text,
        "credited_agencies": [name.strip() for name in meta.get("credits", "").split(";") if name.strip()],
        "relation": {"kind": "update_of", "article": meta["update_of"]} if "update_of" in meta else None,
        "sentences": [],
        "mentions": [],
        "canonical_events": [],
    }


def article_row(meta: Row, paragraphs: list[list[Sentence]]) -> Row:
    """One row of articles.jsonl, its canonical events still empty."""
    text = "\n\n".join(" ".join(s.text for s in paragraph) for paragraph in paragraphs if paragraph)
    article = article_head(meta, text)
    end = 0
    for index, sentence in enumerate(s for paragraph in paragraphs for s in paragraph):
        start = text.index(sentence.text, end)
        end = start + len(sentence.text)
        article["sentences"].append({"index": index, "start": start, "end": end})
        for at, line in sentence.mention_lines:
            row = mention(line, sentence.text, text, article["published_at"][:10], at)
            if "event_key" not in row:
                raise SheetError(f"{at}: an article mention needs e=event_key")
            head = {"id": f"{meta['id']}-m{len(article['mentions']) + 1:02d}", "sentence_index": index}
            quote_start = start + sentence.text.index(row["quote"])
            span = {"quote_start": quote_start, "quote_end": quote_start + len(row["quote"])}
            article["mentions"].append({**head, **row, **span})
    return article


def strongest(statuses: set[str]) -> str:
    return min(statuses, key=STATUS_RANK.index)


def event_row(key: str, mentions: list[Row]) -> Row:
    """What all mentions of one event say together: strongest status, its commonest date, every place."""
    kinds = {m["type"] for m in mentions}
    if len(kinds) > 1:
        raise SheetError(f"event {key}: several types {sorted(kinds)}")
    status = strongest({m["status"] for m in mentions})
    ranked = [m for m in mentions if m["status"] == status] + [m for m in mentions if m["status"] != status]
    dates = [(m["event_date"], m["event_date_end"], m["date_precision"]) for m in ranked if m["event_date"]]
    days = [date for date in dates if date[2] == "day"]
    date, date_end, precision = Counter(days or dates).most_common(1)[0][0] if dates else (None, None, "none")
    places = dict.fromkeys(p for m in mentions for p in (*m["place_ids"], *m.get("context_place_ids", [])))
    row: Row = {"event_key": key, "type": kinds.pop(), "status": status}
    row["is_disputed"] = any(m["status"] == "denied" for m in mentions)
    return {**row, "date": date, "date_end": date_end, "date_precision": precision, "places": list(places)}


def by_event(mentions: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in mentions:
        groups.setdefault(row["event_key"], []).append(row)
    return groups


def articles_and_events(collection: str) -> tuple[list[Row], list[Row]]:
    """Rows of articles.jsonl and events.jsonl; one event key is one event in every article of the collection."""
    articles = [article_row(meta, paragraphs) for meta, paragraphs in article_blocks(collection)]
    groups = by_event([m for article in articles for m in article["mentions"]])
    events = {key: event_row(key, mentions) for key, mentions in groups.items()}
    for article in articles:
        for key, mentions in by_event(article["mentions"]).items():
            local = {"status_in_article": strongest({m["status"] for m in mentions})}
            article["canonical_events"].append({**events[key], **local, "mention_ids": [m["id"] for m in mentions]})
    rows = []
    for key, mentions in groups.items():
        ids = [m["id"] for m in mentions]
        rows.append({**events[key], "mention_ids": ids, "articles": sorted({i.rpartition("-")[0] for i in ids})})
    return articles, rows


def write(path: Path, rows: list[Row]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf8")


def main(collections: list[str]) -> int:
    for collection in collections or ["tune", "held"]:
        try:
            sentences = sentence_items(collection)
            articles, events = articles_and_events(collection)
        except SheetError as error:
            print(f"{collection}: {error}", file=sys.stderr)
            return 1
        for name, rows in (("sentences", sentences), ("articles", articles), ("events", events)):
            write(HERE / collection / f"{name}.jsonl", rows)
        print(f"{collection}: {len(sentences)} sentences, {len(articles)} articles, {len(events)} events")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
