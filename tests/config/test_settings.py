"""The environment and an override directory win over the shipped files, and nothing in them is guessed at."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest

from config.errors import ConfigError
from config.load import read_conflicts, read_places
from config.schema import Limits
from config.settings import lake_address, load_config, load_settings


def test_the_shipped_files_are_without_fault_and_frozen() -> None:
    config = load_config({})
    assert [source.source_id for source in config.sources] == ["rferl", "tass", "reuters"]
    assert len(config.conflicts) >= 11
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.settings.data_dir = "elsewhere"  # type: ignore[misc]


def test_reading_the_gazetteer_is_fast() -> None:
    started = time.perf_counter()
    places = read_places()
    assert len(places) > 3000
    assert time.perf_counter() - started < 1.0  # 0.05 s alone on the machine; every command pays it


@pytest.mark.parametrize(
    ("variable", "value", "field", "expected"),
    [
        ("TRUCEWIRE_DATA", "/srv/truce", "data_dir", "/srv/truce"),
        ("TRUCEWIRE_CONTACT", "https://example.org/about", "contact", "https://example.org/about"),
        ("TRUCEWIRE_ALLOW_LOOPBACK", "1", "allow_loopback", True),
        ("TRUCEWIRE_ALLOW_LOOPBACK", "false", "allow_loopback", False),
        ("TRUCEWIRE_DATA", "", "data_dir", "data"),
    ],
)
def test_the_environment_wins(variable: str, value: str, field: str, expected: object) -> None:
    assert getattr(load_settings({variable: value}), field) == expected


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"TRUCEWIRE_DATE": "x"}, "TRUCEWIRE_DATE is not known; allowed are TRUCEWIRE_CONFIG"),
        ({"TRUCEWIRE_CONFIG": "no/such/folder"}, "not a directory"),
        ({"TRUCEWIRE_WAREHOUSE": "postgres:dbname=x"}, "TRUCEWIRE_WAREHOUSE: it must begin with ducklake:postgres:"),
        ({"TRUCEWIRE_ALLOW_LOOPBACK": "perhaps"}, "environment: key allow_loopback: .*boolean"),
        ({"TRUCEWIRE_CONTACT": "Łódź"}, "environment: key contact: only plain ASCII"),
        ({"TRUCEWIRE_CONTACT": "a\r\nX-Evil: 1"}, "environment: key contact: only plain ASCII"),
    ],
)
def test_a_wrong_variable_is_named(environ: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        load_config(environ)


def test_only_the_data_directory_of_the_settings_is_in_a_lake(tmp_path: Path) -> None:
    environ = {"TRUCEWIRE_DATA": str(tmp_path), "TRUCEWIRE_WAREHOUSE": "ducklake:postgres:dbname=x"}
    assert lake_address(tmp_path, environ) == "ducklake:postgres:dbname=x"
    assert lake_address(tmp_path / "pipeline" / "rebuild", environ) is None
    assert lake_address(tmp_path, {**environ, "TRUCEWIRE_WAREHOUSE": ""}) is None


def test_a_file_of_the_override_replaces_the_shipped_one_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('contact = "desk@example.org"\n[limits]\nredirects = 2\n', "utf-8")
    config = load_config({"TRUCEWIRE_CONFIG": str(tmp_path)})
    assert config.settings.contact == "desk@example.org"
    assert config.settings.limits == Limits(redirects=2)
    assert config.sources == load_config({}).sources


def test_a_contact_that_no_header_can_hold_is_said_when_the_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('contact = "Łódź"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"settings\.toml: key contact: only plain ASCII"):
        load_settings({"TRUCEWIRE_CONFIG": str(tmp_path)})


@pytest.mark.parametrize("name", ["settings.toml", "sources.toml", "places.csv"])
def test_a_folder_in_the_place_of_a_file_is_not_passed_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(ConfigError, match=f"{name}: cannot be read: Is a directory"):
        load_config({"TRUCEWIRE_CONFIG": str(tmp_path)})


def test_a_file_in_the_place_of_the_folder_of_conflicts_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "conflicts").write_text("", "utf-8")
    with pytest.raises(ConfigError, match="conflicts: not a folder"):
        load_config({"TRUCEWIRE_CONFIG": str(tmp_path)})


def test_own_conflicts_replace_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "conflicts").mkdir()
    (tmp_path / "conflicts" / "kivu.toml").write_text(
        'conflict_id = "kivu"\nname = "Kivu"\nparties = ["M23"]\nplaces = ["Goma"]\n', "utf-8"
    )
    assert [conflict.conflict_id for conflict in read_conflicts(tmp_path)] == ["kivu"]
    assert load_config({"TRUCEWIRE_CONFIG": str(tmp_path)}).conflicts[0].places == ("Goma",)
