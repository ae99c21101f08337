"""One text told by two publishers: sketches by which copies are looked up, and the comparison that decides."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import accumulate, groupby
from zlib import crc32

from extract.claim import Claim

SIZE = 48  # hashes of a sketch, at most
LEAST = 6  # hashes that the sketches of two copies share at least, all but one pair in a thousand of the least alike
_RUN = 5  # words of a shingle
_FEW = 26  # shingles, of thirty words: below it two texts are alike only if all words are equal
_SHARED = 0.7  # of the shorter text's shingles: the rest are headlines, bylines, links and where it was cut
_CUT = 0.5  # of the longer text's shingles: the shorter one has at least so many
_SAME = 0.8  # of the numbers between the same words, and of all where one of those differs: a template shares fewer
_KIN = 0.05  # of the shorter text's shingles: two versions of one document share more
_TOLD = 0.5  # of the numbers of the text that has fewer of them: the rest stand in headlines, dates and links
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d")
_AROUND = 1  # words on each side of a number
_TRIED = 50  # figures that a copy's figure is compared with
_LIKE = 0.8  # of the words of the shorter of two sentences

_Figure = tuple[tuple[str, ...], str]  # the words around a number, numbers among them hidden; the number


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of the text's shingles, at most SIZE, ascending, below 2**63; the same on every machine.

    A text of too few words has LEAST hashes of it as a whole; one without words has none.
    """
    words = _words(text)
    shingles = _shingles(words)
    if len(set(shingles)) < _FEW:
        shingles = [f"{i} {' '.join(words)}".encode() for i in range(LEAST)] if words else []
    quick = list(map(crc32, shingles))  # a fifth of the price; the long hash is for the smallest alone
    last = max(sorted(set(quick))[:SIZE], default=0)
    smallest = {shingle for shingle, hashed in zip(shingles, quick, strict=True) if hashed <= last}
    return tuple(sorted(map(_hash, smallest))[:SIZE])


def likely(shared: int, a: int, b: int) -> bool:
    """Whether texts may be alike whose sketches of a and b hashes share so many: those are to be compared.

    A look-up by "shares at least LEAST hashes" leaves out none of them.
    """
    if max(a, b) < SIZE:  # the sketches hold all shingles
        return shared >= max(LEAST, _SHARED * min(a, b))
    return shared >= LEAST


class Told:
    """A text that is compared with others; what is counted of it is counted once."""

    def __init__(self, text: str) -> None:
        self._words = _words(text)

    @functools.cached_property
    def _shingles(self) -> frozenset[bytes]:
        return frozenset(_shingles(self._words))

    @functools.cached_property
    def _figures(self) -> list[_Figure]:
        return _figures(self._words)

    def alike(self, other: Told) -> bool:
        """Whether one text is the other as another publisher has it: re-wrapped, under other headlines, slightly cut.

        Not alike are two reports on one event in other words, and two reports with the same words and other figures.
        """
        if self._words == other._words:
            return bool(self._words)
        few, many = sorted((self._shingles, other._shingles), key=len)
        if len(few) < max(_FEW, _CUT * len(many)) or len(few & many) < _SHARED * len(few):
            return False
        return _same_figures(self._figures, other._figures)


def alike(a: str, b: str) -> bool:
    """Whether two texts are alike."""
    return Told(a).alike(Told(b))


def related(a: str, b: str) -> bool:
    """Whether one text may be a version of the other: they share more than a phrase; few words, most of them."""
    one, other = _words(a), _words(b)
    few, many = sorted((set(_shingles(one)), set(_shingles(other))), key=len)
    if len(few & many) > _KIN * len(few):
        return True
    return len(few) < _FEW and (Counter(one) & Counter(other)).total() * 2 > min(len(one), len(other))


def repeated(original: Iterable[Claim], copy: Iterable[Claim]) -> dict[str, str]:
    """claim_id of a copy's claim -> claim_id of the same figure's claim in the original; each of them once at most.

    The same figure stands in the same sentence at the same word; else it is the same number in a sentence that shares
    most words, as where a place or an agency was put before the first one, or lines were broken otherwise.
    """
    theirs, ours = _sorted(original), _sorted(copy)
    found = _met(theirs, ours)
    left = [claim for claim in ours if claim.claim_id not in found]
    taken = set(found.values())
    free: defaultdict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in theirs:
        if claim.claim_id not in taken:
            free[tuple(_words(claim.written))].append(claim)
    for claim in left:
        candidates = free.get(tuple(_words(claim.written)), [])
        like = [_likeness(claim, other) for other in candidates[:_TRIED]]
        if like and max(like) >= _LIKE:
            found[claim.claim_id] = candidates.pop(like.index(max(like))).claim_id
    return found


def _words(text: str) -> list[str]:
    """Letters and digits only, in lower case: line ends, quotes and dashes do not matter."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return _WORD.findall(plain.casefold())


def _shingles(words: Sequence[str]) -> list[bytes]:
    """Each run of words, as it comes; none where they are fewer."""
    said = " ".join(words).encode()
    starts = [0, *accumulate(map((1).__add__, map(len, said.split(b" "))))]
    return [said[first : last - 1] for first, last in zip(starts, starts[_RUN:], strict=False)]


def _hash(shingle: bytes) -> int:
    """63 bits: the quick hash, which orders them, and the first of a long one, which tells them apart."""
    return crc32(shingle) << 31 | int.from_bytes(blake2b(shingle, digest_size=4).digest()) >> 1


def _figures(words: Sequence[str]) -> list[_Figure]:
    """The numbers with the words around them; words with digits that follow each other are one number: 91 000."""
    runs = [(bool(digits), list(run)) for digits, run in groupby(words, lambda word: bool(_DIGITS.search(word)))]
    hidden: list[str] = []
    numbers: list[tuple[int, str]] = []
    for digits, run in runs:
        if digits:
            numbers.append((len(hidden), "".join(run)))
        hidden += ["#"] if digits else run
    return [(tuple(hidden[max(0, at - _AROUND) : at + _AROUND + 1]), number) for at, number in numbers]


def _same_figures(one: Sequence[_Figure], other: Sequence[_Figure]) -> bool:
    """Whether numbers between the same words are the same ones, and not too few are."""
    if not one or not other:
        return True
    same = (Counter(one) & Counter(other)).total()
    between = (Counter(around for around, _ in one) & Counter(around for around, _ in other)).total()
    least = _TOLD if same == between else _SAME
    return same >= _SAME * between and same >= least * min(len(one), len(other))


def _sorted(claims: Iterable[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: (claim.start, claim.end))


def _met(theirs: Sequence[Claim], ours: Sequence[Claim]) -> dict[str, str]:
    """The claims at the same word of the same sentence; of one that stands several times, in their order."""
    places: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    for claim in reversed(theirs):
        places[_at(claim)].append(claim.claim_id)
    return {claim.claim_id: places[_at(claim)].pop() for claim in ours if places.get(_at(claim))}


def _at(claim: Claim) -> tuple[object, ...]:
    """The words before the number, the number, and those behind it."""
    offset, length = claim.start - claim.sentence_start, len(claim.written)
    parts = claim.sentence[:offset], claim.written, claim.sentence[offset + length :]
    return tuple(tuple(_words(part)) for part in parts)


def _likeness(claim: Claim, other: Claim) -> float:
    """How many of the words of the shorter sentence the other one has, from 0 to 1."""
    one, two = _counted(claim.sentence), _counted(other.sentence)
    return (one & two).total() / (min(one.total(), two.total()) or 1)


@functools.lru_cache(maxsize=1024)
def _counted(sentence: str) -> Counter[str]:
    return Counter(_words(sentence))
