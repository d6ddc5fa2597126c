"""ONNX, NumPy, HDF5 and CTranslate2 give their facts, and are refused where they lie."""

from __future__ import annotations

import base64
import contextlib
import random
import struct
import zlib

import pytest
from crafted import facts, kind_of, packed, read, refusal

from procure_app.inspection.observation import Refused

# Written by h5py 3.16: a float data set of 7 by 9 in a group, and three whole numbers beside it.
OLD_HDF5 = (
    b"c-"
    b"rgqaB<`1lHy_j0S*oZ76t(ZWbhvfCJ3SOVe$!3nh{EOK<O1sFmXn(oCH){5NbZUx{x4OSCH!eXaHu<16Bx)>bg-"
    b"dQh<l6V*rSbfbwDK=>!w1x^yUAT#{OVoGu;6v=>+U^<akZGgygBzZM)2nqxF7N7FA-Io837sxCXVC@(b!k#0RGv^"
    b"Ut#--"
    b"VHZ37+m0m{H4X^mGh!SA*baoS~KjtdKBcgz+^XG!sOC9jcBKN~80cfh7n?rJ#a5u#N@C1cNvSgLpkuo)s8FAbBPx"
    b"h=Cl?5{H?w0cyk_G#6D2Xm~)<6(c-dX|Ru`kx?)TM!_f;1*2dTi~{o7m5_EHBO@cU-"
    b"N=AO3xJghaKQSK4g}hdHC(7YW*C?-D8mB)Ct6Kd"
)
# The same library with libver="latest": 7 by 9, and five doubles in a group.
NEW_HDF5 = (
    b"c-"
    b"rgqaB<`1lHy|K;9!7(|4^X93E>++#V4B7ef0Nm31VWXU=l)B2m@S942%p6Y&;A=im`k%R2!6^zMl~)V8K8(kg?)="
    b"0d@k=Kt>e?1|}v(Ms}zi)U^!gd}a{_MnMI61{N?+fkB*uLA)NwVg<UEnTrGH6J|yRsPF&4ELy-"
    b"Y=)o?HOM8fqjwB~0s6G$sIf2=CcLqE<M1ax3$jHbFm19K-"
    b"etT#LJ204VGno8mMh*Ty(BRjA8N7jE$brdETb446f>AIEM!_f;MgRaKqeWi"
)


def unpacked(text):
    return zlib.decompress(base64.b85decode(text))


def varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def field(number, value):
    """Return a field of a protocol buffer: of a number, or of bytes."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def tensor(*shape, form=1, raw=b"", location=""):
    out = b"".join(field(1, size) for size in shape) + field(2, form) + field(8, b"w")
    if location:
        pair = field(1, b"location") + field(2, location.encode())
        out += field(13, pair) + field(14, 1)
    return out + (field(9, raw) if raw else b"")


def onnx(*parts, producer=b"pytorch"):
    graph = b"".join(parts) + field(2, b"main")
    return field(1, 8) + field(2, producer) + field(7, graph) + field(8, field(2, 17))


def npy(descr="<f4", shape="(2, 3)", data=bytes(24), version=1):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    form = "<H" if version == 1 else "<I"
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack(form, len(header)) + header + data


def ctranslate2(shape=(100, 2), form=1, size=None, count=1, data=bytes(200)):
    def text(value):
        return struct.pack("<H", len(value) + 1) + value + b"\0"

    out = struct.pack("<I", 6) + text(b"WhisperSpec") + struct.pack("<II", 3, count)
    out += text(b"encoder/weight") + bytes([len(shape)]) + struct.pack(f"<{len(shape)}I", *shape)
    return out + struct.pack("<BI", form, len(data) if size is None else size) + data


def test_onnx_tells_parameters_producer_and_operators_of_others():
    node = field(1, field(4, b"Foo") + field(7, b"my.operators"))
    found = facts(onnx(field(5, tensor(2, 3, raw=bytes(24))), node), "model.onnx")
    assert found == {
        "format": "ONNX",
        "tensors": 1,
        "elements": 6,
        "types": ("F32 6",),
        "parameters": 6,
        "can_run_code": False,
        "metadata": ("producer: pytorch",),
        "operators_of": ("my.operators",),
    }


@pytest.mark.parametrize(
    ("location", "leads_out"),
    [
        ("weights.bin", False),
        ("../../etc/passwd", True),
        ("/etc/passwd", True),
        ("C:\\secret", True),
        ("..\\up", True),
    ],
)
def test_files_that_hold_the_data_of_onnx_are_shown(location, leads_out):
    found = facts(onnx(field(5, tensor(2, 3, location=location))))
    assert found["external_data"] == (location.replace("\\", "\\"),)
    assert ("external_data_leads_outside" in found) is leads_out


def test_onnx_is_known_without_its_suffix_and_other_messages_are_not():
    assert kind_of(onnx(field(5, tensor(2, 3))), "x") == "onnx"
    assert kind_of(field(1, 1) + field(2, b"saved model of another kind"), "x.pb") == ""


def test_onnx_that_is_cut_off_or_too_large_is_refused():
    whole = onnx(field(5, tensor(2, 3, raw=bytes(24))))
    assert refusal(whole[:-20])
    assert refusal(onnx(field(5, tensor(1 << 40, 1 << 40))))


@pytest.mark.parametrize("version", [1, 2, 3])
def test_numpy_tells_its_numbers(version):
    found = facts(npy(version=version))
    assert (found["parameters"], found["types"], found["can_run_code"]) == (6, ("F32 6",), False)


def test_several_arrays_in_a_row_and_in_a_zip_are_counted():
    assert facts(npy() + npy("<f2", "(5,)", bytes(10)))["parameters"] == 11
    assert (
        facts(packed({"a.npy": npy(), "b.npy": npy("|i1", "(4,)", bytes(4))}))["parameters"] == 10
    )


@pytest.mark.parametrize("descr", ["|O", "O"])
def test_an_array_of_objects_can_run_code(descr):
    found = facts(npy(descr))
    assert (found["can_run_code"], found["holds_pickled_objects"]) == (True, True)


def test_a_record_with_an_object_in_it_can_run_code():
    header = b"{'descr': [('a', '|O'), ('b', '<f4')], 'fortran_order': False, 'shape': (1,), }\n"
    content = b"\x93NUMPY\x01\0" + struct.pack("<H", len(header)) + header
    assert facts(content)["can_run_code"] is True


HOSTILE_NUMPY = {
    "cut off": npy(data=bytes(20)),
    "a shape beyond all numbers": npy(shape="(99999999999999999999, 3)"),
    "no shape": npy(shape="[__import__('os')]"),
    "a header of 4 GB": b"\x93NUMPY\x02\0\xff\xff\xff\xff{}",
    "a version of the future": b"\x93NUMPY\x09\0\x02\0{}",
}


@pytest.mark.parametrize("name", HOSTILE_NUMPY)
def test_malformed_numpy_is_refused(name):
    assert refusal(HOSTILE_NUMPY[name])


def test_hdf5_of_the_old_form_tells_its_numbers():
    found = facts(unpacked(OLD_HDF5))
    assert (found["parameters"], found["types"]) == (63, ("F32 63", "I64 3"))


def test_hdf5_of_the_new_form_tells_its_numbers():
    found = facts(unpacked(NEW_HDF5))
    assert (found["parameters"], found["types"]) == (68, ("F32 63", "F64 5"))


def test_a_lambda_layer_can_run_code():
    content = unpacked(OLD_HDF5) + b'"class_name": "Lambda"'
    assert facts(content)["can_run_code"] is True


@pytest.mark.parametrize("text", [OLD_HDF5, NEW_HDF5])
def test_no_change_of_bytes_of_hdf5_leads_to_anything_but_a_refusal(text):
    dice, whole = random.Random(5), unpacked(text)
    for _ in range(1_500):
        content = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            content[dice.randrange(8, len(content))] = dice.choice(
                (0, 1, 0xFF, dice.randrange(256))
            )
        with contextlib.suppress(Refused):
            read(bytes(content))


def test_ctranslate2_tells_its_numbers_and_its_specification():
    found = facts(ctranslate2())
    assert (found["parameters"], found["types"]) == (200, ("I8 200",))
    assert found["metadata"] == ("specification: WhisperSpec", "revision: 3")


def test_ctranslate2_that_lies_is_refused():
    assert refusal(ctranslate2(size=1 << 31))
    assert refusal(ctranslate2(count=1 << 31))
    assert refusal(ctranslate2(count=2))
    assert refusal(ctranslate2(shape=(1 << 31, 1 << 31)))


def test_no_change_of_bytes_of_the_others_leads_to_anything_but_a_refusal():
    dice = random.Random(6)
    for whole in (onnx(field(5, tensor(2, 3, raw=bytes(24)))), npy() + npy(), ctranslate2()):
        for _ in range(1_000):
            content = bytearray(whole)
            for _ in range(dice.randint(1, 4)):
                content[dice.randrange(len(content))] = dice.randrange(256)
            with contextlib.suppress(Refused):
                read(bytes(content))
