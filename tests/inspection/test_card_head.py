"""The head of a card: text only, bounded, and honest about what it could not read."""

from __future__ import annotations

import time

import licence_cases as cases
import pytest
from hostile import YAML

from procure_app.inspection.card import read
from procure_app.inspection.front_matter import card
from procure_app.inspection.observation import Refused


def test_words_stay_words():
    values = card(
        "---\nlicense: no\nversion: 3.0\nday: 2024-01-01\nlanguage: [no, en]\n---\n"
    ).values
    assert values == {
        "license": "no", "version": "3.0", "day": "2024-01-01", "language": ["no", "en"],
    }  # fmt: skip


def test_a_key_that_stands_twice_is_reported_and_the_last_one_counts():
    found = card("---\nlicense: mit\nlicense: apache-2.0\n---\n")
    assert found.twice == ("license",)
    assert found.values["license"] == "apache-2.0"


@pytest.mark.parametrize(
    "text",
    ["---\r\nlicense: mit\r\n---\r\n# A", "\n<!-- made by a tool -->\n---\nlicense: mit\n---\n# A"],
)
def test_line_ends_and_comments_before_the_head_are_forgiven(text):
    assert card(text).values == {"license": "mit"}
    assert card(text).body.strip() == "# A"


def test_a_line_of_dashes_in_the_text_is_no_head():
    assert not card("# A\n\n---\nlicense: mit\n---\n").has_head


@pytest.mark.parametrize("head", YAML.values(), ids=YAML)
def test_a_hostile_head_is_refused_in_little_time_and_the_rest_is_read(head):
    started = time.process_time()
    reading = read(*cases.opened(f"---\n{head}\n---\n# A model\n", "README.md"))
    assert next(reading).what == "card"
    with pytest.raises(Refused):
        next(reading)
    assert time.process_time() - started < 1


def test_tags_run_nothing_and_are_read_as_text():
    values = card('---\na: !!python/object/apply:os.system ["x"]\n---\n').values
    assert values == {"a": ["x"]}
