"""The libraries that the dashboard offers, and how the command line names them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from libraries import document
from streamlit.testing.v1 import AppTest

from extract.cli import main
from extract.library import SHOWN, VARIABLE, Library, database, default, openings
from extract.readers import DocumentError
from extract.views import shelf
from extract.views.shelf import Choice

SAMPLE = Choice("sample", "Sample corpus", "")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openings, "home", lambda: tmp_path / "home")
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv(SHOWN, "")


def shown(monkeypatch: pytest.MonkeyPatch, *wheres: str) -> list[Choice]:
    monkeypatch.setenv(SHOWN, "\n".join(wheres))
    return shelf.choices()


# choices


def test_there_is_always_the_sample_corpus() -> None:
    assert shelf.choices() == [SAMPLE]


def test_your_own_library_is_offered_where_there_is_one() -> None:
    Path(default()).parent.mkdir()
    with Library.open():
        assert shelf.choices() == [SAMPLE, Choice("library", "Your library", default())]


def test_libraries_that_were_asked_for_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(monkeypatch, "/data/north.sqlite", "/data/South & West.sqlite", "")
    assert found == [
        Choice("north", "north", "/data/north.sqlite"),
        Choice("south-west", "South & West", "/data/South & West.sqlite"),
        SAMPLE,
    ]


def test_a_library_asked_for_twice_is_offered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(shown(monkeypatch, "/a.sqlite", "/b.sqlite", "/a.sqlite")) == 3


def test_the_library_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/data/north.sqlite")
    assert shelf.choices() == [Choice("north", "north", "/data/north.sqlite"), SAMPLE]
    assert [choice.key for choice in shown(monkeypatch, "/data/south.sqlite")] == ["south", "sample"]


KEYS = [
    (["/a/north.sqlite", "/b/north.sqlite", "/c/north.sqlite"], ["north", "north-2", "north-3"]),
    (["/a/2024.sqlite", "/b/2024.sqlite"], ["2024", "2024-2"]),
    (["/a/north-2.sqlite", "/b/north.sqlite", "/c/north.sqlite"], ["north-2", "north", "north-3"]),
    (["/a/sample.sqlite"], ["sample-2"]),
    (["/a/北.sqlite", "/b/南.sqlite"], ["library", "library-2"]),
    (["/a/N o r.t-h.sqlite"], ["n-o-r-t-h"]),
]


@pytest.mark.parametrize(("wheres", "keys"), KEYS, ids=[", ".join(wheres) for wheres, _ in KEYS])
def test_keys_tell_libraries_apart(wheres: list[str], keys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = shown(monkeypatch, *wheres)
    assert [choice.key for choice in found] == [*keys, "sample"]
    assert [choice.where for choice in found] == [*wheres, ""]


ADDRESSES = [
    ("postgresql://me:s3cret@localhost/figures", "figures"),
    ("postgresql+psycopg://me:s3cret@localhost:5432/figures?options=-csearch_path%3Dnorth", "figures"),
    ("postgresql://me:s3cret@archive.example", "archive.example"),
    ("postgresql://me:s3cret@archive.example/", "archive.example"),
    ("postgresql://me:a/s3cret@localhost/figures", "figures"),
    ("postgresql://me:a#s3cret@localhost/figures", "figures"),
    ("postgresql://me:a?s3cret@localhost/figures", "figures"),
    ("postgresql://me:s3cret@[::1/figures", "database"),
    ("postgresql://me:s3cret@localhost:port/figures", "database"),
    ("postgresql:///figures?password=s3cret", "figures"),
    ("postgresql://?password=s3cret", "database"),
]


@pytest.mark.parametrize(("where", "name"), ADDRESSES, ids=[row[0] for row in ADDRESSES])
def test_a_database_is_called_by_its_name_and_never_by_its_password(
    where: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database(where) == name
    choice, sample = shown(monkeypatch, where)
    assert (choice.name, choice.where, sample) == (name, where, SAMPLE)
    assert "s3cret" not in choice.key + choice.name


# menu and opened


def chooses() -> None:
    """Draw the menu and say what is chosen."""
    import streamlit as st

    from extract.views import address, shelf

    st.session_state["choice"] = shelf.menu(address.begin())
    st.session_state["said"] = address.unknown()
    address.write()


@pytest.mark.parametrize(
    ("asked", "key", "kept", "unknown"),
    [
        (None, "north", None, []),
        ("north", "north", None, []),
        ("sample", "sample", "sample", []),
        ("west", "north", None, [("library", ["west"])]),
    ],
)
def test_a_link_opens_its_library(
    asked: str | None, key: str, kept: str | None, unknown: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(monkeypatch, "/data/north.sqlite")
    app = AppTest.from_function(chooses)
    if asked:
        app.query_params["library"] = asked
    app.run()
    assert not app.exception
    assert app.session_state["choice"].key == key
    assert app.session_state["said"] == unknown
    assert app.query_params.get("library") == kept
    assert app.selectbox[0].options == ["north", "Sample corpus"]


def test_the_sample_corpus_says_what_it_is() -> None:
    held = shelf.opened(SAMPLE)
    assert "not to quote from" in held.about
    assert len(held.facets) > 300
    assert set(held.listed) <= set(held.sources)
    name, listed = next(iter(held.listed.items()))
    assert listed.figures == len(held.facets.of_document(name))
    assert held.text(name).document_id == name
    with pytest.raises(Exception, match=r"the sample corpus has no nothing\.md"):
        held.text("nothing.md")


def test_a_library_is_opened_as_it_is_now(tmp_path: Path) -> None:
    choice = Choice("north", "north", str(tmp_path / "north.sqlite"))
    with Library.open(choice.where) as library:
        list(library.add([document(title="One")]))
        held = shelf.opened(choice)
        assert shelf.opened(choice) is held
        assert (held.key, held.name, held.where) == choice
        assert held.about == choice.where
        assert held.listed["a.txt"].title == "One"
        list(library.add([document("Spain rescued 12 people in 2020.", "b.txt")]))
        assert set(shelf.opened(choice).listed) == {"a.txt", "b.txt"}
        assert set(held.listed) == {"a.txt"}


@pytest.mark.parametrize("name", ["nothing.sqlite", "."])
def test_what_cannot_be_opened_says_why(name: str, tmp_path: Path) -> None:
    with pytest.raises((DocumentError, shelf.LibraryError), match=r"there is no library|it is a folder"):
        shelf.opened(Choice("x", "x", str(tmp_path / name)))


# the command


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """The commands that the program became."""
    commands: list[list[str]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda _, command: commands.append(command))
    return commands


OWN = "own"
COMMANDS = [
    ("dashboard", None),
    ("dashboard --library north.sqlite --library south.sqlite", ["north.sqlite", "south.sqlite"]),
    ("dashboard --library=north.sqlite", ["north.sqlite"]),
    ("dashboard --library", [OWN]),
    ("dashboard --library north.sqlite --library", ["north.sqlite", OWN]),
    ("dashboard --library --library south.sqlite", [OWN, "south.sqlite"]),
    ("dashboard --library --port 8501", [OWN]),
    ("dashboard --library postgresql://me@localhost/figures", ["postgresql://me@localhost/figures"]),
]


@pytest.mark.parametrize(("line", "wheres"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_the_command_line_names_libraries(
    line: str, wheres: list[str] | None, started: list[list[str]], tmp_path: Path
) -> None:
    result = CliRunner().invoke(main, line.split())
    assert (result.exit_code, result.output) == (0, "")
    (command,) = started
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert Path.cwd() == Path(command[4]).parent
    absolute = [
        where if "://" in where else default() if where == OWN else str(tmp_path / where) for where in wheres or ()
    ]
    assert os.environ[SHOWN] == "\n".join(absolute)
    assert [choice.where for choice in shelf.choices()] == [*absolute, ""]


def test_the_environment_s_library_is_found_from_any_folder(
    started: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "north.sqlite")
    assert CliRunner().invoke(main, ["dashboard"]).exit_code == 0
    assert started
    assert shelf.choices() == [Choice("north", "north", str(tmp_path / "north.sqlite")), SAMPLE]
