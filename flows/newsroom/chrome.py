"""The parts of a page that are no news: menus, icons, styles, state. They make extraction a real job.

Does not know any story. Everything here is generated, and the same in every run.
"""

import random
from collections.abc import Mapping
from functools import cache

from flows.newsroom.markup import attribute, script_json, slug_words

LANGUAGES = (
    "Afrikaans",
    "Shqip",
    "Azerbaycanca",
    "Bashqort",
    "Belarusian",
    "Bosanski",
    "Bulgarian",
    "Crimean",
    "Dari",
    "English",
    "Georgian",
    "Hrvatski",
    "Hungarian",
    "Kazakh",
    "Kyrgyz",
    "Makedonski",
    "Montenegrin",
    "Pashto",
    "Persian",
    "Romanian",
    "Russian",
    "Serbian",
    "Tajik",
    "Tatar",
    "Turkmen",
    "Ukrainian",
    "Uzbek",
)

COOKIE_NOTICE = (
    "We and our partners store and read small files on your device to remember your settings, to count visits and "
    "to show advertising. You can accept all of them, refuse those that are not needed, or change your choice later."
)


@cache
def icon_sprite(seed: str, n_icons: int) -> str:
    """A hidden SVG sprite of `n_icons` symbols with made-up paths."""
    dice = random.Random(seed)
    symbols = []
    for number in range(n_icons):
        points = " ".join(
            f"{dice.choice('lcqLCQ')}{dice.uniform(0, 24):.3f} {dice.uniform(0, 24):.3f}" for _ in range(16)
        )
        symbols.append(
            f'<symbol id="{seed}-ico-{number}" viewBox="0 0 24 24"><path d="M12 2{points}Z"></path></symbol>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" style="display:none" aria-hidden="true">{"".join(symbols)}</svg>'


@cache
def style_rules(seed: str, n_rules: int) -> str:
    """`n_rules` CSS rules with hashed class names."""
    dice = random.Random(seed)
    rules = []
    for _ in range(n_rules):
        name = f"{dice.choice(['box', 'text', 'grid', 'media', 'button'])}__{dice.randrange(16**5):05x}"
        rules.append(
            f".{name}{{margin:{dice.randrange(40)}px;padding:{dice.randrange(24)}px;color:#{dice.randrange(16**6):06x}}}"
        )
    return "".join(rules)


@cache
def tracking_script(seed: str, n_settings: int) -> str:
    """A script that sets up measurement, with `n_settings` switches."""
    dice = random.Random(seed)
    settings = {f"{seed}.flag.{number}": dice.random() < 0.5 for number in range(n_settings)}
    return (
        f"window.{seed}Conf={script_json(settings)};"
        "(function(w,d,s){w.q=w.q||[];function push(){w.q.push(arguments)}push('js',new Date());push('config',s);"
        "var el=d.createElement('script');el.async=true;el.src='/assets/measure.js?id='+s;"
        "if(!w.conf_off&&d.cookie.indexOf('consent=1')>-1){d.head.appendChild(el)}})(window,document,'main');"
    )


def menu(groups: Mapping[str, tuple[str, ...]], item_class: str) -> str:
    """A nested menu: a heading a group and a link an entry."""
    columns = []
    for heading, entries in groups.items():
        links = "".join(
            f'<li class="{item_class}"><a href="/s/{slug_words(entry)}">{attribute(entry)}</a></li>'
            for entry in entries
        )
        columns.append(
            f'<div class="{item_class}-group"><h2 class="{item_class}-label">{heading}</h2><ul>{links}</ul></div>'
        )
    return "\n".join(columns)


def share_buttons(url: str, title: str, button_class: str) -> str:
    """Links that pass the story on."""
    services = (("facebook", "Facebook"), ("twitter", "Twitter"), ("telegram", "Telegram"), ("email", "Email"))
    return "\n".join(
        f'<li><a class="{button_class} {button_class}-{key}" title="Share on {name}" rel="noopener" '
        f'href="/share/{key}?u={attribute(url)}&amp;t={attribute(title)}"><span class="ico ico-{key}"></span></a></li>'
        for key, name in services
    )
