"""How likely is it, how sure are we, and why?

Every chance comes from one kind of model: an additive table per feature plus one per used pair of
features. The score is a sum of look-ups, and the reasons are its summands. Nothing here reads
age, gender, ethnicity, language, place, social media or bought data: the features are the closed
list of ``catalogue.FEATURES``.

Heads (``heads.Head``)
    ``CONTACT`` the borrower is reached by this attempt · ``PAID_WITHIN_14_DAYS`` any payment
    within 14 days · ``PROMISE`` a promise is made once reached · ``PROMISE_KEPT`` it is kept.

Learn (once a day, or whenever there are new outcomes)
    ``samples.contact_samples(facts, as_of_day) -> Samples``
    ``samples.payment_samples(facts, as_of_day, observed_from_day=None) -> Samples``
    ``samples.promise_samples(facts, as_of_day)``, ``promise_kept_samples(facts, as_of_day)``
        ``facts`` must hold closed and recalled cases too (with what was known of them), or the
        model learns only from those who have not paid. Only rows whose whole outcome window lies
        before ``as_of_day`` (a day number, Beijing) are made.
    ``fit.fit_head(samples, recipe, seed) -> FittedHead``; ``recipe.recipe_for(head) ->
    GlassBoxRecipe``. By time, twice: a trial on the oldest 70 %, calibrated on the next 15 %; its
    figures on the newest 15 % go on the card; then, for use, 85 % and 15 %, recalibrated on the
    newest 1,000 outcomes. Too few rows: the base rate, and every score says so (``basis`` is
    ``Basis.BASE_RATE``, word ``"base-rate"``).
    ``fit.base_rate_head(head, as_of_day) -> FittedHead``: without any history.

Score
    ``features.feature_matrix(facts, head, case_id, at, channel=None) -> FeatureMatrix``: one row
    per (case, instant in seconds[, ``codes.Channel`` of the planned attempt: contact head only]);
    strictly what was known before ``at``.
    ``FittedHead.predict(matrix) -> Likelihoods(p, low, high, support, basis)``: arrays, 90 %
    Jeffreys interval of the calibration bin and the outcomes in it (show as thin below 30).
    Refuses rows dated before the day up to which the head has learned.
    ``FittedHead(model: GlassBoxModel, card: ModelCard)``; ``as_dict()`` and ``from_dict()`` of the
    head, the model and the card are exact JSON round trips; ``model.version`` is a digest.

Explain
    ``reasons.explain(model, matrix, row, top=6) -> Explanation(base, prediction, reasons,
    rest_points)``: ``Reason(feature, label_zh, label_en, value, value_zh, value_en, log_odds,
    points)``; base + all points + rest_points = prediction.

    ``axes.indices(model, matrix, row) -> (Index(ability), Index(willingness))``, each 0 to 100
    with reasons; ``axes.AXES`` names the axis of every feature.

Any table, not only ours
    ``bench.run.bench(Order)`` learns and judges; ``hazard.run.curve`` is the chance by day,
    ``hazard.recovery.expected_recovery`` the money by day, ``causal.run.uplift`` and ``jump`` the
    effect of a treatment; ``glass.fast.FastBox`` scores streams of rows with their reasons.

Keep honest
    ``refresh.refresh(model, issued, outcomes, groups=None) -> GlassBoxModel``: chances as issued
    against what came of them. ``fit.refresh_head(head, samples, last=1000) -> FittedHead``: the
    same for a stored head, on the newest rows of later samples.
    ``fit.evaluate_head(head, samples) -> Evaluation(rows, base_rate, auc, ece, brier, log_loss)``
    on rows the head has never seen; ``evaluate.ece(chances, outcomes, bins=10)`` and so on.
"""
