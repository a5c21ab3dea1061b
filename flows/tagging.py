"""The tagger as a tool: JSON lines in and out, or one text as a readable table.

Knows no warehouse; uses the same tagger as the journey.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, TextIO

from extractors.ceasefire.tag import Tagger

from extractors.errors import InputError
from extractors.records import Document, Mention

FIELDS_IN = ("id", "text", "title", "published_at", "source")
_NOT_OUT = ("mention_id", "document_id", "sentence_start", "sentence_end", "event_time", "context_places")
_PLACE_ID = "place_id"


def tag_lines(tagger: Tagger, lines: Iterable[str], name: str) -> Iterator[str]:
    """Tag each JSON line `{"id", "text", "title"?, "published_at"?, "source"?}`; give one JSON line for each.

    Raises InputError that names `name` and the line when one is not such an object.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            document = read_document(line, f"{name}, line {number}")
            mentions = [mention_object(mention) for mention in tagger.tag(document)]
            yield json.dumps({"id": document.document_id, "mentions": mentions}, ensure_ascii=False)


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
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def mention_object(mention: Mention) -> dict[str, Any]:
    """Give a mention as the object of an output line: dates as ISO text, a place's id as `id`."""
    values = {key: value for key, value in asdict(mention).items() if key not in _NOT_OUT}
    values["places"] = [{"id": place.pop(_PLACE_ID), **place} for place in values["places"]]
    values["event_time"] = mention.event_time
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def tag_text(tagger: Tagger, text: str, published_at: datetime | None) -> tuple[Mention, ...]:
    """Tag one plain text."""
    return tagger.tag(Document("text", text, published_at=published_at))


def write_lines(lines: Iterable[str], stream: TextIO) -> int:
    """Write lines as they come; give their number."""
    n_lines = 0
    for line in lines:
        stream.write(line + "\n")
        n_lines += 1
    return n_lines
