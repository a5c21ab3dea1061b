"""The raw archive gives back what was stored, survives a cut at any byte, and is read by any WARC tool."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from extractors import archive_files
from extractors.archive import Archive, verify
from extractors.archive_files import repair, whole_records_end
from extractors.errors import StorageError
from extractors.records import Fetched, Outcome, Page, Request, digest

AT = datetime(2020, 11, 25, 9, 40, 1, 250_000, tzinfo=UTC)
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("ETag", '"v1"'),
    ("Last-Modified", "Wed, 25 Nov 2020 09:40:00 GMT"),
    ("Set-Cookie", "session=SECRET"),
    ("Content-Encoding", "gzip"),
    ("Transfer-Encoding", "chunked"),
    ("X-Odd", "a\r\nSet-Cookie: SECRET\u0416"),
)


def fetched(number: int = 1, body: bytes | None = None, at: datetime = AT, **changed: Any) -> Fetched:
    url = f"https://www.rferl.org/a/slug/{number}.html"
    found = Fetched(
        request=Request(url, "rferl", "page", "rferl.news"),
        outcome=Outcome.OK,
        fetched_at=at,
        status=200,
        final_url=url,
        headers=HEADERS,
        body=f"<html>page {number}</html>".encode() if body is None else body,
    )
    return replace(found, **changed)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive") as opened:
        yield opened


def test_a_page_says_where_its_bytes_lie(archive: Archive, tmp_path: Path) -> None:
    page = archive.store(fetched())
    assert page == Page(
        page_id=digest("https://www.rferl.org/a/slug/1.html", sha256(b"<html>page 1</html>").hexdigest()),
        source_id="rferl",
        url="https://www.rferl.org/a/slug/1.html",
        final_url="https://www.rferl.org/a/slug/1.html",
        body_sha256=sha256(b"<html>page 1</html>").hexdigest(),
        n_body_bytes=19,
        fetched_at=AT,
        content_type="text/html; charset=utf-8",
        etag='"v1"',
        last_modified="Wed, 25 Nov 2020 09:40:00 GMT",
        archive_file="20201125-rferl-0001.warc.gz",
        archive_offset=0,
    )
    assert names(tmp_path / "archive") == ["20201125-rferl-0001.warc.gz.open"]


BODIES = [
    b"",
    b"x",
    b"\0\xff" * 1000,
    b"\r\n\r\nHTTP/1.1 200 OK\r\n",
    b"WARC/1.1\r\n\r\n",
    "Ağdam".encode("utf-16"),
    os.urandom(300_000),
]


def test_bodies_come_back_while_the_file_is_open_and_after(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        pages = [archive.store(fetched(number, body)) for number, body in enumerate(BODIES)]
        assert [archive.read(page) for page in pages] == BODIES
    assert names(tmp_path) == ["20201125-rferl-0001.warc.gz"]
    assert [Archive(tmp_path).read(page) for page in pages] == BODIES
    assert list(verify(tmp_path, pages)) == []


def test_any_warc_tool_reads_it_and_no_secret_is_in_it(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.store(fetched(1))
        archive.store(fetched(2, status=None))
    file = tmp_path / "20201125-rferl-0001.warc.gz"
    with file.open("rb") as stream:
        found = [
            (record.rec_headers, record.http_headers, record.content_stream().read())
            for record in ArchiveIterator(stream)
        ]
    (first, first_http, first_body), (second, second_http, _) = found
    assert first.get_header("WARC-Target-URI") == "https://www.rferl.org/a/slug/1.html"
    assert first.get_header("WARC-Date") == "2020-11-25T09:40:01.250000Z"
    assert (first.get_header("WARC-Type"), second.get_header("WARC-Type")) == ("response", "resource")
    assert first_body == b"<html>page 1</html>"
    assert first_http.get_header("Content-Length") == "19"
    assert {name.lower() for name, _ in first_http.headers} == {
        "content-type",
        "etag",
        "last-modified",
        "x-odd",
        "content-length",
    }
    assert second_http is None
    assert "session=SECRET" not in repr([headers.headers for headers, _, _ in found])
    check = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(file)], capture_output=True, text=True, check=False
    )
    assert (check.returncode, check.stdout.count("digest pass")) == (0, 2)


def test_one_file_a_source_and_day_and_size(tmp_path: Path) -> None:
    tass = Request("https://tass.com/world/1", "tass")
    with Archive(tmp_path, max_file_bytes=3_000) as archive:
        files = [
            archive.store(found).archive_file
            for found in (
                fetched(1),
                fetched(2, request=tass),
                fetched(3, os.urandom(3_000)),
                fetched(4),
                fetched(5, at=AT + timedelta(days=1)),
                fetched(6, request=replace(tass, source_id="../../etc/passwd")),
            )
        ]
    assert files[:5] == [
        "20201125-rferl-0001.warc.gz",
        "20201125-tass-0001.warc.gz",
        "20201125-rferl-0001.warc.gz",
        "20201125-rferl-0002.warc.gz",
        "20201126-rferl-0001.warc.gz",
    ]
    assert files[5] == f"20201125-{digest('../../etc/passwd')[:16]}-0001.warc.gz"
    assert names(tmp_path) == sorted(set(files))


def test_the_next_run_goes_on_with_the_file_of_the_day(tmp_path: Path) -> None:
    pages = []
    for number in (1, 2, 3):
        with Archive(tmp_path) as archive:
            pages.append(archive.store(fetched(number)))
    assert names(tmp_path) == ["20201125-rferl-0001.warc.gz"]
    assert [page.archive_offset for page in pages] == sorted({page.archive_offset for page in pages})
    assert list(verify(tmp_path, pages)) == []


def test_the_same_bytes_make_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with Archive(tmp_path / name) as archive:
            archive.store(fetched(1))
    assert (tmp_path / "a/20201125-rferl-0001.warc.gz").read_bytes() == (
        tmp_path / "b/20201125-rferl-0001.warc.gz"
    ).read_bytes()


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_a_file_cut_at_any_byte_keeps_its_whole_records(tmp_path: Path, step: int) -> None:
    with Archive(tmp_path / "whole") as archive:
        pages = [archive.store(fetched(number)) for number in range(3)]
    whole = (tmp_path / "whole" / pages[0].archive_file).read_bytes()
    ends = [*(page.archive_offset for page in pages[1:]), len(whole)]
    folder = tmp_path / "cut"
    folder.mkdir()
    beside_an_end = {end + off for end in (0, *ends) for off in (-1, 0, 1)} & set(range(len(whole) + 1))
    for cut in sorted({*range(0, len(whole), step), *beside_an_end}):
        left = folder / (pages[0].archive_file + ".open")
        left.write_bytes(whole[:cut])
        kept = [page for page, end in zip(pages, ends, strict=True) if end <= cut]
        assert repair(folder) == ([pages[0].archive_file] if kept else []), cut
        assert names(folder) == ([pages[0].archive_file] if kept else [])
        if kept:
            assert (folder / pages[0].archive_file).stat().st_size == ends[len(kept) - 1]
            (folder / pages[0].archive_file).unlink()


def test_a_killed_run_is_repaired_by_the_next_and_its_pages_are_there(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, sys; from datetime import datetime, UTC\n"
        "from extractors.archive import Archive; from extractors.records import *\n"
        f"archive = Archive(pathlib.Path({str(tmp_path)!r})).__enter__()\n"
        "for number in range(3):\n"
        "    request = Request(f'https://www.rferl.org/a/slug/{number}.html', 'rferl')\n"
        "    at = datetime(2020, 11, 25, tzinfo=UTC)\n"
        "    archive.store(Fetched(request, Outcome.OK, at, 200, body=b'x' * number))\n"
        "archive.flush(); os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert names(tmp_path) == ["20201125-rferl-0001.warc.gz.open"]
    (tmp_path / "20201125-rferl-0001.warc.gz.open").open("ab").write(b"\x1f\x8b torn")
    with Archive(tmp_path) as archive:
        assert names(tmp_path) == ["20201125-rferl-0001.warc.gz"]
        page = archive.store(fetched(9))
        assert archive.read(page) == b"<html>page 9</html>"
    with (tmp_path / page.archive_file).open("rb") as stream:
        assert len(list(ArchiveIterator(stream))) == 4


def test_a_file_that_is_finished_is_never_written_over(tmp_path: Path) -> None:
    """A backup was put back beside what a killed run left open."""
    with Archive(tmp_path) as archive:
        pages = [archive.store(fetched(number)) for number in (1, 2)]
    finished = tmp_path / pages[0].archive_file
    left_open = tmp_path / f"{finished.name}.open"
    left_open.write_bytes(finished.read_bytes()[: pages[1].archive_offset])
    with Archive(tmp_path) as archive:
        pages.append(archive.store(fetched(3)))
    assert list(verify(tmp_path, pages)) == []
    assert left_open.exists()


def test_a_file_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    with Archive(tmp_path) as first:
        first.store(fetched(1))
        with Archive(tmp_path) as second:
            page = second.store(fetched(2))
            assert page.archive_file == "20201125-rferl-0002.warc.gz"
        assert names(tmp_path) == ["20201125-rferl-0001.warc.gz.open", "20201125-rferl-0002.warc.gz"]


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 0xFF
    file.write_bytes(bytes(data))


DAMAGES = [
    ("flipped bit", _flip),
    ("cut", lambda file: os.truncate(file, file.stat().st_size // 2)),
    ("empty", lambda file: os.truncate(file, 0)),
    ("gone", lambda file: file.unlink()),
    ("another file", lambda file: file.write_bytes(b"not a WARC file at all")),
]


@pytest.mark.parametrize("damage", [case[1] for case in DAMAGES], ids=[case[0] for case in DAMAGES])
def test_damage_is_found_and_said(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    with Archive(tmp_path) as archive:
        page = archive.store(fetched(1, os.urandom(5_000)))
    damage(tmp_path / page.archive_file)
    (fault,) = verify(tmp_path, [page])
    assert (fault.page_id, fault.archive_file) == (page.page_id, page.archive_file)
    assert fault.message.startswith("20201125-rferl-0001.warc.gz at 0: ")


@pytest.mark.parametrize(
    "changed",
    [
        {"archive_file": "../secret.warc.gz"},
        {"archive_file": "/etc/passwd"},
        {"archive_offset": 1},
        {"body_sha256": "0" * 64},
    ],
    ids=["up", "absolute", "offset", "digest"],
)
def test_a_row_that_points_elsewhere_is_refused(tmp_path: Path, changed: dict[str, Any]) -> None:
    with Archive(tmp_path) as archive:
        page = archive.store(fetched(1))
        with pytest.raises(StorageError):
            archive.read(replace(page, **changed))


def test_a_full_disk_is_said_and_leaves_no_torn_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_write = os.write
    room = [4_000]

    def write(descriptor: int, data: bytes) -> int:
        if room[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        n_written = real_write(descriptor, data[: room[0]])
        room[0] -= n_written
        return n_written

    monkeypatch.setattr(archive_files.os, "write", write)
    with Archive(tmp_path) as archive:
        page = archive.store(fetched(1))
        with pytest.raises(StorageError, match=r"^disk_full: "):
            archive.store(fetched(2, os.urandom(10_000)))
        room[0] = 10**6
        after = archive.store(fetched(3))
    assert list(verify(tmp_path, [page, after])) == []
    assert whole_records_end(tmp_path / page.archive_file) == (tmp_path / page.archive_file).stat().st_size


def test_flush_brings_every_open_file_onto_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(archive_files.os, "fsync", synced.append)
    with Archive(tmp_path) as archive:
        archive.store(fetched(1))
        archive.store(fetched(2, request=Request("https://tass.com/world/1", "tass")))
        synced.clear()
        archive.flush()
        assert len(synced) == 2
        archive.flush()
        assert len(synced) == 2


def test_sources_that_run_side_by_side_share_an_archive(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive") as shared, ThreadPoolExecutor(8) as pool:

        def keep(number: int) -> Page:
            request = Request(f"https://news.example/{number}", f"source{number % 40}", "page", None)
            page = shared.store(replace(fetched(number), request=request))
            shared.flush()
            return page

        pages = list(pool.map(keep, range(400)))
        assert all(shared.read(page) for page in pages)
    assert list(verify(tmp_path / "archive", pages)) == []


def test_runs_at_a_time_share_one_archive(tmp_path: Path) -> None:
    """On a lake several runs write at once; each opens, closes and repairs files whose names the others change."""

    def run(number: int) -> list[Page]:
        pages = []
        for step in range(10):
            with Archive(tmp_path / "archive") as archive:
                pages.append(archive.store(fetched(100 * number + step)))
        return pages

    with ThreadPoolExecutor(4) as pool:
        pages = [page for some in pool.map(run, range(4)) for page in some]
    assert list(verify(tmp_path / "archive", pages)) == []
