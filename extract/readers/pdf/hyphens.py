"""Lines -> a paragraph: words that were divided at a line's end are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extract import lexicon

_SOFT = "\u00ad"
_HYPHENS = ("-", "‐", _SOFT)
_DIVIDED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-‐]$")
_BEGINS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_LONGEST = 40  # letters of a divided word
_SHORTEST = 2  # letters before a hyphen at which words are divided


class Words:
    """The words of a file and of the lexicon, by which a hyphen at a line's end is judged."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.known: set[str] = set()
        for line in lines:
            found = [match.group().lower().replace("‐", "-") for match in _WORD.finditer(line)]
            if line.rstrip().endswith(_HYPHENS):
                found = found[:-1]
            self.known.update(found)

    def joined(self, lines: Sequence[str]) -> str:
        """The lines as one, with spaces between them, divided words whole, and no soft hyphens."""
        text = ""
        for line in lines:
            text = self.run_on(text, line.strip()) if text else line.strip()
        return text.replace(_SOFT, "")

    def run_on(self, text: str, line: str) -> str:
        """The text with another line behind it."""
        if text.endswith(_SOFT) and _BEGINS.match(line):
            return text[:-1] + line
        match, begin = _DIVIDED.search(text[-_LONGEST:]), _BEGINS.match(line)
        if match and begin and match.group(1)[-1].islower() and line[0].islower():
            return text + line if self._compound(match.group(1).lower(), begin.group().lower()) else text[:-1] + line
        if text.endswith(_HYPHENS[:2]) and len(text) > 1 and text[-2].isalnum() and line[:1].isalnum():
            return text + line  # 20-|year-old, Al-|Assad
        return f"{text} {line}"

    def _compound(self, first: str, second: str) -> bool:
        """Whether the two were joined by a hyphen before the line was broken: "asylum-seekers"."""
        if first + second in self.known:
            return False
        if f"{first}-{second}" in self.known:
            return True
        return len(first) > _SHORTEST and self._is_word(first) and self._is_word(second)

    def _is_word(self, said: str) -> bool:
        return said in self.known or said in _lexicon()


@lexicon.cached
def _lexicon() -> frozenset[str]:
    """The words of the lexicon's lists, of all its languages."""
    found: set[str] = set()

    def take(value: object) -> None:
        if isinstance(value, str):
            found.update(match.group().lower() for match in _BEGINS.finditer(value))
        elif isinstance(value, dict):
            for key, inner in value.items():
                if key not in lexicon.EXAMPLES:
                    take(inner)
        elif isinstance(value, list):
            for inner in value:
                take(inner)

    for language in lexicon.languages():
        for path in lexicon.files(f"{language}/**/*.toml"):
            take(lexicon.read_toml(path))
    return frozenset(found)
