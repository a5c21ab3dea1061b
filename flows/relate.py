"""Relates what was just loaded to all that is stored: copies, stories, repeated paragraphs, edits; in one transaction.

Knows no network and no file. What is worth comparing is looked up in the warehouse; the judging is done by extractors.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from extractors.dedupe import WINDOW, near_duplicates, same_words
from extractors.dedupe_signature import VERSION, sign
from extractors.relations import Signature
from extractors.revisions import changes_of
from extractors.stories import make_stories
from warehouse import kinship, load_kinship, paragraphs
from warehouse.db import Connection
from warehouse.transaction import transaction

T = TypeVar("T")
REVISIONS_A_STEP = 500


def relate(con: Connection, tagged_ids: Collection[str] = (), loaded_ids: Collection[str] = ()) -> int:
    """Compare every revision that was not compared yet, and make the stories anew that it or `tagged_ids` touch.

    `tagged_ids` are revisions whose mentions changed; `loaded_ids` those that were just loaded: they are looked up, and
    the others only where some have no signature. Gives how many revisions were compared.
    """
    with transaction(con):
        fresh = sign_unsigned(con, sorted({*tagged_ids, *loaded_ids}))
        fresh += sign_unsigned(con, kinship.left_out(con, VERSION))
        paragraphs.note(con, [signature.revision_id for signature in fresh])
        # In order of time, for a chunk is looked up among all that the days it spans hold.
        for chunk in _chunks(sorted(fresh, key=lambda signature: signature.published_at)):
            find_duplicates(con, chunk)
        touched = _touched(con, fresh, tagged_ids)
        for article_ids in _chunks(touched):
            note_changes(con, article_ids)
        remake_stories(con, touched)
    return len(fresh)


def _touched(con: Connection, fresh: Sequence[Signature], tagged_ids: Collection[str]) -> list[str]:
    others = {*tagged_ids} - {signature.revision_id for signature in fresh}
    found = kinship.articles_of(con, others) if others else ()
    return sorted({*found, *(signature.article_id for signature in fresh)})


def sign_unsigned(con: Connection, revision_ids: Sequence[str]) -> list[Signature]:
    """Sign those of the revisions that have no signature yet; give the signatures, as they are now stored."""
    fresh: list[Signature] = []
    for chunk in _chunks(revision_ids):
        fresh += sign(kinship.unsigned(con, VERSION, chunk))
    load_kinship.load_signatures(con, fresh)
    return fresh


def find_duplicates(con: Connection, fresh: Sequence[Signature]) -> None:
    """Find the copies of stored signatures, among all that are stored."""
    pairs = kinship.look_alikes(con, fresh, WINDOW)
    groups = kinship.same_words(con, fresh)
    texts = kinship.wordings(con, {revision_id for group in (*pairs, *groups) for revision_id in group})
    near = list(near_duplicates((texts[one], texts[other]) for one, other in pairs))
    load_kinship.replace_duplicates(con, "near", [signature.revision_id for signature in fresh], near)
    exact = [edge for group in groups for edge in same_words(texts[revision_id] for revision_id in group)]
    load_kinship.replace_duplicates(con, "exact", [revision_id for group in groups for revision_id in group], exact)


def note_changes(con: Connection, article_ids: Collection[str]) -> None:
    """Say of each wording of these articles how it differs from the one before."""
    load_kinship.load_changes(con, changes_of(kinship.revision_texts(con, article_ids)))


def remake_stories(con: Connection, article_ids: Collection[str]) -> None:
    """Make the stories anew that any of these articles is in, was in or now comes into."""
    load_kinship.replace_headline_acts(con, article_ids, kinship.headline_acts(con, article_ids))
    tellings = kinship.kin(con, article_ids)
    links = kinship.links(con, [telling.article_id for telling in tellings])
    load_kinship.replace_stories(con, make_stories(tellings, links))


def _chunks(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), REVISIONS_A_STEP):
        yield things[start : start + REVISIONS_A_STEP]
