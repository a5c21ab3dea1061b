"""Says values as a reader of a page or a feed wants them: days, lists, quotes, links.

Knows no page and no query. Text from outside comes out on one line without control characters, but not escaped: that is
the business of what prints it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from warehouse.sinks import terminal_text

OUTCOMES_TOLD = {
    "kept_by_first_date": ("{} was kept by its first date", "{} were kept by their first date"),
    "kept_after_move": ("{} was kept after its date was moved", "{} were kept after their date was moved"),
    "late": ("{} came late", "{} came late"),
    "overdue": ("{} is overdue", "{} are overdue"),
    "pending": ("{} is still ahead", "{} are still ahead"),
}
MAX_QUOTE_CHARACTERS = 420
MAX_NAME_CHARACTERS = 200
MAX_URL_CHARACTERS = 2_048


def clean(value: Any) -> Any:
    """Give a value as it may stand in the page: nothing for None, text on one line without control characters."""
    if value is None:
        return ""
    return terminal_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def words(name: str) -> str:
    """Give a name of the codebook in plain words: `Territory transfer` for territory_transfer."""
    return name.replace("_", " ").capitalize()


def day(value: date | None) -> str:
    """Give a day as a reader says it: 9 November 2020."""
    return f"{value.day} {value:%B %Y}" if value else ""


def brief(value: date | None) -> Markup:
    """Give a day for a narrow cell: 9 Nov 2020, on one line."""
    return Markup("<time datetime='{}'>{} {:%b %Y}</time>").format(value, value.day, value) if value else Markup()


def told(outcomes: Mapping[str, int]) -> str:
    """Give the outcomes of promises as part of a sentence, those that there are."""
    parts = [
        (one if outcomes[name] == 1 else several).format(outcomes[name])
        for name, (one, several) in OUTCOMES_TOLD.items()
        if outcomes[name]
    ]
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def moment(value: datetime) -> str:
    """Give a time in UTC: 9 November 2020, 22:14 UTC."""
    return f"{day(value.date())}, {value:%H:%M} UTC"


def link(url: str | None) -> str | None:
    """Give an address that a link may carry, else None: http and https alone, of a length that can be an address."""
    is_web = url is not None and url.lower().startswith(("http://", "https://"))
    return url if is_web and url is not None and len(url) <= MAX_URL_CHARACTERS else None


def quote(text: str) -> str:
    """Give a quote, cut where it is very long."""
    return _cut(text, MAX_QUOTE_CHARACTERS)


def short(text: str | None) -> str:
    """Give a name or title, cut where it is very long."""
    return _cut(text or "", MAX_NAME_CHARACTERS)


def names(values: Sequence[str], most: int = 4) -> str:
    """Give a list of names, the first few of many."""
    shown = ", ".join(short(value) for value in values[:most])
    return f"{shown} and {len(values) - most} more" if len(values) > most else shown


def anchor(value: str) -> str:
    """Give an id of ours as an element's id: letters, digits and hyphens alone."""
    return "".join(character if character.isalnum() and character.isascii() else "-" for character in value)


def hours(value: float | None) -> str:
    """Give hours as a reader says them: 40 min, 5.2 h, 3 days."""
    if value is None:
        return ""
    if value < 1:
        return f"{round(value * 60)} min"
    return f"{value:.1f} h" if value < 48 else f"{round(value / 24)} days"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
