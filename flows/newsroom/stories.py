"""Read the story files: TOML front matter and plain paragraphs into frozen records.

Does not know how an outlet prints a story, nor what time it is.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

OUTLETS = ("rferl", "tass", "reuters", "courier")
STORIES_DIR = Path(__file__).parent / "stories"

BlockKind = Literal["p", "h2", "list", "image"]

_FENCE = "+++"
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_IMAGE = re.compile(r"!\[([^\]]+)\]\(([^)\s]+)\)")
_REQUIRED = {"id", "slug", "title", "standfirst", "section", "tags", "published_at"}
_OPTIONAL = {
    "dateline",
    "byline",
    "credits",
    "keywords",
    "background",
    "language",
    "is_blocked",
    "is_guid_only",
    "syndicated_from",
}
_REVISION_KEYS = {"revised_at", "title", "standfirst"}

_Part = tuple[dict[str, Any], str]


class StoryError(ValueError):
    """A story file cannot be read; the message names the file and what to change."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a body. `text` may hold `[words](url)` links; list items and image parts are split by newlines."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A story as it stood from `revised_at` (UTC) until the next revision."""

    revised_at: datetime
    title: str
    standfirst: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One story of one outlet, with every revision it goes through, oldest first."""

    outlet: str
    id: str
    slug: str
    section: str
    tags: tuple[str, ...]
    published_at: datetime
    revisions: tuple[Revision, ...]
    dateline: str = ""
    byline: str = ""
    credits: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en"
    background: str = ""
    is_blocked: bool = False
    is_guid_only: bool = False
    syndicated_from: str = ""

    @property
    def key(self) -> str:
        """`outlet/id`, the name other story files use in `syndicated_from`."""
        return f"{self.outlet}/{self.id}"

    def revision_at(self, now: datetime) -> Revision:
        """The revision shown at `now`; raises LookupError before the story is published."""
        shown = [revision for revision in self.revisions if revision.revised_at <= now]
        if not shown:
            raise LookupError(f"{self.key} is not published before {self.published_at.isoformat()}")
        return shown[-1]


def plain_text(text: str) -> str:
    """The words of a block without its link addresses."""
    return _LINK.sub(r"\1", text)


def split_links(text: str) -> list[tuple[str, str]]:
    """Cut a block's text into (words, url) runs; the url is empty outside links."""
    runs: list[tuple[str, str]] = []
    end = 0
    for match in _LINK.finditer(text):
        runs.append((text[end : match.start()], ""))
        runs.append((match.group(1), match.group(2)))
        end = match.end()
    runs.append((text[end:], ""))
    return [run for run in runs if run[0]]


def body_paragraphs(revision: Revision) -> list[str]:
    """What a reader would call the text: paragraphs, headings and list items, without captions and links."""
    return [plain_text(line) for block in revision.blocks if block.kind != "image" for line in block.text.split("\n")]


@cache
def load_stories(outlet: str, folder: Path = STORIES_DIR) -> tuple[Story, ...]:
    """All stories of `outlet`, oldest first. Raises StoryError naming the file that cannot be read."""
    backgrounds = _load_backgrounds(folder / outlet / "backgrounds.toml")
    paths = sorted((folder / outlet).glob("*.md"))
    stories = (parse_story(path.read_text(encoding="utf-8"), outlet, backgrounds, path.name) for path in paths)
    return tuple(sorted(stories, key=lambda story: story.published_at))


def parse_story(text: str, outlet: str, backgrounds: Mapping[str, str], name: str) -> Story:
    """One story file into a Story; `name` is used in messages only. Raises StoryError."""
    (front, body), *later = _split_parts(text, name)
    _check_keys(front, _REQUIRED, _REQUIRED | _OPTIONAL, name)
    background = front.get("background", "")
    if background and background not in backgrounds:
        raise StoryError(f"{name}: background {background!r} is not in backgrounds.toml ({', '.join(backgrounds)})")
    closing = backgrounds[background] if background else ""
    first = Revision(front["published_at"], front.pop("title"), front.pop("standfirst"), _blocks(body, closing))
    front["tags"] = tuple(front["tags"])
    front["keywords"] = tuple(front.get("keywords", ()))
    return Story(outlet=outlet, revisions=_revisions(first, later, closing, name), **front)


def _revisions(first: Revision, later: list[_Part], closing: str, name: str) -> tuple[Revision, ...]:
    revisions = [first]
    for front, body in later:
        _check_keys(front, {"revised_at"}, _REVISION_KEYS, name)
        revisions.append(
            Revision(
                front["revised_at"],
                front.get("title", revisions[-1].title),
                front.get("standfirst", revisions[-1].standfirst),
                _blocks(body, closing),
            )
        )
    return tuple(revisions)


def _load_backgrounds(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    return {key: str(value).strip() for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _split_parts(text: str, name: str) -> list[_Part]:
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.strip() == _FENCE]
    if not fences or fences[0] != 0 or len(fences) % 2:
        raise StoryError(
            f"{name}: each revision starts with TOML between two lines of {_FENCE}, from the first line on"
        )
    parts = []
    for opening, closing in zip(fences[::2], fences[1::2], strict=True):
        end = next((fence for fence in fences if fence > closing), len(lines))
        try:
            front = tomllib.loads("\n".join(lines[opening + 1 : closing]))
        except tomllib.TOMLDecodeError as error:
            raise StoryError(f"{name}: the front matter is not TOML: {error}") from error
        parts.append((front, "\n".join(lines[closing + 1 : end])))
    return parts


def _check_keys(front: dict[str, Any], required: set[str], allowed: set[str], name: str) -> None:
    missing, unknown = required - front.keys(), front.keys() - allowed
    if missing or unknown:
        raise StoryError(f"{name}: missing {sorted(missing)}, unknown {sorted(unknown)}; allowed: {sorted(allowed)}")
    for key in ("published_at", "revised_at"):
        moment = front.get(key)
        if key in front and (not isinstance(moment, datetime) or moment.tzinfo is None):
            raise StoryError(f"{name}: {key} must be a time with its zone, as in 2020-11-25T09:40:00Z")


def _blocks(body: str, closing: str) -> tuple[Block, ...]:
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", body) if piece.strip()]
    blocks = [_block(piece) for piece in pieces]
    return (*blocks, Block("p", closing)) if closing else tuple(blocks)


def _block(piece: str) -> Block:
    image = _IMAGE.fullmatch(piece)
    if image:
        return Block("image", f"{image.group(2)}\n{image.group(1)}")
    if piece.startswith("## "):
        return Block("h2", piece.removeprefix("## "))
    if piece.startswith("- "):
        return Block("list", "\n".join(line.strip().removeprefix("- ") for line in piece.split("\n")))
    return Block("p", " ".join(piece.split()))
