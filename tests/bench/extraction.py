"""How fast and how right pages are read: ours with all fields, bare trafilatura with metadata, and the lxml parse.

Knows no limit. Each figure is of one core in CPU seconds, the fastest of some passes over the same pages; only one core
against two is by the clock, and says little on a machine that does other work.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import lxml.html
import trafilatura

from config.schema import Limits
from extractors import articles
from extractors.archive import Archive
from extractors.children import Children
from extractors.records import Article, Fetched, Outcome, Request
from tests.bench._pages import FETCHED_AT, Sample, captures, newsroom_pages, token_f1

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "extraction.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
N_PASSES = 5
N_FOR_CORES = 600
LIMITS = Limits()
Rows = list[tuple[str, str, float]]
Read = Callable[[Sample], object]


def ours(sample: Sample) -> str:
    """Read a page with all its fields; give its text, nothing for what is no article."""
    found = articles.read(sample.body, page=sample.page, source=sample.source, entry=None, limits=LIMITS)
    return found.text if isinstance(found, Article) else ""


def bare(sample: Sample) -> str:
    """Read a page as trafilatura does by itself."""
    found = trafilatura.bare_extraction(sample.body, with_metadata=True)
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def parsed(sample: Sample) -> object:
    """Only parse a page: nothing can be faster."""
    return lxml.html.document_fromstring(sample.body)


def seconds_a_page(readers: Sequence[Read], samples: Sequence[Sample]) -> list[float]:
    """Time readers side by side on one core: for each, the mean over pages of the fastest of some passes."""
    fastest_s = [[float("inf")] * len(samples) for _ in readers]
    for _ in range(N_PASSES):
        gc.collect()
        for place, sample in enumerate(samples):
            for times_s, read in zip(fastest_s, readers, strict=True):
                started_s = time.process_time()
                read(sample)
                times_s[place] = min(times_s[place], time.process_time() - started_s)
    return [sum(times_s) / len(samples) for times_s in fastest_s]


def speed(name: str, samples: Sequence[Sample]) -> Rows:
    """Give pages a second of all three readers, and ours against trafilatura."""
    ours_s, bare_s, parsed_s = seconds_a_page((ours, bare, parsed), samples)
    return [
        (f"{name}: pages, mean size", "kB", sum(len(sample.body) for sample in samples) / len(samples) / 1_000),
        (f"{name}: ours, all fields, one core", "pages/s", 1 / ours_s),
        (f"{name}: trafilatura with metadata", "pages/s", 1 / bare_s),
        (f"{name}: the lxml parse alone", "pages/s", 1 / parsed_s),
        (f"{name}: ours against trafilatura", "times", bare_s / ours_s),
    ]


def mean_f1(read: Callable[[Sample], str], samples: Sequence[Sample]) -> float:
    """Give the mean F1 of the texts a reader finds."""
    return sum(token_f1(read(sample), sample.true_text) for sample in samples) / len(samples)


def cores(samples: Sequence[Sample]) -> Rows:
    """Give pages a second through limited children, one against two, by the clock, and what the parent does for each.

    The clock tells only on an idle machine. The parent's own time bounds what a second core can add wherever it runs.
    """
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder)) as archive:
        (one_s, _), (two_s, parent_s) = (_through_children(n_workers, archive, samples) for n_workers in (1, 2))
    return [
        ("children: one", "pages/s", 1 / one_s),
        ("children: two", "pages/s", 1 / two_s),
        ("children: two against one", "times", one_s / two_s),
        ("children: the parent's own CPU time", "ms/page", parent_s * 1_000),
    ]


def _through_children(n_workers: int, archive: Archive, samples: Sequence[Sample]) -> tuple[float, float]:
    """Give seconds a page by the clock, and CPU seconds of this process."""
    source = samples[0].source
    stored = [(None, archive.store(_fetched(sample))) for sample in samples]
    pages = (stored * (N_FOR_CORES // len(stored) + 1))[:N_FOR_CORES]
    archive.flush()
    with Children(replace(LIMITS, workers=n_workers)) as children:
        children.read_articles(archive, pages[: 20 * n_workers], source)  # starts the children
        started_s, parent_s = time.perf_counter(), time.process_time()
        children.read_articles(archive, pages, source)
        return (time.perf_counter() - started_s) / len(pages), (time.process_time() - parent_s) / len(pages)


def _fetched(sample: Sample) -> Fetched:
    request = Request(sample.url, sample.outlet)
    return Fetched(
        request, Outcome.OK, FETCHED_AT, 200, sample.url, (("Content-Type", "text/html; charset=utf-8"),), sample.body
    )


def sets() -> dict[str, list[Sample]]:
    """Give the pages by kind; the captures are left out where they are not at hand."""
    made, real = newsroom_pages(), captures()
    configured = [sample for sample in made if sample.source]
    found = {
        "captures": real,
        "captures as unknown sites": [sample.unknown() for sample in real],
        "newsroom": configured,
        "newsroom as unknown sites": [sample.unknown() for sample in made],
    }
    return {name: samples for name, samples in found.items() if samples}


def bench() -> Rows:
    """Give speed and F1 of each set of pages, then what a second core adds."""
    rows: Rows = [] if captures() else [("captures: shared/corpus is not here; skipped", "pages", 0)]
    by_name = sets()
    for name, samples in by_name.items():
        rows += speed(name, samples)
        rows.append((f"{name}: F1 of the text, ours", "", mean_f1(ours, samples)))
        rows.append((f"{name}: F1 of the text, trafilatura", "", mean_f1(bare, samples)))
    return rows + cores([sample for sample in by_name["newsroom"] if sample.outlet == "rferl"])


def table() -> str:
    """Give the F1 table of docs/extraction.md: a row a capture, a row an outlet of the newsroom."""
    real, made = captures(), newsroom_pages()
    groups = {sample.name: [sample] for sample in real}
    for outlet in dict.fromkeys(sample.outlet for sample in made):
        groups[f"newsroom, {outlet}"] = [sample for sample in made if sample.outlet == outlet]
    rows = [_row(name, samples) for name, samples in groups.items()]
    head = "| pages | n | configured | as an unknown site | trafilatura |\n|---|---|---|---|---|\n"
    return head + "\n".join(rows)


def _row(name: str, samples: Sequence[Sample]) -> str:
    known = f"{mean_f1(ours, samples):.3f}" if samples[0].source else "-"
    unknown = mean_f1(ours, [sample.unknown() for sample in samples])
    return f"| {name} | {len(samples)} | {known} | {unknown:.3f} | {mean_f1(bare, samples):.3f} |"


def write() -> None:
    """Write the F1 table into docs/extraction.md."""
    before, _, after = DOCS.read_text("utf-8").partition(BEGIN)
    DOCS.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"] or not captures():
        sys.exit(
            "python -m tests.bench.extraction --write: needs the captures of shared/corpus; writes docs/extraction.md"
        )
    write()
