"""What a file of licences says before the first of them, in a few lines."""

ABOUT = """\
id = "licences"
version = "1"
date = 2026-11-22
title = "Small"

[vocabulary.territories]
eu = { text = "the European Union" }
[vocabulary.uses]
military = { text = "military use" }
[vocabulary.currencies]
USD = { low = 1.0, high = 1.0 }

[spdx]
version = "3.29.0"
date = 2026-09-16
osi_approved = ["MIT", "Zlib"]
fsf_free = ["MIT"]
fsf_not_free = ["JSON"]
others = ["BUSL-1.1"]
exceptions = []

[aliases]
"MIT" = ["Expat"]

[[kinds]]
id = "approved"
text = "Approved."
rule = { flags = ["osi_approved"] }
"""
