"""Every text that an answer may contain besides the policy's own words, side by side."""

from __future__ import annotations

EMPTY = "请输入一个问题，例如：{example}"
TOO_LONG = "问题太长了（{length} 字）。请精简到 {limit} 字以内再问。"

SMALL_TALK = {
    "greeting": "您好！{document}里写的内容都可以问我，我会注明出自哪一条。",
    "thanks": "不客气！还想了解什么，接着问我就好。",
    "farewell": "好的，再见！以后有问题随时来问。",
    "praise": "谢谢夸奖，能帮上忙就好！还有问题接着问。",
    "complaint": "抱歉，没能答好。您可以换个说法，或者写明是哪一条、哪个单位，我再查一次。",
    "who_are_you": "我是回答政策问题的程序，不是真人。我只按{document}的原文回答，并注明出自哪一条。",
    "what_can_you_do": "您可以问我{document}里写了什么：有什么规定、数额和期限是多少、由谁负责、第几条讲什么，也可以让我数一数、比一比。文件没有写的，我会直说。",
    "wait": "好的，不着急，您想好了再问。",
    "understood": "好的，还想了解什么随时问我。",
}
"""By `answer.models.plan.Talk`."""
ATTACK = "我只回答与{document}有关的问题，不执行其他指令。"
OFF_TOPIC = "这个问题不在{document}的范围内，我只能回答与这份文件有关的问题。"
NO_RESULTS = "没有在{document}中找到与这个问题有关的内容。"
NOT_STATED = "{document}没有写明这一点，我不能替它作答。"
NOT_FOUND = "{where}未载明{kind}，我不能替它作答。"
NOT_SURE = "没有找到能确定回答这个问题的原文。最接近的条款里写有{kind}，是不是您要问的，请对照原文判断。"
WHICH_TASK = "请写明要查的是哪项任务，例如：{example}"
OTHER_SCOPE = "{document}没有提到{names}，我只能回答这份文件写明的内容。"
OTHER_DOCUMENT = "您问的是{names}，这里没有收录，不能替它作答。这里收录的是{document}，可以问它的内容。"
LIBRARY = "已收录的政策文件"
THIS_DOCUMENT, THESE_DOCUMENTS = "这份文件", "这些文件"
OFF_TOPIC_IN_LIBRARY = "已收录的政策文件里没有谈到这个问题，我只能回答这些文件写明的内容。"
MORE_DOCUMENTS = "（另有 {count} 份文件也可能写有，可以写明地区或文件名称再问。）"
NOTHING_IN_IT = "没有找到能确定回答这个问题的原文。"
CAVEATS = "注意：{document}{caveats}。"
NOTHING_PUBLISHED = "政策库里还没有已发布的文件，请联系管理员放入文件。"
NO_SUCH_DOCUMENT = "没有编号为“{name}”的已发布文件。"
NO_SUCH_MEASURE = "{document}没有{label}：措施共 {count} 条。"
NO_NUMBERED = "{document}没有{label}：文件没有编号的措施。"
NUMBERS_LEFT_OUT = "{document}没有{label}：措施共 {count} 条，编号不连续，最后是{last}。"
NO_SUCH_PART = "{document}没有{label}。"
SHARED_LABEL = "（编号同为{label}的有 {count} 条：{places}。）"
NO_SUCH_SECTION = "{document}没有{label}：共 {count} 个部分。"
NO_SUCH_SCENARIO = "{document}没有{label}：附件所列场景共 {count} 项。"

RELATED = "相关条款（供参考，不是对所问的回答）："
RELATED_LINE = "{name}：{text}"
ASK_CONSULTED = "可以咨询{label}写明的单位：{agencies}。"
ASK_OWNERS = "可以询问{label}的责任单位：{agencies}。"
ASK_INTERPRETER = "可以询问负责解释这份文件的单位（原文：{said}）。"
AND_OTHERS = "等"
ABSENT = "（{note}）"
VALIDITY = "（规划期至 {year} 年，后续政策请以主管部门发布为准。）"
CARRIED = "（承接上文，按“{question}”理解）"

SUGGEST_MEASURE = "“{title}”包括哪些内容？"
SUGGEST_AGENCIES = "“{title}”由哪些单位负责？"
SUGGEST_NUMBER = "{label}写了什么？"

SCENARIO_NUMBER = "附件第{number}项"
WITHIN = "（{section}）"
NOTICE_LABEL = "通知和引言"
PARAGRAPH_OF = "{label}第{number}段"
THIS_PARAGRAPH = "“{label}”这段"
CITED = "〔{label}〕"
SIDE, LISTED = "：", "、"
"""Behind what is compared; between several of them."""
AGENCIES = "责任单位：{agencies}"
HEADLINE = "**{agencies}**"
OPEN_LIST = "（文件以“等”字收尾，名单未列尽）"
DOMAIN = "应用领域：{domain}"
CELL = "{head}：{cell}"

# Answers from the table of responsibilities.
NAMED_ROW = "附件第{number}项：{name}"
TITLED = "{title}："
RELATED_MEASURE = "相关措施：{measure}"
OPEN_LISTS = "（名单末尾的“等”字是文件原有的，表示未列尽）"
NO_LEAD_AGENCY = "文件只列出责任单位，没有区分牵头和配合。"
LEADS = "牵头单位：{agencies}"
HELPS = "配合单位：{agencies}"
CONTACTS = "**政策咨询：{agencies}**"
ROLE_OF = "{agency}（{role}）"
DECLARED = "文件对各项统一写明：“{written}”{also}"
DECLARED_OWNERS = "，责任单位还有{agencies}"
ROLES_WRITTEN = "谁牵头、谁配合，原文的写法是：“{written}”"
OWNERS_SAME = "**责任单位相同**"
OWNERS_REORDERED = "**责任单位相同，排列次序不同**"
OWNERS_DIFFER = "**责任单位不同**"
OWNED_BY_ALL = "都列有：{agencies}"
IS_LISTED = "**是。责任单位名单中有{agency}。**"
LISTED_IN_ALL = "**责任单位名单中有{agency}。**"
LISTED_IN_SOME = "**责任单位名单中有{agency}的：{listed}；没有写的：{missing}。**"
NOT_ALONE = "**责任单位名单中不只有{agency}，还有{others}。**"
IS_ALONE = "**责任单位名单中只有{agency}。**"
ALONE_AS_FAR_AS_NAMED = "**责任单位名单中只写了{agency}，但没有逐一列名，可能另有单位。**"
NOT_LISTED = "**责任单位名单中没有{agency}。**"
NOT_LISTED_OPEN = "**责任单位名单中没有写{agency}，但名单以“等”字收尾，未列尽。**"
NOT_LISTED_CLASS = "**责任单位名单中没有写{agency}，但名单写有“各区”一类统称，没有逐一列名。**"
SOME_LISTED = "**责任单位名单中有{listed}，没有{missing}。**"

MEASURE_COUNT = "措施 {count} 条"
ROW_COUNT = "附件场景 {count} 项"
PARAGRAPH_COUNT = "其他段落 {count} 段"
POINT_COUNT = "共 {count} 项"
IN_ALL = "**一共 {count} 条**"
FIRST_OF_LIST, LAST_OF_LIST = "第一项是“{name}”", "最后一项是“{name}”"
COMPARED = "前面说到的{values}中，{ends}"
TOLD_ASKED = "前面说到的{values}：{asked}"
EXTREME, ENDS = "{end}的是{value}", {"most": "最大", "least": "最小"}
SECTION_COUNT = "共 {count} 个部分"
DOMAIN_COUNT = "附件场景分属 {count} 个应用领域"
TOTAL = "，共 {count} 项"
AGENCY_COUNT = "{count} 家"
BY_LISTS = "（按责任单位名单统计）"
TASKS_OF = "**{agency}：{counts}**"
TASKS_JOINT = "**{agencies}共同列为责任单位的：{counts}**"
TASKS_COMMON = "同时列有这几家的：{tasks}"
TASKS_WITHOUT = "**{about}责任单位有{agency}、没有{other}的：{counts}**"
TASKS_LACKING = "**{about}责任单位名单中没有写{agency}的：{counts}**"
ABOUT_AND = "与“{topic}”有关、"
EVERY_LIST = "所问范围内，写了责任单位的每一项都列有{agency}。"
NOR = "、也没有写"
CANNOT_RULE_OUT = "（其中{labels}的名单以“等”字收尾，或写有“各区”一类统称，没有逐一列名，不能断定不含{agency}。）"
WITHOUT_LISTS = "（另有{counts}没有写责任单位，未计入。）"
UNCLEAR_NEGATION = "没有看懂这里否定的是什么，为免答反，请换个问法，例如：{example}"
SUGGEST_WITHOUT = "哪些任务不由{agency}负责？"
OTHER_OWNERS = "**除{agency}外，责任单位还有：{others}**"
NO_OTHER_OWNERS = "**除{agency}外，责任单位名单中没有写其他单位。**"
EXCEPTED_NOT_LISTED = "责任单位名单中本来没有写{agency}。"
NOT_ALL_NAMED = "（名单没有逐一列名，可能另有单位。）"
ALL_OWNERS = "**责任单位名单写有文件提到的所有单位。**"
NOT_OWNERS = "**责任单位名单中没有写的单位：{agencies}**"
TASKS_WITHIN = "（范围：{group}）"
LEFT_OUT = "（不含{items}）"
REST_UNCLEAR = "没有算出除去{items}以后还剩什么，为免答错，请直接写明要查的内容。"
NAMED_ITEMS = "所问的几项"
OF_THEM = "中有关“{group}”的"
TASKS_ABOUT = "（与“{topic}”有关的）"
MORE_TASKS = "**{agency}较多**"
EQUAL_TASKS = "**数量相同**"
NO_TASKS = "{document}的责任单位名单中，没有{what}。"
NO_TASKS_BUT = "{agency}列名的有：{tasks}。"
AGENCY_LINE = "{agency}：{counts}"

EXPANDED = "（“{written}”按“{agency}”理解）"
IN_DOUBT = "“{written}”是指{agency}吗？以下按此作答。"
AMBIGUOUS = "“{written}”可能指{candidates}，请写明是哪一个。"
UNKNOWN_AGENCY = "{document}没有把{written}列为责任单位。"
MENTIONED_IN_TEXT = "正文提到它的有 {count} 条："
CLOSEST_AGENCIES = "文件中名称最接近的责任单位是：{closest}。"
NO_AGENCIES_HERE = "**文件没有写明责任单位。**"
NO_AGENCIES = "这份文件没有列出责任单位。"
SUGGEST_TASKS = "{agency}有哪些任务？"

# Facts about the document itself.
FACTS = {
    "title": "标题",
    "number": "文号",
    "issuers": "发文单位",
    "issued": "印发日期",
    "addressees": "主送单位",
    "approval": "批准情况",
    "effective": "施行时间",
    "until": "有效期",
    "replaces": "废止的旧文件",
    "interpreter": "解释单位",
    "stage": "文件状态",
    "consultation": "征求意见的时间",
    "contact": "遇到问题向谁反映",
    "history": "通过和修改的经过",
    "purpose": "目的",
    "period": "规划期",
    "outline": "结构",
}
FACT = "{fact}：{value}"
DAY_OF = "{act}日期"
DONE_ON = "（{day}{act}）"
FACT_NOT_STATED = "文件没有写明{fact}。"
FACTS_NOT_STATED = "{document}没有写明{facts}，我不能替它作答。"
PRINTED_ONLY = "页面标注的{printed}"
PRINTED_TOO = "（页面标注的{printed}）"
TIMES = "{act} {count} 次"
SO_OFTEN = "（共{counts}）"
DAY = "{day.year}年{day.month}月{day.day}日"
ISSUED_ON = "印发日期：{day}"
LAST_DAY = "（据此推算，到{day}）"
TITLE_SAYS = "标题写明“{words}”"

# What a document says of itself as a whole.
GIST_LEADS = {
    "overview": "{document}的主要内容",
    "purpose": "制定的目的",
    "goals": "要达到的目标",
    "applies_to": "适用的对象和范围",
    "benefits": "原文中与此有关的支持和便利（选摘）",
    "outline": "各个部分",
}
OUTLINE = "全文共 {count} 部分：{parts}"
OUTLINE_OF_TASKS = "任务共 {count} 个方面：{parts}"
ASPECT_COUNT = "共 {count} 个方面"
DEFINED = "“{term}”的含义"

# Answers that read every item.
LISTED = "**提到{words}的：{counts}**（逐条检索原文）"
LISTED_TOGETHER = "**同时提到{words}的：{counts}**（逐条检索原文）"
LISTED_WITHOUT = "**没有提到{words}的：{counts}**（逐条检索原文）"
LISTED_UNSTATED = "**没有写明{words}的：{counts}**（逐条检索原文）"
LACKING_UNCLEAR = "没有算出哪些内容不是这样，为免答反，请换个问法。"
LISTED_TITLES = "**名称中有{words}的：{counts}**（逐条检索原文）"
ONLY_ELSEWHERE = "逐条检索原文，措施和附件场景都没有提到“{words}”，{places}中有"
NOT_MENTIONED = "逐条检索原文，{document}没有提到“{words}”。"
NEAR_IN_MEANING = "原文没有“{word}”这个说法，意思相近的有："

# What an assistant has to do without.
DEGRADED = {
    "without_model": "嵌入模型用不了，目前只按字词检索：把握不大的一律不答。请运行 python -m index doctor 查明原因。",
    "without_learned": "从问题中学到的权重读不出来，目前只按规则判断答与不答。请运行 git checkout -- answer 恢复。",
}

# Why what was learned from questions is not used.
LEARNED_MISFITS = {
    "document": "从问题中学到的权重是用另一份文件训练的，没有用在这份文件上。",
    "text": "正文有改动，从问题中学到的权重是用改动前的正文训练的，没有采用，答与不答只按规则判断。请运行 python -m eval fit --write answer 重新训练，或恢复原来的正文。",
    "model": "从问题中学到的权重是用另一个嵌入模型训练的，没有采用，答与不答只按规则判断。请运行 python -m eval fit --write answer 重新训练。",
}

# Who wrote the text.
BY_MODEL = "（模型表述：{model}；每句已与原文核对）"
BY_EXTRACT = "（原文摘编；没有采用模型 {model} 的表述：{reason}）"
MODEL_FAILURES = {
    "unreachable": "连不上模型服务",
    "tls": "与模型服务的安全连接建不起来",
    "unauthorized": "模型服务不接受密钥",
    "no_model": "模型服务没有这个模型",
    "busy": "模型服务正忙",
    "server": "模型服务出错",
    "timeout": "模型没有按时答完",
    "broken": "模型的回答中断了",
    "empty": "模型没有回答",
    "endless": "模型的回答过长",
    "resting": "模型服务连续出错，暂停使用",
    "insufficient": "模型写的句子都没有通过核对",
    "incomplete": "模型写得不完整",
    "refused": "模型认为依据不足",
}

EVERY, OF = "全部", "的"
LAST_ONES, FIRST_ONES = "排在最后", "排在最前"
MOST, FEWEST = "{what}最多", "{what}最少"
LARGEST, SMALLEST = "写明的{what}最大", "写明的{what}最小"
AGENCIES_OF_TASK, AGENCIES_WITH_ROLE = "责任单位", "{role}单位"
SAYS: dict[str, str] = {
    "name": "名称中有{words}",
    "beginning": "以{words}开头",
    "agencies": "责任单位名单写有{words}",
    "text": "正文提到{words}",
    "anywhere": "提到{words}",
}
SAYS_NOT: dict[str, str] = {
    "name": "名称中没有{words}",
    "beginning": "不以{words}开头",
    "agencies": "责任单位名单没有写{words}",
    "text": "正文没有提到{words}",
    "anywhere": "没有提到{words}",
}
STATES = "写明{fact}"
IN_PART = "在{part}中"
ENDS_OPEN, TITLED_ITEMS = "责任单位名单以“等”字收尾", "有标题"
SAME_AGENCIES, ANOTHER = "责任单位与{item}相同", "另一项"
SAME_NUMBER = "{what}数相同"
BEHIND, BEFORE = "紧跟在{item}之后", "紧挨在{item}之前"
ONLY_HAS = "只有{said}"
IN_EVERY = "每一项{what}都列名"
WITH_AGENCY, WITHOUT_AGENCY = "责任单位有{agency}{how}", "责任单位没有{agency}{how}"
IN_FRONT, IN_ROLE = "（排在首位）", "（{role}）"
WITH_AGENCIES = "写有责任单位"
INSIDE, NOT_INSIDE = "{group}中", "不在{group}中"
BESIDES_ITEMS, LEFT_OUT_ITEMS = "（不含{items}）", "不算{items}"
DENIED = "不是{said}"
AMONG = "在{said}的{what}中"
FIRST_LISTED, LISTED_IN, HOLDS = "排在首位", "列名", "含"
READING, READING_LACKS = "{why}（把握 {score}）{said}", "；没有用上“{words}”"
SELECTED = "**{what}：{counts}**"
NONE_SELECTED = "逐条核对，{document}{besides}没有{what}。"
BY_TEXT = "（逐条检索原文）"
BY_STRUCTURE = "（按文件的条目统计）"
NOT_USED = "（没有用上“{words}”这个条件，结果可能比您要的宽。）"
ITEMS_OF = "{group}：{counts}"
KIND_COUNT = "{count} {unit}"
