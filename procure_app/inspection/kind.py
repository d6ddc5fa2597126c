"""The words for what a file is, by its content; readers are registered under them.

Text kinds are told by content first (no zero byte, UTF-8 or nearly so) and by name second, so
that a reader of documents registers under every kind of ``TEXT`` and looks at the name itself.
"""

from __future__ import annotations

SAFETENSORS = "safetensors"
GGUF = "gguf"
PYTORCH = "pytorch"
PICKLE = "pickle"
ONNX = "onnx"
NUMPY = "numpy"
HDF5 = "hdf5"
CTRANSLATE2 = "ctranslate2"
WEIGHTS = (SAFETENSORS, GGUF, PYTORCH, PICKLE, ONNX, NUMPY, HDF5, CTRANSLATE2)
"""Formats of weights. ``pytorch`` is its ZIP form; ``numpy`` is one array or a ZIP of arrays."""

POINTER = "git-lfs pointer"
ZIP = "zip"
TAR = "tar"
PACKED_TAR = "compressed tar"
ARCHIVES = (ZIP, TAR, PACKED_TAR)
"""What is read in place."""
SEALED = ("gzip", "bzip2", "xz", "zstandard", "7z", "rar")
"""What is noted, and not opened."""

PDF = "pdf"
OFFICE = "office document"
PARQUET = "parquet"
ARROW = "arrow"
SQLITE = "sqlite"
IMAGE = "image"
SOUND = "sound or film"
PROGRAM = "program"

JSON = "json"
JSON_LINES = "json lines"
YAML = "yaml"
TOML = "toml"
XML = "xml"
HTML = "html"
MARKDOWN = "markdown"
PYTHON = "python"
PLAIN = "text"
TEXT = (JSON, JSON_LINES, YAML, TOML, XML, HTML, MARKDOWN, PYTHON, PLAIN)
"""``yaml`` includes .cff, ``json`` notebooks; ``text`` is any other text: LICENSE, .txt, .rst and
other programming languages."""

KINDS = (
    *WEIGHTS,
    POINTER,
    *ARCHIVES,
    *SEALED,
    PDF,
    OFFICE,
    PARQUET,
    ARROW,
    SQLITE,
    IMAGE,
    SOUND,
    PROGRAM,
    *TEXT,
)
