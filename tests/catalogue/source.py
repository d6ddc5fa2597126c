"""A catalogue of two sections in a few lines, as people edit it."""

HEAD = """\
id = "small"
version = "1"
date = 2026-11-22
title = "Small"
groups = [{ id = "all", title = "All" }]
components = []
roles = []
fixed = { limits = [], triggers = {}, identity = "" }

[uses]
buyer = "a.one"
use = "a.one"
impact = "a.one"
model = "a.one"
version = "a.one"
digest = "a.one"
vendor = "a.one"
label = "a.one"
layers = "a.one"
rest = "a.one"
not_delivered = { question = "a.one", is = ["yes"] }
competition = { question = "a.one", is = ["yes"] }
high_impact = { question = "a.one", is = ["yes"] }
"""
FIRST = """\
id = "a"
title = "First"
intro = ""
group = "all"

[[questions]]
id = "a.one"
text = "One?"
short = "One"
options = [
    { id = "yes", text = "Yes", answer = "yes" },
    { id = "no", text = "No", answer = "no" },
]

[[questions]]
id = "a.two"
kind = "text"
text = "Two?"
short = "Two"
asked = { question = "a.one", is = ["yes"] }
"""
SECOND = FIRST.replace('"a', '"b').replace("First", "Second")
