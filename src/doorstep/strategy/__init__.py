"""What should be done for each case, given what is lawful, likely and available?

===========================================  ================================================
``treatment.house_costs()``                  ``-> TreatmentCosts``: money, minutes, harm, assumed
                                             effect of each treatment, from dated ``costs.yaml``
``value.ValueFacts``                         columns that value reads (chances, amounts, flags)
``value.value_treatments(facts, costs,       ``-> ValueColumns``: fen per case and treatment, with
estimates=())``                              gain, cost, harm, and what is assumed or measured
``capacity.Resources``                       what each treatment uses and how much there is
``capacity.day_resources(costs, capacity)``  the usual resources of a day from ``DayCapacity``
``allocate.allocate(values, mask,            ``-> Allocation``: chosen, runner-up, reasons, prices
resources, seed)``                           and a certified optimality gap
``visits.visit_candidates(...)``             ``-> VisitProposal``: rows worth routing, with prizes
``visits.settle_visits(...)``                ``-> Allocation`` once the routes are known
``explore.explore(...)``                     a small randomised slice, capacity kept exactly
``explore.withhold_visits(...)``             the same for visits, before they are routed
``explain.explain_case(...)``                sentences, Chinese and English, for one case
===========================================  ================================================

Columns of treatments are ordered as ``terms.codes.Treatment``; "none" is worth 0, always allowed.
Compliance comes in as a mask and is never a price. Pressure has no term anywhere.
"""
