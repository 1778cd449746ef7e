"""What is refused about phones."""

from doorstep_desk.plumbing.refusal import Refused


def device_revoked(*, is_replaced: bool = False) -> Refused:
    """Return the refusal for a phone that was taken back, or that another one replaced."""
    if is_replaced:
        return Refused(
            "device_revoked",
            "Another phone signed in as you and took the place of this one. If it is yours, go on "
            "with it; if it is not, call your team lead now.",
            zh="另一部手机用您的账号登录，已代替这部手机。是您的，就用那部；不是，请马上告诉组长。",
        )
    return Refused(
        "device_revoked",
        "The office has taken this phone out of use. Its papers are wiped; what it has not sent "
        "stays on it. Ask your team lead.",
        zh="办公室已停用这部手机。手机上的资料会清除，未发送的记录仍保留。请联系组长。",
    )


def device_unknown() -> Refused:
    """Return the refusal for a phone that the asker has not registered."""
    return Refused(
        "device_unknown",
        "This phone is not registered to you. Open the app and sign in again.",
        zh="这部手机没有登记在你名下。请打开应用重新登录。",
    )


def device_of_another() -> Refused:
    """Return the refusal for a phone that is registered to somebody else."""
    return Refused(
        "device_of_another",
        "This phone is registered to somebody else. Ask the office to take it back first.",
        zh="这部手机已登记给别人。请先让办公室收回。",
    )


def epoch_changed(server_epoch: str, last_device_sequence: int) -> Refused:
    """Return the refusal for a phone that knew this store before it was restored."""
    return Refused(
        "epoch_changed",
        "The office's store was restored. Send everything that you still hold again.",
        zh="办公室的数据已恢复到较早的备份。请把手机上仍保留的记录全部重新发送。",
        details={
            "server_epoch": server_epoch,
            "known": {"last_device_sequence": last_device_sequence},
        },
    )


def schema_too_old(oldest: int) -> Refused:
    """Return the refusal for an app that is more than two versions behind."""
    return Refused(
        "schema_too_old",
        "This app is too old to send. Open it with a signal so that it renews itself; what you "
        "wrote down stays.",
        zh="应用版本过旧，无法发送。请在有信号时打开应用更新；已写下的记录会保留。",
        details={"oldest_accepted": oldest},
    )
