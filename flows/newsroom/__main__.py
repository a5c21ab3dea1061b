"""Run the newsroom by hand: `python -m flows.newsroom [--now TIME] [--port N]`.

Does not know the command `trucewire`; it is for looking at the feeds and pages in a browser.
"""

import argparse
import signal
import sys
import threading
from datetime import UTC, datetime

from flows.newsroom.newsroom import END, Newsroom
from flows.newsroom.stories import OUTLETS

_FEEDS = {
    "rferl": ("/api/zbqiml-vomx-tpeqkmy", "/rssfeeds", "/sitemap.xml"),
    "tass": ("/rss/v2.xml", "/sitemap.xml"),
    "reuters": ("/arc/outboundfeeds/news-sitemap-index/?outputType=xml",),
    "courier": ("/feed/atom/",),
}


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM; 0 when stopped, 1 when a port is taken."""
    options = _parse(arguments)
    ports = {outlet: options.port + offset for offset, outlet in enumerate(OUTLETS)} if options.port else {}
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        with Newsroom(options.now, ports=ports) as newsroom:
            _print_addresses(newsroom)
            stop.wait()
    except OSError as error:
        print(f"newsroom: cannot listen: {error}. Choose another --port, or none for any free one.", file=sys.stderr)
        return 1
    print("newsroom: stopped")
    return 0


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m flows.newsroom", description=__doc__.partition("\n")[0])
    parser.add_argument("--now", type=_moment, default=END, help="show what was out by then, as 2020-11-25T12:00 (UTC)")
    parser.add_argument("--port", type=_port, default=0, help="first of four ports in a row (default: any free ones)")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    last = 65_535 - len(OUTLETS) + 1
    if not text.isdecimal() or int(text) > last:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: name one from 1024 to {last}")
    return int(text)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time: write it as 2020-11-25T12:00 (UTC)") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _print_addresses(newsroom: Newsroom) -> None:
    print(f"newsroom at {newsroom.now.isoformat()}; Ctrl-C stops it")
    for outlet, base_url in newsroom.base_urls.items():
        print(f"  {outlet:8} {base_url}/   {len(newsroom.edition(outlet).stories)} stories out")
        for path in _FEEDS[outlet]:
            print(f"           {base_url}{path}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
