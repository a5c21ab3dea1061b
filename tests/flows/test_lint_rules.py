"""Rules of the house that ruff cannot say: which words may stand where in the source, and what a command loads.

Knows no behaviour; it reads the tree, and imports modules in processes of their own.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("flows", "extractors", "warehouse", "config")
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 50

NOT_LOADED = {
    "flows.cli": "duckdb pyarrow prefect trafilatura pydantic",
    "flows.commands_look": "httpx prefect trafilatura extractors.ceasefire.tag",
    "flows.commands_tag": "httpx prefect trafilatura pyarrow",
    "flows.commands": "prefect trafilatura feedparser",
}


def modules() -> list[Path]:
    return sorted(path for room in (*ROOMS, "tests") for path in (ROOT / room).rglob("*.py"))


def shipped() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = {path.name: n for path in modules() if (n := len(path.read_text("utf-8").splitlines())) > MAX_MODULE_LINES}
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{path.name}:{node.lineno} {node.name}"
        for path in modules()
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION_LINES
    ]
    assert long == []


@pytest.mark.parametrize("path", shipped(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shipped_module_says_what_it_does(path: Path) -> None:
    if path.name == "__init__.py" and not path.read_text("utf-8").strip():
        return
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), "line 1: what it does; then what it does not know"


def test_sql_is_never_put_together_from_values() -> None:
    """Hazards, Sinks: an f-string in execute() is how outside text becomes SQL. ATTACH alone takes no parameter."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in shipped()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("execute", "executemany", "sql")
        and node.args
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
        and "ATTACH" not in ast.unparse(node.args[0])
    ]
    assert found == []


def test_feedparser_is_only_given_bytes_in_memory() -> None:
    """Hazards, Feeds: feedparser opens whatever looks like a path or a URL."""
    calls = [
        ast.unparse(node.args[0])
        for path in shipped()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "feedparser.parse"
    ]
    assert calls
    assert all(call.startswith(("BytesIO(", "io.BytesIO(")) for call in calls)


def test_no_registry_address_machine_path_or_pickle_is_in_the_tree() -> None:
    unwanted = re.compile(
        r"https?:[/]{2}[^ \"']+[/]simple|index[-]url|[/]home[/][a-z]+[/]|[/]root[/]|^import pickle|uv[.]lock",
        re.MULTILINE,
    )
    texts = [*modules(), ROOT / "pyproject.toml", ROOT / "requirements.lock", ROOT / "Makefile", ROOT / "README.md"]
    here = Path(__file__)
    found = [str(path.relative_to(ROOT)) for path in texts if path != here and unwanted.search(path.read_text("utf-8"))]
    assert found == []


@pytest.mark.parametrize("module", NOT_LOADED)
def test_a_command_loads_nothing_heavy_that_it_does_not_need(module: str) -> None:
    asked = f"import sys, {module}; print(*set({NOT_LOADED[module]!r}.split()) & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60).stdout == "\n"
