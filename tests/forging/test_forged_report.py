"""A forger edits the assessment inside a report: window and commands say what does not fit."""

from __future__ import annotations

import json

import pytest
import rfc8785
from forging.forge import resigned, signed
from pikepdf import Array, AttachedFileSpec, Pdf

from procure_app import app
from procure_app.app.seal import asked_to_sign, verify_report
from procure_app.core.decision.digest import decision_layer, digest, file_layer, parts
from procure_app.i18n import say
from procure_app.session.doubt import opening_doubts
from procure_app.session.error import Unreadable
from procure_app.signing.verdict import Outcome


@pytest.fixture(scope="module")
def session(tmp_path_factory, loaded_once):
    """A session whose assessment everybody signed off."""
    return signed(tmp_path_factory.mktemp("signed") / "signed.procure")


@pytest.fixture(scope="module")
def printed(session) -> bytes:
    """Its report."""
    return app.report_bytes(session.reading)


@pytest.fixture
def forge(printed, tmp_path):
    """Write the report with another value in one of its files."""

    def forge(change, name="assessment.json"):
        path, made = tmp_path / "plain.pdf", tmp_path / "forged.pdf"
        path.write_bytes(printed)
        with Pdf.open(path) as pdf:
            value = json.loads(pdf.attachments[name].get_file().read_bytes())
            change(value)
            content = rfc8785.dumps(value)
            del pdf.attachments[name]
            pdf.Root.AF = Array([s for s in pdf.Root.AF if str(s.UF) != name])
            spec = AttachedFileSpec(pdf, content, filename=name, mime_type="application/json")
            pdf.attachments[name] = spec
            pdf.save(made)
        return made

    return forge


def doubted(path) -> str:
    """Return what does not fit in the document that a report holds."""
    session = app.build_session()
    app.open_file(session, path)
    return " ".join(say(d, app.speak()) for d in opening_doubts(session))


def test_an_honest_report_raises_no_doubt(forge):
    assert doubted(forge(lambda value: None)) == ""


def test_an_answer_swapped_beside_its_signed_layer_is_told(forge):
    """The digests fit the layers; what the layers follow from is another document."""

    def swap(value) -> None:
        value["assessment"]["answers"]["case.use"]["value"] = ["Something else"]

    said = doubted(forge(swap))
    assert "is not what the report says" in said


def test_a_layer_swapped_with_its_digests_is_told(forge):
    def swap(value) -> None:
        value["file"]["title"] = "Another title"
        value["decision"]["file"] = digest(value["file"])

    assert "is not what the report says" in doubted(forge(swap))


def test_a_layer_swapped_without_its_digests_is_refused(forge):
    with pytest.raises(Unreadable):
        doubted(forge(lambda value: value["file"].update(title="Another title")))


def test_a_text_in_a_report_that_no_window_could_show_is_refused(forge):
    path = forge(lambda value: value["assessment"].update(title="x" * 250_001))
    with pytest.raises(Unreadable) as refused:
        doubted(path)
    assert "more than" in refused.value.sentence.text


def test_a_swapped_assessment_is_never_verified_as_valid(forge):
    def swap(value) -> None:
        value["file"]["title"] = "Another title"
        value["decision"]["file"] = digest(value["file"])

    assert verify_report(forge(swap), ()).outcome is not Outcome.VALID


def test_an_approval_of_the_file_alone_asks_for_the_approver_as_before(forge, session):
    """Who signed off in the app need not sign the report; the approver always has to."""
    content = file_layer(session.reading)
    honest = asked_to_sign(forge(lambda value: None))[1]
    made = resigned(session, layer="file", digest=digest(content), parts=parts(content))
    path = forge(lambda value: value.update(signoffs=made), "signoffs.json")
    assert "approver" not in asked_to_sign(path)[1]
    assert asked_to_sign(path)[1] == honest


def test_the_report_prints_the_digests_it_works_out_itself(session):
    """Those that sign-offs claim stand with them; the foot of each page is our own."""
    from procure_app.core.outline.seal import seal

    reading = session.reading
    assert seal(reading).file == digest(file_layer(reading))
    assert seal(reading).decision == digest(decision_layer(reading))
