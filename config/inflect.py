"""Makes the forms of an English verb or noun from its dictionary form, for the word lists of ontology.toml.

Knows the spelling rules and no words; words that break the rules are given as data.
"""

from __future__ import annotations

from collections.abc import Mapping

_VOWELS = "aeiou"
_BE = {
    **dict.fromkeys(("is", "are", "am"), "s"),
    **dict.fromkeys(("was", "were"), "past"),
    "be": "base",
    "been": "participle",
    "being": "ing",
}


def verb_forms(verb: str, irregular: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Give every form of `verb` with its kind: base, s, past, participle, ed (past or participle), ing.

    `irregular` maps a verb to its past and its past participle.
    """
    if verb == "be":
        return dict(_BE)
    forms = {verb: "base", _add_s(verb): "s", _add_ing(verb): "ing"}
    past, participle = irregular.get(verb, ("", ""))
    if _is_spelt_twice(verb):
        forms |= {verb + "ling": "ing", verb + "led": "ed"}
    if not past:
        return {**forms, _add_ed(verb): "ed"}
    if past == participle:
        return {**forms, past: "ed"}
    return {**forms, past: "past", participle: "participle"}


def noun_forms(noun: str) -> tuple[str, str]:
    """Give the singular and the plural of `noun`; of several words the last is bent, or the one before "of"."""
    front, of, rest = noun.partition(" of ")
    if of:
        return noun, f"{noun_forms(front)[1]} of {rest}"
    head, _, last = noun.rpartition(" ")
    return noun, f"{head} {_plural(last)}".strip()


def _plural(noun: str) -> str:
    if noun.endswith("man") and noun not in ("human", "german"):
        return noun[:-3] + "men"
    return {"person": "people", "child": "children", "body": "bodies"}.get(noun) or _add_s(noun)


def _add_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _add_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _add_ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and len(word) > 2:
        return word[:-1] + "ing"
    return _doubled(word) + "ing"


def _is_spelt_twice(verb: str) -> bool:
    """Tell whether British print doubles a last l that American print keeps single: travelled, traveled."""
    is_closed = verb[-1:] == "l" and verb[-2:-1] in _VOWELS and verb[-3:-2] not in _VOWELS
    return is_closed and sum(letter in _VOWELS for letter in verb) > 1 and _doubled(verb) == verb


def _doubled(word: str) -> str:
    """Double the last letter of a short closed syllable: stop, stopped; commit, committed."""
    is_closed = len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
    n_vowels = sum(letter in _VOWELS for letter in word)
    stressed_end = word.endswith(("mit", "fer", "cur", "bel", "gin", "quit", "pel", "hut", "set", "put", "get", "cut"))
    stressed_end |= word in ("control", "patrol", "annul", "rebut", "unclog", "enrol", "compel", "dispel", "propel")
    return word + word[-1] if (is_closed and n_vowels == 1) or (stressed_end and not word.endswith("offer")) else word
