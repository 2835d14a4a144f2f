"""A single port in a question names the host's side; the side inside is known for images that everybody knows."""

from __future__ import annotations

from assistant.fill.finding import Finder
from assistant.fill.values import Lore, Value
from assistant.fill.wanted import Asked


def image_of(finder: Finder) -> str:
    """The image that the question names, "" for none; nothing is taken by looking."""
    before = set(finder.used)
    found = finder.names("image", ("container", "name"))
    finder.used = before
    return found[0].text if found else ""


def all_completed(flags: list[Asked], image: str, lore: Lore) -> list[Asked]:
    """All flags, their ports with both sides. The first single port leads to the image's own; of more, each to itself: "80 and
    443"."""
    done: list[Asked] = []
    for flag in flags:
        again = any(other.kind == "ports" for other in done)
        done.append(completed(flag, "" if again else image, lore, itself=again))
    return done


def completed(flag: Asked, image: str, lore: Lore, itself: bool = False) -> Asked:
    """A port to publish with both sides: 8080 → 8080:80 for nginx, 8080:<port> for an image that nobody knows."""
    if flag.kind != "ports" or flag.value is None or not flag.value.text or ":" in flag.value.text or "<" in flag.value.text:
        return flag
    number, slash, protocol = flag.value.text.partition("/")
    port = number if itself or "-" in number else inside(image, lore) or "<port>"
    return flag._replace(value=Value(f"{number}:{port}{slash}{protocol}"))


def inside(image: str, lore: Lore) -> str:
    """The port that an image listens on, where everybody knows it; else ""."""
    name = image.split("@")[0].rsplit("/")[-1].split(":")[0].lower()
    return str(lore.data["images"].get(name) or "")
