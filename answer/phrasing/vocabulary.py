"""The words by which the verifier tells what a sentence claims: general Chinese, but for 深圳 and 行动方案.

Another document's place and kind belong beside these two.
"""

from __future__ import annotations

import re

from answer.phrasing.models import Fault

AGENCY = re.compile(
    r"(?:局|委员会|委|办公室|管委会|厅|部门|法院|检察院|政府|科协|协会|商会|学会|联盟|基金会|研究院|研究所|实验室|大学|学院|公司|集团|交易所)$"
)
"""How the names of agencies end."""
NEGATIVE = re.compile(
    r"不得|不能|不可|不会|不应|不再|不予|不用|不必|不需|无需|无须|不含|不包括|没有|尚未|未|严禁|禁止|杜绝|拒绝|停止|暂停|取消|限制|排除|反对|"
    r"阻止|除外|而非|并非|不是|不|无|非|没|减少|降低|下降|缩减|压缩|削减|放缓|放慢|推迟|延缓|暂缓|延后"
)
NOT_NEGATIVE = re.compile(
    r"不断|不同|不仅|不但|不少于|不低于|不超过|不限于|不一|不久|不管|不论|无论|无人|无障碍|无缝|无感|非常|非遗|未来|不少|不足|低成本|低时延|"
    r"不可或缺|无线|源源不断"
)
STRONG = re.compile(
    r"必须|必需|应当|应该|一定|强制|务必|一律|保证|确保|承诺|免费|无偿|全额|全部|所有|全体|任何|每一|各类|唯一|仅仅|仅|只有|只能|只(?!要)|"
    r"优先|直接|立即|马上|尽快|大幅|显著|大规模|极大|由于|因为|因此|所以|导致|(?<!人)才(?!能?人|干|智|华)|再(?!次)|或者?|作为|为主|(?<![可所予])以(?=[^,]{2,16}(?:对|进行))|为辅|为次|为先|为重|首要|次要|永久|长期|首个|首次|首创|最大|最高|最好|最早|最先|最多|最强|第一|领先|独家|统统|完全|彻底|均|"
    r"已经|已|完成|建成|落成|投用|竣工|开通|上线|发放了|成功|实现了|达到了|获得了"
)
SCOPE = re.compile(
    r"全国|国家|全球|世界|国际|国内|全省|各区|各市|各省|本市|本省|境外|境内|海外|国外|省级|市级|区级|国家级|城市级|企业级|"
    r"中小|小微|大型|初创|龙头|头部|骨干|央企|国企|民企|外资|个人|居民|市民|学生|老人|儿童|残疾人"
)
MANNER = re.compile(r"逐年|定期|不定期|实时|及时|持续|适时|国内外|本地|外地|境内外|国有|民营|新引进|商用|开源")
LITERAL: tuple[tuple[re.Pattern[str], Fault], ...] = ((STRONG, "strength"), (SCOPE, "scope"), (MANNER, "scope"))
"""Words that only the policy may say."""
COINED = re.compile(r"计划|条例|办法|目录|中心|平台|联盟|实验室|体系|项目|工程|指南|标准|联合体|委员会|机制")
"""What the names of programmes, laws and bodies end in."""
HERE = re.compile(r"深圳市?|(?<![资基])本市(?!场)")
HEDGE = re.compile(r"鼓励|支持|探索|力争|争取|研究(?!机构|院|所)|倡导|试点|拟|谋划|努力")
TENTATIVE = re.compile(r"探索|谋划|努力|力争|争取|试点")
HEDGED = re.compile(
    r"鼓励|支持|探索|尝试|力争|争取|目标|研究|推动|推进|引导|倡导|提倡|试点|拟|谋划|努力|将|计划|打算|要(?!求)|可以|可|希望|提出|加快|促进|扶持|帮助|助力|"
    r"给予|提供|资助|出台后|出台以后|出台之后"
)
REPORTED = re.compile(
    r"(?:根据|按照|依据)?(?:本|该|这份|这个)?(?:《[^》]*行动方案[^》]*》|行动方案|方案|政策|文件)(?:的|中|里)?(?:规定|要求|提出|明确|指出|提到)?[,，]?"
)
"""How a sentence says that it reports; the evidence is the policy's, so it is so."""
GOVERNING = re.compile(
    r"(?<![受获被])(?:鼓励|支持|引导|推动|倡导|扶持|培育|通过|依托|利用|基于|围绕|联合|面向|针对|组织|选择|发挥|开展|设立|打造|建立|建设|组建|成立|举办|开放|制定|出台|发布|实施|遴选|认定|引进|提供)"
    r"(?![的给者对其它]|计划)"
)
"""Verbs and prepositions; what stands behind them in a sentence stands behind them in the policy."""
THEN = re.compile(r"来|并(?!重|购)|从而|进而")
"""Behind these words something else is said."""
LEADING = re.compile(
    r"(?<![受获被])(?:鼓励|支持|引导|推动|倡导|组织|通过|依托|利用|基于|围绕|联合|面向|针对|[给向与])(?![的其它])"
)
"""Of these also the next word counts: who is encouraged, on what something rests."""
ADDED = re.compile(r"^(?:并且?|还|也|同时|此外|另外|以及|而且|且|又|再|其次|一方面|另一方面|二是|三是)")
"""How a further statement begins, which may rest on another quote."""
ADVERBS = frozenset(
    "同时 此外 另外 主要 其中 例如 具体 分别 进一步 还要 也要 还会 也会 一起 共同 如果 还是 还将 也将 并且 而且 以及 不断 比如 还有 即可 一同 相应 均可 对此 都会 都要 就会 将会 也可 还可".split()
)
NEUTRAL = frozenset(
    "方案 行动方案 行动 政策 文件 措施 条款 规定 内容 方面 工作 任务 目标 计划 提出 明确 指出 规定 要求 包括 其中 以及 同时 此外 另外 主要 相关 有关 具体 "
    "通过 根据 按照 进行 开展 实施 推动 推进 促进 帮助 提供 给予 用于 用来 有助于 从而 进而 以便 为了 可以 能够 可 将 会 要 由 并 等 也 还 这些 这 该 其 此 "
    "这样 这里 这个 那 它 他们 我们 您 你 是 有 在 对 对于 向 为 把 让 使 使得 如 例如 比如 包含 涉及 关于 针对 围绕 基于 利用 使用 采用 进一步 不断 更好 更加 更 "
    "方式 途径 形式 机会 情况 作用 能力 水平 需求 问题 领域 项目 单位 部门 企业 公司 机构 深圳 深圳市 本市 全文 共 总 一共 每 各 多 一 个 项 条 人们 大家 "
    "申请 获得 得到 享受 参与 加入 一起 共同 联合 合作 来 去 做 到 和 与 或 及 即 也就是 就是 属于 位于 设有 设立 建立 建设 打造 搭建 组建 形成 组织 安排 举办 "
    "制定 出台 发布 加强 加大 力度 提升 提高 增强 扩大 发展 应用 服务 支持 鼓励 引导 措施 人工智能 ai 时间 日期 金额 规模 数量 名称 期间 之前 以前 前 后 年 月 日 "
    "启动 开始 开工 投入 重点 特别 尤其 而且 并且 因此 所以 如果 时 的话 上 中 下 内 里 外 之间 过程 阶段 整体 总体 结果 成果 这一 对应 地方 范围 原则 要点 做法 手段 渠道 环节 期间 目的 对象 方向 数量 两者 同样 该项 一个 一种 一些 一批 多种 多个 各种".split()
)
"""Words that state no fact of their own. Where they do (鼓励, 企业级), other rules look after them."""
