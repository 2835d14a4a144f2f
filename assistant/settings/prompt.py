"""Where shells and docker look for what is theirs, for the key at the prompt and the Docker plugin; "" where no home is known."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from assistant.settings import places

SHELLS = ("bash", "zsh", "fish")
_LOGIN = (".bash_profile", ".bash_login", ".profile")


def login_shell(environment: Mapping[str, str]) -> str:
    """The name of the person's own shell, whatever it is."""
    return os.path.basename(environment.get("SHELL", ""))


def shell_file(shell: str, environment: Mapping[str, str]) -> str:
    """Our file for a shell: with our data, or for fish among the files that it reads by itself."""
    if shell == "fish":
        config = _own(environment, "XDG_CONFIG_HOME", ".config")
        return os.path.join(config, "fish", "conf.d", "dockerhelp.fish") if config else ""
    data = _own(environment, "XDG_DATA_HOME", ".local", "share")
    return os.path.join(data, "dockerhelp", f"init.{shell}") if data else ""


def rc_files(shell: str, environment: Mapping[str, str], platform: str = sys.platform) -> tuple[str, ...]:
    """The files that a new shell reads, the one to be given a line first; the others may have one from before."""
    home = places.home(environment)
    if not os.path.isabs(home) or shell == "fish":
        return ()
    if shell == "zsh":
        folders = dict.fromkeys((environment.get("ZDOTDIR") or home, home))
        return tuple(os.path.join(folder, ".zshrc") for folder in folders)
    rc, login = os.path.join(home, ".bashrc"), tuple(os.path.join(home, name) for name in _LOGIN)
    if platform != "darwin":
        return (rc, *login)
    there = [path for path in login if os.path.lexists(path)]  # each terminal is a login there, and reads the first of them
    return tuple(dict.fromkeys((*there, *login, rc)))


def plugin_folder(environment: Mapping[str, str]) -> str:
    """The folder of the person's own Docker CLI plugins."""
    config = environment.get("DOCKER_CONFIG", "")
    if config:
        return os.path.join(os.path.abspath(config), "cli-plugins")
    home = places.home(environment)
    return os.path.join(home, ".docker", "cli-plugins") if os.path.isabs(home) else ""


def _own(environment: Mapping[str, str], xdg: str, *below: str) -> str:
    """A folder of the XDG specification, on every platform: shells know no other."""
    place, home = environment.get(xdg, ""), places.home(environment)
    if os.path.isabs(place):
        return place
    return os.path.join(home, *below) if os.path.isabs(home) else ""
