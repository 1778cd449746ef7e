"""Is a model's folder whole, however many processes write it in the same moment?"""

from tests.app.decisions.folder_writers import faults_of_writers

ROUNDS = 120
FILES = ["card.json", "manifest.json", "metrics.json", "model.json", "signature.txt"]


def test_processes_that_write_the_same_folder_at_once_leave_it_whole_and_no_draft(tmp_path):
    assert faults_of_writers(tmp_path, ROUNDS) == []
    folders = sorted((tmp_path / "models" / "paid").iterdir())
    assert len(folders) == ROUNDS
    assert {tuple(sorted(file.name for file in folder.iterdir())) for folder in folders} == {
        tuple(FILES)
    }
