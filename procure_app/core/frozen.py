"""The one base of every value: frozen, strict about unknown keys, built lazily."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value. Change it by building a new one through its constructor."""

    # defer_build: validators are built on first use, which keeps them out of start-up.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)
