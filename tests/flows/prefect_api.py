"""Asks a Prefect server's API over plain HTTP, as a dashboard does; knows no flow."""

from __future__ import annotations

import json
import urllib.request
from typing import Any


def ask(environment: dict[str, str], path: str, question: dict[str, Any]) -> list[dict[str, Any]]:
    """Post a filter to the server's API and give the rows."""
    request = urllib.request.Request(
        f"{environment['PREFECT_API_URL']}{path}",
        data=json.dumps(question).encode(),
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        rows: list[dict[str, Any]] = json.load(answer)
    return rows
