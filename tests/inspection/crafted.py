"""Files of weights made by hand, whole ones and such as want to do harm; none is ever run."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import PurePosixPath

from procure_app.inspection.identify import identify
from procure_app.inspection.observation import File, Refused
from procure_app.inspection.reader import MODEL_READERS

TINY = {"w": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}


def safetensors(header: object = None, data: bytes = bytes(24), length: int | None = None) -> bytes:
    """Return a file of this header, JSON or bytes."""
    head = header if isinstance(header, bytes) else json.dumps(header or TINY).encode()
    return struct.pack("<Q", len(head) if length is None else length) + head + data


def text(value: str | bytes, order: str = "<") -> bytes:
    """Return a string as GGUF writes it."""
    raw = value.encode() if isinstance(value, str) else value
    return struct.pack(order + "Q", len(raw)) + raw


def gguf(
    *,
    keys: tuple[tuple[str, int, bytes], ...] = (),
    tensors: tuple[tuple[str, tuple[int, ...], int, int], ...] = (("w", (32, 2), 8, 0),),
    data: bytes = bytes(68),
    version: int = 3,
    order: str = "<",
    counts: tuple[int, int] | None = None,
) -> bytes:
    """Return a file of these metadata (key, type, value) and tensors (name, shape, type, place)."""
    many = counts or (len(tensors), len(keys))
    out = b"GGUF" + struct.pack(order + "IQQ", version, *many)
    for key, form, value in keys:
        out += text(key, order) + struct.pack(order + "I", form) + value
    for name, shape, form, place in tensors:
        out += text(name, order) + struct.pack(order + "I", len(shape))
        out += struct.pack(f"{order}{len(shape)}Q", *shape) + struct.pack(order + "IQ", form, place)
    return out + bytes(-len(out) % 32) + data


TENSOR = (
    b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\nFloatStorage\n"
    b"X\x01\0\0\x000X\x03\0\0\0cpuK\x06tQK\x00K\x02K\x03\x86K\x03K\x01\x86\x89"
    b"ccollections\nOrderedDict\n)RtR."
)
"""The pickle that PyTorch writes for one tensor of two by three."""


def torch_zip(pickle: bytes = TENSOR, **more: bytes) -> bytes:
    """Return PyTorch's ZIP form with this pickle and six numbers."""
    members = {"m/data.pkl": pickle, "m/data/0": bytes(24), "m/version": b"3\n"} | more
    return packed(members)


def packed(members: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    """Return a ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def kind_of(content: bytes, name: str = "model.bin") -> str:
    """Return what content is identified as."""
    return identify(io.BytesIO(content), name, len(content))


def read(content: bytes, name: str = "model.bin") -> list:
    """Return what our readers see in content, by what it is identified as."""
    found = kind_of(content, PurePosixPath(name).name)
    file = File(name, name.encode(), len(content), "", found)
    return [
        seen
        for reader in MODEL_READERS.get(found, ())
        for seen in reader(io.BytesIO(content), file)
    ]


def facts(content: bytes, name: str = "model.bin") -> dict:
    """Return the facts of the one observation of weights."""
    (seen,) = [seen for seen in read(content, name) if seen.what == "weights"]
    return dict(seen.facts)


def refusal(content: bytes, name: str = "model.bin") -> str:
    """Return why content is refused; empty where it is not."""
    try:
        read(content, name)
    except Refused as error:
        return error.reason.text
    return ""
