"""Remembers, sentence by sentence, whether a halt is in force, so that an armed act is read as its breach.

Knows one document; the rule is codebook question 12: after it took effect and before it ended, by a side bound by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.records import Mention

_AFTER = re.compile(
    r"\b(?:still|hours? (?:after|later)|by (?:noon|evening|midday)|later|afternoon|again|since|minutes)\b"
)
_SHATTERED = re.compile(r"shatter|f[ea]ll apart|unravel|collaps|c[ao]me to an end|in tatters|crumbl|br[eo]ke down")
_BEGINS = {"ceasefire_in_effect", "ceasefire_agreed", "ceasefire_declared", "ceasefire_extended", "ceasefire_violation"}


@dataclass(slots=True)
class TruceState:
    """Since when a halt is in force in the story; `since` is None while none is. `has_breach`: one was told."""

    since: date | None = None
    is_broken: bool = False
    has_breach: bool = False

    def read(self, mention: Mention) -> None:
        """Take note of what one mention says of the halt."""
        if mention.is_background or mention.status in ("hypothetical", "denied", "negated"):
            return
        if mention.type == "ceasefire_ended" and mention.status == "actual":
            self.since, self.is_broken = None, True
            return
        self.has_breach = self.has_breach or mention.type == "ceasefire_violation"
        if mention.type in _BEGINS and mention.status in ("actual", "alleged") and not self.is_broken:
            day = mention.event_date
            if day is not None and (self.since is None or mention.type == "ceasefire_in_effect"):
                self.since = day

    def is_breach(self, mention: Mention, sentence: str) -> bool:
        """Tell whether an armed clash came while the halt was in force; on its first day only a cue tells."""
        if self.since is None or mention.is_background or mention.event_date is None:
            return False
        last = mention.event_date_end or mention.event_date
        if mention.type != "armed_clash" or mention.date_basis == "none":
            return False
        return last > self.since or (last == self.since and (self.has_breach or bool(_AFTER.search(sentence))))


def shatters(mentions: Sequence[Mention]) -> bool:
    """Tell whether a mention of the sentence says that fighting broke a halt (settled question 7)."""
    return any(each.type == "ceasefire_ended" and _SHATTERED.search(each.quote) for each in mentions)
