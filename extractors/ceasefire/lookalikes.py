"""Tells which mentions only look like acts of war or halts: arms for sale, police against a crowd, party quarrels.

Knows the words of one sentence; whether a whole document is about something else is asked in tag.py.
"""

from __future__ import annotations

import re
from collections.abc import Set

from extractors.ceasefire import beginnings
from extractors.ceasefire.tokens import Words
from extractors.ceasefire.type_sets import FOUGHT
from extractors.records import Mention

_ARMS = (
    r"(?:drones?|missiles?|rockets?|shells?|munitions?|bombs?|guns?|howitzers?|tanks?|jets?|planes?|aircraft"
    r"|helicopters?"
    r"|launchers?|systems?|weapons?|arms|ammunition|vehicles?|rifles?|mines?|torpedo(?:es)?|boats?)"
)
# Arms told by what was done with them: "drones of the kind used over the valley".
_KIND = r"(?:very |same )?(?:kind|type|sort|model|make|class)s?"
_OF_THE_KIND = re.compile(
    rf"\b{_ARMS} (?:\w+ )?(?:of (?:the|a)|the same) {_KIND} \w+|\bthe same {_KIND} of (?:[\w-]+ ){{0,3}}?{_ARMS}\b"
    r"|\b(?:like|similar to|identical to) (?:those|the ones|that) (?:\w+ )?(?:used|fired|flown|launched|which|it"
    r"|that)\b"
)
_SHOWN_OR_SOLD = re.compile(
    r"\b(?:buys?|bought|buying|sells?|sold|selling|order(?:s|ed)|purchas\w+|export\w*|supplied|suppl(?:y|ies|ying)"
    r"|approved|unveil\w*|display\w*|show(?:s|ed)? (?:off|of)|parad\w+|on (?:display|show)|test(?:s|ed|-fired|ing)"
    r"|produc(?:e|es|ed|ing)|manufactur\w+|develop(?:s|ed|ing)|donat\w+|a deal for|the sale of|receiv\w+)"
    rf" (?:[\w'’.,-]+ ){{0,6}}?{_ARMS} (?:that|which|it|capable|used|fired|meant|designed|built)\b"
)
_PLOT = re.compile(
    r"\b(?:FSB|SBU|[Pp]olice|[Ss]ecurity (?:services?|agency)|[Ii]ntelligence|Shin Bet|[Ii]nvestigators|[Pp]rosecutors"
    r"|[Cc]ounter-?intelligence|[Aa]nti-?terror\w*)\b[^.;]{0,50}?\b(?:foil\w*|thwart\w*|avert\w*|uncover\w*|plot\w*"
    r"|prevent(?:ed|s|ing)? (?:an?|the|two|three|several) (?:[\w-]+ ){0,3}?(?:attack|bombing|strike|raid)s?)\b"
    r"|\b(?:foiled|thwarted|averted|uncovered) (?:a|an|the|two|three|several) (?:[\w-]+ ){0,3}?(?:plot|attack planned"
    r"|bomb)"
)
_POLICE = (
    r"(?:[Pp]olice(?:men|man)?|[Ss]ecurity forces|[Gg]endarmes?|[Gg]uards|[Oo]fficers|[Rr]angers|[Cc]oast ?guards?"
    r"|[Nn]avy|[Ss]ecurity men)"
)
_CROWD = (
    r"(?:crowds?|worshippers|mourners|marchers|protest\w*|demonstrat\w+|rall(?:y|ies)|students|pilgrims|congregation"
    r"|detainees|inmates|prisoners who|voters|shoppers|strikers|rioters|festival|picket\w*)"
)
# Whom soldiers may kill in a war too, and where.
_CIVILIANS = r"(?:migrants|fishermen|miners|farmers|mosque|church|passers-?by)"
_STEPS = r"(?: (?!and\b|while\b)[\w'’,-]+)"
_SHOOT = (
    r"(?:open(?:s|ed|ing)? fire|fir(?:es|ed|ing)|shots?|shoots?|shooting|storm(?:s|ed|ing)|raid(?:s|ed|ing)"
    r"|kill(?:s|ed|ing)|attack\w*)"
)
_AT_A_CROWD = re.compile(
    rf"\b(?:{_POLICE}|[Ss]oldiers|[Tt]roops)\b{_STEPS}{{0,8}}? {_SHOOT}\b{_STEPS}{{0,5}}? {_CROWD}\b"
    rf"|\b{_POLICE}\b{_STEPS}{{0,8}}? {_SHOOT}\b{_STEPS}{{0,5}}? {_CIVILIANS}\b"
)
_OUTLAWS = re.compile(r"\b(?:[Bb]andits?|[Pp]irates?|[Gg]angs?|[Mm]obsters|[Kk]idnappers|[Rr]obbers|[Hh]ijackers)\b")
_OLD_WAR = re.compile(r"\b(?:191[4-8]|1939|194[0-5])\b(?! (?:GMT|UTC|local|hours))")
_COUP = re.compile(
    r"\b(?:coup|putsch|mutin\w+|deposed|ousted|toppled|overthr\w+|end of the regime|(?:state )?television|protesters"
    r"|demonstrators)\b"
)
_OFFICES = re.compile(
    r"\b(?:palace|parliament|television|ministry|town hall|city hall|government building|municipal building|airport"
    r"|residence|headquarters of)\b"
)
# Quarrels of parties, and halts of what is no fighting.
_POLITICS = re.compile(
    r"\b(?:part(?:y|ies) (?:leaders?|of the \w+ opposition|congress)|(?:opposition|ruling|coalition"
    r"|governing) part(?:y|ies)"
    r"|opposition (?:declared|lawmakers)|coalition partners?|(?:both|two|presidential|rival) candidates?"
    r"|(?:opposition|ruling|governing|political|rival) (?:blocs?|alliances?|coalitions?)|polling day|televised debates?"
    r"|contract workers|striking \w+|strike by \w+|[\w-]+-(?:day|week|month|long) strike"
    r"|run-?offs?|election (?:day|campaign)|presidential election|public quarrel|lawmakers|deputies|rival politicians"
    r"|trade war|war of words|fight against (?:graft|corruption|crime|drugs|poverty|inflation|doping|poach\w+)"
    r"|truce (?:to|with|between|for) (?:[\w-]+ ){0,3}?(?:protesters|truckers|strikers|poachers|unions?|farmers|teachers"
    r"|students|miners|drivers|doctors|investors|creditors|landlords)"
    r"|(?:truce|cease-?fire|hostilities|armistice) (?:in|over) (?:[\w-]+ ){1,3}?(?:dispute|quarrel|row|feud|spat)s?"
    r"|(?:dispute|quarrel|row|feud|spat|hostilities|arms|truce) (?:over|about) (?:the |a )?"
    r"(?:judges?|budgets?|pensions?|tax(?:es)?|bridge|dam|stadium|airport|beef|wine|milk|wheat|names?|subsid\w+"
    r"|jobs))\b",
    re.IGNORECASE,
)
# Deals between states that end no fighting.
_DEAL = r"(?:deal|accord|agreement|pact|memorandum|treaty|declaration|protocol|understanding)s?"
_TOPIC = (
    r"(?:water|fishing|trade|customs|grain|minerals?|transit|tax|ports?|rail(?:way)?s?|roads?|car plates|visas?"
    r"|inspections"
    r"|(?:sea|maritime) (?:borders?|boundar(?:y|ies))|(?:security|defen[cs]e) (?:guarantees|cooperation)|bases"
    r"|arms deal"
    r"|energy|electricity|investment|allied relations|names?|loans?|aid package|nuclear|coalition|dams?|airlines?"
    r"|flights"
    r"|tourism|science|education|grazing|pipelines?)"
)
_DEAL_OF_ELSE = re.compile(
    rf"\b{_TOPIC} {_DEAL}\b"
    rf"|\b{_DEAL} (?:(?:was|were|has been|had been|is) (?:\w+ )?)?(?:on|about|over|for) (?:[\w'’-]+ ){{0,3}}?{_TOPIC}\b"
    rf"|\b{_DEAL} (?:that |which )?(?:giv\w+|grant\w+|lett?\w+|allow\w+|open\w+) (?:[\w'’.-]+ ){{0,6}}?"
    r"(?:access|ports?|bases|tariffs?|citizens|visas?|airfields?|its own|their own)\b"
)
_DEAL_RULES = frozenset({"agreed.sign_deal", "agreed.paper_made", "agreed.dated_deal", "agreed.none"})
_ARMED = frozenset({"ARMED", "FORCES", "GUNS", "WEAPON", "CAPTIVES", "WARFARE"})
_HALT = r"(?:moratorium|pause|halt|freeze|break|stop|end|truce|suspension|ban)"
_OF_ELSE = re.compile(
    rf"\b{_HALT} (?:on|to|in|of|from) (?:all |the |its |their |any |further )?(?:[\w-]+ ){{0,2}}?"
    r"(?:protests?|rallies|demonstrations|exercises|drills|man(?:o?euv)(?:re|er)s|executions|evictions|tests?|testing"
    r"|missiles|production|exports?|imports?|deliver(?:y|ies)|shipments|sales|supplies|flights|debate|proceedings"
    r"|campaigning|deportations|adoptions|loans|payments|enrichment|hikes|rises|abortions|demolitions|construction"
    r"|arrests|settlements?)\b"
    r"|\b(?:stop|halt|cease|end|suspend)(?:s|ed|ped|ing|ping)? (?:[\w'’-]+ )?(?:arms sales|deliver\w+|sales?|selling"
    r"|exports?|exporting|shipments?|shipping|supplying|shooting in the air|executing|drilling|shooting into the air)\b"
)
# Attacks that are no fighting, and arms that are not to be used.
_ON_CIVIL_LIFE = re.compile(
    r"\battacks? on (?:the )?(?:doctors|medics|journalists|judges|teachers|women|minorities|migrants|foreigners"
    r"|reporters"
    r"|the press|lawyers|activists|gays)\b"
    r"|\b(?:stop|halt|end|cease|quit)(?:s|ped|ed|ping|ing)? (?:the use of|using)\b"
)
# What is won without a fight: votes, offices, races.
_WON = re.compile(
    r"\b(?:mayoralty|seats?(?! of\b)|senate|presidency|majority (?:in|of (?:the )?(?:seats|votes))|title|cup|medals?"
    r"|crown|votes?|market share|headlines|imagination|semi-?finals?|cocaine|heroin|drugs|shipment|assets|leadership)\b"
    r"|\b(?:captur|seiz|took|tak|clinch)\w* (?:[\w'’-]+ ){0,2}victory\b"
)
_OF_FIRE = re.compile(
    r"\b(?:fighting|hostilities|shelling|bombing|air ?strikes|bloodshed|cease-?fire|attacks on (?:civil|energy|the))"
)
_SURVEY = re.compile(r"\b(?:per ?cent of|% of|poll(?:ed|sters?)?|surveys?|respondents|pollster)\b")
_WOULD_LIKE = re.compile(r"\b(?:supports?|favou?rs?|backs?|opposes?|wants?|approves?|would like|are (?:for|against))\b")
# Who leads the observers is no word on what they do: "will replace the Dutch general as head of the team".
_NEW_HEAD = re.compile(
    r"\b(?:replac|succeed|appoint|nam|nominat|pick|chos|select)\w*\b[^.;]{0,60}? "
    r"(?:(?:as|to be)(?: the)?(?: new| next)? )?(?:head|chief|leader|commander|chair\w*) of\b"
)
_ARMY_PACTS = re.compile(
    r"\b(?:military|defen[cs]e|security|cooperation) (?:cooperation )?(?:pacts|agreements|accords|treaties|deals)\b"
    r"|\bdefen[cs]e (?:pact|agreement|treaty)\b"
)
_MADE = frozenset({"ceasefire_agreed", "ceasefire_declared", "ceasefire_ended"})


def is_only_alike(mention: Mention, words: Words, around: Set[str]) -> bool:
    """Tell whether a mention is no act of an armed conflict, by what its sentence speaks of (settled question 18).
    `around` are the word classes of the document."""
    if mention.type in FOUGHT or mention.type == "territory_capture":
        return _is_no_fight(mention, words, around)
    if mention.type == "ceasefire_monitoring":
        return _NEW_HEAD.search(words.text, words.span.start, words.span.end) is not None
    if mention.type == "peace_talks":
        return _WOULD_LIKE.search(mention.quote) is not None and _SURVEY.search(words.span.of(words.text)) is not None
    if mention.type.startswith("ceasefire_"):
        return _is_no_halt(mention, words)
    return False


def _is_no_fight(mention: Mention, words: Words, around: Set[str]) -> bool:
    text, start, end = words.text, words.span.start, words.span.end
    quote = mention.quote
    if _OF_THE_KIND.search(quote) or _SHOWN_OR_SOLD.search(quote) or _OLD_WAR.search(quote):
        return True
    if "ANYHALT" in words.classes:
        return False
    if _PLOT.search(text, start, end):
        return True
    if "TRUCE" not in around and _AT_A_CROWD.search(text, start, end):
        return True
    if _OUTLAWS.search(quote):
        return True
    is_capture = mention.type == "territory_capture"
    if is_capture and _WON.search(quote):
        return True
    is_coup = is_capture and "ARMED" not in words.classes and _COUP.search(text, start, end) is not None
    return is_coup and _OFFICES.search(quote) is not None


def _is_of_politics(mention: Mention, words: Words) -> bool:
    """Tell whether a halt is one of parties at home; where the sides of a war are named, its own words must say so."""
    if not words.classes.isdisjoint(_ARMED):
        return False
    if "THEATRE" in words.classes:
        return _POLITICS.search(mention.quote) is not None
    return _POLITICS.search(words.text, words.span.start, words.span.end) is not None


def _is_no_halt(mention: Mention, words: Words) -> bool:
    text, start, end = words.text, words.span.start, words.span.end
    quote = mention.quote
    if beginnings.is_of_else(mention):
        return True
    if _is_of_politics(mention, words):
        return True
    if _ON_CIVIL_LIFE.search(quote) and "TRUCE" not in words.classes:
        return True
    if _OF_ELSE.search(quote) and not _OF_FIRE.search(quote):
        return True
    if mention.rules[0] in _DEAL_RULES and "TRUCE" not in words.classes and _DEAL_OF_ELSE.search(quote):
        return True
    if mention.status == "hypothetical" and _SURVEY.search(text, start, end):
        return True
    return mention.type in _MADE and "TRUCE" not in words.classes and _ARMY_PACTS.search(quote) is not None
