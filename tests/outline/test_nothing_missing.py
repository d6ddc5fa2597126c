"""Nothing that anybody entered is missing from the report."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from outline.made import ASSESSMENTS, entered
from outline.said import outline_of, said, squeezed
from outline.small import SMALL
from procure_app.core.catalogue.lint import problems

PATIENT = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_the_small_catalogue_is_sound():
    assert problems(SMALL) == ()


@PATIENT
@given(ASSESSMENTS)
def test_everything_entered_is_in_the_report(assessment):
    text = squeezed(said(outline_of(SMALL, assessment)))

    missing = [words for words in entered(assessment) if squeezed(words) not in text]

    assert missing == []
