"""What a process does in place of reading, for tests of what becomes of it: started there, so it is a module."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from multiprocessing import parent_process

from extract.claim import Document
from extract.jobs import crew

REAL = crew.outcomes
DEADLY = "deadly"


def killed(documents: Sequence[Document]) -> list[crew.Outcome]:
    """A document of that id kills the process that reads it; not the one of the tests."""
    if parent_process() and any(document.document_id.startswith(DEADLY) for document in documents):
        os.kill(os.getpid(), signal.SIGKILL)
    return REAL(documents)


def killed_in_company(documents: Sequence[Document]) -> list[crew.Outcome]:
    """A document of that id kills the process unless it comes alone."""
    return REAL(documents) if len(documents) == 1 else killed(documents)
