"""The library's commands: what they say, what they keep, how they end."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extract import cli, export
from extract.claim import COLUMNS, claim_id
from extract.cli import options, output
from extract.library import VARIABLE

TEXT = "Mexico detained 91,000 migrants in May 2021, the ministry said.\n"
OTHER = "Tunisian coast guards rescued 4,200 people in March 2023.\n"
FIRST = claim_id("a.txt", 16, 22)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two articles, and a library that is not there yet."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "library.sqlite"))
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(TEXT, encoding="utf-8")
    (articles / "b.txt").write_text(OTHER, encoding="utf-8")
    return articles


def exported(tmp_path: Path, *arguments: str) -> list[dict[str, str]]:
    out = tmp_path / "out.csv"
    done = run("export", "-o", out, *arguments)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline="")))


def test_add_says_how_many_and_where(folder: Path, tmp_path: Path) -> None:
    done = run("add", folder)
    assert done.exit_code == 0
    assert done.stdout == f"{tmp_path / 'library.sqlite'}: 2 documents (2 new), 4 claims\n"
    assert "note a.txt, b.txt: no publication date" in done.stderr


def test_what_did_not_change_is_not_read_again(folder: Path) -> None:
    run("add", folder)
    done = run("add", folder)
    assert "2 documents (2 unchanged), 4 claims" in done.stdout
    assert done.stderr == ""


def test_the_difference_of_a_changed_document_is_shown(folder: Path) -> None:
    run("add", folder)
    (folder / "a.txt").write_text(TEXT.replace("91,000", "95,500"), encoding="utf-8")
    done = run("add", folder)
    lines = done.stdout.splitlines()
    assert lines[0] == "~ a.txt: 2 claims"
    assert [line.split()[:3] for line in lines[1:5]][::2] == [
        ["-", "91,000", "detention"],
        ["+", "95,500", "detention"],
    ]
    assert "1 changed, 1 unchanged" in lines[5]


def test_a_copy_is_linked_and_its_figures_point_to_the_first(folder: Path, tmp_path: Path) -> None:
    (folder / "copy.md").write_text(f"---\npublisher: The Gazette\n---\n{TEXT}", encoding="utf-8")
    assert "= copy.md: a copy of a.txt" in run("add", folder).stdout
    rows = exported(tmp_path, "--measure", "detention")
    assert [(row["document_id"], row["repeats"]) for row in rows] == [("a.txt", ""), ("copy.md", FIRST)]
    assert "a copy of a.txt" in run("list").stdout


def test_what_cannot_be_read_is_named_and_the_rest_is_added(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    done = run("add", folder)
    assert done.exit_code == 1
    assert done.stderr.startswith("cannot read ")
    assert "c.txt: " in done.stderr
    assert "2 documents (2 new)" in done.stdout


def test_add_again_reads_all_that_is_kept(folder: Path) -> None:
    run("add", folder)
    done = run("add", "--again")
    assert "2 documents (2 read again), 4 claims" in done.stdout


def test_what_is_given_holds_the_next_time_until_it_is_taken_back(folder: Path) -> None:
    dates = []
    for given in (["--published", "2021-06-08"], [], ["--published", ""]):
        run("add", folder / "a.txt", *given)
        dates.append("2021-06-08" in run("list").stdout)
    assert dates == [True, True, False]


def test_list_shows_the_documents(folder: Path) -> None:
    run("add", folder, "--published", "2021-06-08", "--publisher", "The Courier")
    lines = run("list").stdout.splitlines()
    assert lines[0].split() == ["published", "claims", "reviewed", "document"]
    assert lines[1].split() == ["2021-06-08", "2", "a.txt"]
    assert lines[2].strip() == "The Courier"


def test_remove_takes_documents_out(folder: Path) -> None:
    run("add", folder)
    done = run("remove", "a.txt", "nowhere.txt")
    assert done.exit_code == 1
    assert "1 document removed" in done.stdout
    assert "there is no nowhere.txt; migration-figures list names the documents" in done.stderr
    assert "a.txt" not in run("list").stdout


def test_export_has_the_review_columns(folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    rows = exported(tmp_path)
    assert list(rows[0]) == [*COLUMNS, "review", "reviewed_value"]
    assert [row["review"] for row in rows] == ["none"] * 4


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("--country", "mex"), ["91,000"]),
        (("--measure", "rescue"), ["4,200"]),
        (("--country", "FRA"), []),
        (("--country", "africa"), ["4,200"]),
    ],
    ids=" ".join,
)
def test_export_takes_some_of_the_claims(
    folder: Path, tmp_path: Path, arguments: tuple[str, ...], written: list[str]
) -> None:
    run("add", folder)
    assert [row["written"] for row in exported(tmp_path, *arguments)] == written


REFUSED = [
    (["export", "-o", "out.pdf"], 1, "the ending picks the format; use one of .csv"),
    (["export", "-o", "out.csv", "--country", "Mexico"], 2, "it is no ISO 3166-1 alpha-3 code"),
    (["export", "-o", "out.csv", "--measure", "tourism"], 2, "there is none of that name; there is: aid, detention"),
    (["add"], 2, "give files, folders or addresses; or --again"),
    (["add", "a.txt", "--published", "06/08/2021"], 1, "06/08/2021 is no date"),
    (["review", FIRST], 2, "give one of --accept, --reject, --set COLUMN=VALUE or --clear"),
    (["review", FIRST, "--accept", "--set", "value=1"], 2, "give one of"),
    (["review", FIRST, "--accept", "--reject"], 2, "give one of"),
    (["review", FIRST, "--set", "value=1", "--set", "value=2"], 2, "names a column twice"),
    (["review", FIRST, "--set", "value"], 2, "write it as COLUMN=VALUE"),
    (["review", FIRST, "--set", "value=many"], 1, "value"),
    (["review", FIRST, "--set", "sentence=x"], 1, "sentence"),
    (["review", "ffffffffffff", "--accept"], 1, "there is no claim ffffffffffff"),
    (["show", "ffffffffffff"], 1, "no claim ffffffffffff in"),
]


@pytest.mark.parametrize(("arguments", "status", "said"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_what_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, said: str
) -> None:
    monkeypatch.chdir(folder.parent)
    run("add", folder)
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["list", "verify", "reviews", "export -o out.csv", "review aaaaaaaaaaaa --accept"])
def test_without_a_library_the_remedy_is_said(folder: Path, command: str) -> None:
    done = run(*command.split())
    assert done.exit_code == 1
    assert "add documents first (migration-figures add" in done.stderr
    assert not (folder.parent / "library.sqlite").exists()


def test_a_review_is_used_shown_listed_and_taken_back(folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    done = run(
        "review", FIRST[:8], "--set", "value=91,500", "--set", "place=Mexico", "--note", "table 2", "--by", "Ann"
    )
    assert done.exit_code == 0, done.output
    assert "corrected" in done.stdout
    row = exported(tmp_path)[0]
    assert (row["value"], row["review"], row["reviewed_value"], row["place"]) == ("91000", "corrected", "91500", "MEX")
    assert "table 2" in run("show", FIRST).stdout
    listed = run("reviews").stdout
    assert f"{FIRST}  corrected value=91500 place=MEX" in listed
    assert "Ann" in listed
    assert run("list").stdout.splitlines()[1].split() == ["2", "1", "a.txt"]
    run("review", FIRST, "--clear")
    assert exported(tmp_path)[0]["review"] == "none"


def test_a_review_whose_figure_is_gone_is_listed_as_such(folder: Path) -> None:
    run("add", folder)
    run("review", FIRST, "--accept", "--by", "Ann")
    (folder / "a.txt").write_text("The ministry withdrew its report on 3 camps.\n", encoding="utf-8")
    run("add", folder)
    assert f"{FIRST}  accepted (its figure is no longer in the text)" in run("reviews", "--orphaned").stdout
    assert "1 review without its figure" in run("list").stdout


def test_show_looks_into_the_library_and_then_the_sample_reports(folder: Path) -> None:
    run("add", folder)
    assert ">>>91,000<<<" in run("show", FIRST).stdout
    assert run("show", "97a28f51f2cb").exit_code == 0


def test_verify_and_backup(folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    assert "2 documents, all as they were stored" in run("verify").stdout
    assert run("backup", tmp_path / "copy.sqlite").exit_code == 0
    assert "2 documents, all as" in run("verify", "--library", tmp_path / "copy.sqlite").stdout


def test_without_keep_no_file_is_kept(folder: Path, tmp_path: Path) -> None:
    run("add", folder, "--no-keep")
    assert not list(tmp_path.glob("library.sqlite.files/*/*"))
    run("add", folder / "a.txt", "--again")
    assert len(list(tmp_path.glob("library.sqlite.files/*/*"))) == 1


def test_export_without_a_file_is_csv_on_standard_output(folder: Path) -> None:
    run("add", folder)
    for arguments in ([], ["-o", "-"]):
        rows = list(csv.DictReader(io.StringIO(run("export", *arguments).stdout, newline="")))
        assert [row["review"] for row in rows] == ["none"] * 4


def test_a_document_commands_no_terminal(folder: Path) -> None:
    (folder / "c.md").write_text("---\ntitle: Raids \x1b[2J\n---\nGuards \x1b[31mheld 40 men.\n", encoding="utf-8")
    run("add", folder)
    shown = run("show", claim_id("c.md", 17, 19)).stdout
    assert "Guards \ufffd[31mheld >>>40<<< men." in shown
    assert "\x1b" not in shown + run("list").stdout


def test_many_problems_of_one_file_are_counted(folder: Path) -> None:
    (folder / "wrong.jsonl").write_text("{}\n" * 40, encoding="utf-8")
    lines = run("add", folder).stderr.splitlines()
    named = [line for line in lines if "wrong.jsonl" in line]
    assert len(named) == 6
    assert named[-1].endswith("wrong.jsonl: 35 more")


def test_documents_of_one_id_are_told_apart(folder: Path, tmp_path: Path) -> None:
    batch = folder / "batch.csv"
    batch.write_text(f'id,text\n1,"{TEXT}"\n1,"{OTHER}"\n', encoding="utf-8")
    assert run("extract", batch, "-o", tmp_path / "out.zip").exit_code == 0
    for _ in range(2):
        run("add", batch)
    assert {row["document_id"] for row in exported(tmp_path)} == {"1", "1#2"}


def test_the_help_names_all_formats() -> None:
    assert tuple(kind.name for kind in export.FORMATS) == options.FORMATS
    assert " ".join(kind.ending for kind in export.FORMATS) == options.ENDINGS
    assert "package" in run("export", "--help").stdout


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_progress_shows_a_bar_and_the_name_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    progress = output.Progress("files")
    progress(30, 120, "articles/a.txt")
    assert terminal.getvalue() == "\r\x1b[K[######------------------] 30 of 120 files  articles/a.txt"
    progress.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_elsewhere_there_is_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    output.Progress()(3, 9, "a.txt")
    assert capsys.readouterr().err == ""
