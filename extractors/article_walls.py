"""Tells the pages that are no article: challenge, consent wall, paywall, error page, live blog, video page.

Knows no outlet. Words alone never condemn a page that has an article's worth of text: articles quote walls too.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from extractors.records import Reason

# A page with this much running text is an article, whatever else stands on it.
ENOUGH_WORDS = 120
_SHORT_WORDS = 60
_FEW_WORDS = 40
_CONSENT_MARKS = 2
_CHALLENGE_BYTES = 200_000

# Marks that only the blocking page itself carries. Their scripts alone (DataDome's tag, say) run on open pages as well.
_BLOCKER_MARKS = {
    "datadome": r"geo\.captcha-delivery\.com|please enable js and disable any ad blocker",
    "cloudflare": r"/cdn-cgi/challenge-platform|cf-chl-|cf_chl_opt|<title>\s*just a moment"
    r"|<title>\s*attention required! \| cloudflare|checking your browser before accessing"
    r"|checking if the site connection is secure",
    "perimeterx": r"px-captcha|_pxCaptcha|access to this page has been denied",
    "imperva": r"_Incapsula_Resource|Incapsula incident ID",
    "akamai": r"<title>\s*access denied\s*</title>[\s\S]{0,2000}?reference\s*(?:#|&#35;)",
    "ddos-guard": r"<title>\s*ddos-guard|check\.ddos-guard\.net",
    "captcha": r"<title>[^<]{0,60}(?:captcha|are you (?:a )?(?:human|robot)|verify(?:ing)? you are)",
}
_BLOCKERS = {name: re.compile(mark, re.IGNORECASE) for name, mark in _BLOCKER_MARKS.items()}

_CONSENT = re.compile(
    r"before you continue|we (?:value|care about|respect) your privacy|we and our (?:\d+ )?(?:partners|vendors)"
    r"|(?:accept|allow|reject) all(?: cookies)?\b|your (?:privacy|consent|cookie) choices"
    r"|manage (?:your )?(?:cookies|consent)|accept (?:our )?cookies|this (?:web)?site uses cookies",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:subscribe|sign in|log in)(?: now| here| today)? to (?:continue|keep|read|view|unlock|access)"
    # The displaced register to access aid, recruits sign up to continue a fight.
    r"|(?:register|sign up)(?: now| here| today)? to "
    r"(?:read|unlock|(?:view|access) (?:this|the full)\b|continue\b(?! \w))"
    r"|(?:article|content|story) is (?:only )?(?:available )?(?:for|to|reserved for) "
    r"(?:our )?(?:paying |paid )?(?:subscribers|members)"
    r"|already a (?:subscriber|member)\?|subscribers only|to (?:continue|keep) reading"
    r"|you have (?:reached|used) your (?:free )?(?:article )?limit",
    re.IGNORECASE,
)
# The words of an error end there: "404 soldiers were killed" and "Access denied to monitors" are news.
_ERROR = (
    r"(?:not found|не найдена?|forbidden|access denied|(?:service |temporarily )unavailable|bad gateway"
    r"|gateway time-?out|(?:internal server |server )?error)"
)
_PHRASES = "|".join(status.phrase for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST)
_ERROR_TITLE = re.compile(
    r"^\W*(?:(?:error|ошибка)\W*[45]\d\d\b|something went wrong|oops\b|temporarily unavailable|we(?:'|’)?re sorry\b"
    r"|site (?:is )?under maintenance"
    r"|(?:page|article|content|document) (?:was |is |could )?(?:not|no longer|cannot) (?:be )?(?:found|available|exist)"
    rf"|(?:(?:http\W*(?:status\W*)?)?(?:40[0-9]|41[0-9]|50[0-9])(?:\W+(?:(?:[\w-]+ ){{0,2}}?{_ERROR}|{_PHRASES}"
    r"|(?:authorization|authentication) required|backend fetch failed|request time-?out))?"
    rf"|(?:страница )?{_ERROR})\s*(?:$|[-–—|:.!(]))",
    re.IGNORECASE,
)
_LIVE_TYPES = frozenset({"LiveBlogPosting"})
_VIDEO_TYPES = frozenset({"VideoObject", "AudioObject", "PodcastEpisode", "RadioEpisode", "TVEpisode", "Clip"})
_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report)$")


def blocker_of(markup: str) -> str | None:
    """Name the service whose challenge page this is, or None. Only short pages are challenges."""
    if len(markup) > _CHALLENGE_BYTES:
        return None
    return next((name for name, mark in _BLOCKERS.items() if mark.search(markup)), None)


def wall_of(text: str, page_text: str, title: str, is_free: bool) -> tuple[Reason, str] | None:
    """Give the reason and message why this is no article, or None.

    `text` is what was extracted, `page_text` all visible text of the page, `is_free` what the page declares of itself.
    """
    n_words = len(text.split())
    if n_words >= ENOUGH_WORDS:
        return None
    if n_words < _SHORT_WORDS and _ERROR_TITLE.search(title):
        return Reason.ERROR_PAGE, f"the page says of itself: {title[:80]}"
    if _PAYWALL.search(text) or (_PAYWALL.search(page_text) and not is_free):
        return Reason.PAYWALL, "the text is behind a paywall; what is open is not the article"
    n_consent = len(_CONSENT.findall(text or page_text))
    if n_consent >= _CONSENT_MARKS or (n_consent and n_words < _FEW_WORDS):
        return Reason.CONSENT_WALL, "the page asks for consent instead of showing the article"
    return None


def kind_of_page(types: frozenset[str], og_type: str, n_words: int) -> tuple[Reason, str] | None:
    """Give the reason why a page of these schema.org types is no article: a live blog, or a video with a caption."""
    if types & _LIVE_TYPES:
        return Reason.LIVE_PAGE, "a live page: its text is many reports that change all the time"
    is_video = og_type.startswith(("video", "music")) or bool(types & _VIDEO_TYPES)
    if is_video and n_words < _SHORT_WORDS and not any(_ARTICLE_TYPES.search(name) for name in types):
        return Reason.VIDEO_PAGE, "a video or audio page: no text beyond its caption"
    return None
