import pytest

from kg.extraction.numerals import is_date, is_idiom, is_numeric, is_plan

NAMES = "四个意识 两个维护 四讲四有 两学一做 三会一课 一岗双责 六稳 五位一体 三治三强比实干 一区四城 6+1 1+M+N 2653 双减 新三样 一村（格）一警 36条办法 一二三四 科创九条 新12条 五点主张 四个1 五点一线"
OTHERS = "2030启航计划 高效办成一件事 第一议题 十四五 九五 一把手 一刀切 15分钟生活圈 七一 9·3 二十四小时值班 一步一个脚印 三亚经验 第二课堂 四两拨千斤 四人帮 七下八上 二线 十五冬 五经普 八闽英才 12345 21 五点钟 一线"


@pytest.mark.parametrize("name", NAMES.split())
def test_names_with_counting_numerals(name):
    assert is_numeric(name)


@pytest.mark.parametrize("name", OTHERS.split())
def test_numerals_that_do_not_count(name):
    assert not is_numeric(name)


@pytest.mark.parametrize("name", "十四五 十五五 九五 十一五 二五".split())
def test_five_year_plans(name):
    assert is_plan(name)


def test_a_count_of_five_is_no_plan():
    assert not is_plan("五位一体")


def test_dates_and_idioms():
    assert is_date("八一")
    assert is_date("5·12")
    assert not is_date("八项规定")
    assert is_idiom("一窝蜂")
    assert not is_idiom("一岗双责")


def test_things_that_are_counted_by_one_are_no_names():
    assert not any(map(is_numeric, ("一根线", "一张桌", "一杯茶")))
    assert all(map(is_numeric, ("一窗通办", "破五唯", "一张床位一人管")))
