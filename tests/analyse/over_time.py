"""Documents of twelve years at three levels, written for the tests of what changes over time."""

from __future__ import annotations

from small_tables import Small, small

FILLER = "今天天气很好。"

CENTRE = {
    "2001": "擦亮四盏灯，记好三本账。",
    "2002": "擦亮四盏灯。",
    "2003": "擦亮四盏灯，修好两条渠。",
    "2004": "修好两条渠，管好三本账。",
    "2005": "修好两条渠。",
    "2006": "修好两条渠。",
    "2007": "修好两条渠，做到清水进村。",
    "2008": "修好两条渠，做到清水进村。",
    "2009": "修好两条渠。",
    "2010": "修好两条渠。",
}
PROVINCE = {
    "2001-06-01": FILLER,
    "2003-06-01": FILLER,
    "2004-06-01": "修好两条渠。",
    "2006-06-01": FILLER,
    "2007-02": "做到清水进村。",
}
COUNTY = {"2001-09-09": "做到清水进村。", "2002-09-09": FILLER, "2012-09-09": "修好两条渠。"}


def years() -> Small:
    """The tables: `中央…`, `省…` and `县…` are the sources, with level and organ; one document has no date."""
    held = {"中央": ("central", CENTRE), "省": ("province", PROVINCE), "县": ("county", COUNTY)}
    texts = [
        (f"{place}{day}.txt", f"{place}的话 {day}", day, (text, FILLER))
        for place, (_, said) in held.items()
        for day, text in said.items()
    ]
    made = small([*texts, ("无日期.txt", "", "", ("擦亮四盏灯。",))])
    for place, (level, _) in held.items():
        made.con.execute(
            "update documents set level = ?, organ = ? where starts_with(source, ?)", [level, place, place]
        )
    return made
