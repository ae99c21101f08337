"""What the article is about so far: fills the roles that a sentence leaves to the ones before it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from extract.measures.meanings import Meaning
from extract.places import Place
from extract.readings import Part, Reading
from extract.roles import lending, relations
from extract.roles.relations import WIDE, Codes, Roles
from extract.roles.uses import AWAY, Use
from extract.speakers import Speaker

_NEAR = 3  # sentences back over which a claim of the same measure lends its countries
_HERE = 2  # sentences back over which the country that a claim was set in is where the text still is
_LIVES = ("stock", "asylum")  # where people are, rather than what happened to them, is told anew each time
_AT_SEA = ("death", "rescue", "stock")
_RECENT = 1  # sentences back over which a mere mention of a country does
_OPENING = 4  # words at the start of a sentence in which a pronoun takes up who was spoken of
_ORGANS = ("person", "institution")
_ALPHA3 = 3
_AT_HOME = 2  # mentions that a newspaper's own country, where it is named, counts for beyond those in the text
_TWICE = 2  # mentions of the only country that a text names
_OFTEN, _FAR_MORE = 3, 2  # mentions of the country that a text is about, and how many times those of the next one
_LONG = 30  # lines of a list at most
_LABELS = ("bare", "people", "doer")
_LEAVING = ("arrival", "displacement")
_ANYWHERE = ("displacement", "stock")
_OF_AID = ("toward", "inside", "ground", "about", "bare", "where")  # of a title's places, those that aid may go to
_FOLK = ("people", "fled")
_GOING = ("displacement", "arrival", "asylum")
_SPOKEN_OF = ("where", "doer", "inside", "ground", "bare", "authority", "toward", "agent")


class Context:
    """The countries of an article as it is read: of its title, of the sentences so far, of the claims so far."""

    def __init__(self, title: Sequence[Use], counts: Counter[Codes], house: Codes = (), home: Codes = ()) -> None:
        """title: uses of its headline; counts: how often the text names each country.

        house: the country whose institution publishes it; home: that of the newspaper.
        """
        self._title, self._house, self._home = title, house, home
        self._counts = counts
        self._folk = _folk(title)  # whose people it has spoken of so far
        self._last: dict[str, tuple[int, Roles]] = {}
        self._here: tuple[int, Codes] = (-_NEAR, ())
        self._recent: list[tuple[int, Use]] = []
        self._who: tuple[int, Codes] = (-_NEAR, ())
        self._organ: Codes = ()  # whose ministers or institutions were named last
        self._at, self.listing = 0, False
        self._hosts: dict[str, tuple[int, Codes]] = {}  # where people are of whom a list tells
        self.spoken_of: Codes = ()  # the country named last
        self.rows = ""  # the role of the names in the rows of a list, where the line above them says it
        self._above: frozenset[Codes] = frozenset()  # what is named above them

    def alone(self) -> Context:
        """A context of the same title, in which nothing was told yet; of the text it knows only a lone country."""
        return Context(self._title, self._counts if len(self._counts) == 1 else Counter(), self._house, self._home)

    def passed(self, sentence: int, places: Sequence[Place]) -> None:
        """A sentence goes by: whom it names may be "she" in the next."""
        for place in places:
            if place.kind in _ORGANS:
                self._who, self._organ = (sentence, place.codes), place.codes

    def enter(self, sentence: int, uses: Sequence[Use], credits: Sequence[Speaker], listing: bool) -> None:
        """A sentence begins: remember the places it names, but for those of whom it credits and a list's labels."""
        self._at, self.listing = sentence, listing
        uses = [use for use in uses if not any(credit.start <= use.start < credit.end for credit in credits)]
        uses = [use for use in uses if not listing or use.relation not in _LABELS]
        self._recent = [(at, use) for at, use in self._recent if sentence - at <= _RECENT]
        self._recent += [(sentence, use) for use in _merged(uses)]
        self._folk |= _folk(uses)
        self._organ = next((use.codes for use in reversed(uses) if use.kind in _ORGANS), self._organ)
        named = (use.codes for use in reversed(uses) if _narrow(use.codes) and use.relation not in AWAY)
        self.spoken_of = next(named, self.spoken_of)

    def led(self, role: str, named: Sequence[Place]) -> None:
        """A line leads in a list, whose names have a role; named: the places above it."""
        self.rows, self._above = role, frozenset(place.codes for place in named)

    def host(self, measure: str) -> Codes:
        """Where those are of whom a list tells whence they are: of the title, of the measure's claim before it."""
        at, codes = self._hosts.get(measure, (-_LONG, ()))
        host = codes if self._at - at <= _LONG else ()
        host = host or self._opened()
        return () if host in self._folk else host  # the Sudanese by country

    def narrowed(self, codes: Codes) -> Codes:
        """Of the two sides of a border or a strait, the one that the text is about."""
        if len(codes) < 2:
            return codes
        counts = [self._counts[(code,)] for code in codes]
        return (codes[counts.index(max(counts))],) if counts.count(max(counts)) == 1 else codes

    def filled(
        self, reading: Reading, roles: Roles, meaning: Meaning, before: Sequence[Roles], meanings: Sequence[Meaning]
    ) -> Roles:
        """The roles; what is missing is taken from the sentence's or the article's earlier claims, or its focus."""
        measure = meaning.measure
        missing = lending.missing(roles, meaning)
        at_sea = measure in _AT_SEA and not reading.listed("roles", "sea").isdisjoint(reading.words.folded)
        if at_sea:
            missing = []  # no country but the coasts that the text names
        if measure == "aid" and not roles.actor:
            roles = roles._replace(actor=self._pronoun(reading))
        if self._house and reading.listed("roles", "first_person").intersection(reading.words.folded):
            own = [role for role in missing if measure != "aid" or role == "actor"]
            roles = roles._replace(**dict.fromkeys(own, self._house))
            missing = [role for role in missing if role not in own]
        for lender in self._lenders(measure, before, meanings):
            roles = lending.borrowed(roles, lender, meaning, missing)
            missing = [] if at_sea else lending.missing(roles, meaning)
        if measure in _LEAVING and not (roles.destination or roles.place or roles.origin) and _abroad(reading):
            return roles._replace(origin=self._focus(False, ()))  # "fled to neighbouring countries"
        return self._assumed(reading, roles, meaning, missing)

    def _assumed(self, reading: Reading, roles: Roles, meaning: Meaning, missing: Sequence[str]) -> Roles:
        """What no claim lends is that of the country spoken of, of the title's, of the people spoken of."""
        measure = meaning.measure
        if missing and measure != "aid" and not relations.going_home(meaning):
            away = roles.destination if measure == "return" else roles.origin
            focus = self._focus(measure in _ANYWHERE, away)
            if self.rows and focus not in self._above and all(use.codes != focus for use in self._title):
                focus = ()  # named in rows alone
            roles = roles._replace(**dict.fromkeys(missing, focus))
        if measure == "aid" and not roles.destination:
            roles = roles._replace(destination=self._of_title(roles.actor) or self._much_named(roles))
        roles = self._with_folk(reading, roles, meaning)
        if measure == "displacement":
            roles = relations.settled(roles, meaning)
        return roles._replace(actor=roles.destination) if measure == "admission" and not roles.actor else roles

    def _with_folk(self, reading: Reading, roles: Roles, meaning: Meaning) -> Roles:
        """Those who go somewhere are of the one people that the text has spoken of so far; migrants are of many."""
        going = meaning.measure in _GOING or (meaning.measure == "stock" and meaning.noun.kind == "none")
        codes = next(iter(self._folk)) if len(self._folk) == 1 else ()
        there = roles.destination or roles.place
        if relations.going_home(meaning) and not any(roles) and codes:
            return roles._replace(origin=codes, destination=codes)
        noun = reading.words.folded[meaning.noun.first : meaning.noun.last]
        mixed = meaning.measure == "arrival" and not reading.listed("roles", "of_many").isdisjoint(noun)
        if mixed or not going or roles.origin or roles.via or not codes or not there or set(codes) & set(there):
            return roles
        return roles._replace(origin=codes)

    def _lenders(self, measure: str, before: Sequence[Roles], meanings: Sequence[Meaning]) -> list[Roles]:
        """Earlier claims of the measure, the nearest first."""
        same = [b for b, m in zip(before, meanings, strict=True) if m.measure == measure]
        found = same[-1:]
        if len({roles.origin for roles in same if roles.origin}) > 1:  # a list of those from here and there
            found = [roles._replace(origin=()) for roles in found]
        if measure not in _LIVES and measure in self._last and self._at - self._last[measure][0] <= _NEAR:
            found.append(self._last[measure][1])
        return [roles._replace(**{self.rows: ()}) for roles in found] if self.rows else found  # a total is of all

    def _pronoun(self, reading: Reading) -> Codes:
        """Whom "she" or "they" at the start of a sentence takes up."""
        at, codes = self._who
        opening = reading.words.folded[:_OPENING]
        taken_up = reading.listed("roles", "pronouns").intersection(opening)
        if self._at - at <= 1 and taken_up:
            return codes
        organs = reading.listed("roles", "organs_of")
        named = any(word in organs and _definite(reading, i) for i, word in enumerate(reading.words.folded))
        return self._organ if named else ()

    def leave(self, meanings: Sequence[Meaning], found: Sequence[Roles]) -> None:
        """A sentence ends: its claims lend their countries to the next ones."""
        first: dict[str, Codes] = {}  # of the sentence's first number of a measure: parts of it may be from elsewhere
        for meaning, roles in zip(meanings, found, strict=True):
            if any(roles):
                part = meaning.statistic == "share" or meaning.carried
                origin = first.setdefault(meaning.measure, self._origin(meaning.measure) if part else roles.origin)
                self._last[meaning.measure] = (self._at, roles._replace(origin=origin))
            here = relations.here(meaning.measure, roles)
            if not self.listing:
                self._hosts[meaning.measure] = (self._at, here)
            if here and here[0] not in WIDE:
                self._here = (self._at, here)

    def _origin(self, measure: str) -> Codes:
        """The origin that claims of the measure had so far: a part of them from elsewhere does not change it."""
        return self._last[measure][1].origin if measure in self._last else ()

    def _of_title(self, not_: Codes) -> Codes:
        """The country that the title names for more than its people's doings."""
        found = [self.narrowed(use.codes) for use in self._title if use.relation in _OF_AID]
        return next((codes for codes in found if _narrow(codes) and codes != not_), ())

    def _much_named(self, roles: Roles) -> Codes:
        """The country that the text names far more than any other but the giver's; not that of the people aided."""
        given = (roles.actor, self._house, relations.UNION)
        counts = {codes: count for codes, count in self._counts.items() if _narrow(codes) and codes not in given}
        first, second = sorted([*counts.values(), 0, 0], reverse=True)[:2]
        if first < _TWICE or (second and (first < _OFTEN or first < _FAR_MORE * second)):
            return ()
        most = max(counts, key=lambda codes: counts[codes], default=())
        return most if most != roles.origin else ()

    def _opened(self) -> Codes:
        """The only country of a title that opens with it: "Chad: new arrivals in the east"."""
        named = {self.narrowed(use.codes) for use in self._title if use.relation in _SPOKEN_OF}
        one = next(iter(named)) if len(named) == 1 and self._title[0].first == 0 else ()
        return one if _narrow(one) else ()

    def _focus(self, several: bool, not_: Codes) -> Codes:
        """The country spoken of: of a title that opens with it, of the sentence's neighbours, the title; named most."""
        opened = self._opened()
        if opened and opened != not_:
            return opened
        for _, use in reversed(self._recent):
            one = (_narrow(use.codes) or (several and len(use.codes) > 1)) and use.codes != not_
            if one and use.relation in _SPOKEN_OF and use.kind != "person":
                return use.codes
        if self._at - self._here[0] <= _HERE and self._here[1] and self._here[1] != not_:
            return self._here[1]
        for use in self._title:
            narrowed = self.narrowed(use.codes)
            if use.relation in _SPOKEN_OF and _narrow(narrowed) and narrowed != not_:
                return narrowed
        if self._house:
            return self._house
        counts = {codes: count for codes, count in self._counts.items() if codes != not_ and _narrow(codes)}
        if self._home in counts:  # a newspaper seldom names its own country
            counts[self._home] += _AT_HOME
        return max(counts, key=lambda codes: counts[codes], default=())


def _merged(uses: Sequence[Use]) -> list[Use]:
    """The names of a list as one: in Nigeria, Niger and Chad."""
    found: list[Use] = []
    for use in uses:
        last = found[-1] if found else None
        if (
            last
            and last.relation == use.relation == "inside"
            and 0 < use.first - last.last <= 2
            and use.kind == last.kind
        ):
            found[-1] = last._replace(codes=tuple(dict.fromkeys(last.codes + use.codes)), last=use.last)
        else:
            found.append(use)
    return found


def _folk(uses: Sequence[Use]) -> set[Codes]:
    """Of which countries the people are that a sentence speaks of."""
    return {use.codes for use in uses if use.relation in _FOLK and use.codes[0] not in WIDE}


def _abroad(reading: Reading) -> bool:
    """ "To neighbouring countries", which are not named."""
    words, nouns = reading.listed("roles", "neighbouring"), reading.listed("roles", "countries")
    folded = reading.words.folded
    return any(a in words and b in nouns for a, b in itertools.pairwise(folded))


def _definite(reading: Reading, i: int) -> bool:
    """ "The government", of no country that is named with it."""
    return reading.has(i - 1, Part.DEFINITE) and not reading.has(i + 1, Part.OF)


def _narrow(codes: Codes) -> bool:
    """One country or the EU: what a text is set in."""
    return len(codes) == 1 and (len(codes[0]) == _ALPHA3 or codes == relations.UNION)
