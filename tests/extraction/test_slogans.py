import pytest

from kg import extraction
from kg.extraction import slogans
from kg.extraction.scan import Scanner
from kg.extraction.slogans import quoted
from kg.extraction.spans import disjoint
from kg.lexicon import Lexicon, Slogan

LEXICON = Lexicon(
    slogans={
        entry.name: entry
        for entry in (
            Slogan("四个意识", "numeric"),
            Slogan("八项规定", "numeric", aliases=("中央八项规定",)),
            Slogan("两新", "numeric", bare=False),
            Slogan("国之大者", "quoted", bare=False),
            Slogan("全过程人民民主", "doctrine"),
            Slogan("不忘初心、牢记使命", "doctrine"),
            Slogan("人民至上", "doctrine"),
            Slogan("五统一、一开放", "numeric"),
            Slogan("科学发展", "doctrine"),
            Slogan("一要吃饭、二要建设", "quoted"),
            Slogan("四有好老师", "numeric"),
            Slogan("四有新人", "numeric"),
            Slogan("十二五江海计划", "quoted"),
            Slogan("星河计划", "doctrine", bare=False),
            Slogan("菜篮子", "quoted"),
            Slogan("菜篮子工程", "doctrine", bare=False),
            Slogan("农村三资", "numeric", bare=False),
            Slogan("一业一证", "numeric"),
            Slogan("八荣八耻", "numeric", aliases=("社会主义荣辱观",)),
            Slogan("镇压反革命", "doctrine"),
            Slogan("四个现代化", "numeric"),
            Slogan("主动守堤", "doctrine", headed=True),
        )
    }
)
SCANNER = Scanner(LEXICON)


def found(text):
    spans, _ = slogans.find(text, SCANNER.find(text), SCANNER)
    return [(text[span.start : span.end], span.kind) for span in disjoint(spans)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("增强“四个意识”", [("四个意识", "numeric")]),
        ("增强四个意识", [("四个意识", "numeric")]),
        ("严格执行中央八项规定精神", [("中央八项规定", "numeric")]),
        ("推动“两新”工作，抓好两新工程", [("两新", "numeric")]),
        ("心怀“国之大者”", [("国之大者", "quoted")]),
        ("心怀国之大者", []),
        ("发展全过程人民民主", [("全过程人民民主", "doctrine")]),
        ("开展“不忘初心，牢记使命”主题教育", [("不忘初心，牢记使命", "quoted")]),
        ("推行“三巡两查一报告”制度", [("三巡两查一报告", "numeric")]),
        ("提出“三个对照、五个对比”要求", [("三个对照", "numeric"), ("五个对比", "numeric")]),
        ("构建“1+3+N”体系", [("1+3+N", "numeric")]),
        ("深入实施“清江护岸”专项行动", [("清江护岸", "quoted")]),
        ("实施“八项规定、城乡互通、五区共建”战略", [("八项规定、城乡互通、五区共建", "numeric")]),
        ("落实“五统一、一开放”要求", [("五统一", "numeric"), ("一开放", "numeric")]),
        ("记牢“一要吃饭、二要建设”的原则", [("一要吃饭、二要建设", "quoted")]),
        ("高举总路线、大跃进的旗帜，在总路线照耀下", [("总路线", "doctrine"), ("总路线", "doctrine")]),
        ("大跃进的文艺和对外政策总路线，这条总路线", []),
        ("制定自然科学发展条例、社会科学发展规划，坚持科学发展", [("科学发展", "doctrine")]),
        ("坚持“强基础、补短板、优服务”", [("强基础、补短板、优服务", "quoted")]),
        ("促进“江海通办”提质扩面", [("江海通办", "quoted")]),
        ("推行“放心买”、“安心退”双保证，", [("放心买", "quoted"), ("安心退", "quoted"), ("双保证", "numeric")]),
        ("推进以“智改网联”为特征的技术改造", [("智改网联", "quoted")]),
        ("弘扬“人民至上、同舟共济”", [("人民至上、同舟共济", "quoted")]),
        ("大会主题为“人民至上、同舟共济”", [("人民至上", "doctrine")]),
        ("开展“扫黄”、“打非”斗争", [("扫黄", "quoted"), ("打非", "quoted")]),
        ("深化企业“千里马”行动", [("千里马", "quoted")]),
        ("婚姻登记两地“跨江通办”，证件“全程网办”", [("跨江通办", "quoted"), ("全程网办", "quoted")]),
        ("提出“开发江海”的口号，走“以茶为纲”的路线", [("开发江海", "quoted"), ("以茶为纲", "quoted")]),
        ("常态化开展河湖“清四乱”，形成“一体两翼”格局", [("清四乱", "numeric"), ("一体两翼", "numeric")]),
        ("修建“寨寨通”公路，“寨寨通”全长百里", [("寨寨通", "quoted")] * 2),
        ("搞好“科普下乡工程”和“百里江岸文化走廊”的建设", [("科普下乡工程", "quoted"), ("百里江岸文化走廊", "quoted")]),
        ("推进“AI+”专项行动，评级为“BB+”", [("AI+", "quoted")]),
        ("贯彻主动守堤的治水方针，坚持主动守堤、群策群力的原则", [("主动守堤", "doctrine")] * 2),
        ("把主动守堤作为要务，“主动守堤”", [("主动守堤", "doctrine"), ("主动守堤", "quoted")]),
        ("村民主动守堤抗洪，做到主动守堤。", []),
        ("坚持主动守堤，村民坚持每天主动守堤。", [("主动守堤", "doctrine")]),
        ("今年是“河堤加固攻坚年”，明年是“江海友好年”。", [("河堤加固攻坚年", "quoted")]),
        ("推进“十二五”江海计划，启动“十二五”规划", [("十二五", "quoted")]),
        ("法宝就是“人民至上、群策群力”。", [("人民至上、群策群力", "quoted")]),
        ("构建“11234”开放体系，拨打“12345”热线", [("11234", "numeric")]),
        ("建立“1+ N”政策体系", [("1+ N", "numeric")]),
        ("促进支部“阵地标准化、活动经常化、服务精细化”。", [("阵地标准化、活动经常化、服务精细化", "quoted")]),
        ("弘扬“爱江、爱海、爱自己家乡”的传统", [("爱江、爱海、爱自己家乡", "quoted")]),
        ("“三巡”、“二清”，三巡工作、二清斗争，十三巡、三巡边", [("三巡", "numeric"), ("二清", "numeric")] * 2),
        ("不忘初心牢记使命，五统一一开放", [("不忘初心牢记使命", "doctrine"), ("五统一一开放", "numeric")]),
    ],
)
def test_slogans(text, names):
    assert found(text) == names


REJECTED = [
    ("“十四五”时期", "plan"),
    ("“七一”前夕", "date"),
    ("打通“最后一公里”", "everyday"),
    ("他说：“大家都要来。”", "citation"),
    ("成了一块“金字招牌”", "metaphor"),
    ("一个“实”字", "short"),
    ("登上“远望号”测量船", "unmarked"),
    ("推动“江海好物”区域品牌出海", "unmarked"),
    ("激活“一江春水”", "everyday"),
    ("组织农技员“一对一”帮扶", "everyday"),
    ("如今“一脚油”就到", "everyday"),
    ("“远望号”行驶路线", "unmarked"),
    ("台风“白鹭”登陆", "title"),
    ("提供“江海卫士”防空系统", "title"),
    ("带来“一丝希望”", "everyday"),
    ("这个“3毫米”", "metaphor"),
    ("入选“江海十大考古新发现”", "unmarked"),
    ("颁发“二级英模奖章”", "unmarked"),
    ("开展“八一勋章”评选", "unmarked"),
    ("以“江海同心向未来”为题", "title"),
    ("大会主题为“护江爱水、护林爱山、护海爱岸”", "title"),
    ("老人常说：“灯亮心也亮”", "speech"),
]


@pytest.mark.parametrize(("text", "reason"), REJECTED)
def test_rejections_carry_a_reason(text, reason):
    spans, rejected = slogans.find(text, [], SCANNER)
    assert spans == []
    assert [r.reason for r in rejected] == [reason]


def test_every_reason_is_given():
    assert {reason for _, reason in REJECTED} == set(quoted.REASONS)


def test_a_name_quoted_once_is_known_in_the_whole_document():
    text = "推行“三巡两查一报告”制度。三巡两查一报告要坚持下去。"
    assert [name for name, _ in found(text)] == ["三巡两查一报告"] * 2


def test_a_numeral_before_a_known_name_makes_it_another_word():
    assert found("第十四个意识形态阵地") == []


def test_a_later_entry_takes_a_writing_over_bare_and_quoted():
    entries = (Slogan("六稳", "numeric"), Slogan("稳稳六条", "numeric", aliases=("六稳",)))
    scanner = Scanner(Lexicon(slogans={entry.name: entry for entry in entries}, fingerprint="later"))
    text = "落实六稳，做好“六稳”工作"
    spans, _ = slogans.find(text, scanner.find(text), scanner)
    assert [span.name for span in disjoint(spans)] == ["稳稳六条", "稳稳六条"]


def told(text):
    spans, _ = slogans.find(text, SCANNER.find(text), SCANNER)
    return [(text[span.start : span.end], span.kind, span.name) for span in disjoint(spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("争做“四有”好老师", ("四有", "numeric", "四有好老师")),
        ("培育“四有”新人", ("四有", "numeric", "四有新人")),
        ("落实“四有”要求", ("四有", "numeric", "")),
        ("管好农村“三资”", ("三资", "numeric", "农村三资")),
        ("管好国有“三资”", ("三资", "numeric", "")),
        ("入选“星河”计划", ("星河", "quoted", "星河计划")),
        ("抓好“菜篮子”工程", ("菜篮子", "quoted", "菜篮子")),
    ],
)
def test_the_words_outside_the_marks_tell_which_name_is_meant(text, expected):
    assert told(text) == [expected]


def test_a_writing_without_numeral_is_not_numeric():
    assert told("树立社会主义荣辱观，知晓八荣八耻") == [
        ("社会主义荣辱观", "doctrine", "八荣八耻"),
        ("八荣八耻", "numeric", "八荣八耻"),
    ]


def test_a_quotation_beside_a_known_name_is_a_name():
    assert found("心怀“国之大者”“县之要事”，办好实事") == [("国之大者", "quoted"), ("县之要事", "quoted")]
    assert found("记住“县之要事”，办好实事") == []


def test_a_known_member_shows_that_the_others_are_names():
    assert found("实行“一业一证、一证准营”") == [("一业一证", "numeric"), ("一证准营", "numeric")]


def test_words_that_go_on_are_no_campaign():
    assert found("严厉打击和镇压反革命活动") == []
    assert found("开展镇压反革命运动") == [("镇压反革命", "doctrine")]


def test_a_short_form_of_old_stands_without_marks_only():
    assert told("四化建设需要人才") == [("四化", "numeric", "四个现代化")]
    assert told("围绕“四化”发力") == [("四化", "numeric", "")]
    assert told("推进新四化进程") == []


def test_a_name_that_a_text_once_calls_a_storm_or_a_ship_is_none():
    text = "推进“白鹭飞”建设，推进“白鹭飞”行动"
    assert found(text) == [("白鹭飞", "quoted")] * 2
    assert found(text + "。台风“白鹭飞”登陆") == []


def test_what_is_said_of_a_thinker_is_no_thought():
    assert found("习近平总书记围绕加强理论研究作出部署") == []
    assert found("江泽民生平和思想研讨会") == []
    assert found("学习习近平网络强国思想") == [("习近平网络强国思想", "doctrine")]


def test_a_proper_name_is_no_slogan_for_being_named_often():
    assert found("给“杜鹃班”回信。“杜鹃班”驻守江边。今年，“杜鹃班”又来到江边，“杜鹃班”的故事很多") == []


def test_a_short_name_right_behind_a_verb_needs_no_marks():
    assert found("推进两新，发展两新能源") == [("两新", "numeric")]


def test_each_of_several_names_with_numerals_of_their_own_is_one():
    assert found("建立“一台账、两清单、双责任”机制") == [
        ("一台账", "numeric"),
        ("两清单", "numeric"),
        ("双责任", "numeric"),
    ]


def test_what_says_whose_a_doctrine_is_stands_before_the_name():
    names = {
        "党的茶路教育活动": ("茶路教育活动",),
        "习近平关于茶路的重要思想": ("茶路的重要思想", "习近平总书记关于茶路的重要思想"),
    }
    lexicon = Lexicon(slogans={name: Slogan(name, "doctrine", aliases) for name, aliases in names.items()})
    text = "开展党的茶路教育活动，学习习近平总书记关于茶路的重要思想，习近平关于茶路的重要思想"
    spans = [span for span in extraction.find(text, lexicon).spans if span.type == "SLOGAN"]
    for other in ("邓小平同志", "毛泽东", "江泽民总书记"):
        assert all(span.type != "SLOGAN" for span in extraction.find(f"{other}关于茶路的重要思想", lexicon).spans)
    assert [(text[span.start : span.end], span.name) for span in spans] == [
        ("茶路教育活动", "党的茶路教育活动"),
        ("茶路的重要思想", "习近平关于茶路的重要思想"),
        ("习近平关于茶路的重要思想", "习近平关于茶路的重要思想"),
    ]


def test_a_slogan_in_quotation_marks_holds_the_meeting_that_it_names():
    text = "开展“喜迎二十大、永远跟党走”主题活动，迎接二十大召开"
    assert [(text[s.start : s.end], s.type) for s in extraction.find(text, Lexicon()).spans] == [
        ("喜迎二十大、永远跟党走", "SLOGAN"),
        ("二十大", "MEETING"),
    ]


def test_a_slogan_that_gives_way_to_a_body_hides_no_meeting():
    text = "开展“喜迎二十大、一府两院在行动”主题活动"
    assert [(text[s.start : s.end], s.type) for s in extraction.find(text, Lexicon()).spans] == [
        ("二十大", "MEETING"),
        ("一府两院", "ORG"),
    ]


def test_a_central_body_named_after_a_doctrine_is_no_slogan():
    assert found("中央科学发展委员会、中央科学发展领导小组办公室") == []
    assert found("县科学发展领导小组") == [("科学发展", "doctrine")]


def test_idioms_and_fronts_count_nothing():
    assert found("会上“一团和气”，贪图“两全其美”，“举一反三”，当好“一线总指挥”") == []
    assert found("实施“一线放开、二线管住”，打造“一线串珠”")[0][1] == "numeric"
