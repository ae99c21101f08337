"""What the program made of fixed documents when somebody last looked: `python tests/last.py` shows what is different.

The sample corpus, and a folder of it in all formats. After a look: `python tests/last.py --write`.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import samples  # noqa: E402 - the checkout's copy, wherever this is started

from extract import corpus, notes, pipeline, readers  # noqa: E402
from extract.claim import COLUMNS, Claim, Document  # noqa: E402
from extract.export import cell  # noqa: E402
from extract.library import changes  # noqa: E402

KEPT = Path(__file__).parent / "last"
COUNT = 40  # documents of the folder
_COPIED = ("title", "publisher", "url", "language")  # of the document; left out of the file
_CLAIMS = tuple(name for name in COLUMNS if name not in _COPIED)


def documents(folder: Path) -> tuple[list[Document], list[str]]:
    """The fixed documents, and what could not be read, with paths below the folder."""
    problems: list[str] = []
    samples.folder(folder, COUNT)
    found = [*corpus.documents(problems.append), *readers.read([folder], problems.append)]
    return found, [said.replace(f"{folder}/", "") for said in problems]


def made(folder: Path) -> dict[str, str]:
    """By file name: a line a claim, and a line a document with the length of its text and its notes, or its problem."""
    found, problems = documents(folder)
    claims = table(_CLAIMS, ([cell(getattr(claim, name)) for name in _CLAIMS] for claim in pipeline.find(found)))
    heads = ([d.document_id, len(d.text), d.title, d.published or "", *notes.of(d)] for d in found)
    texts = table(
        ("document_id", "characters", "title", "published", "notes"), [*heads, *([said] for said in problems)]
    )
    return {"claims.csv": claims, "documents.csv": texts}


def table(head: tuple[str, ...], rows: object) -> str:
    """Rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def kept() -> dict[str, str]:
    """What was made when somebody last looked."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(KEPT.glob("*.csv"))}


def differences(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    """What is different, for people to read: claims, then documents."""
    before, after = (_claims(one["claims.csv"]) for one in (old, new))
    for document_id in sorted({*before, *after}):
        changed = changes.between(before.get(document_id, []), after.get(document_id, []))
        lines = changes.lines(changed, most=20)
        if lines:
            yield f"{document_id}:"
            yield from (f"    {line}" for line in lines)
    was, now = (set(one["documents.csv"].splitlines()) for one in (old, new))
    yield from (f"- {line}" for line in sorted(was - now))
    yield from (f"+ {line}" for line in sorted(now - was))


def _claims(said: str) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for row in csv.DictReader(io.StringIO(said)):
        fields: dict[str, object] = {name: row.get(name, "") for name in COLUMNS}
        for name in ("value", "low", "high"):
            fields[name] = float(row[name]) if row[name] else None
        for name in ("start", "end", "sentence_start", "sentence_end"):
            fields[name] = int(row[name])
        found.setdefault(row["document_id"], []).append(Claim(**fields))  # type: ignore[arg-type]
    return found


def main() -> None:
    """Show what is different, or keep what is made now."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="keep what is made now")
    with tempfile.TemporaryDirectory() as folder:
        new = made(Path(folder))
    if options.parse_args().write:
        KEPT.mkdir(exist_ok=True)
        for name, said in new.items():
            (KEPT / name).write_text(said, encoding="utf-8")
    else:
        sys.stdout.write("\n".join(differences(kept(), new)) + "\n")


if __name__ == "__main__":
    main()
