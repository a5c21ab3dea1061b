"""An analyst's own ontology is proved by its own sentences, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import cli

SHIPPED = (Path(__file__).resolve().parents[2] / "config" / "ontology.toml").read_text("utf-8")
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "adding-an-event-type.md").read_text("utf-8")
EXAMPLE = PAGE.split("## A worked example")[1].split("```toml\n")[1].split("```")[0]


def checked(own: Path, ontology: str, monkeypatch: pytest.MonkeyPatch) -> int:
    (own / "ontology.toml").write_text(ontology, "utf-8")
    monkeypatch.setenv("TRUCEWIRE_CONFIG", str(own))
    with pytest.raises(SystemExit) as ended:
        cli.run(["tag", "--check-rules"])
    return int(str(ended.value.code))


def test_the_worked_example_of_the_page_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(tmp_path, SHIPPED + EXAMPLE, monkeypatch) == 0
    told = capsys.readouterr().out
    assert str(tmp_path / "ontology.toml") in told
    assert "0 sentences read the wrong way" in told


def test_both_sentences_of_a_rule_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    positive, negative = (line for line in EXAMPLE.splitlines() if line.startswith(("positive", "negative")))
    swapped = EXAMPLE.replace(positive, negative.replace("negative", "positive", 1)).replace(
        f"\n{negative}", "\n" + positive.replace("positive", "negative", 1)
    )
    assert checked(tmp_path, SHIPPED + swapped, monkeypatch) == 1
    told = capsys.readouterr().out
    assert "rule disarm.lay_down does not match its positive" in told
    assert "rule disarm.lay_down matches its negative" in told
    assert "2 sentences read the wrong way" in told


def test_it_goes_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["tag", "x.txt", "--check-rules"]) == 2
    assert "--check-rules goes alone" in capsys.readouterr().err
