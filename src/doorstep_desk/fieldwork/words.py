"""What is said to a phone about each of its records, in both languages?"""

from typing import Final

Both = dict[str, str]
"""A sentence in Chinese and in English."""

SAID: Final[dict[str, tuple[str, str]]] = {
    "does_not_open": (
        "这条记录无法打开，已原样保存，办公室会查看。",
        "This record does not open. It is kept as it came, and the office looks at it.",
    ),
    "unreadable": (
        "这条记录的格式无法读取，已原样保存，办公室会查看。",
        "This record cannot be read. It is kept as it came, and the office looks at it.",
    ),
    "too_large": (
        "这条记录过大，已原样保存，办公室会查看。",
        "This record is too large. It is kept as it came, and the office looks at it.",
    ),
    "hash_wrong": (
        "这条记录与其校验值不符，已原样保存，办公室会查看。",
        "This record does not match its own hash. It is kept, and the office looks at it.",
    ),
    "of_another_phone": (
        "这条记录属于另一部手机，已原样保存，办公室会查看。",
        "This record was made on another phone. It is kept, and the office looks at it.",
    ),
    "id_reused": (
        "同一编号曾发送过不同内容；两份都已保存，以第一份为准，办公室会查看。",
        "Another record was sent under this name. Both are kept, the first one stands, and the "
        "office looks at it.",
    ),
    "number_taken": (
        "同一序号已有另一条记录；两份都已保存，办公室会查看。",
        "Another record has this number. Both are kept, and the office looks at it.",
    ),
    "chain_broken": (
        "这条记录与前一条不衔接，已原样保存，办公室会查看。",
        "This record does not follow the one before. It is kept, and the office looks at it.",
    ),
    "number_missing": (
        "前面有记录尚未收到，请继续发送。",
        "A record before this one has not arrived. Keep sending.",
    ),
    "evidence_kind_unknown": (
        "只接收照片（JPEG、PNG、WebP）、录音（MP4、WebM、Ogg）和签名。",
        "Only photographs (JPEG, PNG, WebP), recordings (MP4, WebM, Ogg), signatures are taken.",
    ),
    "evidence_too_large": (
        "文件过大。请降低分辨率重拍，或缩短录音；上门记录不受影响。",
        "This is too large. Take the picture again in a lower resolution, or a shorter recording; "
        "the visit itself is recorded.",
    ),
    "correction_received": (
        "更正已收到，原记录保留。是否立即生效由办公室判断，可能先由另一人复核。",
        "The correction is received, and the first record stays. The office sees whether it holds "
        "at once; a second person may look first.",
    ),
    "to_review": (
        "已收到。办公室会复核这次上门，你可以补充说明。",
        "Received. The office looks at this visit again; you can add your word.",
    ),
}


def both(code: str) -> Both:
    """Return what a word means, in both languages."""
    zh, en = SAID[code]
    return {"zh": zh, "en": en}
