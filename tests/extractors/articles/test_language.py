"""A text in another language than declared, or wrongly decoded, is flagged and stored as it came."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.article_language import detect_language, is_encoding_suspect, is_language_suspect
from extractors.records import Article

ENGLISH = "Azerbaijan has taken charge of the Kalbacar district, the second of three it is getting back by the accord. "
RUSSIAN = "Азербайджан взял под контроль Кельбаджарский район, второй из трех, которые он получает по соглашению. "
SPANISH = (
    "El ejército de Azerbaiyán entró este miércoles en el distrito de Kalbayar, el segundo de los tres distritos. "
)
AZERBAIJANI = "Azərbaycan Ordusu bu gün Kəlbəcər rayonuna daxil olub, bu, razılaşmaya əsasən ikinci rayondur. "
ARMENIAN = "Ադրբեջանի բանակը չորեքշաբթի օրը մտավ Քարվաճառի շրջան, որը համաձայնությամբ հանձնվող երկրորդ շրջանն է։ "


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "en"), (RUSSIAN, "ru"), (SPANISH, "es"), (AZERBAIJANI, "az"), (ARMENIAN, "hy")],
    ids=["en", "ru", "es", "az", "hy"],
)
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert detect_language(text * 2) == language


@pytest.mark.parametrize("text", ["", "12 34 " * 100, "Reuters", "xyz " * 10, "\u202e\uffff" * 300], ids=repr)
def test_what_is_no_text_to_speak_of_has_no_language(text: str) -> None:
    assert detect_language(text) is None


@given(st.text(max_size=600))
def test_any_text_can_be_looked_at(text: str) -> None:
    storable = text.encode("utf-8", "replace").decode()
    assert detect_language(storable) == detect_language(storable)
    assert is_encoding_suspect(storable) in (True, False)


SUSPECTS = [
    ("en", "ru", True),
    ("en", "en", False),
    ("en", None, False),
    (None, "ru", False),
    ("sr", "hr", False),
    ("no", "nb", False),
    ("iw", "he", False),
]


@pytest.mark.parametrize(("declared", "detected", "is_suspect"), SUSPECTS)
def test_a_language_is_suspect_when_both_are_known_and_differ(
    declared: str | None, detected: str | None, is_suspect: bool
) -> None:
    assert is_language_suspect(declared, detected) is is_suspect


def wrong(text: str, encoding: str) -> str:
    """Give a text as it looks when its UTF-8 is read as another encoding."""
    return text.encode().decode(encoding, "replace")


ENCODINGS = [
    ("curly quotes", wrong("the president’s “truce”", "cp1252"), True),
    ("Russian", wrong(RUSSIAN, "cp1251"), True),
    ("Azerbaijani", wrong(AZERBAIJANI, "cp1252"), True),
    ("Armenian", wrong("Հայաստան", "latin-1"), True),
    ("an accent", wrong("a café", "latin-1"), True),
    ("a no-break space", wrong("a\xa0b", "latin-1").replace("\xa0", " "), True),
    ("bytes that were none", "Kalbacar \ufffd\ufffd fell", True),
    ("English", "“Yerevan” – the naïve president’s—so he said—word…", False),
    ("Spanish", SPANISH, False),
    ("all of them", RUSSIAN + AZERBAIJANI + ARMENIAN + "Թուրքիա €5 ½", False),
]


@pytest.mark.parametrize(("text", "is_suspect"), [case[1:] for case in ENCODINGS], ids=[case[0] for case in ENCODINGS])
def test_wrongly_decoded_text_is_suspect(text: str, is_suspect: bool) -> None:
    assert is_encoding_suspect(f"A clean first line.\n{text}\nA clean last one.") is is_suspect


def test_an_article_carries_both_flags_and_its_text_as_it_came(article: Callable[..., Article]) -> None:
    plain = article(f"<html lang='en'><body><article><p>{ENGLISH * 2}</p></article></body></html>")
    assert (plain.language, plain.language_detected) == ("en", "en")
    assert not plain.is_language_suspect
    assert not plain.is_encoding_suspect
    broken = wrong(RUSSIAN, "cp1251")
    foreign = article(f"<html lang='en'><body><article><p>{RUSSIAN * 4}</p><p>{broken}</p></article></body></html>")
    assert (foreign.language, foreign.language_detected) == ("en", "ru")
    assert foreign.is_language_suspect
    assert foreign.is_encoding_suspect
    assert " ".join(broken.split()) in foreign.text


def titles(file: Path) -> list[str]:
    """Give the titles of a captured news sitemap."""
    return [unescape(title) for title in re.findall(r"<news:title>(.*?)</news:title>", file.read_text("utf-8"), re.S)]


SERVICES = [("www.azatutyun.am", "hy"), ("rus.azatutyun.am", "ru"), ("www.azadliq.org", "az"),
            ("www.ekhokavkaza.com", "ru"), ("www.currenttime.tv", "ru"), ("www.rferl.org", "en")]  # fmt: skip


@pytest.mark.parametrize(("host", "language"), SERVICES, ids=[host for host, _ in SERVICES])
def test_the_headlines_of_the_services_are_in_their_language(shared_dir: Path, host: str, language: str) -> None:
    found = titles(shared_dir / "corpus/rferl_sitemaps" / f"{host}.news.xml")
    passages = [". ".join(found[start : start + 8]) for start in range(0, len(found), 8)]
    assert {detect_language(passage) for passage in passages} <= {language, None}
    assert not any(map(is_encoding_suspect, found))


def test_no_gold_article_is_suspect(shared_dir: Path) -> None:
    lines = (shared_dir / "gold/dev/articles.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert {detect_language(text) for text in texts} == {"en"}
    assert not any(map(is_encoding_suspect, texts))
