"""What the clauses that answer another one share: where one may begin, and which mention it can mean.

Knows no wording of an answer: answers.py, countercharges.py and retorts.py have those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from extractors.ceasefire.tokens import Words
from extractors.records import Mention

REACH = 12  # characters from the sentence before to the clause, which then begins its own
_LED_IN = re.compile(r"(?:but|while|whereas|though|although|and) ")


def clause_starts(words: Words, marks: Set[str], led_in: re.Pattern[str] = _LED_IN) -> list[int]:
    """Give where a clause may begin: at the sentence, and after one of `marks` and its conjunction."""
    after = [words.span.start, *(words.ends[at] + 1 for at, word in enumerate(words.lowers) if word in marks)]
    return [led.end() if (led := led_in.match(words.text, at, words.span.end)) else at for at in after]


def told_last(start: int, types: Set[str], found: Sequence[Mention], before: Sequence[Mention]) -> Mention | None:
    """Give the mention told last before a clause, here or in the sentence before, if it is of one of `types`."""
    here = [each for each in found if each.quote_start < start]
    last = max(here, key=lambda each: each.quote_start, default=None) or next(iter(before[-1:]), None)
    if last is None or last.type not in types or start - last.sentence_end > REACH:
        return None
    return last
