from tests.extraction.expansions.unfolding import unfolded


def test_headings_unfold_a_name():
    text = (
        "同志们：\n今天谈谈“三型班子”。\n一、带头学习，建设“学习型班子”\n正文在这里。\n"
        "二、团结协作，建设“团结型班子”\n正文在这里。\n三、服务群众，建设“服务型班子”\n正文在这里。\n"
    )
    assert unfolded(text, "三型班子") == [("学习型班子", "团结型班子", "服务型班子")]


def test_a_name_that_counts_characters_unfolds_into_as_many():
    assert unfolded("实行调整、改革、整顿、提高的方针，这“八字方针”要记牢", "八字方针") == [
        ("调整", "改革", "整顿", "提高")
    ]
    assert unfolded("落实“六字诀”。大家都把学习、调查、整改、落实贯穿始终", "六字诀") == []
