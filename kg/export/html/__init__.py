"""The page: one HTML file that works with the network off, made through pyvis with our own template.

```
payload.py   tables → the page's data: nodes, edges, documents, sentences, each stored once, by index
evidence.py  which sentences are in the page, and where the names stand in them
picture.py   which nodes and edges are drawn when the page opens
layout.py    where they stand
page.py      template, style and scripts around it → text of the page → file, or a notebook's frame
template.html style.css js/*.js   the page itself; SCRIPTS in page.py gives the order
```
"""

from __future__ import annotations

from kg.export.html.page import page, view, write

__all__ = ["page", "view", "write"]
