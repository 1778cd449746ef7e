"""Which answers stop us?"""

import pytest

from doorstep.wording.opt_out import is_opt_out


@pytest.mark.parametrize(
    "said",
    [
        "退订", "退訂", "退 订", "ＴＤ", "td", " T D ", "T", "STOP", "Stop.", "stop!", "stop all",
        "不要再联系我", "请不要再發短信", "别再给我发", "别打扰我", "停止联系", "拒收短信",
        "取消訂閱", "please stop texting me", "UNSUBSCRIBE", "opt out", "do not contact me",
        "don't call me again",
        "수신거부", "그만", "TD\n", "【退订】", "\u200btd",
    ],
)  # fmt: skip
def test_this_stops_us(said):
    assert is_opt_out(said)


@pytest.mark.parametrize(
    "said",
    ["", "N", "好的", "可以", "明天联系我", "12月3日", "我不同意这个金额", "ok", "Thursday at 10",
     "停车场见", "the bus stop is near", "谢谢"],
)  # fmt: skip
def test_this_does_not_stop_us(said):
    assert not is_opt_out(said)
