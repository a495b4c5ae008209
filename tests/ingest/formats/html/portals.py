"""Pages as portals of different makes and years publish a document, for tests: each a template around its lines.

None is a copy of a page: they are written from what such pages have in common (names of elements, meta fields, buttons).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Document:
    """What is published: its title, its lines (the title not among them) and tables, as rows of cells."""

    title: str
    lines: tuple[str, ...]
    number: str = "某府规〔2024〕8号"
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()


def table(rows: Sequence[Sequence[str]], attributes: str = 'border="1"') -> str:
    body = "".join("<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>" for row in rows)
    return f"<table {attributes}><tbody>{body}</tbody></table>"


def tables(document: Document) -> str:
    return "".join(map(table, document.tables))


def _links(*texts: str, item: str = "li") -> str:
    return "".join(f'<{item}><a href="/x.html" target="_blank">{text}</a></{item}>' for text in texts)


NAVIGATION = _links("首页", "走进某市", "政务公开", "政务服务", "互动交流", "数据开放", "政府公报", "专题专栏")
NEWS = _links(
    "某市召开2024年全市经济工作会议，部署下一阶段重点任务",
    "市长调研重点项目建设，强调要全力以赴确保按期完工",
    "我市出台若干措施，支持民营经济高质量发展",
    "关于2024年国庆节放假安排的通知",
    "一图读懂：某市促进消费若干措施",
)
FOOTER = """<div class="foot"><a href="#">网站地图</a>|<a href="#">联系我们</a>|<a href="#">关于我们</a>
<p>主办：某市人民政府办公室 承办：某市大数据管理局</p><p>网站标识码：3301000001 <a href="#">浙ICP备05000001号</a>
<a href="#">浙公网安备 33010002000001号</a></p><p>建议使用1366*768分辨率/谷歌浏览器浏览本网站</p></div>"""
SHARE = """<div class="share"><span>分享到：</span><a class="wx">微信</a><a class="wb">微博</a></div>
<div>【字体：<a href="javascript:f(16)">大</a> <a href="javascript:f(14)">中</a> <a href="javascript:f(12)">小</a>】</div>"""


def _page(title: str, body: str, head: str = "", site: str = "某市人民政府") -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}_{site}</title>{head}'
        f"<style>.a{{color:red}}</style><script>var a = '<p>不是正文。</p>';</script></head><body>{body}</body></html>"
    )


def _paragraphs(lines: Sequence[str], tag: str = "p", attributes: str = "", indent: str = "") -> str:
    return "\n".join(f"<{tag}{attributes}>{indent}{escape(line)}</{tag}>" for line in lines)


def ucap(document: Document) -> str:
    """As the central government's portal: a table of metadata, then UCAP-CONTENT."""
    meta = f"""<table class="bd1" border="0" width="100%"><tbody>
<tr><td><b>索 引 号：</b></td><td>000014349/2024-00008</td><td><b>主题分类：</b></td><td>综合政务\\其他</td></tr>
<tr><td><b>发文机关：</b></td><td>某市人民政府办公厅</td><td><b>成文日期：</b></td><td>2024年03月01日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">{document.title}</td></tr>
<tr><td><b>发文字号：</b></td><td>{document.number}</td><td><b>发布日期：</b></td><td>2024年03月15日</td></tr>
<tr><td><b>主 题 词：</b></td><td colspan="3"></td></tr></tbody></table>"""
    body = f"""<div class="header"><ul>{NAVIGATION}</ul></div><div class="BreadcrumbNav">当前位置：<a>首页</a> &gt; <a>政策</a> &gt; 正文</div>
<div class="content"><div class="policyLibraryOverview_header">{meta}</div>
<div class="pages_content" id="UCAP-CONTENT"><p align="center" style="text-align:center"><strong>{document.title}</strong></p>
{_paragraphs(document.lines, attributes=' style="text-indent: 2em; font-family: 宋体"')}{tables(document)}</div></div>
<div class="pchide"><div class="editor"><span>责任编辑：张三</span></div>{SHARE}</div>
<div class="related"><h3>相关稿件</h3><ul>{NEWS}</ul></div>{FOOTER}"""
    return _page(document.title, body, site="政府信息公开专栏")


def trs(document: Document) -> str:
    """As TRS sites: paragraphs with ideographic indents, empty paragraphs, the attribute line in one cell."""
    body = f"""<div class="top">{NAVIGATION}</div><div class="dqwz">您现在的位置：<a>首页</a>>><a>政府文件</a></div>
<div class="main"><div class="xl_title"><h1>{document.title}</h1></div>
<div class="xl_attr">发布时间：2024-03-15 09:12　　来源：某市人民政府办公室　　浏览次数：<script>document.write(1)</script>次　　{SHARE}</div>
<div class="xl_con"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2}}</style><div class="Custom_UnionStyle">
<P align=center>{document.number}</P>
{_paragraphs(document.lines, "P", "", "　　").replace("</P>", "</P><P>&nbsp;</P>")}{tables(document)}</div></div></div>
<div class="fujian">相关附件：</div><div class="xl_bottom"><span>打印本页</span> <span>关闭窗口</span></div>
<p>扫一扫在手机打开当前页</p></div>
<div class="xgwj"><h2>相关解读</h2><ul>{NEWS}</ul></div>{FOOTER}"""
    return _page(document.title, body)


def old_layout(document: Document) -> str:
    """As pages of the 2000s: tables place everything, nothing is closed, paragraphs are parted by line breaks."""
    text = "<BR>\n<BR>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + escape(line) for line in document.lines)
    links = _links("领导之窗", "机构设置", "政策法规", "人事任免", "统计数据", item="td")
    return f"""<HTML><HEAD><TITLE>{document.title}</TITLE></HEAD><BODY topmargin=0>
<TABLE width=778 border=0 cellspacing=0 align=center><TR><TD colspan=2><IMG src=images/banner.jpg width=778 height=120>
<TR><TD colspan=2><TABLE width=100%><TR>{links}</TABLE>
<TR><TD width=180 valign=top><TABLE><TR><TD>栏目导航<TR><TD><A href=1.asp>市政府文件</A><TR><TD><A href=2.asp>办公室文件</A></TABLE>
<TD width=598 valign=top><TABLE width=100% border=0><TR><TD align=center><B><FONT size=4>{document.title}</FONT></B>
<TR><TD align=center>{document.number}
<TR><TD><HR><FONT style="font-size:14px">{text}</FONT>{tables(document)}
<TR><TD align=right>【<A href="javascript:window.print()">打印</A>】【<A href="javascript:window.close()">关闭</A>】</TABLE>
<TR><TD colspan=2 align=center>版权所有：某市人民政府　技术支持：某市信息中心<BR>地址：某市人民路1号　邮编：310000</TABLE></BODY></HTML>"""


def split_divisions(document: Document) -> str:
    """The article in several divisions beside each other, its number and signature apart, with a sidebar between."""
    third = max(len(document.lines) // 3, 1)
    parts = [document.lines[:third], document.lines[third : 2 * third], document.lines[2 * third :]]
    divisions = "".join(f'<div class="part">{_paragraphs(part, "div")}</div>' for part in parts)
    body = f"""<header><nav>{NAVIGATION}</nav><input value="请输入关键字"></header>
<div class="wrap"><div class="left"><h2 class="tit">{document.title}</h2><div class="wh">{document.number}</div>
<div class="info"><span>发布机构：某市科学技术局</span><span>发布日期：2024-03-15</span></div>{divisions}{tables(document)}
<div class="btns"><a>打印</a><a>收藏</a></div></div>
<aside><h3>热点推荐</h3><ul>{NEWS}</ul></aside></div><footer>{FOOTER}</footer>"""
    return _page(document.title, body, f'<meta name="ArticleTitle" content="{document.title}">')


def word_export(document: Document) -> str:
    """As Word saves a page: styles on everything, lines of the source broken anywhere, the head placed by a table."""

    def wrapped(text: str) -> str:
        return "\n".join(escape(text[i : i + 37]) for i in range(0, len(text), 37))

    paragraphs = "\n\n".join(
        f"<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span\nlang=EN-US"
        f" style='font-size:16.0pt'><o:p></o:p></span><span style='font-size:16.0pt;font-family:\n仿宋_GB2312'>{wrapped(line)}"
        "</span><span lang=EN-US><o:p></o:p></span></p>"
        for line in document.lines
    )
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 11">
<title>{document.title}</title><!--[if gte mso 9]><xml><o:Author>user</o:Author></xml><![endif]-->
<style><!-- p.MsoNormal {{mso-style-parent:"";}} --></style></head><body lang=ZH-CN><div class=Section1>
<table class=MsoNormalTable border=0 cellspacing=0 style='border-collapse:collapse'><tr><td width=400><p class=MsoNormal
align=center><span style='color:red'>某市人民政府办公室</span></p></td><td rowspan=2><p class=MsoNormal>文件</p></td></tr>
<tr><td><p class=MsoNormal><span style='color:red'>某市财政局</span></p></td></tr></table>
<p class=MsoNormal align=center>{document.number}</p>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>{document.title}</span></b></p>
{paragraphs}{tables(document)}</div></body></html>"""


def sidebar_with_prose(document: Document) -> str:
    """A right column with summaries in sentences, and the explanation of the text under it."""
    summaries = "".join(
        f"<dl><dt><a>政策问答第{i}期</a></dt><dd>为帮助企业了解政策，现就有关问题解答如下，供参考使用。</dd></dl>"
        for i in range(4)
    )
    explanation = _paragraphs(
        [f"本次出台的政策共有{i}项内容，主要回应企业关心的问题，力求务实管用。" for i in range(3, 8)]
    )
    body = f"""<div class="topbar"><a>无障碍阅读</a><a>长者模式</a><a>登录</a></div><ul class="nav">{NAVIGATION}</ul>
<div class="container"><div class="col-md-8"><div class="Article_title">{document.title}</div>
<div class="Article_time">（2024年3月15日）　<i>字号：</i><i>大</i><i>中</i><i>小</i></div>
<div class="Article_content" id="ivs_content">{_paragraphs(document.lines, attributes=' style="text-indent:2em"')}{tables(document)}</div>
<div class="tit">政策解读</div><div class="jd">{explanation}</div></div>
<div class="col-md-4"><h4>相关问答</h4>{summaries}</div></div>{FOOTER}"""
    return _page(document.title, body)


def list_of_metadata(document: Document) -> str:
    """Metadata as a list in brackets, a hidden copy of the text for search, buttons in the article itself."""
    meta = "".join(
        f"<li><label>[{name}]</label><span>{value}</span></li>"
        for name, value in (
            ("主题分类", "科技、教育/科技"),
            ("发文机构", "某市科学技术局"),
            ("成文日期", "2024-03-01"),
            ("发文字号", document.number),
            ("废止日期", "----"),
            ("发布日期", "2024-03-15"),
        )
    )
    body = f"""<div class="header"><ul>{NAVIGATION}</ul></div><div class="crm-location">当前位置： 首页 &gt; 政策公开 &gt; 政策文件</div>
<div class="header-con"><ol class="doc-info">{meta}</ol><div class="doc-tit">{document.title}</div></div>
<div style="display:none" id="searchtext">{"".join(document.lines)}</div>
<div id="mainText" class="mainTextBox"><div class="tools"><span>打印</span><span>收藏</span></div><div class="view TRS_UEDITOR">
{_paragraphs(document.lines)}{tables(document)}</div></div>
<div class="hot"><h5>热门文章</h5><ul>{NEWS}</ul></div>{FOOTER}"""
    return _page(document.title, body)


def open_government_table(document: Document) -> str:
    """As catalogues of open information: labels in th, the text under them, and a copy of it for telephones."""
    meta = f"""<table class="xxgk_table" border="1"><tr><th>索引号</th><td>01234567-8/2024-00042</td><th>公开方式</th><td>主动公开</td></tr>
<tr><th>文号</th><td>{document.number}</td><th>发布机构</th><td>某市科学技术局</td></tr>
<tr><th>生效日期</th><td>2024-04-01</td><th>有效性</th><td>有效</td></tr></table>"""
    text = _paragraphs(document.lines) + tables(document)
    body = f"""<div class="pc"><ul>{NAVIGATION}</ul><div class="main-fl-bt">{meta}<h1>{document.title}</h1>
<div class="main-txt" id="zoom">{text}</div></div><ul>{NEWS}</ul>{FOOTER}</div>
<div class="wap"><h1>{document.title}</h1><div id="zoom2">{text}</div>{FOOTER}</div>"""
    return _page(document.title, body)


def division_lines(document: Document) -> str:
    """Paragraphs that are spans with line breaks in a single element, no headings, the title in bold."""
    text = "<br/>".join(f"<span>　　{escape(line)}</span>" for line in document.lines)
    body = f"""<table width="100%"><tr><td>{_links("首页", "新闻", "公开", item="span")}</td></tr></table><center><b>{document.title}</b></center>
<center>【发布日期：2024-3-15】 【来源：市发改委】 【点击次数：1024】</center><hr>
<div class="nr">{text}</div>{tables(document)}<center>[<a href="#">返回</a>] [<a href="#">打印</a>] [<a href="#">关闭</a>]</center>
<div align="center">上一篇：<a>关于公布第二批名单的通知</a><br>下一篇：<a>关于开展年度考核工作的通知</a></div>{FOOTER}"""
    return _page(document.title, body)


def preformatted(document: Document) -> str:
    """A text that was put on the net as it was, in one element for preformatted text."""
    text = "\n".join("　　" + escape(line) for line in document.lines)
    body = f"<ul>{NAVIGATION}</ul><h3>{document.title}</h3><pre>{document.number}\n\n{text}\n</pre>{tables(document)}{FOOTER}"
    return _page(document.title, body)


def application(document: Document) -> str:
    """As pages that a script shows: everything but the frame is hidden until then."""
    body = f"""<div id="app"><ul>{NAVIGATION}</ul><div class="detail" style="display: none;"><h1>{document.title}</h1>
<section>{_paragraphs(document.lines)}{tables(document)}</section></div></div><noscript>请启用 JavaScript。</noscript>{FOOTER}"""
    return _page(document.title, body)


def links_everywhere(document: Document) -> str:
    """News above, beside and under the article, in one column; signature and annex outside of its element."""
    head, last = document.lines[:-2], document.lines[-2:]
    body = f"""<ul>{NAVIGATION}</ul><div class="news"><ul>{NEWS}</ul></div><p class="crumb"><a>首页</a> / <a>文件</a> / 详情</p>
<article><h1>{document.title}</h1><p class="sub">某市人民政府办公室 2024-03-15 阅读：12</p>
<div class="txt">{_paragraphs(head)}</div><div class="sign">{_paragraphs(last, attributes=' align="right"')}</div>{tables(document)}
<ul class="down"><li><a href="a.docx">附件：申报表.docx</a></li></ul><ul>{NEWS}</ul></article>{FOOTER}"""
    return _page(document.title, body)


def broken_title(document: Document) -> str:
    """The title broken over lines, the article in a cell, a disclaimer in sentences under it."""
    cut = len(document.title) // 2 + 3
    title = f"{document.title[:cut]}<br>{document.title[cut:]}"
    text = _paragraphs(document.lines, attributes=" class=p1")
    body = f"""<div id="top">{_links("网站首页", "机构职能", "政策法规", item="span")}</div>
<table class="con"><tr><td class="title" align="center">{title}</td></tr>
<tr><td align="center"><span>信息来源：办公室</span> <span>更新时间：2024-03-15</span> <span>阅读：88次</span></td></tr>
<tr><td class="zw">{text}{tables(document)}</td></tr></table>
<p>免责声明：本网站刊登的文件以正式印发的文本为准，如有出入，以纸质文件为准，未经许可不得转载，违者追究责任。</p>{FOOTER}"""
    return _page(document.title, body)


PORTALS: tuple[Callable[[Document], str], ...] = (
    ucap,
    trs,
    old_layout,
    split_divisions,
    word_export,
    sidebar_with_prose,
    list_of_metadata,
    open_government_table,
    division_lines,
    preformatted,
    application,
    links_everywhere,
    broken_title,
)
