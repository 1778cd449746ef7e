"""What did the app on a phone ask for, with all that is wrong with it at once?"""

import uuid

from doorstep_desk.fieldwork.reading import read_json
from doorstep_desk.plumbing.refusal import Malformed


def registration(body: bytes) -> tuple[uuid.UUID, str, int]:
    """Return identifier, name and schema of a phone that registers.

    Raises:
        Malformed: One of them is missing or none.
    """
    message = read_json(body)
    faults = []
    try:
        device_id = uuid.UUID(str(message.get("device_id")))
    except ValueError:
        faults.append("device_id is no identifier")
    name, schema = message.get("name"), message.get("schema")
    if not isinstance(name, str) or not name.strip() or "\0" in name:
        faults.append("name is missing")
    if type(schema) is not int:
        faults.append("schema is no whole number")
    if faults:
        raise Malformed(faults)
    return device_id, str(name), int(schema or 0)


def device_named(text: str) -> uuid.UUID:
    """Return the phone that an address names.

    Raises:
        Malformed: It names none.
    """
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Malformed(["device is no identifier"]) from None
