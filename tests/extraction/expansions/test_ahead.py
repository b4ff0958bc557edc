import pytest

from kg.extraction import expansions
from kg.extraction.spans import Span
from kg.lexicon import Lexicon, Slogan
from tests.extraction.expansions.unfolding import unfolded


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("坚持就业、教育、医疗“三保障”", "三保障", "就业 教育 医疗"),
        ("加快推进道路改造、管网更新、公园建设等“三大工程”", "三大工程", "道路改造 管网更新 公园建设"),
        ("着眼于保持平稳增长和迈向更高水平“双目标”，坚持改革", "双目标", "保持平稳增长 迈向更高水平"),
        ("用好茶园、果园这两大资源，带富一方", "两大资源", "茶园 果园"),
        ("推动我国引资规模和质量“双提升”", "双提升", "引资规模 质量"),
        ("由甲队、乙队、丙队合称的“三支铁军”", "三支铁军", "甲队 乙队 丙队"),
        ("水土流失面积和强度连续六年“双下降”", "双下降", "水土流失面积 强度"),
        ("打造以茶叶、毛竹、石斛为支柱的“三棵树”产业", "三棵树", "茶叶 毛竹 石斛"),
        ("勤劳、朴素、开朗是望溪人的三个特点，大家都说", "三个特点", "勤劳 朴素 开朗"),
        (
            "办好修路、架桥、通水“三件事”和看病、上学、养老“三件难事”",
            "三件难事",
            "看病 上学 养老",
        ),
        ("推行“当面办结”、“现场送达”双承诺", "双承诺", "当面办结 现场送达"),
        ("春赏花、夏游林、秋观红叶、冬玩雪的“四季游”很红火", "四季游", "春赏花 夏游林 秋观红叶 冬玩雪"),
        ("提出提高领导水平、增强防变能力两大历史课题", "两大历史课题", "提高领导水平 增强防变能力"),
        ("推进医疗、医保、医药“三医一张网”", "三医一张网", "医疗 医保 医药"),
    ],
)
def test_a_row_of_as_many_members_as_the_name_promises(text, name, members):
    spans = [Span(at, at + len(n), "SLOGAN", "numeric", "") for n in ("三件事", name) if (at := text.find(n)) >= 0]
    found = expansions.find(text, text, spans, [])
    assert tuple(members.split()) in [item.members for item in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲、乙“四风”", "四风"),
        ("完善农业银行、农商银行、邮储银行为“三农”服务的功能", "三农"),
        ("加强河湖污染防治、土壤污染防治和矿山“三废”治理", "三废"),
        ("日前，望溪、石河等地将“两新”政策送到乡村", "两新"),
        ("完善应对风险的体系和机制、坚决打击“三股势力”", "三股势力"),
        ("过去五年的成就和十年的变革充分彰显了“两个确立”", "两个确立"),
        ("清查挪用集体资金、违规处置资产、侵占资源等农村“三资”问题", "三资"),
        ("执行总路线和一整套两条腿走路的方针", "两条腿走路"),
        ("授予王建国、李秀英等七人和周航“七一勋章”", "七一勋章"),
        ("做强国内大循环、畅通国内国际双循环", "双循环"),
        ("望溪的纪念馆、在石河的旧址“两处红馆”", "两处红馆"),
        ("各村和各户必须以最大的决心落实“两国方案”", "两国方案"),
        ("16所高校、48个学科入选“双一流”名单", "双一流"),
    ],
)
def test_what_happens_to_stand_before_a_name_is_no_list(text, name):
    assert unfolded(text, name) == []


def test_the_last_member_may_begin_the_name():
    name = "互助三项原则"
    lexicon = Lexicon(slogans={name: Slogan(name, "numeric", parts=("自愿", "平等", "互助"))})
    text = "我们在自愿、平等、互助三项原则的基础上办社"
    at = text.index(name)
    found = expansions.find(text, text, [Span(at, at + len(name), "SLOGAN", "numeric", "", name)], [], lexicon)
    assert [item.members for item in found] == [("自愿", "平等", "互助")]


def test_a_list_that_has_nothing_of_the_known_parts_is_none():
    lexicon = Lexicon(slogans={"三通": Slogan("三通", "numeric", parts=("通邮", "通商", "通航"))})

    def found(text):
        at = text.index("三通")
        spans = [Span(at, at + 2, "SLOGAN", "numeric", "", "三通")]
        return [item.members for item in expansions.find(text, text, spans, [], lexicon)]

    assert found("促成公开、便捷、稳定“三通”") == []
    assert found("推动通邮件、通商贸、通航班“三通”") == [("通邮件", "通商贸", "通航班")]


def test_the_age_before_a_name_is_no_part_of_the_last_member():
    text = "培养有灵魂、有本事、有血性、有品德的新时代“四有”战士"
    assert unfolded(text, "四有") == [("有灵魂", "有本事", "有血性", "有品德")]
