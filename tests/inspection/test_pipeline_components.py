"""The rules of components: sound as data, and counted on real releases, component by component."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

from procure_app.inspection import kind
from procure_app.inspection.component import Eye
from procure_app.inspection.identify import named_kind
from procure_app.inspection.observation import File
from procure_app.inspection.rule import Rule, rules_of

RELEASES = Path(__file__).parents[2].parent / "shared/cases/releases"
LABELS = tomllib.loads((Path(__file__).parent / "release_labels.toml").read_text())


def seen(rules, path, text="", form="", size=1_000_000):
    file = File(path, path.encode(), size, "", form or named_kind(path))
    return {one.subject: one for one in Eye(rules).seen(file, path, lambda: text)}


def test_every_rule_names_a_component_of_the_catalogue(rules, catalogue):
    known = {component.id for component in catalogue.components}
    assert {rule.component for rule in rules.rules} <= known


def test_every_component_has_a_rule(rules, catalogue):
    known = {component.id for component in catalogue.components}
    assert known == {rule.component for rule in rules.rules}


@pytest.mark.parametrize(
    "fault",
    [
        {"path": ["("]},
        {"words": ["[a"]},
        {"kinds": ["spreadsheet"]},
        {"confidence": "certain"},
        {"colour": "red"},
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(fault):
    row = {"component": "weights", "confidence": "high", "why": "x", "path": ["."]} | fault
    with pytest.raises(ValidationError):
        rules_of({"rules": [row]})


def test_no_expression_takes_long_on_a_hostile_text(rules):
    texts = ("class " * 40_000, "| " * 120_000, "<td>" * 60_000, "a" * 250_000, "\n" * 250_000,
             "---\n" + "<!--" * 60_000, "def \n" * 50_000, '"model' * 40_000)  # fmt: skip
    for rule in rules.rules:
        for text in texts:
            alone = rules_of({"rules": [rule.model_dump() | {"path": ["."], "kinds": []}]})
            start = time.perf_counter()
            seen(alone, "a/b/c.py", text)
            assert time.perf_counter() - start < 3, (rule.why, text[:9])


def test_no_expression_takes_long_on_a_hostile_path(rules):
    for path in ("a/" * 2_000 + "x.py", "-" * 4_000, "step" * 1_000, "eval_" * 800 + ".py"):
        start = time.perf_counter()
        seen(rules, path)
        assert time.perf_counter() - start < 3, path[:9]


NETWORK = "class Net(nn.Module):\n    pass\n"
FIRST = [
    ("model.py", NETWORK, "architecture", "high"),
    ("src/x/modeling_llama.py", NETWORK, "architecture", "high"),
    ("generate.py", "out = model.generate(ids)", "inference_code", "high"),
    ("train.py", "loss.backward()\noptimizer.step()", "training_code", "medium"),
    ("finetune.py", "trainer = Trainer(model)", "training_code", "low"),
    ("data/prepare.py", "ds = load_dataset('x')", "preprocessing_code", "medium"),
    ("evals/run.py", "from lm_eval import x", "evaluation_code", "medium"),
    ("MODEL_CARD.md", "# Card", "model_card", "high"),
    ("README.md", "---\nlicense: mit\n---\n", "model_card", "high"),
    ("docs/datasheet.md", "# Data", "data_card", "medium"),
    ("USE_POLICY.md", "Rules", "usage_policy", "high"),
    ("trainer_state.json", "{}", "metadata", "high"),
    ("bom.json", '{"bomFormat": "CycloneDX"}', "bill_of_materials", "high"),
    ("model.sig", "{}", "signatures", "medium"),
    ("tech_report.md", "# Report", "technical_report", "medium"),
]


@pytest.mark.parametrize(("path", "text", "component", "confidence"), FIRST)
def test_path_and_content_together_make_a_component(rules, path, text, component, confidence):
    found = seen(rules, path, text)
    assert found[component].confidence == confidence


NEVER = [
    ("case-studies/model.py", "x = 1", "architecture"),
    ("tests/model.py", NETWORK, "architecture"),
    ("third_party/x/model.py", NETWORK, "architecture"),
    ("test_generate.py", "model.generate(x)", "inference_code"),
    ("skills/a/model-card.md", "# Card", "model_card"),
    ("README.md", "# A library\n", "model_card"),
    ("content_filters.py", "load_dataset", "preprocessing_code"),
    ("author-ack.pdf", "", "technical_report"),
    ("assets/tokenizer.pdf", "", "technical_report"),
    ("checkpoints/README.md", "# Put weights here", "weights"),
    ("evals/results/global_step1000.json", "{}", "checkpoints"),
    ("data/README.md", "# Data", "data_card"),
    ("docs/requirements.txt", "sphinx", "libraries"),
]


@pytest.mark.parametrize(("path", "text", "component"), NEVER)
def test_the_known_traps_are_no_components(rules, path, text, component):
    assert component not in seen(rules, path, text)


def test_a_training_step_is_a_checkpoint_only_with_weights_in_it(rules):
    path = "checkpoints/step_1000/model.safetensors"
    assert "checkpoints" in seen(rules, path, form=kind.SAFETENSORS)
    assert "weights" not in seen(rules, path, form=kind.SAFETENSORS)
    assert "checkpoints" not in seen(rules, "step_1000/model.json", "{}")


def test_what_cannot_be_read_counts_for_less(rules):
    file = File("model.py", b"model.py", 9, "", kind.PYTHON)
    (one,) = Eye(rules).seen(file, "model.py", lambda: None)
    assert one.confidence == "medium"


def test_a_rule_asks_for_its_words_as_often_as_it_says():
    rule = Rule(component="c", confidence="high", why="w", path=("x",), words=("a",), times=2)
    rules = rules_of({"rules": [rule.model_dump()]})
    assert "c" not in seen(rules, "x", "a")
    assert "c" in seen(rules, "x", "a\na")


@pytest.mark.skipif(not RELEASES.is_dir(), reason="the shared cases are not here")
def test_real_releases_are_told_as_labelled(rules, capsys):
    """By path alone where the tree has no text: most programs are names and sizes there."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for name, label in LABELS.items():
        found = _found(rules, RELEASES / name) - set(label["unsure"])
        present = set(label["present"])
        right.update(found & present)
        wrong.update(found - present)
        missed.update(present - found)
    with capsys.disabled():
        print("\ncomponent               right wrong missed precision recall")
        for one in sorted(right | wrong | missed):
            tp, fp, fn = right[one], wrong[one], missed[one]
            precision = f"{tp / (tp + fp):.2f}" if tp + fp else "-"
            recall = f"{tp / (tp + fn):.2f}" if tp + fn else "-"
            print(f"{one:23} {tp:5} {fp:5} {fn:6} {precision:>9} {recall:>6}")
    assert sum(wrong.values()) <= 2
    assert sum(missed.values()) <= 3


def _found(rules, folder):
    eye, found = Eye(rules), set()
    for line in (folder / "_TREE.txt").read_text().splitlines()[1:]:
        mode, size, path = line.split(None, 2)
        if mode not in ("100644", "100755") or size == "BAD":  # links, submodules, no content
            continue
        real = folder / path
        text = real.read_text("utf-8", "replace") if real.is_file() else None
        file = File(path, path.encode(), int(size), "", named_kind(path))
        found |= {one.subject for one in eye.seen(file, path, lambda text=text: text)}
    return found
