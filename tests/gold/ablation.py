"""Tells which patterns of the ontology earn their place: takes each away, one by one, and prints what is lost.

`python -m tests.gold.ablation` trains a model for each fifth of the training text (twenty minutes) and reads that fifth
with it, first with all patterns, then without each; what costs nothing stays away while the next is tried. It changes
no file. Knows nothing of `held`, and of statuses and dates only what dev and tune say: marked.txt has types alone.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from config.ontology import Ontology, read_ontology
from extractors.ceasefire import patterns
from extractors.ceasefire.clauses import barriers
from extractors.ceasefire.model import Model
from extractors.ceasefire.scoring import ATTRIBUTES, Item, Pair, compare, paired, read_gold
from extractors.ceasefire.tag import Tagger
from tests.gold import marks
from tests.gold.train import N_FOLDS, SOURCES, examples, fit, fold_of, tagger_with

Line = tuple[str, str]  # the id of a rule and one of its patterns
# What a hit, a false mention and a right attribute are worth where F1 is near 0.86; 0.92 of the attributes are right.
HIT, FALSE, ATTRIBUTE, USUAL = 0.57, 0.43, 0.25, 0.92


@dataclass(slots=True)
class Trial:
    """The items with the tagger of each one's fold, what each is worth now, and the patterns that are away."""

    items: Sequence[Item]
    taggers: Sequence[Tagger]
    ontology: Ontology
    worth: list[float] = field(default_factory=list)
    away: set[Line] = field(default_factory=set)

    def lost_without(self, line: Line, where: Sequence[int]) -> float:
        """Take a pattern away and give what the items numbered `where` lose; leave it away if that is nothing."""
        self._set_rules(self.away | {line})
        worth = {at: self.value(at) for at in where}
        lost = sum(self.worth[at] - new for at, new in worth.items())
        if lost <= 0:
            self.away.add(line)
            for at, new in worth.items():
                self.worth[at] = new
        return lost

    def value(self, at: int) -> float:
        """Give what the mentions found in one item are worth."""
        item = self.items[at]
        found = self.taggers[fold_of(item.document.document_id)].tag(item.document)
        return sum(_worth(pair) for pair in paired(item, found))

    def _set_rules(self, away: set[Line]) -> None:
        kept = (
            replace(rule, patterns=tuple(line for line in rule.patterns if (rule.id, line) not in away))
            for rule in self.ontology.rule
        )
        rules = patterns.compile_rules(replace(self.ontology, rule=tuple(kept)))
        for tagger in self.taggers:
            tagger._rules = rules


def _worth(pair: Pair) -> float:
    if pair.predicted is None:
        return 0.0
    if pair.gold is None:
        return -FALSE
    judged = compare(pair.gold, pair.predicted) if "status" in pair.gold else {}
    return HIT + sum(ATTRIBUTE * (judged[name] - USUAL) for name in ATTRIBUTES if name in judged)


def _items() -> list[Item]:
    """Give dev, tune and the marked lines, whose mentions have a type and a quote alone."""
    found = [item for folder in SOURCES for item in read_gold(folder)]
    for document, told in marks.read():
        mentions = tuple(
            {"type": each.event_type, "quote_start": each.quote.start, "quote_end": each.quote.end} for each in told
        )
        found.append(Item(document, mentions, (), is_article=False))
    return found


def matched(ontology: Ontology, tagger: Tagger, items: Sequence[Item]) -> Mapping[Line, list[int]]:
    """Give the numbers of the items in which each pattern matches, before any is weighed against another."""
    alone = {f"{rule.id}_{at}": (rule, line) for rule in ontology.rule for at, line in enumerate(rule.patterns)}
    split = tuple(replace(rule, id=name, patterns=(line,)) for name, (rule, line) in alone.items())
    rules = patterns.compile_rules(replace(ontology, rule=split))
    found: dict[Line, list[int]] = defaultdict(list)
    for number, item in enumerate(items):
        read = tagger.read(item.document)
        around = frozenset[str]().union(*(words.classes for words in read))
        names = {m.rule.id for words in read for m in patterns.find(words, barriers(words), rules, around)}
        for name in names:
            rule, line = alone[name]
            found[rule.id, line].append(number)
    return found


def main() -> None:
    """Print for each pattern, the rarest first, in how many items it matches and what they lose without it."""
    ontology, rows, items = read_ontology(None), examples(tagger_with(None)), _items()
    folds = (fit([row for row in rows if fold_of(row.document_id) != fold]) for fold in range(N_FOLDS))
    trial = Trial(items, [tagger_with(Model(*weights)) for weights in folds], ontology)
    trial.worth = [trial.value(at) for at in range(len(items))]
    print(f"{len(items):,} items, worth {sum(trial.worth):,.1f}", file=sys.stderr)
    where = matched(ontology, trial.taggers[0], items)
    lines = [(rule.id, line) for rule in ontology.rule for line in rule.patterns]
    for line in sorted(lines, key=lambda one: len(where[one])):
        print(f"{len(where[line]):6} {trial.lost_without(line, where[line]):8.2f}  {line[0]}  {line[1]}", flush=True)


if __name__ == "__main__":
    main()
