"""Whatever byte or value is changed, the file is refused or says what it said."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procure_app.session.error import Unreadable

SETTINGS = settings(
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@settings(SETTINGS, max_examples=500)
@given(st.data())
def test_a_corrupt_byte_is_refused_or_harmless(saved, files, assessment, tiny, data):
    original = files.open(saved)
    sound = saved.read_bytes()
    place = data.draw(st.integers(0, len(sound) - 1))
    change = data.draw(st.integers(1, 255))
    path = saved.with_name("corrupt.procure")
    path.write_bytes(sound[:place] + bytes([sound[place] ^ change]) + sound[place + 1 :])

    try:
        opened = files.open(path)
    except Unreadable:
        return
    assert opened.assessment == assessment
    assert opened.catalogue == tiny
    assert opened.evidence.keys() == original.evidence.keys()
    assert not opened.read_only


def test_every_corrupt_byte_of_the_directory_is_refused_or_harmless(saved, files, assessment):
    sound = saved.read_bytes()
    path = saved.with_name("corrupt.procure")
    for place in range(sound.index(b"PK\x01\x02"), len(sound)):
        for change in (1, 0x80, 0xFF):
            path.write_bytes(sound[:place] + bytes([sound[place] ^ change]) + sound[place + 1 :])
            try:
                assert files.open(path).assessment == assessment
            except Unreadable:
                continue


@SETTINGS
@given(st.data())
def test_a_file_cut_anywhere_is_refused(saved, refused, data):
    sound = saved.read_bytes()
    path = saved.with_name("cut.procure")
    path.write_bytes(sound[: data.draw(st.integers(0, len(sound) - 1))])
    refused(path)


@SETTINGS
@given(st.binary(max_size=200), st.booleans())
def test_any_other_bytes_are_refused(saved, refused, noise, head):
    path = saved.with_name("noise.procure")
    path.write_bytes((saved.read_bytes()[:76] if head else b"") + noise)
    refused(path)


def mutated(value, data):
    """Put some other value somewhere into this one."""
    if not isinstance(value, dict | list) or not value or data.draw(st.integers(0, 5)) == 0:
        return data.draw(json_values)
    places = sorted(value) if isinstance(value, dict) else range(len(value))
    place = data.draw(st.sampled_from(places))
    copy = value.copy()
    copy[place] = mutated(value[place], data)
    return copy


@settings(SETTINGS, max_examples=300)
@given(st.data())
@pytest.mark.parametrize("name", ["manifest.json", "assessment.json", "catalogue.json"])
def test_any_value_put_anywhere_is_refused_or_valid(members, pack, files, name, data):
    value = mutated(json.loads(members[name]), data)
    path = pack(members | {name: json.dumps(value).encode()}, fitting=name != "manifest.json")
    with contextlib.suppress(Unreadable):
        files.open(path)
