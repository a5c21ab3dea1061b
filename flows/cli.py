"""The command `trucewire`: each subcommand reads its arguments, calls one function, and says what to do next.

Knows no rule of the work itself. Exit codes: 0 done, 1 failed, 2 wrong usage or input, 75 busy (try again later).
"""

from __future__ import annotations

import signal
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, CycloptsError, Group, Parameter

from extractors.errors import BusyError, ConfigError, InputError, TrucewireError
from flows import cli_desk, cli_evaluate, cli_replay, cli_review, cli_up
from flows.cli_options import Sources, Wait, not_beside
from flows.console import ProgressDisplay, note, print_rows, say

if TYPE_CHECKING:
    from flows.runs import Summary

DONE, FAILED, USAGE, BUSY = 0, 1, 2, 75
STOPPED = "trucewire: stopped; what was loaded before stays, the next run goes on from there"

app = App(
    name="trucewire",
    version=version("trucewire"),
    help="Newswire in, ceasefire record out: who promised what by when, was it done, and who says so.\n\n"
    "Start with `trucewire demo`. Data lies in `data/` where the command runs, or where TRUCEWIRE_DATA says. "
    "Exit codes: 0 done, 1 failed, 2 wrong usage or input, 75 busy.",
    suppress_keyboard_interrupt=False,  # `run` says what a stop means
    help_epilogue="Docs: docs/how-an-article-travels.md, docs/tables.md, docs/outcomes.md",
)
app["--help"].group = Group("Help")
cli_desk.register(app)
cli_evaluate.register(app)
cli_up.register(app)
cli_replay.register(app)
cli_review.register(app)


@app.command
def demo(*, serve: bool = False) -> int:
    """Run the whole pipeline against the built-in newsroom: three outlets, six weeks of a truce, over real HTTP.

    Polls three times (28 November 2020, 15 December, and once more with nothing new), loads into the warehouse,
    and prints what each feed did and which promises were kept.

    Parameters
    ----------
    serve
        Keep the newsroom running afterwards, so that the article links can be opened; Ctrl-C ends it.
    """
    from flows.demo import run_demo

    with ProgressDisplay() as progress:
        return DONE if run_demo(progress, keep_serving=serve) else FAILED


@app.command
def ingest(
    *,
    source: Sources = (),
    file: Path | None = None,
    url: str | None = None,
    published_at: str | None = None,
    feed: Path | None = None,
    due: bool = False,
    wait: Wait = 0.0,
) -> int:
    """Poll the feeds and load what is new; or take a saved page or feed through the same journey.

    Examples: `trucewire ingest`, `trucewire ingest --source rferl --source tass`,
    `trucewire ingest --file page.html --url https://www.rferl.org/a/x/30967211.html`,
    `trucewire ingest --feed sitemap.xml --source rferl`.

    Parameters
    ----------
    source
        An outlet of sources.toml; give it several times for several. All when left out.
    file
        A saved page (HTML or plain text) to load; needs --url.
    url
        The address the saved page came from.
    published_at
        When the saved page was published (ISO 8601), where the page itself does not say.
    feed
        A saved feed or sitemap; needs one --source.
    due
        Ask only the feeds whose time has come, as a schedule does; each feed's state names its time.
    """
    if file is None and (url or published_at):
        raise InputError("--url and --published-at say what a saved page is; give the page with --file")
    if file is not None and feed is not None:
        raise InputError("--file and --feed exclude each other; give one a run")
    if file is not None:
        not_beside("--file", {"--source": source, "--due": due})
    if feed is not None:
        not_beside("--feed", {"--due": due})
    from flows import commands

    with ProgressDisplay() as progress:
        if file is not None:
            summary = commands.ingest_page(file, url, published_at, progress, wait)
        elif feed is not None:
            summary = commands.ingest_feed(feed, source, progress, wait)
        else:
            summary = commands.ingest_sources(source, progress, wait, due)
    return _told(summary)


def _told(summary: Summary) -> int:
    """Print what a run came to and give the exit code."""
    for line in summary.lines():
        say(line)
    if summary.is_stopped:
        note(STOPPED)
        return FAILED
    if not summary.has_answer:
        note(f"trucewire: {summary.run.message}")
        return FAILED
    return DONE


@app.command
def tag(
    path: Annotated[Path | None, Parameter(allow_leading_hyphen=True)] = None,
    *,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"], allow_leading_hyphen=True)] = None,
    published_at: str | None = None,
    check_rules: bool = False,
) -> int:
    """Find ceasefire events in text, with the tagger of the pipeline and no warehouse.

    `trucewire tag in.jsonl -o out.jsonl` reads lines {"id", "text", "title"?, "published_at"?, "source"?} and writes
    lines {"id", "mentions"}; `-` is standard input or output. `trucewire tag page.txt` prints a table.

    Parameters
    ----------
    path
        JSON lines (a name ending in .jsonl or .json, or `-`), or one plain text. Left out: what is piped in.
    output
        Where the JSON lines go, one object a line whatever the name's ending; standard output when left out. Of a
        plain text: its mentions as one such line, instead of the table.
    published_at
        Day or time of publication of a plain text (ISO 8601); today when left out. Dates are read against it. Of a
        JSON line without published_at only dates that the text names with their year are given.
    check_rules
        Tag nothing: try every rule of ontology.toml, your own or the shipped one, on its two sentences. Exit 1 when
        one is read the wrong way.
    """
    from flows import commands_tag

    if check_rules:
        if path or output or published_at:
            raise InputError("--check-rules goes alone: it reads the sentences of ontology.toml")
        return _check_rules()
    is_typed = sys.stdin.isatty()
    if path is None and is_typed:
        raise InputError("name the text to tag: trucewire tag page.txt (or in.jsonl, or - to type JSON lines)")
    if str(path) == "-" and is_typed:
        note('waiting for JSON lines such as {"id": "1", "text": "..."}; Ctrl-D ends them, Ctrl-C drops them')
    commands_tag.tag(path or Path("-"), output, published_at)
    return DONE


def _check_rules() -> int:
    from flows import commands_tag

    n_rules, faults, path = commands_tag.check_rules()
    for fault in faults:
        say(fault)
    say(f"{path}: {n_rules} rules, {len(faults)} sentences read the wrong way")
    return FAILED if faults else DONE


@app.command
def status() -> int:
    """Show what the warehouse holds, the last runs, and the health of each feed."""
    from flows import commands_look

    for title, result in commands_look.status():
        say(title)
        print_rows(result.columns, result.rows, "table")
        say("")
    return DONE


@app.command
def migrate(*, wait: Wait = 0.0) -> int:
    """Bring the warehouse to the schema of this version. Every run does it by itself; this shows it.

    Publishes it, too: a published copy that is missing or damaged is made again from the pipeline's own file.
    """
    from flows import commands_look

    for line in commands_look.migrate(wait) or ("nothing to apply: the warehouse has the schema of this version",):
        say(line)
    return DONE


@app.command
def check(*, wait: Wait = 0.0) -> int:
    """Prove the warehouse: ids unique, counts balanced, every quote at its offsets. Exit 1 when a check fails."""
    from flows import commands_look

    checks = commands_look.check(wait)
    print_rows(
        ("check", "faults", "first fault"), [(each.name, each.n_faults, each.sample) for each in checks], "table"
    )
    n_failed = sum(each.n_faults > 0 for each in checks)
    say(f"{len(checks)} checks, {n_failed} failed")
    return FAILED if n_failed else DONE


@app.command
def serve() -> int:
    """Register one scheduled deployment a source with the Prefect server of PREFECT_API_URL, and run what is due."""
    from config.load import read_sources
    from config.settings import config_dir
    from flows.serve import serve as serve_deployments

    serve_deployments(read_sources(config_dir()))
    return DONE


def main() -> None:
    """Run the command and exit with its code. Errors made on purpose are one line; anything else is a bug and shows."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code."""
    try:
        return int(app(arguments, exit_on_error=False, print_error=False) or DONE)
    except CycloptsError as error:
        note(f"trucewire: {error}\nTry: trucewire --help")
        return USAGE
    except BusyError as error:
        note(f"trucewire: {error}")
        return BUSY
    except (ConfigError, InputError) as error:
        note(f"trucewire: {error}")
        return USAGE
    except TrucewireError as error:
        note(f"trucewire: {error}")
        return FAILED
    except KeyboardInterrupt:
        note(STOPPED)
        return FAILED
    except BrokenPipeError:
        return DONE


if __name__ == "__main__":
    main()
