"""Written dates: what each form means, and that doubtful ones are refused rather than guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.article_dates import FIRST_PLAUSIBLE, ReadDate, read_date

FETCHED_AT = datetime(2026, 7, 30, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


READABLE = [
    ("Wed, 13 Jul 2022 19:56:14 +0000", utc(2022, 7, 13, 19, 56, 14), "second"),
    ("Wed, 29 Jul 2026 16:44:35 +0300", utc(2026, 7, 29, 13, 44, 35), "second"),
    ("Wed, 29 Jul 2026 16:44:35 MSK", utc(2026, 7, 29, 13, 44, 35), "second"),
    ("Wed, 29 Jul 2026 16:44:35 +0300 (MSK)", utc(2026, 7, 29, 13, 44, 35), "second"),
    ("Ср, 29 июл 2026 16:44:35 +0300", utc(2026, 7, 29, 13, 44, 35), "second"),
    ("29 июля 2026 16:44 MSK", utc(2026, 7, 29, 13, 44), "minute"),
    ("Thu,28 Jul 2022 4:35:5 GMT+9", utc(2022, 7, 27, 19, 35, 5), "second"),
    ("10 Nov 20 21:00 EST", utc(2020, 11, 11, 2, 0), "minute"),
    ("2024-04-28 07:00:00Z", utc(2024, 4, 28, 7), "second"),
    ("2025-05-25T12:00:00Z", utc(2025, 5, 25, 12), "second"),
    ("2025-05-25T11:35:27.3Z", utc(2025, 5, 25, 11, 35, 27, 300_000), "second"),
    ("2025-04-21T09:52:40.9981007Z", utc(2025, 4, 21, 9, 52, 40, 998_100), "second"),
    ("2025-04-21T09:52:40.998100712Z", utc(2025, 4, 21, 9, 52, 40, 998_100), "second"),
    ("2020-11-25T10:00+04:00", utc(2020, 11, 25, 6), "minute"),
    ("2020-11-25T10:00:00-0500", utc(2020, 11, 25, 15), "second"),
    ("20190121T102721Z", utc(2019, 1, 21, 10, 27, 21), "second"),
    ("2016-12-31T23:59:60Z", utc(2016, 12, 31, 23, 59, 59), "second"),
    ("  2020-11-25\n", utc(2020, 11, 25), "day"),
    # No zone, or a name with two meanings: the day is all that is known.
    ("2020-11-25T23:00:00", utc(2020, 11, 25), "day"),
    ("Wed, 25 Nov 2020 23:00:00 IST", utc(2020, 11, 25), "day"),
]


@pytest.mark.parametrize(("raw", "at", "precision"), READABLE)
def test_readable(raw: str, at: datetime, precision: str) -> None:
    assert read_date(raw, fetched_at=FETCHED_AT) == ReadDate(at, precision)


REFUSED = [
    None, "", "yesterday", "0000-00-00", "0000-00-00T00:00:00Z", "1606294800", "1606294800000", "99999-01-01T00:00:00Z",
    "2024-02-30", "2024-13-01", "2024-01-01T25:00:00Z", "2024-01-01T10:61:00Z", "1 Foo 2024 10:00:00 GMT",
    "1970-01-01T00:00:00Z", "1762-01-01", "2026-08-05T00:00:00Z", "2999-01-01T00:00:00Z", "2024-01-01T00:00:00+99:99",
    "11/25/2020", "2020-11",
    "2020-11-25T10:00:00Z trailing", "٢٠٢٤-٠١-٠١", "2024-01-01T00:00:00.1234567890Z", "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("raw", REFUSED)
def test_refused(raw: str | None) -> None:
    assert read_date(raw, fetched_at=FETCHED_AT) is None


def test_a_time_without_zone_is_read_in_the_outlets_own() -> None:
    assert read_date("2026-07-29T16:44:35", zone=ZoneInfo("Europe/Moscow")) == ReadDate(
        utc(2026, 7, 29, 13, 44, 35), "second"
    )


@pytest.mark.parametrize(("ahead", "is_kept"), [(timedelta(days=2), True), (timedelta(days=2, seconds=1), False)])
def test_a_programme_may_be_dated_two_days_ahead(ahead: timedelta, is_kept: bool) -> None:
    found = read_date((FETCHED_AT + ahead).isoformat(), fetched_at=FETCHED_AT)
    assert (found is not None) is is_kept


MOMENTS = st.datetimes(
    min_value=FIRST_PLAUSIBLE.replace(tzinfo=None) + timedelta(days=2),
    max_value=utc(2098, 1, 1).replace(tzinfo=None),
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


@given(MOMENTS)
def test_what_is_written_by_rfc_822_is_read_back(moment: datetime) -> None:
    assert read_date(format_datetime(moment)) == ReadDate(moment.replace(microsecond=0).astimezone(UTC), "second")


@given(MOMENTS, st.sampled_from(["T", " "]))
def test_what_is_written_by_iso_8601_is_read_back(moment: datetime, between: str) -> None:
    assert read_date(moment.isoformat(between)) == ReadDate(moment.astimezone(UTC), "second")


@given(st.text(max_size=60) | st.from_regex(r"[0-9TZ:+. a-zA-Z,-]{0,40}", fullmatch=True))
def test_any_text_is_read_or_refused_and_never_raises(raw: str) -> None:
    found = read_date(raw, fetched_at=FETCHED_AT)
    assert found is None or FIRST_PLAUSIBLE <= found.at <= FETCHED_AT + timedelta(days=2)
