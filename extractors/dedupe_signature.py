"""Signs articles so that those with shared words can be looked up: MinHash cut into bands (LSH).

The only door to rensa. Knows no likeness: two articles that share two bands are candidates, nothing more. With 192
bands of 2 values, two texts with a share J of their runs in common share a band with J^2, so that they are candidates
with 0.1% at J = 0.015, 58% at 0.1, 99.6% at 0.2 (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
"""

from __future__ import annotations

from collections.abc import Iterable

from rensa import RMinHash

from extractors.dedupe_words import RUN_WORDS, Words, words_of
from extractors.records import digest
from extractors.relations import Signature, Wording

N_BANDS = 192
ROWS_PER_BAND = 2
MIN_SHARED_BANDS = 2
SEED = 20201110
# Stored signatures are compared only with those of the same version.
VERSION = f"2/rensa-r{RMinHash.ALGORITHM_VERSION}/{RUN_WORDS}x{N_BANDS}x{ROWS_PER_BAND}"
# Below this many words nothing can be said about likeness but equality.
MIN_WORDS = 25
_MIX, _STEP, _MASK = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, (1 << 64) - 1


def sign(wordings: Iterable[Wording]) -> tuple[Signature, ...]:
    """Sign each wording; a text of fewer than MIN_WORDS words has no bands, so that only equal texts are its copies."""
    signed = [(wording, words_of(wording.text, wording.background_start)) for wording in wordings]
    digests = RMinHash.digests_from_token_sets(
        [sorted(words.all_runs) for _, words in signed], N_BANDS * ROWS_PER_BAND, SEED
    )
    return tuple(
        Signature(
            wording.revision_id,
            wording.article_id,
            VERSION,
            wording.published_at,
            words.digest if words.n_words else digest(wording.revision_id),  # no words are not the same words
            _bands(values) if is_long_enough(words) else (),
        )
        for (wording, words), values in zip(signed, digests, strict=True)
    )


def are_candidates(one: Signature, other: Signature) -> bool:
    """Say whether two articles are worth comparing; the warehouse asks the same of all it holds in one join."""
    return len(set(one.bands) & set(other.bands)) >= MIN_SHARED_BANDS


def is_long_enough(words: Words) -> bool:
    """Say whether a text is long enough for its likeness to mean something."""
    return words.n_words >= MIN_WORDS


def _bands(values: list[int]) -> tuple[int, ...]:
    """Make one 32-bit number of each two values and their band's number, by multiplication and fold."""
    bands = []
    for band in range(N_BANDS):
        first, second = values[2 * band : 2 * band + 2]
        mixed = ((((first << 32) | second) ^ (band * _STEP & _MASK)) * _MIX) & _MASK
        bands.append((mixed ^ (mixed >> 29)) >> 32)
    return tuple(bands)
