"""A document's claims as a list, one row a figure that opens to its sentence, as HTML in which nothing is markup."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from extract import labels
from extract.charts import drawing
from extract.claim import NUMBERS, Claim
from extract.views import citation

_HEADS = ("Figure", "Measure", "Where", "When")
_NOTHING = '<span class="none">not stated</span>'


def html(claims: Sequence[Claim], dark: bool) -> str:
    """The rows of claims, in reading order."""
    heads = "".join(f"<span>{name}</span>" for name in _HEADS)
    rows = "".join(_row(_fields(claim), dark) for claim in claims)
    return f'<div class="figures"><div class="heads" aria-hidden="true">{heads}</div><ul>{rows}</ul></div>'


def _fields(claim: Claim) -> dict[str, Any]:
    fields = claim._asdict()
    return fields | {name: math.nan for name in NUMBERS if fields[name] is None}


def _row(claim: dict[str, Any], dark: bool) -> str:
    colour = drawing.colour(claim["measure"], dark)
    measure = " · ".join(filter(None, (labels.measure(claim["measure"]), labels.status(claim["status"]))))
    when = labels.period(claim["period_start"], claim["period_end"])
    cells = (
        f'<span class="value" dir="auto">{escape(labels.figure(claim))}</span>'
        f'<span><i class="dot" style="background:{colour}"></i>{escape(measure)}</span>'
        f"{_cell(labels.where(claim))}{_cell(when)}"
        f'<span class="line" dir="auto">{escape(" ".join(claim["sentence"].split()))}</span>'
    )
    return (
        f"<li><details><summary>{cells}</summary>"
        f'<div class="sentence"><blockquote dir="auto">{citation.marked(claim)}</blockquote>{_more(claim)}</div>'
        "</details></li>"
    )


def _cell(said: str) -> str:
    return f"<span>{escape(said)}</span>" if said else _NOTHING


def _more(claim: dict[str, Any]) -> str:
    """Who said so, how it is told, why it was read so."""
    said = (
        ("Said by", claim["said_by"]),
        ("Told as", labels.told(claim["modality"])),
        ("Read so because of", claim["why"]),
    )
    return "".join(f'<p dir="auto">{name}: {escape(value)}</p>' for name, value in said if value)
