"""How are the words of models, groups and surroundings said to people?"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ODDS_LISTS: Final[dict[str, dict[str, Promise]]] = {
    "model_head": {
        "contact": _("Reaching the borrower"),
        "paid_within_14_days": _("Paying within 14 days"),
        "promise": _("Making a promise"),
        "promise_kept": _("Keeping a promise"),
    },
    "model_state": {
        "in_use": _("in use"),
        "candidate": _("candidate"),
        "blocked": _("blocked"),
        "superseded": _("was in use"),
        "rolled_back": _("gone back from"),
    },
    "rival": {
        "challenger": _("LightGBM, 31 leaves"),
        "scorecard": _("Scorecard"),
        "standing": _("The model in use"),
    },
    "attribute": {
        "language": _("Language"),
        "age": _("Age"),
        "gender": _("Gender"),
    },
    "group": {
        "zh": _("Chinese"),
        "ko": _("Korean"),
        "en": _("English"),
        "unknown": _("not known"),
        "male": _("men"),
        "female": _("women"),
        "below 30": _("below 30"),
        "30 to 44": _("30 to 44"),
        "45 to 59": _("45 to 59"),
        "60 and over": _("60 and over"),
    },
    "standing": {
        "within": _("within the limit"),
        "over": _("beyond the limit"),
        "unclear": _("unclear"),
    },
    "layer": {
        "holiday": _("Holiday"),
        "disaster": _("Disaster"),
        "harvest": _("Harvest"),
        "pay_day": _("Pay-day"),
        "unemployment": _("Unemployment"),
        "rule_change": _("Change of rules"),
    },
    "product": {
        "consumer_loan": _("Consumer loans"),
        "business_loan": _("Business loans"),
        "card": _("Cards"),
        "p2p_loan": _("Loans between people"),
        "other": _("Other credit"),
    },
    "layer_column": {
        "county": _("County"),
        "kind": _("Kind"),
        "begins_on": _("First day"),
        "ends_on": _("Last day"),
        "level": _("Strength"),
        "source": _("Source"),
    },
    "figure": {
        "auc": _("Ranking (AUC)"),
        "log_loss": _("Log-loss"),
        "brier": _("Brier score"),
        "ece": _("Calibration error"),
        "ks": _("Greatest gap (KS)"),
        "slope": _("Calibration slope"),
    },
}
