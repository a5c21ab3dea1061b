"""Turns bytes into characters and characters into clean lines, the same way for feeds, sitemaps and pages.

Knows no markup beyond the places where an encoding is declared. Characters stay as they were written, but for those
that no database takes (U+0000, lone surrogates), that no XML may hold, and that only say where a word may be broken.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"""(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
# Pages that name these mean windows-1252, as every browser reads them (WHATWG Encoding, section 4.2).
_MEANT = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii"), "windows-1252")
_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Soft hyphen, zero-width space, word joiner, byte order mark: within a name, nothing would find it.
_BREAK_MARKS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_ISO_639_1 = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv "
    "dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie "
    "ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
    "mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm "
    "rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts "
    "tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu "
)
_LANGUAGES = frozenset(_ISO_639_1.split())
# Tags within a word; all others part words.
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|em|font|i|ins|mark|q|small|span|strong|sub|sup|time|u|wbr)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[A-Za-z!/?][^<>]{0,2000}>")


def decode(body: bytes, content_type: str | None = None) -> str:
    """Read bytes as text: a byte order mark, then strict UTF-8, then what is declared, then UTF-8 with U+FFFD.

    UTF-8 goes first because bytes that are valid UTF-8 hardly ever are anything else, whatever the page claims. Lone
    surrogates, which some encodings can name, are dropped.
    """
    for encoding in _encodings(body, content_type):
        try:
            text = body.decode(encoding)
            return text if encoding == "utf-8" else _SURROGATES.sub("", text)
        except (UnicodeError, LookupError, ValueError):
            continue
    return body.decode("utf-8", "replace")


def _encodings(body: bytes, content_type: str | None) -> Iterator[str]:
    yield from (name for bom, name in _BOMS if body.startswith(bom))
    if body[:4:2] == b"\0\0" or body[1:4:2] == b"\0\0":
        yield "utf-16-be" if body[:1] == b"\0" else "utf-16-le"
    yield "utf-8"
    declared = (content_type or "").encode("ascii", "replace"), body[:_DECLARED_WITHIN]
    found = [match.group(1).decode("ascii") for text in declared for match in _DECLARED.finditer(text)]
    for name in dict.fromkeys(name.lower().replace("_", "-") for name in found):
        yield from (_MEANT.get(name, name), name) if name not in ("utf-8", "utf8") else ()


def clean(text: str) -> str:
    """Drop U+0000 and surrogates; keep every other character."""
    if text.isascii():
        return text.replace("\x00", "")
    try:
        text.encode("utf-8")  # three times as fast as looking for surrogates, and there hardly ever is one
    except UnicodeEncodeError:
        text = _SURROGATES.sub("", text)
    return text.replace("\x00", "")


def markup_text(markup: str) -> str:
    """Drop what no XML may hold and no parser takes, as a character or by its number (`&#1;` becomes U+FFFD)."""
    markup = _NO_XML.sub(lambda found: " " if found.group().isspace() else "", markup)
    if "&#" not in markup:
        return markup
    return _REFERENCE.sub(lambda found: found.group() if _is_character(found) else "\ufffd", markup)


def _is_character(reference: re.Match[str]) -> bool:
    digits = (reference.group(1) or reference.group(2)).lstrip("0")
    if not digits or len(digits) > 7:
        return False
    number = int(digits, 16 if reference.group(1) else 10)
    return number <= 0x10FFFF and not _NO_XML.match(chr(number))


def one_line(text: str | None) -> str:
    """Make one line: runs of any white space (no-break spaces too) become one space, the ends are bare."""
    line = clean(text or "")
    return " ".join((line if line.isascii() else _BREAK_MARKS.sub("", line)).split())


def plain(markup: str | None) -> str:
    """Make one line of plain text of a feed's title or summary: no tags, references (doubled ones too) resolved."""
    text = markup or ""
    if "<" in text:
        text = _TAG.sub(" ", _INLINE_TAG.sub("", text))
    if "&" in text:
        text = html.unescape(text)
    return one_line(text)


def language_of(tag: str | None) -> str | None:
    """Give the ISO 639-1 code of a language tag such as `en-US` or `en_GB`, or None where it is none (`US`)."""
    code = re.split("[-_]", one_line(tag).lower())[0]
    return code if code in _LANGUAGES else None
