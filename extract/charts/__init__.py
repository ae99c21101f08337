"""Claims -> plotly figures. Every mark is one claim and carries its id; nothing is added up."""

from extract.charts.money import aid, currencies, donors
from extract.charts.pages import page
from extract.charts.sources import source
from extract.charts.times import FEW, MOST, drawable, key, over_time, said, ticks

__all__ = [
    "FEW", "MOST", "aid", "currencies", "donors", "drawable", "key", "over_time", "page", "said", "source", "ticks",
]  # fmt: skip
