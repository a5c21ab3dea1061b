"""Runs the benchmarks and prints one table: python -m tests.bench [accuracy tagging extraction dedupe poll].

Knows no limit: figures are compared as ratios within one run; only accuracy is held to a floor, by a test.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

BENCHES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def main(names: list[str]) -> int:
    """Run the named benches, all when none is named; exit code 2 for an unknown one."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {unknown[0]!r}; there are {', '.join(BENCHES)}")
        return 2
    for name in names or BENCHES:
        print(f"== {name}")
        for what, unit, value in importlib.import_module(f"tests.bench.{name}").bench():
            print(f"{what:<58} {value:>12.4g} {unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
