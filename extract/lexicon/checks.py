"""Whether the lexicon is well formed: what is wrong, by file and entry."""

from __future__ import annotations

from collections import Counter
from typing import Any

from extract import lexicon

_VERBS = ("objects", "subjects", "departs")
_FORMS = 5


def problems() -> list[str]:
    """What is wrong with the lexicon, a line each; empty where nothing is."""
    found: list[str] = []
    for path in lexicon.files("**/*.toml"):
        try:
            table = lexicon.read_toml(path)
        except lexicon.LexiconError as error:
            found.append(str(error))
            continue
        name = f"{path.parent.name}/{path.name}"
        if not lexicon.shared_by_all(path):
            found += _examples(name, table, of_measure=path.parent.name == "measures")
        found += _lists(name, table)
    broken: list[str] = []
    for path in lexicon.files("**/*.csv"):
        try:
            lexicon.read_csv(path)
        except lexicon.LexiconError as error:
            broken.append(str(error))
    return found + (broken or _places()) + _measures()


def summary() -> str:
    """How much there is of it."""
    kinds = Counter(example.kind for example in lexicon.examples())
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return f"{len(lexicon.languages())} language(s), {len(lexicon.shared('measures'))} measures, examples: {counts}"


def _examples(name: str, table: dict[str, Any], *, of_measure: bool) -> list[str]:
    found: list[str] = []
    if not table.get("try"):
        found.append(f"{name}: no [[try]]; add a sentence that shows what the file's words find")
    for kind in lexicon.EXAMPLES:
        for entry in table.get(kind, []):
            text, finds = entry.get("text", ""), entry.get("finds", "")
            if not text:
                found.append(f"{name}: a [[{kind}]] has no text; give it a sentence")
            elif kind != "leave" and (not finds or finds not in text):
                found.append(f"{name}: finds = {finds!r} does not stand in its text: {text!r}")
            elif kind == "miss" and not entry.get("why"):
                found.append(f"{name}: a [[miss]] has no why: {text!r}")
    if of_measure and name.split("/")[1].removesuffix(".toml") not in lexicon.shared("measures"):
        found.append(f"{name}: the measure is not in measures.toml; add its card there")
    return found


def _lists(name: str, table: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for key, entries in table.items():
        if key in lexicon.EXAMPLES or not isinstance(entries, list):
            continue
        if any(not isinstance(entry, str | int) for entry in entries):
            found.append(f"{name}: {key} holds something that is no word")
            continue
        found += [f"{name}: {key}: {entry!r} stands twice" for entry, count in Counter(entries).items() if count > 1]
        if key.partition("_beside")[0] in _VERBS:
            found += [
                f"{name}: {key}: {entry!r} needs {_FORMS} forms with / between"
                for entry in entries
                if entry.count("/") != _FORMS - 1
            ]
    return found


def _places() -> list[str]:
    codes = Counter(row["alpha3"] for row in lexicon.rows("countries.csv"))
    tokens = {row["token"] for row in lexicon.rows("regions.csv")}
    found = [f"countries.csv: {code} stands {count} times" for code, count in codes.items() if count > 1]
    found += [
        f"publishers.csv: {row['name']}: {row['alpha3']} is no country"
        for row in lexicon.rows("publishers.csv")
        if row["alpha3"] not in codes
    ]
    for language in lexicon.languages():
        for row in lexicon.rows(f"{language}/places.csv"):
            unknown = [code for code in row["codes"].split("|") if code and code not in codes and code not in tokens]
            found += [f"{language}/places.csv: {row['name']}: {code} is no country or region" for code in unknown]
    return found


def _measures() -> list[str]:
    needed = ("label", "meaning", "counts", "colour")
    cards = lexicon.shared("measures")
    found = [
        f"measures.toml: {key}: {field} is missing"
        for key, card in cards.items()
        for field in needed
        if not card.get(field)
    ]
    return found + [
        f"measures.toml: {key}: roles = {card['roles']!r} is no measure; name one whose countries are told alike"
        for key, card in cards.items()
        if card.get("roles", key) not in cards
    ]
