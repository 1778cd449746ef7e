"""A day's papers for the phone, as an office would send them; everybody in them is invented."""

import base64
import hashlib
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from doorstep.compliance.leave.permit import Permit, sign

CANARY_SUM: Final = 481_236
PAY_LINK: Final = "https://pay.example.org/k/8830"
CANARY_CREDITOR: Final = "云杉小贷金丝雀"
CANARY_NAME: Final = "金雀明浩"
CANARY_ADDRESS: Final = "金丝雀小区 6 号楼 2 单元 401"
CODE_SEED: Final = bytes(range(32))
ANSWER: Final = "2207"
CODE: Final = "604815"
REASONS: Final = {
    "income_lower": ("收入减少", "Income fell"),
    "illness": ("生病", "Illness"),
    "business_slow": ("生意不好", "Business is slow"),
    "forgot": ("忘记日期", "Forgot the day"),
    "other": ("其他原因", "Another reason"),
}
_NAMES: Final = (CANARY_NAME, "顺子", "立军", "英姬", "春花", "哲洙", "玉兰", "阿依古丽")
_PLACES: Final = (
    ("延吉，" + CANARY_ADDRESS, 129_508_946, 42_891_255),
    ("龙井，安民街道文昌胡同 12 号", 129_426_000, 42_766_000),
    ("和龙，头道镇青山屯 3 组", 129_020_000, 42_545_000),
    ("图们，向上街道月宫小区 2 号楼", 129_843_000, 42_968_000),
    ("珲春，新安街道河畔花园 9 号楼", 130_366_000, 42_862_000),
)
_WHY: Final = (
    ("电话没有接通，本人选了这个时段", "No answer by phone; they chose this hour"),
    ("本人要求用朝鲜语面谈", "They asked to speak Korean, in person"),
    ("上次的约定今天到期", "What was agreed falls due today"),
)


def both(chinese: str, english: str) -> dict[str, str]:
    """Return a sentence in both languages."""
    return {"zh": chinese, "en": english}


def salted(answer: str, salt: str = "salz") -> dict[str, str]:
    """Return a salted hash of an answer."""
    return {"salt": salt, "hash": hashlib.sha256((salt + answer).encode()).hexdigest()}


def pack_of(stops: int, now: datetime, key: Ed25519PrivateKey, epoch: str) -> dict[str, Any]:
    """Return the papers of a day with so many stops, all of whose windows are open now."""
    return {
        "pack_id": str(uuid.uuid4()),
        "server_epoch": epoch,
        "made_at": now.isoformat(),
        "valid_until": (now + timedelta(hours=12)).isoformat(),
        "agent": {"id": 4, "name": "吴悦", "code_seed": base64.b64encode(CODE_SEED).decode()},
        "partner": {"id": 9, "name": "赵鹏"},
        "stop_list": [],
        "stops": [stop_of(order, now, key) for order in range(1, stops + 1)],
        "templates": [],
        "words": {
            "reasons": [{"code": code, "say": both(*say)} for code, say in REASONS.items()],
            "outcomes": {},
        },
        "safety": {"check_out_s": 2700, "call": "0433-0000000"},
    }


def stop_of(order: int, now: datetime, key: Ed25519PrivateKey) -> dict[str, Any]:
    """Return one stop."""
    text, east, north = _PLACES[(order - 1) % len(_PLACES)]
    opens, closes = now - timedelta(hours=1), now + timedelta(hours=4)
    return {
        "stop_id": f"00000000-0000-7000-8000-{order:012d}",
        "case_id": str(700 + order),
        "visit_id": f"10000000-0000-7000-8000-{order:012d}",
        "person_id": 7000 + order,
        "point_id": 30 + order,
        "purpose": "collect",
        "agents": [4, 9],
        "order": order,
        "eta": (now + timedelta(minutes=20 * order)).isoformat(),
        "window": [opens.isoformat(), closes.isoformat()],
        "reason": both(*_WHY[(order - 1) % len(_WHY)]),
        "address": {
            "text": text,
            "lon_e6": east + 900 * order,
            "lat_e6": north + 700 * order,
            "accuracy": 20,
        },
        "open": {"first_name": _NAMES[(order - 1) % len(_NAMES)], "subject": "personal"},
        "sealed": sealed_half(order, now),
        "wished": both("周一至周五 9:00–20:00", "Mon to Fri, 9:00–20:00") if order == 1 else None,
        "do_not": [
            both("不要在 12:00 到 14:00 之间去", "Do not come between 12:00 and 14:00"),
            both("不要对邻居说明来意", "Say nothing to neighbours"),
        ],
        "safety": [
            {**both("院里有狗，请先打电话", "A dog in the yard: call first"), "until": None}
        ]
        if order == 1
        else [],
        "permit": permit_of(order, opens, closes, key),
        "questions": [
            {
                "id": "q1",
                "say": both("登记手机的后四位", "Last four digits of their number"),
                **salted(ANSWER),
            }
        ],
        "code": salted(CODE, "pfeffer"),
        "confirm": {
            "proofs": {
                "document": {"points": 60, "most": 1},
                "question": {"points": 25, "most": 2},
                "code": {"points": 60, "most": 1},
            },
            "thresholds": {"subject": 0, "exists": 60, "amounts": 80},
        },
    }


def sealed_half(order: int, now: datetime) -> dict[str, Any]:
    """Return what opens only once it is certain who stands there."""
    return {
        "amounts": {
            "total_fen": CANARY_SUM + order,
            "parts": [
                {"say": both("本金", "Principal"), "fen": 450_000},
                {"say": both("利息", "Interest"), "fen": 31_236 + order},
            ],
        },
        "last_contact": {
            "at": (now - timedelta(days=3)).isoformat(),
            "say": both("电话，没有接听", "Phone, no answer"),
        },
        "promise": None,
        "account": {"creditor": CANARY_CREDITOR, "product": "随用贷", "number": "尾号 8830"},
        "asks": [],
        "ways": [{"kind": "link", "holder": CANARY_CREDITOR, "place": PAY_LINK}],
    }


def permit_of(order: int, opens: datetime, closes: datetime, key: Ed25519PrivateKey) -> str:
    """Return leave for a stop, as the office signs it."""
    permit = Permit(
        permit_id=f"20000000-0000-7000-8000-{order:012d}",
        person_id=7000 + order,
        channel="visit",
        point_id=30 + order,
        purpose="collect",
        window_starts_at=opens.astimezone(UTC),
        window_ends_at=closes.astimezone(UTC),
        rulebook_digest="ab" * 32,
        expires_at=(closes + timedelta(hours=1)).astimezone(UTC),
        nonce=f"nonce-{order}",
        agents=(4, 9),
        obligations=("leave_when_asked",),
    )
    return sign(permit, key).as_text()
