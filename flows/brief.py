"""The words of the brief, as Markdown: what is new and what changed, what is overdue, which feeds are not well.

Knows no schedule: whoever asks names the moment since when. Everything from outside is escaped (flows.markdown).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from flows import markdown
from flows.sparkline import data_url, sparkline
from warehouse.query import Row, rows_of

MAX_EVENTS = 60


def write(data_dir: Path, since: datetime, title: str) -> str:
    """Write the brief of everything fetched since a moment."""
    feeds = rows_of(data_dir, "dashboard/feed_health", {"source_id": None})
    unwell = [row for row in feeds if row["health"] not in ("ok", "quiet")]
    overdue = rows_of(data_dir, "dashboard/overdue")
    return "\n\n".join((write_news(data_dir, since, title), *overdue_section(overdue), *unwell_section(unwell)))


def write_news(data_dir: Path, since: datetime, title: str, source_id: str | None = None) -> str:
    """Write what was fetched since a moment, of one source or of all: the events that are new and that have changed."""
    news = rows_of(data_dir, "dashboard/news", {"since": since, "source_id": source_id})
    sections = (
        [f"# {markdown.text(title)}", f"From what was fetched since {since:%d %B %Y, %H:%M} UTC.", picture(data_dir)],
        events_section("New events", [row for row in news if row["is_new"]]),
        events_section("Events with new reports or changed words", [row for row in news if not row["is_new"]]),
    )
    return "\n\n".join(block for section in sections for block in section)


def picture(data_dir: Path) -> str:
    """Draw how many events were first reported each day."""
    days = [(row["reported_on"], row["n_events"]) for row in rows_of(data_dir, "dashboard/events_a_day")]
    return f"![Events first reported, a day]({data_url(sparkline(days))})"


def events_section(title: str, rows: Sequence[Row]) -> list[str]:
    """Write events as a list, each with its words and a link to the article."""
    if not rows:
        return [f"## {title}: none"]
    lines = [event_line(row) for row in rows[:MAX_EVENTS]]
    if len(rows) > MAX_EVENTS:
        all_of_them = 'trucewire sql "from events order by last_reported_at desc"'
        lines.append(f"- and {len(rows) - MAX_EVENTS} more; `{all_of_them}` has them all")
    return [f"## {title}: {len(rows)}", "\n".join(lines)]


def event_line(row: Row) -> str:
    """Write one event: what, how real, when, where, how many witnesses, the words, the article."""
    what = f"**{markdown.text(row['type'].replace('_', ' '))}**"
    parts = (row["status"] + (", disputed" if row["is_disputed"] else ""), day(row["event_date"]), *row["places"])
    about = ", ".join(markdown.text(part) for part in parts if part)
    witnesses = f"{row['n_witnesses']} witness{'' if row['n_witnesses'] == 1 else 'es'}"
    article = markdown.link(row["source_id"], row["url"])
    return f"- {what}: {about}; {witnesses}. “{markdown.text(row['quote'])}” ({article}, {day(row['published_at'])})"


def overdue_section(rows: Sequence[Row]) -> list[str]:
    """Write the commitments that are overdue as a table."""
    if not rows:
        return ["## Overdue commitments: none"]
    columns = ("truce", "what", "where", "by whom", "due", "days late", "witnesses", "latest word")
    cells = [list(_overdue_cells(row)) for row in rows]
    return [f"## Overdue commitments: {len(rows)}", markdown.table(columns, cells)]


def unwell_section(rows: Sequence[Row]) -> list[str]:
    """Write the feeds that are not well as a table."""
    if not rows:
        return ["## Feeds: all well"]
    cells = [[markdown.text(str(row[name] or "")) for name in ("feed_id", "health", "why")] for row in rows]
    return [f"## Feeds that are not well: {len(rows)}", markdown.table(("feed", "health", "why"), cells)]


def day(moment: date | datetime | None) -> str:
    """Give a day as a person reads it, nothing for None."""
    return f"{moment:%d %b %Y}" if moment else ""


def _overdue_cells(row: Row) -> Iterator[str]:
    yield markdown.text(row["arrangement"] or "")
    yield markdown.text(row["type"].replace("_", " "))
    yield markdown.text(row["place"] or "")
    yield markdown.text(", ".join(row["by_whom"] or ()))
    yield day(row["due_on"])
    yield str(row["days_late"])
    yield str(row["n_witnesses"])
    yield f"{markdown.link(row['source_id'], row['url'])}, {day(row['published_at'])}"
