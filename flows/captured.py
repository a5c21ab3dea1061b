"""Names the entries of captured pages: what a capture is known by, in a backfill and in a rebuild.

Knows no file.
"""

SUFFIX = ".warc"


def captured_feed(source_id: str) -> str:
    """Give the feed that captures of an outlet are entries of."""
    return f"{source_id}{SUFFIX}"


def captured_guid(url: str, body_sha256: str) -> str:
    """Give the guid of a capture: an address captured twice with other bytes is two entries."""
    return f"{url}#{body_sha256[:16]}"


def is_captured_feed(feed_id: str) -> bool:
    """Say whether entries of this feed are captures."""
    return feed_id.endswith(SUFFIX)
