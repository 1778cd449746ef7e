"""How is a refusal said to a borrower beside a form?"""

from collections.abc import Mapping
from typing import Final

from doorstep_desk.plumbing.refusal import Refused
from doorstep_desk.plumbing.speech import say

OTHERWISE: Final = "지금은 처리할 수 없습니다. 변경된 내용은 없습니다. 저희에게 문의해 주십시오."
KOREAN: Final[Mapping[str, str]] = {
    "contact-unreadable": "휴대전화 번호 11자리 또는 전자우편 주소를 입력해 주십시오.",
    "document-file-too-large": "저희 문서는 모두 5 MB보다 작습니다. 받으신 PDF를 선택해 주십시오.",
    "kind-unknown": "하나 이상 선택해 주십시오.",
    "number-unreadable": "방문자가 보여 드린 숫자 8자리를 입력해 주십시오.",
    "times-unusable": "요일을 하루 이상 선택하고, 끝나는 시간을 시작 시간보다 늦게 "
    "선택해 주십시오.",
    "too-many-checks": "확인 횟수가 너무 많습니다. 10분 뒤에 다시 시도해 주십시오. "
    "그동안 문을 열지 않으셔도 됩니다.",
    "too-many-codes": "인증번호를 너무 많이 요청하셨습니다. 10분 뒤에 다시 시도해 주십시오.",
    "words-missing": "몇 마디라도 적어 주십시오.",
}


def told(refused: Refused, chinese: Mapping[str, str]) -> str:
    """Return a refusal in the reader's language.

    Args:
        refused: It, with its English sentence.
        chinese: The Chinese sentences of the page, by code.
    """
    code, english = refused.code, refused.message
    return say(chinese.get(code, english), english, KOREAN.get(code, OTHERWISE))
