"""Holds one match in its clause, with the words around its trigger, for the readers of status.

Knows no status: status.py, governors.py and moved_plans.py read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Words, word_set
from extractors.ceasefire.verb_group import (
    Chain,
    after_noun,
    before_verb,
    is_nominal,
)

PAST = word_set("was were had")
# Verbs whose base looks like a participle or a past form: "asked Croatia to let the refugees come home".
_UNBENT = word_set("come become run put let set cut hit quit shut rid bid cast shed spread burst")


@dataclass(frozen=True, slots=True)
class Scene:
    """A match, the first and last word of its clause, the auxiliaries of its verb, and whether it hangs on a noun."""

    words: Words
    match: Match
    begin: int
    end: int
    chain: Chain
    is_noun: bool

    @property
    def type(self) -> str:
        """The event type of the rule."""
        return self.match.rule.type

    @property
    def trigger(self) -> int:
        """The number of the trigger's first word."""
        return self.match.trigger.first

    @property
    def is_told(self) -> bool:
        """Tell whether the verb stands in the past: "was", "had", or a past form with no auxiliary."""
        return self.chain.has(PAST) or (self.match.trigger.form in ("past", "ed") and not self.chain.words)

    @property
    def is_bare(self) -> bool:
        """Tell whether the verb stands in its base form, which another verb may govern."""
        is_unbent = self.words.lowers[self.trigger] in _UNBENT and not self.chain.words
        return self.match.trigger.form == "base" or is_unbent

    def any(self, word_class: str, where: Iterable[int]) -> bool:
        """Tell whether a reading as `word_class` begins at one of the words."""
        return any(word_class in self.words.begin[at] for at in where)

    def left(self, n_words: int, edge: int | None = None) -> range:
        """Give the `n_words` words before `edge` (the match), no further than the clause."""
        stop = self.match.first if edge is None else edge
        return range(max(self.begin, stop - n_words), stop)

    def right(self, n_words: int) -> range:
        """Give the `n_words` words after the match, no further than the clause."""
        return range(self.match.last + 1, min(self.end + 1, self.match.last + 1 + n_words))

    def lowers(self, where: Iterable[int]) -> set[str]:
        """Give the words at `where`, in small letters."""
        return {self.words.lowers[at] for at in where}


def scene_of(words: Words, match: Match, begin: int, end: int) -> Scene:
    """Look around `match` within its clause (words `begin` to `end`)."""
    is_noun = is_nominal(words, match.trigger)
    chain = _of_noun(words, match, end) if is_noun else before_verb(words, match.trigger.first, begin)
    return Scene(words, match, begin, end, chain, is_noun)


def _of_noun(words: Words, match: Match, end: int) -> Chain:
    """Give the auxiliaries of the verb that a noun is the subject of, which may stand within the match itself."""
    inside = after_noun(words, match.trigger.last, match.last)
    return inside if inside.words else after_noun(words, match.last, end)


def before(scene: Scene) -> str:
    """Give the text of the clause before the verb group of the act."""
    words = scene.words
    return words.text[words.starts[scene.begin] : words.starts[min(scene.chain.first, scene.trigger)]]
