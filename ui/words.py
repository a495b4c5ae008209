"""Every word of the window that is neither the document's nor part of an answer (`answer.messages`), side by side."""

from __future__ import annotations

import errno

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

# A conversation.
BLANK = "（没有输入文字）"
SUGGEST = "您可以这样问："
NO_OWNERS = "文件未写明责任单位"
SOURCES = "依据原文（点开看全文）"
OPENING = "正在打开索引"
PREPARING = "正在准备索引，完成后马上回答您的问题。"
AGAIN = "处理好以后再问一次即可，不必重启。"

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
TAKEN = "打不开 {host}:{port}：{reason}。请用 --port 换一个端口，或用 --host 换一个地址。"

HEADINGS = {"unanswerable": "文件中没有答案", "blocked": "请换个问法", "error": "暂时无法回答"}
"""What stands over a refusal, by the first word of its status."""

FAILURES = {
    "PolicyError": "政策文件读不出来，请检查 POLICYQA_DOCUMENT 所指的文件。",
    "SettingsError": "配置有误，请检查以 POLICYQA_ 开头的环境变量。",
    "SearchIndexError": "索引打不开，也没能重建。请运行 python -m index build --force。",
    "EmbeddingError": "语言模型的文件缺失或损坏。请运行 git checkout -- index/model 恢复。",
    "OSError": "索引读写失败，可能是磁盘已满或没有权限，请检查索引所在的文件夹。",
    "Exception": "查找时出现意外错误，原因已记入服务器日志。",
}
"""What to tell the user, by an error's class or its nearest base; paths and details stay in the log."""

PORT_FAILURES = {errno.EADDRINUSE: "端口已被占用", errno.EACCES: "没有权限", 0: "地址不可用"}
"""By the number of the system's error; 0 stands for all others."""
