"""Alerts: each thing is told once, whatever is run again; webhook and Apprise addresses get it from a real server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows.newsroom import Newsroom
from tests.flows import watched
from tests.flows.polling import FIRST, SECOND, config_for, poll
from tests.flows.prefect_api import STALL_LIMIT_S, ask

pytestmark = [pytest.mark.slow, pytest.mark.prefect, pytest.mark.timeout(500)]
TELL = """
import sys
from pathlib import Path
from flows.alerts import tell_new
print(len(tell_new(Path(sys.argv[1]), frozenset(sys.argv[2:]))))
"""
APPLY = """
import asyncio
from prefect.client.orchestration import get_client
from config.settings import load_settings
from flows import automations
from flows.serve import house_deployments

async def apply():
    async with get_client() as client:
        ids = {each.name: await each.aapply() for each in house_deployments()}
        for _ in range(2):
            await automations.apply(client, load_settings(), ids["notify"])

asyncio.run(apply())
"""
NOTIFY = "import asyncio; from flows.notify import notify; asyncio.run(notify('A title', 'Some words'))"


class Hook:
    """A web server that keeps what is posted to it."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        bodies = self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bodies.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Keep the test's output free of requests."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_port}"


@pytest.fixture
def hook() -> Iterator[Hook]:
    opened = Hook()
    thread = threading.Thread(target=opened.server.serve_forever)
    thread.start()
    yield opened
    opened.server.shutdown()
    opened.server.server_close()
    thread.join()


def run_python(environment: dict[str, str], script: str, *arguments: str) -> str:
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def alerts_of(data_dir: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (data_dir / "alerts.jsonl").read_text("utf-8").splitlines()]


def emitted(environment: dict[str, str]) -> list[dict[str, Any]]:
    question = {"filter": {"event": {"prefix": ["trucewire."]}}, "limit": 50}
    answer: Any = ask(environment, "/events/filter", question)
    return list(answer["events"])


def wait_for(condition: Callable[[], Any], limit_s: float = STALL_LIMIT_S) -> Any:
    deadline = time.monotonic() + limit_s
    while not (answer := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer


def test_what_is_new_since_the_first_poll_is_told_once_and_reaches_webhook_and_addresses(
    own_server: dict[str, str], tmp_path: Path, hook: Hook
) -> None:
    (tmp_path / "settings.toml").write_text(
        f'webhook = "http://{hook.address}/alerts"\nnotify = ["json://{hook.address}/apprise"]\n', "utf-8"
    )
    environment = {**own_server, **watched.environment(tmp_path)}
    data = tmp_path / "data"
    run_python(environment, APPLY)
    names = [row["name"] for row in ask(environment, "/automations/filter", {}) if row["name"].startswith("trucewire:")]
    assert sorted(names) == [
        "trucewire: call the webhook",
        "trucewire: crash runs whose process is gone",
        "trucewire: send a message",
    ]

    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, data)
        poll(config, newsroom, FIRST, "rferl")
        run_python(environment, TELL, str(data), "rferl")
        began = alerts_of(data)
        assert {each["kind"] for each in began} >= {"trucewire.watch.began", "trucewire.violation.new"}
        n_before = sum(each["kind"] == "trucewire.feed.silent" for each in began)
        poll(config, newsroom, SECOND, "rferl")
    n_told = int(run_python(environment, TELL, str(data), "rferl"))
    told = alerts_of(data)[len(began) :]
    assert n_told == len(told) > 0
    assert "trucewire.violation.new" in {each["kind"] for each in told}
    assert run_python(environment, TELL, str(data), "rferl") == "0", "told once"

    assert wait_for(lambda: len(emitted(environment)) >= n_before + n_told)
    assert len(emitted(environment)) == n_before + n_told
    wait_for(lambda: len(hook.bodies) >= n_before + n_told)
    posted = [body["alert"]["title"] for body in hook.bodies]
    assert len(posted) == n_before + n_told
    assert {"event", "alert"} == set(hook.bodies[0])

    question = {"flows": {"name": {"any_": ["notify"]}}}
    wait_for(lambda: len(ask(environment, "/flow_runs/filter", question)) >= n_before + n_told)
    runs = ask(environment, "/flow_runs/filter", question)
    assert sorted(run["parameters"]["title"] for run in runs) == sorted(posted)
    assert all(run["parameters"]["body"] for run in runs)
    hook.bodies.clear()
    run_python(environment, NOTIFY)
    assert [(body["title"], body["message"]) for body in hook.bodies] == [("A title", "Some words")]


def test_what_a_crash_kept_from_being_written_down_is_told_again_as_the_same_events(
    own_server: dict[str, str], tmp_path: Path
) -> None:
    environment = {**own_server, **watched.environment(tmp_path)}
    data = tmp_path / "data"
    ledger = data / "alerts.jsonl"
    with Newsroom(FIRST) as newsroom:
        config = config_for(newsroom, data)
        poll(config, newsroom, FIRST, "rferl")
        run_python(environment, TELL, str(data), "rferl")
        before = ledger.read_bytes()
        poll(config, newsroom, SECOND, "rferl")
    n_silent = sum(each["kind"] == "trucewire.feed.silent" for each in alerts_of(data))
    n_told = int(run_python(environment, TELL, str(data), "rferl"))
    assert wait_for(lambda: len(emitted(environment)) == n_silent + n_told)
    told = alerts_of(data)
    ledger.write_bytes(before + b'{"told_at": "20')
    assert int(run_python(environment, TELL, str(data), "rferl")) == n_told
    assert [each["alert_key"] for each in alerts_of(data)] == [each["alert_key"] for each in told]
    assert len(emitted(environment)) == n_silent + n_told
