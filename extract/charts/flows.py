"""People from one country to another: a bar for the newest figure of each pair."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from extract import labels, lexicon, places, table
from extract.charts import bars

_SENT = "return"  # of people sent back: the way begins with who sends, as in labels.where
_TOLD = "reported"
_WORLD = "WORLD"  # no other country than the one it holds
_NAMED = 5  # pairs that the text alternative names


def directions(claims: pd.DataFrame) -> list[str]:
    """The measures that have pairs, the one with the most figures first."""
    return list(_ways(claims)["measure"].astype("str").value_counts().index)


def pairs(claims: pd.DataFrame, most: int = 12) -> pd.DataFrame:
    """One claim for each way of each measure, at most so many, the largest first: what `flows` draws.

    The claim is a count of people, told for the first time, from a country to another: the newest, and the largest of
    its day; a plan, forecast, condition or denial only where there is no count. Columns `way_from` and `way_to` hold
    the codes of both ends.
    """
    rows = _ways(claims)
    at = rows["period_end"].where(rows["period_end"] != "", rows["published"])
    rows = rows.assign(_told=rows["modality"] == _TOLD, _at=at)
    rows = rows.sort_values(["_told", "_at", "value", "claim_id"], ascending=[False, False, False, True])
    rows = rows.drop_duplicates(["measure", "way_from", "way_to"]).drop(columns=["_told", "_at"])
    return rows.sort_values(["value", "claim_id"], ascending=[False, True]).head(most)


def _ways(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that tell of people between two countries, with the codes of both."""
    rows = claims[(claims["unit"] == "people") & (claims["statistic"] == "level") & (claims["repeats"] == "")]
    rows = rows[(rows["value"] > 0) & rows["measure"].notna() & ((rows["origin"] != "") | (rows["destination"] != ""))]
    roles = (rows[column].astype("str") for column in ("measure", "actor", "place", "origin", "destination"))
    ways = [_way(*cells) for cells in zip(*roles, strict=True)]
    rows = rows.assign(way_from=[start for start, _ in ways], way_to=[end for _, end in ways])
    return rows[(rows["way_from"] != "") & (rows["way_to"] != "")]


@lexicon.cached
def _way(measure: str, actor: str, place: str, origin: str, destination: str) -> tuple[str, str]:
    """From where to where; empty where that is not told or is one country."""
    if measure == _SENT:
        starts, end = [actor, place, origin], destination
    else:
        starts, end = [origin], destination or place
    start = next((codes for codes in starts if codes and not _countries(codes) & _countries(end)), "")
    return (_sorted(start), _sorted(end)) if start and end and _WORLD not in (start, end) else ("", "")


def _countries(codes: str) -> set[str]:
    return {member for code in codes.split("|") for member in (code, *places.members(code))}


def _sorted(codes: str) -> str:
    return "|".join(sorted(set(codes.split("|"))))


def flows(rows: pd.DataFrame, *, dark: bool = False, chosen: str = "") -> go.Figure:
    """The rows of `pairs` as bars, from where to where; hatched where the figure is no count.

    chosen: the id of the claim whose mark has a ring.
    """
    return bars.draw(
        table.records(rows), ends=_ends, hatched=lambda row: row["modality"] != _TOLD, dark=dark, chosen=chosen
    )


def _ends(row: bars.Row) -> str:
    return f"{labels.countries(row['way_from'], short=True)} → {labels.countries(row['way_to'], short=True)}"


def said_flows(rows: pd.DataFrame, measure: str) -> str:
    """What the chart of `flows` shows, in words: its text alternative."""
    name = labels.measure(measure)
    if rows.empty:
        return f"{name}: no figure of people from one country to another"
    told = [f"{_ends(row)} {labels.figure(row)}" for row in table.records(rows.head(_NAMED))]
    more = f"; and {len(rows) - _NAMED} more" if len(rows) > _NAMED else ""
    return f"{name}, the newest figure from one country to another: {'; '.join(told)}{more}"
