"""The server: conditional requests, compression, the clock, the log, faults on demand, running it by hand."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from flows.newsroom import END, Newsroom, Story
from flows.newsroom.__main__ import main

PAGES = ("/a/30967211.html", "/defense/1226645")
FEEDS = [
    ("rferl", "/api/zbqiml-vomx-tpeqkmy"),
    ("rferl", "/sitemap_8_1.xml.gz"),
    ("rferl", "/a/30967211.html"),
    ("tass", "/rss/v2.xml"),
    ("tass", "/defense/1226645"),
    ("reuters", "/arc/outboundfeeds/news-sitemap/?outputType=xml"),
    ("courier", "/feed/atom/"),
]


@pytest.mark.parametrize(("outlet", "path"), FEEDS)
def test_an_unchanged_body_is_not_sent_again(outlet: str, path: str, newsroom: Newsroom, client: httpx.Client) -> None:
    url = newsroom.base_urls[outlet] + path
    first = client.get(url)
    by_tag = client.get(url, headers={"If-None-Match": first.headers["etag"]})
    by_date = client.get(url, headers={"If-Modified-Since": first.headers["last-modified"]})
    for answer in (by_tag, by_date):
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == first.headers["etag"]
    assert [request.is_conditional for request in newsroom.requests] == [False, True, True]
    assert newsroom.n_bytes(outlet) == len(first.content)


@pytest.mark.parametrize(("outlet", "path"), [case for case in FEEDS if case[1] not in PAGES])
def test_a_changed_feed_is_sent_again(outlet: str, path: str, newsroom: Newsroom, client: httpx.Client) -> None:
    url = newsroom.base_urls[outlet] + path
    newsroom.move_to(datetime(2020, 11, 25, 9, tzinfo=UTC))
    first = client.get(url)
    newsroom.move_to(datetime(2020, 11, 25, 14, tzinfo=UTC))
    if outlet == "tass":
        newsroom.move_to(datetime(2020, 11, 26, tzinfo=UTC))
    for headers in ({"If-None-Match": first.headers["etag"]}, {"If-Modified-Since": first.headers["last-modified"]}):
        assert client.get(url, headers=headers).status_code == 200


def test_a_page_changes_with_its_own_rewrite_and_with_nothing_else(
    newsroom: Newsroom, client: httpx.Client, by_key: dict[str, Story]
) -> None:
    plain, rewritten = by_key["rferl/30939117"], by_key["rferl/30967211"]
    tags = []
    for now in (rewritten.published_at, rewritten.revisions[1].revised_at - timedelta(seconds=1), END):
        newsroom.move_to(now)
        tags.append([client.get(newsroom.url(story)).headers["etag"] for story in (plain, rewritten)])
    # Fourteen stories come out between the second look and the last.
    assert tags[0] == tags[1]
    assert tags[2][0] == tags[0][0]
    assert tags[2][1] != tags[0][1]


def test_the_tag_counts_before_the_date(newsroom: Newsroom, client: httpx.Client) -> None:
    url = newsroom.base_urls["tass"] + "/rss/v2.xml"
    date = client.get(url).headers["last-modified"]
    answer = client.get(url, headers={"If-None-Match": '"another"', "If-Modified-Since": date})
    assert answer.status_code == 200
    assert client.get(url, headers={"If-Modified-Since": "not a date"}).status_code == 200


def test_pages_are_compressed_only_when_asked(newsroom: Newsroom, client: httpx.Client) -> None:
    url = newsroom.url(newsroom.stories["reuters"][0])
    plain = client.get(url)
    packed = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] == plain.headers["etag"]
    assert newsroom.requests[1].n_bytes < newsroom.requests[0].n_bytes / 2


def test_a_story_appears_when_its_hour_has_come(newsroom: Newsroom, client: httpx.Client) -> None:
    story = newsroom.stories["tass"][5]
    newsroom.move_to(story.published_at - timedelta(seconds=1))
    assert client.get(newsroom.url(story)).status_code == 404
    newsroom.move_to(story.published_at)
    assert client.get(newsroom.url(story)).status_code == 200


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Newsroom(datetime.fromisoformat("2020-11-25"))


def test_what_is_not_there_is_404(newsroom: Newsroom, client: httpx.Client) -> None:
    for outlet, path in [
        ("rferl", "/a/nothing/1.html"),
        ("tass", "/sports/1226645"),
        ("reuters", "/world/europe/nothing-2020-11-25/"),
        ("courier", "/2020/11/26/azeri-army-moves-in-as-armenians-cede-second-district/"),
    ]:
        assert client.get(newsroom.base_urls[outlet] + path).status_code == 404


@pytest.mark.parametrize("outlet", ["rferl", "tass", "reuters", "courier"])
def test_robots_are_told_what_is_allowed(outlet: str, newsroom: Newsroom, client: httpx.Client) -> None:
    answer = client.get(newsroom.base_urls[outlet] + "/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Crawl-delay: 0.05" in answer.text
    assert "Disallow: /search" in answer.text
    sitemap = re.search(r"^Sitemap: (\S+)$", answer.text, re.M)
    assert sitemap
    assert client.get(sitemap.group(1)).status_code == 200


def test_the_log_keeps_what_was_asked(newsroom: Newsroom, client: httpx.Client) -> None:
    url = newsroom.base_urls["reuters"] + "/arc/outboundfeeds/news-sitemap/?outputType=xml"
    answer = client.get(url, headers={"User-Agent": "tester/1"})
    client.head(url)
    client.get(newsroom.base_urls["tass"] + "/rss/v2.xml")
    first, second, third = newsroom.requests
    assert (first.outlet, first.method, first.status, first.n_bytes) == ("reuters", "GET", 200, len(answer.content))
    assert first.headers["user-agent"] == "tester/1"
    assert (second.method, second.n_bytes) == ("HEAD", 0)
    assert first.at_s <= second.at_s <= third.at_s
    assert newsroom.count() == 3
    assert newsroom.count("reuters", "/arc/outboundfeeds/news-sitemap/") == 2
    assert newsroom.count("tass", status=200) == 1
    assert newsroom.count(status=404) == 0
    newsroom.forget_requests()
    assert newsroom.requests == ()


def test_a_broken_path_fails_until_it_is_mended(newsroom: Newsroom, client: httpx.Client) -> None:
    url = newsroom.base_urls["tass"] + "/rss/v2.xml"
    newsroom.break_path("tass", "/rss/v2.xml", 429, {"Retry-After": "3600"}, b"slow down")
    answer = client.get(url)
    assert (answer.status_code, answer.headers["retry-after"], answer.content) == (429, "3600", b"slow down")
    assert client.get(url + "?page=2").status_code == 429
    assert client.get(newsroom.base_urls["rferl"] + "/api/zbqiml-vomx-tpeqkmy").status_code == 200
    newsroom.mend_path("tass", "/rss/v2.xml")
    assert client.get(url).status_code == 200


def test_a_path_may_be_broken_for_a_number_of_requests(newsroom: Newsroom, client: httpx.Client) -> None:
    newsroom.break_path("tass", "/rss/v2.xml", times=2)
    url = newsroom.base_urls["tass"] + "/rss/v2.xml"
    assert [client.get(url).status_code for _ in range(3)] == [503, 503, 200]


def test_many_pages_in_a_row_do_not_wait_for_the_network(newsroom: Newsroom, client: httpx.Client) -> None:
    urls = [newsroom.url(story) for story in newsroom.stories["tass"]]
    for url in urls:
        client.get(url)
    gaps = [later.at_s - earlier.at_s for earlier, later in zip(newsroom.requests, newsroom.requests[1:], strict=False)]
    # An answer sent in two pieces would cost each request the 40 ms of a delayed acknowledgement.
    assert sorted(gaps)[len(gaps) // 2] < 0.03


def test_a_stopped_newsroom_listens_no_more(client: httpx.Client) -> None:
    with Newsroom() as newsroom:
        url = newsroom.base_urls["tass"] + "/rss/v2.xml"
        assert client.get(url).status_code == 200
    with pytest.raises(httpx.ConnectError), httpx.Client(trust_env=False) as other:
        other.get(url)


def test_by_hand_it_prints_its_addresses_and_stops_on_ctrl_c() -> None:
    command = [sys.executable, "-m", "flows.newsroom", "--now", "2020-11-25T12:00"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(3)]
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=10)
    assert "2020-11-25T12:00:00+00:00" in lines[0]
    assert re.search(r"rferl\s+http://127\.0\.0\.1:\d+/\s+15 stories out", lines[1])
    assert rest.endswith("newsroom: stopped\n")
    assert (process.returncode, errors) == (0, "")


def test_by_hand_a_taken_port_is_said_so(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    port = newsroom.base_urls["rferl"].rsplit(":", 1)[-1]
    assert main(["--port", port]) == 1
    assert "--port" in capsys.readouterr().err


def test_by_hand_a_bad_time_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--now", "yesterday"])
    assert caught.value.code == 2
    assert "2020-11-25T12:00" in capsys.readouterr().err
