"""What does axe find wrong with a screen?"""

from functools import cache
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

SOURCE: Final = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
_RUN: Final = """
async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  return found.violations.map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 140)}`);
}
"""
_SMALL: Final = """
() => {
  const seen = (each) => each.checkVisibility({visibilityProperty: true});
  const small = [...document.querySelectorAll("button, a[href], summary, .pick, label.line")]
    .filter(seen).map((each) => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width < 48 || box.height < 48)
    .map(([each, box]) => `${box.width}x${box.height}: ${each.outerHTML.slice(0, 100)}`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const tiny = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || !seen(node.parentElement)) continue;
    const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
    if (size < 12) tiny.push(`${size}px: ${node.textContent.trim().slice(0, 40)}`);
  }
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return [...small, ...tiny, ...(wide > 0 ? [`${wide} pixels too wide`] : [])];
}
"""


@cache
def _source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def found_by_axe(page: Page) -> list[str]:
    """Return what axe finds on a page, by the rules of WCAG 2.2 AA and its best practice."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN)
    return found


def faults_of_screen(page: Page) -> list[str]:
    """Return what axe finds, targets under 48 px, text under 12 px and what is too wide."""
    return [*found_by_axe(page), *page.evaluate(_SMALL)]
