"""Tells how likely each clause tells of each event type: a linear model of its words, word pairs and word classes.

Fills what the rules miss and drops what they read against all odds. Knows no grammar and no type that an analyst adds:
those go by the rules alone. `tests/gold/train.py` makes the weights; docs/decisions/model.md says why and how well.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import accumulate
from math import exp, log, sqrt
from pathlib import Path
from struct import Struct
from sys import intern

from config.ontology import Rule, Status
from extractors.ceasefire import clauses
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.candidates import START, Candidate, are_rivals
from extractors.ceasefire.patterns import GUESS, Match
from extractors.ceasefire.tokens import Hit, Words, word_set

SHIPPED = Path(__file__).with_name("model.tsv.gz")
ANY = "any"  # the column that tells whether the clause tells of an event at all
SCALE = 20  # weights are whole twentieths
_LANE, _SHIFT = 32, 1 << 15  # bits a type in a packed row; what is added to a weight so that none is negative


def _log_odds(chance: float) -> float:
    return log(chance / (1 - chance))


def _chance(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


# Chosen by text the model was not trained on; docs/decisions/model.md has the figures.
_NEWS = _log_odds(0.8)  # how likely a clause must hold any event before the model adds one
_SURE = _log_odds(0.4)  # and how likely a type must be to be added
_NEWS_BESIDE = _log_odds(0.2)  # the same, in a sentence in which the rules found another act
_SURE_BESIDE = _log_odds(0.35)
_SECOND = _log_odds(0.7)  # how likely a type must be to stand beside what else its own clause tells
_NO_NEWS = _log_odds(0.5)  # below this likelihood of any event what the rules found of a learnt type is dropped
_NO_SUCH = _log_odds(0.08)  # and where the type is less likely than this, in whatever news
_PLAIN = _log_odds(0.67)  # but where it is this likely it stands


# The "not" of a refusal denies the truce and not the refusal.
_FIXED: Mapping[str, Status] = {"ceasefire_rejected": "actual"}

# What a rule finds under one name may be found to be another: a truce announced for two armies, shots under a truce.
_TURNED = {"ceasefire_declared": "ceasefire_agreed", "armed_clash": "ceasefire_violation"}

_NAMES = ("LEADER", "BODY", "PLACE", "STATE", "ARMED", "NUM", "YEAR")
_NAME_CLASSES = frozenset(_NAMES)
_GIVEN = frozenset(["name", "number"])
_VERB_FORMS = word_set("base s past participle ed ing")
_ELSEWHERE = "~"  # how a word class of another clause begins
_BEGINNING = 5  # letters by which long stems of one root are known: "evacuat-ion", "evacuat-ed"
_SIDE = 4  # classes of a word that make pairs with those of the next
_MARKS = word_set(", ; : \" ' 's")


@dataclass(frozen=True, slots=True)
class ClauseOdds:
    """How likely one clause tells of each type, as log odds, and by type how much each of its words speaks for it.

    `features` are what it holds, each with a word it stands at, `likeliest` is the type it tells of; "" where that is
    not likely enough to add a mention beside another, `is_sure` tells that it may be added to nothing.
    """

    features: Mapping[str, int]
    scores: Mapping[str, float]
    likeliest: str
    is_sure: bool
    evidence: Callable[[str], dict[int, float]]

    @property
    def inside(self) -> range:
        """The words of the clause; few clauses are asked for them."""
        return range(min(self.features.values()), max(self.features.values()) + 1)

    def plain(self) -> list[str]:
        """Give the types that it tells of almost surely, whatever else it tells, the likeliest first."""
        names = [name for name, score in self.scores.items() if name != ANY and score >= _SECOND]
        return sorted(names, key=self.scores.__getitem__, reverse=True)

    def candidate(self, name: str, words: Words, marks: Sequence[bool], said: Sequence[Attribution]) -> Candidate:
        """Give the candidate of a type at the verb, else the word, that speaks most for it."""
        evidence = self.evidence(name)
        verbs = [at for at in sorted(evidence) if evidence[at] > 0 and _verbs(words, at)]
        at = max(verbs or sorted(evidence), key=evidence.__getitem__)
        trigger = max(_verbs(words, at), key=lambda hit: hit.last, default=Hit("", at, at, "word"))
        begin, end = clauses.around(words, marks, trigger.first, trigger.last)
        quote = clauses.quote(words, marks, trigger.first, trigger.last, said)
        status = _FIXED.get(name)
        rule = Rule(f"{GUESS}{name}", name, (), "", "", status=status, confidence=round(_chance(self.scores[name]), 3))
        return Candidate(Match(rule, trigger, trigger.first, trigger.last), begin, end, quote, (rule.id,))


@dataclass(frozen=True, slots=True)
class Odds:
    """The odds of a sentence, by its clauses; empty: nothing known."""

    clauses: tuple[ClauseOdds, ...] = ()

    def dropped(self) -> Set[str]:
        """Give the types of which nothing that a rule finds may stand; a type never learnt is not among them."""
        if not self.clauses:
            return frozenset()
        is_news = any(each.scores[ANY] >= _NO_NEWS for each in self.clauses)
        least = _NO_SUCH if is_news else _PLAIN
        kept = {name for each in self.clauses for name, score in each.scores.items() if score >= least}
        kept |= {name for name, other in _TURNED.items() if other in kept}
        return self.clauses[0].scores.keys() - kept - {ANY}

    def likely_types(self) -> list[str]:
        """Give the types that its clauses most likely tell of."""
        return [each.likeliest for each in self.clauses if each.is_sure]

    def missed(
        self,
        words: Words,
        marks: Sequence[bool],
        found: Sequence[Candidate],
        said: Sequence[Attribution],
        types: Set[str],
    ) -> list[Candidate]:
        """Give a candidate of one of `types` for each clause that likely tells of it and where the rules, who made
        `found`, read nothing, and for what a clause almost surely tells beside what they read."""
        told, at = [each.quote for each in found], {each.match.trigger.first for each in found}
        free = [each for each in self.clauses if each.likeliest in types and at.isdisjoint(each.inside)]
        new = [each.candidate(each.likeliest, words, marks, said) for each in free if found or each.is_sure]
        new = [each for each in new if not any(each.quote.overlaps(quote) for quote in told)]
        second = self._second_acts([*found, *new], types)
        return [*new, *(each.candidate(name, words, marks, said) for each, name in second)]

    def _second_acts(self, found: Sequence[Candidate], types: Set[str]) -> list[tuple[ClauseOdds, str]]:
        """Give each second act of a clause by its type, unless it may be the first under another name."""
        new: list[tuple[ClauseOdds, str]] = []
        for clause in self.clauses:
            names = [name for name in clause.plain() if name in types]
            if not names:
                continue
            inside = clause.inside
            first, last = inside[0], inside[-1]
            near = [each for each in found if each.begin <= last and first <= each.end]
            # A halt with an hour of its own is an event of its own beside the deal that was made.
            timed = {each.type for each in near if START in each.rules}
            rivals = [each.type for each in near if each.type not in timed]
            for name in names if near else ():
                if name not in timed and not any(are_rivals(name, other) for other in rivals):
                    rivals.append(name)
                    new.append((clause, name))
        return new


def _verbs(words: Words, at: int) -> list[Hit]:
    """Give the readings of a word as a verb."""
    return [hit for hit in words.begin[at].values() if hit.form in _VERB_FORMS]


class Model:
    """Weights by feature, in whole twentieths, the last for `ANY`. Read-only once built.

    A row is kept as one long number with `_LANE` bits a type: one addition adds those of all types.
    """

    def __init__(self, types: Sequence[str], bias: Sequence[float], weights: Mapping[str, Sequence[int]]) -> None:
        """Take the types in the order of the rows. A weight lies within plus and minus `_SHIFT`."""
        self._types, self._bias = tuple(types), tuple(bias)
        self._learnt = tuple([name for name in self._types if name != ANY])
        self._lanes = Struct(f"<{len(self._types)}I")
        self._weights = {name: self._packed(row) for name, row in weights.items()}

    def read(self, words: Words, marks: Sequence[bool]) -> Odds:
        """Give the odds of every type in each clause of a sentence. The cost grows with the number of its words."""
        return Odds(tuple([odds for each in features_of(words, marks) if (odds := self._odds(each))]))

    def _odds(self, features: Mapping[str, int]) -> ClauseOdds | None:
        scores = self.scores(features)
        if not scores:
            return None
        best = max(self._learnt, key=scores.__getitem__) if scores[ANY] >= min(_NEWS, _NEWS_BESIDE) else ANY
        is_sure = scores[ANY] >= _NEWS and scores[best] >= _SURE
        is_likely = is_sure or (scores[ANY] >= _NEWS_BESIDE and scores[best] >= _SURE_BESIDE)
        return ClauseOdds(features, scores, best if is_likely else "", is_sure, partial(self._evidence, features))

    def scores(self, features: Mapping[str, int]) -> dict[str, float]:
        """Give the log odds of each type where these features stand; empty where none is known."""
        rows = list(filter(None, map(self._weights.get, features)))  # no packed row is 0
        if not rows:
            return {}
        sums = self._lanes.unpack(sum(rows).to_bytes(self._lanes.size, "little"))
        size, none = SCALE * sqrt(len(rows)), len(rows) * _SHIFT
        return {
            name: bias + (each - none) / size for name, bias, each in zip(self._types, self._bias, sums, strict=True)
        }

    def _packed(self, row: Sequence[int]) -> int:
        return int.from_bytes(self._lanes.pack(*[each + _SHIFT for each in row]), "little")

    def _evidence(self, features: Mapping[str, int], event_type: str) -> dict[int, float]:
        """Give what the features at each word add for the type."""
        column, sums = self._types.index(event_type), dict[int, float]()
        for name, at in features.items():
            if name in self._weights and name[0] != _ELSEWHERE:
                weight = (self._weights[name] >> _LANE * column) % (1 << _LANE) - _SHIFT
                sums[at] = sums.get(at, 0.0) + weight
        return sums


def features_of(words: Words, marks: Sequence[bool]) -> list[dict[str, int]]:
    """Give the features of each clause and the word each last stands at: stems, their beginnings and pairs of
    neighbours, with names blanked out, word classes, their forms and pairs, and the classes of the other clauses of the
    sentence. `marks[i]` tells that a clause begins at word i."""
    clause_of = list(accumulate(marks))
    found: list[dict[str, int]] = [{} for _ in range(clause_of[-1] + 1)]
    _add_stems(found, words, clause_of)
    _add_classes(found, words, clause_of)
    return _with_others(found) if clause_of[-1] else found


def _add_stems(found: Sequence[dict[str, int]], words: Words, clause_of: Sequence[int]) -> None:
    clause, before = -1, ""
    for at, token in _tokens(words):
        if clause_of[at] != clause:
            clause, before = clause_of[at], "^"
        here = found[clause]
        here[token] = here[f"{before} {token}"] = at
        if len(token) > _BEGINNING and token.islower():
            here[f"{token[:_BEGINNING]}-"] = at
        before = token


def _add_classes(found: Sequence[dict[str, int]], words: Words, clause_of: Sequence[int]) -> None:
    """Add word classes, and their pairs; words of no class may stand between the two of a pair."""
    clause, last = -1, tuple[str, ...]()
    for at, hits in enumerate(words.begin):
        if not hits:
            continue
        here = found[clause_of[at]]
        told, side = _of_word(tuple(hits), tuple([hit.form for hit in hits.values()]))
        here.update(dict.fromkeys(told, at))
        if side:
            if clause_of[at] == clause:
                here.update(dict.fromkeys(_pairs(last, side), at))
            clause, last = clause_of[at], side


@lru_cache(maxsize=20_000)
def _of_word(names: tuple[str, ...], forms: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the features of a word's classes, read in these forms, and those of the classes that make pairs."""
    told = [feature for name, form in zip(names, forms, strict=True) for feature in _of_class(name, form)]
    side = sorted(name for name, form in zip(names, forms, strict=True) if form not in _GIVEN)
    return tuple(told), tuple(side[:_SIDE])


@lru_cache(maxsize=50_000)
def _pairs(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """Give the pairs of the word classes of two neighbours."""
    return tuple([intern(f"{one}>{other}") for one in left for other in right])


def _with_others(clauses: list[dict[str, int]]) -> list[dict[str, int]]:
    """Add to each clause the word classes of the others, at its own first word: what else the sentence is about."""
    told = [[_elsewhere(name) for name in each if name[-1] == "/"] for each in clauses]
    for at, here in enumerate(clauses):
        if here:
            others = (name for number, names in enumerate(told) if number != at for name in names)
            here.update(dict.fromkeys(others, min(here.values())))
    return clauses


@cache
def _elsewhere(name: str) -> str:
    return intern(_ELSEWHERE + name)


def _of_class(name: str, form: str) -> tuple[str, ...]:
    """Give the features of a word class: itself, unless it is a name's, and with the form it is read in."""
    given, whole = intern(f"{name}/{form}"), intern(f"{name}/")
    return (given,) if form == "name" else (given, whole)


def _tokens(words: Words) -> Iterator[tuple[int, str]]:
    """Give stems, with names, numbers and days blanked out and other capitals as NAME."""
    skip, before, text = -1, "", words.text
    for at, (word, hits, start) in enumerate(zip(words.lowers, words.begin, words.starts, strict=True)):
        if at <= skip:
            continue
        is_capital = text[start].isupper()
        named = _name_in(hits) if hits and not _NAME_CLASSES.isdisjoint(hits) else None
        if named is not None:
            skip, token = named.last, named.word_class
        elif is_capital and "MONTH" in hits:
            token = "MONTH"
        elif is_capital and at and not words.surface(at).isupper():
            token = "NAME" if before != "NAME" else ""
        else:
            token = _stem(word)
        if token:
            yield at, token
            before = token


def _name_in(hits: Mapping[str, Hit]) -> Hit | None:
    """Give the reading of a word as a name or number that comes first in `_NAMES`."""
    return next((hits[name] for name in _NAMES if name in hits and hits[name].form in _GIVEN), None)


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """Cut the endings of verbs and nouns, so that "withdrawing" and "withdraws" are one; "" for what is no word."""
    if not (word[0].isalpha() or word in _MARKS):
        return ""
    for ending, shortest in (("ing", 6), ("ed", 5), ("s", 4)):
        if len(word) >= shortest and word.endswith(ending) and not word.endswith("ss"):
            word = word[: -len(ending)]
            if ending != "s" and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    return intern(word.rstrip("e") if len(word) > 3 else word)


class _Whole(dict[str, int]):
    """Whole numbers by how they are written, nothing for 0: few values, a million cells."""

    def __missing__(self, cell: str) -> int:
        self[cell] = int(cell or 0)
        return self[cell]


def read_model(path: Path = SHIPPED) -> Model:
    """Read a weights file: a line of types, a line of biases, then a feature and its whole-number weights a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    (_, *types), (_, *bias), *rest = rows
    whole = _Whole().__getitem__
    # One string for a feature here and where it is read: what is the same object is found without a comparison.
    weights = {intern(name): list(map(whole, row)) for name, *row in rest}
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
