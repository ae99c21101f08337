"""The first page: key figures, figures over time, aid from donor to recipient, the table, and the chosen citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract import charts, export, labels, table
from extract.corpus import Source
from extract.views import citation, notes

_PAGE = 100  # rows of the table on one page
_LINE = 35  # pixels of a row
_CHOSEN = "chosen in the {}"  # part of the page: each keeps its own choice
_PEOPLE = ("arrival", "detention", "death")  # what the chart shows first, where there is any
_CONFIG = {"displayModeBar": False, "responsive": True}


def show(rows: pd.DataFrame, sources: Mapping[str, Source], said: Sequence[tuple[str, str]]) -> None:
    """Draw the page for the rows that the filters leave; sources: of the sample reports, by document.

    said: notes on documents, each with its document's id.
    """
    st.html(citation.STYLE)
    used = table.reviewed(rows)
    if used.empty:
        _nothing()
        return
    _heading(rows, used)
    _over_time(used, sources)
    _aid(used, sources)
    _table(used, sources)
    notes.show(said)


def _nothing() -> None:
    """What is said where no figure fits, with the way back."""
    from extract.views import filters

    st.title("Migration figures, cited", anchor=False)
    st.info("No figure fits all of these filters. Take one away, or clear them all.")
    st.button("Clear the filters", on_click=filters.clear, type="primary")


def _heading(rows: pd.DataFrame, used: pd.DataFrame) -> None:
    """rows: all that are downloaded; used: those that count, as reviewed."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    left.title("Migration figures, cited", anchor=False)
    left.caption("Every figure comes from one sentence in one source. Choose a mark or a row to read it.")
    right.download_button(
        f"Download all {len(rows):,} rows (CSV)" if len(rows) > 1 else "Download this row (CSV)",
        data=lambda: export.csv_text(table.rows(rows), tuple(rows.columns)).encode("utf-8"),
        file_name="migration-figures.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        icon=":material/download:",
    )
    view = table.overview(used)
    covered = "–".join(dict.fromkeys((view.first[:4], view.last[:4]))) or "not stated"
    with st.container(horizontal=True, gap="medium"):
        for name, value in (
            ("Figures", f"{view.claims:,}"),
            ("Articles", f"{view.documents:,}"),
            ("Publishers", f"{view.publishers:,}"),
            ("Countries named", f"{view.countries:,}"), ("Time covered", covered),
        ):  # fmt: skip
            st.metric(name, value, width="content")


def _over_time(rows: pd.DataFrame, sources: Mapping[str, Source]) -> None:
    drawable = {key: charts.drawable(rows, key) for key in table.measures() if key not in ("period", "other")}
    options = [key for key, found in drawable.items() if len(found)]
    with st.container(border=True):
        left, right = st.columns([3, 2], vertical_alignment="top")
        if not options:
            said = "None of these figures has a stated time and a count that could be drawn."
            _title(left, "Figures over time", said)
            return
        first = next((key for key in _PEOPLE if key in options), options[0])
        picked = right.selectbox(
            "Measure to draw", options, index=options.index(first), key=f"drawn {'|'.join(options)}",
            format_func=lambda key: f"{labels.measure(key)} ({len(drawable[key])})", label_visibility="collapsed",
        )  # fmt: skip
        found = drawable[picked]
        scale = "" if len(found) <= charts.FEW else "; the scale is logarithmic"
        _title(left, "Figures over time", f"Each bar runs over the time that its figure covers{scale}.")
        chart, panel = st.columns([3, 2], gap="medium")
        with chart:
            chosen = _chosen(found, rows, "time")
            _chart(charts.over_time(found, dark=_dark(), chosen=chosen), "time", found, charts.said(found, picked))
            if shapes := charts.key(found):
                st.caption(shapes)
        with panel:
            _citation(found, rows, sources, "time")


def _aid(rows: pd.DataFrame, sources: Mapping[str, Source]) -> None:
    currencies = charts.currencies(rows)
    if not currencies:
        return
    with st.container(border=True):
        left, right = st.columns([3, 2], vertical_alignment="top")
        said = "The largest single figures, pledged and paid apart; nothing is added up. Only full bars are paid."
        _title(left, "Aid, from donor to recipient", said)
        currency = currencies[0]
        if len(currencies) > 1:
            currency = right.selectbox(
                "Currency",
                currencies,
                key=f"currency {'|'.join(currencies)}",
                label_visibility="collapsed",
                format_func=labels.currency,
            )
        found = charts.donors(rows, currency)
        chart, panel = st.columns([3, 2], gap="medium")
        with chart:
            count = f"{len(found)} figures" if len(found) > 1 else "one figure"
            said = f"Aid in {labels.currency(currency)}: {count}. The table below holds each of them."
            _chart(charts.aid(found, dark=_dark(), chosen=_chosen(found, rows, "aid")), "aid", found, said)
        with panel:
            _citation(found, rows, sources, "aid")


def _title(part: DeltaGenerator, name: str, said: str) -> None:
    """The name of a part of the page, and a line that says what is drawn."""
    with part.container(gap=None):
        st.markdown(f"**{name}**")
        st.caption(said)


def _chart(figure: Any, name: str, rows: pd.DataFrame, said: str) -> None:
    key = f"{name} {_signature(rows)}"
    st.plotly_chart(
        figure, key=key, on_select=_chooser(key, name, None), selection_mode="points", config=_CONFIG, alt=said,
        width="stretch",
    )  # fmt: skip


def _table(rows: pd.DataFrame, sources: Mapping[str, Source]) -> None:
    with st.container(border=True):
        _title(st.container(), "All figures", "One row is one number in a text. Choose a row to read its sentence.")
        pages = -(-len(rows) // _PAGE)
        page = st.pagination(pages, key=f"page {_signature(rows)}") if pages > 1 else 1
        shown = rows.iloc[_PAGE * (page - 1) : _PAGE * page]
        key = f"table {_signature(rows)} {page}"
        st.dataframe(
            _columns(shown), key=key, hide_index=True, on_select=_chooser(key, "table", shown),
            selection_mode=["single-row", "single-cell"], placeholder="", width="stretch", row_height=_LINE,
            height=min(422, 2 + _LINE * (1 + len(shown))),
            column_config={
                "Value": st.column_config.NumberColumn(format="localized", width=118),
                "Where": st.column_config.TextColumn(width=160),
                "Period": st.column_config.TextColumn(width=150),
                "Sentence": st.column_config.TextColumn(width="large"),
            },
        )  # fmt: skip
        _citation(None, rows, sources, "table")


def _columns(rows: pd.DataFrame) -> pd.DataFrame:
    """The table's columns as people read them."""
    claims = table.records(rows)
    return pd.DataFrame(
        {
            "Value": rows["value"].to_numpy(),
            "Of what": [labels.counted(claim) for claim in claims],
            "Measure": [labels.measure(claim["measure"]) for claim in claims],
            "Where": [labels.where(claim) for claim in claims],
            "Period": [labels.period(claim["period_start"], claim["period_end"]) for claim in claims],
            "Sentence": rows["sentence"].to_numpy(),
            "Publisher": rows["publisher"].to_numpy(),
        }
    )


def _chooser(key: str, name: str, shown: pd.DataFrame | None) -> Callable[[], None]:
    """What happens when a mark or row is chosen: its claim is remembered for this part of the page."""

    def chosen() -> None:
        selection = st.session_state[key]["selection"]
        if shown is None:
            ids = [_id(point.get("customdata")) for point in selection["points"]]
        else:
            rows = selection["rows"] or [cell[0] for cell in selection["cells"]]
            ids = [shown["claim_id"].iloc[row] for row in rows if row < len(shown)]
        if ids and ids[0]:
            st.session_state[_CHOSEN.format(name)] = ids[0]

    return chosen


def _id(data: Any) -> str:
    return str(data[0] if isinstance(data, list) else data or "")


def _citation(first: pd.DataFrame | None, rows: pd.DataFrame, sources: Mapping[str, Source], name: str) -> None:
    """The claim chosen in this part of the page, else the first of it, else how to choose one."""
    chosen = _chosen(first, rows, name)
    if not chosen:
        st.caption("No row is chosen yet.")
        return
    claim = table.records(rows[rows["claim_id"] == chosen].iloc[:1])[0]
    st.html(citation.html(claim, sources.get(claim["document_id"])))


def _chosen(first: pd.DataFrame | None, rows: pd.DataFrame, name: str) -> str:
    """The id of the claim chosen in a part of the page, else of the first of it; empty where it has none."""
    chosen = str(st.session_state.get(_CHOSEN.format(name), ""))
    if ((rows if first is None else first)["claim_id"] == chosen).any():
        return chosen
    return "" if first is None else str(first["claim_id"].iloc[0])


def _signature(rows: pd.DataFrame) -> str:
    """Tells one selection of rows from another, so that a choice never points into other rows."""
    return f"{len(rows)}-{hash(tuple(rows['claim_id'])) & 0xFFFFFFFF:x}"


def _dark() -> bool:
    return st.context.theme.type == "dark"
