"""Whatever is opened, it is an assessment or one clear sentence, and the file stays as it was."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from procure_app.session.error import Unreadable

CHANGED = "was changed outside this app. Open the file as the app last saved it."
DAMAGED = "is damaged or incomplete. Open a backup, or ask for the file again."


def test_a_missing_file_is_refused(tmp_path, refused):
    assert "is not there" in refused(tmp_path / "none.procure")


def test_a_path_that_no_file_can_have_is_refused(tmp_path, refused):
    assert "is not there" in refused(tmp_path / "a\0b")
    assert "cannot be read" in refused(tmp_path / ("x" * 4000))


def test_an_empty_file_is_refused(tmp_path, refused):
    path = tmp_path / "empty.procure"
    path.touch()
    assert refused(path) == "“empty.procure” is empty. Open a backup, or ask for the file again."


def test_a_folder_is_refused(tmp_path, refused):
    assert "is a folder" in refused(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_without_waiting(tmp_path, refused):
    path = tmp_path / "pipe.procure"
    os.mkfifo(path)
    assert "is a device" in refused(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_refused(refused, device):
    assert "is a device" in refused(Path(device))


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets here")
def test_a_socket_is_refused(tmp_path, refused, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's whole path must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert "is a device" in refused(tmp_path / "s")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights here")
def test_a_link_that_leads_to_itself_is_refused(tmp_path, refused):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "cannot be read" in refused(tmp_path / "loop")


def test_a_forbidden_file_is_refused(saved, files, spoken, monkeypatch):
    def forbidden(*_: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(Unreadable) as caught:
        files.open(saved)
    assert "You are not allowed to read “saved.procure”." in spoken(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="names are always text here")
def test_a_name_that_is_no_text_can_still_be_said(tmp_path, refused):
    path = tmp_path / os.fsdecode(b"\xff{name}.procure")
    path.write_bytes(b"x")
    assert "is not an assessment" in refused(path)


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"PK", b"PK\x03\x04", b"\x89PNG" * 40])
def test_another_kind_of_file_is_refused(tmp_path, refused, content):
    path = tmp_path / "other.procure"
    path.write_bytes(content)
    refused(path)
