"""Tells how likely a sentence tells of each event type: a linear model of its words, word pairs and word classes.

Fills what the rules miss and drops what they read against all odds. Knows no grammar and no type that an analyst adds:
those go by the rules alone. `tests/gold/train.py` makes the weights; docs/decisions/model.md says why and how well.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from itertools import accumulate
from math import exp, sqrt
from pathlib import Path
from struct import Struct

from config.ontology import Rule
from extractors.ceasefire import clauses
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.candidates import Candidate
from extractors.ceasefire.patterns import Match
from extractors.ceasefire.tokens import Hit, Words, word_set

SHIPPED = Path(__file__).with_name("model.tsv.gz")
ANY = "any"  # the column that tells whether the sentence holds an event at all
SCALE = 20  # weights are whole twentieths
_SHIFT = 1 << 15

# Chosen by cross-validation; docs/decisions/model.md has the figures.
_NEWS = 0.9  # how likely the sentence must hold any event before the model adds one
_SURE = 0.45  # how likely a type must be to be added
_SURE_BESIDE = 0.8  # and how likely beside an act that the rules found
_NO_NEWS = 0.6  # below this likelihood of any event what the rules found of a learnt type is dropped
_NO_SUCH = 0.02  # and where the type is less likely than this, in whatever news
_PLAIN = 0.75  # but where it is this likely it stands

_NAMES = ("LEADER", "BODY", "PLACE", "STATE", "ARMED", "NUM", "YEAR")
_NAME_CLASSES = frozenset(_NAMES)
_GIVEN = frozenset(["name", "number"])
_VERB_FORMS = word_set("base s past participle ed ing")
_MARKS = word_set(", ; : \" ' 's")


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each type is in one sentence, and by type how much each word speaks for it; empty: nothing known."""

    likely: Mapping[str, float] = field(default_factory=dict)
    evidence: Callable[[str], dict[int, float]] = field(default=lambda _: {})
    learnt: Set[str] = frozenset()

    def dropped(self) -> frozenset[str]:
        """Give the types of which nothing that a rule finds may stand; a type never learnt is not among them."""
        is_news = self.likely.get(ANY, 1.0) >= _NO_NEWS
        least = _NO_SUCH if is_news else _PLAIN
        return frozenset([name for name in self.learnt if self.likely[name] < least])

    def likely_types(self) -> list[str]:
        """Give the types the sentence most likely tells of."""
        if self.likely.get(ANY, 0.0) < _NEWS:
            return []
        return [name for name, odds in self.likely.items() if odds >= _SURE and name != ANY]

    def candidate(self, words: Words, marks: Sequence[bool], event_type: str, said: Sequence[Attribution]) -> Candidate:
        """Give the candidate of a type at the verb, else the word, that speaks most for it in the clause that does."""
        evidence, clause_of = self.evidence(event_type), list(accumulate(marks))
        by_clause = defaultdict[int, list[int]](list)
        for at in sorted(evidence):
            by_clause[clause_of[at]].append(at)
        inside = max(by_clause.values(), key=lambda clause: sum(evidence[at] for at in clause))
        verbs = [at for at in inside if evidence[at] > 0 and _verbs(words, at)]
        at = max(verbs or inside, key=evidence.__getitem__)
        trigger = max(_verbs(words, at), key=lambda hit: hit.last, default=Hit("", at, at, "word"))
        begin, end = clauses.around(words, marks, trigger.first, trigger.last)
        quote = clauses.quote(words, marks, trigger.first, trigger.last, said)
        rule = Rule(f"model.{event_type}", event_type, (), "", "", confidence=round(self.likely[event_type], 3))
        return Candidate(Match(rule, trigger, trigger.first, trigger.last), begin, end, quote, (rule.id,))

    def missed(
        self, words: Words, marks: Sequence[bool], found: Sequence[Candidate], said: Sequence[Attribution]
    ) -> list[Candidate]:
        """Give a candidate for each likely type that the rules, who made `found`, did not read."""
        sure, types = _SURE_BESIDE if found else _SURE, {each.type for each in found}
        new = [each for each in self.likely_types() if each not in types and self.likely[each] >= sure]
        return [self.candidate(words, marks, each, said) for each in new]


def _verbs(words: Words, at: int) -> list[Hit]:
    """Give the readings of a word as a verb."""
    return [hit for hit in words.begin[at].values() if hit.form in _VERB_FORMS]


class Model:
    """Weights by feature, in whole twentieths, the last for `ANY`. Read-only once built.

    A row is kept as one long number with 32 bits a type: one addition adds a feature's weights of all types at once.
    """

    def __init__(self, types: Sequence[str], bias: Sequence[float], weights: Mapping[str, Sequence[int]]) -> None:
        """Take the types in the order of the rows. A weight lies within plus and minus `_SHIFT`."""
        self._types, self._bias = tuple(types), tuple(bias)
        self._lanes = Struct(f"<{len(self._types)}I")
        self._learnt = frozenset(self._types) - {ANY}
        self._weights = {name: self._packed(row) for name, row in weights.items()}

    def read(self, words: Words) -> Odds:
        """Give the odds of every type in a sentence. The cost grows with the number of its words."""
        features = features_of(words)
        known = features.keys() & self._weights.keys()
        if not known:
            return Odds()
        sums = self._unpacked(sum(map(self._weights.__getitem__, known)), len(known))
        size = SCALE * sqrt(len(known))
        scores = zip(self._types, self._bias, sums, strict=True)
        likely = {name: _odds(bias + each / size) for name, bias, each in scores}
        return Odds(likely, partial(self._evidence, features), self._learnt)

    def _packed(self, row: Sequence[int]) -> int:
        return int.from_bytes(self._lanes.pack(*(each + _SHIFT for each in row)), "little")

    def _unpacked(self, packed: int, n_rows: int) -> list[int]:
        """Give the sums of the weights of `n_rows` rows; each was stored with a shift, so that none is negative."""
        return [each - n_rows * _SHIFT for each in self._lanes.unpack(packed.to_bytes(self._lanes.size, "little"))]

    def _evidence(self, features: Mapping[str, int], event_type: str) -> dict[int, float]:
        """Give what the features at each word add for the type."""
        column, sums = self._types.index(event_type), dict[int, float]()
        for name, at in features.items():
            if name in self._weights:
                sums[at] = sums.get(at, 0.0) + self._unpacked(self._weights[name], 1)[column]
        return sums


def _odds(score: float) -> float:
    return 1 / (1 + exp(-score))


def features_of(words: Words) -> dict[str, int]:
    """Give the features of a sentence and the word each last stands at: stems and pairs of neighbours, with names
    blanked out, word classes and their forms."""
    found: dict[str, int] = {}
    before = "^"
    for at, token in _tokens(words):
        found[token] = found[f"{before} {token}"] = at
        before = token
    for at, hits in enumerate(words.begin):
        for name, hit in hits.items():
            for feature in _of_class(name, hit.form):
                found[feature] = at
    return found


@cache
def _of_class(name: str, form: str) -> tuple[str, ...]:
    """Give the features of a word class: itself, unless it is a name's, and with the form it is read in."""
    return (f"{name}/{form}",) if form == "name" else (f"{name}/{form}", f"{name}/")


def _tokens(words: Words) -> Iterator[tuple[int, str]]:
    """Give stems, with names, numbers and days blanked out and other capitals as NAME."""
    skip, before = -1, ""
    for at, word in enumerate(words.lowers):
        if at <= skip:
            continue
        hits, first = words.begin[at], words.text[words.starts[at]]
        named = None if _NAME_CLASSES.isdisjoint(hits) else _name_in(hits)
        if named is not None:
            skip, token = named.last, named.word_class
        elif first.isupper() and "MONTH" in hits:
            token = "MONTH"
        elif first.isupper() and at and not words.surface(at).isupper():
            token = "NAME" if before != "NAME" else ""
        else:
            token = _stem(word) if word[0].isalpha() or word in _MARKS else ""
        if token:
            yield at, token
            before = token


def _name_in(hits: Mapping[str, Hit]) -> Hit | None:
    """Give the reading of a word as a name or number that comes first in `_NAMES`."""
    return next((hits[name] for name in _NAMES if name in hits and hits[name].form in _GIVEN), None)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """Cut the endings of verbs and nouns, so that "withdrawing" and "withdraws" are one."""
    for ending, shortest in (("ing", 6), ("ed", 5), ("s", 4)):
        if len(word) >= shortest and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)]
            if ending != "s" and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return word.rstrip("e") if len(word) > 3 else word


def read_model(path: Path = SHIPPED) -> Model:
    """Read a weights file: a line of types, a line of biases, then a feature and its whole-number weights a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    (_, *types), (_, *bias), *rest = rows
    whole = cache(lambda cell: int(cell or 0))  # few values, many cells
    weights = {name: [whole(each) for each in row] for name, *row in rest}
    return Model(types, [float(each) for each in bias], weights)


def write_model(path: Path, types: Iterable[str], bias: Iterable[float], weights: Mapping[str, Iterable[int]]) -> None:
    """Write what `read_model` reads; equal weights make equal bytes."""
    rows = [["feature", *types], ["bias", *(f"{each:.3f}" for each in bias)]]
    rows += [[name, *(str(each or "") for each in row)] for name, row in sorted(weights.items())]
    text = "".join("\t".join(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))


@cache
def shipped_model() -> Model | None:
    """Give the model of the package, read once; None where it was left out, and then the rules go alone."""
    return read_model() if SHIPPED.is_file() else None
