"""Which words of a page are not Korean?"""

import re

SWITCH = re.compile(r'<form class="seg".*?</form>', re.DOTALL)
CITED = re.compile(
    r'<cite.*?</cite>|<option.*?</option>|<span lang="(?:en|zh-Hans)">(?:English|中文)</span>',
    re.DOTALL,
)
"""Names of laws, counties and languages stand in their own language."""

SHORT = re.compile(r"SHA-256|PDF|QR|XXXX(?:-XXXX)+|GB/T|MB|DOORSTEP|Doorstep")


def foreign(page: str, *names: str) -> list[str]:
    """Return the words of a page that are neither Korean nor a name."""
    body = CITED.sub(" ", SWITCH.sub(" ", page.split('<body class="', 1)[1].split(">", 1)[1]))
    seen = SHORT.sub(" ", re.sub(r"<[^>]+>", " ", body))
    for name in names:
        seen = seen.replace(name, " ")
    return re.findall(r"[A-Za-z]{3,}|[\u4e00-\u9fff]+", seen)
