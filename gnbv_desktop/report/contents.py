"""What stands under a heading of the outline: words of the office, and data told in sentences, lists or tables."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from attrs import define, field, frozen

from gnbv_desktop.catalogue.model import AS_OF, BlockKind, Form
from gnbv_desktop.engine.evaluate import Evaluation
from gnbv_desktop.kernel.dates import write_date
from gnbv_desktop.kernel.dossier import SINGLE
from gnbv_desktop.kernel.outline import ANNEXES, COMPONENTS, REASONS, Content, Number, Outline, Telling, When
from gnbv_desktop.kernel.refs import Ref, parse_ref
from gnbv_desktop.report import sentences as say
from gnbv_desktop.report.accounts import Accounts
from gnbv_desktop.report.blocks import (
    GeneratedHeading,
    Sentences,
    announcing,
    as_one_sentence,
    dashes,
    named,
    paragraphs,
    pluses,
    punctuated,
    with_source,
)
from gnbv_desktop.report.capital import VON, Capital
from gnbv_desktop.report.citations import Citations
from gnbv_desktop.report.division import COMPONENT_KEYS, Division, Node, Where, year_of
from gnbv_desktop.report.figures import Figures
from gnbv_desktop.report.households import Households
from gnbv_desktop.report.listed import Lists
from gnbv_desktop.report.model import Block, ParagraphBlock, ParagraphKind, Run, TextRun
from gnbv_desktop.report.money import Money
from gnbv_desktop.report.numbering import Numbering
from gnbv_desktop.report.results import Results, as_sentence
from gnbv_desktop.report.sentences import Pattern, capital, capitalised, joined, lowered
from gnbv_desktop.report.tables import BlockTable, MoneyTable
from gnbv_desktop.report.targets import Targets
from gnbv_desktop.report.words import Narratives, Told

_OF_ALL = ("TONG", "PHAN_BO", "GIAI_NGAN", "UOC")
"""What is told of a whole before its parts."""


@frozen
class Place:
    """Where in the outline a content stands: its level and numbering, and the slots beside it."""

    outline: Outline
    level: int
    slots: tuple[str, ...]

    def style(self, content: Content, key: str, depth: int) -> Number:
        """As the content says for the key, else as the outline for the level."""
        index = content.by.index(key) if key in content.by else depth
        if index < len(content.levels):
            return content.levels[index]
        return self.outline.number_of(self.level + 1 + depth)


Body = Callable[[Content, Node, tuple[str, ...], Told], tuple[Sentences, list[Block], Told]]
"""What is told at a node: sentences, further blocks, and what is told by now."""


@frozen
class Branch:
    """A tree of keys while it is told."""

    content: Content
    place: Place
    body: Body
    stop: str
    """Between a heading and the sentence that goes on in its line."""


@define(eq=False)
class Contents:
    evaluation: Evaluation
    numbering: Numbering
    figures: Figures
    citations: Citations
    narratives: Narratives
    money: Money
    _scope_said: bool = field(default=False, init=False)

    @classmethod
    def of(cls, evaluation: Evaluation) -> Contents:
        capital, citations = Capital(evaluation), Citations(evaluation)
        narratives = Narratives(evaluation, capital.figures, citations)
        money = Money(Accounts(capital, Division(evaluation, VON, capital.sources)))
        return cls(evaluation, Numbering(), capital.figures, citations, narratives, money)

    @cached_property
    def results(self) -> Results:
        return Results(self.evaluation, self.figures)

    @cached_property
    def targets(self) -> Targets:
        return Targets(self.evaluation, self.figures)

    @cached_property
    def households(self) -> Households:
        return Households(self.evaluation, self.figures)

    @cached_property
    def lists(self) -> Lists:
        return Lists(self.evaluation, self.figures, self.citations)

    # ---- one content

    def blocks(self, content: Content, place: Place) -> Iterator[Block]:
        if content.when is When.NEVER:
            return
        if content.slot:
            for slot in self.narratives.with_years(content.slot):
                yield from self.narratives.blocks(slot)
            return
        for block in self._data(content, place):
            yield with_source(block, content.data)

    def _data(self, content: Content, place: Place) -> Iterator[Block]:
        path = content.data
        if path == COMPONENTS:
            yield from self._scope()
            branch = Branch(content, place, self._component_body, ".")
            yield from self._tree(branch, content.where, content.by, 0, self._told(content, place))
        elif path == ANNEXES:
            yield from self._annexes()
        elif path == REASONS:
            yield from self._explanations(self._unplaced_reasons())
        elif path not in self.evaluation.edition.blocks:
            return
        elif path == VON:
            yield from self._capital(content, place)
        else:
            yield from self._dated(path, list(self._block(content, place)))

    def _dated(self, path: str, blocks: list[Block]) -> Iterator[Block]:
        day = self._own_date(path)
        if blocks and day:
            yield ParagraphBlock(say.AS_OF.fill(ngay=day), keep_next=True)
        yield from blocks

    def _own_date(self, path: str) -> str:
        """The date of a block's figures, where it is another one than that of the report."""
        if path not in self.evaluation.edition.blocks or not self.evaluation.edition.blocks[path].as_of:
            return ""
        day = self.evaluation.figure(Ref(path, SINGLE, AS_OF)).value
        if not isinstance(day, datetime.date) or day == self.evaluation.dossier.head.period.cutoff:
            return ""
        return write_date(day)

    def _block(self, content: Content, place: Place) -> Iterator[Block]:
        path, told = content.data, self._told(content, place)
        if content.form is Telling.TABLE:
            table = BlockTable(self.evaluation, self.figures).table(path, content.where)
            yield from (table,) if table is not None else ()
            return
        if self.targets.tells(path):
            yield from self._grouped(self.targets.groups(path, content.where, told.refs), content, end=";")
        elif self.targets.summarises(path):
            yield from paragraphs(self.targets.summary(path, told.refs))
        elif self.households.reviews(path) or self.households.plans(path):
            for lead, found in self.households.groups(path, told.refs):
                yield from (ParagraphBlock(lead, keep_next=True),) if lead else ()
                yield from dashes(found)
        elif self.lists.is_register(path):
            yield from dashes(punctuated([(TextRun(each),) for each in self.lists.documents(path, content.where)]))
        elif self.lists.assigns(path):
            yield from self._tasks(content, place)
        elif self.lists.needs(path):
            yield from self._needs(content, place, told)
        elif self.evaluation.edition.blocks[path].kind in (BlockKind.FIXED, BlockKind.FIELDS):
            yield from self._grouped(self.results.groups(path, content.where, told.refs), content)
        else:
            found = list(self.lists.items(path, content.where, told.refs))
            whole = self.lists.total(path, told) if len(found) > 1 else ()
            yield from (ParagraphBlock(announcing(whole), keep_next=True),) if whole else ()
            yield from dashes(punctuated(found))

    def _told(self, content: Content, place: Place) -> Told:
        if content.when is When.ALWAYS:
            return Told(self.figures)
        slots = [each for slot in place.slots for each in self.narratives.with_years(slot)]
        return self.narratives.told(slots)

    @staticmethod
    def _grouped(
        groups: Iterable[tuple[str, list[tuple[Run, ...]]]], content: Content, end: str = ""
    ) -> Iterator[Block]:
        """Items under their heading rows: one sentence each, or a dash for every item."""
        for heading, items in groups:
            if not items:
                continue
            if content.form is Telling.SENTENCE and not end:
                yield ParagraphBlock(as_sentence(items))
                continue
            headed = bool(heading) and "NHOM" not in content.where
            if headed:
                yield ParagraphBlock((TextRun(f"- {heading}:"),), ParagraphKind.DASH, keep_next=True)
            yield from (pluses if headed else dashes)(punctuated([capital(each) for each in items]))

    # ---- trees of keys

    def _tree(
        self, branch: Branch, where: Where, keys: Sequence[str], depth: int, told: Told, above: Number = Number.NONE
    ) -> Iterator[Block]:
        """Headings for the values of the first key, what is told of each, then the next keys below it."""
        if not keys:
            return
        key, *others = keys
        nodes = self.money.division.split(key, where)
        if not nodes:
            yield from self._tree(branch, where, others, depth, told, above)
        for node in nodes:
            style = branch.place.style(branch.content, node.key, depth)
            if style is Number.PLUS and above not in (Number.DASH, Number.PLUS) and branch.content.by[0] != node.key:
                # The level between has nothing to tell apart here.
                style = Number.DASH
            yield from self._node(branch, node, others, depth, told, style)

    def _node(
        self, branch: Branch, node: Node, keys: Sequence[str], depth: int, told: Told, style: Number
    ) -> Iterator[Block]:
        """Nothing at all, not even its number, where neither the node nor what is below it has anything to tell."""
        level = branch.place.level + 1 + depth
        mark = self.numbering.mark()
        sign = self.numbering.next(level, style)
        sentences, blocks, known = branch.body(branch.content, node, self._inner(keys, node.where), told)
        below = list(self._tree(branch, node.where, keys, depth + 1, known, style))
        if not sentences and not blocks and not below:
            self.numbering.back_to(mark)
            return
        stop = branch.stop if node.key in COMPONENT_KEYS else ":"
        heading = GeneratedHeading(sign, node.title, style, level, node.key in branch.content.run_in, stop)
        inside = stop == ":" and heading.goes_on and sentences
        yield from heading.over((lowered(sentences[0]), *sentences[1:]) if inside else sentences, blocks)
        yield from below

    def _inner(self, keys: Sequence[str], where: Where) -> tuple[str, ...]:
        """The keys below a node by which its data really fall apart."""
        return tuple(key for key in keys if self.money.division.split(key, where))

    # ---- components: money, words, results

    def _component_body(
        self, content: Content, node: Node, inner: tuple[str, ...], above: Told
    ) -> tuple[Sentences, list[Block], Told]:
        slots = self._node_slots(node, content, inner)
        told = above
        if content.when is not When.ALWAYS:
            told = above.with_more(self.narratives.told(slots)) if slots else above
        sentences = self.money.sentences(node.where, inner, told, content.columns)
        words = [block for slot in slots for block in self._words(slot, node)]
        alone = node.key == "NAM" and not sentences and not words
        results = self._node_results(node, told, content, say.DONE if alone else say.RESULTS)
        rest = [*results, *self._explanations(self._reasons_of(node))]
        if words and sentences and self.money.total_told(node.where, told):
            # The words begin with the whole; what they leave out follows them.
            return (), [*words, ParagraphBlock(joined(sentences, " ")), *rest], told
        return sentences, [*words, *rest], told

    def of_component(self, component: str, year: str, outline: Outline) -> Iterator[Block]:
        """The money and results of a component, or of its year, that its own words leave untold.

        Of the money that the outline tells by components, where it does so once; years that have headings tell theirs.
        """
        components = self.evaluation.edition.components
        parent = components[component].parent
        keys = {"DU_AN": parent, "TDA": component} if parent else {"DU_AN": component}
        trees = [each for section in outline.sections for each in section.contents if each.data == COMPONENTS]
        content = trees[0] if len(trees) == 1 else Content(data=COMPONENTS, by=("DU_AN", "TDA"))
        inner = ("NAM",) if self.evaluation.several_years and not year and "NAM" in content.by else ()
        node = Node(
            {**content.where, **keys, **({"NAM": year} if year else {})}, "NAM" if year else list(keys)[-1], "", ""
        )
        slots = [slot for form in self._forms(frozenset({component})) for slot in self.narratives.of_form(form, year)]
        told = self.narratives.told(slots)
        if sentences := self.money.sentences(node.where, inner, told):
            yield ParagraphBlock(joined(sentences, " "))
        yield from self._node_results(node, told, content, say.RESULTS)

    def _node_slots(self, node: Node, content: Content, inner: tuple[str, ...]) -> tuple[str, ...]:
        """The slots told at this node: of its component, or of its component in its year."""
        if not _speaks(node) or not node.component:
            return ()
        year = year_of(node.where)
        forms = list(self._forms(frozenset({node.component})))
        found = [slot for form in forms for slot in self.narratives.of_form(form, year)]
        if not year and "NAM" not in content.by:
            years = self.evaluation.dossier.head.period.years
            found += (slot for each in years for form in forms for slot in self.narratives.of_form(form, str(each)))
        if not year and "NAM" in inner and "TDA" in content.by and content.by.index("NAM") < content.by.index("TDA"):
            # Below, the sub-projects stand within the years: what they say of the whole period stands here.
            below = self.evaluation.edition.subtree(node.component) - {node.component}
            found += (slot for form in self._forms(below) for slot in self.narratives.of_form(form))
        return tuple(slot for slot in found if slot not in self.narratives.printed)

    def _words(self, slot: str, node: Node) -> Iterator[Block]:
        """Words that speak of less than the node say of what."""
        form = self.evaluation.edition.form_of[slot.rpartition(".")[0]]
        label = ""
        if form.component != node.component:
            label = self.evaluation.edition.components[form.component].label.partition(" - ")[0]
        year = slot[-4:]
        if slot[-5:-4] == "_" and year.isdigit() and not year_of(node.where):
            label = f"Năm {year}"
        for index, block in enumerate(self.narratives.blocks(slot)):
            yield named(block, label) if label and not index else block

    def _forms(self, components: frozenset[str]) -> Iterator[Form]:
        return (form for form in self.evaluation.edition.forms.values() if form.component in components)

    def _node_results(self, node: Node, told: Told, content: Content, pattern: Pattern) -> Iterator[Block]:
        if not _speaks(node) or (content.columns and "KET_QUA" not in content.columns):
            return
        year = year_of(node.where)
        for form in self._forms(frozenset({node.component})):
            for path in (form.path(code) for code in form.blocks):
                if not self.results.tells(path) or (year and not self._yearly(path)):
                    continue
                yield from self._results(path, node.where, told, pattern)
                if not year and "NAM" not in content.by and self._yearly(path):
                    yield from self._results_by_year(path, told)

    def _results(self, path: str, where: Where, told: Told, pattern: Pattern) -> Iterator[Block]:
        items = [item for _, each in self.results.groups(path, where, told.refs) for item in each]
        if items:
            yield ParagraphBlock(capital(pattern.fill(so_lieu=joined(items))), source=path)

    def _results_by_year(self, path: str, told: Told) -> Iterator[Block]:
        """What an outline without years leaves of results that were entered year by year."""
        if self.evaluation.several_years:
            for year in map(str, self.evaluation.dossier.head.period.years):
                named = Pattern(f"Năm {year}: {{so_lieu}}.", "")
                yield from self._results(path, {"NAM": year}, told, named)

    def _yearly(self, path: str) -> bool:
        return self.evaluation.edition.blocks[path].yearly

    # ---- reasons that were ticked

    @cached_property
    def _ticked(self) -> dict[str, list[str]]:
        """By component: the reasons that were chosen for the report."""
        found: dict[str, list[str]] = {}
        for reason in self.evaluation.dossier.reasons.values():
            if reason.in_report and reason.text.strip():
                component = next((each for ref in reason.refs if (each := self._component_at(ref))), "")
                found.setdefault(component, []).append(reason.text.strip())
        return found

    def _component_at(self, ref: str) -> str:
        try:
            place = parse_ref(ref)
        except ValueError:
            return ""
        if place.block == VON:
            return self.evaluation.figure(Ref(VON, place.row, "DU_AN")).text.partition("+")[0]
        form = self.evaluation.edition.form_of.get(place.block)
        return form.component if form is not None else ""

    def _reasons_of(self, node: Node) -> list[str]:
        return self._ticked.pop(node.component, []) if node.key in COMPONENT_KEYS else []

    def _unplaced_reasons(self) -> list[str]:
        found = [text for texts in self._ticked.values() for text in texts]
        self._ticked.clear()
        return found

    @staticmethod
    def _explanations(texts: Iterable[str]) -> Iterator[Block]:
        for text in texts:
            end = "" if text.endswith((".", ":", ";")) else "."
            yield ParagraphBlock((TextRun(f"{capitalised(text)}{end}"),))

    # ---- money by keys

    def _capital(self, content: Content, place: Place) -> Iterator[Block]:
        yield from self._scope()
        if content.form is Telling.TABLE:
            table = MoneyTable(self.money, self.figures).table(content)
            yield from (table,) if table is not None else ()
            return
        told = self._told(content, place)
        inner = self._inner(content.by, content.where)
        root = self.money.sentences(content.where, inner, told, content.columns or _OF_ALL)
        branch = Branch(content, place, self._capital_body, ":")
        below = list(self._tree(branch, content.where, content.by, 0, told))
        if root:
            whole = joined(root, " ")
            yield ParagraphBlock(announcing(whole) if below else whole, keep_next=bool(below))
        yield from below

    def _scope(self) -> Iterator[Block]:
        """Before the first money of the document, once."""
        if not self._scope_said:
            self._scope_said = True
            yield from paragraphs(self.money.scope())
            if day := self._own_date(VON):
                yield ParagraphBlock(say.MONEY_AS_OF.fill(ngay=day))

    def _capital_body(
        self, content: Content, node: Node, inner: tuple[str, ...], above: Told
    ) -> tuple[Sentences, list[Block], Told]:
        told = self.money.compact(node.where, content.columns, above)
        if not told:
            return (), [], above
        ended = (*told, TextRun("."))
        return ((announcing(ended) if inner else ended),), [], above

    # ---- tasks, needs, annexes

    def _tasks(self, content: Content, place: Place) -> Iterator[Block]:
        for agency, tasks in self.lists.tasks(content.data):
            style = place.style(content, "CO_QUAN", 0)
            sign = self.numbering.next(place.level + 1, style)
            heading = GeneratedHeading(sign, agency, style, place.level + 1, len(tasks) == 1)
            if len(tasks) == 1:
                yield from heading.over([(TextRun(as_one_sentence(tasks[0])),)], [])
            else:
                sentences = [capitalised(as_one_sentence(each)) for each in tasks]
                dashes = [ParagraphBlock((TextRun(f"- {each}"),), ParagraphKind.DASH) for each in sentences]
                yield from heading.over((), dashes)

    def _needs(self, content: Content, place: Place, told: Told) -> Iterator[Block]:
        total = f"total({content.data}.SO_TIEN)"
        number = self.figures.number(total)
        below = list(self._need_tree(content, place, "", 0)) if content.by else []
        if number and not told.holds(total, number):
            whole = say.NEEDS.fill(von=self.figures.money(total), chia=self.lists.need_kinds(content.data, ""))
            yield ParagraphBlock(announcing(whole) if below else whole, keep_next=bool(below))
        yield from below

    def _need_tree(self, content: Content, place: Place, parent: str, depth: int) -> Iterator[Block]:
        components = self.evaluation.edition.components
        for code, component in components.items():
            if component.parent != parent or not self._needed(content.data, code):
                continue
            style = place.style(content, content.by[min(depth, len(content.by) - 1)], depth)
            sign = self.numbering.next(place.level + 1 + depth, style)
            name = f"{component.label.partition(' - ')[0]}: {component.name}"
            told = self.lists.need(content.data, code, deeper=len(content.by) > depth + 1)
            heading = GeneratedHeading(sign, name, style, place.level + 1 + depth, bool(told))
            yield from heading.over((told,) if told else (), [])
            if len(content.by) > depth + 1:
                yield from self._need_tree(content, place, code, depth + 1)

    def _needed(self, path: str, component: str) -> bool:
        subtree = self.evaluation.edition.subtree(component)
        return any(self.lists.text(path, row, "DU_AN") in subtree for row in self.evaluation.rows(path))

    def _annexes(self) -> Iterator[Block]:
        names = [each.name for each in self.evaluation.edition.annexes.values() if each.number]
        if names:
            yield ParagraphBlock(say.ANNEXES.fill(cac_bieu="; ".join(names)))


def _speaks(node: Node) -> bool:
    """Words and results are told of components and their years, not of sources or kinds of money."""
    return node.key in (*COMPONENT_KEYS, "NAM") and not {"NGUON", "NAM_GOC", "NIEN_DO", "DON_VI"} & node.where.keys()
