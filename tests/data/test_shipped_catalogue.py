"""The shipped catalogue: every entry is sound, complete, reachable, and in our own plain words."""

from __future__ import annotations

import datetime
import re

import pytest

from procure_app import resources
from procure_app.core.catalogue.catalogue import Catalogue
from procure_app.core.catalogue.condition import HasComponent, leaves
from procure_app.core.catalogue.lint import problems
from procure_app.core.catalogue.question import Source
from procure_app.core.catalogue.word import Availability, Kind, Layer, Walk
from procure_app.store.shipped.catalogue_file import load_catalogue
from procure_app.store.shipped.catalogue_source import COMPILED, compile_to_json, sources

TODAY = datetime.date(2026, 11, 22)


def texts(value, place: tuple = ()):
    """Yield every text of the catalogue with its place; addresses and ids are none."""
    if isinstance(value, str) and place[-1] not in ("id", "address"):
        yield "/".join(map(str, place)), value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, (*place, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            key = inner.get("id", number) if isinstance(inner, dict) else number
            yield from texts(inner, (*place, key))


@pytest.fixture(scope="session")
def written(catalogue) -> dict[str, str]:
    """Every text of the catalogue by its place."""
    return dict(texts(catalogue.model_dump(mode="json")))


def lacking(catalogue: Catalogue, fits) -> list[str]:
    """Return the ids of the questions for which this does not hold."""
    return [question.id for question in catalogue.questions() if not fits(question)]


def all_sources(catalogue: Catalogue) -> list[tuple[str, Source]]:
    """Return every source with where it stands."""
    asked = [(q.id, source) for q in catalogue.questions() for source in q.sources]
    fixed = catalogue.fixed
    return asked + [("decision.toml", source) for source in (*fixed.sources, *fixed.rules)]


# Sound


def test_the_catalogue_has_no_faults(catalogue):
    assert problems(catalogue) == ()


def test_every_section_has_questions_and_a_group_that_exists(catalogue):
    groups = {group.id for group in catalogue.groups}
    for section in catalogue.sections:
        assert section.questions, section.id
        assert section.group in groups, section.id
    assert {section.group for section in catalogue.sections} == groups


def test_a_question_of_a_walk_stands_in_a_section_of_that_walk(catalogue):
    lost = [
        q.id for s in catalogue.sections for q in s.questions if not set(q.walks) <= set(s.walks)
    ]
    assert lost == []
    described = {w for s in catalogue.sections for q in s.questions for w in q.walks}
    assert described == set(Walk)


def test_every_section_of_a_description_describes_something(catalogue):
    for section in catalogue.sections:
        found = {walk for question in section.questions for walk in question.walks}
        assert found == set(section.walks), section.id


def test_what_the_app_relies_on_is_there_and_of_its_kind(catalogue):
    uses = catalogue.uses
    kinds = {
        "buyer": Kind.TEXT,
        "use": Kind.LONG_TEXT,
        "impact": Kind.CHOICE,
        "model": Kind.TEXT,
        "version": Kind.TEXT,
        "digest": Kind.TEXT,
        "vendor": Kind.TEXT,
        "label": Kind.QUOTATION,
        "layers": Kind.CHOICES,
        "rest": Kind.CHOICE,
    }
    assert {name: catalogue.by_id[getattr(uses, name)].kind for name in kinds} == kinds
    ids = {option.id for option in catalogue.by_id[uses.layers].options}
    assert ids == {layer.value for layer in Layer}
    words = {availability.value for availability in Availability}
    assert {option.id for option in catalogue.by_id[uses.rest].options} <= words


def test_the_conditions_of_roles_and_of_the_app_read_what_is_there(catalogue):
    uses = catalogue.uses
    conditions = [uses.not_delivered, uses.competition, uses.high_impact]
    conditions += [role.required for role in catalogue.roles if not isinstance(role.required, bool)]
    for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
        question = catalogue.by_id[leaf.question]
        assert all(question.option(option) for option in leaf.options), leaf


def test_there_is_one_component_table(catalogue):
    tables = [q.id for q in catalogue.questions() if q.kind is Kind.COMPONENTS]
    assert len(tables) == 1


def test_whether_a_question_is_asked_reads_the_table_only_after_it(catalogue):
    order = [q.id for q in catalogue.questions()]
    table = next(q.id for q in catalogue.questions() if q.kind is Kind.COMPONENTS)
    for question in catalogue.questions():
        if question.asked and any(isinstance(x, HasComponent) for x in leaves(question.asked)):
            assert order.index(table) < order.index(question.id), question.id


def test_the_roles_are_those_of_the_file_and_one_approver(catalogue):
    ids = [role.id for role in catalogue.roles]
    assert len(set(ids)) == len(ids)
    assert {"requester", "preparer", "approver"} <= set(ids)
    assert [role.id for role in catalogue.roles if role.signs == "decision"] == ["approver"]
    for role in catalogue.roles:
        assert role.attestations, role.id
        assert role.title, role.id
        assert role.duty, role.id


def test_no_licence_stands_twice(catalogue):
    ids = [licence.id for licence in catalogue.licences]
    names = [licence.name for licence in catalogue.licences]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)


def test_the_components_are_the_17_of_the_mof_and_ours(catalogue):
    named = [component.mof for component in catalogue.components if component.mof]
    assert len(named) == len(set(named)) == 17


def test_the_compiled_catalogue_is_the_same(catalogue, tmp_path):
    for file in sources(resources.folder("catalogue")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    compile_to_json(tmp_path)
    for file in sources(tmp_path):
        file.unlink()
    assert [file.name for file in tmp_path.iterdir()] == [COMPILED]
    assert load_catalogue(tmp_path) == catalogue


# Complete


def test_every_option_has_an_id_and_a_text_of_its_own(catalogue):
    for question in catalogue.questions():
        said = [option.text.strip() for option in question.options]
        assert all(said), question.id
        assert len(set(said)) == len(said), question.id
        assert len(question.options) != 1, question.id


def test_what_the_app_offers_itself_is_no_option(catalogue):
    words = {"i do not know", "not known", "unknown", "not applicable", "does not apply"}
    offered = [
        (question.id, option.id)
        for question in catalogue.questions()
        if question.unknown or question.not_applicable
        for option in question.options
        if option.text.strip(" .").lower() in words
    ]
    assert offered == []


@pytest.mark.parametrize("part", ["why", "satisfies", "ask", "finding", "sources"])
def test_what_can_fall_short_is_explained_in_full(catalogue, part):
    assert lacking(catalogue, lambda q: not q.severity or getattr(q, part)) == []


def test_every_question_says_why_it_is_asked(catalogue):
    assert lacking(catalogue, lambda q: q.why and q.text and q.short) == []


def test_every_severity_ends_in_a_rule_that_holds_always(catalogue):
    """Otherwise a finding could come and go by a gap in the rules, and not by a decision."""
    gaps = lacking(
        catalogue, lambda q: not q.severity or q.severity[-1].when is None
    )  # fmt: skip
    assert gaps == []
    early = lacking(catalogue, lambda q: all(rule.when for rule in q.severity[:-1]))
    assert early == []


def test_every_bar_says_by_when_it_is_due(catalogue):
    barred = [q for q in catalogue.questions() if any(rule.is_ == "bar" for rule in q.severity)]
    assert barred
    assert [q.id for q in barred if not q.due] == []


def test_only_a_bar_is_due(catalogue):
    barred = {q.id for q in catalogue.questions() if any(r.is_ == "bar" for r in q.severity)}
    assert lacking(catalogue, lambda q: not q.due or q.id in barred) == []


def test_every_duty_has_a_name_in_a_few_words(catalogue):
    duties = [q for q in catalogue.questions() if q.duty]
    assert duties
    for question in duties:
        assert question.duty_name, question.id
        assert len(question.duty_name.split()) <= 10, question.id
        assert question.duty_name[0].islower(), question.id
        assert question.duty_name[-1] != ".", question.id


def test_a_duty_asks_for_an_answer_that_can_be_bound(catalogue):
    assert lacking(catalogue, lambda q: not q.duty or q.kind is Kind.CHOICE) == []


def test_every_source_has_a_title_and_a_clause_that_was_checked(catalogue):
    for place, source in all_sources(catalogue):
        assert source.title.strip(), place
        assert "~" not in source.clause + source.title, place
        assert source.date is None or source.date <= TODAY, (place, source.date)
        assert not source.address or source.address.startswith("https://"), (place, source.address)


def test_the_limits_and_triggers_are_there(catalogue):
    assert len(catalogue.fixed.limits) >= 5
    assert len(catalogue.fixed.triggers) >= 5
    assert catalogue.fixed.identity


# Our own plain words


@pytest.mark.parametrize("mark", ["~", "[M]", "[S]", "[P]"])
def test_nothing_that_was_not_checked_is_printed(written, mark):
    assert [place for place, text in written.items() if mark in text] == []


def test_nothing_is_called_certified(written):
    assert [place for place, text in written.items() if "certified" in text.lower()] == []


NAMES = (
    "Open Source AI Definition",
    "Open Source Initiative",
    "MGB Open Source License",
)


def test_open_source_is_never_our_own_label(written):
    """Quotations and names are not ours; a term of the law is quoted as the law's."""
    label = re.compile(r"open[- ]?sourced?", re.IGNORECASE)
    ours = []
    for place, text in written.items():
        left = re.sub(r"“[^”]*”", "", text)
        for allowed in NAMES:
            left = left.replace(allowed, "")
        if label.search(left):
            ours.append(place)
    assert ours == []


@pytest.mark.parametrize("allowed", NAMES)
def test_every_exception_to_that_is_still_needed(written, allowed):
    assert any(allowed in text for text in written.values())


def test_questions_are_short(catalogue):
    assert lacking(catalogue, lambda q: len(q.text.split()) <= 30) == []


def test_questions_ask_and_findings_state(catalogue):
    assert lacking(catalogue, lambda q: "?" in q.text) == []
    assert lacking(catalogue, lambda q: not q.finding or q.finding.endswith(".")) == []
    assert lacking(catalogue, lambda q: not q.short.endswith((".", "?"))) == []


def test_names_for_tables_are_a_few_words_and_tell_questions_apart(catalogue):
    assert lacking(catalogue, lambda q: len(q.short.split()) <= 5) == []
    for section in catalogue.sections:
        shorts = [question.short for question in section.questions]
        assert len(set(shorts)) == len(shorts), section.id


def test_texts_have_no_loose_ends(written):
    loose = [place for place, text in written.items() if text != text.strip() or "  " in text]
    assert loose == []


def test_what_the_review_found_unclear_is_not_printed(written):
    """The table of facts checked, at the end of the officer's review."""
    unclear = ("PPN 017", "2026/1744", "54(6)", "Article 111(2)", "Article 4 ", "30 September 2025",
               "1 October 2025")  # fmt: skip
    found = [(place, word) for place, text in written.items() for word in unclear if word in text]
    assert found == []
