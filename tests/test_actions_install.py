"""What is put into the person's files, and that taking it away gives back every byte."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.actions import changes
from assistant.actions.changes import Change, make
from assistant.actions.install import ShellFiles, install_plugin, install_shell, uninstall_plugin, uninstall_shell
from assistant.errors import UsageError
from tests.conftest import need

CONTENTS = {
    "missing": None,
    "empty": b"",
    "ordinary": b"export A=1\nalias d=docker\n",
    "no final newline": b"export A=1",
    "CRLF": b"export A=1\r\nalias d=docker\r\n",
    "CRLF without a final one": b"export A=1\r\nalias d=docker",
    "CRLF within": b"export A=1\r\nalias d=docker\n",
    "latin-1": b"# caf\xe9 \xff\x00\nexport A=1\n",
    "empty lines at the end": b"export A=1\n\n\n",
    "a comment with a backslash": b"export A=1\n# ask \\\n",
    "an escaped backslash": b"echo \\\\\n",
    "lone carriage return": b"a\rb\r",
    "form feed and unicode lines": "a\x0cb\u2028c\n".encode(),
    "our name in it": b"# dockerhelp\nif [ -r x ]; then . x; fi  # my own\n",
}
PLUGIN = "#!/bin/sh\n# dockerhelp: written by a test\nexit 0\n"


@pytest.fixture(params=["bash", "zsh"])
def files(tmp_path: Path, request: pytest.FixtureRequest) -> ShellFiles:
    name = f"init.{request.param}"
    return ShellFiles(
        request.param, str(tmp_path / "a 'place'" / "dockerhelp" / name), (str(tmp_path / ".rc"), str(tmp_path / ".other"))
    )


def make_all(found: list[Change]) -> None:
    for one in found:
        make(one)


@pytest.mark.parametrize("before", CONTENTS.values(), ids=CONTENTS)
def test_taking_it_away_gives_back_every_byte(files: ShellFiles, before: bytes | None) -> None:
    rc = Path(files.rc[0])
    if before is not None:
        rc.write_bytes(before)
    make_all(install_shell(files, "KEY=1\n"))
    assert rc.read_bytes().startswith(before or b"")
    assert "KEY=1\n" in Path(files.file).read_text()
    assert install_shell(files, "KEY=1\n") == []
    make_all(uninstall_shell(files))
    assert (rc.read_bytes() if rc.exists() else None) == before
    assert not Path(files.file).parent.exists()
    assert uninstall_shell(files) == []


@pytest.mark.parametrize("before", CONTENTS.values(), ids=CONTENTS)
def test_what_the_person_adds_stays(files: ShellFiles, before: bytes | None) -> None:
    rc = Path(files.rc[0])
    if before is not None:
        rc.write_bytes(before)
    make_all(install_shell(files, ""))
    with rc.open("ab") as file:
        file.write(b"export B=2\n")
    make_all(uninstall_shell(files))
    after = rc.read_bytes()
    assert after.startswith(before or b"")
    assert after.endswith(b"export B=2\n")
    assert b"; fi  # dockerhelp" not in after


@pytest.mark.parametrize("ending", [b"", b"A=1", b"A=1\n", b"A=1\r\n", b"A=1\r\nB=2"])
def test_a_real_shell_reads_it(files: ShellFiles, ending: bytes, tmp_path: Path) -> None:
    need(files.shell, shutil.which(files.shell) is not None)
    rc = Path(files.rc[0])
    rc.write_bytes(ending)
    make_all(install_shell(files, "KEY=1\n"))
    script = f". {shlex.quote(str(rc))}; code=$?; echo $KEY $code"
    done = subprocess.run([files.shell, "-c", script], capture_output=True, text=True, check=False, timeout=20)
    assert (done.stdout, done.stderr) == ("1 0\n", "")
    Path(files.file).unlink()  # dockerhelp is gone: the shell says nothing
    done = subprocess.run([files.shell, "-c", script], capture_output=True, text=True, check=False, timeout=20)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_what_is_shown_is_what_is_done(files: ShellFiles) -> None:
    Path(files.rc[0]).write_text("export A=1\n")
    own, line = install_shell(files, "KEY=1\n")
    assert (own.path, own.before, own.line) == (files.file, None, "")
    assert (line.path, line.context) == (files.rc[0], "export A=1")
    assert line.after == f"export A=1\n{line.line}\n".encode()
    assert line.line.endswith("; fi  # dockerhelp")
    make_all([own, line])
    lost, gone = uninstall_shell(files)
    assert (lost.line, lost.context, lost.after) == (line.line, "export A=1", b"export A=1\n")
    assert (gone.path, gone.after) == (files.file, None)


def test_a_new_text_and_a_moved_file_leave_one_line(files: ShellFiles) -> None:
    rc = Path(files.rc[0])
    rc.write_bytes(b"A=1")
    make_all(install_shell(files, "KEY=1\n"))
    assert [one.path for one in install_shell(files, "KEY=2\n")] == [files.file]
    moved = files._replace(file=files.file + "2")
    rc.write_bytes(rc.read_bytes() + b"B=2\n")
    make_all(install_shell(moved, "KEY=1\n"))
    assert rc.read_bytes().count(b"# dockerhelp") == 1
    assert moved.file.encode().replace(b"'", b"") in rc.read_bytes().replace(b"'\"'\"'", b"").replace(b"'", b"")
    assert rc.read_bytes().endswith(b"B=2\n")


def test_a_line_in_another_file_is_renewed_there(files: ShellFiles) -> None:
    make_all(install_shell(files._replace(rc=files.rc[1:]), "KEY=1\n"))
    assert install_shell(files, "KEY=1\n") == []
    make_all(uninstall_shell(files))
    assert not os.path.exists(files.rc[1])


def test_fish_reads_our_file_alone(tmp_path: Path) -> None:
    fish = ShellFiles("fish", str(tmp_path / "fish" / "conf.d" / "dockerhelp.fish"), ())
    found = install_shell(fish, "set KEY 1\n")
    assert len(found) == 1
    make_all(found)
    make_all(uninstall_shell(fish))
    assert os.listdir(tmp_path / "fish" / "conf.d") == []


def test_links_are_written_through_and_stay(files: ShellFiles, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "rc"
    kept.parent.mkdir()
    kept.write_bytes(b"A=1\n")
    rc = Path(files.rc[0])
    rc.symlink_to("dotfiles/rc")
    make_all(install_shell(files, ""))
    assert os.readlink(rc) == "dotfiles/rc"
    assert b"# dockerhelp" in kept.read_bytes()
    make_all(uninstall_shell(files))
    assert (os.readlink(rc), kept.read_bytes()) == ("dotfiles/rc", b"A=1\n")
    kept.unlink()
    make_all(install_shell(files, ""))  # a link to what is not there yet
    assert kept.is_file()
    make_all(uninstall_shell(files))
    assert rc.is_symlink()
    assert not kept.exists()


def test_mode_owner_and_other_names_stay(files: ShellFiles, tmp_path: Path) -> None:
    rc = Path(files.rc[0])
    rc.write_bytes(b"A=1\n")
    rc.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(rc, 1234, 1234)
    owner = rc.stat().st_uid
    make_all(install_shell(files, ""))
    assert (rc.stat().st_mode & 0o777, rc.stat().st_uid) == (0o600, owner)
    make_all(uninstall_shell(files))
    os.link(rc, tmp_path / "second name")
    make_all(install_shell(files, ""))
    assert b"# dockerhelp" in (tmp_path / "second name").read_bytes()
    assert rc.stat().st_nlink == 2
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".dockerhelp")) == []


@pytest.mark.parametrize("case", ["read-only", "a folder", "a device", "in the middle", "no folder", "foreign", "line break"])
def test_what_cannot_be_done_is_said_and_nothing_is_written(files: ShellFiles, tmp_path: Path, case: str) -> None:
    rc = Path(files.rc[0])
    if case == "read-only":
        rc.write_bytes(b"A=1\n")
        rc.chmod(0o444)
    elif case == "a folder":
        rc.mkdir()
    elif case == "a device":
        rc.symlink_to("/dev/null")
    elif case == "in the middle":
        rc.write_bytes(b"A=1 \\\n")
    elif case == "no folder":
        (tmp_path / "a 'place'").write_text("")
    elif case == "foreign":
        Path(files.file).parent.mkdir(parents=True)
        Path(files.file).write_text("# somebody else's\n")
    else:
        files = files._replace(file=files.file + "\nx")
    listed = sorted(tmp_path.rglob("*"))
    with pytest.raises((UsageError, NotADirectoryError)):
        make_all(install_shell(files, ""))
    assert sorted(tmp_path.rglob("*")) == listed


def test_a_read_only_file_is_told_with_the_line(files: ShellFiles) -> None:
    rc = Path(files.rc[0])
    rc.write_bytes(b"A=1\n")
    rc.chmod(0o444)
    with pytest.raises(UsageError, match=r"is read-only.*put this line into it yourself: if \[ -r"):
        install_shell(files, "")


def test_a_file_that_changed_meanwhile_stays(files: ShellFiles) -> None:
    rc = Path(files.rc[0])
    rc.write_bytes(b"A=1\n")
    found = install_shell(files, "")
    rc.write_bytes(b"A=2\n")
    with pytest.raises(UsageError, match="changed meanwhile"):
        make(found[-1])
    assert rc.read_bytes() == b"A=2\n"


def test_a_full_disk_loses_nothing(files: ShellFiles, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rc = Path(files.rc[0])
    rc.write_bytes(b"A=1\n")
    found = install_shell(files, "")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(changes.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        make(found[-1])
    assert rc.read_bytes() == b"A=1\n"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".dockerhelp")] == []


def test_the_plugin_comes_and_goes(tmp_path: Path) -> None:
    folder = str(tmp_path / "docker" / "cli-plugins")
    make_all(install_plugin(folder, PLUGIN))
    path = tmp_path / "docker" / "cli-plugins" / "docker-ask"
    assert path.read_text() == PLUGIN
    assert path.stat().st_mode & 0o777 == 0o755
    assert install_plugin(folder, PLUGIN) == []
    path.chmod(0o644)
    make_all(install_plugin(folder, PLUGIN))
    assert path.stat().st_mode & 0o777 == 0o755
    make_all(install_plugin(folder, PLUGIN + "# newer\n"))
    assert os.listdir(folder) == ["docker-ask"]
    make_all(uninstall_plugin(folder))
    assert os.listdir(folder) == []
    assert uninstall_plugin(folder) == []


def test_a_plugin_of_somebody_else_stays(tmp_path: Path) -> None:
    (tmp_path / "docker-ask").write_bytes(b"\x7fELF\x00 other")
    with pytest.raises(UsageError, match="not written by dockerhelp; move it away"):
        install_plugin(str(tmp_path), PLUGIN)
    with pytest.raises(UsageError, match="so it stays"):
        uninstall_plugin(str(tmp_path))
    assert (tmp_path / "docker-ask").read_bytes() == b"\x7fELF\x00 other"
