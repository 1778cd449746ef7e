"""Can everybody read what is written, in both themes? Reckoned from the style sheet itself."""

import re
from pathlib import Path

import pytest

LOOK = Path(__file__).resolve().parents[3] / "src/doorstep_desk/office/static/look"
TEXT = 4.5
CONTROL = 3.0

ON_GROUNDS = ("paper", "surface", "sunken")
TONES = ("allow", "ask", "refuse", "pause", "care")
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in (*ON_GROUNDS, "wash")),
    *((tone, ground) for tone in TONES for ground in ON_GROUNDS),
    *((tone, f"{tone}-soft") for tone in TONES),
    *(("ink-2", f"{tone}-soft") for tone in (*TONES, "accent")),
    *(("ink-3", f"{tone}-soft") for tone in ("ask", "refuse", "pause", "accent")),
    *(("accent", ground) for ground in (*ON_GROUNDS, "wash", "accent-soft")),
    ("accent-strong", "accent-soft"), ("on-accent", "accent"), ("on-accent", "accent-strong"),
    ("on-sealed", "sealed"), ("on-sealed-2", "sealed"), ("paper", "ink"),
    *(("surface", f"route-{number}") for number in range(1, 5)),
    ("plus", "surface"), ("minus", "surface"), ("ink", "map-land"), ("ink", "map-hill"),
]  # fmt: skip
CONTROL_PAIRS = [
    *(("control", ground) for ground in ON_GROUNDS),
    *((f"route-{number}", "map-land") for number in range(1, 5)),
]


def _themes() -> dict[str, dict[str, str]]:
    source = (LOOK / "tokens.css").read_text(encoding="utf-8")
    light, dark = source.split("@media (prefers-color-scheme: dark)", 1)
    found = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})", re.IGNORECASE)
    lights = dict(found.findall(light))
    return {"light": lights, "dark": lights | dict(found.findall(dark))}


THEMES = _themes()


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_the_reckoning_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_every_text_can_be_read(theme, text, ground):
    colours = THEMES[theme]
    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), CONTROL_PAIRS)
def test_every_border_and_line_can_be_seen(theme, line, ground):
    colours = THEMES[theme]
    assert contrast(colours[line], colours[ground]) >= CONTROL


def test_dark_gives_every_colour_that_light_gives():
    source = (LOOK / "tokens.css").read_text(encoding="utf-8")
    light, dark = source.split("@media (prefers-color-scheme: dark)", 1)
    names = re.compile(r"--([\w-]+):\s*#")
    assert set(names.findall(light)) == set(names.findall(dark))


def _sheets() -> list[Path]:
    return [*LOOK.glob("*.css"), *LOOK.parents[2].glob("field/static/look/*.css")]


def test_no_sheet_spends_a_colour_that_is_not_a_token():
    loose = [
        f"{sheet.name}: {colour}"
        for sheet in _sheets()
        if sheet.name not in ("tokens.css", "print.css")
        for colour in re.findall(
            r"#[0-9a-fA-F]{3,8}\b(?![\w-])", sheet.read_text(encoding="utf-8")
        )
        if re.fullmatch(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", colour)
    ]
    assert loose == []


def test_nothing_is_written_smaller_than_twelve_pixels():
    small = [
        f"{sheet.name}: {size}"
        for sheet in _sheets()
        for size in re.findall(
            r"font(?:-size)?:[^;]*?\b(\d+)px", sheet.read_text(encoding="utf-8")
        )
        if int(size) < 12
    ]
    assert small == []


def test_no_template_needs_what_the_policy_forbids():
    pages = [
        page
        for door in ("office", "field")
        for page in LOOK.parents[2].glob(f"{door}/templates/**/*.html")
    ]
    forbidden = re.compile(
        r"""\sstyle=["']|<style|\son\w+=["']|javascript:|<script(?![^>]*\bsrc=)"""
    )
    assert len(pages) > 40
    assert [
        page.name for page in pages if forbidden.search(page.read_text(encoding="utf-8"))
    ] == []
