"""Does what runs beside the desk run once, come back when it ended, and end with the desk?"""

import sys
import time

from doorstep_desk.commands.oversight.beside import Beside


def writing(path, seconds: int) -> list[str]:
    """Return a program that writes a line and then lives for some seconds."""
    code = f"import time; open({str(path)!r}, 'a').write('.'); time.sleep({seconds})"
    return [sys.executable, "-c", code]


def begun(path) -> int:
    return len(path.read_text()) if path.exists() else 0


def wait_until(condition) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_while_it_runs_it_is_not_begun_twice_and_it_ends_when_asked(tmp_path):
    beside = Beside(writing(tmp_path / "log", 60), "The writer", again_after=0)
    wait_until(lambda: begun(tmp_path / "log"))
    for _ in range(3):
        beside.look()
    assert begun(tmp_path / "log") == 1
    asked = time.monotonic()
    beside.end()
    assert time.monotonic() - asked < 10


def test_one_that_ended_is_told_of_and_begun_again(tmp_path, capsys):
    beside = Beside(writing(tmp_path / "log", 0), "The writer", again_after=0)

    def looked() -> bool:
        beside.look()
        return begun(tmp_path / "log") >= 2

    wait_until(looked)
    beside.end()
    assert "The writer ended" in capsys.readouterr().err


def test_it_is_not_begun_again_before_its_time(tmp_path):
    beside = Beside(writing(tmp_path / "log", 0), "The writer", again_after=3600)
    wait_until(lambda: begun(tmp_path / "log"))
    for _ in range(20):
        beside.look()
        time.sleep(0.05)
    assert begun(tmp_path / "log") == 1
    beside.end()
