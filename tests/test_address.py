"""The page's address: what a link sets, what stays when the page changes, what is asked for in vain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import extract
from extract import table
from extract.claim import Document
from extract.facets import Facets, Wanted
from extract.views import filters, shelf


def run(script: Callable[..., None], query: dict[str, Any] | None = None, **given: Any) -> AppTest:
    app = AppTest.from_function(script, kwargs=given, default_timeout=60)
    app.query_params.update(query or {})
    app.run()
    assert not app.exception
    return app


def again(app: AppTest, query: dict[str, Any] | None = None) -> AppTest:
    """The next run, with another address if one is given."""
    if query is not None:
        app.query_params.clear()
        app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def held(app: AppTest) -> dict[str, list[str]]:
    """What stands in the address."""
    return {name: [value] if isinstance(value, str) else value for name, value in app.query_params.items()}


def reads() -> None:
    """What a page sees of its address; it writes it again."""
    import streamlit as st

    from extract.views import address

    st.session_state["new"] = address.begin()
    st.session_state["all"] = address.query()
    address.write()


def test_a_first_address_is_all_new() -> None:
    app = run(reads, {"country": ["MEX", "USA"], "claim": "abc"})
    assert app.session_state["new"] == {"country": ["MEX", "USA"], "claim": ["abc"]} == held(app)


def test_what_is_known_is_not_new() -> None:
    app = again(run(reads, {"country": ["MEX", "USA"], "claim": "abc"}))
    assert app.session_state["new"] == {}
    assert app.session_state["all"] == {"country": ["MEX", "USA"], "claim": ["abc"]}


def test_only_what_changed_is_new_and_the_rest_is_kept() -> None:
    app = again(run(reads, {"country": "MEX", "claim": "abc"}), {"country": "USA"})
    assert app.session_state["new"] == {"country": ["USA"]}
    assert held(app) == {"country": ["USA"], "claim": ["abc"]}


def test_an_address_that_a_change_of_page_emptied_is_written_again() -> None:
    app = again(run(reads, {"country": ["MEX", "USA"], "claim": "abc"}), {})
    assert app.session_state["new"] == {}
    assert held(app) == {"country": ["MEX", "USA"], "claim": ["abc"]}


def puts(changes: list[tuple[str, object]], together: dict[str, object], writes: bool) -> None:
    """Change names one by one, then several."""
    import streamlit as st

    from extract.views import address

    address.begin()
    for name, value in changes:
        address.put(name, value)
    address.put_all(together)
    if writes:
        address.write()
    st.session_state["read"] = (address.get("claim"), address.get("claim", "none"), address.all_of("country"))


PUT: list[tuple[str, list[tuple[str, Any]], dict[str, list[str]]]] = [
    ("a word", [("claim", "xyz")], {"country": ["MEX", "USA"], "claim": ["xyz"]}),
    ("several", [("claim", ["x", "y"])], {"country": ["MEX", "USA"], "claim": ["x", "y"]}),
    ("another name", [("axis", "log")], {"country": ["MEX", "USA"], "claim": ["abc"], "axis": ["log"]}),
    ("nothing", [("claim", "")], {"country": ["MEX", "USA"]}),
    ("none of several", [("country", [])], {"claim": ["abc"]}),
    ("nothing but empty ones", [("country", ["", ""])], {"claim": ["abc"]}),
    ("one and back", [("claim", "x"), ("claim", "abc")], {"country": ["MEX", "USA"], "claim": ["abc"]}),
]


@pytest.mark.parametrize(("changes", "wanted"), [row[1:] for row in PUT], ids=[row[0] for row in PUT])
def test_what_is_put_stands_in_the_address_at_once(
    changes: list[tuple[str, Any]], wanted: dict[str, list[str]]
) -> None:
    app = run(puts, {"country": ["MEX", "USA"], "claim": "abc"}, changes=changes, together={}, writes=False)
    assert held(app) == wanted
    claim = (wanted.get("claim") or [""])[0]
    assert app.session_state["read"] == (claim, claim or "none", wanted.get("country", []))


@pytest.mark.parametrize("writes", [True, False])
def test_several_are_put_together_and_written_later(writes: bool) -> None:
    before = {"country": ["MEX", "USA"], "claim": ["abc"]}
    app = run(puts, before, changes=[], together={"country": ["TUN"], "claim": [], "group": [""]}, writes=writes)
    assert held(app) == ({"country": ["TUN"], "group": [""]} if writes else before)
    assert app.session_state["read"] == ("", "none", ["TUN"])


def fits(options: list[str]) -> None:
    """Fit what is new in the address among options."""
    import streamlit as st

    from extract.views import address

    asked = address.begin()
    st.session_state["fit"] = [address.fit(name, values, options) for name, values in asked.items()]
    st.session_state["said"] = address.unknown()


@pytest.mark.parametrize(
    ("asked", "known", "unknown"),
    [(["a"], ["a"], []), (["b", "x", "a", "y"], ["b", "a"], ["x", "y"]), (["x"], [], ["x"]), (["A"], [], ["A"])],
    ids=str,
)
def test_what_fits_and_what_does_not(asked: list[str], known: list[str], unknown: list[str]) -> None:
    app = run(fits, {"letter": asked}, options=["a", "b"])
    assert app.session_state["fit"] == [known]
    assert app.session_state["said"] == ([("letter", unknown)] if unknown else [])


def test_what_was_asked_in_vain_is_said_until_another_address_comes() -> None:
    app = again(run(fits, {"letter": "x"}, options=["a"]))
    assert app.session_state["said"] == [("letter", ["x"])]
    assert again(app, {}).session_state["said"] == [("letter", ["x"])]
    assert again(app, {"letter": "a"}).session_state["said"] == []


def takes(held: object, before: dict[str, object]) -> None:
    """Take an address over into the filters."""
    import streamlit as st

    from extract.views import address, filters

    if "address" not in st.session_state:
        st.session_state.update(before)
    filters.take_over(held, address.begin())
    st.session_state["wanted"] = filters.wanted(held)
    st.session_state["said"] = address.unknown()


@pytest.fixture(scope="module")
def library() -> shelf.Held:
    text = (
        "Mexico detained 91,000 migrants in 2019. In 2021 Italy rescued 40 people, the ministry said. "
        "The EU pledged 6 million euros to Tunisia in 2020."
    )
    document = Document(text, "a.txt", publisher="The Courier", published="2021-06-08")
    facets = Facets.of(table.frame(extract.find([document])))
    return shelf.Held("x", "X", "", "", facets, {}, (), "", lambda _: document, dict)


def test_a_link_sets_every_filter(library: shelf.Held) -> None:
    asked: dict[str, list[str]] = {
        "country": ["MEX", "ITA"], "role": ["place"], "region": ["EU"], "measure": ["detention", "aid"],
        "status": ["pledge"], "group": ["migrants", "anybody"], "publisher": ["The Courier"], "said_by": [""],
        "review": ["none"], "only": ["a.txt", "b.txt"], "from": ["2019"], "to": ["2021"], "words": ["Mexico"],
    }  # fmt: skip
    assert set(asked) == set(filters.NAMES)
    app = run(takes, asked, held=library, before={})
    assert app.session_state["said"] == []
    one = ("role", "from", "to", "words")
    assert {name: app.session_state[name] for name in asked} == {
        name: values[0] if name in one else values for name, values in asked.items()
    }
    assert app.session_state["wanted"] == Wanted(
        ("MEX", "ITA"), "place", ("EU",), ("detention", "aid"), ("pledge",), ("migrants", "anybody"), ("",),
        ("The Courier",), ("none",), 2019, 2021, "Mexico", ("a.txt", "b.txt"),
    )  # fmt: skip


def test_what_the_library_does_not_hold_is_said_and_the_rest_is_set(library: shelf.Held) -> None:
    asked: dict[str, list[str]] = {
        "country": ["XYZ", "MEX", "tun"], "measure": ["return"], "role": ["boss"], "from": ["1850"], "to": ["soon"],
        "review": ["rejected"], "publisher": ["The Courier"], "group": ["anybody"],
    }  # fmt: skip
    app = run(takes, asked, held=library, before={"words": "as it was", "status": ["pledge"]})
    assert dict(app.session_state["said"]) == {
        "country": ["XYZ", "tun"], "measure": ["return"], "role": ["boss"], "from": ["1850"], "to": ["soon"],
        "review": ["rejected"],
    }  # fmt: skip
    state = app.session_state
    assert (state["country"], state["measure"], state["role"]) == (["MEX"], [], "any")
    assert (state["from"], state["to"], state["review"], state["publisher"]) == ("", "", [], ["The Courier"])
    assert (state["words"], state["status"]) == ("as it was", ["pledge"])
    assert (state["wanted"].countries, state["wanted"].first, state["wanted"].last) == (("MEX",), 0, 0)


def test_a_filter_that_a_link_does_not_name_is_kept(library: shelf.Held) -> None:
    app = run(takes, {"country": "MEX", "words": "Mexico"}, held=library, before={})
    again(app, {"country": "ITA"})
    assert (app.session_state["country"], app.session_state["words"]) == (["ITA"], "Mexico")
    assert (app.session_state["wanted"].countries, app.session_state["wanted"].text) == (("ITA",), "Mexico")


@pytest.mark.parametrize("name", ["country", "role", "from", "words", "measure", "review"])
def test_an_empty_value_asks_for_nothing(name: str, library: shelf.Held) -> None:
    app = run(takes, {name: ""}, held=library, before={})
    assert app.session_state["said"] == []
    assert app.session_state["wanted"] == run(takes, {}, held=library, before={}).session_state["wanted"]


def test_without_a_measure_dates_and_other_are_left_out(library: shelf.Held) -> None:
    app = run(takes, {}, held=library, before={})
    assert "period" in library.facets.counts("measure")
    assert sorted(app.session_state["wanted"].measures) == ["aid", "detention", "rescue"]


def clears(held: object) -> None:
    """Take an address over, then every filter away."""
    import streamlit as st

    from extract.views import address, filters

    filters.take_over(held, address.begin())
    st.session_state["selection"] = filters.selection()
    filters.clear()
    st.session_state["said"] = address.unknown()


def test_clearing_takes_every_filter_away(library: shelf.Held) -> None:
    app = run(clears, {"country": ["MEX", "XYZ"], "from": "2019", "words": "Mexico"}, held=library)
    assert app.session_state["selection"] == {"country": ["MEX"], "from": ["2019"], "words": ["Mexico"]}
    values = {name: app.session_state[name] for name in filters.NAMES}
    assert {name: value for name, value in values.items() if value} == {"role": "any"}
    assert app.session_state["said"] == []
