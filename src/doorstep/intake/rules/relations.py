"""Is the relation of a contact to the borrower one that we know, and is it a child?"""

import re
from typing import Final

from doorstep.intake.dictionary import simplified
from doorstep.intake.rules.draft import Draft
from doorstep.terms.identity import MAJORITY

_RELATIONS: Final = frozenset(
    "本人 配偶 丈夫 妻子 父亲 母亲 父母 子女 儿子 女儿 兄弟 姐妹 哥哥 弟弟 姐姐 妹妹 兄弟姐妹 "
    "亲属 亲戚 朋友 同学 同事 邻居 担保人 共借人 其他".split()
)
_CHILD: Final = re.compile("未成年|小学|初中|幼儿园")
_AGE: Final = re.compile(r"(?<![0-9])([0-9]{1,2})\s*(?:周)?岁")


def warn_unknown_relation(draft: Draft) -> None:
    """Warn where the sheet has relations and this one is empty or none of the list."""
    if draft.has_column("relation"):
        relation = simplified(draft.text("relation") or "")
        if relation not in _RELATIONS:
            draft.warn("relation", "relation_unknown")


def reject_minor(draft: Draft) -> None:
    """Reject a contact person who is a child; minors are never contacted."""
    for column in ("relation", "remark"):
        text = simplified(draft.text(column) or "")
        is_young = any(int(age) < MAJORITY for age in _AGE.findall(text))
        if is_young or _CHILD.search(text):
            draft.reject(column, "contact_minor")
