"""The words of layers and categories of components, for report and window alike."""

from __future__ import annotations

from procure_app.core.catalogue.word import Layer
from procure_app.core.phrase import Phrase, phrase

LAYERS: dict[Layer, Phrase] = {
    Layer.BASE: phrase("Base model"),
    Layer.MODIFICATION: phrase("Modification"),
    Layer.PRODUCT: phrase("Product"),
}
CATEGORIES: dict[str, Phrase] = {
    "model": phrase("Model"),
    "code": phrase("Code"),
    "data": phrase("Data"),
    "document": phrase("Documents"),
    "safeguard": phrase("Safeguards"),
    "supply": phrase("Supply chain"),
}
