"""What travels about how articles relate: signatures, copies, stories, witnesses, changes from wording to wording.

Knows no database. Like extractors.records: field names are column names, times are aware UTC datetimes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """One revision as it is compared with others. `credited` are the outlets or agencies whose reporting it credits."""

    revision_id: str
    article_id: str
    source_id: str
    published_at: datetime
    text: str
    background_start: int | None = None
    credited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """By what copies of a revision are looked up: a digest of its words, and the bands of its MinHash signature.

    `version` names all that they depend on; only signatures of one version are compared.
    """

    revision_id: str
    article_id: str
    version: str
    published_at: datetime
    words_digest: str
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two revisions that share words. `original_revision_id` is the one whose words they are first.

    `score` is the share of the copy's 5-word runs that the original has (of the original's, for an update), `jaccard`
    that of the runs of both.
    """

    revision_id: str
    original_revision_id: str
    method: str  # exact, near
    score: float
    relation: str = "copy"  # copy, update
    jaccard: float = 1.0
    version: str = "given"


@dataclass(frozen=True, slots=True)
class Telling:
    """One article as a member of a story or a report of an event.

    `origins` are those whose word it is: the agencies it credits, the origin of what it copies, or its own outlet.
    """

    article_id: str
    source_id: str
    published_at: datetime
    origins: tuple[str, ...]
    origin_reason: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles of one story. `article_id` is the later; `relation` is copy, update or same_event.

    `score` and `jaccard` are those of the likest wordings of both (Duplicate), 0 for the same event.
    """

    article_id: str
    of_article_id: str
    relation: str
    method: str  # exact, near, act
    score: float
    jaccard: float = 0.0


@dataclass(frozen=True, slots=True)
class Story:
    """What one set of articles tells, however many copies. `story_id` is made of its original's article_id."""

    story_id: str
    original_article_id: str
    title: str
    first_published_at: datetime
    last_published_at: datetime
    n_articles: int
    n_outlets: int
    n_witnesses: int


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article's part in its story: original, syndicated, near_duplicate, update or same_event, and of which one."""

    story_id: str
    article_id: str
    role: str
    of_article_id: str | None
    method: str | None  # exact, near, act, joined
    score: float | None
    origins: tuple[str, ...]
    origin_reason: str


@dataclass(frozen=True, slots=True)
class Witness:
    """Whether an article counts as a witness of a story or an event, and why. `subject` is story or event."""

    subject: str
    subject_id: str
    article_id: str
    origin: str
    counts_as_witness: bool
    why: str


@dataclass(frozen=True, slots=True)
class RevisionText:
    """One wording of an article, for comparing it with the next."""

    article_id: str
    revision_id: str
    revision_number: int
    title: str
    standfirst: str | None
    text: str


@dataclass(frozen=True, slots=True)
class RevisionChange:
    """How one wording differs from the one before it: `kind` is first, minor, title, correction or major.

    `ratio` is the share of words that both have (1 for the same words); `diff` is a unified diff, a sentence a line.
    """

    revision_id: str
    article_id: str
    previous_revision_id: str | None
    kind: str
    ratio: float
    n_words_added: int
    n_words_removed: int
    diff: str
