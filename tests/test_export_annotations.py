"""export: Web Annotations are what the W3C's model asks for, and their selectors find the number in the text."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from exported import DOCUMENTS, REVIEWED, claim, claims, reviewed

from extract import export

FIGURES = "figures:"


def saved(tmp_path: Path, rows: Any = None, **options: Any) -> dict[str, Any]:
    export.save(claims() if rows is None else rows, tmp_path / "out.jsonld", documents=DOCUMENTS, **options)
    read: dict[str, Any] = json.loads((tmp_path / "out.jsonld").read_text("utf-8"))
    return read


def items(collection: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = collection["first"]["items"]
    return found


@pytest.mark.parametrize("count", [0, 1, 2, None])
def test_a_collection_with_a_page(tmp_path: Path, count: int | None) -> None:
    rows = claims()[:count]
    found = saved(tmp_path, rows)
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"]) == ("AnnotationCollection", len(rows))
    page = found["first"]
    assert (page["type"], page["startIndex"], page["partOf"]) == ("AnnotationPage", 0, found["id"])
    assert len(page["items"]) == len(rows)
    assert len({found["id"], page["id"], *(item["id"] for item in page["items"])}) == len(rows) + 2


def test_an_annotation_has_what_the_model_requires(tmp_path: Path) -> None:
    for item, row in zip(items(saved(tmp_path)), claims(), strict=True):
        assert item["id"] == f"urn:migration-figures:claim:{row.claim_id}"
        assert (item["type"], item["motivation"]) == ("Annotation", "describing")
        assert (item["body"]["type"], item["body"]["purpose"]) == ("SpecificResource", "describing")
        assert item["body"]["source"]["type"] == "Dataset"
        assert item["body"]["source"]["id"].startswith("urn:")
        assert (item["target"]["type"], bool(item["target"]["source"])) == ("SpecificResource", True)
        assert [selector["type"] for selector in item["target"]["selector"]] == [
            "TextPositionSelector", "TextQuoteSelector",
        ]  # fmt: skip


def test_the_selectors_find_the_number(tmp_path: Path) -> None:
    for item, row in zip(items(saved(tmp_path)), claims(), strict=True):
        text = DOCUMENTS[row.document_id].text
        assert item["target"]["state"]["figures:textSha256"] == hashlib.sha256(text.encode("utf-8")).hexdigest()
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == row.written == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.find(around) == position["start"] - len(quote["prefix"])
        assert len(quote["prefix"]) == min(32, row.start)
        assert len(quote["suffix"]) == min(32, len(text) - row.end)


def test_the_target_is_the_page_and_when_it_was_retrieved(tmp_path: Path) -> None:
    targets = {item["id"][-12:]: item["target"] for item in items(saved(tmp_path))}
    web, unknown = targets[claim("91,000").claim_id], targets[claim("25").claim_id]
    assert web["source"] == "https://example.org/raids#more"
    assert (web["state"]["type"], web["state"]["sourceDate"]) == ("TimeState", "2024-02-03T10:00:00Z")
    assert unknown["source"] == "urn:migration-figures:document:%C3%BCn%C3%AFcode%20..%2Fc"
    assert unknown["state"]["type"] == "figures:TextState"


def test_an_address_that_is_none_of_the_web_is_no_target(tmp_path: Path) -> None:
    (item,) = items(saved(tmp_path, [claim("91,000")._replace(url="javascript:alert(1)")]))
    assert item["target"]["source"] == "urn:migration-figures:document:reports%2Fa.html"


def test_the_body_says_what_the_claim_says_and_no_more(tmp_path: Path) -> None:
    left = {"claim_id", "written", "start", "end", "document_id", "url"}
    for item, row in zip(items(saved(tmp_path)), claims(), strict=True):
        said = {key: value for key, value in item["body"]["source"].items() if key.startswith(FIGURES)}
        wanted = {key: v for key, v in row._asdict().items() if v not in ("", None) and key not in left}
        assert said == {FIGURES + key: value for key, value in wanted.items()}


def test_the_body_carries_the_review(tmp_path: Path) -> None:
    rows = reviewed({"91,000": ("corrected", 90_000), "300": ("rejected", None)})
    found = [item["body"]["source"] for item in items(saved(tmp_path, rows, columns=REVIEWED))]
    said = {(body.get("figures:value"), body["figures:review"], body.get("figures:reviewed_value")) for body in found}
    assert {(91_000, "corrected", 90_000), (300, "rejected", None), (4200, "none", None)} <= said
    assert len(found) == len(rows)


def test_ids_stay_with_the_content(tmp_path: Path) -> None:
    first, again, other = (saved(tmp_path, rows) for rows in (None, None, claims()[1:]))
    assert first == again
    assert first["id"] != other["id"]
    assert items(first)[1:] == items(other)
