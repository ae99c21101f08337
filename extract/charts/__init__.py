"""Claims -> plotly figures. Every mark is one claim and carries its id; nothing is added up."""

from extract.charts.money import aid
from extract.charts.pages import page
from extract.charts.sources import source
from extract.charts.times import FEW, key, over_time, said, ticks

__all__ = ["FEW", "aid", "key", "over_time", "page", "said", "source", "ticks"]
