"""How the answers of the peers are read; tests/peers.py itself needs the package index and is run by hand."""

from __future__ import annotations

from types import SimpleNamespace as Given
from typing import Any

import peer_quantulum3
import peer_recognizers
import peers
import pytest


def quantity(surface: str, value: float, unit: str, entity: str, base: str = "", **more: Any) -> Any:
    named = Given(
        name=unit, entity=Given(name=entity), dimensions=[{"base": base or unit}], currency_code=more.get("code")
    )
    return Given(surface=surface, value=value, unit=named, uncertainty=more.get("wide"), span=(0, len(surface)))


QUANTITIES = [
    (quantity("$5.2 million", 5.2e6, "dollar", "currency", code="USD"), ("money", "USD", 5.2e6)),
    (quantity("$1 million a year", 1e6, "dollar per year", "unknown", "dollar"), ("money", "USD", 1e6)),
    (quantity("($2 billion)", -2e9, "dollar", "currency", code="USD"), ("money", "USD", 2e9)),
    (quantity("3 cents", 3, "cent", "currency"), ("money", "cent", 3)),
    (quantity("12%", 12, "percentage", "dimensionless"), ("percent", "percent", 12)),
    (quantity("9.4 per cent", 9.4, "per cent", "unknown", "cent"), ("percent", "percent", 9.4)),
    (quantity("two years", 2, "year", "time"), ("duration", "year", 2)),
    (quantity("5 km", 5, "kilometre", "length"), ("number", "kilometre", 5)),
    (quantity("half", 0.5, "dimensionless", "dimensionless"), ("percent", "fraction", 0.5)),
    (quantity("2015", 2015, "dimensionless", "dimensionless"), ("date", "", 2015)),
    (quantity("3,000", 3000, "dimensionless", "dimensionless"), ("number", "", 3000)),
]


@pytest.mark.parametrize(("given", "wants"), QUANTITIES, ids=lambda value: getattr(value, "surface", ""))
def test_a_quantity_of_quantulum3(given: Any, wants: tuple[str, str, float]) -> None:
    item = peer_quantulum3.item(given)
    assert (item["type"], item["unit"], item["value"]) == wants


def test_a_range_of_quantulum3() -> None:
    item = peer_quantulum3.item(quantity("20 to 30", 25, "dimensionless", "dimensionless", wide=5))
    assert (item["value"], item["low"], item["high"]) == (None, 20, 30)


def answer(text: str, name: str, **resolution: Any) -> Any:
    return Given(text=text, start=0, end=len(text) - 1, type_name=name, resolution=resolution)


P2Y = {"values": [{"timex": "P2Y"}]}
ANSWERS = [
    ("money", answer("$5", "currency", value="5", unit="Dollar"), ("money", "USD", 5)),
    ("money", answer("5 yuan", "currency", value="5", unit="Chinese yuan", isoCurrency="CNY"), ("money", "CNY", 5)),
    ("percent", answer("12%", "percentage", value="12%"), ("percent", "percent", 12)),
    ("number", answer("3,000", "number", value="3000"), ("number", "", 3000)),
    ("number", answer("half", "number", value="0.5"), ("percent", "fraction", 0.5)),
    ("measure", answer("30 km", "dimension", value="30", unit="Kilometer"), ("number", "kilometer", 30)),
    ("time", answer("two years", "datetimeV2.duration", **P2Y), ("duration", "year", 2)),
    ("time", answer("2015", "datetimeV2.daterange", values=[{"timex": "2015"}]), ("period", "", None)),
]


@pytest.mark.parametrize(("kind", "given", "wants"), ANSWERS, ids=lambda value: getattr(value, "text", ""))
def test_an_answer_of_recognizers_text(kind: str, given: Any, wants: tuple[str, str, float | None]) -> None:
    item = peer_recognizers.item(kind, given)
    assert item is not None
    assert (item["type"], item["unit"], item["value"]) == wants


def test_an_answer_without_a_value_is_none() -> None:
    assert peer_recognizers.item("money", answer("cent", "currency", value=None, unit="Cent")) is None


def test_a_number_within_another_item_is_the_same_thing() -> None:
    def item(kind: str, start: int, end: int, unit: str, value: float | None) -> dict[str, Any]:
        return {"type": kind, "start": start, "end": end, "unit": unit, "value": value}

    percent, inside, beside = (
        item("percent", 0, 16, "percent", 90), item("number", 0, 2, "", 90), item("number", 14, 16, "", 12)
    )  # fmt: skip
    year, digits = item("period", 20, 24, "", None), item("number", 20, 24, "", 2015)
    assert peer_recognizers.kept([percent, year, inside, beside, digits]) == [percent, beside, year]


def test_every_peer_has_its_script() -> None:
    assert all((peers.HERE / peer.script).is_file() for peer in peers.PEERS)
