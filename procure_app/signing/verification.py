"""Verifies the signatures of a report, offline, role by role."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Collection

from pyhanko.pdf_utils.reader import PdfFileReader

from procure_app.core.catalogue.catalogue import Role
from procure_app.session.error import shown
from procure_app.signing import document
from procure_app.signing.depth import deeply
from procure_app.signing.document import Field
from procure_app.signing.examination import Subject, examined
from procure_app.signing.held import held
from procure_app.signing.trust import Roots
from procure_app.signing.verdict import Gap, Held, RoleSignature, State, Verified


def verify(
    content: bytes,
    name: str,
    roots: Roots,
    roles: tuple[Role, ...],
    when: datetime.datetime,
    *,
    in_app: Collection[str] = (),
) -> Verified:
    """Return what the signatures in this PDF are worth at this moment.

    ``roles`` are those that the assessment needs; each must have signed, except those in
    ``in_app``, who signed off in the app alone. Nothing is asked on the network. It may take
    seconds: call it off the window's thread. Raises ``Unreadable`` where it is no PDF that can
    be read; whatever is wrong with a signature is in what is returned.
    """
    asked = tuple(
        RoleSignature(role.id, role.title, role.signs, role.id not in in_app) for role in roles
    )
    return deeply(lambda: _verified(content, name, roots, asked, when))


def _verified(
    content: bytes,
    name: str,
    roots: Roots,
    asked: tuple[RoleSignature, ...],
    when: datetime.datetime,
) -> Verified:
    reader = document.opened(content, name)
    try:
        fields = tuple(document.fields(reader))
    except Exception:  # a form that cannot be read: nothing in it counts
        broken = RoleSignature("", "", state=State.BROKEN)
        return Verified(asked, (broken,), Held(None, Gap.UNREADABLE))
    subject = Subject(reader, roots, when, frozenset(field.name for field in fields))
    return asyncio.run(_examined(subject, fields, asked))


async def _examined(
    subject: Subject, fields: tuple[Field, ...], asked: tuple[RoleSignature, ...]
) -> Verified:
    roles = [await _role(subject, fields, role) for role in asked]
    known = {role.role for role in asked}
    others = [
        await examined(subject, field, RoleSignature(field.name, shown(field.name)))
        for field in fields
        if field.filled and field.name not in known
    ]
    return Verified(tuple(roles), tuple(others), held(subject.reader))


async def _role(subject: Subject, fields: tuple[Field, ...], asked: RoleSignature) -> RoleSignature:
    own = [field for field in fields if field.name == asked.role]
    if len(own) > 1:  # which of them a person sees cannot be told
        return RoleSignature(
            asked.role, asked.title, asked.layer, asked.required, state=State.BROKEN
        )
    return await examined(subject, own[0], asked) if own else asked


def present(reader: PdfFileReader, when: datetime.datetime) -> Verified:
    """Return the signatures that are there, all of them as ``others``; roles are not asked for."""
    fields = tuple(document.fields(reader))
    subject = Subject(reader, (), when, frozenset(field.name for field in fields))
    return asyncio.run(_examined(subject, fields, ()))
