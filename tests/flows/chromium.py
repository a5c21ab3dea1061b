"""Opens a headless Chromium for tests (selenium), and skips them, saying so, where there is none; knows no page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

# As root in a container; and no request of the browser's own to the outside.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1400,1000",
)


def programs() -> tuple[str, str]:
    """Give the paths of Chromium and chromedriver; skip the test where one is missing."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no chromium and chromedriver on PATH (Debian: apt-get install chromium chromium-driver)")
    return chromium, driver


@contextmanager
def opened(profile: Path) -> Iterator[webdriver.Chrome]:
    """Open a window with an empty profile that logs what it asks for and what goes wrong; close it afterwards."""
    chromium, driver = programs()
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    try:
        browser.get("about:blank")  # the new-tab page asks for much of its own
        browser.get_log("performance")
        yield browser
    finally:
        browser.quit()


def wait_for(browser: webdriver.Chrome, words: str, limit_s: float = 30.0) -> str:
    """Wait until the page shows some words, and give its text; fail with the text when it does not."""
    text = ""

    def shows(_: object) -> bool:
        nonlocal text
        text = str(browser.execute_script("return document.body ? document.body.innerText : ''"))
        return words in text

    try:
        WebDriverWait(browser, limit_s).until(shows)
    except TimeoutException:
        pytest.fail(f"{words!r} is not on the page within {limit_s} s, but: {text[:2000]}")
    return text


def screenshot(browser: webdriver.Chrome, path: Path) -> None:
    """Keep a picture of the window as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert browser.save_screenshot(str(path))


def asked_for(browser: webdriver.Chrome) -> list[str]:
    """Give the addresses asked for since the last look."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [
        message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"
    ]
