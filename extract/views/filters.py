"""The filters of the sidebar, drawn in the frame so that they hold on every page."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from extract import gazetteer, labels, table
from extract.claim import ROLES, STATUSES
from extract.facets import Facets, Wanted
from extract.views import address
from extract.views.shelf import KNOWN_BY, Held

FIRST_HIDDEN = ("period", "other")  # measures that the first view leaves out
_ANY = "any"
_ROLE_NAMES = {
    _ANY: "in any role", "actor": "as the one who acts or gives", "place": "as the place", "origin": "as the origin",
    "destination": "as the destination or recipient", "via": "on the way",
}  # fmt: skip
_REVIEWS = {"none": "Not reviewed", "accepted": "Accepted", "corrected": "Corrected", "rejected": "Rejected"}
_ARTICLES = 300  # that the menu of articles offers
_MOST = 60  # words of a free column that the menu offers; others can be typed
_SEVERAL = ("country", "region", "measure", "status", "group", "publisher", "said_by", "review", "only")
_MORE = ("region", "status", "group", "publisher", "said_by", "review", "only")
_ONE = ("role", "from", "to", "words")
_ROLE, _ORDER = "role of the country", "order of the years"  # fragments
UNKNOWN = "unknown"  # the fragment that says what the address asked for in vain
_OF = "filters of"  # the library, in the session
NAMES = (*_SEVERAL, *_ONE)


class Menus(NamedTuple):
    """What a library's filters offer: words, each with the number of its claims."""

    country: Mapping[str, int]
    region: Mapping[str, int]
    measure: Mapping[str, int]
    status: Mapping[str, int]
    group: Mapping[str, int]
    publisher: Mapping[str, int]
    said_by: Mapping[str, int]
    review: Mapping[str, int]
    years: Sequence[str]


def menus(facets: Facets) -> Menus:
    """The menus of a library, each in the order in which people look for things."""
    named = facets.countries.counts()
    countries = sorted((code for code in named if gazetteer.members(code) == (code,)), key=gazetteer.name)
    regions = {code: int(facets.countries.named([code]).sum()) for code in gazetteer.regions()}
    measures, statuses = facets.counts("measure"), facets.counts("status")
    publishers, reviews = facets.counts("publisher"), facets.words["review"].counts()
    return Menus(
        {code: named[code] for code in countries},
        {code: count for code, count in sorted(regions.items(), key=lambda pair: gazetteer.name(pair[0])) if count},
        {key: measures[key] for key in table.measures() if key in measures},
        {key: statuses[key] for key in STATUSES if key in statuses},
        _common(facets, "group"),
        {name: publishers[name] for name in sorted(publishers, key=str.casefold) if name},
        _common(facets, "said_by"),
        {key: reviews[key] for key in _REVIEWS if key in reviews},
        [str(year) for year in facets.years()],
    )


def _common(facets: Facets, column: str) -> dict[str, int]:
    """The words of a free column that most claims have."""
    counts = {word: count for word, count in facets.counts(column).items() if word}
    return dict(list(counts.items())[:_MOST])


@st.cache_resource(show_spinner=False, max_entries=4, hash_funcs=KNOWN_BY)
def _menus(held: Held) -> Menus:
    return menus(held.facets)


def take_over(held: Held, asked: Mapping[str, Sequence[str]]) -> None:
    """Set the filters to what the address asks for anew; what the library does not hold is remembered, to be said."""
    offered = _menus(held)
    if st.session_state.get(_OF) != held.number:  # its menus have other numbers, by which the browser knows a choice
        st.session_state[_OF] = held.number
        asked = address.query() | dict(asked)
    closed: dict[str, Sequence[str]] = {
        "country": [*offered.country], "region": [*offered.region], "measure": [*offered.measure],
        "status": [*offered.status], "publisher": [*offered.publisher], "review": [*offered.review],
        "role": [_ANY, *ROLES], "from": offered.years, "to": offered.years,
    }  # fmt: skip
    for name in NAMES:
        if name not in asked:
            continue
        said = [value for value in asked[name] if value or name not in closed]
        known = address.fit(name, said, closed[name]) if name in closed else said
        if name in _SEVERAL:
            st.session_state[name] = known
        else:
            st.session_state[name] = known[0] if known else (_ANY if name == "role" else "")
        address.put_all({name: known})


@st.fragment(key="filters")
def show(held: Held, part: str = "") -> None:
    """Draw the filters for a library; the address follows them.

    part: the fragment that is drawn anew when one changes; the whole page where none is named.
    """
    offered, changed = _menus(held), functools.partial(_changed, part)
    st.subheader("Filters", anchor=False)
    _several("Country", "country", offered.country, gazetteer.name, "All countries", changed)
    _role(changed)
    _several("Measure", "measure", offered.measure, labels.measure, "All but dates and other", changed)
    left, right = st.columns(2)
    _year(left, "From year", "from", offered.years, changed)
    _year(right, "To year", "to", offered.years, changed)
    _order()
    st.text_input(
        "Words in the sentence", key="words", placeholder="for example: minors", max_chars=80, on_change=changed,
        persist_state="session",
    )  # fmt: skip
    # what it was at first: it would be folded or unfolded anew with another
    more = st.session_state.setdefault("more at first", any(st.session_state.get(name) for name in _MORE))
    box = st.expander("More filters", expanded=more, on_change="rerun", key="more filters")
    if box.open:  # menus that nobody sees are not worth their time at each change
        with box:
            _more(held, changed)
    st.button("Clear all filters", on_click=cleared, width="stretch")
    _follow()


def _more(held: Held, changed: Callable[[], None]) -> None:
    """The filters that are folded at first."""
    offered, articles = _menus(held), _articles(held)
    titles = _titles(held, articles)
    _several("Region", "region", offered.region, gazetteer.name, "All regions", changed)
    _several("Status of aid", "status", offered.status, _status, "Pledged, paid, all", changed)
    _several("Who is counted", "group", offered.group, str, "Everybody", changed, free=True)
    _several("Publisher", "publisher", offered.publisher, str, "All publishers", changed)
    _several("Who said it", "said_by", offered.said_by, str, "Anybody", changed, free=True)
    _several(
        "Article", "only", articles, lambda name: titles.get(name) or _title(held, name), "All articles", changed,
        free=True,
    )  # fmt: skip
    _several("Review", "review", offered.review, _REVIEWS.__getitem__, "All but rejected", changed)


def _changed(part: str) -> None:
    """What happens when a filter changes: what depends on it is drawn anew, and nothing else."""
    address.forget()
    address.put_all({"page": []})  # of the table: other rows begin with their first
    _follow()
    address.write()
    st.rerun([part, _ROLE, _ORDER, UNKNOWN] if part else "app")


def _follow() -> None:
    """Let the address name what the filters are set to."""
    state = st.session_state
    values = {name: list(state.get(name, [])) for name in _SEVERAL}
    values |= {name: [state[name]] if state.get(name) else [] for name in _ONE}
    if values["role"] == [_ANY] or not _placed():
        values["role"] = []
    address.put_all(values)


def _placed() -> bool:
    """Whether a country or a region is asked for, so that its role can be."""
    return any(st.session_state.get(name) for name in ("country", "region"))


@st.fragment(key=_ROLE)
def _role(changed: Callable[[], None]) -> None:
    if _placed():
        st.selectbox(
            "Country’s role", [_ANY, *ROLES], key="role", format_func=_ROLE_NAMES.__getitem__, on_change=changed,
            persist_state="session",
        )  # fmt: skip


@st.fragment(key=_ORDER)
def _order() -> None:
    """What is said of years that no figure can lie between."""
    first, last = (st.session_state.get(name) for name in ("from", "to"))
    if first and last and first > last:
        st.caption(f"No year is after {first} and before {last}: change one of them.")


def wanted(held: Held) -> Wanted:
    """What the address asks for; it follows the filters where they are drawn."""
    several = {name: tuple(address.all_of(name)) for name in _SEVERAL}
    first, last = (int(address.get(name, "0")) for name in ("from", "to"))
    return Wanted(
        several["country"], address.get("role"), several["region"], several["measure"] or _first_view(_menus(held)),
        several["status"], several["group"], several["said_by"], several["publisher"], several["review"], first, last,
        address.get("words").strip(), several["only"],
    )  # fmt: skip


def _first_view(offered: Menus) -> tuple[str, ...]:
    """The measures that are shown if none is chosen; all of them where there are only such as are hidden else."""
    return tuple(key for key in offered.measure if key not in FIRST_HIDDEN) or tuple(offered.measure)


def _several(
    label: str, name: str, counts: Mapping[str, int], said: Callable[[str], str], empty: str,
    changed: Callable[[], None], *, free: bool = False,
) -> None:  # fmt: skip
    """A menu of several words with their numbers; free: others can be typed."""

    def shown(word: str) -> str:
        return f"{said(word)} ({counts[word]:,})" if word in counts else said(word)

    options = list(counts)
    if free:
        options += [word for word in st.session_state.get(name, []) if word not in counts]
    st.multiselect(
        label, options, key=name, placeholder=empty, format_func=shown, select_all=False, persist_state="session",
        accept_new_options=free, disabled=not options and not free, on_change=changed,
    )  # fmt: skip


def _articles(held: Held) -> dict[str, int]:
    """The articles of a library that has not too many for a menu."""
    counts = held.facets.words["document_id"].counts()
    return counts if len(counts) <= _ARTICLES else {}


def _titles(held: Held, names: Iterable[str]) -> dict[str, str]:
    """What the menu calls articles; with its id where two are alike, for the browser tells a choice by its name."""
    return labels.told_apart({name: _title(held, name) for name in names})


def _title(held: Held, document_id: str) -> str:
    """An article's title, publisher and day; its id where it has none of them."""
    numbers = held.facets.of_document(document_id)[:1]
    columns = [held.facets.words[name] for name in ("title", "publisher", "published")]
    said = " · ".join(filter(None, (column.values[code] for column in columns for code in column.codes[numbers])))
    return said or document_id


def _year(
    part: st.delta_generator.DeltaGenerator, label: str, name: str, years: Sequence[str], changed: Callable[[], None]
) -> None:
    part.selectbox(
        label, ["", *years], key=name, format_func=lambda year: year or "any", on_change=changed,
        persist_state="session",
    )  # fmt: skip


def _status(key: str) -> str:
    return labels.status(key).capitalize()


def clear() -> None:
    """Take every filter away."""
    for name in _SEVERAL:
        st.session_state[name] = []
    st.session_state.update({"role": _ANY, "from": "", "to": "", "words": ""})
    address.forget()


def cleared() -> None:
    """What happens when the filters are cleared by a button: the whole page is drawn anew."""
    clear()
    st.rerun()


def selection() -> dict[str, list[str]]:
    """The filters that are set, by name, as the address has them."""
    return {name: values for name in NAMES if (values := address.all_of(name))}
