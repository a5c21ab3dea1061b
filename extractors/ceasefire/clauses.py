"""Finds where clauses begin in a sentence, and the clause that carries an event, without its attribution.

Knows no parse tree: conjunctions, commas and the verbs around them decide. Word numbers in, characters out.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.ceasefire.attribution import Attribution
from extractors.ceasefire.spans import Span
from extractors.ceasefire.tokens import Words, word_set

AUXILIARIES = word_set(
    "is are was were has have had will would can could may might must should did does do 'll shall said says say be"
)
_ALWAYS = frozenset([";", "but", "while", "whereas", "although", "though", "because", "unless", "whilst", "nor"])
_WITH_VERB = frozenset(
    ["after", "before", "when", "once", "until", "as", "if", "since", "where", "till", "so", "whose"]
)
_PARTS = frozenset([";", ":", "?", "!"])  # after these a clause begins
_MAY_OPEN = _ALWAYS | _WITH_VERB | {"and", ",", "yet"}  # few words are one of these
_FINITE = frozenset(["past", "ed"])
_BY = ("by",)
_STOPS = frozenset([",", ";", "which", "who", "that", "--", "—", "whose", "where"])
_TRIM_LEFT = frozenset([",", ";", "and", "but", "while", "whereas", "although", "though", "that", "--", "—", "–", ":"])
_TRIM_RIGHT = frozenset([",", ";", ":", ".", "and", "but", "--", "—", "–", "!", "?", "or", "the", "a"])
_ABSOLUTES = tuple((word,) for word in ("with", "saying", "adding", "noting", "stressing", "citing", "calling"))
# What turns a denial into a charge of one's own: "denied shelling the town and accused Baku of breaking the truce".
_CHARGES = tuple(
    (word,) for word in ("accused", "accuses", "blamed", "blames", "said", "says", "charged", "alleged", "claimed")
)
_SUBJECT_ENDS = word_set("and for to by with")
_LOOK, _LOOK_COMMA = 9, 6
_JOINED = ("PLACE", "STATE", "LEADER", "NUM", "PEOPLE", "CAPTIVES")
_SIDES = frozenset(["STATE", "ARMED", "LEADER", "BODY"])
# After these "and" joins whatever it stands between: "both the army and the rebels signed".
_PAIRS, _PAIR_REACH = frozenset(["both", "between"]), 5
# Two verbs of one of these tell one act: "killed three and wounded ten in the town on Friday".
_OUTCOMES = frozenset(["HARM", "CLEAR"])
_DUTIES = word_set("obliging obliges commits committing requires requiring binds binding allowing letting forcing")
# How an adjective of a people ends, which no clause does: "Alandic and Belandian troops".
_OF_A_PEOPLE = ("ian", "ish", "ese", "ani", "eli", "qi", "eni", "ench", "dic")
# "As soon as", "as part of", "as many as" open no clause.
_SET_AS = word_set("soon well of part long")
_AS_FAR = word_set("soon well long much many far such")
_NO_SUBJECT = word_set(
    "once due set originally first to not also then will would has have had is are was were as by in on "
    "for with at from of into after before and or saying adding"
)


def is_finite(words: Words, index: int) -> bool:
    """Tell whether the word looks like a verb with tense of its own."""
    word = words.lowers[index]
    if word in AUXILIARIES:
        return True
    if not _is_bent(words, index, word):
        return False
    return words.lowers[index + 1 : index + 2] != _BY or words.lowers[index - 1] in AUXILIARIES


def _is_bent(words: Words, index: int, word: str) -> bool:
    """Tell whether the word has a past form, by its readings or by its ending."""
    for hit in words.begin[index].values():
        if hit.form in _FINITE:
            return True
    is_past = word.endswith("ed") and index > 0 and words.lowers[index - 1] not in ("the", "a", "an")
    return is_past and words.text[words.starts[index]].islower()


def barriers(words: Words) -> tuple[bool, ...]:
    """Tell for each word whether a clause begins there that patterns do not cross; one entry more than words."""
    marks = [False] * (len(words) + 1)
    has_verb = is_denied = False
    before, may_be_denied = "", "DENY" in words.classes
    for index, word in enumerate(words.lowers):
        is_denied = is_denied or (may_be_denied and "DENY" in words.begin[index])
        marks[index] = before in _PARTS or (word in _MAY_OPEN and _opens(words, index, has_verb, is_denied))
        has_verb = not marks[index] and (has_verb or is_finite(words, index))
        before = word
    return tuple(marks)


def _opens(words: Words, index: int, has_verb: bool, is_denied: bool) -> bool:
    """Tell whether a conjunction or comma opens a clause, after what its own clause has told before it."""
    word, following = words.lowers[index], words.lowers[index + 1 : index + 2]
    joins = (word in _WITH_VERB and index > 0) or (word in ("and", ",") and has_verb)
    return (
        word in _ALWAYS
        or (is_denied and word == "and" and following in _CHARGES)
        or (word == "yet" and index > 0 and words.lowers[index - 1] == ",")
        or (joins and _clause_follows(words, index))
        or (word == "," and has_verb and following in _ABSOLUTES)
    )


def _clause_follows(words: Words, index: int) -> bool:
    """Tell whether a subject and a verb with tense come within a few words after a conjunction or comma."""
    if _opens_no_clause(words, index):
        return False
    reach = _LOOK_COMMA if words.lowers[index] == "," else _LOOK
    needs_subject = words.lowers[index] in ("and", ",")
    if needs_subject and _joins_names(words, index):
        return False
    for at in range(index + 1, _reach_of_subject(words, index, reach)):
        if words.lowers[at] in _STOPS and (at > index + 1 or needs_subject):
            if _is_in_date(words, at):
                continue
            return False
        if needs_subject and words.lowers[at] in _SUBJECT_ENDS and not _joins_subjects(words, index + 1, at):
            return False
        if is_finite(words, at):
            return not (needs_subject and at == index + 1)
        if needs_subject and at == index + 1 and words.lowers[at] in _NO_SUBJECT:
            return False
    return False


def _reach_of_subject(words: Words, index: int, reach: int) -> int:
    """Give the word by which the verb must have come; later for two subjects: "after the army of the north and 13
    clans signed"."""
    stop = index + 1 + reach
    joined = [at for at in range(index + 1, min(len(words), stop)) if words.lowers[at] == "and"]
    if joined and words.lowers[index] in _WITH_VERB:
        stop = max(stop, joined[-1] + _LOOK_COMMA)
    return min(len(words), stop)


def _opens_no_clause(words: Words, index: int) -> bool:
    """Tell whether a conjunction is none: "once planned", "the day before, ...", "February 12, 2015"."""
    after = words.lowers[index + 1 : index + 2]
    if words.lowers[index] == ",":
        return _is_in_date(words, index)
    if words.lowers[index] == "as":
        return not _SET_AS.isdisjoint(after) or words.lowers[index - 1] in _AS_FAR
    if words.lowers[index] == "once":
        return after in (("planned",), ("set",), ("due",)) or words.lowers[index - 1] in ("at", "than")
    return words.lowers[index] == "before" and bool(after) and (after == (",",) or is_finite(words, index + 1))


def _is_in_date(words: Words, index: int) -> bool:
    """Tell whether a comma stands before the year of a date."""
    before, after = words.lowers[index - 1], words.lowers[index + 1 : index + 2]
    return bool(after) and len(after[0]) == len("2020") and after[0].isdigit() and before.isdigit()


def _joins_names(words: Words, index: int) -> bool:
    """Tell whether "and" stands between two names of one kind ("in Sadarak and Lachin were fired on"), two groups of
    people or two numbers: "50 women and children will be let go"."""
    if words.lowers[index] != "and" or index + 1 >= len(words):
        return False
    before, after = words.finish[index - 1], words.begin[index + 1]
    if "STATE" in before and "ARMED" in after and words.lowers[index - 1].endswith(_OF_A_PEOPLE):
        return True
    if not _PAIRS.isdisjoint(words.lowers[max(0, index - _PAIR_REACH) : index]):
        return True
    return any(name in before and name in after for name in _JOINED)


def _joins_subjects(words: Words, first: int, at: int) -> bool:
    """Tell whether "and" stands between the two names that are a new clause's subject: "... and Israel and Hamas
    agreed"."""
    if words.lowers[at] != "and" or at + 1 >= len(words) or _SIDES.isdisjoint(words.begin[at + 1]):
        return False
    return any(name in _SIDES and hit.last == at - 1 for name, hit in words.begin[first].items())


def around(words: Words, marks: Sequence[bool], first: int, last: int) -> tuple[int, int]:
    """Give the first and the last word of the clause (or clauses) that the words `first` to `last` stand in."""
    begin, end, n_words = first, last, len(words)
    while begin > 0 and not marks[begin]:
        begin -= 1
    while end + 1 < n_words and not marks[end + 1]:
        end += 1
    return begin, end


def quote(words: Words, marks: Sequence[bool], first: int, last: int, attributions: Sequence[Attribution]) -> Span:
    """Give the characters of the clause around a match: no attribution, no conjunction, no final stop."""
    begin, end = around(words, marks, first, last)
    core = words.chars(first, last)
    begin, end = _without_attribution(words, marks, begin, end, core, attributions)
    begin = _after_that(words, begin, first)
    begin = _after_relative(words, begin, first)
    begin, end = _own_predicate(words, begin, end, first, last)
    while begin < first and words.lowers[begin] in _TRIM_LEFT:
        begin += 1
    while end > last and words.lowers[end] in _TRIM_RIGHT:
        end -= 1
    return words.chars(*_balanced(words, begin, end, first, last))


def _without_attribution(
    words: Words, marks: Sequence[bool], begin: int, end: int, core: Span, attributions: Sequence[Attribution]
) -> tuple[int, int]:
    for said in attributions:
        if said.end <= core.start:
            while begin < end and words.starts[begin] < said.end:
                begin += 1
        elif said.start >= core.end:
            cut = _cut_before(words, marks, said)
            while end > begin and words.ends[end] > cut:
                end -= 1
    return begin, end


def _cut_before(words: Words, marks: Sequence[bool], said: Attribution) -> int:
    """Give where a closing attribution begins: at the last comma or clause within it, else where its speaker does."""
    inside = [
        words.starts[at]
        for at in range(len(words))
        if said.start < words.starts[at] < said.end and (words.lowers[at] == "," or marks[at])
    ]
    return inside[-1] if inside else said.start


def _after_that(words: Words, begin: int, first: int) -> int:
    """Drop the rest of an attribution: "later that", "on Tuesday that"."""
    for at in range(begin, min(begin + 5, first)):
        if words.lowers[at] == "that":
            return at + 1
    return begin


def _after_relative(words: Words, begin: int, first: int) -> int:
    """Drop what stands before ", who", "under which" or "obliging" when the match lies wholly after it."""
    for at in range(first - 1, begin, -1):
        if words.lowers[at] in _DUTIES:
            return at
        if words.lowers[at] == "which" and words.lowers[at - 1] == "under":
            return at - 1
        if words.lowers[at] in ("which", "who", "whose", "whom") and words.lowers[at - 1] == ",":
            return at
    return begin


def _own_predicate(words: Words, begin: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Cut "X did this and did that" to the half that holds the match, when it lies wholly in one of them."""
    for at in range(first - 1, begin, -1):
        if words.lowers[at] == "and" and at + 1 < len(words) and is_finite(words, at + 1):
            begin = at + 1
            break
    for at in range(last + 1, end):
        if words.lowers[at] in ("and", "then") and is_finite(words, at + 1) and not is_finite(words, at - 1):
            told = (words.begin[at + 1].keys() & words.begin[inside].keys() for inside in range(first, last + 1))
            if any(not _OUTCOMES.isdisjoint(classes) for classes in told):
                continue
            end = at - 1
            break
    return begin, end


def _balanced(words: Words, begin: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Drop a quotation mark at an edge that has no partner inside."""
    marks = [at for at in range(begin, end + 1) if words.lowers[at] in ('"', "“", "”")]
    if len(marks) % 2:
        if marks[-1] == end and end > last:
            return begin, end - 1
        if marks[0] == begin and begin < first:
            return begin + 1, end
    return begin, end
