"""Who stands behind it: the parties entered, and who is bound to each duty."""

from __future__ import annotations

from procure_app.core.catalogue.question import Question
from procure_app.core.catalogue.word import FIELDS, Kind
from procure_app.core.decision.duty import Duty
from procure_app.core.decision.reading import Reading
from procure_app.core.outline.answer_words import answer_of, in_words
from procure_app.core.outline.block import Block, Cell, Heading, Paragraph, Table
from procure_app.core.outline.listed import sentences
from procure_app.core.outline.mark import NOT_ANSWERED, answer_mark, instrument_mark, party_mark
from procure_app.core.outline.picture import duty_picture
from procure_app.core.phrase import Wording, counted, phrase


def duties(reading: Reading) -> tuple[Block, ...]:
    """Return the two headline numbers, the table of duties and the parties."""
    blocks: list[Block] = [
        Heading(1, phrase("Who stands behind it"), "who"),
        Paragraph(numbers(reading)),
    ]
    if reading.duties:
        head = (
            phrase("Duty"),
            phrase("Bound"),
            phrase("By what"),
            phrase("Clause"),
            phrase("Carried in fact"),
        )
        rows = tuple(_row(duty) for duty in reading.duties)
        blocks.append(duty_picture(reading))
        blocks.append(Table(head, rows, (0.28, 0.14, 0.15, 0.28, 0.15)))
    return (*blocks, *_parties(reading))


def numbers(reading: Reading) -> Wording:
    """Return the two headline numbers in words."""
    if not reading.duties:
        return phrase("No duty was asked about.")
    bound_by_nobody = [duty for duty in reading.duties if duty.bound_by_nobody]
    carried_by_nobody = [duty for duty in bound_by_nobody if duty.carried_by_nobody]
    not_known = [duty for duty in reading.duties if duty.not_known]
    return sentences(
        counted(
            "{nobody} of {count} duty is bound by nobody.",
            "{nobody} of {count} duties are bound by nobody.",
            len(reading.duties),
            nobody=len(bound_by_nobody),
        ),
        _carried(len(bound_by_nobody), len(carried_by_nobody)),
        counted(
            "For {count} duty it is not known who is bound.",
            "For {count} duties it is not known who is bound.",
            len(not_known),
        )
        if not_known
        else "",
    )


def _carried(bound_by_nobody: int, carried_by_nobody: int) -> Wording:
    if not bound_by_nobody:
        return ""
    if not carried_by_nobody:
        return phrase("Somebody carries each of them in fact.")
    return counted(
        "Of those, {count} is carried by nobody.",
        "Of those, {count} are carried by nobody.",
        carried_by_nobody,
    )


def duty_name(duty: Duty) -> Wording:
    """Return the duty in a few words."""
    return duty.question.duty_name or duty.question.short


def _row(duty: Duty) -> tuple[Cell, ...]:
    name: Wording = duty_name(duty)
    if duty.question.reference:
        name = phrase("{reference} {name}", reference=duty.question.reference, name=name)
    return (
        name,
        party_mark(duty.bound),
        instrument_mark(duty.instrument),
        duty.clause,
        party_mark(duty.carried),
    )


def _parties(reading: Reading) -> tuple[Block, ...]:
    named = [q for q in reading.path.questions() if q.kind in (Kind.PARTY, Kind.PERSON)]
    if not named:
        return ()
    rows = tuple(_party(reading, question) for question in named)
    head = (
        phrase("Role"),
        phrase("Name"),
        phrase("Country or role"),
        phrase("Register number or address"),
    )
    return (
        Heading(2, phrase("The parties, as entered"), "parties"),
        Table(head, rows, (0.24, 0.3, 0.18, 0.28)),
    )


def _party(reading: Reading, question: Question) -> tuple[Cell, ...]:
    answer = answer_of(reading, question)
    if answer is None:
        return (question.short, NOT_ANSWERED, "", "")
    if in_words(question, answer) == "":
        return (question.short, answer_mark(reading.path.facts.answer(question.id)), "", "")
    size = len(FIELDS[question.kind])
    name, place, *rest = (*answer.value, "", "", "")[: max(size, len(answer.value))]
    return (question.short, name, place, ", ".join(part for part in rest if part))
