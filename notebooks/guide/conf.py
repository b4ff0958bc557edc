"""How Sphinx builds the guide: `python3 -m sphinx -W notebooks/guide site`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from kg import __version__

project = "kg"
author = "the authors of kg"
project_copyright = "the authors of kg, Apache-2.0"
version = release = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "generated", "mathml", "search"]
exclude_patterns = ["_ext"]

myst_enable_extensions = ["dollarmath", "deflist", "colon_fence", "attrs_inline"]
myst_heading_anchors = 3
suppress_warnings = ["ref.python"]  # two classes are called Counts, each in its module

default_role = "literal"
smartquotes = False  # they would make one dash of --by
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 90

html_theme = "furo"
html_title = f"kg {release}"
html_static_path = ["_static"]
html_css_files = ["guide.css"]
html_math_renderer = "mathml"
html_search_language = "en+zh"
html_show_search_summary = False  # it would fetch pages, which a browser refuses for files
html_copy_source = html_show_sourcelink = False
html_show_copyright = html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}


def chinese(app, page, template, context, doctree):
    """The Chinese page says that it is Chinese, for fonts, translators and readers aloud."""
    if page == "zh":
        context["language"] = "zh-CN"


def setup(app):
    """What the settings above cannot say."""
    app.connect("html-page-context", chinese)
