"""Which words are written, whatever they are dressed up as?

Full-width letters, traditional characters, spaces and marks between characters, and characters
that nobody sees change nothing about what a reader reads.
"""

import re
import unicodedata
from typing import Final

_TRADITIONAL: Final = (
    "賴赖 債债 還还 訴诉 償偿 貸贷 錢钱 額额 應应 業业 單单 銀银 電电 話话 簡简 訊讯 達达 證证 "
    "據据 執执 強强 財财 產产 凍冻 結结 賬账 戶户 學学 師师 長长 親亲 誰谁 鄰邻 關关 係系 聯联 "
    "絡络 連连 讓让 門门 開开 曬晒 圖图 報报 網网 絕绝 對对 過过 復复 後后 會会 國国 黨党 獄狱 "
    "騙骗 詐诈 偵侦 檢检 處处 罰罚 員员 隊队 車车 時时 間间 內内 點点 現现 說说 認认 識识 確确 "
    "書书 簽签 違违 約约 損损 傳传 喚唤 審审 庭庭 發发 異异 動动 導导 環环 線线 無无 馬马 "
    "丟丢 臉脸 們们 個个 來来 別别 給给 寫写 賣卖 買买 養养 兒儿 媽妈 爺爷 歲岁 殺杀 剎刹 條条 "
    "腿腿 燒烧 號号 機机 攝摄 錄录 屬属 屆届 總总 幾几 併并 當当 務务 權权 請请 閱阅 訂订 斷断 "
    "嗎吗 撥拨 擾扰 煩烦 與与 為为 將将 爲为 數数 壹一 貳二 參三 伍五 陸六 柒七 捌八 玖九 拾十 "
    "佰百 仟千 萬万 圓元 兩两 緊紧 繫系 獲获 場场 幫帮 償偿 遲迟 籌筹 該该 陰阴 擔担"
)
_SIMPLE: Final = str.maketrans({pair[0]: pair[1] for pair in _TRADITIONAL.split()})
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_BETWEEN: Final = re.compile(r"[\W_]+")
_HAN: Final = r"[\u3400-\u9fff]"
_LOOSE: Final = re.compile(rf"(?<={_HAN})[\W_]+(?={_HAN})")


def has_unseen(text: str) -> bool:
    """Say whether a text holds characters that nobody sees, or that turn its direction."""
    return _UNSEEN.search(text) is not None


def plain(text: str) -> str:
    """Return a text in simplified characters, narrow letters and lower case, marks kept."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return seen.translate(_SIMPLE).casefold()


def squeezed(text: str) -> str:
    """Return the plain text without whatever stands between two Chinese characters."""
    return _LOOSE.sub("", plain(text))


def letters_only(text: str) -> str:
    """Return the plain text with nothing but letters and digits."""
    return _BETWEEN.sub("", plain(text))
