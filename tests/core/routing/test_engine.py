import pytest

from doorstep.routing.engine import FORBIDDEN_MINUTES, build, search


def test_a_fen_is_worth_as_many_units_as_metres_it_could_drive(build_day):
    model = build(build_day([(10, 0)], [1000]))
    assert model.data.client(0).prize == 12_500  # 80 fen a kilometre: 12.5 metres for a fen
    assert not model.data.client(0).required


def test_a_stop_with_two_windows_is_two_clients_of_which_one_may_be_visited(build_day):
    model = build(
        build_day([(10, 0), (5, 0)], [1, 1], windows=[(0, 560, 600), (0, 900, 950), (1, 540, 900)])
    )
    assert model.stop_of == [0, 0, 1]
    assert model.client_of == {(0, 560): 0, (0, 900): 1, (1, 540): 2}
    group = model.data.group(0)
    assert (list(group.clients), group.required, group.mutually_exclusive) == ([0, 1], False, True)


def test_windows_and_shifts_are_handed_on_as_they_are(build_day, build_pair):
    model = build(
        build_day(
            [(10, 0)], [1], windows=[(0, 560, 600)], pairs=[build_pair(starts=500, ends=900)]
        )
    )
    client, vehicle = model.data.client(0), model.data.vehicle_type(0)
    assert (client.tw_early, client.tw_late, client.service_duration) == (560, 600, 20)
    assert (vehicle.tw_early, vehicle.tw_late) == (500, 900)


def test_the_number_of_visits_is_a_load_that_is_dear_to_exceed(build_day, build_pair):
    model = build(build_day([(10, 0)], [1000], pairs=[build_pair(most=7)]))
    load = model.data.client(0).delivery[0]
    assert model.data.vehicle_type(0).capacity == [7 * load]
    assert load > 1


def test_a_stop_in_another_language_is_out_of_reach(build_day, build_pair):
    model = build(
        build_day(
            [(10, 0), (20, 0)],
            [1, 1],
            pairs=[build_pair(0), build_pair(1, languages=("ko",)), build_pair(2)],
            languages=["ko", ""],
        )
    )
    profiles = [model.data.vehicle_type(pair).profile for pair in range(3)]
    assert profiles[0] == profiles[2] != profiles[1]  # one table per set of barred stops
    barred = model.data.duration_matrix(profiles[0])
    assert barred[0, 3] == barred[3, 4] == FORBIDDEN_MINUTES
    assert barred[3, 3] == 0
    assert model.data.duration_matrix(profiles[1])[1, 3] == 10


def test_the_search_never_returns_a_plan_that_does_not_hold(build_day):
    problem = build_day(
        [(10, 0), (-10, 0)], [90_000, 80_000], windows=[(0, 560, 560), (1, 560, 565)]
    )
    found = search(build(problem), [[0]], ceiling=0.001, iterations=50, seed=1)
    assert found in (None, [[0]], [[1]])


def test_a_day_in_which_nothing_is_worth_anything_can_still_be_said(build_day):
    assert build(build_day([(10, 0)], [0])).rate == pytest.approx(1.0)
