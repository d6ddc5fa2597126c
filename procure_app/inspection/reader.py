"""The one table of readers: which functions read a file, by the kind it was identified as."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from procure_app.inspection import configuration, kind, model_signature, submodule
from procure_app.inspection.document_reader import DOCUMENT_READERS
from procure_app.inspection.observation import Reader
from procure_app.inspection.weights import (
    ctranslate2,
    gguf,
    hdf5,
    numpy_array,
    onnx,
    pickled,
    pointer,
    pytorch,
    safetensors,
    shard,
    template,
)

MODEL_READERS: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {
        kind.SAFETENSORS: (safetensors.read,),
        kind.GGUF: (gguf.read,),
        kind.PYTORCH: (pytorch.read,),
        kind.PICKLE: (pickled.read,),
        kind.ONNX: (onnx.read,),
        kind.NUMPY: (numpy_array.read,),
        kind.HDF5: (hdf5.read,),
        kind.CTRANSLATE2: (ctranslate2.read,),
        kind.POINTER: (pointer.read,),
        kind.JSON: (shard.read, configuration.read),
        kind.PLAIN: (submodule.read, template.read),
    }
)
"""Readers of weights and of what lies beside them."""

READERS: Mapping[str, tuple[Reader, ...]] = MappingProxyType(
    {
        word: (*MODEL_READERS.get(word, ()), *DOCUMENT_READERS.get(word, ()))
        for word in kind.KINDS
        if word in MODEL_READERS or word in DOCUMENT_READERS
    }
)
"""All readers. Those of one kind are all run, in this order."""


def with_key(
    readers: Mapping[str, tuple[Reader, ...]], supplied: bytes
) -> Mapping[str, tuple[Reader, ...]]:
    """Return the readers, where model signatures are checked against what a person supplied."""
    against = partial(model_signature.read_against, supplied)
    return {
        word: tuple(against if reader is model_signature.read else reader for reader in row)
        for word, row in readers.items()
    }
