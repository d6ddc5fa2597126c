"""A person at the desk: two files, and a way to answer a question in the open document."""

from __future__ import annotations

from pathlib import Path

from catalogue.tiny import given

from procure_app.core.assessment import edit

FILE, OTHER = Path("/desk/one.procure"), Path("/desk/two.procure")


def answer(session, question: str, value: str, **fields) -> None:
    """Answer a question in the open document."""
    new = given(value, **fields) if value else given()
    session.change(edit.answer(session.assessment, question, new), question)
