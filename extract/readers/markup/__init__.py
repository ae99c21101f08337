"""HTML -> blocks of text: what web pages, feeds and e-mails have in common."""

from __future__ import annotations

from extract.readers.markup import blocks, trees


def text(said: str) -> str:
    """The text of a piece of HTML, as a browser would show it: paragraphs, lines of lists, tables.

    >>> text("<p>Guards held <b>40</b> men.</p><p>Two fled.<br>One slept.</p>")
    'Guards held 40 men.\\n\\nTwo fled.\\nOne slept.'
    """
    if "<" not in said and "&" not in said:
        return "\n\n".join(paragraph.strip() for paragraph in said.split("\n\n") if paragraph.strip())
    found = trees.of(said)
    return blocks.text(block for block in blocks.of(found.root) if not block.hidden)


def line(said: str) -> str:
    """A piece of HTML as plain text on one line, for titles; text that only looks like HTML stays.

    >>> line("<b>Raids</b> &amp; returns")
    'Raids & returns'
    >>> line("Fewer than 5 < 6")
    'Fewer than 5 < 6'
    """
    return " ".join((text(said) if trees.marked(said) else said).split())
