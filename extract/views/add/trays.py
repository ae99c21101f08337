"""What lies on the Add page in one session: what is being read, what came out, what was saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from extract import intake, library
from extract.intake import Candidate, Intake
from extract.library import Added, Library, LibraryError
from extract.readers import Original
from extract.views import shelf
from extract.views.shelf import Held

_KEY = "tray"


@dataclass
class Tray:
    """The candidates of one turn; left_out, faults and saved are by their places among them.

    where: the library that they were compared with; faults: dates that are none, as typed, with the reason.
    """

    turn: int = 0
    drawn: int = 0
    where: str = ""
    follow: bool = False
    intake: Intake | None = None
    candidates: list[Candidate] = field(default_factory=list)
    whole: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    stopped: bool = False
    left_out: set[int] = field(default_factory=set)
    faults: dict[int, tuple[str, str]] = field(default_factory=dict)
    chosen: int = 0
    saving: bool = False
    saved: dict[int, Added] = field(default_factory=dict)
    unsaved: list[str] = field(default_factory=list)
    done: bool = False

    def read(
        self,
        inputs: Iterable[Original | str],
        where: str,
        *,
        problems: Iterable[str] = (),
        follow: bool = False,
        private: bool = False,
        heads: dict[str, str] | None = None,
    ) -> None:
        """Begin to read inputs for a library; problems: of those that were turned away before."""
        self.clear()
        self.where, self.follow, self.problems = where, follow, list(problems)
        self.intake = Intake(list(inputs), where, follow=follow, private=private, heads=heads)

    def take(self) -> None:
        """What was read lies here now."""
        if self.intake is not None:
            self.candidates, self.whole = self.intake.candidates, self.intake.whole
            self.problems += self.intake.problems
            self.stopped = self.intake.stopped
            self.intake = None

    def clear(self) -> None:
        """Throw all of it away; the widgets of the next turn are new ones."""
        if self.intake is not None:
            self.intake.stop()
        self.__init__(turn=self.turn + 1)  # type: ignore[misc]

    def wanted(self) -> list[int]:
        """The places of the candidates that are to be saved and are not yet."""
        return [at for at in range(len(self.candidates)) if at not in self.left_out and at not in self.saved]

    def shown(self) -> list[int]:
        """The places of the candidates that the page lists: all, or once it is done those that were saved."""
        return sorted(self.saved) if self.done else list(range(len(self.candidates)))

    def edit(self, at: int, **fields: str | None) -> None:
        """Change fields of a candidate's document; its claims are read anew."""
        self.candidates[at] = intake.edited(self.candidates[at], self.where, **fields)

    def reopen(self) -> None:
        """Go back to what could not be saved."""
        self.done, self.chosen = False, min(self.wanted(), default=0)

    def redraw(self) -> None:
        """Fields show what the documents have now, not what was typed before."""
        self.drawn += 1

    def meant_for(self, where: str) -> None:
        """Another library was opened meanwhile: compare with that one."""
        if self.candidates and not self.done and self.where != where:
            self.candidates, self.where = intake.compared(self.candidates, where), where

    def whole_parts(self) -> set[int]:
        """The parts of which nothing is missing, nor left out."""
        return self.whole - {self.candidates[at].part for at in self.left_out}


@dataclass(frozen=True)
class Target:
    """The library that documents are saved into: shown as people read it; why_not: why nothing can be.

    other: it is not the one that is open, for that is only read.
    """

    where: str
    shown: str
    there: bool
    why_not: str
    other: bool


def of() -> Tray:
    """This session's tray."""
    found: Tray = st.session_state.setdefault(_KEY, Tray())
    return found


def target(held: Held) -> Target:
    """The library that is open; for the sample corpus and data sets, which are only read, the user's own."""
    other = bool(held.only_read)
    where = _own() if other else held.where
    if library.kind(where) == library.FILE and not Path(where).exists():
        return Target(where, where, False, "", other)
    try:
        with Library.open(where, create=False) as found:
            return Target(where, found.where, True, found.why_not, other)
    except LibraryError as error:
        return Target(where, where.rpartition("@")[2], True, str(error), other)


def _own() -> str:
    """The first library of the menu that takes documents, else where the user's own would be."""
    offered = (choice.where for choice in shelf.choices() if choice.where)
    return next((where for where in offered if library.kind(where) != library.DATA_SET), library.own())
