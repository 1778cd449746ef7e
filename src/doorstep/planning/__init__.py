"""When does each lawful visit happen, and by which pair?

=============================================  ==============================================
``windows.LawfulStarts``                       start windows as compliance gives them, in minutes
``windows.stop_windows(lawful, stay_minutes,   ``-> routing.problem.WindowColumns``: cut to what
pairs)``                                       some shift can reach
``day_plan.VisitCandidates``                   columns: case, prize, place, stay, language
``day_plan.prepare_day(candidates, pairs,      ``-> routing.problem.RoutingProblem``
windows, travel)``
``day_plan.plan_day(candidates, pairs,         ``-> DayPlan``: routes, a reason per stop, the
windows, travel, seed, iterations)``           unplanned with reasons, violations found (none)
``day_plan.eager_for(problem, booked)``,       the same day with booked visits first for the
``day_plan.as_valued(plan, problem)``          search, and its plan at true values again
``slots.all_slots(today, policy)``,            ``-> Slot``: what a borrower can book, of what is
``slots.with_room(...)``                       lawful
``recheck.recheck(problem, plan, may_visit)``  ``-> tuple[Violation, ...]``: checker and the law
``replan.drop_pair(...)``,                     ``-> Replan``: stops already begun stay, the others
``replan.withdraw_stop(...)``                  keep their pair and order, the cost is reported
``remaining.remaining_shifts(problem,          ``-> tuple[PairShift, ...]``: who can still go
plan, now_minute)``                            out, for a new version of a day that has begun
``wording.stop_sentence(reason)``,             ``-> Sentence`` in Chinese and English
``wording.unplanned_sentence(reason, letters)``
=============================================  ==============================================

The order of a day is: ``strategy.allocate`` → ``strategy.visits.visit_candidates`` →
``planning.plan_day`` → ``planning.recheck`` → ``strategy.visits.settle_visits`` (cases that did
not fit get their best other treatment under the capacities that are left).
"""
