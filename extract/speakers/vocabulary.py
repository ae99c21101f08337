"""The lexicon's words of crediting, for a language."""

from __future__ import annotations

from typing import NamedTuple

from extract import lexicon
from extract.words import Phrases, fold
from extract.words import of as of_words


class Vocabulary(NamedTuple):
    """Lists of sayings.toml by their names."""

    verbs: frozenset[str]
    weak: frozenset[str]
    organs: frozenset[str]
    skip: frozenset[str]
    edges: frozenset[str]
    relative: frozenset[str]
    behind: frozenset[str]
    inverted: frozenset[str]
    no_subject: frozenset[str]
    cut: frozenset[str]
    impersonal: frozenset[str]
    passive: frozenset[str]
    within: frozenset[str]
    within_inverted: frozenset[str]
    new_clause: frozenset[str]
    that: frozenset[str]
    unended: frozenset[str]
    plain: frozenset[str]
    no_voice: frozenset[str]
    giving_data: frozenset[str]
    never_passive: frozenset[str]
    weekdays: frozenset[str]
    according: Phrases[bool]
    saying: Phrases[bool]  # the verbs of one word


@lexicon.cached
def of(language: str) -> Vocabulary:
    """The vocabulary of a language."""
    table = lexicon.words(language, "sayings")
    names = (
        "verbs",
        "weak",
        "organs",
        "skip",
        "edges",
        "relative",
        "after_subject",
        "inverted",
        "not_subject",
        "cut",
        "impersonal",
        "passive",
        "within",
        "within_inverted",
        "new_clause",
        "that",
        "unended",
        "plain",
        "no_voice",
        "giving_data",
        "never_passive",
    )
    sets = [frozenset(table.get(name, [])) for name in names]
    single = [verb for verb in table.get("verbs", []) if len(of_words(verb, 0, len(verb)).folded) == 1]
    phrases = [Phrases([(phrase, True) for phrase in listed]) for listed in (table.get("according", []), single)]
    weekdays = frozenset(fold(day) for day in lexicon.words(language, "periods").get("weekdays", {}))
    return Vocabulary._make([*sets, weekdays, *phrases])
