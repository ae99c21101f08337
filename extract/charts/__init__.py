"""Claims -> plotly figures. Every mark is one claim and carries its id; nothing is added up."""

from extract.charts.flows import directions, flows, pairs, said_flows
from extract.charts.maps import said_world, world
from extract.charts.money import aid, currencies, donors
from extract.charts.times import FEW, MOST, drawable, key, over_time, said, ticks

__all__ = [
    "FEW", "MOST", "aid", "currencies", "directions", "donors", "drawable", "flows", "key", "over_time", "pairs",
    "said", "said_flows", "said_world", "ticks", "world",
]  # fmt: skip
