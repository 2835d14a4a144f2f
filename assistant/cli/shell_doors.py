"""The doors to the shell prompt: the code that a shell reads, and what is put into the person's files for good."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant import settings
from assistant.actions import changes, install
from assistant.cli import picking
from assistant.cli.options import OPTIONS, Request
from assistant.cli.quick import KEY, program
from assistant.errors import ANSWERED, INTERRUPTED, UsageError
from assistant.settings import prompt

if TYPE_CHECKING:
    from assistant.doing.person import Terminal

_TAKE_NO_WORDS = ("pick", "init", "completion", "install-plugin", "uninstall-plugin")


def init(request: Request) -> int:
    """Prints the code that binds the key: eval "$(dockerhelp --init bash)"."""
    _out(_rendered(request, _known(request.given["init"], "--init")))
    return ANSWERED


def completion(request: Request) -> int:
    """Prints the code that completes our own options."""
    from assistant import shells

    shell = _known(request.given["completion"], "--completion")
    _out(shells.completion(shell, OPTIONS))
    return ANSWERED


def install_shell(request: Request) -> int:
    """Makes new shells know the key: those named, else the person's own."""
    found = []
    names = [_known(name, "--install-shell") for name in request.words or [prompt.login_shell(os.environ)]]
    for shell in dict.fromkeys(names):
        found += install.install_shell(_files(shell), _rendered(request, shell))
    here = f"New shells have the key; in this one: . {shlex.quote(_files(names[0]).file)}"
    return _made(request, found, here, "It is all there already.")


def uninstall_shell(request: Request) -> int:
    """Undoes install_shell, for the shells named, else for all."""
    names = [_known(name, "--uninstall-shell") for name in request.words] or prompt.SHELLS
    found = [change for shell in dict.fromkeys(names) for change in install.uninstall_shell(_files(shell))]
    return _made(request, found, "It is gone from new shells.", "Nothing of it is there.")


def install_plugin(request: Request) -> int:
    """Makes `docker ask` call this dockerhelp."""
    from assistant.cli import VERSION
    from assistant.shells.plugin import plugin

    text = plugin(program(sys.argv[0]), VERSION)
    return _made(
        request,
        install.install_plugin(_plugin_folder(), text),
        'Try it: docker ask "how do I scale a service"',
        "It is there already: docker ask",
    )


def uninstall_plugin(request: Request) -> int:
    """Takes `docker ask` away again."""
    found = install.uninstall_plugin(_plugin_folder())
    return _made(request, found, "docker ask is gone.", "docker ask is not there.")


DOORS: dict[str, Callable[[Request], int]] = {
    "init": init,
    "completion": completion,
    "install-shell": install_shell,
    "uninstall-shell": uninstall_shell,
    "install-plugin": install_plugin,
    "uninstall-plugin": uninstall_plugin,
    "pick": picking.pick,
    "explain-failure": picking.explain_failure,
}


def enter(name: str, request: Request) -> int:
    """Goes through the door of this name; returns the exit code."""
    if request.words and name in _TAKE_NO_WORDS:
        raise UsageError(f"--{name} takes no more words; leave out '{' '.join(request.words)}'")
    return DOORS[name](request)


def _made(request: Request, found: list[changes.Change], done: str, nothing: str) -> int:
    """Shows changes, asks, makes them; says `done` then, `nothing` where there is nothing to change."""
    from assistant.docker.engine import Engine
    from assistant.doing.person import Terminal, keyboard
    from assistant.paint.install import change_pieces

    yes = request.yes()
    keys = keyboard(False)
    screen = settings.read(os.environ, sys.stderr)
    person = Terminal(screen, keys, Engine(os.environ), lambda card_id: None)
    if not found:
        person.say(nothing)
        return ANSWERED
    for one in found:
        gone = one.after is None or len(one.after) < len(one.before or b"")
        person.show(change_pieces(one.path, one.what, one.context, one.line, gone, screen.width))
    if not yes and not _agreed(person):
        return INTERRUPTED
    for one in found:
        changes.make(one)
    person.say(done)
    return ANSWERED


def _agreed(person: Terminal) -> bool:
    if not person.there:
        raise UsageError("nothing was written: there is no terminal to ask on; --yes writes it without asking")
    try:
        agreed = person.ask("Do that? [y/N]").strip().lower() in ("y", "yes")
    except (EOFError, KeyboardInterrupt):
        agreed = False
    if not agreed:
        person.say("Nothing was changed.")
    return agreed


def _rendered(request: Request, shell: str) -> str:
    from assistant import shells

    given = request.given
    return shells.render(shell, program(sys.argv[0]), given.get("key", KEY), given.get("answer-key", ""), "on-error" in given)


def _known(name: str, option: str) -> str:
    shell = os.path.basename(name)
    if shell not in prompt.SHELLS:
        told = f"not '{name}'" if name else "and SHELL names none"
        raise UsageError(f"{option} wants one of {', '.join(prompt.SHELLS)}, {told}")
    return shell


def _files(shell: str) -> install.ShellFiles:
    file = prompt.shell_file(shell, os.environ)
    if not file:
        raise UsageError("no home folder is known, so there is no place to write to; set HOME")
    return install.ShellFiles(shell, file, prompt.rc_files(shell, os.environ))


def _plugin_folder() -> str:
    folder = prompt.plugin_folder(os.environ)
    if not folder or os.name == "nt":
        raise UsageError("docker ask needs a home folder and a sh; there is none here")
    return folder


def _out(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
