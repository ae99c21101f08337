"""Claims -> plotly figures. Every mark is one claim and carries its id; nothing is added up."""

from extract.charts.flows import flows, said_flows
from extract.charts.maps import said_world, world
from extract.charts.money import aid
from extract.charts.pages import page
from extract.charts.sources import source, sources
from extract.charts.times import FEW, key, over_time, said, scale_of, ticks

__all__ = [
    "FEW", "aid", "flows", "key", "over_time", "page", "said", "said_flows", "said_world", "scale_of",
    "source", "sources", "ticks", "world",
]  # fmt: skip
