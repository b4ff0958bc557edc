import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import extraction
from kg.extraction import people
from kg.extraction.people import anchors
from kg.extraction.spans import Span
from kg.lexicon import Lexicon, Person, load

PIECES = st.sampled_from(
    "王 李 张 赵水清 欧阳 司马 习 的 和 、 · 同志 总书记 书记 主任 村民 记者 说 表示 （女） 某 ** × 阿卜杜勒 普京 总统 任命 任 免去 职务 （女，苗族） 　 为 对 ， 。 \n “ ” 中国 全国 高度 X".split(
        " "
    )
)


def names(line, known=()):
    lexicon = Lexicon(people={name: Person(name) for name in known}, fingerprint=repr(known))
    return [line[span.start : span.end] for span in extraction.find(line, lexicon).spans if span.type == "PERSON"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("镇党委书记周文斌作动员讲话。", ["周文斌"]),
        ("在镇党委书记周文和镇长李建国陪同下", ["周文", "李建国"]),
        ("清河工程大学教授周文斌讲课", ["周文斌"]),
        ("中方愿同马尔代夫人民一道努力", []),
        ("副县长周文颁发证书，代表应于三月选出，主席全票当选", ["周文"]),
        ("名单：郑毓秀、周文斌、李建国、王玥、陈志远", ["郑毓秀", "周文斌", "李建国", "王玥", "陈志远"]),
        ("名单：王晓萍、王爱文、李罗德、赵世勇、穆红玉为委员。", ["王晓萍", "王爱文", "李罗德", "赵世勇", "穆红玉"]),
        ("县长吴迪主持会议，副县长马海军汇报情况。", ["吴迪", "马海军"]),
        ("会上，志远同志通报了情况，文博书记提出要求。", ["志远", "文博"]),
        ("大家要认真落实郭书记的要求，按照贺主任的安排推进。", ["郭", "贺"]),
        ("村民何桂香说，路修好了。", ["何桂香"]),
        ("许明华、邓小莲和石磊同志参加。", ["许明华", "邓小莲", "石磊"]),
        ("犯罪嫌疑人罗某某、田某已到案，赵**同志受伤。", ["罗某某", "田某", "赵**"]),
        ("牧民巴合提·努尔兰回到草场，努尔兰笑着挥手。", ["巴合提·努尔兰", "努尔兰"]),
        ("该国总统萨利莫夫会见代表团。萨利莫夫表示感谢。", ["萨利莫夫", "萨利莫夫"]),
        ("决定任命孙立新为市财政局局长，免去钱德胜的市财政局局长职务。", ["孙立新", "钱德胜"]),
        ("对陈广财涉嫌受贿案提起公诉。", ["陈广财"]),
        ("（记者 冯晓岚 通讯员 乔大伟）", ["冯晓岚", "乔大伟"]),
        ("名单如下：王建国、李素芬、张晓明、刘志强、陈永贵", ["王建国", "李素芬", "张晓明", "刘志强", "陈永贵"]),
        ("花农罗金秀说，蔗农覃大海也来了，村医杜小梅出诊。", ["罗金秀", "覃大海", "杜小梅"]),
        ("讲解员沈雨桐带路，返乡青年谭志成在看展板。", ["沈雨桐", "谭志成"]),
        ("那年我和罗同志到了矿上，请秀英同志发言。", ["罗", "秀英"]),
        ("前锋鞠海峰进球。", ["鞠海峰"]),
        ("马莱市长莱尔斯说，陈文斌市长出席。", ["莱尔斯", "陈文斌"]),
        ("会议决定，免去周文江西省副省长职务，免去周文山县教育局局长职务。", ["周文", "周文山"]),
        ("镇党委冯大为书记到会。陈作为局长和王兴社主任都到了。", ["冯大为", "陈作为", "王兴社"]),
    ],
)
def test_names_beside_titles_in_lists_and_acts(line, expected):
    assert names(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "各位同志，老同志和女同志要带头，希望同志们努力",
        "党委书记、副书记、常委和委员要履行职责",
        "主任高度重视，部长会议研究，代表团全体成员参加",
        "维护农民权益，增加职工福利，保护妇女儿童权益",
        "全市干部和广大党员要学习贯彻全会精神",
        "黎巴嫩总理府发表声明，南非总统府回应",
        "平原、高山、江河、湖泊、森林、草原",
        "文章说，方面表示，会议指出",
        "希望航天青年弘扬精神，有利于青年成才，招收青年博士",
        "少数民族地区工作的汉族同志，江东各地的同志，男同志",
        "花农田里收成好，烟农业务培训，店长期歇业",
        "输电工程有序推进，审议注册会计师法修订草案，游客戴上眼镜，发来贺信中代表团说，解除乌总统府职务",
        "国际人士热切期待，安保会主席发言，嫌疑人向警方称",
        "书记任第一责任人，县长任主任，常委任委员，免去县长职务",
        "东亭　西亭　南苑　北苑　中央大街　人民广场　和平路",
        "被免去高平市副市长职务，免去钟山区区长职务，免去石家庄市市长职务",
        "推选王明为主任，合作社主任发言，县农会主任到会",
        "会上宣布，王明为书记、周红为副书记",
        "课表　周　一　周　二　周　三　周　四　周　五",
        "史书记载这里产茶，民营企业家增强信心，总书记高兴地说，游客拜年，瞻仰烈士纪念馆，中国队包揽金牌",
    ],
)
def test_words_are_no_names(line):
    assert names(line) == []


def test_a_known_name_is_no_mention_inside_a_word_a_place_or_a_doctrine():
    known = ("张军", "周强", "汪洋", "左权", "毛泽东", "何维")
    assert names("主张军事优先，上周强降雨，一片汪洋大海，左权县如何维护稳定，毛泽东军事思想", known) == []
    assert names("院长张军作报告，汪洋、周强出席，何维副主席主持", known) == ["张军", "汪洋", "周强", "何维"]


def test_a_longer_name_wins_over_a_known_one_that_it_begins_with():
    assert names("村民李强军说", ("李强",)) == ["李强军"]
    assert names("总理李强强调，李强调研时指出", ("李强",)) == ["李强", "李强"]


def test_nothing_is_read_beside_a_name_that_stands():
    line = "总理李克强调研，李克强同志指出"
    stands = [Span(2, 5, "PERSON", "", "person:lexicon"), Span(8, 11, "PERSON", "", "person:lexicon")]
    assert list(anchors.find(line)) != []
    assert list(anchors.find(line, stands)) == []
    assert names(line, ("李克强",)) == ["李克强", "李克强"]


def test_the_lexicon_knows_many_and_reads_foreign_names_in_full():
    lexicon = load()
    assert len(lexicon.people) >= 900
    line = "联合国秘书长古特雷斯与克里姆林宫发言人佩斯科夫通话"
    found = [span.name for span in extraction.find(line, lexicon).spans if span.type == "PERSON"]
    assert found == ["安东尼奥·古特雷斯", "德米特里·佩斯科夫"]


def test_surnames_with_a_title_of_state_have_a_full_name():
    spans = people.find("毛主席和周总理接见代表，习总书记讲话", [])
    assert [span.name for span in spans] == ["毛泽东", "周恩来", "习近平"]


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join)))
@settings(max_examples=300)
def test_any_text_gives_ordered_disjoint_spans(text):
    spans = people.find(text, [])
    assert all(0 <= span.start < span.end <= len(text) and span.type == "PERSON" for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "piece",
    [
        "王",
        "王、",
        "·",
        "阿·",
        "张某",
        "主任",
        "书记王",
        "王建国、",
        "总统阿",
        "王建国和",
        "某*",
        "王　",
        "王　力（女）　",
        "王任",
        "免去王",
    ],
)
def test_time_is_linear_on_hostile_text(piece):
    start = time.perf_counter()
    people.find(piece * (100_000 // len(piece)), [])
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text", ["市政协江主席到会", "县人大常委会胡主席讲话", "县委华主席来访", "市总工会温总理了解情况"]
)
def test_a_local_body_before_a_title_of_state_makes_it_another_person(text):
    from kg.annotate import extract

    leaders = {"江泽民", "胡锦涛", "华国锋", "温家宝"}
    assert leaders.isdisjoint(mention.canonical for mention in extract(text))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("县长　李　志　强\n各位代表", ["李　志　强"]),
        ("法院院长 周　强、刘　伟等出席，石　油价格", ["周　强", "刘　伟"]),
        ("联系人：赵　敏，电话", ["赵　敏"]),
        ("市长 高 强 报告，提 高 强 度", ["高 强"]),
        ("（记者 周文斌 李　敏）", ["周文斌", "李　敏"]),
        ("对周文斌、李志强等依法判处刑罚，再审何桂香案，章程草案", ["周文斌", "李志强", "何桂香"]),
        ("查处周文斌、田茂林严重违纪违法案", ["周文斌", "田茂林"]),
        (
            "主席肖开提·依明、阿布来提·吐尔逊列席会议，英国的大卫·史密斯",
            ["肖开提·依明", "阿布来提·吐尔逊", "大卫·史密斯"],
        ),
        ("会议由周文斌主持，李素芬、张晓明等参加。", ["周文斌", "李素芬", "张晓明"]),
        ("何桂香，女，汉族。表彰周文斌等12名个人", ["何桂香", "周文斌"]),
        ("治丧委员会办公室有关同志、周文斌同志亲属", ["周文斌"]),
        ("毛主席于九月二十七日会见外宾", ["毛"]),
        ("立功的有周文斌、李二柱、何桂香三位同志。", ["周文斌", "李二柱", "何桂香"]),
        ("选举周文斌为县长，何桂香、李二柱为副县长。", ["周文斌", "何桂香", "李二柱"]),
        (
            "周文斌任县水利局局长；何桂香（女）兼任县妇联主席；免去李二柱县林业局副局长职务",
            ["周文斌", "何桂香", "李二柱"],
        ),
        ("被告人李某甲、周某乙犯盗窃罪，审判员何桂香、书记员李二柱", ["李某甲", "周某乙", "何桂香", "李二柱"]),
        ("中士阿里木·热合曼说，列兵周文斌入伍两年", ["阿里木·热合曼", "周文斌"]),
        ("张文、李素芬夫妇捐款", ["张文", "李素芬"]),
        (
            "名单：周　彬　何桂香（女）　李　敏（女，苗族）　张志强　王　勇",
            ["周　彬", "何桂香", "李　敏", "张志强", "王　勇"],
        ),
        ("周文斌在全县水利工作会议上的讲话\n同志们：", ["周文斌"]),
        ("工人代表罗大碗、何桂香、李二柱上台", ["罗大碗", "何桂香", "李二柱"]),
        ("教授何桂香应邀作报告，选手李少昂夺得冠军，主委周文斌率先发言", ["何桂香", "李少昂", "周文斌"]),
    ],
)
def test_names_that_no_title_announces(line, expected):
    assert names(line) == expected


def test_a_known_name_may_be_set_apart_or_begin_a_longer_one():
    assert names("陈　云、周文斌同志出席", ("陈云",)) == ["陈　云", "周文斌"]
    assert names("由许新、刘英俊、何桂香同志报告", ("刘英",))[-2:] == ["刘英俊", "何桂香"]


def test_known_names_without_marks_between_them_are_all_named():
    known = ("李强", "赵乐际", "蔡奇", "李希")
    assert names("李强赵乐际蔡奇李希会见记者", known) == list(known)
    assert names("王沪宁蔡奇李希出席", ("王沪宁", *known)) == ["王沪宁", "蔡奇", "李希"]
    assert names("赵乐际李强化训练", known) == ["赵乐际"]
    assert names("扩李强赵乐际", known) == ["赵乐际"]


def test_what_is_held_for_someone_names_them():
    assert names("为李强举行欢迎仪式", ("李强",)) == ["李强"]
    assert names("为李强化举行的", ("李强",)) == []
    assert names("各国李强举行", ("李强",)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("党委书记周××、校长何××带头，市委书记高××参加", ["周××", "何××", "高××"]),
        ("王副省长讲话，张副主任、李副局长陪同", ["王", "张", "李"]),
        ("免去何春雷的县检察院副检察长、检察委员会委员职务", ["何春雷"]),
        ("代副县长何春雷讲话，市长任某职期间，技术能手段高超，嫌疑人董某民以涉嫌诈骗被捕", ["何春雷", "董某民"]),
        ("公安英模陈海波、技术能手何甜讲课，主管部门负责，听取审计长周文斌汇报", ["陈海波", "何甜", "周文斌"]),
        ("县长杨秀梅说，他参加杨秀梅所在代表团审议", ["杨秀梅", "杨秀梅"]),
    ],
)
def test_deputies_redacted_names_and_those_of_new_titles(line, expected):
    assert names(line) == expected


def test_a_deputy_of_state_is_known_by_whom_he_was_second_to():
    line = "毛主席、林副主席检阅部队"
    assert [span.name for span in people.find(line, [])] == ["毛泽东", "林彪"]
    assert [span.name for span in people.find("政协林副主席到会", [])] == [""]
    for free in ("林副主席号召学习", "毛主席纪念堂开放，林副主席到会", "毛主席。" + "江边。" * 200 + "林副主席到会"):
        assert "林彪" not in [span.name for span in people.find(free, [])]
    assert people.find("毛主席题词，农业银行林副主席到会", [])[-1].name != "林彪"
