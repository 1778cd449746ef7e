"""Are new names unique, ordered by time and impossible to guess?"""

import time
import uuid

from doorstep_desk.plumbing.identifiers import new_id


def test_ids_are_version_7_and_differ():
    made = [new_id() for _ in range(1000)]
    assert len(set(made)) == 1000
    assert {one.version for one in made} == {7}
    assert all(type(one) is uuid.UUID for one in made)


def test_later_ids_sort_later():
    first = new_id()
    time.sleep(0.003)
    assert first < new_id()
