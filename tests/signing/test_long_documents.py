"""Long documents: many bookmarks break nothing, and the limits of the process stay as they were."""

from __future__ import annotations

import sys
import threading

import pytest
from signing import paper
from signing.chain import checked, of, signed

from procure_app.signing.depth import deeply
from procure_app.signing.verdict import Later, Outcome


def test_more_than_320_bookmarks_in_a_row_break_nothing():
    made = paper.made(bookmarks=700)
    for role in ("preparer", "legal_reviewer", "approver"):
        made = signed(made, role)
    found = checked(made)
    assert found.outcome is Outcome.VALID
    assert of(found, "preparer").later is Later.SIGNATURES


def test_without_the_large_stack_they_would(monkeypatch):
    made = signed(signed(paper.made(bookmarks=700), "preparer"), "approver")
    monkeypatch.setattr("procure_app.signing.verification.deeply", lambda work: work())
    assert checked(made, asked=("preparer",)).outcome is Outcome.NOT_VALID


def test_the_limits_are_put_back():
    before = sys.getrecursionlimit(), threading.stack_size()
    assert deeply(sys.getrecursionlimit) == 20_000
    assert (sys.getrecursionlimit(), threading.stack_size()) == before


def test_what_goes_wrong_in_the_depth_comes_up():
    before = sys.getrecursionlimit(), threading.stack_size()

    def fail() -> None:
        raise KeyError("deep")

    with pytest.raises(KeyError, match="deep"):
        deeply(fail)
    assert (sys.getrecursionlimit(), threading.stack_size()) == before


def test_two_at_once_do_not_mix_up_the_limits():
    before = sys.getrecursionlimit()
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(deeply(lambda: n))) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(8))
    assert sys.getrecursionlimit() == before


def test_an_endless_recursion_is_caught():
    def down(depth: int) -> int:
        return down(depth + 1)

    with pytest.raises(RecursionError):
        deeply(lambda: down(0))
