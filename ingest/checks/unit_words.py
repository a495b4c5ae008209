"""The words of which names of agencies are made, so that a name with one wrong character can be told from a rare one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

_PLACES = "国家 中央 全国 国务院 中国 中共 省委 市委 区委 县委 州委 党委 省级 市级 区级 县级 省直 市直 省 市 区 县 州 盟 旗 镇 乡 街道 自治区 各 各级 有关 相关 其他 特区 直辖 地级 以上 所在 属地 当地"
_CITIES = "北京 天津 上海 重庆 河北 山西 内蒙古 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 深圳 广州 宁波 厦门 大连 青岛 杭州 南京 成都 武汉 兵团"
_FIELDS = (
    "发展 改革 发改 科学 科技 技术 创新 工业 信息化 信息 工信 经信 经济 经贸 贸易 财政 财务 金融 税务 审计 统计 商务 商业 投资 促进 招商 外资 对外 合作 开放 交流"
    " 教育 体育 文化 旅游 文旅 广电 广播 电视 新闻 出版 宣传 统战 组织 编制 机构 人力 资源 社会 保障 人社 社保 医疗 医保 卫生 健康 卫健 疾控 疾病 预防 控制 药品 食品 监督 管理 监管 市场 质量 标准 标准化 知识 产权"
    " 公安 司法 政法 法制 法治 检察 国安 安全 应急 消防 救援 交通 交通运输 运输 公路 铁路 民航 航空 海事 港口 港务 港航 口岸 海关 出入境 邮政 移民 边防 交警 警务"
    " 自然 生态 环境 环保 水利 水务 农业 农村 林业 草原 园林 绿化 城管 城市 城乡 建设 住房 住建 规划 国土 土地 房产 房管 综合 执法 行政 审批 政务 服务 数据 大数据 数字 网信 互联网 网络 通信 电力 能源 粮食 物资 储备 气象 地震 海洋 渔业 畜牧 兽医 供销"
    " 民政 民族 宗教 退役 军人 事务 残疾人 残联 妇联 妇女 儿童 青年 共青 团委 工会 总工会 工商 工商联 工商业 联合 联合会 科协 社科 社科联 侨联 侨务 外事 港澳 台湾 台办 文联 贸促会 红十字 慈善 信访 档案 史志 机关 机要 保密 密码 老干部 人才 就业 劳动 监察 仲裁"
    " 国有 资产 国资 公共 资源 交易 采购 机构 法院 高级 中级 人民 政府 人大 政协 常委 纪委 监委 银行 保险 证券 银保监 银监 证监 外汇 人行 营业 分行 支行 国防 科工 军民 融合 烟草 专利 专项 监测 认证 认可 计量"
    " 前海 营商 便利 合作 区域 协同 乡村 振兴 扶贫 移民 开发 扶持 退耕 搬迁 河长 湖长 生产 产业 企业 中小 民营 博物 图书 文物 电影 版权 语言 文字 地质 矿产 核 原子能 航天 气候 应对 双拥 地方 志 党史 研究 政策 督查 绩效 考核 事业 单位 登记 公园 社区 住宅 公积金 殡葬 救助 养老 老龄 托育"
    " 高新 经开 保税 自贸 试验 示范 新 高 园 空港 临港 综保 技术 直属 驻 派出 职能 成员 主管 责任 牵头 行业 专业 运营 一体化 试点 首席 总 副 和 与 及 办公 联席 工作 领导 协调 推进 小组 指挥 专班 执行 理事 国际 交通 委员 管理 学 高校 高等 院校 科研 医药 中医 中医药 文明 精神 互联 信用 资本 控股 文广 药监 外交 审管 国管 空管 城运 住保 总社 长三角 粤港澳 大湾区 深度 片区 教 建 卫 农 经 贸 商 水 林 文 旅 体 财 编 组 军 警 民宗 发 产 信 网 电 煤 铁 邮 医 疗 艺术 非遗"
    " 某 民 地 建筑 工务 京 津 沪 渝 冀 晋 辽 吉 黑 苏 浙 皖 闽 赣 鲁 豫 鄂 湘 粤 桂 琼 川 黔 滇 藏 陕 甘 青 宁 穗 甬 汉 蓉 参事 草 林草 工程 新华 社 外 侨 台 港 团 工 联 人防 国动 动员 容 市容 投促 招商局 烟草 专卖 供电 供水 供热 供气 燃气 自来水 水务 排水 党校 营管 分 分局 地铁 轨道 城投 交投 机场 市政 工委 科学城 联盟 更新 城市更新 整备 引导 担保 融资 租赁 规土 低空 融媒 融媒体 媒体 广播 台 电视台 报 报业 图书馆"
    " 省属 市属 区属 央属 部属 驻市 驻区 在 属 驻 实验室 战略 人工智能 智能 互联网 软件 集成电路 芯片 机器人 汽车 航天 船舶 装备 材料 生物 医院 健康 康复 急救 血液 殡仪 福利 慈善 彩票 电信 移动 联通 铁塔 石油 石化 国网 南网 邮储 农商 农信 城商 创投 风投 基金 母 公积 供应链 物流 会展 展览 博览 孵化 产学研 成果 转化 技术转移 大学生 留学 博士 专家 院士 老年 少年 青少年 家庭 妇幼 幼儿 学前 职业 职教 成人 终身 特殊"
    " 南水北调 三峡 长江 黄河 淮河 珠江 流域 海域 海岛 滩涂 湿地 矿山 煤矿 安监 安全生产 特种 设备 质检 检验 检测 检疫 计量 防灾 减灾 防汛 抗旱 抗震 人民防空 民防 武装 军分区 武警 义务 征兵 国动办 铁塔 广告 票据 清算 支付 结算 征信 典当 拍卖 期货 股权 上市 产权"
)
_ENDINGS = "局 委 部 厅 办 处 院 署 科 室 中心 公司 集团 政府 银行 分行 支行 法院 检察院 协会 学会 商会 联合会 工会 妇联 团委 科协 残联 管委会 委员会 管理会 执委会 理事会 办公室 办公厅 办事处 单位 部门 机构 区 县 市 州 镇 乡 街道 大学 学院 学校 组 专班 基金 队 总队 支队 大队 馆 站 海关 开发区 新区 园区 总局 总署 所 企业 部委 会 地方 高校 院校 司 行"
_REST = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]|[A-Za-z]{2,}|“[^”]*”|、|、各|等")


_PLACE = re.compile(r"[一-龥]{2,3}(?:(?:省|市|区|县)(?=.{2}|$)|(?:州|盟|旗|镇|乡|街道)(?=.{0,2}政府))")
"""The name of a place in front: 青浦区, 宝安区."""


_SINGLE = frozenset(word for word in f"{_CITIES} {_FIELDS}".split() if len(word) == 1) - frozenset(_ENDINGS.split())
"""Words of one character that stand beside others: 市教委, 市农委."""


@cache
def _words() -> tuple[frozenset[str], int]:
    words = frozenset(f"{_PLACES} {_CITIES} {_FIELDS} {_ENDINGS}".split())
    return words, max(map(len, words))


@cache
def gaps(name: str) -> tuple[str, ...]:
    """Return the parts of a name that none of the words covers, with the fewest characters left over.

    Args:
        name: of an agency, as written.
    """
    text = _REST.sub("", name)
    place = _PLACE.match(text)
    readings = [text, *([text[place.end() :]] if place else [])]
    return min(map(_gaps, readings), key=lambda found: sum(map(len, found)))


def _gaps(text: str) -> tuple[str, ...]:
    words, longest = _words()
    # Per place: how many characters were left over up to it, and where its last word begins.
    best: list[tuple[int, int]] = [(0, 0)]
    for end in range(1, len(text) + 1):
        ways = [(best[end - 1][0] + 1, end - 1)]
        ways += [(best[start][0], start) for start in range(max(0, end - longest), end) if text[start:end] in words]
        best.append(min(ways))
    pieces: list[tuple[str, bool]] = []
    end = len(text)
    while end:
        start = best[end][1]
        piece = text[start:end]
        pieces.append((piece, piece in words))
        end = start
    return tuple(_runs(pieces[::-1]))


def _runs(pieces: Sequence[tuple[str, bool]]) -> Iterator[str]:
    """Join what is left over with the words of one character beside it: 粤 before 澳 is no word by itself."""
    gap, pending = "", ""
    for piece, is_word in (*pieces, ("", True)):
        if not is_word:
            gap, pending = gap + pending + piece, ""
        elif len(piece) == 1 and piece in _SINGLE:
            pending += piece
        else:
            if gap:
                yield gap + pending
            gap, pending = "", ""


def is_known_form(name: str) -> bool:
    """Tell whether a name consists of nothing but words that such names have."""
    return not gaps(name)


def is_city(name: str) -> bool:
    """Tell the name of a place that may stand for its government: 广州."""
    return name in _CITIES.split()


_ALIKE = (
    "市巿 局同 局居 委秀 厅斤 厅厂 部都 部陪 办力 办为 处外 农衣 人入 会佘 会合 院陀 院阮 民氏 技枝 技拔 工土 工王 发友 发反 改攺 政攻 科料 财则 司可 法怯 监盐 管菅 贸货 建健 设没 城诚 土士 展屉 革草 教敖"
    " 育盲 信倍 息思 业亚 济挤 经径 源原 资货 住往 房戾 乡纟 交文 通遍 运远 输愉 水永 利和 商高 务伤 旅族 游旆 卫卩 健建 康唐 军宰 应庄 急息 审宙 计汁 税悦 国围 场扬 统纯 体休 医匡 保堡 障璋 数敖 据剧 林材 园圆 知如 识织 产严 权杈 府俯 区匹 县具 省肖 街衔 道通 镇镆"
)
"""Characters that scanners take for each other."""


@cache
def _alike() -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in _ALIKE.split():
        found[pair[0]] = found.get(pair[0], "") + pair[1]
        found[pair[1]] = found.get(pair[1], "") + pair[0]
    return found


def meant_by(name: str) -> str:
    """Return the name of known form that one becomes where one character is taken for another like it; else nothing."""
    if not gaps(name):
        return ""
    for place, char in enumerate(name):
        for other in _alike().get(char, ""):
            meant = name[:place] + other + name[place + 1 :]
            if is_known_form(meant):
                return meant
    return ""
