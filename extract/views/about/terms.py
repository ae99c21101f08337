"""The terms of the table in plain words: aid's statuses, kinds of numbers, how exact they are, how they are told."""

from __future__ import annotations

STATUSES = {
    "pledge": "announced or promised",
    "commitment": "agreed, signed or launched",
    "disbursement": "given, paid out or received",
    "appeal": "asked for, or said to be needed",
    "budget": "set aside in a government’s budget or bill",
}
STATISTICS = {
    "level": "a count or an amount as it stands",
    "share": "a part of a whole, in percent",
    "change": "how much more or less than before: up or down",
    "rate": "so many for each of something: per day, per 100,000 people",
}
QUALIFIERS = {
    "exact": "written without any reserve",
    "about": "“about”, “around”, “some”, “an estimated”",
    "over": "“more than”, “over”, “topped”",
    "under": "“fewer than”, “nearly”, “almost”",
    "at_least": "“at least”: the number itself or more",
    "at_most": "“up to”, “as many as”: the number itself or less",
    "range": "from a lower to an upper number; its value is the middle of the two",
    "vague": "“dozens”, “hundreds”, “tens of thousands”: its value is the least that the word says",
}
MODALITIES = {
    "reported": "told as a fact",
    "planned": "meant to be done",
    "forecast": "expected to happen",
    "conditional": "would or could be, if something else is so",
    "denied": "said not to be so",
}
SCORES = {
    "f1": ("Right", "value, unit, kind and measure, all of them right (F1)"),
    "found": ("Found", "the number was seen, whatever it was taken for"),
    "country": ("Countries", "the right countries, in whatever role"),
    "roles": ("Roles", "each country where it belongs: who acts, where, from where, to where"),
    "period": ("Time", "the time that the figure refers to, to the day"),
    "said_by": ("Said by", "whom the text credits with it"),
    "status": ("Status of aid", "pledged, committed, paid, asked for or budgeted"),
    "qualifier": ("How exact", "exact, about, more than, up to …"),
    "complete": ("Complete", "right, and with countries, time and status right too"),
    "dates": ("Dates", "dates and lengths of time that the text states (F1)"),
}
PEERS = {
    "value_and_unit": "Value and unit",
    "money": "Of money",
    "value": "Value alone",
    "our_reports": "Value alone, our reports",
}
LIBRARIES = {
    "trafilatura": "web pages",
    "pypdf": "PDF",
    "defusedxml": "Word files and feeds",
    "pyarrow": "batches and snapshots",
    "chardet": "encodings of texts",
    "sentencex": "where sentences end",
    "dateparser": "dates",
    "babel": "names of countries and currencies",
    "pandas": "tables",
    "sqlalchemy": "libraries",
    "plotly": "charts",
    "streamlit": "the dashboard",
}
