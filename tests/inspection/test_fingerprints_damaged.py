"""Damaged fingerprints of licences cost what they are for, and nothing else."""

from __future__ import annotations

import damaged_fingerprints

from procure_app.inspection import kind
from procure_app.inspection.limit import Limits

READERS = {kind.PLAIN: (damaged_fingerprints.read,)}


def test_with_damaged_fingerprints_a_licence_could_not_be_inspected(tmp_path, look, said):
    for name in damaged_fingerprints.CONTENTS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "LICENSE").write_text("Permission is granted to anybody.\n" * 20)
    found = look(tmp_path, readers=READERS, limits=Limits(crashes=20))

    expected = {f"{name}/LICENSE" for name in damaged_fingerprints.CONTENTS}
    assert said(found).keys() == expected - {"none/LICENSE"}
    assert all(reason.isprintable() and reason for reason in said(found).values())
    assert {file.path for file in found.files} == expected
    assert not [seen for seen in found.observations if seen.subject]
