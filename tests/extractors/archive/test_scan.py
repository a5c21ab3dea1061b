"""WARC files are read to their end, ours and others', however they are cut."""

from __future__ import annotations

import gzip
import hashlib
import re
from base64 import b32encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.archive_blocks import Broken
from extractors.archive_scan import Capture, captures
from extractors.errors import InputError
from extractors.records import Fetched, Outcome, Page, Request
from tests.extractors.archive import warcs

AT = datetime(2020, 11, 25, 9, 40, 1, 250_000, tzinfo=UTC)
DATE = "2020-11-25T09:40:01Z"
MAX = 100_000


def read(path: Path) -> tuple[list[Capture], list[Broken]]:
    found = list(captures(path, MAX))
    return [one for one in found if isinstance(one, Capture)], [one for one in found if isinstance(one, Broken)]


def stored(folder: Path, n_pages: int) -> list[Page]:
    with Archive(folder) as archive:
        return [
            archive.store(
                Fetched(
                    Request(f"https://www.rferl.org/a/x/{n}.html", "rferl", kind, "rferl.news"),
                    Outcome.OK,
                    AT + timedelta(seconds=n),
                    status,
                    f"https://www.rferl.org/a/y/{n}.html",
                    (("content-type", "text/html"), *([("etag", f'"v  {n}"')] if status else [])),
                    f"<p>page {n}</p>".encode() * n,
                )
            )
            for n, (kind, status) in enumerate([("page", 200), ("feed", 200), ("sitemap", None)] * n_pages)
        ]


def test_our_own_archive_gives_back_its_pages_and_what_was_asked(tmp_path: Path) -> None:
    pages = stored(tmp_path, 3)
    (file,) = tmp_path.iterdir()
    found, broken = read(file)
    assert [capture.page for capture in found] == pages
    assert {(one.fetched.request.kind, one.fetched.request.feed_id) for one in found} == {
        (kind, "rferl.news") for kind in ("page", "feed", "sitemap")
    }
    assert broken == []


@pytest.mark.parametrize("is_gzip", [True, False])
def test_a_capture_of_others_is_read_and_what_is_no_answer_passed_over(tmp_path: Path, is_gzip: bool) -> None:
    body = b"<html><p>text</p></html>"
    packed = warcs.response(
        "https://tass.com/a/1", gzip.compress(body), DATE, ("Content-Encoding", "gzip"), is_gzip=is_gzip
    )
    records = [packed, warcs.response("https://tass.com/a/2", body, DATE, is_gzip=is_gzip)]
    if is_gzip:
        records.insert(1, warcs.request("https://tass.com/a/1", DATE))
    found, broken = read(warcs.write(tmp_path / "x.warc", records))
    assert [(one.fetched.request.url, one.fetched.body, one.fetched.status) for one in found] == [
        ("https://tass.com/a/1", body, 200),
        ("https://tass.com/a/2", body, 200),
    ]
    assert {one.fetched.fetched_at for one in found} == {AT.replace(microsecond=0)}
    assert broken == []


@pytest.mark.parametrize("is_gzip", [True, False])
def test_a_record_cut_at_any_byte_costs_itself_alone(tmp_path: Path, is_gzip: bool) -> None:
    records = [
        warcs.response(f"https://tass.com/a/{n}", b"words %d " % n * 40, DATE, is_gzip=is_gzip) for n in range(3)
    ]
    for end in range(1, len(records[1]) - 4, 7):
        found, broken = read(warcs.write(tmp_path / "x.warc", [records[0], records[1][:end], records[2]]))
        assert [one.fetched.request.url[-1] for one in found] == ["0", "2"], end
        assert len(broken) == 1, end


GZIP = ("Content-Encoding", "gzip")
CHUNKED = ("Transfer-Encoding", "chunked")


def sha1(payload: bytes) -> str:
    return f"sha1:{b32encode(hashlib.sha1(payload).digest()).decode()}"


def digested(record: bytes, digest: str) -> bytes:
    """Give a record whose one digest is this, of its payload."""
    plain = re.sub(rb"WARC-Block-Digest: .*?\r\n", b"", gzip.decompress(record))
    return gzip.compress(re.sub(rb"(WARC-Payload-Digest: ).*", rb"\g<1>" + digest.encode() + b"\r", plain))


TEXT, PACKED = b"text", gzip.compress(b"text", mtime=0)
# How the body lies in the record, its headers, the one digest of the record.
FORMS = {
    "two gzip members": (gzip.compress(b"te") + gzip.compress(b"xt"), (GZIP,), ""),
    "unpacked by its maker": (TEXT, (GZIP, CHUNKED), ""),
    "a digest without chunks": (b"4\r\ntext\r\n0\r\n\r\n", (CHUNKED,), sha1(TEXT)),
    "a digest of what is unpacked": (PACKED, (GZIP,), sha1(TEXT)),
    "a digest of what is packed": (PACKED, (GZIP,), sha1(PACKED)),
    "digests of no known kind": (TEXT, (), "xxh3:00"),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_body_is_read_in_whatever_form_its_maker_kept_it(tmp_path: Path, name: str) -> None:
    body, headers, digest = FORMS[name]
    record = warcs.response("https://tass.com/a/1", body, DATE, *headers)
    found, broken = read(warcs.write(tmp_path / "x.warc.gz", [digested(record, digest) if digest else record]))
    assert ([one.fetched.body for one in found], broken) == ([TEXT], [])


def without_address(record: bytes) -> bytes:
    lines = gzip.decompress(record).split(b"\r\n")
    return gzip.compress(b"\r\n".join(line for line in lines if not line.startswith(b"WARC-Target-URI")))


WRONG = {
    "no address": without_address,
    "packed and cut": lambda _: warcs.response("https://tass.com/a", gzip.compress(b"words " * 900)[:-9], DATE, GZIP),
    "another digest of the body": lambda _: digested(warcs.response("https://tass.com/a", TEXT, DATE), sha1(b"other")),
    "damaged": lambda record: record[:60] + bytes(byte ^ 0x55 for byte in record[60:90]) + record[90:],
    "too large": lambda _: warcs.response("https://tass.com/big", b"x" * (MAX + 1), DATE),
    "a bomb": lambda _: warcs.response("https://tass.com/bomb", b"\0" * 30_000_000, DATE),
    "a packed bomb": lambda _: warcs.response(
        "https://tass.com/bomb", gzip.compress(b"\0" * 30_000_000), DATE, ("Content-Encoding", "gzip")
    ),
    "truncated by its maker": lambda _: warcs.response("https://tass.com/a", b"x", DATE, WARC_Truncated="length"),
    "another digest": lambda record: gzip.compress(gzip.decompress(record).replace(b"text", b"test")),
    "no date": lambda _: warcs.response("https://tass.com/a", b"x", "yesterday"),
    "noise": lambda _: gzip.compress(b"nothing that is a record"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_record_is_told_with_its_place_and_the_next_one_is_read(tmp_path: Path, name: str) -> None:
    good = [warcs.response(f"https://tass.com/a/{n}", b"text", DATE) for n in range(2)]
    found, broken = read(warcs.write(tmp_path / "x.warc.gz", [good[0], WRONG[name](good[0]), good[1]]))
    assert [one.fetched.request.url for one in found] == ["https://tass.com/a/0", "https://tass.com/a/1"]
    assert [one.offset for one in broken] == [len(good[0])]


def test_many_records_in_one_gzip_member_are_told_with_the_way_out(tmp_path: Path) -> None:
    plain = [warcs.response(f"https://tass.com/a/{n}", b"text", DATE, is_gzip=False) for n in range(2)]
    (tmp_path / "x.warc.gz").write_bytes(warcs.one_member(plain))
    found, broken = read(tmp_path / "x.warc.gz")
    assert found == []
    assert "warcio recompress" in broken[0].message


@pytest.mark.parametrize("content", [b"<html>", b"PK\x03\x04", None])
def test_a_file_that_is_no_warc_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.warc"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"x\.warc: no "):
        list(captures(path, MAX))


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.warc").touch()
    assert read(tmp_path / "x.warc") == ([], [])
