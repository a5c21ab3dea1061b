"""Measures the tagger on the phrase bank: made-up newswire sentences with the words of an event marked, by event type.

A line of phrases/TYPE.txt is a sentence with [the event's words] in brackets, then a tab and the status if it is not
`actual`. negatives.txt holds sentences without any event. phrases/second holds a second writer's bank.
Run it as a program with [--second] [--errors] [TYPE ...].
Knows no gold data; the sentences are no source of facts.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from extractors.ceasefire.tag import Tagger, load_tagger
from extractors.records import Document, Mention

BANK = Path(__file__).parent / "phrases"
SECOND = BANK / "second"
_AT = datetime(2024, 5, 22, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence without its brackets, the characters they enclosed, and the status expected."""

    text: str
    start: int
    end: int
    status: str


def types(bank: Path = BANK) -> tuple[str, ...]:
    """Give the event types that a bank has sentences for."""
    return tuple(sorted(path.stem for path in bank.glob("*.txt") if path.stem != "negatives"))


def read(event_type: str, bank: Path = BANK) -> tuple[Phrase, ...]:
    """Give the sentences of one type. Raises ValueError for a line without its pair of brackets."""
    lines = (bank / f"{event_type}.txt").read_text("utf-8").splitlines()
    return tuple(_phrase(line) for line in lines if line)


def negatives(bank: Path = BANK) -> tuple[str, ...]:
    """Give the sentences that hold no event."""
    return tuple((bank / "negatives.txt").read_text("utf-8").splitlines())


def find(tagger: Tagger, event_type: str, phrase: Phrase) -> Mention | None:
    """Give the mention of the type that overlaps the marked words, one of the expected status first."""
    found = [
        each
        for each in tag(tagger, phrase.text)
        if each.type == event_type and each.quote_start < phrase.end and each.quote_end > phrase.start
    ]
    return next((each for each in found if each.status == phrase.status), found[0] if found else None)


def tag(tagger: Tagger, text: str) -> tuple[Mention, ...]:
    """Tag one sentence as a document of its own."""
    return tagger.tag(Document("x", text, "", _AT))


def _phrase(line: str) -> Phrase:
    sentence, _, status = line.partition("\t")
    before, opening, rest = sentence.partition("[")
    marked, closing, after = rest.partition("]")
    if not (opening and closing):
        raise ValueError(f"phrase bank: no [event words] in {line!r}")
    return Phrase(before + marked + after, len(before), len(before) + len(marked), status or "actual")


def main(arguments: list[str]) -> None:
    """Print the share found and the share of right statuses for each type, then the false alarms."""
    tagger, is_listing = load_tagger(), "--errors" in arguments
    bank = SECOND if "--second" in arguments else BANK
    names = [each for each in arguments if not each.startswith("--")]
    for event_type in types(bank):
        if names and event_type not in names:
            continue
        phrases = read(event_type, bank)
        found = [(each, find(tagger, event_type, each)) for each in phrases]
        hits = [(each, mention) for each, mention in found if mention]
        right = sum(each.status == mention.status for each, mention in hits)
        print(f"{event_type:24}{len(hits) / len(phrases):6.2f}  status {right / max(1, len(hits)):6.2f}")
        if is_listing:
            _print_errors(tagger, found)
    alarms = [(text, tag(tagger, text)) for text in negatives(bank)]
    n_alarms = sum(len(found) for _, found in alarms)
    print(f"{'false alarms per 100':24}{100 * n_alarms / len(alarms):6.1f}")
    if (is_listing and not names) or "negatives" in names:
        for text, mentions in alarms:
            if mentions:
                print("   ", text, [(each.type, each.rules) for each in mentions])


def _print_errors(tagger: Tagger, found: list[tuple[Phrase, Mention | None]]) -> None:
    for phrase, mention in found:
        if mention is None:
            others = [each.type for each in tag(tagger, phrase.text)]
            print(
                f"    {phrase.text[: phrase.start]}[{phrase.text[phrase.start : phrase.end]}]"
                f"{phrase.text[phrase.end :]} {others} {tagger.rules_in(phrase.text)}"
            )
        elif mention.status != phrase.status:
            print(f"  ~ {phrase.text} : {phrase.status} got {mention.status} {mention.rules}")


if __name__ == "__main__":
    main(sys.argv[1:])
