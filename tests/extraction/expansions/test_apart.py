from tests.extraction.expansions.unfolding import unfolded


def test_headings_unfold_a_name():
    text = (
        "同志们：\n今天谈谈“三型班子”。\n一、带头学习，建设“学习型班子”\n正文在这里。\n"
        "二、团结协作，建设“团结型班子”\n正文在这里。\n三、服务群众，建设“服务型班子”\n正文在这里。\n"
    )
    assert unfolded(text, "三型班子") == [("学习型班子", "团结型班子", "服务型班子")]
