"""What waits on disk comes back as it was, in its order, as often as wanted."""

from hypothesis import given
from hypothesis import strategies as st

from doorstep.intake.kept.spool import CHUNK, Spool


def test_an_empty_spool_has_nothing():
    assert list(Spool()) == []
    assert len(Spool()) == 0


@given(
    count=st.sampled_from([1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]),
    in_memory=st.sampled_from([1, 1 << 20]),
)
def test_values_come_back_in_their_order_from_memory_or_disk(count, in_memory):
    spool = Spool[tuple[int, str]](in_memory)
    for number in range(count):
        spool.append((number, "行"))
    wanted = [(number, "行") for number in range(count)]
    assert list(spool) == wanted
    assert list(spool) == wanted
    assert len(spool) == count
    assert max(map(len, spool.chunks())) <= CHUNK


def test_two_readers_do_not_disturb_each_other():
    spool = Spool[int](1)
    for number in range(2 * CHUNK):
        spool.append(number)
    assert all(one == other for one, other in zip(spool, spool, strict=True))


def test_a_spool_passes_to_another_process_as_a_file(tmp_path):
    spool = Spool[int](1)
    for number in range(CHUNK + 5):
        spool.append(number)
    state = spool.written_to(tmp_path / "spool")
    assert list(Spool.read_from(tmp_path / "spool", state)) == list(range(CHUNK + 5))
