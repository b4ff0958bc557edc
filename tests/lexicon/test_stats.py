from kg.lexicon import Lexicon, Slogan, load
from kg.lexicon.stats import count


def test_the_counts_of_a_table_add_up():
    rows = count(load())
    for table in ("slogan", "meeting", "body"):
        [whole] = [row.entries for row in rows if (row.table, row.by) == (table, "all")]
        for by in {row.by for row in rows if row.table == table} - {"all", "has"}:
            assert sum(row.entries for row in rows if (row.table, row.by) == (table, by)) == whole


def test_decades_and_what_is_not_known():
    lexicon = Lexicon(slogans={"甲": Slogan("甲", "quoted", since="1958-05"), "乙": Slogan("乙", "quoted")})
    decades = {row.value: row.entries for row in count(lexicon) if row.by == "decade" and row.table == "slogan"}
    assert decades == {"1950s": 1, "(not known)": 1}


def test_an_empty_lexicon_counts_nothing():
    assert {row.entries for row in count(Lexicon())} == {0}
