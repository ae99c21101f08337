"""Pages of blocks -> one text, in which a sentence that runs over a column's or page's end goes on."""

from __future__ import annotations

from collections.abc import Sequence

from extract.readers.pdf.hyphens import Words
from extract.readers.pdf.paragraphs import SIZES, Block, ended, same_size

_SHORT = 40  # characters, up to which a line without a full stop is a heading or a number
_BETWEEN = 4  # blocks at a column's or page's top that a sentence may go on behind: a table with its notes, a caption


class Text:
    """A text that grows block by block; pages: the offset at which each page begins."""

    def __init__(self, words: Words, body: float) -> None:
        self.words, self.body = words, body
        self.done: list[str] = []
        self.length = 0
        self.open: Block | None = None  # the last paragraph, whose sentence has not ended
        self.said = ""  # its text so far
        self.crossed = False  # whether a page begins within it
        self.pages: list[int | None] = []
        self.waiting: list[int] = []  # pages whose first block is still to come

    def page(self, columns: Sequence[Sequence[Block]]) -> None:
        """Add a page, column by column."""
        self.waiting.append(len(self.pages))
        self.pages.append(None)
        blocks = [list(column) for column in columns if column]
        first = next((k for k, column in enumerate(blocks) if not self._floats(column)), 0)
        if blocks and self._following(blocks[first]) is not None:
            blocks.insert(0, blocks.pop(first))  # what floats above a sentence that goes on comes behind it
        for column in blocks:
            self._column(column)

    def finished(self) -> tuple[str, tuple[int, ...]]:
        """The text and where its pages begin; a page without text begins where the next does."""
        self._close()
        text = "\n\n".join(self.done)
        pages: list[int] = []
        following = len(text)
        for at in reversed(self.pages):
            following = following if at is None else at
            pages.append(following)
        return text, tuple(reversed(pages))

    def _column(self, blocks: list[Block]) -> None:
        if self.open and not self.waiting and not self.crossed and self._floats(blocks):
            for block in blocks:  # notes stand before the sentence that goes on behind them
                self._add(block)
            return
        goes_on = self._following(blocks)
        if goes_on is not None:
            self._go_on(blocks.pop(goes_on))
            if not blocks:
                return
        left = self._open(blocks)
        if left is not None or not self.open or self.crossed or not self._floats(blocks):
            self._close()
        for block in blocks:
            if block is not left:
                self._add(block)
        if left is not None:
            self._mark(self._begin())
            self.open, self.said = left, left.text

    def _go_on(self, block: Block) -> None:
        """The open sentence goes on with this block; the page begins within it."""
        self.said = self.words.run_on(self.said, block.text)
        self.crossed = self.crossed or bool(self.waiting)
        self._mark(self._begin() + len(self.said) - len(block.text))
        self.open = block if self._runs_on(block) else None

    def _floats(self, blocks: Sequence[Block]) -> bool:
        """Whether none of the blocks is running text."""
        return all(block.table or not same_size(block.size, self.body) for block in blocks)

    def _following(self, blocks: Sequence[Block]) -> int | None:
        """Which block goes on with the open sentence: the first of its size that begins in mid-sentence."""
        if self.open is None:
            return None
        for k, block in enumerate(blocks[:_BETWEEN]):
            if block.table or not same_size(block.size, self.open.size):
                continue
            first = block.text.lstrip("\"'“‘([")[:1]
            if first.islower() or self.said.endswith(("-", "‐", "\u00ad")):
                return k
            if k == 0 and len(self.said) > _SHORT and (first.isalnum() or first in "$€£"):
                return k
            return None
        return None

    def _open(self, blocks: Sequence[Block]) -> Block | None:
        """The column's last paragraph of running text, if its sentence does not end; notes may stand below it."""
        for block in reversed(blocks):
            if not block.table and block.size >= self.body * (1 - SIZES):
                return block if self._runs_on(block) else None
            if block.table:
                return None
        return None

    def _runs_on(self, block: Block) -> bool:
        return block.full and not block.table and not ended(block.text) and same_size(block.size, self.body)

    def _close(self) -> None:
        """The open paragraph ends."""
        said, self.open, self.said, self.crossed = self.said, None, "", False
        if said:
            self._put(said)

    def _add(self, block: Block) -> None:
        if block.text:
            self._mark(self._begin())
            self._put(block.text)

    def _put(self, said: str) -> None:
        self.length = self._begin() + len(said)
        self.done.append(said)

    def _begin(self) -> int:
        """Where the next block begins."""
        return self.length + 2 if self.done else 0

    def _mark(self, at: int) -> None:
        for number in self.waiting:
            self.pages[number] = at
        self.waiting.clear()


def body(columns: Sequence[Sequence[Block]]) -> float:
    """The size of most of the letters."""
    sizes = [(block.size, len(block.text)) for blocks in columns for block in blocks if not block.table]
    letters = sum(long for _, long in sizes)
    passed = 0
    for size, long in sorted(sizes):
        passed += long
        if 2 * passed >= letters:
            return size
    return 0.0
