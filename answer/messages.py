"""Every text that an answer may contain besides the policy's own words, side by side."""

from __future__ import annotations

EMPTY = "请输入一个问题，例如：{example}"
TOO_LONG = "问题太长了（{length} 字）。请精简到 {limit} 字以内再问。"

GREETING = "您好！我可以回答与{document}有关的问题，并注明出自哪一条。"
OFF_TOPIC = "这个问题不在{document}的范围内，我只能回答与这份文件有关的问题。"
NO_RESULTS = "没有在{document}中找到与这个问题有关的内容。"
NOT_STATED = "{document}没有写明这一点，我不能替它作答。"
NOT_FOUND = "没有在{where}中找到所问的{kind}，我不能替它作答。"
OTHER_SCOPE = "{document}没有提到{names}，我只能回答这份文件写明的内容。"
NO_SUCH_MEASURE = "{document}没有{label}：措施共 {count} 条。"
NO_SUCH_SCENARIO = "{document}没有{label}：附件所列场景共 {count} 项。"

SUGGEST_MEASURE = "“{title}”包括哪些内容？"
SUGGEST_AGENCIES = "“{title}”由哪些单位负责？"
SUGGEST_NUMBER = "{label}写了什么？"

NOTICE_LABEL = "通知和引言"
CITED = "〔{label}〕"
AGENCIES = "责任单位：{agencies}"
OPEN_LIST = "（文件以“等”字收尾，名单未列尽）"
SCENARIO_LINE = "{name}（应用领域：{domain}）"
