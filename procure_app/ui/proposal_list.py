"""The proposals of an inspection as a list to tick, each with all its lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from procure_app.ui.desk import Desk
from procure_app.ui.service import Proposed
from procure_app.ui.wrapping import wrap


class ProposalList(QListWidget):
    """Ticked at first is what is sure, new, and in nobody's place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(desk.text("Proposals, to be ticked"))
        wrap(self, 6)

    def show_proposals(self, proposals: Sequence[Proposed]) -> None:
        """Show these, the first one as the present one."""
        for proposed in proposals:
            self.addItem(self._item(proposed))
        self.setCurrentRow(0)

    def tick(self, state: Qt.CheckState) -> None:
        """Tick all, or none."""
        for row in range(self.count()):
            self.item(row).setCheckState(state)

    def ticked(self) -> list[int]:
        """Return the places of the proposals that are ticked."""
        on = Qt.CheckState.Checked
        return [row for row in range(self.count()) if self.item(row).checkState() is on]

    def _item(self, proposed: Proposed) -> QListWidgetItem:
        desk = self._desk
        lines = [f"{proposed.name}: {proposed.value}", proposed.reason, proposed.files]
        if proposed.held:
            lines.append(desk.text("The document says so already."))
        elif proposed.replaces:
            lines.append(desk.text("It takes the place of: {value}", value=proposed.replaces))
        if not proposed.sure:
            lines.append(desk.text("To be checked before it is taken."))
        item = QListWidgetItem("\n".join(line for line in lines if line))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = proposed.sure and not proposed.held and not proposed.replaces
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item
