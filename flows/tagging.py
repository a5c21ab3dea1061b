"""The tagger as a tool: JSON lines in and out, or one text as a readable table.

Knows no warehouse; uses the same tagger as the journey.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from extractors.article_dates import YEARS
from extractors.ceasefire.tag import Tagger
from extractors.errors import InputError
from extractors.records import Document, Mention
from flows.console import note, print_rows, say
from flows.outfile import replaced

FIELDS_IN = ("id", "text", "title", "published_at", "source")
_NOT_OUT = ("mention_id", "document_id", "sentence_start", "sentence_end", "context_places")


def tag_lines(tagger: Tagger, lines: Iterable[str], name: str) -> Iterator[str]:
    """Tag each JSON line `{"id", "text", "title"?, "published_at"?, "source"?}`; give one JSON line for each.

    Raises InputError that names `name` and the line when one is not such an object.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            document = read_document(line, f"{name}, line {number}")
            yield _line(document.document_id, tagger.tag(document))


def _line(document_id: str, mentions: Iterable[Mention]) -> str:
    return json.dumps({"id": document_id, "mentions": [mention_object(one) for one in mentions]}, ensure_ascii=False)


def read_document(line: str, where: str) -> Document:
    """Read one input line. Fields it does not know are passed over. Raises InputError that says where and what."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not JSON ({error}); each line is one object with id and text") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "id" not in row:
        raise InputError(f"{where}: not an object with id and text; allowed are {', '.join(FIELDS_IN)}")
    published_at = read_time(row["published_at"], where) if row.get("published_at") else None
    return Document(str(row["id"]), row["text"], str(row.get("title") or ""), published_at, row.get("source"))


def read_time(text: object, where: str) -> datetime:
    """Read an ISO 8601 time or day as UTC; a time without a zone is taken as UTC. Raises InputError."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        raise InputError(f"{where}: published_at {text!r} is no ISO 8601 time such as 2020-11-25T09:40:00Z") from None
    if moment.year not in YEARS:
        raise InputError(f"{where}: published_at {text!r} is not of the years {YEARS[0]} to {YEARS[-1]}")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def mention_object(mention: Mention) -> dict[str, Any]:
    """Give a mention as the object of an output line: dates as ISO text, a place's id as `id`."""
    values = {key: value for key, value in asdict(mention).items() if key not in _NOT_OUT}
    values["places"] = [{"id": place.pop("place_id"), **place} for place in values["places"]]
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def tag_path(tagger: Tagger, path: Path, output: Path | None, published_at: str | None) -> None:
    """Tag a file or standard input (`-`): JSON lines to JSON lines, any other text to a readable table.

    Raises InputError that names the file and line, StorageError; then nothing is left at `output`.
    """
    if str(path) == "-" or path.suffix in (".jsonl", ".json", ".ndjson"):
        if published_at:
            raise InputError("--published-at is for a plain text; JSON lines carry published_at each")
        _write(tag_lines(tagger, _lines(path), str(path)), output)
        return
    text = "".join(_lines(path))
    when = read_time(published_at, "--published-at") if published_at else datetime.now(UTC)
    mentions = tagger.tag(Document(path.name, text, published_at=when))
    if output is not None:
        _write([_line(path.name, mentions)], output)
        return
    print_rows(_COLUMNS, [_row(mention) for mention in mentions], "table")
    say(f"{len(mentions)} mentions in {path.name}, dates read against {when:%Y-%m-%d}")


_COLUMNS = ("type", "status", "date", "places", "who", "to whom", "whose word", "quote")


def _row(mention: Mention) -> tuple[object, ...]:
    places = [place.name for place in mention.places]
    status = f"{mention.status}, background" if mention.is_background else mention.status
    sides = (mention.source_actors, mention.target_actors)
    return (mention.type, status, mention.event_date, places, *sides, mention.attributed_to, mention.quote)


def _lines(path: Path) -> Iterator[str]:
    if str(path) == "-":
        yield from sys.stdin
        return
    try:
        with path.open(encoding="utf-8") as lines:
            yield from lines
    except FileNotFoundError:
        raise InputError(f"no such file: {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from None


def _write(lines: Iterable[str], output: Path | None) -> None:
    """Write lines to standard output as they come, or to a file that appears only when it is whole."""
    if output is None or str(output) == "-":
        for line in lines:
            sys.stdout.write(line + "\n")
        return
    with replaced(output) as temporary, temporary.open("w", encoding="utf-8") as stream:
        stream.writelines(line + "\n" for line in lines)
    if output.suffix == ".json":
        note(f"{output}: JSON lines, one object a line; most programs look for them under a name in .jsonl")
