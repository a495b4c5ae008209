"""Characters that a PDF has in the place of those that it shows: radicals for the characters they are, ligatures."""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺊⺋⺌⺎⺏⺐⺑⺒⺓⺔⺛⺝⺞⺟⺠⺡⺢⺤⺨⺩⺫⺬⺮⺯⺰⺱⺲⺳⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂几卜㔾小尢尣尪尢巳幺彑无月歺母民氵氺爫犭王罒示竹糸纟网罒网羊羊芈老肀聿肉臼艹艹艹虎衤西西见角讠贝足车辶辶辶钅長镸长门阜阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙亀亀龟",
        strict=True,
    )
)
"""Simplified forms among the supplementary radicals, which Unicode gives no equivalent for."""
_RADICALS = range(0x2F00, 0x2FD6)
_COMPATIBLE = (range(0xF900, 0xFB00), range(0xFB00, 0xFB07), range(0x2F800, 0x2FA20))


def mended(char: str) -> str:
    """Return the character that is meant; nothing for bullets of symbol fonts and for what shows nothing."""
    code = ord(char)
    if code in _RADICALS or any(code in compatible for compatible in _COMPATIBLE):
        return unicodedata.normalize("NFKC", char)
    if 0xF000 <= code <= 0xF0FF or (unicodedata.category(char) == "Cc" and not char.isspace()):
        return ""
    return _SUPPLEMENT.get(char, char)
