"""What follows from a word or a name: rules as data, for contradictions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import field_validator

from procure_app.core.frozen import Frozen


class Expectation(Frozen):
    """A component that a release has when what is said of it is so."""

    terms: tuple[str, ...]
    """Terms as ``claim`` writes them, such as *open source*."""
    component: str


class Base(Frozen):
    """Models of a family, and the licences under which they are published."""

    model: str
    """An expression for the whole name of a repository. Capitals make no difference."""
    licences: tuple[str, ...]
    """Ids, any of which may be the one."""

    @field_validator("model")
    @classmethod
    def _is_expression(cls, model: str) -> str:
        try:
            re.compile(model)
        except re.error as error:
            raise ValueError(f"“{model}” is no expression: {error}") from error
        return model


class Expectations(Frozen):
    """The file ``resources/inspection/expectations.toml``."""

    restricted_terms: tuple[str, ...] = ()
    """Terms that no release bears out whose licence is listed as free or open by nobody."""
    expectations: tuple[Expectation, ...] = ()
    bases: tuple[Base, ...] = ()


def expectations_of(table: Mapping[str, object]) -> Expectations:
    """Return the file's rules. Raises pydantic's ``ValidationError`` for anything else."""
    return Expectations.model_validate(table)
