"""Search in English and Chinese: Chinese is indexed and looked up by pairs of characters.

Words cut by a segmenter would miss a name that it cuts otherwise in the query than in the text (四个|意识, 四个意识).
"""

from __future__ import annotations

import re
from itertools import pairwise

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

RUNS = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")


def split(text: str) -> list[str]:
    """Words, and of runs of Chinese characters every two neighbours; a character by itself as it is.

    >>> split("两个维护 in 2016")
    ['两个', '个维', '维护', 'in', '2016']
    """
    return [term for run in RUNS.findall(text) for term in _terms(run)]


def _terms(run: str) -> list[str]:
    if not "\u3400" <= run[0] <= "\u9fff" or len(run) == 1:
        return [run]
    return ["".join(pair) for pair in pairwise(run)]


class SearchBoth(SearchEnglish):
    """Sphinx's English search, which also finds Chinese."""

    lang = "en+zh"
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[\u3400-\u9fff]+|(?:(?![\u3400-\u9fff])[\p{L}\p{N}_])+/gu) ?? []).flatMap((run) =>
    /[\u3400-\u9fff]{2}/.test(run) ? Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)) : [run]);
"""

    def split(self, input: str) -> list[str]:
        """The terms of a text, as `splitQuery` makes them of a query."""
        return split(input)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the search language that `conf.py` chooses."""
    app.add_search_language(SearchBoth)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
