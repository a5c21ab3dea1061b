"""Takes the captures of any WARC file (CC-NEWS and others) through the journey, as if their pages were fetched then."""


def captured_guid(url: str, body_sha256: str) -> str:
    """Give the guid of a capture: an address captured twice with other bytes is two entries."""
    return f"{url}#{body_sha256[:16]}"


def is_warc_feed(feed_id: str) -> bool:
    """Say whether entries of this feed are captures."""
    return feed_id.endswith(".warc")
