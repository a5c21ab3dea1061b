"""Makes one mention of one candidate: its status, whose word it is, its day, places, parties and counts.

Knows one sentence and what its story says before it; it finds no events of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from config.ontology import Rule
from extractors.ceasefire import background, claims, counts, date_cues, dates, deadlines, denials, status, undated
from extractors.ceasefire import places as places_of
from extractors.ceasefire.actors import ActorHit
from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.candidates import START, Candidate
from extractors.ceasefire.dates import DateReading
from extractors.ceasefire.focus import Focus
from extractors.ceasefire.gazetteer import NamedPlace
from extractors.ceasefire.place_odds import Act, PlaceOdds
from extractors.ceasefire.roles import Roles
from extractors.ceasefire.roles import roles as roles_of
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Words
from extractors.ceasefire.type_sets import HOSTILE, UTTERED
from extractors.records import Document, Mention, PlaceRef, digest

# Acts of speech: they happen when they are said, whatever day they name.
_SPOKEN = frozenset(
    {"ceasefire_proposed", "ceasefire_rejected", "ceasefire_agreed", "ceasefire_declared", "ceasefire_extended"}
    | {"diplomatic_reaction"}
    | HOSTILE
)

DENIAL = ("claims.denial_clause",)  # the rule of a mention that is but a denial of another
THROWN_BACK = ("countercharges.thrown_back",)
# Words that are done once they are said (settled question 20), but for those that are yet to be said: "would welcome".
_UNUTTERED = frozenset({"will", "may", "if", "to", "ahead", "possible", "tense", "rule"})

# A halt that has begun: "effective at once", "within minutes of the truce taking effect".
_AT_ONCE = re.compile(
    r"\b(?:(?:is|was|be|were) holding|observed|respected|at once|immediately|with immediate effect|straight away"
    r"|forthwith)\b"
    r"|\b[Ww]ithin (?:\w+ )?(?:minutes|hours|an hour) of\b|\b(?:minutes|hours) (?:after|into)\b"
)
# What a halt does that began before: "remains in force, a spokesman said on Saturday".
_GOES_ON = ("remain", "stay", "hold", "persist", "prevail", "last", "stand")
_HAD_DONE = re.compile(r"\bhad (?:\w+ly |already |all |not )?(?!to\b)\w+(?:ed|en|one|ne|t|ld|d)\b")


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of the whole document before its sentences are read. What it is about (`focus`), and which places,
    actors and places that no list knows a sentence names (`names`), is worked out when first asked."""

    document: Document
    published_on: date
    dateline_on: date | None
    refs: tuple[NamedPlace, ...]
    hits: tuple[ActorHit, ...]
    standing_start: int
    focus: Callable[[], Focus]
    names: Callable[[Span], tuple[tuple[NamedPlace, ...], tuple[ActorHit, ...], tuple[NamedPlace, ...]]]


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with the names and acts of speech in it; `meant` are the places "the district" stands for, `picked`
    the events it tells of, `odds` weighs which place is whose."""

    story: Story
    words: Words
    said: tuple[Attribution, ...]
    hits: tuple[ActorHit, ...]
    refs: tuple[NamedPlace, ...]
    meant: tuple[NamedPlace, ...] = ()
    picked: tuple[Candidate, ...] = ()
    odds: PlaceOdds | None = None


def build(scene: Scene, candidate: Candidate) -> Mention:
    """Make the mention of `candidate`. Its id is still empty: what the sentence says besides may yet change it."""
    words, rule = scene.words, candidate.match.rule
    reading = status.read(words, candidate.match, candidate.begin, candidate.end)
    candidate = _with_cue(words, candidate, reading)
    quote, trigger = candidate.quote, words.chars(candidate.match.trigger.first, candidate.match.trigger.last)
    real, by = _told_status(rule, reading)
    if (real == "actual" and _is_announced(scene, candidate, reading.tense)) or (
        by == "to" and START in candidate.rules
    ):
        real, by = "scheduled", "timetable"
    roles = _roles(scene, candidate, reading.is_passive, real)
    told, by = _by_word_of(scene, candidate, roles, real, by, reading.is_passive)
    if told != real:
        real, roles = told, _roles(scene, candidate, reading.is_passive, told)
    is_history = _is_history(scene, quote, rule.type, trigger)
    when = _when(scene, quote, trigger, rule.type, real, _tense(reading, real, by), is_history)
    if real == "actual" and _is_ahead(scene, candidate, when, reading.tense):
        real, by, when = "scheduled", "ahead", _when_due(scene, quote, trigger, rule.type, is_history, when)
    if rule.type == "ceasefire_in_effect" and by in ("ahead", "promise") and _has_struck(when, scene.story):
        real, by = "actual", "hour"
    named = _places(scene, scene.refs, quote, rule.type, trigger, scene.odds)
    return Mention(
        mention_id="",
        document_id=scene.story.document.document_id,
        type=rule.type,
        status=real,
        is_background=is_history or _is_old(scene, when),
        quote=quote.of(words.text),
        quote_start=quote.start,
        quote_end=quote.end,
        sentence_start=words.span.start,
        sentence_end=words.span.end,
        event_date=when.event_date,
        event_date_end=when.event_date_end,
        date_precision=when.date_precision,
        date_basis=when.date_basis,
        event_time=when.event_time,
        original_date=when.original_date,
        places=named,
        context_places=() if named else _places(scene, scene.meant, quote, rule.type, trigger),
        source_actors=roles.source_actors,
        target_actors=roles.target_actors,
        attributed_to=_denier(scene, roles.attributed_to) if real == "denied" else roles.attributed_to,
        counts=counts.find(words.text, words.span, quote, rule.type),
        direction=rule.direction,
        polarity=rule.polarity,
        confidence=rule.confidence,
        rules=(*candidate.rules, f"status.{by}"),
    )


def _tense(reading: status.Reading, real: str, by: str) -> str:
    """Give the tense of an act; what a rule knows for promised was told of at its promise: "agreed on Monday to"."""
    return "told" if (real, by, reading.tense) == ("scheduled", "rule", "past") else reading.tense


def _with_cue(words: Words, candidate: Candidate, reading: status.Reading) -> Candidate:
    """Let the quote run on to what its status was read from."""
    if reading.until < 0:
        return candidate
    return replace(candidate, quote=Span(candidate.quote.start, words.ends[reading.until]))


def _told_status(rule: Rule, reading: status.Reading) -> tuple[str, str]:
    """Weigh what the rule says of the act against what its clause says; give the status and its cue."""
    real, by = status.settle(rule.status, reading.status, reading.by) if rule.status else (reading.status, reading.by)
    if rule.type == "ceasefire_declared" and reading.by == "if":
        return "hypothetical", "if"  # a condition (settled question 21)
    if rule.type == "ceasefire_proposed" and reading.by == "not":
        return "negated", "not"  # who "would not beg for a truce" has not asked for one
    if rule.nominal and not rule.status:
        real, by = ("actual", "reference") if by not in ("may", "if", "possible", "fear") else (real, by)
    if rule.type in UTTERED and by not in _UNUTTERED:
        return "actual", by
    return ("actual", "word") if _is_done_by_word(rule.type, real, by) else (real, by)


def _is_old(scene: Scene, when: DateReading) -> bool:
    """Tell whether the act was long before the story, whose day must be known or the act's year told."""
    sentence, days = scene.words.span.of(scene.words.text), (when.event_date, when.event_date_end)
    is_guess = scene.story.document.published_at is None and not undated.is_told(sentence, *days, when.date_basis)
    return not is_guess and background.is_old(*days, scene.story.published_on)


def _is_history(scene: Scene, quote: Span, event_type: str, trigger: Span) -> bool:
    """Tell whether an act stands in the closing paragraph of history, or is told with its cue."""
    story = scene.story
    return quote.start >= story.standing_start or background.has_cue(
        scene.words.text, quote, story.published_on, event_type, trigger
    )


def _is_done_by_word(event_type: str, real: str, by: str) -> bool:
    """Tell whether a plan is no plan: a truce that "will be prolonged" is so now, as all the gold data has it, one
    stretched by a day is not put off (settled question 6), who decides to leave one has left it, and the fighting a
    deal speaks of has been fought."""
    if event_type == "ceasefire_extended":
        return real in ("postponed", "scheduled")
    if event_type == "ceasefire_ended":
        is_put_off = real == "postponed" and by not in ("moved", "two_days", "postpone_later")
        return is_put_off or (real == "scheduled" and by in ("promise", "order", "plan"))
    return event_type in HOSTILE and real == "scheduled" and by in ("promise", "plan")


def _is_announced(scene: Scene, candidate: Candidate, tense: str) -> bool:
    """Tell whether a halt is given its hour in the present tense: "goes into effect at 4 a.m. on Thursday"."""
    trigger, words = candidate.match.trigger, scene.words
    if candidate.type != "ceasefire_in_effect" or tense != "present" or trigger.form not in ("s", "base"):
        return False
    if words.lowers[trigger.first].startswith(_GOES_ON):
        return False
    after = range(trigger.last + 1, min(candidate.end + 1, trigger.last + 9))
    return any("CLOCK" in words.begin[at] or "MONTH" in words.begin[at] or ":" in words.lowers[at][1:] for at in after)


def _is_ahead(scene: Scene, candidate: Candidate, when: DateReading, tense: str) -> bool:
    """Tell whether the act lies after publication; a start named with the agreement is ahead on the day itself too."""
    if when.event_date is None or candidate.type in _SPOKEN:
        return False
    begin, end = scene.words.starts[candidate.begin], scene.words.ends[candidate.end]
    if tense == "past" and _HAD_DONE.search(scene.words.text, begin, end):
        return False
    today = scene.story.published_on
    if candidate.type == "ceasefire_in_effect" and _AT_ONCE.search(
        scene.words.text, scene.words.starts[candidate.begin], candidate.quote.end + 12
    ):
        return False
    first = candidate.match.trigger.first
    is_told = candidate.match.trigger.form in ("past", "ed") or scene.words.lowers[max(0, first - 1)] == "had"
    is_start = "in_effect.start_time" in candidate.rules and not is_told
    is_due = is_start or (
        candidate.type == "ceasefire_in_effect" and tense == "present" and when.event_time is not None
    )
    return when.event_date > today or (is_due and when.event_date == today and when.date_basis != "publication")


def _places(
    scene: Scene,
    refs: Sequence[NamedPlace],
    quote: Span,
    event_type: str,
    trigger: Span,
    odds: PlaceOdds | None = None,
) -> tuple[PlaceRef, ...]:
    acts = _other_acts(scene, trigger) if odds is not None and refs else ()
    text, span = scene.words.text, scene.words.span
    return places_of.of_event(refs, text, span, quote, event_type, scene.hits, trigger, acts, odds)


def _other_acts(scene: Scene, trigger: Span) -> list[Act]:
    spans = [(each.quote, each.match.trigger) for each in scene.picked]
    acts = [Act(quote, scene.words.chars(hit.first, hit.last)) for quote, hit in spans]
    return [act for act in acts if act.trigger != trigger]


def with_id(mention: Mention) -> Mention:
    """Give the mention the id that its content makes (records.Mention)."""
    start, end = str(mention.quote_start), str(mention.quote_end)
    day = None if mention.event_date is None else str(mention.event_date)
    return replace(mention, mention_id=digest(mention.document_id, mention.type, start, end, day))


def denial(scene: Scene, charge: Mention, quote: Span) -> Mention:
    """Make the mention of a clause that denies `charge`: same act, same day (settled question 29), status denied."""
    text = scene.words.text
    speakers = [one.attributed_to for one in scene.said if quote.start <= one.start < quote.end]
    return with_id(
        replace(
            charge,
            status="denied",
            quote=quote.of(text),
            quote_start=quote.start,
            quote_end=quote.end,
            sentence_start=scene.words.span.start,
            sentence_end=scene.words.span.end,
            attributed_to=speakers[0] if speakers else _denier(scene) or "; ".join(charge.source_actors) or None,
            places=tuple(ref for ref in charge.places if quote.start <= ref.start and ref.end <= quote.end),
            counts=(),
            rules=DENIAL,
        )
    )


def thrown_back(scene: Scene, charge: Mention, quote: Span) -> Mention:
    """Make the mention of a clause that throws `charge` back: the same act, with the sides swapped (question 25)."""
    turned = denial(scene, charge, quote)
    accusers = charge.target_actors or ((charge.attributed_to,) if charge.attributed_to else ())
    return with_id(
        replace(
            turned,
            status="alleged",
            source_actors=accusers,
            target_actors=charge.source_actors,
            attributed_to=next(iter(charge.source_actors), None) or turned.attributed_to,
            rules=THROWN_BACK,
        )
    )


def _denier(scene: Scene, teller: str | None = None) -> str | None:
    """Give who denies, not whose claim it is ("Azerbaijan denied Armenian claims"); without an act of speech the actor
    named last before the word of denial: "The Armenian Defense Ministry rejected it"."""
    said = next((one.attributed_to for one in scene.said if one.act == "denies"), None)
    if said or teller:
        return said or teller
    words = scene.words
    denied_at = next((words.starts[at] for at, hits in enumerate(words.begin) if "DENY" in hits), -1)
    return next((hit.actor_id for hit in reversed(scene.hits) if hit.end <= denied_at), None)


def _roles(scene: Scene, candidate: Candidate, is_passive: bool, real: str) -> Roles:
    words, trigger = scene.words, candidate.match.trigger
    return roles_of(
        scene.hits,
        words.text,
        words.span,
        candidate.quote,
        words.chars(trigger.first, trigger.last),
        is_passive,
        candidate.type,
        real,
        scene.said,
        scene.story.focus(),
    )


def _by_word_of(
    scene: Scene, candidate: Candidate, roles: Roles, real: str, by: str, is_passive: bool
) -> tuple[str, str]:
    if denials.is_denied(scene.words, candidate):
        return "denied", "deny"
    if real == "negated" and denials.is_flatly_disowned(scene.words, candidate):
        return "denied", "disown"
    if by == "not" and real == "negated" and claims.is_disowned(scene.words, candidate, scene.said, scene.hits):
        return "denied", "disown"
    parties = scene.story.focus().parties
    if real == "actual" and claims.is_alleged(
        scene.words, candidate, scene.said, scene.hits, roles, is_passive, parties
    ):
        return "alleged", "rival"
    return real, by


def _when(
    scene: Scene, quote: Span, trigger: Span, event_type: str, real: str, tense: str, is_history: bool
) -> DateReading:
    story = scene.story
    found = dates.resolve(
        scene.words.text,
        scene.words.span,
        quote,
        event_type=event_type,
        status=real,
        tense=tense,
        published_on=story.published_on,
        dateline_on=story.dateline_on,
        is_background=is_history,
        trigger=trigger,
    )
    is_known_past = is_history or real != "scheduled" or date_cues.is_past_plan(quote.of(scene.words.text))
    is_known_past = is_known_past or deadlines.is_past(scene.words.span.of(scene.words.text))
    return (
        found if is_known_past or not _is_over(found, tense, story.dateline_on or story.published_on) else DateReading()
    )


def _when_due(
    scene: Scene, quote: Span, trigger: Span, event_type: str, is_history: bool, told: DateReading
) -> DateReading:
    """Read the day of a plan anew, once it is known for one: "from midnight" is then the midnight to come."""
    due = _when(scene, quote, trigger, event_type, "scheduled", "future", is_history)
    return told if due.event_date is None else due


def _has_struck(when: DateReading, story: Story) -> bool:
    """Tell whether the hour that a halt was agreed to start at has struck by the time of the report, on its day;
    midnight may be the one to come."""
    published_at, time = story.document.published_at, when.event_time or ""
    if published_at is None or when.event_date != story.published_on or not time[:2].strip("0"):
        return False
    return time[:5] < f"{published_at:%H:%M}"


def _is_over(when: DateReading, tense: str, published_on: date) -> bool:
    """Tell whether the day is behind the news. What is still to come has no such day: it is of another act, such as the
    signing of the plan, which may be of the same day where the verb is past."""
    last = when.event_date_end or when.event_date
    return last is not None and (last < published_on or (last == published_on and tense in ("past", "told")))
