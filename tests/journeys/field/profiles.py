"""Which bytes still lie in the files of a phone's profile?"""

import base64
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

SMALL_ROW: Final = "planted"
_OPEN: Final = """
  const answer = (asked) => new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const db = await answer(indexedDB.open("doorstep-field"));
"""
_RING: Final = (
    "async () => {"
    + _OPEN
    + """
  const text = (bytes) => bytes && btoa(String.fromCharCode(...bytes));
  const ring = await answer(db.transaction("keys").objectStore("keys").get("ring"));
  db.close();
  return {
    share: text(ring?.share), name: ring?.name,
    kept: Object.fromEntries((ring?.kept ?? []).map((key) => [key.name, text(key.locked)])),
  };
}"""
)
_PLANT: Final = (
    "async ([name, text]) => {"
    + _OPEN
    + """
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const acts = [(meta) => meta.put({ name, value: bytes }), (meta) => meta.delete(name)];
  for (const act of acts) {
    const change = db.transaction("meta", "readwrite", { durability: "strict" });
    act(change.objectStore("meta"));
    await new Promise((done) => { change.oncomplete = done; });
  }
  db.close();
}"""
)


def ring(page: Page) -> dict[str, Any]:
    """Return the keys on a phone: the office's share, and each closed key by its name."""
    found = page.evaluate(_RING)
    kept = {name: base64.b64decode(text) for name, text in found["kept"].items()}
    return {"share": found["share"] and base64.b64decode(found["share"]), **kept}


def plant(page: Page, secret: bytes) -> None:
    """Keep a secret in a small row and delete it: what an app would do that knew no better."""
    page.evaluate(_PLANT, [SMALL_ROW, base64.b64encode(secret).decode()])


def files_with(profile: Path, secret: bytes) -> list[str]:
    """Return the files of a profile that hold some bytes."""
    return [
        str(path.relative_to(profile))
        for path in sorted(profile.rglob("*"))
        if path.is_file() and secret in path.read_bytes()
    ]
