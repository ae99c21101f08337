"""The lexicon: every example of its files is run; adding a language or a measure is adding files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from examples import table

import extract
from extract import lexicon
from extract.claim import COLUMNS, ROLES, Claim
from extract.lexicon import Example, LexiconError, checks

GIVEN = ("text", "finds", "why", "published", "title", "publisher")
EXAMPLES = tuple(lexicon.examples())
# Examples that fail today, and what is wanted of them: shrink this list, never add to it.
FAILING: dict[str, str] = {
    "numbers.toml: Spain has received several hundr": "several hundred thousand is not found",
    "measures/detention.toml: Panama is holding 112 deportees ": "wanted {'measure': 'detention'}",
    "measures/encounter.toml: Nearly 900 people without papers": "wanted {'measure': 'encounter'}",
}


def claims(example: Example) -> list[Claim]:
    wants = example.wants
    document = extract.Document(
        wants["text"],
        title=wants.get("title", ""),
        publisher=wants.get("publisher", ""),
        published=str(wants["published"]) if "published" in wants else None,
        language=example.language,
    )
    return list(extract.find([document]))


def rows(*kinds: str) -> list[ParameterSet]:
    """The examples of some kinds; a miss, and a failure that is known, is a strict xfail with its reason."""
    found: list[ParameterSet] = []
    for example in EXAMPLES:
        if example.kind in kinds:
            why = example.wants.get("why") if example.kind == "miss" else FAILING.get(key(example))
            mark = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)] if why else []
            found.append(pytest.param(example, id=f"{example.file}: {example.wants['text']}", marks=mark))
    return found


def key(example: Example) -> str:
    """The file and the beginning of the text."""
    return f"{example.file.removeprefix('en/')}: {example.wants['text'][:32]}"


def wanted(example: Example) -> dict[str, object]:
    """The fields that an example asks for; a card's own measure if it names none."""
    fields = {key: value for key, value in example.wants.items() if key not in GIVEN}
    if example.measure:
        fields.setdefault("measure", example.measure)
    return fields


def same(want: object, got: object) -> bool:
    if isinstance(want, float) and isinstance(got, float):
        return got == pytest.approx(want)
    return want == got


def check_found(example: Example) -> None:
    found = [claim for claim in claims(example) if claim.written == example.wants["finds"]]
    assert found, f"{example.wants['finds']} is not found"
    fields = wanted(example)
    best = min(
        ({key: getattr(claim, key) for key in fields if not same(fields[key], getattr(claim, key))} for claim in found),
        key=len,
    )
    assert not best, f"wanted { ({key: fields[key] for key in best}) }"


@pytest.mark.parametrize("example", rows("try", "miss"))
def test_a_try_is_found(example: Example) -> None:
    check_found(example)


@pytest.mark.parametrize("example", rows("leave"))
def test_a_leave_is_left_alone(example: Example) -> None:
    found = [claim for claim in claims(example) if not example.measure or claim.measure == example.measure]
    assert [claim.written for claim in found] == []


def test_known_failures_are_examples() -> None:
    assert FAILING.keys() - {key(example) for example in EXAMPLES} == set()


def test_examples_ask_for_columns_only() -> None:
    known = {*GIVEN, *COLUMNS}
    assert [(e.file, key) for e in EXAMPLES for key in e.wants if key not in known] == []


def test_every_file_has_examples() -> None:
    tried = {example.file for example in EXAMPLES if example.kind == "try"}
    files = {path.relative_to(lexicon.HERE).as_posix() for path in lexicon.HERE.glob("*/**/*.toml")}
    assert tried >= files - LACKING


# Files whose words no example tries yet: shrink this list, never add to it.
LACKING = {"en/grammar.toml", "en/groups.toml", "en/hedges.toml", "en/numbers.toml"}


def test_the_lexicon_has_no_problems() -> None:
    assert checks.problems() == []


def test_the_summary_counts() -> None:
    assert checks.summary().startswith(f"1 language(s), {len(lexicon.shared('measures'))} measures, examples: ")


def test_places_of_the_lexicon_are_known_countries() -> None:
    codes = {row["alpha3"] for row in lexicon.rows("countries.csv")} | {r["token"] for r in lexicon.rows("regions.csv")}
    named = [code for e in EXAMPLES for role in ROLES for code in str(e.wants.get(role, "")).split("|") if code]
    assert named
    assert [code for code in named if code not in codes] == []


# A folder of one's own.


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


TOY = {
    "xt/numbers.toml": """
        [ones]
        wan = 1
        tu = 2
        [tens]
        mute = 20
        [scales]
        tausen = 1e3
        [short_scales]
        ts = 1e3
        [letters]
        k = 1e3
        [vague]
        planti = 1e2
        [fractions]
        hap = 0.5
        [multiples]
        tutaim = 2
        [words]
        articles = ["la"]
        and = ["e"]
        of = ["bilong"]
        half = ["hap"]
        few = ["sampela"]
        times = ["taim"]
        percent = ["%"]
        ranges = ["i go"]
        between = ["namel", "long"]
        and_range = ["e"]
        in_every = ["long olgeta", "long"]
        ones_only = ["wan"]
        denominators = ["long wan"]
        unit_adjectives = ["stret"]
        high = ["antap"]
        abstract = ["rot"]
        names_before = ["lo"]
        clock = ["klok"]
        codes_behind = ["namba"]
        ages_behind = ["krismas"]
        ages_before = ["krismas"]
        age_limits = ["daunbilo"]
        one_counts = ["man"]
        one_after = ["olsem"]
        one_never_behind = ["bilong"]
        pairs_before = ["la"]
        pairs_behind = ["kantri"]
        never = ["wan taim"]
        """,
    "xt/hedges.toml": """
        over = ["moa long"]
        at_least = ["inap long"]
        at_most = ["i no moa long"]
        under = ["klostu"]
        about = ["samting"]
        between = ["la"]
        during = []
        still = []
        not_before = []
        """,
    "xt/grammar.toml": """
        be = ["i stap"]
        of = ["bilong"]
        and = ["e"]
        says = ["tok"]
        prepositions = ["long"]
        determiners = ["la"]
        """,
    "xt/groups.toml": """
        migrants = ["lapun-rot"]
        persons = ["manmeri"]
        households = ["haus"]
        topic = ["lapun-rot"]
        """,
    "xt/modality.toml": 'planned = ["bai"]\n',
    "xt/sayings.toml": 'verbs = ["tokim"]\n',
    "xt/roles.toml": """
        toward = ["go"]
        source = ["lusim"]
        inside = ["insait"]
        agents = ["long"]
        fled = ["ronowe"]
        authorities = ["polis"]
        grounds = ["ples"]
        giving = ["halpim"]
        """,
    "xt/borders.toml": 'nouns = ["banis"]\njoins = ["-"]\nbetween = ["namel"]\nand = ["e"]\n',
    "xt/periods.toml": """
        [months]
        Janueri = 1
        [weekdays]
        Mande = 0
        [seasons]
        san = [6, 8]
        [quarters]
        namba-wan = 1
        [fiscal]
        USA = 10
        [relative]
        "las yia" = "year -1"
        [attach]
        says = ["tok"]
        goes_on = ["ol"]
        clause = [";"]
        [words]
        ordinal_endings = ["t"]
        of = ["bilong"]
        the = ["la"]
        range = ["i go", "e"]
        straight_range = ["i go"]
        and = ["e"]
        early = ["stat"]
        mid = ["namel"]
        late = ["pinis"]
        half = ["hap"]
        quarter = ["kwata"]
        fiscal = ["mani yia"]
        in = ["long"]
        strict_since = ["kirap"]
        as_of = ["olsem"]
        until = ["inap"]
        after = ["bihain"]
        between = ["namel"]
        so_far = ["nau"]
        last = ["las"]
        rolling = ["las"]
        this = ["dispela"]
        next = ["neks"]
        ago_point = ["bipo"]
        final = ["las"]
        year = ["yia"]
        to = ["i go"]
        not_year_behind = ["manmeri"]
        not_before = ["samting"]
        names = ["lo"]
        """,
    "xt/places.csv": "name,codes,kind\nNiugini,PNG,country\nNiuginian,PNG,nationality\n",
    "xt/measures/detention.toml": 'objects = ["kalabus / kalabus / kalabusim / kalabusim / kalabusim"]\n',
}


def with_empty_lists(files: dict[str, str]) -> dict[str, str]:
    """The files of a language, with an empty list for each list of the English files that they have not."""
    found = dict(files)
    for path in sorted((lexicon.HERE / "en").glob("*.toml")):
        name = f"xt/{path.name}"
        own, english = tomllib.loads(files.get(name, "")), lexicon.read_toml(path)
        lists = {key: [] for key, value in english.items() if isinstance(value, list) and key not in lexicon.EXAMPLES}
        lines = [f"{key} = {json.dumps(value)}" for key, value in {**lists, **own}.items() if isinstance(value, list)]
        for key, table_of in english.items():
            if isinstance(table_of, dict):
                inner = {
                    inside: [] for inside, value in table_of.items() if isinstance(value, list) and key != "seasons"
                }
                lines += [
                    f"[{key}]",
                    *(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in {**inner, **own.get(key, {})}.items()),
                ]
        found[name] = "\n".join(lines)
    return found


def toy(text: str) -> list[Claim]:
    return list(extract.find([extract.Document(text, language="xt", published="2021-06-08")]))


def test_a_language_is_a_folder(tmp_path: Path) -> None:
    with lexicon.use(put(tmp_path, with_empty_lists(TOY))):
        (claim,) = toy("Polis kalabusim moa long tu tausen manmeri lapun-rot insait Niugini las yia.")
    assert (claim.written, claim.value, claim.qualifier, claim.measure) == ("tu tausen", 2000, "over", "detention")
    assert (claim.place, claim.period_start, claim.period_end) == ("PNG", "2020-01-01", "2020-12-31")
    assert (claim.unit, claim.language) == ("people", "xt")


def test_a_language_goes_with_its_folder(tmp_path: Path) -> None:
    with lexicon.use(put(tmp_path, TOY)):
        assert lexicon.languages() == ("en", "xt")
    assert lexicon.languages() == ("en",)
    assert toy("Polis kalabusim tu tausen manmeri.") == []


def test_a_language_that_lacks_a_list_is_told_which(tmp_path: Path) -> None:
    numbers = TOY["xt/numbers.toml"].replace('few = ["sampela"]', "")
    put(tmp_path, {**TOY, "xt/numbers.toml": numbers})
    with lexicon.use(tmp_path), pytest.raises(LexiconError, match=r"xt/numbers\.toml: .*few"):
        toy("Polis kalabusim tu tausen manmeri.")


TOY_LEFT = [("La wan taim.",), ("La bas i lusim 20 klok.",), ("La meri em 20 krismas.",)]


@pytest.mark.parametrize("text", table(TOY_LEFT))
def test_a_language_has_its_own_words_to_leave_alone(tmp_path: Path, text: str) -> None:
    with lexicon.use(put(tmp_path, with_empty_lists(TOY))):
        assert toy(text) == []


def test_english_is_not_changed_by_another_language(tmp_path: Path) -> None:
    text = extract.Document("Mexico detained more than 91,000 migrants last year.", published="2021-06-08")
    before = list(extract.find([text]))
    with lexicon.use(put(tmp_path, TOY)):
        assert list(extract.find([text])) == before
    assert list(extract.find([text])) == before


MEASURE = {
    "measures.toml": """
        [baptism]
        label = "Baptisms"
        meaning = "People baptised"
        counts = "people"
        colour = "#000000"
        """,
    "en/measures/baptism.toml": """
        objects = ["baptise / baptises / baptising / baptised / baptised"]

        [[try]]
        text = "Priests baptised 91 migrants."
        finds = "91"
        """,
}


def test_a_measure_is_a_card(tmp_path: Path) -> None:
    with lexicon.use(put(tmp_path, MEASURE)):
        (claim,) = extract.find([extract.Document("Priests baptised 91 migrants.")])
    assert (claim.measure, claim.written, claim.unit) == ("baptism", "91", "people")


def test_a_measure_of_one_s_own_reaches_the_table(tmp_path: Path) -> None:
    (claim,) = extract.find([extract.Document("Guards held 91 migrants.")])
    with lexicon.use(put(tmp_path, MEASURE)):
        found = extract.frame([claim._replace(measure="baptism")])
    assert found["measure"].tolist() == ["baptism"]


def test_words_of_one_s_own_are_added_to_a_measure(tmp_path: Path) -> None:
    text = extract.Document("Guards zorbed 91 migrants.")
    card = 'objects = ["zorb / zorbs / zorbing / zorbed / zorbed"]\n'
    with lexicon.use(put(tmp_path, {"en/measures/detention.toml": card})):
        (claim,) = extract.find([text])
        assert claim.measure == "detention"
    (claim,) = extract.find([text])
    assert claim.measure == "other"


def test_examples_of_one_s_own_are_run_too(tmp_path: Path) -> None:
    with lexicon.use(put(tmp_path, MEASURE)):
        (example,) = [example for example in lexicon.examples() if example.measure == "baptism"]
    assert (example.file, example.kind, example.wants["finds"]) == ("en/measures/baptism.toml", "try", "91")


# What the checks say.

CARD = 'objects = ["zorb / zorbs / zorbing / zorbed / zorbed"]\n'
TRY = '[[try]]\ntext = "Guards zorbed 91 migrants."\nfinds = "91"\n'
WRONG = [
    ("no example", "en/measures/detention.toml", CARD, "measures/detention.toml: no [[try]]; add a sentence"),
    ("broken TOML", "en/measures/detention.toml", "objects = [", "mend the file as TOML in UTF-8"),
    ("no text", "en/measures/detention.toml", CARD + '[[try]]\nfinds = "91"\n', "a [[try]] has no text"),
    ("no such number", "en/measures/detention.toml", CARD + TRY.replace('"91"', '"92"'), "'92' does not stand in its"),
    ("no why", "en/measures/detention.toml", CARD + TRY + TRY.replace("try", "miss"), "a [[miss]] has no why"),
    (
        "a word twice",
        "en/groups.toml",
        'persons = ["zorb", "zorb"]\n' + TRY,
        "groups.toml: persons: 'zorb' stands twice",
    ),
    (
        "four forms",
        "en/measures/detention.toml",
        'objects = ["zorb / zorbs / zorbing / zorbed"]\n' + TRY,
        "needs 5 forms",
    ),
    ("no word", "en/groups.toml", "persons = [1.5]\n" + TRY, "holds something that is no word"),
    ("no such measure", "en/measures/zorbing.toml", CARD + TRY, "the measure is not in measures.toml"),
    (
        "no such country",
        "en/places.csv",
        "name,codes,kind\nZorbia,ZZZ,country\n",
        "Zorbia: ZZZ is no country or region",
    ),
    ("no such home", "publishers.csv", "name,alpha3\nThe Zorb,ZZZ\n", "publishers.csv: The Zorb: ZZZ is no country"),
    ("a card without a label", "measures.toml", '[zorb]\nmeaning = "x"\n', "measures.toml: zorb: label is missing"),
]
PLACES = "name,codes,kind\nZorbia,MEX"
WRONG_TOO = [
    (
        "a cell too many",
        "en/places.csv",
        f"{PLACES},country,x\n",
        "not as many cells",
    ),
    (
        "a cell too few",
        "en/places.csv",
        f"{PLACES}\n",
        "not as many cells",
    ),
]


@pytest.mark.parametrize(("case", "name", "content", "said"), table(WRONG))
def test_the_checks_say_what_is_wrong(tmp_path: Path, case: str, name: str, content: str, said: str) -> None:
    with lexicon.use(put(tmp_path, {name: content})):
        found = checks.problems()
    assert any(said in problem for problem in found), (case, found)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, {"en/groups.toml": "persons = ["}) / "en" / "groups.toml"
    with lexicon.use(tmp_path), pytest.raises(LexiconError, match="mend the file as TOML in UTF-8") as caught:
        list(extract.find([extract.Document("Guards held 91 migrants.")]))
    assert str(path) in str(caught.value)
