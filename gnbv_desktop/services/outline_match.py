"""Which words and figures of the programme a heading asks for, by comparing it with headings that are known."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from attrs import field, frozen

from gnbv_desktop.catalogue.model import BlockKind, Edition, Form
from gnbv_desktop.kernel.outline import ANNEXES, COMPONENTS, REASONS, SPECIAL_DATA, Content, Section
from gnbv_desktop.kernel.text import fold
from gnbv_desktop.services.outline_terms import AGENCIES, SAME, SILENT

Contents = tuple[Content, ...]
_NUMBERS = re.compile(r"\b(?:19|20)\d\d\b|\b\d+\b")
_PHRASE = re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase, _ in SAME))
_STANDS = dict(SAME)
_PROJECT = "duan"
"""That it is about projects says little: nearly everything is."""
_SAID_TWICE = 0.35
_ABOVE = 0.15
"""How much the heading above weighs beside the heading itself."""
_NO_HEADING_ABOVE = 0.6
_SAME_OUTLINE = 0.06
_SAME = 0.95
_LABEL = 0.9
_BLOCK = 0.8
"""Narrative labels and titles of blocks are not headings: a heading that is known comes first."""
_SEVERAL = 10
_BEGUN_WORDS = 5
"""A name that is not told to its end is known from so many words on."""


@frozen
class Terms:
    """What a title says, in the words by which it is compared."""

    words: frozenset[str]
    plain: bool = False
    """Nothing but words that many headings share: only the very same heading says the same."""


def terms(title: str) -> Terms:
    text = _PHRASE.sub(lambda found: f" {_STANDS[found[0]]} ", _NUMBERS.sub(" ", fold(title)))
    said = frozenset(text.split()) - SILENT
    return Terms(said) if said else Terms(frozenset(fold(title).split()), plain=True)


def names_agency(title: str) -> bool:
    folded = f"{fold(title)} "
    return any(folded.startswith(f"{each} ") for each in AGENCIES)


@frozen(eq=False)
class Known:
    """A heading that is known, and what stands under it."""

    title: str
    contents: Contents
    above: str = ""
    weight: float = 1.0
    outline: str = ""
    below: Contents = ()
    """What stands under the headings below it: for a heading that is not divided further."""
    terms: Terms = field(init=False)
    above_terms: Terms = field(init=False)

    @terms.default
    def _terms(self) -> Terms:
        return terms(self.title)

    @above_terms.default
    def _above_terms(self) -> Terms:
        return terms(self.above)


@frozen
class Hit:
    score: float
    known: Known
    contents: Contents


@frozen(eq=False)
class Matcher:
    edition: Edition
    known: tuple[Known, ...] = field(init=False)
    rarity: Mapping[str, float] = field(init=False)

    @known.default
    def _known(self) -> tuple[Known, ...]:
        return (*_of_outlines(self.edition), *_of_slots(self.edition), *_of_blocks(self.edition))

    @rarity.default
    def _rarity(self) -> dict[str, float]:
        """A word that few headings have says more."""
        titles = {each.title: each.terms for each in self.known}.values()
        counted = Counter(word for each in titles for word in each.words)
        rare = {word: 1 + math.log(len(titles) / count) for word, count in counted.items()}
        return {**rare, _PROJECT: 1.0}

    def hits(self, title: str, above: str, leaf: bool, outline: str = "") -> list[Hit]:
        """The best first; `outline` is the one that the whole looks like."""
        asked, over = terms(title), terms(above)
        found: list[Hit] = []
        for each in self.known:
            score = self.likeness(asked, each.terms)
            if score < _SAID_TWICE:
                continue
            if each.outline:
                near = self.likeness(over, each.above_terms) if above and each.above else _NO_HEADING_ABOVE
                score = score * (1 - _ABOVE) + near * score * _ABOVE
            score = score * each.weight + (_SAME_OUTLINE if outline and each.outline == outline else 0.0)
            contents = each.contents or (each.below if leaf else ())
            if contents or not leaf:
                found.append(Hit(score, each, contents))
        return sorted(found, key=lambda hit: -hit.score)

    def likeness(self, one: Terms, other: Terms) -> float:
        """What both say, of what either says; 1 for the same words."""
        if one.plain is not other.plain:
            return 0.0
        usual = 1 + math.log(max(2, len(self.known)))

        def weigh(words: Iterable[str]) -> float:
            return sum(self.rarity.get(word, usual) for word in words)

        whole = weigh(one.words) + weigh(other.words)
        found = 2 * weigh(one.words & other.words) / whole if whole else 0.0
        return found if not one.plain or found >= _SAME else 0.0


def _of_outlines(edition: Edition) -> Iterator[Known]:
    for code, outline in edition.outlines.items():
        above: list[str] = []
        for at, section in enumerate(outline.sections):
            del above[section.level - 1 :]
            below = _below(outline.sections, at)
            if not _of_component(section.contents):
                yield Known(
                    section.title, section.contents, above[-1] if above else "", outline=code,
                    below=below if len(below) <= _SEVERAL else (),
                )  # fmt: skip
            above.append(section.title)


def _below(sections: Sequence[Section], at: int) -> Contents:
    inside = takewhile(lambda section: section.level > sections[at].level, sections[at + 1 :])
    return tuple(content for section in inside for content in section.contents)


def _of_component(contents: Contents) -> bool:
    """Projects are known by their names and numbers, not by likeness."""
    return any("DU_AN" in content.where for content in contents)


def _of_slots(edition: Edition) -> Iterator[Known]:
    for path, block in edition.blocks.items():
        form = edition.form_of[path]
        if block.kind is BlockKind.NARRATIVE and not form.component:
            for code, column in block.columns.items():
                yield Known(column.label, (Content(slot=f"{path}.{code}"),), form.title, _LABEL)


def _of_blocks(edition: Edition) -> Iterator[Known]:
    for data in (ANNEXES, REASONS):
        yield Known(SPECIAL_DATA[data], (Content(data=data),), weight=_LABEL)
    for path, block in edition.blocks.items():
        form = edition.form_of[path]
        told = block.kind not in (BlockKind.NARRATIVE, BlockKind.SHOW) and not block.inside
        if told and block.title and not form.component:
            yield Known(block.title, (Content(data=path),), form.title, _BLOCK)


# ---- components

_ASIDE = re.compile(r"\(([^()]+)\)\W*$")
_PART = re.compile(r"(?:tieu du an|tieu du|tieu da|tda)\s*(?:so )?(\d)\b")
_WHOLE = re.compile(r"(?:^|\s|da)(?:du an|da)\s*(?:so )?(\d)\b")


@frozen
class Components:
    edition: Edition

    def named(self, title: str, above: str) -> str:
        """The component that a title names: by its number, that of the project above it, or its name."""
        aside = _ASIDE.search(title)
        if aside is not None and (told := self.named(aside[1], above)):
            return told
        folded = fold(title)
        part = _PART.search(folded)
        if part is not None and part.start() <= 2:
            whole = _WHOLE.search(folded[part.end() :])
            parent = self._labelled(f"du an {whole[1]}", "") if whole else above
            return self._labelled(f"tieu du an {part[1]}", parent) if parent else self._by_name(folded, "")
        whole = _WHOLE.match(folded)
        return (self._labelled(f"du an {whole[1]}", "") if whole else "") or self._by_name(folded, "")

    def _labelled(self, label: str, parent: str) -> str:
        """A project, or one of the parts of a project."""
        for code, component in self.edition.components.items():
            if component.parent == parent and f"{fold(component.label)} ".startswith(f"{label} "):
                return code
        return ""

    def _by_name(self, folded: str, parent: str) -> str:
        for code, component in self.edition.components.items():
            if parent and component.parent != parent:
                continue
            name = fold(component.name)
            begun = name.startswith(f"{folded} ") and folded.count(" ") >= _BEGUN_WORDS
            if folded in (name, fold(f"{component.label} {component.name}")) or begun:
                return code
        return ""

    def title(self, code: str, title: str) -> str:
        """With its name, where only "Dự án 1" was said."""
        component = self.edition.components[code]
        said = fold(title)
        bare = said == fold(component.label) or fold(component.label).startswith(f"{said} du an")
        return f"{title.rstrip(' .:')}: {component.name}" if bare else title

    def contents(self, code: str, over: Sequence[Contents]) -> Contents:
        """Money, results and words; under a heading that tells of another table with projects, that one's rows."""
        for contents in reversed(over):
            for content in contents:
                path = self._table_with_components(content)
                if path:
                    return (Content(data=path, where={"DU_AN": code}),)
        form = next((each for each in self.edition.forms.values() if each.component == code), None)
        return self._usual(code) or (Content(data=COMPONENTS, where={"DU_AN": code}), *_first_words(form))

    def _usual(self, code: str) -> Contents:
        """As an outline of the edition has it."""
        for outline in self.edition.outlines.values():
            for section in outline.sections:
                if any(each.where == {"DU_AN": code} for each in section.contents):
                    return section.contents
        return ()

    def _table_with_components(self, content: Content) -> str:
        path = content.data or content.slot.rpartition(".")[0]
        form = self.edition.form_of.get(path)
        if form is None or form.component:
            return ""
        main = next((name for name, block in form.blocks.items() if block.kind is not BlockKind.NARRATIVE), "")
        column = form.blocks[main].columns.get("DU_AN") if main else None
        told = column is not None and column.key and form.blocks[main].carried is None
        return form.path(main) if told else ""


def _first_words(form: Form | None) -> Contents:
    """The first narrative slot of a form."""
    if form is None:
        return ()
    told = {form.path(name): block for name, block in form.blocks.items() if block.kind is BlockKind.NARRATIVE}
    return tuple(Content(slot=f"{path}.{code}") for path, block in told.items() for code in block.columns)[:1]
