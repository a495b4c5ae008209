"""The words that every portal has around its articles, and those that documents have at their ends."""

from __future__ import annotations

import re

from ingest.grammar.document_title import DOCUMENT_NUMBER
from ingest.grammar.lines import LABELS
from ingest.quantities import PRINTED_DAY

_SHORT = 60
_WORD = (
    r"打印(?:本页|此页|文章|正文|预览)?|关闭(?:窗口|本页|页面|此页)?|返回(?:顶部|首页|列表|上页|上一页)?|回到顶部"
    r"|收藏(?:本页)?|分享(?:到|至)?|字体(?:大小)?|字号|大|中|小|默认|超大|标准|放大|缩小|A[+-]?|繁体|简体"
    r"|复制(?:链接)?|纠错|下载(?:原文|文字版|图片版|全文)?|保存|微信(?:好友)?|朋友圈|微博|新浪微博|腾讯微博|QQ(?:好友|空间)?"
    r"|人人网|豆瓣|更多|推荐|点赞|取消|登录|注册|搜索|首页|正文|全文|相关附件|标签|语音播报|朗读|播放|暂停|停止|听全文|TOP"
    r"|扫码浏览|手机版|电脑版|无障碍(?:阅读|浏览)?|关怀版|长者(?:助手|模式|版)|English(?: Version)?"
)
_BETWEEN = r"[\s【】\[\]（）()：:/|｜·>＞«»‹›+\-－—,，、]*+"
# Nothing that was matched is tried in another way: there are many ways to read a long row of such words.
_BUTTONS = re.compile(rf"{_BETWEEN}(?:(?>{_WORD}){_BETWEEN})++", re.IGNORECASE)
_ALWAYS = re.compile(
    r"ICP备|ICP证|公网安备|网站标识码|返回顶部|打印本页|关闭窗口|手机(?:上)?(?:打开|浏览|查看)(?:当前|本)页"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)\s*[:：]|责任编辑\s*[:：]",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    rf"{_ALWAYS.pattern}|版权所有|技术支持\s*[:：]|扫一扫|扫码|(?:手机|微信)(?:上)?(?:打开|浏览|查看|扫)"
    r"|浏览(?:次数|量|人数)|访问(?:次数|量)|点击(?:次数|数|率|量)|阅读(?:次数|量|数|\s*[:：]\s*\d)|您是第"
    r"|(?:字体|字号)(?:大小)?\s*[:：]|(?:您|你)?(?:当前|现在|目前)?(?:所在)?(?:的)?位置\s*(?:是)?\s*[:：]"
    r"|上一[篇条]\s*[:：]?|下一[篇条]\s*[:：]?|网站地图|(?:最佳|建议)(?:浏览|使用|分辨率)|浏览器|JavaScript|IPV6"
    r"|无障碍|适老化|纠错|copyright|all rights|©|我要评论|满意度|分享到|点击(?:查看|下载|播放)",
    re.IGNORECASE,
)
_BEGINNINGS = re.compile(
    r"[\[【（(]?\s*(?:责任编辑|编辑|审核|校对|作者|(?:信息|文章|稿件|新闻|文件)?来源|发布(?:人|者|时间|日期)|发表时间"
    r"|更新时间|日期|时间|字体|字号|关键词|标签|Tags?|供稿|撰稿|阅读|浏览|点击|主办(?:单位)?|承办(?:单位)?|联系我们|关于我们"
    r"|版权|备案|网站支持|分享)\s*[:：]",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"(?:免责|版权|重要|特别)声明|凡(?:本网|注明|转载)|本网(?:站)?(?:所有|转载|刊登|刊载)|未经.{0,20}(?:授权|许可|同意).{0,20}转载"
)
_EXPLANATION = re.compile(r"(?:相关|政策|文件|图文|音频|文字|一图读懂|点击查看)*(?:解读|图解)[:：】]?")
_PARTING = re.compile(
    r"[\s【】\[\]（）()]*(?:相关(?:解读|链接|文件|文章|新闻|信息|阅读|推荐|政策|报道|稿件|内容|资讯|问答)"
    r"|(?:政策|文件|图文|媒体|专家|文字|音频|视频)解读|(?:延伸|推荐|扩展)阅读|图解|一图读懂|图解政策|解读(?:文件|材料)"
    r"|网友评论|猜你喜欢|热点(?:新闻|推荐)|热门(?:文章|推荐))[\s【】\[\]（）():：]*"
)
_ATTACHMENT = re.compile(r"\s*(?:\d+[.．、]\s*)?附[件表录]|.*\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar|et)\b", re.IGNORECASE)
_DATE = re.compile(rf"\D{{0,30}}{PRINTED_DAY}\D{{0,4}}")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff\s、（）()]{2,80}(?:局|委|政府|厅|部|办公室|会|院|署|中心|行|公司|社|司|处|集团|队)(?:[（(][^（）()]{1,12}[）)])?"
)
_END = re.compile(
    r"[（(](?:此件|本文|公开|依申请)[^（）()]{0,20}[）)]|抄送.*|附[件表录].*|公开方式.*|主动公开|.{2,30}办公[厅室].{0,20}印发"
)


def is_furniture(text: str, linked: int) -> bool:
    """Tell a line that belongs to the page and not to what is published on it: buttons, counters, the footer."""
    if _BUTTONS.fullmatch(text) or _DISCLAIMER.match(text):
        return True
    if len(text) > _SHORT and not (linked or re.search(r"ICP备|公网安备|网站标识码|版权所有", text)):
        return False
    if _PHRASES.search(text) or _BEGINNINGS.match(text):
        return not any(pattern.match(text) for pattern in LABELS.values())
    return linked * 2 > len(text) and _EXPLANATION.search(text) is not None


def is_inserted(text: str, linked: int) -> bool:
    """Tell the same of a line among the paragraphs of an article, where most words of buttons may be its own."""
    if _BUTTONS.fullmatch(text):
        return linked > 0 or len(re.findall(_WORD, text)) > 1
    if len(text) > _SHORT or any(pattern.match(text) for pattern in LABELS.values()):
        return False
    return _ALWAYS.search(text) is not None or (linked * 2 > len(text) and _EXPLANATION.search(text) is not None)


def parts_articles(text: str) -> bool:
    """Tell a heading under which a page lists other pages, or explains its article."""
    return len(text) <= 12 and _PARTING.fullmatch(text) is not None


def is_attachment(text: str) -> bool:
    """Tell the name of a file that belongs to the article."""
    return _ATTACHMENT.match(text) is not None


def is_statement(text: str, linked: int, *, before: bool) -> bool:
    """Tell a line that documents have at their end (or ``before`` their text), wherever the page keeps it."""
    if is_furniture(text, linked) or parts_articles(text):
        return False
    if before:
        return linked == 0 and (DOCUMENT_NUMBER.fullmatch(text) is not None or text.startswith(("（", "(", "——")))
    if is_attachment(text):
        return True
    if linked * 2 > len(text):
        return False
    ends = any(pattern.fullmatch(text) for pattern in (_DATE, _OFFICE, _END))
    return ends or "。" in text or any(pattern.match(text) for pattern in LABELS.values())
