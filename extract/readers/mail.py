"""E-mails (.eml): the message's text, and each attachment that another reader knows."""

from __future__ import annotations

import email
import email.errors
import email.policy
import email.utils
import importlib
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any

from extract.claim import Document
from extract.readers import text
from extract.readers.errors import DocumentError

_KINDS = {
    ".pdf": "pdf", ".docx": "docx", ".html": "html", ".htm": "html", ".txt": "text", ".md": "text", ".csv": "tabular",
    ".eml": "mail",
}  # fmt: skip
_TYPES = {
    "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "text/csv": ".csv", "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip
_WITH_TEXT = ("application/msword", "application/rtf", "text/rtf", "application/vnd.ms-excel")
_WITHOUT_READER = (".doc", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".epub")
_SAVE = "save it from the mail program again"
_STUB = 1000  # characters of a plain text that may only say that there is a better one
_LISTED = 5  # figures that a warning names
_GARBLING = (email.errors.InvalidBase64CharactersDefect, email.errors.InvalidBase64LengthDefect)
_GARBLED = "a part of the message is broken (base64): what was read of it may be wrong; save the message again"
_MOST = 1000  # parts of a message
_NESTED = 100  # boundaries of parts: the library compares each line with those of all parts around it
_DEEPEST = 4  # messages within messages
# what bad headers make the library raise
_BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")


def version() -> str:
    """Nothing: the standard library reads e-mails."""
    return ""


def documents(
    raw: bytes, where: str, document_id: str, problem: Callable[[str], None], *, _depth: int = 0
) -> Iterator[Document]:
    """The message's document, where it has text, and those of its attachments ("mail.eml/report.pdf").

    `problem` is told of each attachment that cannot be read; a DocumentError where nothing can.
    """
    message, parts = _opened(raw, where)
    found = 0
    files = [part for part in parts if _attached(part) and not (part is message and _texts(part))]
    body, warnings = _body([part for part in parts if part not in files], where)
    if body.strip():
        found += 1
        yield _document(message, body, document_id, warnings, where)
    names = dict[str, int]()
    for part in files:
        name = _name(part, len(names) + 1)
        names[name] = names.get(name, 0) + 1
        name = name if names[name] == 1 else f"{names[name]}-{name}"
        for document in _attachment(part, f"{where}/{name}", f"{document_id}/{name}", problem, _depth):
            found += 1
            yield document
    if not found:
        raise DocumentError(f"{where}: no text: the message has none, nor an attachment that can be read")


def _opened(raw: bytes, where: str) -> tuple[EmailMessage, list[EmailMessage]]:
    """The message and its parts; a DocumentError where it is none, or has too many."""
    if raw.count(b"boundary=") > _NESTED:
        raise DocumentError(f"{where}: its parts are nested too deeply; save its text in a .txt file and give that")
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        parts = list(_parts(message))
    except (*_BROKEN, RecursionError) as error:
        said = "its parts are nested too deeply" if isinstance(error, RecursionError) else f"broken: {error}"
        raise DocumentError(f"{where}: it is no e-mail that can be read ({said}); {_SAVE}") from None
    if len(parts) > _MOST:
        raise DocumentError(f"{where}: it has more than {_MOST:,} parts; save its text in a .txt file and give that")
    if not message.keys():
        raise DocumentError(f"{where}: it has no headers of an e-mail; {_SAVE}, or give it the ending .txt")
    return message, parts


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in order; a message within the message is one part."""
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and not part.is_multipart():
            part.set_type("text/plain")  # its boundary is broken
        if part.get_content_maintype() == "multipart":
            waiting += reversed(part.get_payload())
        else:
            yield part


def _attached(part: EmailMessage) -> bool:
    return not _texts(part) or _header(part, "content-disposition").lower().startswith("attachment")


def _texts(part: EmailMessage) -> bool:
    return part.get_content_type() in ("text/plain", "text/html")


def _header(part: EmailMessage, name: str) -> str:
    try:
        return text.line(str(part.get(name, "")))
    except _BROKEN:
        return ""


def _document(message: EmailMessage, body: str, document_id: str, warnings: tuple[str, ...], where: str) -> Document:
    from extract.readers.markup import heads

    published, broken = _published(message, where)
    url = next((found[0] for name in ("archived-at", "list-post") if (found := _addresses(message, name))), "")
    language = heads.language(_header(message, "content-language"))
    title = _header(message, "subject")
    return Document(
        text.titled(title, body), document_id, title, _publisher(message), published,
        heads.web(url), language, warnings=(*warnings, *broken),
    )  # fmt: skip


def _addresses(message: EmailMessage, name: str) -> list[str]:
    return _ADDRESS.findall(_header(message, name))


def _publisher(message: EmailMessage) -> str:
    """The sender's name; an address says only who carries the mail."""
    try:
        senders = message["from"].addresses
        said = senders[0].display_name if senders else ""
    except _BROKEN:
        said = email.utils.parseaddr(_header(message, "from"))[0]
    return "" if "@" in str(said) else text.line(str(said))


def _published(message: EmailMessage, where: str) -> tuple[str | None, tuple[str, ...]]:
    """The day of the header Date, in the sender's time zone, and a warning where it says none."""
    from extract.readers.markup import days

    written = _header(message, "date")
    try:
        day = message["date"].datetime.date().isoformat() if written else None
    except _BROKEN:
        day = days.day(written, where)
    return day, (f"its date cannot be read: {written[:64]}",) if written and not day else ()


def _body(parts: list[EmailMessage], where: str) -> tuple[str, tuple[str, ...]]:
    """The text of the message: the plain parts, or the HTML ones where those say more; and what is lost."""
    from extract.readers import markup

    plain, rich, warnings = list[str](), list[str](), list[str]()
    for part in parts:
        said, lost = _said(part, where)
        warnings += lost
        if part.get_content_type() == "text/html":
            rich.append(markup.text(said))
        else:
            plain.append(said.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    first, second = ("\n\n".join(filter(str.strip, one)) for one in (plain, rich))
    if _fuller(first, second):
        first = second
    elif more := text.figures(second) - text.figures(first):
        listed = ", ".join(sorted(more)[:_LISTED]) + (", …" if len(more) > _LISTED else "")
        warnings.append(f"its plain text is read; its HTML has figures that are not in it: {listed}")
    return text.whole(first), tuple(dict.fromkeys(warnings))


def _fuller(plain: str, rich: str) -> bool:
    """Whether the HTML says more than the plain text, which may only say that there is HTML."""
    if not plain.strip():
        return True
    have, others = text.figures(_ADDRESS.sub("", plain)), text.figures(rich)
    longer = 2 * len(plain) < len(rich)
    return (longer and (len(plain) < _STUB or not others <= have)) or have < others


def _said(part: EmailMessage, where: str) -> tuple[str, tuple[str, ...]]:
    """The characters of a part, and what was lost in them."""
    from extract.readers.markup import charsets

    raw = _payload(part)
    if not raw.strip():
        return "", ()
    broken = (_GARBLED,) if any(isinstance(defect, _GARBLING) for defect in part.defects) else ()
    try:
        charset = part.get_content_charset() or ""
    except _BROKEN:
        charset = ""
    try:
        said, lost = charsets.decode(raw, where, charset)
    except DocumentError:
        said, lost = raw.decode("ascii", "replace"), ("a part of the message is in an unknown encoding",)
    return said, (*broken, *lost)


def _payload(part: EmailMessage) -> bytes:
    try:
        raw = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return raw if isinstance(raw, bytes) else b""


def _inner(part: EmailMessage) -> bytes:
    """The bytes of a message within the message."""
    inner: Any = part.get_payload()
    try:
        return bytes(inner[0].as_bytes()) if isinstance(inner, list) else _payload(part)
    except (*_BROKEN, RecursionError):
        return b""


def _name(part: EmailMessage, number: int) -> str:
    """An attachment's file name, with the ending of its kind."""
    try:
        given = part.get_filename() or ""
    except _BROKEN:
        given = ""
    name = text.line(re.split(r"[/\\]", given)[-1]).strip(". ")[-200:]
    ending = _TYPES.get(part.get_content_type(), "")
    name = name or f"part-{number}{ending}"
    return name if _ending(name) in _KINDS or not ending else name + ending


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2].lower()


def _attachment(
    part: EmailMessage, where: str, document_id: str, problem: Callable[[str], None], depth: int
) -> Iterator[Document]:
    """The documents of an attachment; pictures, signatures and the like are passed over."""
    kind = _KINDS.get(_ending(document_id))
    if kind is None:
        if part.get_content_type() in _WITH_TEXT or _ending(document_id) in _WITHOUT_READER:
            problem(f"{where}: attachments of this kind are not read; save it as .docx, .pdf or .txt and give that")
        return
    raw = _inner(part) if kind == "mail" else _payload(part)
    try:
        if kind == "mail" and depth >= _DEEPEST:
            raise DocumentError(f"{where}: a message within too many others; save it by itself and give that")
        if kind == "mail":
            yield from documents(raw, where, document_id, problem, _depth=depth + 1)
        else:
            yield from importlib.import_module(f"extract.readers.{kind}").documents(raw, where, document_id, problem)
    except DocumentError as error:
        problem(str(error))
