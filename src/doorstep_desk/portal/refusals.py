"""How is a refusal said to a borrower beside a form?"""

from collections.abc import Mapping
from typing import Final

from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say

OTHERWISE: Final = "지금은 처리할 수 없습니다. 변경된 내용은 없습니다. 저희에게 문의해 주십시오."
KOREAN: Final[Mapping[str, str]] = {
    "approval-missing": "감면이 포함된 합의입니다. "
    "다른 담당자가 승인한 뒤에 다시 서명을 부탁드리겠습니다.",
    "arrangement-active": "이행 중인 다른 합의가 있습니다. 먼저 저희에게 문의해 주십시오.",
    "code-not-sent": "지금은 인증번호를 보낼 수 없습니다. "
    "나중에 다시 시도하시거나 만나서 종이에 서명해 주십시오.",
    "contact-unreadable": "휴대전화 번호 11자리 또는 전자우편 주소를 입력해 주십시오.",
    "document-file-too-large": "저희 문서는 모두 5 MB보다 작습니다. 받으신 PDF를 선택해 주십시오.",
    "document-not-agreed": "이 합의는 더 이상 유효하지 않아 서명하실 필요가 없습니다.",
    "document-not-for-signing": "서명이 필요한 문서가 아닙니다.",
    "document-signed": "이미 서명하신 합의입니다.",
    "kind-unknown": "하나 이상 선택해 주십시오.",
    "no-visit-possible": "지금은 방문을 예약할 수 없습니다.",
    "nothing-booked": "취소할 예약이 없습니다.",
    "slot-taken": "방금 다른 분이 예약한 시간입니다. "
    "다른 시간을 선택해 주십시오. 변경된 내용은 없습니다.",
    "slot-unreadable": "시간을 하나 선택해 주십시오.",
    "number-unreadable": "방문자가 보여 드린 숫자 8자리를 입력해 주십시오.",
    "times-unusable": "요일을 하루 이상 선택하고, 끝나는 시간을 시작 시간보다 늦게 "
    "선택해 주십시오.",
    "signing-needs-proof": "등록된 신분증 번호가 없어 본인임을 확인할 수 없습니다. "
    "만나서 종이에 서명해 주십시오.",
    "too-many-checks": "확인 횟수가 너무 많습니다. 10분 뒤에 다시 시도해 주십시오. "
    "그동안 문을 열지 않으셔도 됩니다.",
    "too-many-codes": "인증번호를 너무 많이 요청하셨습니다. 10분 뒤에 다시 시도해 주십시오.",
    "words-missing": "몇 마디라도 적어 주십시오.",
}


def wrong_code() -> str:
    """Return the sentence for a one-time code that opens nothing, whatever is wrong with it."""
    return say(
        "验证码不对，或者已经过期。可以再试几次，或者重新要一个。",
        "This code is wrong or too old. Try again, or ask for a new one.",
        "인증번호가 맞지 않거나 유효 시간이 지났습니다. 다시 입력하시거나 새로 요청해 주십시오.",
    )


def told(refused: Refused, chinese: Mapping[str, str]) -> str:
    """Return a refusal in the reader's language.

    Args:
        refused: It, with its English sentence.
        chinese: The Chinese sentences of the page, by code.
    """
    code, english = refused.code, refused.message
    return say(chinese.get(code, english), english, KOREAN.get(code, OTHERWISE))
