"""Digests are kept between two inspections, as long as a file is the same."""

from __future__ import annotations

import json
import os

import pytest

from procure_app.inspection.digest_cache import DigestCache


def test_a_digest_is_kept_and_used_as_long_as_the_file_is_the_same(tmp_path, look):
    folder, cache = tmp_path / "release", tmp_path / "kept/digests.json"
    folder.mkdir()
    (folder / "a").write_bytes(bytes(2 << 20))
    first = look(folder, cache=cache)
    known = json.loads(cache.read_text())
    cache.write_text(json.dumps(dict.fromkeys(known, "f" * 64)))
    assert look(folder, cache=cache).files[0].sha256 == "f" * 64
    (folder / "a").write_bytes(bytes(2 << 20))
    assert look(folder, cache=cache).files[0].sha256 == first.files[0].sha256


BROKEN = [
    "",
    "[",
    "[1]",
    '{"a": 1}',
    '{"1-2-3-4-5": "b"}',
    '{"1-2-3-4-5": NaN}',
    '{"1-2-3-4-5": ' + "9" * 5000 + "}",
    "[" * 100_000,
    '{"1-2-3-4-5": "' + "a" * 64 + '"}' + " " * (9 << 20),
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_cache_is_no_cache(tmp_path, content):
    (tmp_path / "digests.json").write_text(content)
    assert DigestCache(tmp_path / "digests.json").get((1, 2, 3, 4, 5)) == ""


def test_a_pipe_or_a_device_in_the_place_of_the_cache_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "endless").symlink_to("/dev/zero")
    for name in ("pipe", "endless"):
        assert DigestCache(tmp_path / name).get((1, 2, 3, 4, 5)) == ""
