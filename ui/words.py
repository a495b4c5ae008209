"""Every word of the page that is neither the document's nor part of an answer (`answer.messages`), side by side."""

from __future__ import annotations

import errno

from answer import messages

# The page.
NAME = "问政策"
KICKER = "政策文件问答，句句注明出处"
PERIOD = "规划期 {period}，"
DAY = "{0.year}年{0.month}月{0.day}日"
CAUTION = "仅供参考，以原文为准"
EXAMPLES_HEADING = "可以这样问"
CHAT = "对话记录"
BOX = "您的问题"
ANSWER = "回答"
HINT = "请输入您的问题（{limit} 字以内）"
SEND = "提问"
LARGE = "大字"
SETTINGS = "显示"

# A conversation.
BLANK = "（没有输入文字）"
SUGGEST = "您可以这样问："
DEGRADED = messages.DEGRADED
NO_OWNERS = "文件未写明责任单位"
SOURCES = "直接依据（点开看全文）"
RELATED = "相关条款（供参考，不是对所问的回答）"
OPENING = "正在打开索引"
PREPARING = "正在准备索引，完成后马上回答您的问题。"
AGAIN = "处理好以后再问一次即可，不必重启。"

# What one can do with an answer.
COPY_ANSWER = "复制回答"
RETRY = "重新回答"
VOTE = "这个回答有用吗？"
USEFUL = "有用"
USELESS = "没用"
WHY_USELESS = "哪里不好？（评价会和问题一起保存，其中的手机号、身份证号会隐去）"
REASONS = {
    "wrong_citation": "条款不对",
    "incomplete": "不完整",
    "should_refuse": "应当拒答",
    "should_answer": "应当回答",
    "other": "其他",
}
NOTED = "已记下，谢谢。"
NOT_NOTED = "没能记下，请稍后再试。"
EXPORT_CHAT = "导出对话"
CLEAR_CHAT = "清空对话"
NOTHING_TO_EXPORT = "还没有对话可以导出。"
TRANSCRIPT = "问政策-对话.md"
TRANSCRIPT_NOTE = "以下内容仅供参考，以原文为准。"

# How a question was taken, over its answer.
CARRIED = "承接上文，按“{question}”理解"
MENDED = "已按“{meant}”理解“{written}”"
TRANSLATED = "已按中文“{question}”理解"

# Who wrote it.
BY_EXTRACT = "原文摘编"
BY_MODEL = "模型表述，每句已与原文核对"
WRITING = "模型正在组织文字，每句核对过原文才会显示"
NOT_BY_MODEL = "原文摘编（没有采用模型的表述：{reason}）"
STOP = "停止"
STOPPED = "已停止；以上是停止前写好并与原文核对过的句子"
STOPPED_EMPTY = "已停止，模型还没有写出句子；依据的原文在下面"
MODEL = "模型"
MODEL_USE = "{model}：显示 {shown} 句，舍弃 {dropped} 句"
MODEL_DROPPED = "舍弃的原因"
FAULTS = {
    "no_key": "没有注明依据",
    "language": "不是中文",
    "number": "数字与依据不符",
    "date": "日期与依据不符",
    "agency": "单位与依据不符",
    "name": "名称与依据不符",
    "place": "地点与依据不符",
    "polarity": "肯定否定与依据不符",
    "strength": "语气与依据不符",
    "scope": "范围与依据不符",
    "content": "有依据以外的内容",
    "mixed": "混淆了依据中的几件事",
}
MODEL_TIME = "用时"
MODEL_TIMES = "{total:.1f} 秒"
MODEL_FIRST = "，第一句 {first:.1f} 秒"
MODEL_TOKENS = "词元"
MODEL_COUNTS = "输入 {prompt}，输出 {completion}"

# Why an answer is what it is.
WHY = "为什么这样答"
AS_ASKED = "规范后的问题"
TRANSLATED_FROM = "译自"
CORRECTIONS = "改正"
ABOUT_WORDS = "关键词"
SYNONYMS = "同义词"
AGENCIES = "识别的单位"
ASKS_FOR = "问的是"
READINGS = "可能的理解"
ANYTHING = "不限类型"
PARTS = "拆成的问题"
LEARNED = "学到的权重"
BECOMES = "{written} → {meant}"
ROUTE = "途径"
ROUTES = {
    "retrieval": "原文检索",
    "table": "责任分工表",
    "scan": "逐条检索原文",
    "address": "按编号直达",
    "document": "文件信息",
    "intake": "输入检查",
    "refusal": "拒答",
}
OUTCOME = "结论"
OUTCOMES = {
    "answered": "有原文依据，作答",
    "unanswerable_no_results": "没有检索到有关内容，不作答",
    "unanswerable_not_stated": "原文没有写明所问的内容，不作答",
    "unanswerable_off_topic": "不在文件范围内，不作答",
    "unanswerable_no_such_item": "文件没有所指的条款、场景或单位，不作答",
    "unanswerable_other_document": "问的是没有收录的另一份文件，不作答",
    "blocked_input": "输入不是可以回答的问题",
    "small_talk": "寒暄，没有问政策内容",
}
SUPPORT = "支持度"
ENOUGH = "{support}，达到门槛 {line}"
TOO_LITTLE = "{support}，低于门槛 {line}"
OF_PART = "（测的是拆开后第一个有答案的问题）"
SIGNALS_OF = "支持度的依据"
SIGNALS = {
    "cosine": "与最近片段的语义相似度",
    "coverage": "问题内容在最佳条款中的占比",
    "held": "首条结果含有的问题词语权重",
    "unknown": "文件和词库都没有的词语占比",
    "lexicon": "与文件事项俗称的相似度",
    "other": "与文件以外话题的相似度",
    "subject": "是否说到文件的主题（1 是，0 否）",
    "topic": "以上合计：问的是否文件谈的事（0 以上为是）",
}
RESULTS = "检索结果"
RESULTS_OF = "检索结果（第 {number} 次）"
RESULT_COLUMNS = ("片段", "融合分", "语义", "字面")
PIECES = {
    "measure": "整条",
    "sentence": "第 {number} 句",
    "scenario": "",
    "preamble": "第 {number} 段",
    "formality": "第 {number} 段",
    "goal": "整段",
    "closing": "第 {number} 段",
}
NO_NUMBER = "—"
EVIDENCE = "依据的句子"

# Who owns what.
CHAT_TAB = "问政策"
OWNERSHIP_TAB = "责任分工"
LIST_TAB = "清单"
CHARTS_TAB = "图表"
AGENCY_FILTER = "责任单位"
PLACE_FILTER = "章节或应用领域"
TEXT_FILTER = "关键词"
AGENCY_HINT = "可选，可输入简称"
PLACE_HINT = "可选，可输入几个字"
TEXT_HINT = "如：算力 平台"
CLEAR = "清除筛选"
DOMAIN_CHOICE = "附件的应用领域"
TABLE_COLUMNS = ("编号", "措施／场景", "章节／领域", "责任单位")
AND_OTHERS = "等"
OPEN_LIST = "文件以“等”字收尾，名单未列尽。"
SHOWN = "显示 {measures} 条措施、{scenarios} 项场景"
OPEN_ROW = "点开看原文"
READ_AS = "“{typed}”按以下单位查找：{agencies}"
READ_AS_MANY = "“{typed}”在 {count} 家单位的名称中出现，列出它们的全部任务"
NOTHING = "没有同时符合这些条件的措施或场景。"
LOOSEN = "可以少写几个关键词，或点“清除筛选”查看全部 {total} 项。"
NO_SUCH_AGENCY = "文件没有把“{typed}”列为责任单位。"
CLOSEST = "名称最接近的有：{agencies}。"
PICK_AGENCY = "可以从名单中另选一家，或点“清除筛选”。"
NO_TASKS = "文件中没有读到措施或场景。"
MEASURE, SCENARIO = "措施", "附件场景"

# The whole text.
READING_TAB = "读原文"
FIND = "在原文中查找"
FIND_NEXT = "下一处"
FOUND = "{count} 处"
FOUND_NONE = "没有找到"
CONTENTS = "章节"
NOTICE = "通知和引言"
CLOSING = "附则"
TABLE_NUMBER = "表 {number}"
ALSO_DECLARED = "另据文件统一写明：{agencies}"
SEE_WHOLE = "在原文中看"
COPY = "复制引用"
COPIED = "已复制"
NOT_HELD = "没有收录这份文件，或者它已经撤下。"
NO_TEXT = "原文暂时读不出来，请稍后再试。"

# The files.
EXPORT_SHEET = "责任分工"
EXPORT_COLUMNS = ("编号", "类别", "措施／场景", "章节／领域", "责任单位", "原文")
EXPORTS = {"xlsx": "导出 Excel", "csv": "导出 CSV"}

# The charts.
BARS_TITLE = "各单位的措施和场景数量"
BARS_TEXT = "按责任单位名单统计，一项任务列有几家单位就各计一次。"
BARS_AS_TEXT = "用文字查看"
BAR_LINE = "{agency}：措施 {measures} 条，附件场景 {scenarios} 项"
MATRIX_TITLE = "措施与责任单位对应表"
MATRIX_TEXT = (
    "每一列是一条措施，有色块的单位列在它的责任单位名单中；指向或点按色块可看措施名称。同样的内容在“清单”里有文字版。"
)
SWIPE = "图可以左右滑动。"
MATRIX_CELL = "{label}{title}<br>{agency}"
NO_AGENCIES = "文件没有列出责任单位，因此没有图表。"

# The programming interface.
SEVERAL_ITEMS = "“{number}”有 {count} 条，都列在下面。"
MORE_ROWS = "页面上只显示前 {shown} 项，共 {total} 项；请用筛选缩小范围，或下载全部。"
IN_DOCUMENTS = "{count} 份文件，"
DOCUMENT_FILTER = "文件"
DOCUMENT_HINT = "选择或输入标题"
ASK_OF = "{document}中，{question}"
NARROW = "只问其中一份："
SCOPE = "只问："
UNSCOPE = "改为问全部文件"
SHELF = "收录的文件"
SHELF_COUNT = "共 {count} 份"
SHELF_FIND = "按标题、地区、机关查找"
SHELF_ASK = "只问这份"
SHELF_BACK = "返回文件列表"
LIBRARY_OF = "收录 {count} 份政策文件"
ALL_DOCUMENTS = "全部文件"
DOCUMENT_COLUMN = "文件"
NO_SUCH_DOCUMENT = "没有编号为“{name}”的文件，编号见 documents。"
NO_SUCH_ITEM = "没有编号为“{number}”的措施或附件场景。"
NO_SUCH_TOOL = "没有这个工具；有的是：{names}。"
TOOLS_ABOUT = "回答关于《{title}》的问题，每个答案注明条款，引文逐字出自原文；原文没有写明的不作答。"

# Who comes too often or with too much.
BUSY = "忙，请稍后再试。"
TOO_OFTEN = "问得太频繁了，请稍后再试。"
TOO_LARGE = "发来的内容太长了，请精简后再试。"
SIGN_IN = "需要用户名和密码。"
WRONG_TOO_OFTEN = "密码错得太多次了，请一分钟后再试。"
NO_SUCH_ADDRESS = "没有这个地址，请从首页进入。"

# Questions to begin with, besides those of `answer.messages`.
ASK_DOMAIN = "“{name}”属于哪个应用领域？"
ASK_AMOUNT = "“{title}”涉及的金额是多少？"
ASK_ISSUERS = "{document}是哪些单位印发的？"

# The command.
ABOUT = "打开问政策的网页。"
HOST_HELP = "监听的地址（默认 {host}，只有本机能访问）"
PORT_HELP = "监听的端口（默认 {port}；0 表示任选一个空闲的）"
BAD_PORT = "端口应当是 0 到 65535 之间的整数"
READY = "打开 {url}"
OPEN_TO_OTHERS = "注意：正在监听 {host}，能连到这台机器的人都可以打开这个页面{guard}。只给本机用，请去掉 --host。"
GUARDED = "，需要输入密码；密码和内容未经加密传输，请放在 HTTPS 反向代理之后"
UNGUARDED = "，不需要密码。可用 POLICYQA_USER 和 POLICYQA_PASSWORD 设密码，并放在 HTTPS 反向代理之后"
TAKEN = "打不开 {host}:{port}：{reason}。请用 --port 换一个端口，或用 --host 换一个地址。"

HEADINGS = {"unanswerable": "文件中没有答案", "blocked": "请换个问法", "error": "暂时无法回答"}
"""What stands over a refusal, by the first word of its status."""

FAILURES = {
    "PolicyError": "政策文件读不出来，请检查 POLICYQA_DOCUMENT 所指的文件。",
    "SettingsError": "配置有误，请检查以 POLICYQA_ 开头的环境变量。",
    "LibraryUnwritableError": "政策库写不进去，可能是磁盘已满或没有权限。请运行 python -m index doctor 查看原因。",
    "ChromaServerError": "连不上 Chroma 服务，或它出了错。请检查 POLICYQA_CHROMA_URL 和那边的服务。",
    "LibraryError": "政策库打不开，也没能修复。请运行 python -m index doctor --fix。",
    "EmbeddingError": "语言模型的文件缺失或损坏。请运行 git checkout -- index/model 恢复。",
    "OSError": "索引读写失败，可能是磁盘已满或没有权限，请检查索引所在的文件夹。",
    "Exception": "查找时出现意外错误，原因已记入服务器日志。",
}
"""What to tell the user, by an error's class or its nearest base; paths and details stay in the log."""

PORT_FAILURES = {errno.EADDRINUSE: "端口已被占用", errno.EACCES: "没有权限", 0: "地址不可用"}
"""By the number of the system's error; 0 stands for all others."""
