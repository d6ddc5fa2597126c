"""The way in through YAML of others: model files, and what stands over a model card."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from exchange.mof_cases import SMALLEST

from fuzz import document
from fuzz.contract import Target, sentence
from fuzz.mutation import changed_lines
from procure_app.app.model import read_model
from procure_app.core.phrase import phrase
from procure_app.exchange.mof_import import imported
from procure_app.exchange.mof_model import remarks
from procure_app.exchange.mof_read import read_part
from procure_app.i18n import say
from procure_app.inspection.observation import Refused
from procure_app.inspection.yaml_text import parsed
from procure_app.session.error import Unreadable

_NAME = "x.yml"
_LISTED = """\
framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}
release:
  name: Small
  version: 1.0
  date: 2026-11-22
  license:
    distribution: {name: MIT, path: LICENSE}
    code: {name: Apache-2.0}
  type: ''
  architecture: ~
  treatment: "a\\tb"
  origin: |
    two
    lines
  producer: Somebody
  contact: >-
    folded
  components:
    - name: Model card
      description: Said of it
      license: unlicensed
      component_path: card.md
    - {name: Datasets, license: [], license_path: x}
    - name: Something else
      license:
"""
_CARD = """\
license: other
license_name: small
language: [en, no]
base_model:
- a/b
model-index:
- name: x
  results: []
tags: {a: 1, "b": 'c', ? d : e}
"""


def _open(folder: Path) -> str:
    path = folder / _NAME
    content = path.read_bytes()
    refusals = []
    for read in (_card, _part, _whole):
        try:
            read(path, content)
        except Unreadable as error:
            refusals.append(sentence(error.sentence))
        except Refused as error:
            refusals.append(sentence(phrase("“{name}”: {why}.", name=_NAME, why=error.reason)))
    return " ".join(refusals[-1:])


def _card(_: Path, content: bytes) -> None:
    parsed(content.decode("utf-8", "replace"))


def _part(path: Path, content: bytes) -> None:
    read_part(content, path.name)


def _whole(path: Path, _: bytes) -> None:
    model, here = read_model(path), document.session()
    day = datetime.date(2026, 11, 22)
    draft = imported(model, here.shipped, identity="a", as_of=day, file=path.name)
    said = remarks(model, here.shipped, here.library.book.is_id)
    assert all(say(one, document.ENGLISH).isprintable() for one in said)
    document.follows(draft)


def _seeds() -> Iterator[bytes]:
    for text in (SMALLEST, _LISTED, _CARD, _CARD + "---\na: &b c\nd: *b\n"):
        yield text.encode()


YAML = Target("yaml", lambda data: {_NAME: data}, _open, _seeds, changed_lines)
