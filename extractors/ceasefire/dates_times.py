"""Finds the time of day beside a date: "from midnight", "00:01", "8 a.m.", "0900 GMT", "6:00 p.m. Moscow time".

Does not convert time zones: the zone is kept as the text writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ZONE = r"(?:\s+\(?(?P<zone>GMT|UTC|[A-Z]{2,4}(?=\b)(?<!A\.M)|(?:local|[A-Z][a-z]+)\s+time))?"
_TIME = re.compile(
    rf"\b(?P<h>\d{{1,2}})[:.](?P<m>\d\d)(?:\s*(?P<half>[ap])\.?m\b\.?)?{_ZONE}"
    rf"|\b(?P<h2>\d{{1,2}})\s*(?P<half2>[ap])\.?m\b\.?{_ZONE.replace('zone', 'zone2')}"
    rf"|\b(?P<h3>[01]\d|2[0-4])(?P<m3>[0-5]\d)\s+(?P<zone3>GMT|UTC|hours|local\s+time)"
    r"|\b(?P<zero>midnight|(?:zero|0)\s+hours)\b|\b(?P<noon>noon|midday)\b"
)
_CUE = re.compile(r"\d[:.]\d\d|\d\s*[ap]\.?m\b|\d\d\d\d\s+(?:GMT|UTC|hours|local)|midnight|noon|midday|hours\b")


def find(sentence: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, "HH:MM" with the zone if one is written) for every time of day."""
    if not _CUE.search(sentence):
        return
    for found in _TIME.finditer(sentence):
        value = found.groupdict()
        if value["zero"] or value["noon"]:
            yield *found.span(), "00:00" if value["zero"] else "12:00"
            continue
        hour = int(value["h"] or value["h2"] or value["h3"])
        minute = int(value["m"] or value["m3"] or 0)
        half = value["half"] or value["half2"]
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        zone = value["zone"] or value["zone2"] or value["zone3"]
        if hour <= 24 and minute < 60 and (half or zone or (value["m"] and ":" in found.group())):
            yield *found.span(), f"{hour:02d}:{minute:02d}" + (f" {zone}" if zone and zone != "hours" else "")
