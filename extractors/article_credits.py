"""Reads which agencies an article credits: "With reporting by Reuters, AFP, and TASS", "(Reuters)", a dateline.

Knows no outlet but its PageRules and its own names, which it never counts: an agency does not credit itself. People
("Reporting by ...; Editing by ...") are no agencies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from config.schema import PageRules, Source
from extractors.article_dateline import Dateline

# How outlets anywhere credit others; group 1 holds the names.
_MATTER = r"(?:report(?:s|ing)?|material|information|inputs?) (?:by|from)"
# Names and nothing else: some of the information may come from prisoners, too.
_FROM_NAMES = (
    r"(?:from|by) ((?:(?-i:[A-Z])[\w/.’'-]*+(?:, and |, | and | )?|(?:the|dpa|news|agency|agencies)\b ?)++)\W*$"
)
_CREDIT_PATTERNS = (
    rf"^\W*(?:this \w+ )?(?:with|includes|contains) (?:additional )?{_MATTER}:? (.+?)\W*$",
    rf"^\W*(?:this \w+ (?:is|was) )?(?:partly )?based on {_MATTER}:? (.+?)\W*$",
    rf"^\W*some (?:of the )?(?:information|material|reporting)\b.{{0,40}}? (?:c[ao]mes?|provided) {_FROM_NAMES}",
    r"(?:shortened|adapted|reprinted|republished) from (?:an? \w+ (?:by|of) )?(.+?)(?:\. |[.;]?$| with permission\b)",
    r"(?:^|\. )\W*([^.]+?) contributed to (?:this|the) (?:report|story|article)\W*$",
    r"(?:story|article|text) (?:was|is) (?:supplied|provided) by (.+?)(?: and (?=\w+ed\b).*| under\b.*|[.;]|$)",
)
# A bracket or a source line names an agency only if it is one we know: brackets hold anything.
_BARE_PATTERNS = (r"\(((?:[\w.’'-]++(?:, | and |/| )?){1,8})\)\W*$", r"^\W*sources?: (.{2,80}?)\W*$")
_CREDITS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _CREDIT_PATTERNS)
_BARE = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _BARE_PATTERNS)
# What every pattern above needs; to look for plain words costs far less than to try the patterns on each paragraph.
_CREDIT_WORDS = (
    "report", "material", "information", "based on", "shortened", "adapted", "reprinted", "republished", "supplied",
    "provided", "input", "contributed",
)  # fmt: skip
_STAFF = re.compile(
    r"^\W*(?:additional |further )?(?:reporting|writing|written|editing|edited|compiled|translated|translation) by\b",
    re.IGNORECASE,
)
_MAX_LINE_CHARS = 1_600
_TAIL_CHARS = 400
_MAX_NAME_CHARS = 60
# Spelling -> the name it is kept under. Names not listed are kept as written where they look like an agency's.
_NAMES = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "afp": "AFP", "agence france-presse": "AFP",
    "agence france presse": "AFP", "ap": "AP", "associated press": "AP", "dpa": "dpa", "tass": "TASS",
    "itar-tass": "TASS", "interfax": "Interfax", "ria": "RIA Novosti", "ria novosti": "RIA Novosti",
    "sputnik": "Sputnik", "upi": "UPI", "efe": "EFE", "ansa": "ANSA", "apa": "APA", "bbc": "BBC", "cnn": "CNN",
    "xinhua": "Xinhua", "kyodo": "Kyodo", "anadolu": "Anadolu", "irna": "IRNA", "isna": "ISNA", "sana": "SANA",
    "wafa": "WAFA", "bloomberg": "Bloomberg", "armenpress": "Armenpress", "azertac": "Azertac",
    "azertag": "Azertac", "trend": "Trend", "turan": "Turan", "interpressnews": "InterPressNews",
    "ukrinform": "Ukrinform", "unian": "UNIAN", "belta": "BelTA", "al jazeera": "Al Jazeera",
    "al-jazeera": "Al Jazeera", "current time": "Current Time", "rbc": "RBC", "kommersant": "Kommersant",
    "meduza": "Meduza", "new york times": "The New York Times", "politico": "Politico",
    "washington post": "The Washington Post", "axios": "Axios", "guardian": "The Guardian",
    "deutsche welle": "Deutsche Welle", "dw": "Deutsche Welle", "ukrayinska pravda": "Ukrayinska Pravda",
    "ukrainska pravda": "Ukrayinska Pravda", "kyiv post": "Kyiv Post", "kyiv independent": "The Kyiv Independent",
    "novaya gazeta": "Novaya Gazeta", "euronews": "Euronews", "france 24": "France 24", "haaretz": "Haaretz",
    "financial times": "Financial Times", "wall street journal": "The Wall Street Journal",
}  # fmt: skip
_LOOKS_LIKE_AGENCY = re.compile(r"\b(?:Service|Agency|News|Radio|Television|TV|Press|RFE/RL|VOA)\b|inform$")
_SEPARATOR = re.compile(r"\s*(?:[,;]\s*(?:and\s+)?|\s+and\s+|\s+&\s+|/(?!RL))\s*")
_DECORATION = re.compile(
    r"^(?:the|reporting by|reports? (?:by|from)|from)\s+|\s+(?:news )?(?:agency|agencies)$|[.\s]+$", re.IGNORECASE
)


def read_credits(
    paragraphs: Iterable[str], dateline: Dateline | None, rules: PageRules, source: Source | None
) -> tuple[str, ...]:
    """Give the agencies credited, each once, in the order in which the article names them (credit lines first)."""
    own = {name.casefold() for name in (source.agency_names if source else ())}
    ruled = [re.compile(pattern) for pattern in rules.credit_lines]
    found = [name for line in paragraphs for name in _credited(line, ruled)]
    if dateline and dateline.agency:
        found += _names(dateline.agency, is_known_only=True)
    return tuple(dict.fromkeys(name for name in found if name.casefold() not in own))


def credit_line_start(paragraphs: list[str], rules: PageRules) -> int:
    """Give the index where the closing credit lines begin (the length where there are none)."""
    ruled = [re.compile(pattern) for pattern in rules.credit_lines]
    start = len(paragraphs)
    while start > 1 and is_credit_line(paragraphs[start - 1], ruled):
        start -= 1
    return start


def is_credit_line(line: str, ruled: Iterable[re.Pattern[str]]) -> bool:
    """Say whether a paragraph is nothing but credits: of agencies, or of who reported, wrote and edited."""
    if len(line) > _MAX_LINE_CHARS:
        return False
    found = [match for pattern in (*ruled, *_credits_of(line), *_bare_of(line)) if (match := pattern.search(line))]
    is_whole = any(match.start() == 0 and match.end() >= len(line) - 1 for match in found)
    return is_whole or _STAFF.match(line) is not None


def _credited(line: str, ruled: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """Give the names credited in a paragraph. The patterns of any outlet look at its end only."""
    tail = line[-_TAIL_CHARS:]
    found = [match for pattern in ruled for match in pattern.finditer(line)]
    found += [match for pattern in _credits_of(tail) if (match := pattern.search(tail))]
    for match in found:
        yield from _names(match.group(1), is_known_only=False)
    for match in filter(None, (pattern.search(tail) for pattern in _bare_of(tail))):
        yield from _names(match.group(1), is_known_only=True)


def _credits_of(line: str) -> tuple[re.Pattern[str], ...]:
    lowered = line.lower()
    return _CREDITS if any(word in lowered for word in _CREDIT_WORDS) else ()


def _bare_of(line: str) -> tuple[re.Pattern[str], ...]:
    return _BARE if "(" in line or "source" in line[:40].lower() else ()


def _names(written: str, is_known_only: bool) -> Iterator[str]:
    """Split a list of names; what is no agency (a person, a place) is left out."""
    for part in _SEPARATOR.split(written):
        name = _DECORATION.sub("", part.strip(' .()[]"“”')).strip()
        known = _NAMES.get(name.casefold())
        if known:
            yield known
        elif not is_known_only and len(name) <= _MAX_NAME_CHARS and _LOOKS_LIKE_AGENCY.search(name):
            yield name
