"""Says what an answer means: status, headers and marks in the body -> an outcome of the list in docs/outcomes.md.

Knows no socket and remembers nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256

from extractors.fetch_error import Answer
from extractors.records import Outcome, Request

# Headers by which a refusal (401, 403) can be told: name, what its value contains (empty: anything), who it is.
_HEADER_MARKS = (
    ("x-datadome", "", "datadome"),
    ("cf-mitigated", "", "cloudflare"),
    ("x-px-block", "", "perimeterx"),
    ("x-amzn-waf-action", "", "aws-waf"),
    ("x-vercel-mitigated", "", "vercel"),
    ("x-kpsdk-ct", "", "kasada"),
    ("x-sucuri-id", "", "sucuri"),
    ("x-iinfo", "", "imperva"),
    ("server", "datadome", "datadome"),
    ("server", "cloudflare", "cloudflare"),
    ("server", "akamaighost", "akamai"),
    ("server", "ddos-guard", "ddos-guard"),
    ("server", "qrator", "qrator"),
    ("server", "awselb", "aws-waf"),
)
# Of these, the ones that only a challenge carries, whatever its status.
_CHALLENGE_HEADERS = (
    ("cf-mitigated", "challenge", "cloudflare"),
    ("x-amzn-waf-action", "", "aws-waf"),
    ("x-vercel-mitigated", "", "vercel"),
)
# Marks of a challenge page in its body.
_BODY_MARKS = (
    (b"captcha-delivery.com", "datadome"),
    (b"_cf_chl_opt", "cloudflare"),
    (b"px-captcha", "perimeterx"),
    (b"Incapsula incident ID", "imperva"),
    (b"errors.edgesuite.net", "akamai"),
    (b"sec-if-cpt-container", "akamai"),
    (b"AwsWafIntegration", "aws-waf"),
    (b"/.well-known/ddos-guard/js-challenge", "ddos-guard"),
    (b"__qrator", "qrator"),
)
# A page that says more than this is about something, even if it names a blocker.
_MAX_CHALLENGE_BYTES = 60_000
_MAX_CHALLENGE_PARAGRAPHS = 5
_FEED_STARTS = (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex")

_CUT_KINDS = ("feed", "sitemap", "robots")  # what came before the cut can be used


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means. `body` is empty unless the outcome is OK or PARTIAL."""

    outcome: Outcome
    body: bytes = b""
    blocker: str | None = None
    retry_after_s: int | None = None
    message: str | None = None


def judge(request: Request, answer: Answer, now: datetime, max_retry_after_s: int) -> Verdict:
    """Say what `answer` to `request` means; `now` is used where the answer carries no Date."""
    status = answer.status
    challenger = None if request.kind == "robots" else find_challenge(answer)
    if challenger is not None:
        return Verdict(Outcome.BLOCKED, blocker=challenger, message=_blocked(status, challenger))
    if status in (401, 403):
        blocker = find_blocker(answer)
        return Verdict(Outcome.BLOCKED, blocker=blocker, message=_blocked(status, blocker))
    if status in (429, 503):
        wait_s = retry_after(answer, now, max_retry_after_s)
        return Verdict(Outcome.THROTTLED, retry_after_s=wait_s, message=_throttled(status, wait_s))
    if status in (404, 410):
        return Verdict(Outcome.GONE, message=f"nothing is at this address any more ({status})")
    if status == 304:
        return _not_modified(request)
    if status in (200, 203, 204):
        return _content(request, answer)
    return Verdict(Outcome.HTTP_ERROR, message=f"the site answered with status {status}; the next poll tries again")


def _not_modified(request: Request) -> Verdict:
    if request.etag or request.last_modified:
        return Verdict(Outcome.NOT_MODIFIED)
    return Verdict(Outcome.HTTP_ERROR, message="the site answered 304 although nothing was said of an earlier answer")


def _content(request: Request, answer: Answer) -> Verdict:
    body = answer.body
    if body.fault is not None:
        is_usable = body.fault.outcome is Outcome.CORRUPT_BODY and request.kind in _CUT_KINDS and bool(body.content)
        if is_usable:
            return Verdict(Outcome.PARTIAL, body.content, message=f"{body.fault.message}; what came before is kept")
        return Verdict(body.fault.outcome, message=body.fault.message)
    if request.body_sha256 and sha256(body.content).hexdigest() == request.body_sha256:
        return Verdict(Outcome.SAME_BODY)
    return Verdict(Outcome.OK, body.content)


def find_challenge(answer: Answer) -> str | None:
    """Name who put a challenge in place of the content, or None if there is none."""
    by_header = _first_header(answer, _CHALLENGE_HEADERS)
    return by_header or (_first_mark(answer.body.content) if _may_be_challenge(answer.body.content) else None)


def _may_be_challenge(content: bytes) -> bool:
    is_small = len(content) <= _MAX_CHALLENGE_BYTES and content.count(b"<p") < _MAX_CHALLENGE_PARAGRAPHS
    return is_small and not content.lstrip().startswith(_FEED_STARTS)


def find_blocker(answer: Answer) -> str | None:
    """Name who refused (401, 403), or None if nothing tells."""
    return _first_header(answer, _HEADER_MARKS) or _first_mark(answer.body.content)


def retry_after(answer: Answer, now: datetime, max_s: int) -> int | None:
    """Give the seconds to wait (RFC 9110 10.2.3), 0 to `max_s`; a date counts from the answer's own Date.

    None when there is no Retry-After or it is nonsense. Of two, a proxy's and its site's, the longer counts.
    """
    text = (answer.header("retry-after") or "").strip()
    if re.fullmatch(r"[0-9]+(?:, *[0-9]+)*", text):
        return min(max(int(seconds.strip()[:12]) for seconds in text.split(",")), max_s)
    until = _http_date(text)
    if until is None:
        return None
    sent_at = _http_date(answer.header("date") or "") or now
    return min(max(0, round((until - sent_at).total_seconds())), max_s)


def _http_date(text: str) -> datetime | None:
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


def _first_header(answer: Answer, marks: tuple[tuple[str, str, str], ...]) -> str | None:
    for name, part, who in marks:
        value = answer.header(name)
        if value is not None and part in value.lower():
            return who
    return None


def _first_mark(content: bytes) -> str | None:
    return next((who for mark, who in _BODY_MARKS if mark in content), None)


def _blocked(status: int, blocker: str | None) -> str:
    return (
        f"the site refuses programs (status {status}, {blocker or 'no blocker named'}); this is not got round: use "
        'fetch_pages = "metadata" or an authorised feed'
    )


def _throttled(status: int, wait_s: int | None) -> str:
    until = "without saying for how long" if wait_s is None else f"for {wait_s} s"
    return f"the site asks not to be asked ({status}) {until}"
