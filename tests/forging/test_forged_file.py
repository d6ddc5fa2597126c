"""A forger edits an assessment inside its file: what does not follow is shown as such."""

from __future__ import annotations

import hashlib
import json

import pytest
from forging.forge import DOCUMENT, forge, members, opened, pack, resigned, signed
from outline.said import said

from procure_app import app
from procure_app.app.doubt import checked
from procure_app.cli import main
from procure_app.core.assessment import edit
from procure_app.core.assessment.answer import Evidence
from procure_app.core.decision.digest import digest, file_layer, parts, signoff_digest
from procure_app.core.decision.signoff import missing, standings
from procure_app.core.outline.report import report
from procure_app.exchange.json_export import summary
from procure_app.exchange.text import shown as in_text
from procure_app.i18n import say
from procure_app.session.doubt import opening_doubts
from procure_app.store.container import evidence


@pytest.fixture(scope="module")
def honest(tmp_path_factory, loaded_once):
    """A file as the app saved it, signed off by everybody."""
    path = tmp_path_factory.mktemp("honest") / "honest.procure"
    return path, signed(path)


@pytest.fixture
def file(honest, tmp_path):
    """A copy of it to forge."""
    path = tmp_path / "forged.procure"
    path.write_bytes(honest[0].read_bytes())
    return path


@pytest.fixture
def session(honest):
    """The session that signed it."""
    return honest[1]


class Shown:
    """What window, commands and report say of a file."""

    def __init__(self, path) -> None:
        found, spoken = opened(path), app.speak()
        reading, doubted = found.reading, opening_doubts(found)
        self.doubts = " ".join(say(d, spoken) for d in doubted)
        self.stands = {s.signoff.role: s.stands for s in standings(reading)}
        self.report = said(report(reading, standings(reading)))
        self.missing = [role.id for role in missing(reading)]
        self.text = in_text(reading, spoken, doubted)
        self.json = summary(reading, spoken, doubted)
        self.check = " ".join(say(d, spoken) for d in checked(found))

    def everywhere(self, words: str) -> bool:
        """Say whether window, report, text, JSON and check all say it."""
        places = (self.doubts, self.report, self.text, " ".join(self.json["doubts"]), self.check)
        return all(words in place for place in places)


@pytest.fixture
def shown():
    """Open a file everywhere."""
    return Shown


def test_an_honest_file_raises_no_doubt(file, shown):
    found = shown(file)
    assert found.doubts == ""
    assert found.json["doubts"] == []
    assert all(found.stands.values())
    assert found.missing == []
    assert "does not hold together" not in found.report


def test_an_answer_swapped_after_sign_off_makes_every_sign_off_stale(file, shown):
    def swap(value) -> None:
        value["answers"]["case.use"]["value"] = ["Something else entirely"]

    found = shown(forge(file, swap))
    assert not any(found.stands.values())
    assert set(found.missing) == set(found.stands)
    assert all(not s["stands"] for s in found.json["signoffs"])
    assert "changed since sign-off" in found.text
    assert "does not stand: changed since" in found.check
    assert "DRAFT: changed since the approver signed" in found.report
    assert "answers/case.use" in found.json["signoffs"][0]["changed"]
    assert "last line of the change history is of another state" in found.doubts


def test_a_decision_claimed_after_sign_off_does_not_stand(file, shown):
    found = shown(forge(file, lambda v: v["decision"].update(outcome="approve")))
    assert not found.stands["approver"]
    assert "approver" in found.missing
    assert "changed since the approver signed" in found.report


def test_a_decision_that_nobody_signed_is_a_draft(file, shown):
    found = shown(forge(file, lambda v: v.update(signoffs=[], decision={"outcome": "approve"})))
    assert found.missing
    assert "DRAFT: decided, not yet signed" in found.report
    assert "Before it can be signed" in found.report


def test_an_approval_of_the_file_alone_is_no_approval(file, session, shown):
    """It would stand whatever is decided later."""
    content = file_layer(session.reading)
    signoffs = resigned(session, layer="file", digest=digest(content), parts=parts(content))
    found = shown(forge(file, lambda v: v.update(signoffs=signoffs)))
    assert not found.stands["approver"]
    assert found.missing == ["approver"]
    assert found.everywhere("It signs another layer than its role does.")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"attestations": {}}, "Not every attestation was made."),
        ({"name": " "}, "It names nobody."),
        ({"interests": "recused"}, "Who signed was recused."),
        ({"name": "person PREPARER"}, "Preparer and approver are one person"),
        ({"texts": "0" * 64}, "The wording of the catalogue is not the one that was signed."),
        ({"role": "wizard"}, "The catalogue knows no such role."),
        ({"previous": "0" * 64}, "The chain is broken before it."),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_sign_off_the_app_would_have_refused_does_not_count(file, session, shown, fields, words):
    found = shown(forge(file, lambda v: v.update(signoffs=resigned(session, **fields))))
    assert "approver" in found.missing
    assert found.everywhere(words)


def test_the_commands_say_it_too(file, session, capsys):
    forge(file, lambda v: v.update(signoffs=resigned(session, name="")))
    assert main(["show", str(file)]) == 0
    assert "It names nobody." in capsys.readouterr().out
    assert main(["show", str(file), "--json"]) == 0
    assert "It names nobody." in " ".join(json.loads(capsys.readouterr().out)["doubts"])
    assert main(["check", str(file)]) == 1
    assert "It names nobody." in capsys.readouterr().out
    assert main(["check", str(file), "--json"]) == 1
    assert "It names nobody." in json.loads(capsys.readouterr().out)[0]["text"]


def test_an_attestation_in_other_words_does_not_count(file, session, shown):
    last = session.assessment.signoffs[-1]
    softer = dict.fromkeys(last.attestations, "I have not looked.")
    signoffs = resigned(session, attestations=softer)
    found = shown(forge(file, lambda v: v.update(signoffs=signoffs)))
    assert found.everywhere("An attestation has other words than the catalogue.")


def test_a_digest_claimed_by_a_sign_off_is_worked_out_again(file, session, shown):
    signoffs = resigned(session, digest="f" * 64)
    found = shown(forge(file, lambda v: v.update(signoffs=signoffs)))
    assert not found.stands["approver"]


def test_a_sign_off_of_another_assessment_does_not_stand(file, tmp_path, shown):
    """The same answers under another identity."""
    other = signed(tmp_path / "other.procure", edit.changed(DOCUMENT, id="f0e1"))
    signoffs = [s.model_dump(mode="json", exclude_defaults=True) for s in other.assessment.signoffs]
    found = shown(forge(file, lambda v: v.update(signoffs=signoffs)))
    assert not any(found.stands.values())
    assert "id" in found.json["signoffs"][0]["changed"]


@pytest.mark.parametrize("order", ["turned", "first taken out"])
def test_a_chain_in_another_order_is_shown_as_broken(file, shown, order):
    def change(value) -> None:
        made = value["signoffs"]
        value["signoffs"] = made[::-1] if order == "turned" else made[1:]

    found = shown(forge(file, change))
    assert not all(found.stands.values())
    assert found.everywhere("The chain is broken before it.")
    assert "broken chain" in found.text


def test_a_sign_off_dated_before_the_one_it_follows_is_told(file, session, shown):
    signoffs = resigned(session, when="2020-01-01T00:00:00Z")
    found = shown(forge(file, lambda v: v.update(signoffs=signoffs)))
    assert found.everywhere("is dated before the one it follows.")


@pytest.mark.parametrize("when", ["2999-01-01T00:00:00Z", "2999-01-01T00:00:00"])
def test_a_sign_off_from_the_future_is_told(file, session, shown, when):
    found = shown(forge(file, lambda v: v.update(signoffs=resigned(session, when=when))))
    assert "is dated in the future." in found.doubts
    assert "is dated in the future." in found.check


def test_a_decision_signed_against_what_stands_in_its_way_is_told(file, session, shown):
    """The forger works out every digest again; what follows from the rules he cannot."""
    worse = edit.decide(
        session.assessment, edit.changed(session.assessment.decision, outcome="approve",
                                         acceptances=(), conditions=())
    )  # fmt: skip
    forged = opened(file)
    forged.change(edit.changed(worse, signoffs=worse.signoffs[:-1]), "x")
    from procure_app.core.decision.digest import decision_layer

    layer = decision_layer(forged.reading)
    last = edit.changed(worse.signoffs[-1], digest=digest(layer), parts=parts(layer))
    made = edit.changed(worse, signoffs=(*worse.signoffs[:-1], last))

    def change(value) -> None:
        value.clear()
        value.update(made.model_dump(mode="json", exclude_defaults=True))

    found = shown(forge(file, change))
    assert found.stands["approver"]
    assert found.everywhere("The decision is signed although")


def test_a_question_reworded_inside_the_file_is_told(file, shown):
    """The answer stays; what was asked would be something else."""

    def reword(value) -> None:
        for section in value["sections"]:
            for question in section["questions"]:
                if question["id"] == "case.use":
                    question["text"] = "What is your favourite colour?"

    found = shown(forge(file, reword, "catalogue.json"))
    assert not any(found.stands.values())
    assert found.everywhere("The questions in this file are not those of catalogue")


def test_a_catalogue_that_passes_as_older_makes_the_sign_offs_stale(file, shown):
    found = shown(forge(file, lambda v: v.update(version="0.0.1"), "catalogue.json"))
    assert not any(found.stands.values())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number": 7}, "lines missing, twice or out of order"),
        ({"digest": "f" * 64}, "of another state"),
        ({"when": "2999-01-01T00:00:00"}, "dated in the future"),
    ],
    ids=["number", "digest", "future"],
)
def test_a_forged_line_of_the_change_history_is_told(file, shown, change, words):
    found = shown(forge(file, lambda v: v["revisions"][-1].update(change)))
    assert words in found.doubts
    assert words in found.check


def test_a_record_without_a_signed_decision_is_told(file, shown):
    line = {"kind": "condition closed", "day": "2026-11-22", "by": "A", "text": "Done."}
    found = shown(forge(file, lambda v: v.update(signoffs=[], record=[line])))
    assert found.everywhere("The record has lines although nobody signed a decision.")


def test_two_pieces_of_evidence_under_one_id_are_told(file, shown):
    """One would be shown in the register, and the other signed."""

    def add(value) -> None:
        value["evidence"].insert(0, {**value["evidence"][0], "title": "An audit", "grade": 5})

    assert shown(forge(file, add)).everywhere("only the last is signed")


def test_evidence_that_the_file_does_not_hold_is_told(file, shown):
    found = shown(forge(file, lambda v: v["evidence"][0].update(digest="ab" * 32, size=3)))
    assert "names a file that is not in this assessment" in found.check
    assert "names a file that is not in this assessment" in found.doubts


def test_attached_bytes_that_were_exchanged_are_told_by_check(file, tmp_path, capsys):
    """Opening reads no evidence, which may be gigabytes; ``check`` does."""
    loose = tmp_path / "terms.txt"
    loose.write_bytes(b"the real terms")
    session = opened(file)
    item: Evidence = session.attach(loose)
    session.change(edit.put_evidence(session.assessment, item), "x")
    session.save()
    assert "is not the one that was attached" not in " ".join(
        say(d, app.speak()) for d in checked(session)
    )
    inside = members(file)
    inside[f"evidence/{item.digest}"] = b"the fake terms"
    assert hashlib.sha256(b"the fake terms").hexdigest() != item.digest
    pack(file, inside)
    assert main(["check", str(file)]) == 1
    assert "is not the one that was attached" in capsys.readouterr().out


def test_bytes_that_many_pieces_of_evidence_name_are_read_once(file, tmp_path, monkeypatch):
    """Else a small file could keep a computer busy for days."""
    loose = tmp_path / "terms.txt"
    loose.write_bytes(b"the real terms")
    session = opened(file)
    item: Evidence = session.attach(loose)
    many = tuple(edit.changed(item, id=f"E-{n}", size=14 + n // 40) for n in range(2, 42))
    session.change(edit.changed(session.assessment, evidence=many), "x")
    session.save()
    read, real = [], evidence.Source.unverified

    def counted(source):
        read.append(source.digest)
        return real(source)

    monkeypatch.setattr(evidence.Source, "unverified", counted)
    told = " ".join(say(d, app.speak()) for d in checked(session))
    assert read == [item.digest]
    assert "E-40 is not the one that was attached" in told  # of another size
    assert "E-39 is not" not in told


@pytest.mark.parametrize(
    "when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00"]
)
def test_a_moment_at_the_end_of_the_calendar_is_a_doubt_and_no_fault(file, session, when):
    first, *others = resigned(session)

    def change(value) -> None:
        value["signoffs"] = [{**first, "when": when}, *others]
        line = {**value["revisions"][-1], "when": when}
        value["revisions"] = [line, {**line, "number": 2}, {**line, "number": 3}]

    found = opened(forge(file, change))
    assert " ".join(say(d, app.speak()) for d in checked(found))
    assert app.report_bytes(found.reading).startswith(b"%PDF-")


def test_the_chain_carries_the_wording_that_was_shown(session):
    first, second, *_ = session.assessment.signoffs
    assert first.texts == session.catalogue.fingerprint
    assert second.previous == signoff_digest(first)
    assert second.previous != signoff_digest(edit.changed(first, texts=""))
