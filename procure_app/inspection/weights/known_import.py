"""The names that a pickle of tensors or arrays imports, and that run nothing of the vendor's.

An allow-list: whatever is not on it is told by name. On it are only functions and classes that
build tensors, arrays and plain containers out of what is given to them, and call nothing else.
"""

from __future__ import annotations

_TYPES = (
    "Bool", "Byte", "Char", "Short", "Int", "Long", "Half", "Float", "Double", "BFloat16",
    "ComplexFloat", "ComplexDouble", "QInt8", "QUInt8", "QInt32", "Untyped",
)  # fmt: skip

KNOWN = frozenset(
    {
        *(
            f"{module}.{name}"
            for module in ("builtins", "__builtin__")
            for name in ("set", "frozenset", "bytearray", "complex")
        ),
        "collections.OrderedDict",
        "_codecs.encode",
        "torch.Size",
        "torch.device",
        "torch.Tensor",
        "torch._utils._rebuild_tensor",
        "torch._utils._rebuild_tensor_v2",
        "torch._utils._rebuild_tensor_v3",
        "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_qtensor",
        "torch._utils._rebuild_sparse_tensor",
        "torch.nn.parameter.Parameter",
        "torch.storage.TypedStorage",
        "torch.storage.UntypedStorage",
        *(f"torch.{name}Storage" for name in _TYPES),
        *(f"torch.{name}Tensor" for name in _TYPES),
        *(
            f"torch.{name}"
            for name in (
                "bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32",
                "float64", "bfloat16", "float8_e4m3fn", "float8_e5m2", "complex64", "complex128",
                "per_tensor_affine", "per_channel_affine", "strided", "sparse_coo",
            )
        ),
        *(
            f"{module}.multiarray.{name}"
            for module in ("numpy.core", "numpy._core")
            for name in ("_reconstruct", "scalar")
        ),
        "numpy.core.numeric._frombuffer",
        "numpy._core.numeric._frombuffer",
        "numpy.ndarray",
        "numpy.dtype",
    }
)  # fmt: skip
