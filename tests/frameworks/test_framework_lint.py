"""A framework file that cannot be relied on is refused with file and line."""

from __future__ import annotations

import pytest

from procure_app.store.shipped.catalogue_source import SourceError
from procure_app.store.shipped.framework_file import load_framework, load_frameworks

GOOD = """
id = "small"
title = "Small"
short = "Small"
issuer = "Nobody"
version = "1"
date = 2026-01-02
read = 2026-02-03
source = "https://example.org"

[[criteria]]
id = "weights"
text = "The weights are there."
component = "weights"
licence = "open"

[[criteria]]
id = "said"
text = "It is said."
question = "rights.modify"
is = ["yes"]

[[criteria]]
id = "whole"
text = "Both."
all = ["weights", "said"]

[[verdicts]]
id = "small"
title = "Small"
criterion = "whole"
"""


def refused(tmp_path, catalogue, text):
    file = tmp_path / "small.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SourceError) as fault:
        load_framework(file, catalogue, ("open",))
    return str(fault.value)


def test_a_good_file_is_read(tmp_path, catalogue):
    file = tmp_path / "small.toml"
    file.write_text(GOOD, "utf-8")
    assert load_framework(file, catalogue, ("open",)).by_id.keys() == {"weights", "said", "whole"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('component = "weights"', 'component = "wheels"', "small.toml:11: weights: component"),
        ('licence = "open"', 'licence = "opne"', "small.toml:11: weights: licence kind opne"),
        ('"rights.modify"', '"rights.mend"', "small.toml:17: said: question rights.mend"),
        ('is = ["yes"]', 'is = ["yess"]', "small.toml:17: said: rights.modify has no option yess"),
        ('is = ["yes"]\n', "", "small.toml:17: said: names no answer"),
        ('"said"]', '"sad"]', "small.toml:23: whole: rests on sad, which does not exist"),
        ('criterion = "whole"', 'criterion = "all"', "small.toml:28: small: criterion all"),
        ('all = ["weights", "said"]', 'all = ["whole"]', "small.toml:23: whole: rests on itself"),
        ('all = ["weights", "said"]', 'all = ["weights"]', "small.toml:17: said: no verdict rests"),
        ('all = ["weights", "said"]', 'at_least = 3\nof = ["weights", "said"]', "asks for more"),
        ('text = "Both."', 'text = ""', "small.toml:25: criteria.2.text: "),
        ('text = "Both."\n', "", "small.toml:23: criteria.2.text: Field required"),
        (
            'text = "Both."',
            'text = "Both."\nwhy = "x"',
            "small.toml:26: criteria.2.why: Extra inputs",
        ),
        ('version = "1"', "version = 1", "small.toml:6: version: Input should be"),
        ('criterion = "whole"\n', "", "verdicts.0: give exactly one of"),
        ('id = "small"\ntitle', 'id = "small\ntitle', "small.toml:2: is not TOML"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(tmp_path, catalogue, old, new, said):
    assert old in GOOD
    message = refused(tmp_path, catalogue, GOOD.replace(old, new, 1))
    assert said in message
    assert "\n" not in message


def test_a_term_that_can_never_be_reached_is_refused(tmp_path, catalogue):
    terms = """
terms = [
    { id = "high", name = "High", criterion = "weights" },
    { id = "low", name = "Low", criterion = "whole" },
    { id = "none", name = "None" },
]
"""
    message = refused(tmp_path, catalogue, GOOD.replace('criterion = "whole"\n', terms))
    assert "low: small can never come to it" in message


def test_two_files_with_one_id_are_refused(tmp_path, catalogue):
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD, "utf-8")
    with pytest.raises(SourceError, match=r"b\.toml:1: small: stands in a\.toml"):
        load_frameworks(tmp_path, catalogue, ("open",))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 200_000, b"a = " + b"[" * 100_000])
def test_hostile_bytes_are_refused_in_one_sentence(tmp_path, catalogue, content):
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    with pytest.raises(SourceError) as fault:
        load_framework(file, catalogue, ())
    assert str(fault.value).startswith("bad.toml")
    assert "\n" not in str(fault.value)
