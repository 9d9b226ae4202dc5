"""The words of a row in a finance office's sheet as parts of a capital line's key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from gnbv_desktop.catalogue.model import Edition
from gnbv_desktop.kernel.dossier import Place, Unit
from gnbv_desktop.kernel.text import fold, nfc
from gnbv_desktop.services.capital_words import choice_in, names_of, origin_in

ALIKE = 60
"""Of a hundred words of a text and a name, so many must be common for the text to mean the name."""

_SHORTER = (
    (re.compile(r"\btieu du an\b"), "tda"), (re.compile(r"\bdu an(?: thanh phan)?\b"), "da"),
    (re.compile(r"\btrung tam\b"), "tt"), (re.compile(r"\buy ban nhan dan\b"), "ubnd"),
    (re.compile(r"\b(?:ban quan ly|bql) da(?: dau tu xay dung)?\b"), "bqlda"),
)  # fmt: skip
_COMMUNE_COUNT = re.compile(r"\b([0-9]{1,3}) (?:xa|don vi)\b")
_KIND_OF_COMMUNE = re.compile(r"^(?:xa|phuong|thi tran|dac khu) ")
_ALL_COMMUNES = re.compile(r"^ubnd (?:cac )?(?:xa|phuong)\b")
_AGENCY = re.compile(
    r"(?:^|[:;,(–-])\s*((?:(?:văn )?phòng (?!chống|ngừa|học|khám|bệnh)|ban (?:quản|ql|dân)|bql|trung tâm |tt |ubnd "
    r"|ủy ban |hội (?!nghị|thảo|thi|chợ)|sở |chi cục |bệnh viện |công an |trạm )[^:;()]+)",
    re.IGNORECASE,
)
_KIND_OF_AGENCY = re.compile(r"(phong|ban|tt|ubnd|hoi|so|chi cuc|bqlda|benh vien|xa|phuong|thi tran)\b ?")
_UPKEEP = re.compile(r"\b(?:duy tu|bao duong)\b")


@frozen
class Understood:
    """What one row says of a line. `components`: several when its words fit more than one."""

    components: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(factory=dict)
    """LOAI, NGUON, NAM_GOC, DON_VI as far as the row says them."""
    communes: int = 0
    """ "5 xã": how many communes it speaks of, without naming them."""
    unknown: str = ""
    """An agency that it names and the unit does not have."""

    @property
    def nothing(self) -> bool:
        return not (self.components or self.parts or self.communes or self.unknown)

    @property
    def pure(self) -> bool:
        """It names a node or a kind of money and no one who spends it: it may head the rows below."""
        return not (self.nothing or self.communes or self.unknown) and "DON_VI" not in self.parts


def tokens(text: str) -> str:
    """Folded words with long terms shortened and numbers apart: "Tiểu dự án 1 - DA4" is "tda 1 da 4"."""
    words = re.sub(r"(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])", " ", fold(text))
    for pattern, short in _SHORTER:
        words = pattern.sub(short, words)
    return words


def _has(text: str, form: str) -> bool:
    return f" {form} " in f" {text} "


@frozen
class Matcher:
    """The names of an edition's components and of a unit's places, made ready for comparison."""

    edition: Edition
    unit: Unit
    _forms: Mapping[str, tuple[str, ...]] = field(init=False)
    _short_forms: Mapping[str, str] = field(init=False)
    _place_forms: tuple[tuple[Place, tuple[str, ...]], ...] = field(init=False)

    @_forms.default
    def _make_forms(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for code, component in self.edition.components.items():
            # "1.2" alone is the number of some row, and "DA1.2" falls apart into "da 1 2".
            names = (each for each in (component.label, *component.aliases) if "." not in each and not each.isdigit())
            found[code] = tuple(dict.fromkeys(tokens(each) for each in names))
        return found

    @_short_forms.default
    def _make_short_forms(self) -> dict[str, str]:
        """How a child is called below its parent: "tda 1"."""
        found: dict[str, str] = {}
        for code, component in self.edition.components.items():
            parent = tokens(self.edition.components[component.parent].label) if component.parent else ""
            own = tokens(component.label)
            if parent and own.endswith(f" {parent}"):
                found[code] = own.removesuffix(parent).strip()
        return found

    @_place_forms.default
    def _make_place_forms(self) -> tuple[tuple[Place, tuple[str, ...]], ...]:
        return tuple((place, _place_forms(place)) for place in self.unit.places())

    def understand(self, words: str, agency: str, year: int | None, context: str) -> Understood:
        """`context`: the component that headings above the row have named."""
        text = tokens(words)
        parts: dict[str, str] = {}
        for code in ("LOAI", "NGUON"):
            if (choice := choice_in(self.edition.lists[code], words)) is not None:
                parts[code] = choice
        if "LOAI" not in parts and _UPKEEP.search(text) and "SN" in self.edition.lists["LOAI"].items:
            parts["LOAI"] = "SN"
        if (origin := origin_in(words, year)) is not None:
            parts["NAM_GOC"] = str(origin)
        named = _agency_in(words)
        places = self._places(tokens(agency), whole=True) or self._places(text, whole=False)
        places = places or self._places(tokens(named), whole=True)
        if places:
            parts["DON_VI"] = "+".join(places)
        count = _COMMUNE_COUNT.search(f"{text} {tokens(agency)}")
        unknown = "" if places or count else agency.strip() if tokens(agency) else named
        return Understood(self._components(words, text, context), parts, int(count[1]) if count else 0, unknown)

    # ---- components

    def _components(self, words: str, text: str, context: str) -> tuple[str, ...]:
        literal = [
            code
            for code, component in self.edition.components.items()
            for alias in component.aliases
            if "." in alias and not alias[0].isdigit() and alias.casefold() in words.casefold().split()
        ]
        if literal:
            return tuple(dict.fromkeys(literal))
        named = {code: form for code, forms in self._forms.items() for form in forms if _has(text, form)}
        if named:
            longest = max(len(form.split()) for form in named.values())
            best = [code for code, form in named.items() if len(form.split()) == longest]
            return tuple(self._narrowed(code, text) for code in best)
        children = tuple(code for code, form in self._short_forms.items() if _has(text, form))
        if children:
            near = tuple(code for code in children if self._root(code) == self._root(context)) if context else ()
            return near or children
        return self._by_name(text, context)

    def _narrowed(self, code: str, text: str) -> str:
        """A child that the text names beside its parent: "Dự án 6: Truyền thông về giảm nghèo đa chiều"."""
        below = [each for each in self.edition.components if self.edition.components[each].parent == code]
        numbered = [each for each in below if each in self._short_forms and _has(text, self._short_forms[each])]
        if len(numbered) == 1:
            return numbered[0]
        rest = " ".join(word for word in text.split() if word not in self._forms[code][0].split())
        scores = {each: self._likeness(each, rest) for each in (code, *below)}
        best = max(scores, key=lambda each: scores[each])
        return best if scores[best] >= ALIKE and scores[best] > scores[code] else code

    def _by_name(self, text: str, context: str) -> tuple[str, ...]:
        scores = {code: self._likeness(code, text) for code in self.edition.components}
        if context:
            near = {code: score for code, score in scores.items() if self._root(code) == self._root(context)}
            scores = near if max(near.values()) >= ALIKE else scores
        best = max(scores.values(), default=0)
        return tuple(code for code, score in scores.items() if score == best) if best >= ALIKE else ()

    def _likeness(self, code: str, text: str) -> int:
        component = self.edition.components[code]
        return max((_likeness(text, name) for name in map(tokens, (component.name, component.short))), default=0)

    def _root(self, code: str) -> str:
        return (code, *self.edition.ancestors(code))[-1] if code else ""

    # ---- places

    def _places(self, text: str, whole: bool) -> tuple[str, ...]:
        """Ids of the places a text names; `whole`: the text is nothing but such names."""
        if not text:
            return ()
        found = {
            place: max(forms, key=len)
            for place, known in self._place_forms
            if (forms := [form for form in known if _has(text, form) or _packed(text, form)])
        }
        inside = {
            place
            for place, form in found.items()
            if any(form != other and _has(other, form) for other in found.values())
        }
        named = [place for place in found if place not in inside]
        communes = {place.id for place in self.unit.communes}
        if len(named) == 1 or (named and all(place.id in communes for place in named)):
            return tuple(place.id for place in named)
        if named or not whole:
            return ()
        return self._alike(text)

    def _alike(self, text: str) -> tuple[str, ...]:
        scores = {place.id: max(_place_likeness(text, form) for form in forms) for place, forms in self._place_forms}
        best = max(scores.values(), default=0)
        chosen = [code for code, score in scores.items() if score == best]
        return (chosen[0],) if best >= ALIKE and len(chosen) == 1 else ()


def _place_forms(place: Place) -> tuple[str, ...]:
    forms = [tokens(each) for each in (place.name, place.short) if each]
    if any(_ALL_COMMUNES.match(form) for form in forms):
        forms += ["ubnd xa", "ubnd cac xa", "ubnd cap xa", "cac xa"]
    bare = [_KIND_OF_COMMUNE.sub("", form) for form in forms]
    return names_of((*forms, *(each for each in bare if len(each.split()) > 1)))


def _agency_in(words: str) -> str:
    """ "Phòng Kinh tế" in "TDA1-DA6: Phòng Kinh tế (vốn 2022)"."""
    found = _AGENCY.search(nfc(words))
    return found[1].strip() if found else ""


def _packed(text: str, form: str) -> bool:
    """ "Phòng LĐ-TB&XH" for "Phòng LĐTBXH": the same letters, other gaps."""
    packed = form.replace(" ", "")
    if len(packed) < 6 or packed not in text.replace(" ", ""):
        return False
    words = text.split()
    return any(_joins(words[start:], packed) for start in range(len(words)))


def _joins(words: Iterable[str], packed: str) -> bool:
    """Whether the first words, put together, are just these letters."""
    joined = ""
    for word in words:
        joined += word
        if len(joined) >= len(packed):
            break
    return joined == packed


def _place_likeness(text: str, name: str) -> int:
    """Of what is named after "Phòng": two of them are not alike because both are rooms that end in "tế"."""
    one, other = _KIND_OF_AGENCY.match(text), _KIND_OF_AGENCY.match(name)
    if one is None or other is None:
        return _likeness(text, name)
    return _likeness(text[one.end() :], name[other.end() :]) if one[1] == other[1] else 0


def _likeness(text: str, name: str) -> int:
    """Common words of two texts in a hundred, as Dice measures it."""
    one, other = set(text.split()), set(name.split())
    return 200 * len(one & other) // (len(one) + len(other)) if one and other else 0
