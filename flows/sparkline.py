"""Draws counts a day as a small SVG picture that needs nothing from elsewhere.

Knows no table and no dashboard.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date

BAR, GAP, HEIGHT, LABEL = 8, 2, 64, 18


def sparkline(days: Sequence[tuple[date, int]]) -> str:
    """Give bars, one a day, with the first and last day and the greatest count written on it, as SVG."""
    width = max(len(days) * (BAR + GAP), 240)
    most = max((count for _, count in days), default=0)
    bars = "".join(_bar(place, day, count, most) for place, (day, count) in enumerate(days))
    ends = (days[0][0].isoformat(), days[-1][0].isoformat()) if days else ("", "")
    words, foot = f"events first reported, a day (at most {most})", HEIGHT + 2 * LABEL - 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT + 2 * LABEL}" role="img" '
        f'font-family="sans-serif" font-size="11" fill="#667085"><title>{words}</title>'
        f'<text x="0" y="11">{words}</text>{bars}<text x="0" y="{foot}">{ends[0]}</text>'
        f'<text x="{width}" y="{foot}" text-anchor="end">{ends[1]}</text></svg>'
    )


def data_url(svg: str) -> str:
    """Give the picture as an address that holds it whole."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def _bar(place: int, day: date, count: int, most: int) -> str:
    height = round(HEIGHT * count / most) if most else 0
    y = LABEL + HEIGHT - max(height, 1)
    return (
        f'<rect x="{place * (BAR + GAP)}" y="{y}" width="{BAR}" height="{max(height, 1)}" fill="#2563eb">'
        f"<title>{day.isoformat()}: {count}</title></rect>"
    )
