"""Are a store's secrets made once, closed to others, and replaceable?"""

import base64
import stat

import pytest

from doorstep_desk.plumbing.keys import create_keys, django_secret, load_keys


@pytest.fixture
def store(tmp_path):
    create_keys(tmp_path)
    return tmp_path


def coded(byte: int) -> str:
    return base64.b64encode(bytes([byte]) * 32).decode()


def test_a_missing_key_is_named(store):
    (store / "keys" / "blind-index").unlink()
    with pytest.raises(ValueError, match="'blind-index' is missing"):
        load_keys(store)


def test_a_short_key_is_refused(store):
    (store / "keys" / "permit-signing").write_text(base64.b64encode(b"short").decode())
    with pytest.raises(ValueError, match="must be 32 bytes"):
        load_keys(store)


@pytest.mark.parametrize("line", ["nokey", "abc " + coded(1), ""])
def test_a_ring_that_cannot_be_read_says_how_it_should_look(store, line):
    (store / "keys" / "encryption").write_text(line)
    with pytest.raises(ValueError, match="eight hex digits"):
        load_keys(store)


def test_nobody_else_may_read_them(store):
    folder = store / "keys"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = list(folder.iterdir())
    assert len(files) == 5
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_second_start_changes_nothing(store):
    before = load_keys(store), django_secret(store)
    create_keys(store)
    assert (load_keys(store), django_secret(store)) == before


def test_two_stores_share_no_secret(store, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    create_keys(other)
    one, two = load_keys(store), load_keys(other)
    assert one.blind_index != two.blind_index
    assert not set(one.encryption.values()) & set(two.encryption.values())


def test_the_last_key_of_the_ring_seals_and_all_open(store):
    with (store / "keys" / "encryption").open("a") as ring:
        ring.write(f"00000002 {coded(2)}\n")
    keys = load_keys(store)
    assert keys.active == bytes([0, 0, 0, 2])
    assert len(keys.encryption) == 2


def test_the_environment_goes_before_the_files(store, monkeypatch):
    monkeypatch.setenv("DOORSTEP_ENCRYPTION_KEYS", f"0000000a:{coded(1)},0000000b:{coded(2)}")
    monkeypatch.setenv("DOORSTEP_BLIND_INDEX_KEY", coded(3))
    keys = load_keys(store)
    assert keys.active == bytes([0, 0, 0, 11])
    assert keys.blind_index == bytes([3]) * 32


def test_before_the_first_start_the_session_secret_is_thrown_away(tmp_path):
    assert django_secret(tmp_path) != django_secret(tmp_path)
    assert not (tmp_path / "keys").exists()
