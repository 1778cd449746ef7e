"""Who goes where, and when?

A pure orienteering problem with windows: choose the visits worth most, and the pair and order for
each, so that every start is lawful, every pair is home in time and nobody is given too many.

======================================  =====================================================
``problem.StopColumns``                 candidates: case, value, place, stay, language
``problem.WindowColumns``               lawful start windows, several per stop allowed
``problem.RoutingProblem``              stops, windows, pairs, travel table, price of a kilometre
``travel.StraightLine(...)``            ``.between(latitude, longitude) -> TravelTable``
``travel.FixedTable(table)``            a table that was made elsewhere, behind the same protocol
``solve.solve(problem, iterations,      ``-> plan.RoutePlan``; the same inputs and seed give the
seed)``                                 same plan, because the search stops by iterations
``check.check_plan(problem, plan)``     ``-> tuple[Violation, ...]``; shares no solver code
``explain.stop_reasons(problem, plan)``       why each stop is where it is, in numbers
``explain.unvisited_reasons(problem, plan)``  why each other candidate is not, with the number
======================================  =====================================================

All clock times are whole minutes after local midnight, all lengths whole metres, all values fen.
"""
