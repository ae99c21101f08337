"""What DESIGN.md and STYLE.md say of the code itself: who imports whom, how long, which words stand where."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract import claim, lexicon

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "extract"

# DESIGN's line, each module importing only from those before it; a folder counts as the module of its name.
ORDER = (
    "atomic",
    "folders",
    "claim",
    "lexicon",
    "readers",
    "words",
    "endings",
    "sentences",
    "numbers",
    "values",
    "periods",
    "gazetteer",
    "places",
    "readings",
    "measures",
    "speakers",
    "modality",
    "timeline",
    "roles",
    "lists",
    "grids",
    "retellings",
    "pipeline",
    "jobs",
    "notes",
    "table",
    "corpus",
    "quality",
    "labels",
    "passages",
    "excerpts",
    "facets",
    "library",
    "intake",
    "export",
    "datasets",
    "citations",
    "geometry",
    "charts",
    "__init__",
    "cli",
    "__main__",
    "views",
)
STAGES = ORDER[ORDER.index("words") : ORDER.index("pipeline")]
TOP = {"pyproject.toml", "README.md", "dashboard.py", "extract", "data", "tests"}
LONGEST = 280

# Imports against the order: shrink this list, never add to it.
AGAINST: set[tuple[str, str]] = set()


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, also inside its functions and for types."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(imported: str) -> str:
    """The module of ours that is imported: extract.numbers.leave.alone -> numbers; empty for a stranger."""
    first, _, rest = imported.partition(".")
    if first != "extract":
        return ""
    inner = rest.split(".")[0]
    return inner if (PACKAGE / inner).is_dir() or (PACKAGE / f"{inner}.py").exists() else "__init__"


FILES = [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in modules()]


def test_every_module_stands_in_the_order() -> None:
    assert {name(path) for path in modules()} <= set(ORDER)


@pytest.mark.parametrize("path", FILES)
def test_a_module_imports_only_from_those_before_it(path: Path) -> None:
    here = name(path)
    wrong = {
        (here, there)
        for there in map(own, imports(path))
        if there and there != here and ORDER.index(there) > ORDER.index(here)
    }
    if here == "__init__":  # offers find, frame, read and claims, each imported when it is asked for
        wrong -= {("__init__", other) for other in ORDER}
    assert wrong <= AGAINST


def test_imports_against_the_order_are_still_there() -> None:
    found = {(name(path), there) for path in modules() for there in map(own, imports(path)) if there}
    assert found >= AGAINST


def strangers(path: Path) -> set[str]:
    return {imported.partition(".")[0] for imported in imports(path)}


def test_only_the_views_and_the_dashboard_import_streamlit() -> None:
    assert [path.name for path in modules() if "streamlit" in strangers(path) and name(path) != "views"] == []


def test_only_charts_and_views_import_plotly() -> None:
    found = {name(path) for path in modules() if "plotly" in strangers(path)}
    assert found <= {"charts", "views"}


@pytest.mark.parametrize("stage", STAGES)
def test_the_stages_import_no_data_frames(stage: str) -> None:
    found = [path for path in modules() if name(path) == stage]
    assert found
    assert not {"pandas", "numpy", "streamlit", "plotly"} & set().union(*map(strangers, found))


STARTS = {
    "import extract": "import extract",
    "extract.find": "import extract; list(extract.find([extract.Document('Mexico held 9 men.', published='2021')]))",
    "readers": "import extract; from extract import readers; list(readers.read(['tests/test_architecture.py']))",
}


@pytest.mark.parametrize("code", STARTS.values(), ids=list(STARTS))
def test_starting_imports_nothing_heavy(code: str) -> None:
    heavy = ("pandas", "numpy", "plotly", "streamlit", "pyarrow")
    asked = f"import sys\n{code}\nprint(*[name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


@pytest.mark.parametrize("path", FILES)
def test_a_module_fits_in_one_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [path.name for path in modules() if re.search(r"util|helper|common|misc|_v\d", path.stem)] == []


def tracked() -> list[Path]:
    """The files of the repository: what git knows, and what is new and not ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True).stdout.splitlines()
    return [ROOT / line for line in listed if (ROOT / line).is_file()]


def test_the_top_level_is_fixed() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {top for top in names if not top.startswith(".")} <= TOP


MACHINE = re.compile(r"(?<![\w.:/])/(?:home|root|work|Users|tmp|mnt|opt)/\w|[A-Z]:\\\\?\w")


def test_no_paths_of_a_machine() -> None:
    found = []
    for path in tracked():
        if path.suffix in (".py", ".toml", ".md", ".csv", ".jsonl", ".json", ".yml", ".sh"):
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [f"{path.relative_to(ROOT)}:{n}" for n, line in enumerate(lines, start=1) if MACHINE.search(line)]
    assert found == []


CLOCKS = ("now", "today", "utcnow", "time", "sleep", "uuid4", "random", "urandom", "getenv")


STILL = [path for path in modules() if name(path) in (*STAGES, "pipeline", "claim", "lexicon")]


@pytest.mark.parametrize("path", STILL, ids=[path.relative_to(ROOT).as_posix() for path in STILL])
def test_extraction_asks_no_clock_and_no_chance(path: Path) -> None:
    assert not strangers(path) & {"random", "time", "uuid", "secrets", "os", "socket", "urllib", "requests"}
    called = [
        node.func.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert not set(called) & set(CLOCKS)


# Words are data: no string literal of a stage holds a word of a human language.
#
# A literal breaks the rule if it holds white space between letters, or a word that the English files hold (the words of
# their lists, and their number words, month names and the like). Left out are docstrings, annotations, what is raised,
# and literals that only name something: subscripts, arguments of get and of functions of the lexicon, __slots__, names
# with an underscore or digit, and names of columns, categories, units and kinds. In patterns, group names, classes and
# escapes are left out.

# Names of our own kinds that are also English words; they are compared with each other, never with a text.
KINDS = {
    "timeline": {"times"},
    "grids": {"up", "down"},
    "measures": {
        "migrant",
        "depart",
        "household",
        "people",
        "households",
        "money",
        "part",
        "percent",
        "count",
        "event",
        "thing",
        "times",
        "support",
        "subject",
        "third",
        "past",
        "state",
        "up",
        "down",
        "capacity",
        "stop",
    },
    "numbers": {
        "times",
        "half",
        "halves",
        "percent",
        "money",
        "plus",
        "article",
        "several",
        "count",
        "clock",
        "old",
        "aged",
    },
    "periods": {
        "P",
        "upto",
        "relative",
        "date",
        "early",
        "mid",
        "late",
        "yearly",
        "rolling",
        "ago",
        "weekend",
        "quarter",
        "decade",
        "fiscal",
        "since",
        "until",
        "after",
        "between",
        "inside",
        "relative-time",
        "USA",
    },
    "places": {"country", "capitals", "capital", "between"},
    "readings": {"never", "support", "money", "third", "past", "migrants", "persons", "households"},
    "roles": {
        "bound",
        "passing",
        "way",
        "event",
        "subject",
        "depart",
        "past",
        "third",
        "source",
        "toward",
        "inside",
        "near",
        "far",
        "people",
        "where",
        "ground",
        "agent",
        "agents",
        "fled",
        "giving",
        "count",
        "country",
        "capital",
        "beyond",
        "stand-in",
        "WORLD",
        "MEDITERRANEAN",
    },
    "speakers": {"relative", "cut", "within", "that"},
    "values": {"money", "several"},
    "words": {"T", "i"},
}

# Reasons that a reader of the column "why" sees.
MESSAGES = {
    "as before it: ",
    "as behind it: ",
    "as in the sentence before",
    "as in the sentence before: ",
    "not about migration: ",
}

# Words that stand in the code today: shrink this list, never add to it.
WORDS_IN_CODE = {
    (
        "numbers/leave.py",
        r"^(?:[:/^]\d|[A-Za-z]{1,2}\d|/|\](?!\w)|(?:st|nd|rd|th)\b|-(?:st|nd|rd|th)\b|\.\d+\."
        r"|['’]?s\b|\.[a-z]{2,3}\b|[A-Z])",
    ),
    ("numbers/numerals.py", "m"),
    ("numbers/vocabulary.py", r"(?P<plus2>-plus\b)?"),
    ("numbers/vocabulary.py", r")?(?P<plus>\+|-plus\b)?"),
    ("numbers/vocabulary.py", ")s|[-‐‑](?:"),
    ("periods/vocabulary.py", "H"),
    ("periods/vocabulary.py", r"(?P<q>Q[1-4]|H[12]|[1-4]Q)\s*(?:"),
    ("periods/vocabulary.py", r"))[\s-]*)?(?P<decade>(?:19|20)\d0)s\b"),
    ("readings/__init__.py", "s"),
}

LETTERS = re.compile(r"[^\W\d_]+")


@functools.cache
def english() -> frozenset[str]:
    """The words of the English files: of the entries of their lists and of keys that stand for words."""
    found: set[str] = set()

    def take(value: object, key: str) -> None:
        if isinstance(value, list):
            for entry in value:
                take(entry, "")
        elif isinstance(value, dict):
            for inner, entry in value.items():
                take(entry, inner)
        elif isinstance(value, str):
            found.update(LETTERS.findall(f"{key} {value}".lower()))
        else:
            found.update(LETTERS.findall(key.lower()))

    for path in (lexicon.HERE / "en").rglob("*.toml"):
        take({key: value for key, value in lexicon.read_toml(path).items() if key not in lexicon.EXAMPLES}, "")
    return frozenset(found)


@functools.cache
def names() -> frozenset[str]:
    """Names of columns, categories, roles, units and kinds."""
    lists = (
        claim.COLUMNS,
        tuple(lexicon.shared("measures")),
        claim.QUALIFIERS,
        claim.STATISTICS,
        claim.STATUSES,
        claim.MODALITIES,
    )
    units, places = lexicon.rows("units.csv"), lexicon.rows("en/places.csv")
    kinds = {row["unit"] for row in units} | {row["kind"] for row in (*units, *places)}
    return frozenset(kinds.union(claim.ROLES, *lists, lexicon.languages()))


def naming(root: ast.Module) -> set[int]:
    """The ids of the nodes within which a literal is a docstring, an annotation, a message of an error or a key."""
    within: list[ast.AST] = []
    for node in ast.walk(root):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            within.append(node.body[0])
        if isinstance(node, ast.FunctionDef):
            within += [arg.annotation for arg in node.args.args if arg.annotation]
        elif isinstance(node, ast.AnnAssign):
            within.append(node.annotation)
        elif isinstance(node, ast.Raise):
            within.append(node)
        elif isinstance(node, ast.Subscript):
            within.append(node.slice)
        elif isinstance(node, ast.FormattedValue) and node.format_spec:
            within.append(node.format_spec)
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("get", "words", "listed", "rows")
        ):
            within += node.args
        elif isinstance(node, ast.Assign) and any(
            isinstance(t, ast.Name) and t.id == "__slots__" for t in node.targets
        ):
            within.append(node.value)
    return {id(inner) for node in within for inner in ast.walk(node)}


def bare(literal: str) -> str:
    """A pattern without its group names, flags, escapes and classes; other text as it is."""
    said = re.sub(r"\(\?P[<=]\w*[>)]?", "(", literal)
    said = re.sub(r"\(\?[a-zA-Z-]+[:)]", "(", said)
    said = re.sub(r"\[\^?\\?\]?(?:\\.|[^\]\\])*\]", " . ", said)
    return re.sub(r"\\u[0-9a-fA-F]{4}|\\[a-zA-Z]", " . ", said)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The literals of a file that may hold a word, with their lines."""
    root = tree(path)
    skipped = naming(root)
    for node in ast.walk(root):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def breaks_the_rule(literal: str, module: str) -> bool:
    if literal in MESSAGES or literal in names() or literal in KINDS.get(module, ()):
        return False
    if re.fullmatch(r"[A-Za-z]\w*[_\d]\w*", literal):
        return False
    said = bare(literal)
    return bool(re.search(r"[^\W\d_]\s+[^\W\d_]", said)) or any(w in english() for w in LETTERS.findall(said.lower()))


def words_in_code() -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = {}
    for path in modules():
        if name(path) in STAGES:
            for line, literal in literals(path):
                if breaks_the_rule(literal, name(path)):
                    found.setdefault((path.relative_to(PACKAGE).as_posix(), literal), []).append(line)
    return found


def test_no_word_of_a_human_language_stands_in_a_stage() -> None:
    assert {key: lines for key, lines in words_in_code().items() if key not in WORDS_IN_CODE} == {}


def test_the_words_allowed_in_code_are_still_there() -> None:
    assert WORDS_IN_CODE - words_in_code().keys() == set()


def test_the_names_of_kinds_are_still_there() -> None:
    used: dict[str, set[str]] = {}
    for path in modules():
        used.setdefault(name(path), set()).update(literal for _, literal in literals(path))
    assert {
        module: kinds - used.get(module, set()) for module, kinds in KINDS.items() if kinds - used.get(module, set())
    } == {}


CAUGHT = ["detained", "taken into custody", "of", r"\b(?:arrest|detain)s?\b", "Monday", "million"]


@pytest.mark.parametrize("literal", CAUGHT)
def test_the_rule_catches_words(literal: str) -> None:
    assert breaks_the_rule(literal, "speakers")


SPARED = ["", ", ", r"[^\W\d_]+", r"(?P<until>\d+)", "measure", "period_start", "\u00a0", r"(?-i:\d)[a-z]{2}"]


@pytest.mark.parametrize("literal", SPARED, ids=repr)
def test_the_rule_spares_signs_names_and_patterns(literal: str) -> None:
    assert not breaks_the_rule(literal, "speakers")


@functools.cache
def read_names() -> frozenset[str]:
    """Every literal, attribute and name of the package: a list that is none of them is read nowhere."""
    nodes = [node for path in modules() for node in ast.walk(tree(path))]
    literals = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    attributes = {n.attr.lower() for n in nodes if isinstance(n, ast.Attribute)}
    return frozenset(literals | attributes | {n.id.lower() for n in nodes if isinstance(n, ast.Name)})


@pytest.mark.parametrize("path", sorted((lexicon.HERE / "en").glob("*.toml")), ids=lambda path: path.name)
def test_every_list_of_words_is_read(path: Path) -> None:
    tables = {key: value for key, value in lexicon.read_toml(path).items() if key not in lexicon.EXAMPLES}
    lists = [tables, *(tables.get(key, {}) for key in ("words", "attach"))]
    keys = {key for table in lists for key in table}
    assert [key for key in sorted(keys) if read_names().isdisjoint((key, key.removesuffix("_behind")))] == []
