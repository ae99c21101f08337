"""What the page Figures shows in a run without a browser: its number of figures, and its table."""

from __future__ import annotations

import json
import re

import pandas as pd
from streamlit.testing.v1 import AppTest

_COLUMNS = ("claim", "Figure", "Kind", "Where", "When", "before", "number", "after", "Publisher")


def count(app: AppTest) -> int:
    """The number of figures that the page says it shows; 0 where it shows none."""
    said = "".join(str(part.value) for part in app.get("html") if 'class="key-figures"' in str(part.value))
    found = re.search(r"<dd>(\d[\d,]*)</dd>", said)
    return int(found[1].replace(",", "")) if found else 0


def rows(app: AppTest) -> pd.DataFrame:
    """The rows of the table's page, with the sentence of each."""
    protos = [part.proto for part in app.get("bidi_component")]
    said = next(json.loads(proto.json) for proto in protos if proto.component_name == "figures_table")
    found = pd.DataFrame(said["rows"], columns=_COLUMNS)
    return found.assign(Sentence=found["before"] + found["number"] + found["after"])
