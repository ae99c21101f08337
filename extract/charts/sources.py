"""Where a chart's figures come from, in one line below it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from extract.charts import drawing

_NAMED = 3  # publishers that the line names; one more is named, too, before it would be "and 1 more"
_LONGEST = 60  # characters of a publisher's name


def source(rows: pd.DataFrame) -> str:
    """The publishers of the rows, those of most figures first, and how many figures; empty where there is none."""
    said = rows["publisher"].fillna("").astype("str").str.split().str.join(" ")
    unnamed = rows.loc[said == "", "document_id"].nunique()
    return sources({str(name): int(count) for name, count in said.value_counts().items()}, int(unnamed))


def sources(counts: Mapping[str, int], unnamed: int) -> str:
    """The publishers of figures in one line; counts: of figures by publisher; unnamed: articles without a publisher.

    >>> sources({"Reuters": 2, "": 1}, 1)
    'Source: Reuters and an article without a named publisher; 3 figures read by migration-figures'
    """
    figures = sum(counts.values())
    if not figures:
        return ""
    names = sorted(filter(None, counts), key=lambda name: (-counts[name], name.casefold(), name))
    most = len(names) if len(names) <= _NAMED + 1 else _NAMED
    parts = [drawing.cut(" ".join(name.split()), _LONGEST) for name in names[:most]]
    if len(names) > most:
        parts.append(f"{len(names) - most} more")
    if unnamed:
        parts.append("an article without a named publisher" if unnamed == 1 else "articles without a named publisher")
    joined = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    return f"Source: {joined}; {figures:,} {'figure' if figures == 1 else 'figures'} read by migration-figures"
