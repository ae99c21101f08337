"""How heads and feet number their pages, in patterns without any language's words."""

from __future__ import annotations

ALONE = r"(?!(?:19|20)\d\d)\d{1,4}"  # a year alone is no page
OF = r"(?:[^\W\d_]{1,8}\.?\s)?(\d{1,3})\s?(?:[^\W\d_]{2,3}\s|[/|])\s?(\d{1,3})"  # Page 3 of 12, 3/12, Seite 3 von 12
