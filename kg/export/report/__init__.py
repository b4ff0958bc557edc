"""report.html: the build as a page to read, every number of it linked to its evidence in graph.html.

```
facts.py     tables → the rows of each section, by SQL
figures.py   numbers → inline SVG
blocks.py    what a section is made of: tables, figures, links
states.py    what a number leads to in the page
overview.py  the first section
sections.py  the sections in order: SECTIONS; a new one is a function and one line
page.py      sections → template → text of the page → file
```
"""

from __future__ import annotations

from kg.export.report.page import page, write

__all__ = ["page", "write"]
