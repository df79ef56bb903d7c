"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.file_systems import small_disk
from translate_summarize.errors import ExitCode, OutputError
from translate_summarize.storage.atomic import open_text_atomically, write_atomically

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX files")


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.fixture
def umask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def test_writes_utf8_and_makes_parents(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "größe.txt"
    write_atomically(target, "Füße 👣\nzwei\r\n")
    assert target.read_bytes() == "Füße 👣\nzwei\r\n".encode()
    assert names(target.parent) == ["größe.txt"]


def test_replaces_the_old_content(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    write_atomically(target, "old and long")
    write_atomically(target, "new")
    assert target.read_text() == "new"
    assert names(tmp_path) == ["x.txt"]


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_atomically(Path("x.txt"), "here")
    assert (tmp_path / "x.txt").read_text() == "here"


def test_the_longest_file_name(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 251 + ".txt")
    write_atomically(target, "x")
    assert target.read_text() == "x"


@posix
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path, umask: None) -> None:
    write_atomically(tmp_path / "x.txt", "x")
    assert stat.S_IMODE((tmp_path / "x.txt").stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_an_old_file_keeps_its_permissions(tmp_path: Path, umask: None, mode: int) -> None:
    target = tmp_path / "x.txt"
    target.write_text("old")
    target.chmod(mode)
    write_atomically(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == mode


@posix
def test_an_old_file_keeps_its_owner(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may give files away")
    target = tmp_path / "x.txt"
    target.write_text("old")
    os.chown(target, 12345, 12346)
    write_atomically(target, "new")
    assert (target.stat().st_uid, target.stat().st_gid) == (12345, 12346)


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_symbolic_link_is_followed(tmp_path: Path, there: bool) -> None:
    real = tmp_path / "real"
    real.mkdir()
    if there:
        (real / "x.txt").write_text("old")
    link = tmp_path / "link.txt"
    link.symlink_to("real/x.txt")
    write_atomically(link, "new")
    assert link.is_symlink()
    assert (real / "x.txt").read_text() == "new"
    assert names(real) == ["x.txt"]
    assert names(tmp_path) == ["link.txt", "real"]


@posix
def test_standard_output_by_its_path(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from translate_summarize.storage.atomic import write_atomically;"
        "write_atomically(Path('/dev/stdout'), 'Füße\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == "Füße\n".encode()


@posix
def test_a_named_pipe_and_a_device_are_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()), daemon=True)
    reader.start()
    write_atomically(pipe, "through")
    reader.join(5)
    assert got == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    write_atomically(Path(os.devnull), "x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"it is a folder; give a file in it, such as .*article\.en\.txt") as caught:
        write_atomically(tmp_path, "x")
    assert caught.value.exit_code is ExitCode.OUTPUT
    assert caught.value.subject == str(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("inside", ["x.txt", "deeper/x.txt"])
def test_a_file_is_no_folder(tmp_path: Path, inside: str) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(OutputError, match="is a file, not a folder; choose another path"):
        write_atomically(tmp_path / "file" / inside, "x")
    assert (tmp_path / "file").read_text() == "old"


@posix
def test_a_name_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="too long; choose a shorter name"):
        write_atomically(tmp_path / ("n" * 300), "x")
    assert names(tmp_path) == []


@posix
def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "x").symlink_to("x")
    with pytest.raises(OutputError, match="leads back to itself"):
        write_atomically(tmp_path / "x", "x")
    assert (tmp_path / "x").is_symlink()


@posix
@pytest.mark.parametrize("protected", ["folder", "file"])
def test_no_permission(tmp_path: Path, protected: str) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    target = tmp_path / "x.txt"
    target.write_text("old")
    locked = tmp_path if protected == "folder" else target
    locked.chmod(0o555)
    try:
        with pytest.raises(OutputError, match="no permission; choose another folder") as caught:
            write_atomically(target if protected == "file" else tmp_path / "new.txt", "new")
    finally:
        locked.chmod(0o755)
    assert str(target.parent) in caught.value.hint
    assert target.read_text() == "old"
    assert names(tmp_path) == ["x.txt"]


@posix
def test_no_permission_for_a_user_who_is_not_root(tmp_path: Path) -> None:
    """The same through a child process that gives up root, where the tests run as root."""
    if os.geteuid() != 0:
        pytest.skip("covered by test_no_permission")
    for folder in (tmp_path, *tmp_path.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
        if folder == Path(tmp_path.anchor) or folder.name.startswith("pytest-of"):
            break
    target = tmp_path / "x.txt"
    target.write_text("old")
    code = (
        "import os, sys; from pathlib import Path;"
        "from translate_summarize.errors import OutputError;"
        "from translate_summarize.storage.atomic import write_atomically;"
        "os.setgid(65534); os.setuid(65534);\n"
        "for name in ('x.txt', 'new.txt'):\n"
        "    try: write_atomically(Path(sys.argv[1]) / name, 'new')\n"
        "    except OutputError as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert [": no permission; choose another folder" in line for line in done.stdout.splitlines()] == [
        True,
        True,
    ]
    assert target.read_text() == "old"
    assert names(tmp_path) == ["x.txt"]


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_that_is_really_full() -> None:
    with pytest.raises(OutputError, match="no space left on the disk; free some space"):
        write_atomically(Path("/dev/full"), "x")


@posix
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as disk:
        write_atomically(disk / "x.txt", "old")
        with pytest.raises(OutputError, match="no space left on the disk; free some space"):
            write_atomically(disk / "x.txt", "new" * 100_000)
        assert (disk / "x.txt").read_text() == "old"
        assert names(disk) == ["x.txt"]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        (errno.ENOSPC, "free some space or choose a folder on another disk"),
        (errno.EROFS, "choose a folder on another disk"),
        (errno.EIO, "check the path and the disk, then try again"),
        (errno.EDQUOT, "free some space"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("old", [True, False])
def test_a_failing_disk_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, hint: str, call: str, old: bool
) -> None:
    target = tmp_path / "x.txt"
    if old:
        target.write_text("old")

    def fail(*args: object, **options: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OutputError, match=hint) as caught:
        write_atomically(target, "new")
    monkeypatch.undo()
    assert caught.value.subject == str(target)
    assert isinstance(caught.value.__cause__, OSError)
    assert names(tmp_path) == (["x.txt"] if old else [])
    assert not old or target.read_text() == "old"


def test_an_interrupt_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.txt"
    target.write_text("old")

    def interrupt(handle: int) -> None:
        assert len(names(tmp_path)) == 2  # The temporary file lies beside the target.
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, "new")
    assert names(tmp_path) == ["x.txt"]
    assert target.read_text() == "old"


@posix
def test_the_file_and_then_its_folder_are_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.txt"
    synced: list[tuple[bool, bool]] = []
    real = os.fsync

    def watch(handle: int) -> None:
        synced.append((stat.S_ISDIR(os.fstat(handle).st_mode), target.exists()))
        real(handle)

    monkeypatch.setattr(os, "fsync", watch)
    write_atomically(target, "x")
    assert synced == [(False, False), (True, True)]


@posix
def test_a_file_system_that_cannot_sync_folders_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    write_atomically(tmp_path / "x.txt", "x")
    assert (tmp_path / "x.txt").read_text() == "x"


def test_a_stream_that_is_not_finished_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    target.write_text("old")

    def write_half() -> None:
        with open_text_atomically(target) as stream:
            stream.write("new")
            assert target.read_text() == "old"
            stream.write("\ud800")

    with pytest.raises(UnicodeEncodeError):
        write_half()
    assert target.read_text() == "old"
    assert names(tmp_path) == ["x.txt"]


@posix
@pytest.mark.parametrize("old", [True, False])
def test_a_stream_is_synced_with_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: bool) -> None:
    target = tmp_path / "x.txt"
    if old:
        target.write_text("old")
        target.chmod(0o600)
    synced: list[bool] = []
    real = os.fsync

    def watch(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", watch)
    with open_text_atomically(target) as stream:
        stream.write("Füße\nzwei\r\n")
    assert synced == [False, True]
    assert target.read_bytes() == "Füße\nzwei\r\n".encode()
    assert not old or stat.S_IMODE(target.stat().st_mode) == 0o600


def test_readers_never_see_a_part(tmp_path: Path) -> None:
    target = tmp_path / "x.txt"
    contents = ["a" * 300_000, "b" * 200_000]
    write_atomically(target, contents[0])
    done = threading.Event()
    seen: set[str] = set()

    def read() -> None:
        while not done.is_set():
            seen.add(target.read_text())

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(40):
        write_atomically(target, contents[turn % 2])
    done.set()
    reader.join()
    assert seen
    assert seen <= set(contents)
