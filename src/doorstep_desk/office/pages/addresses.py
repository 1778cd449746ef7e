"""How is what a reader chose kept in the address of a page?"""

from collections.abc import Mapping
from urllib.parse import urlencode


def query(values: Mapping[str, str], **changed: str) -> str:
    """Return query text with some fields changed; empty ones are left out."""
    wanted = {**values, **changed}
    return urlencode({name: value for name, value in wanted.items() if value})
