"""Wrong usage and wrong configuration: one clear line, exit code 2, and nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.command import run

USAGE = {
    "unknown command": (["fly"], "fly"),
    "unknown option": (["ingest", "--fast"], "--fast"),
    "unknown source": (["ingest", "--source", "bbc"], "rferl, tass, reuters"),
    "file without url": (["ingest", "--file", "x.html"], "--url"),
    "file that is missing": (["ingest", "--file", "x.html", "--url", "https://a.example/"], "no such file: x.html"),
    "feed without source": (["ingest", "--feed", "x.xml"], "--source"),
    "a day that is none": (
        ["ingest", "--file", "x.html", "--url", "https://a.example/", "--published-at", "soon"],
        "2020-11-25T09:40:00Z",
    ),
    "no warehouse yet": (["sql", "select 1"], "trucewire demo"),
    "a port that is none": (["up", "--port", "80000"], "--port 80000 is no port"),
    "a port below zero": (["up", "--port", "-1"], "--port -1 is no port"),
    "a review of less than nothing": (["review", "--limit", "-1"], "--limit is a number of mentions"),
    "a page of an outlet": (
        ["ingest", "--file", "x.html", "--url", "https://a.example/", "--source", "rferl"],
        "--source means nothing beside --file",
    ),
    "a feed that is due": (
        ["ingest", "--feed", "x.xml", "--source", "rferl", "--due"], "--due means nothing beside --feed",
    ),
    "a page published in the year 1": (
        ["ingest", "--file", "x.html", "--url", "https://a.example/", "--published-at", "0001-01-01T00:00+14:00"],
        "is not of the years 1800 to 2200",
    ),
    "verdicts into a file": (
        ["evaluate", "--verdicts", "-o", "x.json"], "--output means nothing beside --verdicts",
    ),
    "verdicts that nobody asked to write": (["review", "--verdicts"], "--export given.csv --verdicts"),
    "verdicts of a type": (
        ["review", "--export", "x.csv", "--verdicts", "--type", "armed_clash"],
        "--type means nothing beside --verdicts",
    ),
    "a discovery in what is stored": (
        ["doctor", "--discover", "https://a.example/", "--offline"], "--offline means nothing beside --discover",
    ),
    "captures from a day on": (
        ["backfill", "--warc", "x.warc.gz", "--from", "2020-11-01"], "--from means nothing beside --warc",
    ),
    "a wait of no length": (["check", "--wait", "nan"], "a number of seconds, 0 or more"),
    "a replay to the end of time": (["reprocess", "--to", "9999-12-31"], "leave the option out for no bound"),
    "a replay that ends before it starts": (
        ["reprocess", "--from", "2020-12-01", "--to", "2020-11-01"], "--from 2020-12-01 is after --to 2020-11-01",
    ),
    "a past that ends before it starts": (
        ["backfill", "--source", "rferl", "--from", "2020-12-01", "--to", "2020-11-01"], "exchange them",
    ),
    "a report of the end of time": (
        ["report", "-o", "x.html", "--as-of", "9999-12-31"], "or after 2200-12-31",
    ),
    "nothing to tag": (["tag", "missing.txt"], "no such file: missing.txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", USAGE)
def test_wrong_usage_is_one_clear_line_and_exit_2_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    arguments, words = USAGE[name]
    data = tmp_path / "data"
    done = run(*arguments, data=data)
    assert done.returncode == 2, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not data.exists()


def test_a_wrong_configuration_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('data_dirs = "x"\n', "utf-8")
    done = run("status", data=tmp_path / "data", config=tmp_path)
    assert done.returncode == 2
    assert "settings.toml" in done.stderr
    assert "data_dirs" in done.stderr


@pytest.mark.parametrize("command", ["up", "deploy"])
def test_an_address_that_apprise_cannot_use_is_said_before_anything_starts(tmp_path: Path, command: str) -> None:
    (tmp_path / "settings.toml").write_text('notify = ["json://127.0.0.1/x", "slakc://secret"]\n', "utf-8")
    done = run(command, data=tmp_path / "data", config=tmp_path)
    assert done.returncode == 2
    assert "settings.toml: key notify: Apprise cannot use address 2 of 2" in done.stderr
    assert "secret" not in done.stderr
    assert not (tmp_path / "data").exists()
