"""The closed lists: what a fetch, a poll, an entry or a page can end in, and where a time was read.

Knows no record. Each value is documented for users in docs/outcomes.md.
"""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What one fetch or poll can end in: the closed list of docs/outcomes.md, plus `ok` for a page that came whole."""

    OK = "ok"
    NEW_ITEMS = "new_items"
    NOT_MODIFIED = "not_modified"
    SAME_BODY = "same_body"
    NOTHING_NEW = "nothing_new"
    EMPTY_FEED = "empty_feed"
    NOT_A_FEED = "not_a_feed"
    PARTIAL = "partial"
    GAP = "gap"
    BLOCKED = "blocked"
    THROTTLED = "throttled"
    NOT_DUE = "not_due"
    GONE = "gone"
    TOO_LARGE = "too_large"
    CORRUPT_BODY = "corrupt_body"
    BAD_ENCODING = "bad_encoding"
    BAD_REDIRECT = "bad_redirect"
    REFUSED_ADDRESS = "refused_address"
    ROBOTS_DENIED = "robots_denied"
    TIMEOUT = "timeout"
    DEADLINE = "deadline"
    TLS_ERROR = "tls_error"
    NETWORK_ERROR = "network_error"
    HTTP_ERROR = "http_error"


class EntryOutcome(StrEnum):
    """What one feed entry ends in within one run; a run's `n_seen` is the sum of the four."""

    NEW = "new"
    KNOWN = "known"
    REJECTED = "rejected"
    FAILED = "failed"


class Reason(StrEnum):
    """Why an entry was rejected (it will not become an article) or failed (a later run tries again)."""

    NO_LINK = "no_link"
    OFF_SITE = "off_site"
    LANGUAGE = "language"
    METADATA_ONLY = "metadata_only"
    BLOCKED = "blocked"
    FETCH_FAILED = "fetch_failed"
    NO_TEXT = "no_text"
    NOT_HTML = "not_html"
    PAYWALL = "paywall"
    CHALLENGE = "challenge"
    CONSENT_WALL = "consent_wall"
    VIDEO_PAGE = "video_page"
    LIVE_PAGE = "live_page"
    ERROR_PAGE = "error_page"
    FRONT_PAGE = "front_page"
    EXTRACT_TIMEOUT = "extract_timeout"
    EXTRACT_OOM = "extract_oom"
    PARSE_TRUNCATED = "parse_truncated"
    INTERRUPTED = "interrupted"


class Basis(StrEnum):
    """Where a publication time was read."""

    JSON_LD = "json-ld"
    META = "meta"
    FEED = "feed"
    SITEMAP = "sitemap"
    DATELINE = "dateline"
    URL = "url"
    GIVEN = "given"
    NONE = "none"
