"""How is a source cited in the reader's language?

Sources stand in the rule files in English. Those of China and of the house have a Chinese
wording in ``sources.yaml``; others are cited as they stand.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from doorstep.parameters.legs import words
from doorstep.parameters.strict_yaml import ParameterError, parsed


def cited(source: str, language: str) -> str:
    """Return a source of the register as it is cited in a language.

    Args:
        source: As it stands in the rule file.
        language: zh, en or ko. Korean readers get the Chinese wording, under which a law is found.
    """
    return source if language == "en" else chinese_sources().get(source, source)


@cache
def chinese_sources() -> Mapping[str, str]:
    """Return the Chinese wording of each source that has one.

    Raises:
        ParameterError: The file breaks the schema.
    """
    name = "sources.yaml"
    raw = parsed(files("doorstep.parameters").joinpath(name).read_text(encoding="utf-8"), name)
    if not isinstance(raw, dict):
        raise ParameterError(f"{name}: expected sources and their wordings")
    return {words(source, name): words(text, f"{name} {source}") for source, text in raw.items()}
