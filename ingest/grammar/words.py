"""The classes of words by which headings and paragraphs are told apart; each stands here once."""

from __future__ import annotations

import re

_AND = "[和与及、]"

_AIMS = (
    r"编制目的|编制依据|目的依据|制定依据|指导思想|基本原则|工作原则|主要原则|总体原则|建设原则|总体要求|工作要求及原则|总体思路|工作思路|总体考虑|总体部署|基本思路"
    r"|重[大要]意义|形势与意义|背景与意义"
    r"|(?:总体|主要|工作|发展|建设|行动|具体|预期|近期|远期|阶段性?|试点|规划|培育|攻坚|任务|总|量化)?(?:工作|发展)?目标(?:任务|定位|要求|愿景)?"
)
_SCOPES = r"(?:政策)?适用(?:范围|对象|条件和范围)|(?:支持|扶持|奖补|奖励|资助|补贴|政策|服务|培育|实施|认定|申报|申报主体及支持)(?:对象|范围)|(?:核心|相关|有关|基本|术语|名词)?(?:定义|术语)|(?:术语|定义)[与和]\S{2,4}|名词解释|概念界定"
AIM_HEADING = re.compile(
    rf"(?:明确|确立|坚持)?(?:(?:{_AIMS})(?:{_AND}|$)|原则$)+(?:[一-龥]{{0,4}}(?:目标|原则|任务|要求))?$"
)
"""Headings of what is meant to be reached or is believed: 总体要求, 指导思想, 基本原则, 工作目标."""
SCOPE_HEADING = re.compile(rf"(?:(?:{_SCOPES})(?:{_AND}[一-龥]{{2,6}})?)$")
"""Headings of definitions and of whom it applies to; beside measures these are none."""
CLOSING_HEADING = re.compile(
    r"附[\s　]*则|其[\s　]*他(?:事项|规定|说明|要求)?|(?:实施|施行|有效|执行)(?:日期|期限|时间)|(?:有关|相关)说明|解释权限?|施行与解释|政策解释"
)
"""Headings of the closing provisions of a document that has no articles."""

_THIS = (
    r"本(?:实施|若干|行动|工作|试行|暂行|管理)?(?:意见|办法|方案|措施|规定|通知|政策|计划|细则|条例|规划|决定|指引|清单|文件|规则|规范|通告|公告|标准|制度|要点|举措|行动|法|决议|章程)"
    r"|若干措施|行动方案|实施方案|上述政策|以上政策|《[^》]{2,40}》"
)
CLOSING = re.compile(
    rf"(?:{_THIS})(?!规定的|确定的|明确的|所称|所列|中)[^。；]{{0,60}}?(?:起(?:正式)?(?:施行|实施|执行|试行|生效)|(?:发布|印发|公布)之日|有效期|试行期|负责(?:具体)?(?:的)?(?:解释|统筹推进与解释)|解释权|予以解释|同时废止)"
    r"|政策(?:具体)?(?:实施|执行)期限|有效期内(?:遇|如遇|如)|(?:有效期|试行期|实施期限|执行期限|政策期限)(?:为|至|：|\d|[一二两三五])|解释权(?:归|属)|自(?:发布|印发|公布|颁布)之日起"
)
"""Final provisions: when it begins and ends, who interprets it, what it replaces."""
CLOSING_BLOCK = re.compile(
    rf"(?:{_THIS}|本文)(?:所称|中|未尽|与|若|如|执行|施行|实施|出台|条款|有关|涉及|内容|的|由|自)|(?:有效期内|执行期间|实施期间|实施过程中|政策执行|同一|如遇|如有|此前|原《|期满|各(?:县|区|市)[^。]{{0,10}}可(?:参照|结合))|最终解释|政策具体实施期限|名词解释|注[:：]"
)
"""What may stand in one block with a final provision, but is none by itself."""

ENUMERATION = re.compile(
    r"(?:如下|以下|下列|包括|分别为?|之一的?|条件|情形|标准|材料|原则|责任|要求|内容|程序|方面|体系|实现|工作|支持|措施|规定)?[^。；]{0,6}[:：]$"
)
"""How a sentence ends that introduces a list."""
