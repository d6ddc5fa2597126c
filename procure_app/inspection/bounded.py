"""Reading in small, checked steps from content that nobody vouches for."""

from __future__ import annotations

import gc
import json
import struct
from collections.abc import Callable
from typing import Any, BinaryIO, NoReturn

from procure_app.core.phrase import phrase
from procure_app.inspection.observation import Refused

MOST_AT_ONCE = 64 << 20
MOST_DEPTH = 64


def exactly(handle: BinaryIO, count: int) -> bytes:
    """Return so many bytes. Raises ``Refused`` where the file ends before, or for too many."""
    if count > MOST_AT_ONCE:
        raise Refused(phrase("it asks to be read in one piece of {count} bytes", count=count))
    content = handle.read(count)
    if len(content) != count:
        raise Refused(phrase("it ends in the middle"))
    return content


def number(handle: BinaryIO, form: str) -> int:
    """Return one integer of this ``struct`` form. Raises ``Refused`` at the end of the file."""
    value: int = struct.unpack(form, exactly(handle, struct.calcsize(form)))[0]
    return value


def parsed_json(
    content: bytes,
    pairs: Callable[[list[tuple[str, Any]]], Any] | None = None,
    whole: Callable[[str], int] | None = None,
) -> Any:  # noqa: ANN401  # whatever it holds
    """Return the value of JSON in which nothing is ambiguous.

    ``pairs`` takes the pairs of each object, innermost first, in place of a ``dict``. ``whole``
    takes the digits of whole numbers; ``int`` is quicker where their size is judged afterwards,
    and refuses thousands of digits by itself. Raises ``Refused`` for anything but JSON, keys
    that stand twice, numbers that are none, and depth.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(phrase("it is not text in UTF-8")) from error
    collects = gc.isenabled()
    gc.disable()  # the values hold no cycle; looking for one takes longer than parsing them
    try:
        return json.loads(
            text, object_pairs_hook=pairs or once, parse_constant=_none, parse_int=whole or _integer
        )
    except RecursionError as error:
        raise Refused(phrase("it is nested too deeply")) from error
    except ValueError as error:
        raise Refused(phrase("it is not valid JSON")) from error
    finally:
        if collects:
            gc.enable()


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the mapping of these pairs. Raises ``Refused`` where a key stands twice."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Refused(phrase("a key stands twice in it"))
    return value


def _none(word: str) -> NoReturn:
    raise Refused(phrase("it holds {word} where a number should be", word=word))


def _integer(digits: str) -> int:
    if len(digits) > 40:
        raise Refused(phrase("it holds a number of {count} digits", count=len(digits)))
    return int(digits)
