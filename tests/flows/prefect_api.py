"""Asks a Prefect server's API over plain HTTP, as a dashboard does; knows no flow."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

STALL_LIMIT_S = 90.0  # a server on SQLite may stand still for a minute (flows/server.py says why)


def ask(environment: dict[str, str], path: str, question: dict[str, Any]) -> list[dict[str, Any]]:
    """Post a filter to the server's API and give the rows."""
    rows: list[dict[str, Any]] = _post(environment, path, question)
    return rows


def ask_one(environment: dict[str, str], path: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """Post what is to be made to the server's API and give its row."""
    row: dict[str, Any] = _post(environment, path, wanted)
    return row


def _post(environment: dict[str, str], path: str, content: dict[str, Any]) -> Any:
    request = urllib.request.Request(
        f"{environment['PREFECT_API_URL']}{path}",
        data=json.dumps(content).encode(),
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=STALL_LIMIT_S) as answer:
        return json.load(answer)
