"""What is refused about evidence."""

from doorstep_desk.plumbing.refusal import Refused


def too_large(most: int) -> Refused:
    """Return the refusal for more bytes than evidence of its kind may have."""
    megabytes = most // 1_048_576
    return Refused(
        "evidence_too_large",
        f"This is larger than {megabytes} MB. Take the picture again in a lower resolution, or a "
        "shorter recording; the visit itself is recorded.",
        zh=f"文件超过 {megabytes} MB。请降低分辨率重拍，或缩短录音；上门记录不受影响。",
        details={"most": most},
    )


def kind_unknown() -> Refused:
    """Return the refusal for what is neither a picture, a recording nor a signature."""
    return Refused(
        "evidence_kind_unknown",
        "Only photographs (JPEG, PNG, WebP), recordings (MP4, WebM, Ogg), signatures are taken.",
        zh="只接收照片（JPEG、PNG、WebP）、录音（MP4、WebM、Ogg）和签名。",
    )


def out_of_place(have: int) -> Refused:
    """Return the refusal for a part that does not go on where the office stands."""
    return Refused(
        "chunk_out_of_place",
        f"Send on from byte {have}.",
        zh=f"请从第 {have} 字节继续发送。",
        details={"have": have},
    )


def total_differs(total: int) -> Refused:
    """Return the refusal for bytes whose number changed on the way."""
    return Refused(
        "total_differs",
        f"These bytes were announced as {total}. Send them under their own hash.",
        zh=f"此前声明的大小为 {total} 字节，请核对后重新发送。",
        details={"total": total},
    )


def hash_differs() -> Refused:
    """Return the answer to bytes that are all there and are not those of their name."""
    return Refused(
        "hash_differs",
        "What arrived is not what was announced. Nothing of it was kept; send it again.",
        zh="收到的内容与声明不符，已全部丢弃，请重新发送。",
        details={"have": 0},
    )


def blob_unknown() -> Refused:
    """Return the refusal for bytes of which nothing has arrived."""
    return Refused(
        "blob_unknown", "Nothing of this has arrived. Send it from the beginning.",
        zh="尚未收到任何内容，请从头发送。", details={"have": 0},
    )  # fmt: skip


def part_unknown() -> Refused:
    """Return the refusal for evidence that does not exist for the asker, or is not whole."""
    return Refused("part-unknown", "There is no such evidence among what you may see.")


def part_unreadable() -> Refused:
    """Return the refusal for evidence of which no viewing copy can be made."""
    return Refused(
        "part-unreadable", "No viewing copy can be made of this; the original stays closed."
    )
