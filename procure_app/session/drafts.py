"""What stands in forms that are not finished: it belongs to no document yet, and is kept anyway."""

from __future__ import annotations

from collections.abc import Callable, Mapping

CHOSEN = "="
"""How the place of what is chosen or ticked in a form ends, and not typed."""


class Drafts:
    """By the place of each field, such as ``evidence/E-1/title``."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Begin with none. ``tell`` is called after every change."""
        self._tell = tell
        self._texts: dict[str, str] = {}

    def kept(self) -> Mapping[str, str]:
        """Return all that is not empty."""
        return {place: text for place, text in self._texts.items() if text}

    def keep(self, place: str, text: str) -> None:
        """Keep what is typed."""
        if self._texts.get(place, "") != text:
            self._texts[place] = text
            self._tell()

    def choose(self, place: str, key: str) -> None:
        """Keep what is chosen, ticked or attached; empty where it is taken back."""
        self.keep(place + CHOSEN, key)

    def typed(self, place: str, otherwise: str = "") -> str:
        """Return what was typed at this place."""
        return self._texts.get(place, otherwise)

    def chosen(self, place: str, otherwise: str = "") -> str:
        """Return what was chosen, ticked or attached at this place."""
        return self._texts.get(place + CHOSEN, otherwise)

    def drop(self, form: str) -> None:
        """Forget what stands in this form: it was finished, or given up."""
        left = {k: text for k, text in self._texts.items() if not k.startswith(f"{form}/")}
        if left != self._texts:
            self._texts = left
            self._tell()

    def take(self, texts: Mapping[str, str]) -> None:
        """Hold these and no others, without a word: another document begins."""
        self._texts = dict(texts)
