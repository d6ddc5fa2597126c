"""Reads the text of marked content from the pages, as a screen reader does: by the tags alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from pikepdf import Object, Page, Pdf, parse_content_stream

_MEANING = re.compile(rb"<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>")


def texts(pdf: Pdf) -> dict[tuple[int, int], str]:
    """Return the text of every content, by the number of its page object and its own number."""
    meanings: dict[int, Mapping[int, str]] = {}
    found: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        fonts = {}
        for name, font in page.Resources.Font.items():
            if font.objgen[0] not in meanings:
                meanings[font.objgen[0]] = _meaning(font)
            fonts[name] = meanings[font.objgen[0]]
        number = page.obj.objgen[0]
        found |= {(number, mark): text for mark, text in _of_page(page, fonts).items()}
    return found


def _meaning(font: Object) -> dict[int, str]:
    """Return what each code of the font stands for."""
    listed = _MEANING.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(u.decode()).decode("utf-16-be") for code, u in listed}


def _of_page(page: Page, fonts: Mapping[str, Mapping[int, str]]) -> dict[int, str]:
    found: defaultdict[int, str] = defaultdict(str)
    opened: list[int | None] = []
    meaning: Mapping[int, str] = {}
    for operands, operator in parse_content_stream(page, "BDC BMC EMC Tf Tj"):
        match str(operator):
            case "BDC":
                opened.append(int(operands[1].MCID) if "/MCID" in operands[1] else None)
            case "BMC":
                opened.append(None)
            case "EMC":
                opened.pop()
            case "Tf":
                meaning = fonts[str(operands[0])]
            case _:
                text = "".join(meaning[code] for code in bytes(operands[0]))
                for mark in opened:
                    if mark is not None:
                        found[mark] += text
    return found
