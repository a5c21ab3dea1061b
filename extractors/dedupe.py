"""Finds revisions with the same words as one that was published before.

Told what is known, knows no database. Knows exact copies only: the same words in the same order, whatever the
dateline, the credit line and the white space do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from extractors.records import Article, Duplicate, digest

_DATELINE = re.compile(r"\A.{0,80}?(?: -- |/TASS/\.\s|\(Reuters\) - )", re.DOTALL)
_CREDITS = re.compile(
    r"\n\s*(?:with reporting by|based on reporting by|\(?(?:additional )?reporting by)[^\n]*\s*\Z", re.IGNORECASE
)
_NOT_WORD = re.compile(r"\W+")


def text_digest(text: str) -> str:
    """Give the digest of the words of an article: without dateline, credit line, case, punctuation and spacing.

    >>> text_digest("BAKU -- It rained.") == text_digest("It  rained")
    True
    """
    bare = _CREDITS.sub("", _DATELINE.sub("", text))
    return digest(_NOT_WORD.sub(" ", bare).strip().casefold())


def exact_duplicates(
    articles: Iterable[Article], originals: Mapping[str, str], stored: Mapping[str, Collection[str]]
) -> tuple[Duplicate, ...]:
    """Pair each article with the first revision, of another article, that has its words.

    `originals` maps text_sha256 to the revision that had it first, `stored` an article to its revisions in the
    warehouse. A batch is gone through in order of publication, so that the order of arrival does not matter.
    """
    own = {article_id: set(revision_ids) for article_id, revision_ids in stored.items()}
    seen = dict(originals)
    duplicates: list[Duplicate] = []
    for article in sorted(articles, key=_published_first):
        original = seen.setdefault(article.text_sha256, article.revision_id)
        own.setdefault(article.article_id, set()).add(article.revision_id)
        if original not in own[article.article_id]:
            duplicates.append(Duplicate(article.revision_id, original, "exact", 1.0))
    return tuple(duplicates)


def _published_first(article: Article) -> tuple[datetime, str]:
    return article.published_at or datetime.max.replace(tzinfo=UTC), article.revision_id
