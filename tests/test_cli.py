"""The command line: what goes to standard output, what to standard error, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

import extract
from extract import cli, corpus, export
from extract.claim import COLUMNS

ROOT = Path(__file__).parent.parent
TEXT = "Mexico detained 91,000 migrants in May 2021, the ministry said.\n"


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=stdin)


def python(*arguments: str, stdin: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *arguments], input=stdin, capture_output=True, text=True, cwd=cwd, env=environment, check=False
    )


def rows(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output, newline="")))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_csv_on_standard_output(article: Path) -> None:
    result = run("extract", article)
    assert result.exit_code == 0
    first, second = rows(result.stdout)
    assert list(first) == list(COLUMNS)
    assert (first["written"], first["value"], first["measure"], first["actor"]) == (
        "91,000",
        "91000",
        "detention",
        "MEX",
    )
    assert (second["written"], second["value"], second["unit"]) == ("May 2021", "", "date")
    wanted = export.csv_text(extract.find([extract.Document(TEXT, article.as_posix())]))
    assert result.stdout_bytes == wanted.encode()


def test_notes_go_to_standard_error_only(article: Path) -> None:
    result = run("extract", article)
    assert "no publication date" in result.stderr
    assert "no publication date" not in result.stdout


def test_a_note_about_many_documents_is_one_line(tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    rows = [{"document_id": f"d{n}", "text": TEXT, "language": "fr" if n > 4 else None} for n in range(1200)]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = run("extract", batch).stderr.splitlines()
    assert first.startswith("note d0, d1, d2 and 2 more: no publication date")
    assert second.startswith("note d5, d6, d7 and 1,192 more: language 'fr' has no lexicon folder")


def test_with_a_date_there_is_nothing_to_note(article: Path) -> None:
    result = run("extract", article, "--published", "2021-06-08")
    assert (result.exit_code, result.stderr) == (0, "")
    assert {row["published"] for row in rows(result.stdout)} == {"2021-06-08"}


def test_the_options_fill_the_columns(article: Path) -> None:
    result = run("extract", article, "--title", "Raids", "--publisher", "The Courier", "--url", "https://example.org/a")
    row = rows(result.stdout)[0]
    assert (row["title"], row["publisher"], row["url"]) == ("Raids", "The Courier", "https://example.org/a")


@pytest.mark.parametrize("ending", export.PLAIN)
def test_out_picks_the_format(article: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"out{ending}"
    result = run("extract", article, "-o", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"2 claims written to {out}" in result.stderr
    assert out.stat().st_size > 0


def test_standard_input() -> None:
    result = run("extract", "-", stdin=TEXT)
    assert result.exit_code == 0
    assert [row["document_id"] for row in rows(result.stdout)] == ["-", "-"]


def test_folders_and_batches(tmp_path: Path, article: Path) -> None:
    batch = tmp_path / "deep" / "batch.jsonl"
    batch.parent.mkdir()
    batch.write_text(json.dumps({"document_id": "b", "text": TEXT}) + "\n", encoding="utf-8")
    result = run("extract", tmp_path)
    assert result.exit_code == 0
    assert [row["document_id"] for row in rows(result.stdout)] == ["article.txt", "article.txt", "b", "b"]
    assert article.exists()


def test_a_broken_input_is_named_and_the_others_are_done(article: Path, tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.txt"
    result = run("extract", missing, article)
    assert result.exit_code == 1
    assert f"cannot read {missing}: there is no such file; check the name" in result.stderr
    assert len(rows(result.stdout)) == 2


def test_a_broken_input_with_a_file_to_write(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run("extract", tmp_path / "nowhere.txt", article, "-o", out)
    assert result.exit_code == 1
    assert "2 claims written" in result.stderr
    assert len(rows(out.read_bytes().decode())) == 2


REFUSED = [
    (["--published", "06/08/2021"], 1, "command line: published: 06/08/2021 is no date"),
    (["-o", "out.pdf"], 1, "use one of .csv, .jsonl, .parquet, .xlsx"),
    (["-o", "nowhere/out.csv"], 1, "make it first"),
    (["-o", ""], 1, "the ending picks the format"),
    (["--nonsense"], 2, "No such option"),
]


@pytest.mark.parametrize(("arguments", "status", "said"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_what_is_refused(article: Path, arguments: list[str], status: int, said: str) -> None:
    result = run("extract", article, *arguments)
    assert result.exit_code == status
    assert said in result.stderr
    assert result.stdout == ""


def test_without_an_input_the_usage_is_shown() -> None:
    result = run("extract")
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_show_marks_the_number_and_says_why(article: Path) -> None:
    claim = rows(run("extract", article).stdout)[0]
    result = run("show", claim["claim_id"], article)
    assert result.exit_code == 0
    assert "Mexico detained >>>91,000<<< migrants" in result.stdout
    for field in ("detention", "MEX", claim["why"], "91000"):
        assert field in result.stdout


def test_show_takes_the_beginning_of_an_id(article: Path) -> None:
    claim = rows(run("extract", article).stdout)[1]
    assert ">>>May 2021<<<" in run("show", claim["claim_id"][:8], article).stdout


@pytest.mark.parametrize("short", ["", "9", "97a28"])
def test_show_of_an_id_too_short_to_tell(article: Path, short: str) -> None:
    result = run("show", short, article)
    assert result.exit_code == 1
    assert "too short for an id" in result.stderr


def test_show_of_a_claim_that_is_not_there(article: Path) -> None:
    result = run("show", "ffffffffffff", article)
    assert result.exit_code == 1
    assert "no claim ffffffffffff" in result.stderr
    assert "first column of the CSV" in result.stderr


def test_show_looks_through_the_sample_corpus() -> None:
    document = next(corpus.documents())
    claim = next(iter(extract.find([document])))
    result = run("show", claim.claim_id)
    assert result.exit_code == 0
    assert document.document_id in result.stdout


def test_check_finds_the_lexicon_well_formed() -> None:
    result = run("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("the lexicon is well formed: 1 language(s)")


def test_check_names_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.lexicon import checks

    monkeypatch.setattr(checks, "problems", lambda: ["en/zorb.toml: no [[try]]"])
    result = run("check")
    assert result.exit_code == 1
    assert "en/zorb.toml: no [[try]]" in result.stderr
    assert "1 problem" in result.stderr


COMMANDS = sorted(cli.main.commands)


def real(command: str) -> click.Command:
    late = cli.main.commands[command]
    assert isinstance(late, cli.Late)
    return late.command()


def test_the_commands() -> None:
    assert {"extract", "show", "check", "dashboard"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"  migration-figures {command}" in result.stdout.partition("Usage:")[2].partition("\n")[2]
    assert "Example" in result.stdout
    assert [line for line in result.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    options = [p for p in real(command).params if isinstance(p, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_the_help_and_the_version() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "migration-figures extract" in result.stdout
    assert all(command in result.stdout for command in COMMANDS)
    assert "..." not in result.stdout.partition("Commands:")[2]
    assert run("-h").stdout == result.stdout
    assert extract.__version__ in run("--version").stdout


# The real thing, in processes of their own.


def test_python_m_extract(tmp_path: Path) -> None:
    result = python("-m", "extract", "extract", "-", "--published", "2021-06-08", stdin=TEXT, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert [row["written"] for row in rows(result.stdout)] == ["91,000", "May 2021"]


def test_python_m_extract_says_its_own_name(tmp_path: Path) -> None:
    assert python("-m", "extract", "--help", cwd=tmp_path).stdout.startswith("Usage: migration-figures ")


@pytest.mark.skipif(os.name != "posix", reason="pipes of a shell")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT * 3000, encoding="utf-8")
    command = f'"{sys.executable}" -m extract extract "{article}" | head -n 1'
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert "Traceback" not in result.stderr
    assert "Error" not in result.stderr
    assert result.stdout.startswith("claim_id,")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("command", ["extract -", "show 97a28f51f2cb"])
def test_a_full_disk_is_said(command: str) -> None:
    line = f'"{sys.executable}" -m extract {command} > /dev/full'
    result = subprocess.run(["bash", "-c", line], input=TEXT, capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 1
    assert "standard output: it cannot be written" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Exception" not in result.stderr


def test_standard_output_is_utf_8_in_any_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“Forty migrants” drowned.\n", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "extract", "extract", "a.txt"], capture_output=True, cwd=tmp_path, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert result.returncode == 0
    assert "“Forty migrants”" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    result = run("dashboard", "--port", port)
    assert result.exit_code == 2
    assert "--port" in result.stderr


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_the_list_of_commands_says_what_they_say_themselves(width: int) -> None:
    whole = click.Group("main", {command: real(command) for command in COMMANDS})
    lists = []
    for group in (cli.main, whole):
        formatter = click.HelpFormatter(width=width)
        group.format_commands(click.Context(group), formatter)
        lists.append(formatter.getvalue())
    assert lists[0] == lists[1]


COMPLETED = [("", COMMANDS), ("ex", ["export", "extract"]), ("extract --pub", ["--published", "--publisher"])]


@pytest.mark.parametrize(("typed", "offered"), COMPLETED, ids=[typed for typed, _ in COMPLETED])
def test_a_shell_completes(typed: str, offered: list[str]) -> None:
    *before, last = typed.split(" ")
    found = ShellComplete(cli.main, {}, "migration-figures", "").get_completions(before, last)
    assert [item.value for item in found] == offered


def test_a_command_that_is_mistyped_is_told() -> None:
    assert "Did you mean one of: 'export', 'extract'?" in run("exract").stderr
