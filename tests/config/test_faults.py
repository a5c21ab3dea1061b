"""A fault in any file is one ConfigError that names the file, the entry, the key, and what is allowed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from config.errors import ConfigError
from config.load import SHIPPED, read_places
from config.settings import load_config

TRUCE = "conflicts/nagorno-karabakh.toml"
NEWS = 'feed_id = "rferl.news"'

# file, what stands there, what stands there instead, what the message says
FAULTS = [
    (
        "settings.toml",
        "[limits]",
        "[limit]",
        ("key limit:", "allowed are data_dir, contact, allow_loopback, webhook, notify, limits"),
    ),
    ("settings.toml", "request_s = 30.0", "request_s = 0", ("section limits, key request_s:", "greater than 0")),
    (
        "settings.toml",
        "request_s = 30.0",
        "requests_s = 1",
        ("section limits, key requests_s:", "allowed are wire_bytes"),
    ),
    ("settings.toml", "[limits]", "[limits", ("not TOML",)),
    ("sources.toml", "[[source]]", "sauce = 1\n[[source]]", ("key sauce:", "[[source]]")),
    (
        "sources.toml",
        'source_id = "tass"',
        'sourceid = "tass"',
        ("source number 2, key sourceid:", "allowed are source_id"),
    ),
    (
        "sources.toml",
        'kind = "state"',
        'kind = "official"',
        ('source "tass", key kind:', "'independent', 'state' or 'agency'"),
    ),
    ("sources.toml", 'source_id = "tass"\n', "", ("source number 2, key source_id:", "is missing")),
    ("sources.toml", 'source_id = "tass"', 'source_id = "rferl"', ('source "rferl":', "stands there twice")),
    ("sources.toml", 'country = "RU"', 'country = "Russia"', ('source "tass", key country:', "^[A-Z]{2}$")),
    ("sources.toml", 'cron = "*/15 * * * *"', 'cron = "*/15 * * *"', ('source "rferl", key cron:', "five fields")),
    ("sources.toml", 'cron = "*/15 * * * *"', 'cron = "0 24 * * *"', ('source "rferl", key cron:', "from 0 to 23")),
    ("sources.toml", 'cron = "*/15 * * * *"', 'cron = "0 9-5 * * *"', ('source "rferl", key cron:', "'9-5'")),
    ("sources.toml", "Europe/Moscow", "Europe/Moskow", ('source "tass", key timezone:', "IANA")),
    ("sources.toml", "min_delay_s = 3.0", "min_delay_s = -3.0", ('source "tass", key min_delay_s:', "greater than 0")),
    ("sources.toml", '"tass.com", "www', '"tass.com/", "www', ('source "tass", key hosts[0]:', "match pattern")),
    (
        "sources.toml",
        'homepage = "https://tass.com/"',
        'homepage = "https://itar.example/"',
        ("key homepage:", "not one of hosts"),
    ),
    ("sources.toml", "//aside", "//aside[", ("section pages, key drop_xpaths[", "not an XPath")),
    ("sources.toml", "//aside", "//x:aside", ("section pages, key drop_xpaths[", "not an XPath")),
    ("sources.toml", "//aside", "lower-case(//aside)", ("section pages, key drop_xpaths[", "not an XPath")),
    ("sources.toml", "//aside", "string(//aside)", ("section pages, key drop_xpaths[", "lead to elements")),
    ("sources.toml", "from):? (.+?)", "from):? .+?", ("section pages, key credit_lines[", "into a group")),
    ("sources.toml", "(?P<place>", "(", ("section pages, key dateline_pattern", "a group of that name")),
    ("sources.toml", "https://tass.com/rss/v2.xml", "https://[tass.com/rss", ("key url", "usable host")),
    ("sources.toml", "https://tass.com/rss/v2.xml", "https://tass.com:99999/rss", ("key url", "usable host")),
    (
        "sources.toml",
        "'''Accessibility links'''",
        "'''Accessibility (links'''",
        ("section pages, key noise_lines[0]:", "not a regular expression"),
    ),
    (
        "sources.toml",
        "body_xpath =",
        "body_xpat =",
        ('source "rferl", section pages, key body_xpat:', "allowed are body_xpath"),
    ),
    ("sources.toml", NEWS, 'feed_id = "news"', ('source "rferl", feed "news", key feed_id:', "begin with 'rferl.'")),
    ("sources.toml", NEWS, 'feed_id = "rferl.russia"', ('feed "rferl.russia":', "stands there twice")),
    (
        "sources.toml",
        NEWS,
        f"{NEWS}\nenabled = true",
        ('source "rferl", feed "rferl.news", key enabled:', "is_enabled"),
    ),
    (
        "sources.toml",
        'kind = "rss"',
        'kind = "atom"',
        ('source "rferl", feed "rferl.news", key kind:', "'rss', 'news_sitemap' or", 'an Atom feed is of kind "rss"'),
    ),
    ("sources.toml", "zpiirl-vomx-tpe_gmr", "zbqiml-vomx-tpeqkmy", ("feed url", "stands there twice")),
    ("sources.toml", "https://tass.com/rss/v2.xml", "https://tass.example/rss", ('feed "tass.en", key url:', "hosts")),
    ("sources.toml", "proved_on = 2026-02-16", 'proved_on = "lately"', ('feed "rferl.news", key proved_on:', "date")),
    (
        "sources.toml",
        "max_interval_s = 7200",
        "max_interval_s = 60",
        ('feed "tass.en", key min_interval_s:', "max_interval_s"),
    ),
    ("places.csv", "place_id,kind", "place_id,sort", ("column 'sort':", "allowed are place_id, kind, names")),
    ("places.csv", "\nKalbajar,district,", "\nKalbajar,rayon,", ('place "Kalbajar", key kind:', "'district'")),
    ("places.csv", "\nKalbajar,district,", "\nKalbajar,district,,", ("line ", "not as many cells")),
    ("places.csv", "place_id,kind,names,", "place_id,kind,names,names,", ('column "names":', "stands there twice")),
    ("places.csv", "\nKalbajar,district,", '\n"Kalbajar,district,', ("line ", "quotation mark left open")),
    ("places.csv", "\nKalbajar,district,", "\nAghdam,district,", ('place "Aghdam":', "stands there twice")),
    ("places.csv", "40.1067", "401.067", ('place "Kalbajar", key lat', "less than or equal to 90")),
    ("places.csv", "40.1067", "north", ('place "Kalbajar", key lat', "number")),
    ("actors.csv", "\nKremlin,government,", "\nKremlin,palace,", ('actor "Kremlin", key kind:', "'government'")),
    ("actors.csv", "\nUNESCO,body,UNESCO,", "\nUNESCO,body,,", ('actor "UNESCO", key names:', "at least 1 item")),
    ("actors.csv", ",1996,1996,", ",1996,1969,", ('actor "Alexander Lebed", key to_year:', "before from_year")),
    (TRUCE, "parties = [", "party = [", ("key party:", "allowed are conflict_id, name, parties")),
    (TRUCE, 'conflict_id = "nagorno-karabakh"', 'conflict_id = "karabakh"', ("key conflict_id:", "'nagorno-karabakh'")),
    (
        TRUCE,
        "ended_on = 2023-09-19",
        "ended_on = 2019-09-19",
        ('arrangement "nk-truce-2020-11-10", key ended_on:', "before"),
    ),
    (TRUCE, "declared_on = 2020-11-09\n", "", ('arrangement "nk-truce-2020-11-10", key declared_on:', "is missing")),
    (TRUCE, '"nk-truce-2016"', '"nk-truce-1994"', ('arrangement "nk-truce-1994":', "stands there twice")),
    (TRUCE, '"Lachin corridor",', '"Lachin tunnel",', ("key places: 'Lachin tunnel'", "places.csv")),
    (
        TRUCE,
        'parties = ["Armenia", "Azerbaijan", "Nag',
        'parties = ["Urartu", "Azerbaijan", "Nag',
        ("key parties: 'Urartu'", "actors.csv"),
    ),
    (
        "conflicts/ukraine.toml",
        "members =",
        "membrs =",
        ("bloc number 1, key membrs:", "allowed are party, members"),
    ),
    (TRUCE, '["Russia", "OSCE Minsk Group"]', '["Russia", "CSCE"]', ("key mediators: 'CSCE'", "actors.csv")),
]


@pytest.fixture
def override(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be broken."""
    for path in SHIPPED.glob("*.[tc][os][mv]*"):
        shutil.copy(path, tmp_path)
    shutil.copytree(SHIPPED / "conflicts", tmp_path / "conflicts")
    return tmp_path


def load_from(folder: Path) -> None:
    load_config({"TRUCEWIRE_CONFIG": str(folder)})


def test_the_copy_itself_is_without_fault(override: Path) -> None:
    load_from(override)


@pytest.mark.parametrize(
    ("file", "before", "after", "says"), FAULTS, ids=[f"{row[0]}:{row[2][:40]!r}" for row in FAULTS]
)
def test_a_fault_is_named(override: Path, file: str, before: str, after: str, says: tuple[str, ...]) -> None:
    text = (override / file).read_text("utf-8")
    assert before in text, "the fault would not be made"
    (override / file).write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load_from(override)
    message = str(caught.value)
    assert Path(file).name in message
    assert [part for part in says if part not in message] == [], message
    assert "\n" not in message


@pytest.mark.parametrize("written", ["source = 5", "[source]\nsource_id = 'x'"])
def test_sources_that_are_no_list_are_named(override: Path, written: str) -> None:
    (override / "sources.toml").write_text(written, "utf-8")
    with pytest.raises(ConfigError, match=r"sources\.toml: key source: "):
        load_from(override)


def test_what_a_spreadsheet_makes_of_a_file_is_read(override: Path) -> None:
    """A mark at its head, other line ends, spaces around a cell and its parts."""
    before = read_places(override)
    text = (override / "places.csv").read_text("utf-8").replace(",district,", " , district, ").replace("|", " | ")
    (override / "places.csv").write_text(text, "utf-8-sig", newline="\r\n")
    (override / "settings.toml").write_text((override / "settings.toml").read_text("utf-8"), "utf-8-sig")
    load_from(override)
    assert read_places(override) == before


def test_a_feed_that_is_no_list_is_named(override: Path) -> None:
    (override / "sources.toml").write_text('[[source]]\nsource_id = "x"\nfeeds = "none"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"sources\.toml: source \"x\", key "):
        load_from(override)


def test_a_state_or_parent_that_is_not_defined_is_named(override: Path) -> None:
    with (override / "places.csv").open("a", encoding="utf-8") as places:
        places.write("Nowhere,village,Nowhere,,,,,,Utopia,\n")
    with pytest.raises(ConfigError, match=r"places\.csv: place \"Nowhere\", key parent: 'Utopia'"):
        load_from(override)
    (override / "places.csv").unlink()
    with (override / "actors.csv").open("a", encoding="utf-8") as actors:
        actors.write("Nobody,person,Nobody,Utopia,,,,,,\n")
    with pytest.raises(ConfigError, match=r"actors\.csv: actor \"Nobody\", key state: 'Utopia'"):
        load_from(override)


def test_a_file_that_is_no_text_is_named(override: Path) -> None:
    (override / "actors.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"actors\.csv: not UTF-8"):
        load_from(override)


def test_a_misspelt_file_name_is_heard(override: Path) -> None:
    (override / "sources.toml").rename(override / "source.toml")
    with pytest.raises(ConfigError, match=r"source\.toml: nothing reads a file of this name; known are settings\.toml"):
        load_from(override)


WRONG_SECRETS = {
    "a webhook without a host": 'webhook = "https://user:geheim@"',
    "a webhook without its scheme": 'webhook = "hooks.example.org/geheim"',
    "one address that is no list": 'notify = "slack://geheim"',
    "an address that is a number": "notify = [20201110]",
}


@pytest.mark.parametrize("name", WRONG_SECRETS)
def test_what_may_hold_a_password_is_not_shown_when_it_is_wrong(override: Path, name: str) -> None:
    (override / "settings.toml").write_text(WRONG_SECRETS[name] + "\n", "utf-8")
    with pytest.raises(ConfigError, match=r"settings\.toml: key (webhook|notify).*not shown") as found:
        load_from(override)
    assert "geheim" not in str(found.value)
    assert "20201110" not in str(found.value)
