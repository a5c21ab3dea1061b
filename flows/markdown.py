"""Makes text from outside harmless in Markdown: it shows as it is written and can neither format, link nor embed.

Knows no artifact and no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from warehouse.sinks import terminal_text

# Any ASCII punctuation may be escaped with a backslash (CommonMark 0.31, section 2.4).
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_KEPT_IN_URL = "/:?#[]@!$&'*+,;=%~-._"


def text(raw: str) -> str:
    """Give outside text on one line, every mark escaped.

    >>> text("<b>[a](javascript:x)</b>")
    '\\\\<b\\\\>\\\\[a\\\\]\\\\(javascript\\\\:x\\\\)\\\\<\\\\/b\\\\>'
    """
    return _PUNCTUATION.sub(r"\\\1", terminal_text(raw))


def link(label: str, url: str) -> str:
    """Give a link to an http or https address; the label alone for any other address.

    >>> link("tass", "https://tass.com/a(b)"), link("x", "javascript:alert(1)")
    ('[tass](<https://tass.com/a%28b%29>)', 'x')
    """
    if urlsplit(url).scheme not in ("http", "https"):
        return text(label)
    return f"[{text(label)}](<{quote(terminal_text(url), safe=_KEPT_IN_URL)}>)"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table; cells are Markdown already."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
