"""Can somebody state from the command line how the agency works, in their own name?"""

from tests.app.commands.program import doorstep


def test_what_a_named_person_states_is_shown_and_a_slip_writes_nothing(tmp_path):
    place = ("--data-dir", tmp_path / "store")
    ground = ("--source", "check of equipment", *place)
    added = ("staff", "add", "wang", "--name", "王宁", "--role", "compliance")
    assert doorstep(*added, "--organisation", "长白外访", *place).status == 0

    told = doorstep("practice", "declare", "dress", "--by", "wang", *ground).refusal
    assert "needs an answer" in told
    told = doorstep("practice", "declare", "dress=smart", "--by", "wang", *ground).refusal
    assert "dress" in told
    assert "decent" in told
    told = doorstep("practice", "declare", "dress=decent", "--by", "nobody", *ground).refusal
    assert "nobody" in told
    file = tmp_path / "answers.yaml"
    file.write_text("dress: decent\nhas_loan_sheet: yes\n", encoding="utf-8")
    told = doorstep(
        "practice", "declare", "--file", file, "--lender", "x", "--by", "wang", *ground
    )
    assert "no lender named" in told.refusal

    done = doorstep(
        "practice", "declare", "--file", file, "--by", "wang", "--json", *ground
    ).answer
    assert done["answers"] == 2
    shown = {
        each["question"]: each for each in doorstep("practice", "show", "--json", *place).answers
    }
    assert shown["dress"]["answer"] == "decent"
    assert shown["has_loan_sheet"]["by"] == "wang"
    assert shown["has_id_documents"]["answer"] is None
    assert shown["has_id_documents"]["rules"] == ["CN-VISIT-02"]
