"""One claim with its sentence, as HTML in which nothing of a document is markup."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from extract import labels
from extract.corpus import Source

_ROLES = {"actor": "Who acts", "place": "Where", "origin": "From", "destination": "To", "via": "By way of"}
_AID = {"actor": "Donor", "destination": "Recipient"}
STYLE = f"<style>{Path(__file__).with_name('citation.css').read_text(encoding='utf-8')}</style>"


def html(claim: dict[str, Any], source: Source | None, around: tuple[str, str] = ("", ""), live: str = "") -> str:
    """The citation of a claim; source: what a report of the sample corpus is based on.

    around: what stands before and behind its sentence; live: the address of the sentence in the page itself.
    """
    known = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in fields(claim))
    missing = lacking(claim)
    return (
        f'<div class="claim"><div class="value">{escape(labels.figure(claim))}</div>'
        f'<dl>{known}</dl><div class="quoted">{_around(around[0])}'
        f'<blockquote dir="auto">{marked(claim)}</blockquote>{_around(around[1])}</div>'
        f"<p>{_source(claim, source)}</p>"
        + (f"<p>{link(live, 'Open the page at this sentence')}</p>" if live and source is None else "")
        + (f'<p class="why">Not stated: {escape(", ".join(missing))}.</p>' if missing else "")
        + (f'<p class="why">Read so because of: {escape(claim["why"])}</p>' if claim["why"] else "")
        + "</div>"
    )


def _around(text: str) -> str:
    return f'<p class="around" dir="auto">{escape(text)}</p>' if text else ""


def marked(claim: dict[str, Any]) -> str:
    """The sentence, verbatim, with the number marked."""
    sentence = str(claim["sentence"])
    first, last = claim["start"] - claim["sentence_start"], claim["end"] - claim["sentence_start"]
    return f"{escape(sentence[:first])}<mark>{escape(sentence[first:last])}</mark>{escape(sentence[last:])}"


def fields(claim: dict[str, Any]) -> list[tuple[str, str]]:
    """What is known of a claim besides its figure, each with its name, as people write it."""
    names = _ROLES | (_AID if claim["measure"] == "aid" else {})
    said = [("Measure", _measure(claim))]
    said += [(name, labels.countries(claim[role])) for role, name in names.items()]
    said += [
        ("Period", labels.period(claim["period_start"], claim["period_end"])),
        ("Said by", claim["said_by"]),
        ("Told as", labels.told(claim["modality"])),
        ("Review", labels.review(claim)),
        ("As written", "" if claim["written"] in labels.figure(claim) else claim["written"]),
    ]
    return [(name, value) for name, value in said if value]


def _measure(claim: dict[str, Any]) -> str:
    extra = (labels.status(claim["status"]), "" if claim["statistic"] == "level" else _statistic(claim))
    return " · ".join(filter(None, (labels.measure(claim["measure"]), *extra)))


def _statistic(claim: dict[str, Any]) -> str:
    return " ".join(
        filter(None, (claim["statistic"], claim["direction"], f"per {claim['per']}" if claim["per"] else ""))
    )


def lacking(claim: dict[str, Any]) -> list[str]:
    """What a reader would want to know and the text does not say."""
    if claim["measure"] == "period":
        return []
    wanted = {"period": claim["period_start"], "who said so": claim["said_by"]}
    if claim["measure"] == "aid":
        wanted |= {
            "donor": claim["actor"],
            "recipient": claim["destination"],
            "whether pledged or paid": claim["status"],
        }
    elif not any(claim[role] for role in _ROLES):
        wanted["country"] = ""
    return [name for name, value in wanted.items() if not value]


def _source(claim: dict[str, Any], source: Source | None) -> str:
    published = labels.day(claim["published"]) if claim["published"] else "date not stated"
    if source and source.url:
        return f"{based(claim['publisher'], source)} · {escape(published)} · <em>{escape(claim['title'])}</em>"
    title = escape(claim["title"] or claim["document_id"])
    parts = (link(claim["url"], title), escape(claim["publisher"]), escape(published))
    return " · ".join(part for part in parts if part)


def based(publisher: str, source: Source) -> str:
    """What a report of the sample corpus is based on, as HTML."""
    name = escape(publisher or source.url)
    said = f" as “{escape(source.title)}”" if source.title else ""
    return f"Written for this project from figures published by {link(source.url, name)}{said}"


def link(url: str, words: str) -> str:
    """HTML that leads to a page of the web, and to nothing else; words: HTML."""
    safe = is_page(url)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{words}</a>' if safe else words


def is_page(url: str) -> bool:
    """Whether an address is a page of the web."""
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:
        return False
