"""Pasted and .txt lists."""

FOLDER = "text"

NEWSPAPER = """光荣榜

华阳路街道荣获长宁区第七轮居民区党建工作“金银奖”榜单

- 金奖标兵 陶家宅居民区党总支
- 金奖 华院居民区党支部
- 银奖 华一居民区党总支
- 特色治理奖 潘东居民区党支部
苏一居民区党总支

华阳路街道荣获长宁区第四轮“两新”组织党建工作“五星奖”榜单

上海德必文化创意产业发展(集团)有限公司党支部
"""

DECISION = """长宁区第七轮居民区党建工作“金银奖”获奖名单
（共6个，排名不分先后）

一、金奖标兵（共2个）
1. 陶家宅居民区党总支
2. 华山居民区党总支

二、金奖（共3个）
（一）华院居民区党支部
（二）万村居民区党总支
（三）岐山居民区党总支

三、银奖（1个）
① 华一居民区党总支
"""

BY_SUBDISTRICT = """长宁区第七轮“金银奖”榜单

华阳路街道（3个）
金奖标兵：陶家宅居民区党总支
金奖：华院居民区党支部
银奖：华一居民区党总支

江苏路街道（2个）
金奖：华山居民区党总支、岐山居民区党总支

新泾镇
银奖：淮阴居民区党总支
"""

NAMES_ON_ONE_LINE = """第七轮金银奖名单
金奖（4个）：陶家宅居民区党总支、华院居民区党支部，华山居民区党总支；岐山居民区党总支
银奖：万村居民区党总支\t愚三居民区党支部    曹家堰居民区党总支
特色治理奖：潘东居民区党支部、
苏一居民区党总支
"""

TWO_ROUNDS = """华阳路街道

第６轮“金银奖”
金奖  陶家宅居民区党总支
银奖  华院居民区党支部

第7轮“金银奖”
金奖标兵  陶家宅居民区党总支
金奖  华院居民区党支部

第四轮“五星奖”
上海德必文化创意产业发展(集团)有限公司党支部
"""

NAME_THEN_HONORS = """长宁区第七轮“金银奖”获奖情况
陶家宅居民区党总支－金奖标兵、特色治理奖
华院居民区党支部 金奖
华一居民区党总支（银奖）
金奖 华山居民区党总支  银奖 岐山居民区党总支
"""

BROKEN_NAMES = """华阳路街道荣获长宁区第四轮“两新”组织党建工作“五星奖”榜单
1、上海德必文化创意产业发展(集团)
有限公司党支部
2、上海长宁信息园发展（集
团）有限公司党总支
3、上海甲文化传播有限公司、上海乙科技有限公司
联合党支部
"""

PERSONS = """第七轮“金银奖”优秀党务工作者（4名）
刘    英  王小明  张  三
欧阳文华
"""

COPIED_FROM_EXCEL = """长宁区第七轮居民区党建工作“金银奖”名单
序号\t单位名称\t等次\t所属街道
1\t陶家宅居民区党总支\t金奖标兵\t华阳路街道
2\t华院居民区党支部\t金奖\t华阳路街道
3\t华山居民区党总支\t\t江苏路街道
"""

PROSE_AROUND = """关于表彰长宁区第七轮居民区党建工作“金银奖”的决定

各街道党工委、新泾镇党委：
为进一步加强基层党建，经研究决定，授予陶家宅居民区党总支等单位“金银奖”称号。

金奖标兵
陶家宅居民区党总支

希望受到表彰的党组织珍惜荣誉、再接再厉，为建设国际精品城区作出新的更大贡献。

中共上海市长宁区委组织部
2021年11月24日
"""

VACANT_TIER = """第八轮“金银奖”名单
金奖标兵：空缺
金奖（1个）
陶家宅居民区党总支
"""

ONLY_PROSE = "为加强基层党建和创新社会治理，长宁区自2001年起创新设立居民区党建工作“金银奖”。\n"


def files() -> dict[str, bytes]:
    """Every text file by name."""
    utf8 = {
        "newspaper_roll.txt": NEWSPAPER,
        "decision_numbered.txt": DECISION,
        "by_subdistrict.txt": BY_SUBDISTRICT,
        "names_on_one_line.txt": NAMES_ON_ONE_LINE,
        "several_rounds.txt": TWO_ROUNDS,
        "name_then_honors.txt": NAME_THEN_HONORS,
        "names_broken_over_lines.txt": BROKEN_NAMES,
        "persons_padded.txt": PERSONS,
        "copied_from_excel.txt": COPIED_FROM_EXCEL,
        "prose_around_the_list.txt": PROSE_AROUND,
        "vacant_tier.txt": VACANT_TIER,
        "nothing_but_prose.txt": ONLY_PROSE,
    }
    encoded = {name: text.encode() for name, text in utf8.items()}
    encoded["decision_gb18030_crlf.txt"] = DECISION.replace("\n", "\r\n").encode("gb18030")
    encoded["empty.txt"] = b"\xef\xbb\xbf\r\n"
    encoded["not_text_at_all.txt"] = bytes(range(256)) * 8
    return encoded
