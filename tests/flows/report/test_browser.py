"""The page in a real Chromium: drawn, quiet, asking for nothing, usable by keyboard and on a phone, without axe faults.

Skips, saying so, where there is no Chromium, no driver of it, or (axe alone) no npm to fetch axe-core with.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from hashlib import sha512
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from flows.report.data import choose
from flows.report.page import write_report
from tests.flows.chromium import asked_for, opened

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(180)]
OUT = Path(__file__).resolve().parents[3] / ".ci" / "out"
AXE = "4.14.1"
AXE_SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
WIDE, PHONE = (1100, 900), (375, 800)
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """A headless Chromium with an empty profile that logs what it asks for and what goes wrong."""
    with opened(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def report(newsroom_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(newsroom_data_dir, choose(newsroom_data_dir, "nagorno-karabakh"), path)
    return path


@pytest.fixture(scope="module")
def hostile_report(hostile_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    write_report(hostile_data_dir, choose(hostile_data_dir), path)
    return path


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the npm registry by its ordinary client, kept outside the tree."""
    folder = Path(tempfile.gettempdir()) / f"trucewire-axe-core-{AXE}-{os.getuid()}"
    package = folder / f"axe-core-{AXE}.tgz"
    if not package.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm on PATH to fetch axe-core with")
        folder.mkdir(mode=0o700, exist_ok=True)
        done = subprocess.run([npm, "pack", f"axe-core@{AXE}"], cwd=folder, capture_output=True, text=True, timeout=120)
        if done.returncode:
            pytest.skip(f"npm could not fetch axe-core: {done.stderr.strip().splitlines()[-1:]}")
    assert base64.b64encode(sha512(package.read_bytes()).digest()).decode() == AXE_SHA512
    with tarfile.open(package) as archive:
        source = archive.extractfile("package/axe.min.js")
        assert source is not None
        return source.read().decode()


def show(browser: webdriver.Chrome, path: Path, size: tuple[int, int] = WIDE, scheme: str = "light") -> None:
    """Open a page at a size, in light or dark."""
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get_log("performance")
    browser.get_log("browser")
    browser.get(path.as_uri())


def run(browser: webdriver.Chrome, script: str, *arguments: object) -> Any:
    return browser.execute_script(script, *arguments)


def keep(browser: webdriver.Chrome, name: str, height: int = 5000) -> None:
    """Keep a picture of the page for whoever looks at CI's output."""
    OUT.mkdir(parents=True, exist_ok=True)
    width = run(browser, "return innerWidth")
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
    (OUT / f"report-{name}.png").write_bytes(base64.b64decode(taken["data"]))


VIEWS = [("wide", WIDE, "light"), ("wide", WIDE, "dark"), ("narrow", PHONE, "light"), ("narrow", PHONE, "dark")]


@pytest.mark.parametrize(("kind", "size", "scheme"), VIEWS)
def test_charts_and_map_are_drawn_in_every_view(
    browser: webdriver.Chrome, report: Path, kind: str, size: tuple[int, int], scheme: str
) -> None:
    show(browser, report, size, scheme)
    boxes = run(
        browser,
        """return [...document.querySelectorAll('[role=img]')].map(image => {
            const seen = [...image.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width > 0)
            const box = seen[0].getBoundingClientRect()
            return {n: seen.length, kind: seen[0].parentElement.className, width: box.width, height: box.height,
                marks: [...seen[0].querySelectorAll('path,circle,rect')].filter(mark => mark.getBBox().width).length}
        })""",
    )
    assert len(boxes) == 5
    for box in boxes:
        assert (box["n"], box["kind"]) == (1, kind)
        assert box["width"] > 300
        assert box["height"] > 80
        assert box["marks"] > 5
    keep(browser, f"{kind}-{scheme}")


def test_colours_follow_the_scheme(browser: webdriver.Chrome, report: Path) -> None:
    looks = []
    for scheme in ("light", "dark"):
        show(browser, report, WIDE, scheme)
        looks.append(
            run(
                browser,
                """const bar = document.querySelector('#timeline .wide [fill="var(--s-actual)"]')
                return [getComputedStyle(document.body).backgroundColor, getComputedStyle(bar).fill]""",
            )
        )
    (light_page, light_bar), (dark_page, dark_bar) = looks
    assert light_page != dark_page
    assert light_bar != dark_bar
    assert "rgb" in light_bar


@pytest.mark.parametrize("which", ["report", "hostile_report"])
def test_nothing_is_asked_for_and_nothing_goes_wrong(
    browser: webdriver.Chrome, request: pytest.FixtureRequest, which: str
) -> None:
    path = request.getfixturevalue(which)
    show(browser, path)
    assert asked_for(browser) == [path.as_uri()]
    assert browser.get_log("browser") == []


def test_no_hostile_text_ran(browser: webdriver.Chrome, hostile_report: Path) -> None:
    show(browser, hostile_report)
    assert run(browser, "return document.scripts.length") == 0
    assert "alert(1)" in browser.find_element(By.ID, "events").text
    assert browser.current_url == hostile_report.as_uri()


@pytest.mark.parametrize("which", ["report", "hostile_report"])
def test_a_phone_never_scrolls_sideways(browser: webdriver.Chrome, request: pytest.FixtureRequest, which: str) -> None:
    show(browser, request.getfixturevalue(which), PHONE)
    run(browser, "document.querySelectorAll('details').forEach(each => each.open = true)")
    assert run(browser, "return document.documentElement.scrollWidth") <= PHONE[0]


def test_text_in_charts_is_large_enough_to_read(browser: webdriver.Chrome, report: Path) -> None:
    for size in (WIDE, PHONE):
        show(browser, report, size)
        smallest = run(
            browser,
            """return Math.min(...[...document.querySelectorAll('[role=img] text')]
                .map(text => text.getBoundingClientRect().height).filter(height => height > 0))""",
        )
        assert smallest >= 10


def test_the_keyboard_reaches_and_opens_everything(browser: webdriver.Chrome, report: Path) -> None:
    show(browser, report)
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("class") == "skip"
    assert run(browser, "return document.activeElement.getBoundingClientRect().left") >= 0
    summary = browser.find_element(By.CSS_SELECTOR, "#promises summary")
    summary.send_keys(Keys.ENTER)
    assert run(browser, "return document.querySelector('#promises details').open")
    assert browser.find_element(By.CSS_SELECTOR, "#promises details blockquote").is_displayed()


def test_it_prints_with_what_is_folded_away(browser: webdriver.Chrome, report: Path) -> None:
    show(browser, report)
    printed = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert printed.startswith(b"%PDF")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    folded = run(
        browser,
        """return [...document.querySelectorAll('#events details:not([open]) blockquote')]
            .filter(quote => quote.getBoundingClientRect().height > 0).length""",
    )
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert folded == run(browser, "return document.querySelectorAll('#events details blockquote').length") > 0


@pytest.mark.parametrize(("kind", "size", "scheme"), VIEWS)
def test_axe_finds_no_serious_fault(
    browser: webdriver.Chrome, report: Path, axe: str, kind: str, size: tuple[int, int], scheme: str
) -> None:
    show(browser, report, size, scheme)
    run(browser, "document.querySelectorAll('details').forEach(each => each.open = true)")
    run(browser, axe)
    found = browser.execute_async_script(
        """const done = arguments[arguments.length - 1]
        const brief = fault => ({id: fault.id, impact: fault.impact, where: fault.nodes.map(node => node.html)})
        axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations.map(brief)))"""
    )
    assert [fault for fault in found if fault["impact"] in SERIOUS] == []
    assert [fault["id"] for fault in found] == []
