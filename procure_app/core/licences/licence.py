"""The facts of one licence, as far as they are known; what is left out is not known."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from procure_app.core.frozen import Frozen

Grant = Literal["yes", "conditions", "no"]


class Freedom(StrEnum):
    """What a licence may let somebody do."""

    USE = "use"
    STUDY = "study"
    MODIFY = "modify"
    REDISTRIBUTE = "redistribute"
    OUTPUTS = "outputs"


class When(Frozen):
    """Whom a limit hits: every condition that is given must hold. None given hits everybody."""

    public_body: bool | None = None
    commercial: bool | None = None
    end_user: bool | None = None
    """Whether the thing came to the buyer inside somebody's finished product or service."""
    multimodal: bool | None = None
    """Whether the model takes in or gives out more than one kind of content."""
    territory: tuple[str, ...] = ()
    users_over: float | None = Field(default=None, gt=0)
    """Users of the buyer's products and services, affiliates included."""
    users_per: Literal["month", "day"] = "month"
    counted: Literal["now", "at release"] = "now"
    """The day on which users are counted: any day, or the day this version came out."""
    revenue_over: float | None = Field(default=None, gt=0)
    """Revenue in the currency named; reaching it is enough where ``reached`` is set."""
    reached: bool = False
    per: Literal["year", "month", ""] = ""
    """The time over which revenue is counted; empty where that is not known."""
    currency: str = "USD"
    use: tuple[str, ...] = ()
    """Uses that the limit hits, by the vocabulary."""
    use_not: tuple[str, ...] = ()
    """Uses that the limit spares: it hits every other one."""

    @property
    def only_use(self) -> bool:
        """Whether it looks at nothing but the use, so that every buyer is alike to it."""
        return self.model_fields_set <= {"use", "use_not"}


class Limit(Frozen):
    """A term that treats some recipients or uses differently."""

    when: When
    denies: tuple[Freedom, ...] = ()
    """What those it hits may not do at all, unless the licensor agrees to it apart."""
    binds: tuple[Freedom, ...] = ()
    """What those it hits may do only with a duty."""
    unsettles: tuple[Freedom, ...] = ()
    """What the text itself leaves open for those it hits."""
    text: str = Field(min_length=1)
    clause: str = ""
    """Where it stands; empty where the text itself was not read."""

    @model_validator(mode="after")
    def _has_an_effect(self) -> Self:
        if not (self.denies or self.binds or self.unsettles):
            raise ValueError("a limit must deny, bind or unsettle something")
        return self


class Licence(Frozen):
    """One licence. ``None`` and empty texts mean: not known."""

    id: str
    """The SPDX id, or a LicenseRef."""
    name: str
    tag: str = ""
    """How Hugging Face names it, as ``license`` or ``license_name``."""
    family: str = ""
    osi_approved: bool | None = None
    fsf_free: bool | None = None
    """False only where the FSF has said so; a licence it has not spoken of is ``None``."""
    open_definition: bool | None = None
    commercial: Grant | None = None
    commercial_text: str = ""
    fields_limited: bool | None = None
    fields: str = ""
    """What it may not be used for, or only for what."""
    study: Literal["yes", "no"] | None = None
    """No where reverse engineering is barred; yes where the text was read and does not."""
    study_text: str = ""
    modify: Grant | None = None
    modify_text: str = ""
    redistribute: Grant | None = None
    redistribute_text: str = ""
    outputs: Literal["free", "conditions", "no"] | None = None
    outputs_text: str = ""
    threshold_limited: bool | None = None
    """Whether rights or duties change with the number of users or with revenue."""
    territory_limited: bool | None = None
    limits: tuple[Limit, ...] = ()
    attribution: str = ""
    share_alike: str = ""
    """What must come under the same terms when it is passed on."""
    naming: str = ""
    patent: Literal["yes", "no", "silent"] | None = None
    patent_text: str = ""
    termination: str = ""
    indemnity: str = ""
    """Whether the user must answer for claims that others bring against the licensor."""
    law: str = ""
    notes: str = ""
    source: str = ""
    """Empty only in what people enter themselves and in ids known by their flags alone."""
    read: datetime.date | None = None
    """When its text was last read."""


def stated_free(licence: Licence) -> bool:
    """Say whether one of the three bodies that check it lists the licence as free or open."""
    return True in (licence.osi_approved, licence.fsf_free, licence.open_definition)
