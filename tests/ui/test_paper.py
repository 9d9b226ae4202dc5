"""Page breaks: nothing is lost, nothing that belongs together is parted, notes stand under their marks."""

import pytest
from attrs import evolve

from gnbv_desktop.report.model import (
    Align,
    Heading,
    HeadingLook,
    NoteRun,
    ParagraphBlock,
    ParagraphKind,
    Sizes,
    Table,
    TableCell,
    TextRun,
)
from gnbv_desktop.report.styles import BOTTOM, PAGE_HEIGHT, TEXT_WIDTH, TOP
from gnbv_desktop.ui.paper.finding import find
from gnbv_desktop.ui.paper.pages import ROOM
from gnbv_desktop.ui.paper.places import Places
from gnbv_desktop.ui.paper.setter import Setter
from tests.ui.documents import WORDS, composed_sample, document, paragraph, shown

SAMPLES = ("phong-tho-2023", "tu-mo-rong-2023-08", "bac-kan-2021-2024", "tuan-giao-2023", "phong-tho-2021-2024")


def set_(blocks):
    return Setter().set(document(blocks))


def heading(text, look=HeadingLook.BOLD):
    return Heading(2, (TextRun(text),), look)


def blocks_of(page):
    return [row.block for row in page.rows]


def assert_sound(sheets):
    """Every strip once and in its order, inside the text area, above the notes; notes on their pages."""
    strips = [row.strip for page in sheets.pages for row in page.rows]
    headers = {id(strip.header) for strip in strips if strip.header is not None}
    once = [strip for laid in sheets.laid for strip in laid.strips]
    assert [strip for strip in strips if id(strip) not in headers] == [s for s in once if id(s) not in headers]
    notes = [line for strip in once for note in strip.notes for line in note]
    assert [row.strip for page in sheets.pages for row in page.notes] == notes
    for page in sheets.pages:
        last = page.rows[-1]
        assert page.rows[0].y >= TOP and last.y + last.strip.height <= page.notes_top + 1
        assert all(row.y + row.strip.height <= PAGE_HEIGHT - BOTTOM + 1 for row in page.notes)
        follows = page is not sheets.pages[-1]
        assert not (follows and last.strip.keep_next), f"page {page.number} ends with what must not stand last"


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_stand_on_sound_pages(qapp, tmp_path, sample):
    sheets = Setter().set(composed_sample(tmp_path, sample).document)
    assert len(sheets.pages) > 3
    assert_sound(sheets)


@pytest.mark.parametrize("lines", range(28, 46))
def test_a_heading_never_ends_a_page(qapp, lines):
    """Shifted line by line over the foot of the page."""
    blocks = [*(paragraph("Một dòng.") for _ in range(lines)), heading("1. Nguồn vốn"), paragraph(WORDS, 3)]
    sheets = set_([*blocks, *(paragraph(WORDS, 2) for _ in range(12))])
    assert_sound(sheets)
    place = len(blocks) - 1
    page = next(page for page in sheets.pages if place in blocks_of(page))
    assert blocks_of(page).count(place + 1) >= 2, "the heading has two lines of its text below it"


@pytest.mark.parametrize("lines", range(20, 40))
def test_the_last_paragraph_and_the_signature_stand_together(qapp, lines):
    closing = ParagraphBlock((TextRun(WORDS * 2),), ParagraphKind.CLOSING)
    sheets = set_([*(paragraph("Một dòng.") for _ in range(lines)), closing])
    assert_sound(sheets)
    last = len(sheets.laid) - 1
    assert {last - 1, last} <= set(blocks_of(sheets.pages[-1]))


def table(rows, notes=0):
    marks = tuple(NoteRun("Theo số liệu của Kho bạc Nhà nước.") for _ in range(notes))
    cells = tuple(
        (TableCell((TextRun(f"Dòng {n}"), *marks)), TableCell((TextRun(str(n)),), Align.NUMBER)) for n in range(rows)
    )
    header = (TableCell((TextRun("Nội dung"),), Align.HEAD), TableCell((TextRun("Số"),), Align.HEAD))
    return Table((3, 1), header, cells, "Đơn vị tính: triệu đồng")


@pytest.mark.parametrize("lines", range(14, 34, 2))
def test_a_short_table_is_never_torn_and_keeps_its_sentence(qapp, lines):
    sheets = set_([*(paragraph("Một dòng.") for _ in range(lines)), paragraph("Kết quả như sau:"), table(12)])
    assert_sound(sheets)
    place = lines + 2
    pages = [page for page in sheets.pages if place in blocks_of(page)]
    assert len(pages) == 1 and place - 1 in blocks_of(pages[0])


def test_a_long_table_repeats_its_header(qapp):
    sheets = set_([paragraph("Kết quả như sau:"), table(120)])
    assert_sound(sheets)
    header = sheets.laid[2].strips[1]
    assert [page.rows[0].strip is header for page in sheets.pages[1:-1]] == [True] * (len(sheets.pages) - 2)
    assert header in [row.strip for row in sheets.pages[0].rows]


def test_notes_stand_at_the_foot_of_the_page_of_their_mark(qapp):
    noted = ParagraphBlock((TextRun("Đã ban hành kế hoạch"), NoteRun(WORDS * 2), TextRun(".")))
    sheets = set_([*(paragraph(WORDS, 3) for _ in range(8)), *(noted for _ in range(6)), paragraph(WORDS)])
    assert_sound(sheets)
    assert [row.strip.placed[0].text.text[:2] for page in sheets.pages for row in page.notes if
            row.strip.placed[0].line == 0] == [f"{number} " for number in range(1, 7)]  # fmt: skip
    for page in sheets.pages:
        marked = [row.block for row in page.rows for note in row.strip.notes if note]
        assert set(marked) == {row.block for row in page.notes}


def test_a_note_longer_than_a_page_goes_on(qapp):
    noted = ParagraphBlock((TextRun("Các văn bản"), NoteRun(WORDS * 60)))
    sheets = set_([paragraph(WORDS), noted, *(paragraph(WORDS, 4) for _ in range(20))])
    assert_sound(sheets)
    assert len([page for page in sheets.pages if page.notes]) >= 2


def test_more_than_a_page_that_must_stay_together_still_comes_out(qapp):
    sheets = set_([ParagraphBlock((TextRun("Dòng:"),), keep_next=True) for _ in range(120)])
    strips = [row.strip for page in sheets.pages for row in page.rows]
    assert strips == [strip for laid in sheets.laid for strip in laid.strips]
    assert all(page.rows[-1].y + page.rows[-1].strip.height <= TOP + ROOM + 1 for page in sheets.pages)


def test_equal_blocks_are_set_once(qapp):
    setter = Setter()
    blocks = [paragraph(WORDS, n % 5 + 1) for n in range(40)]
    before = setter.set(document(blocks))
    blocks[20] = paragraph("Câu khác hẳn.")
    after = setter.set(document(blocks))
    other = [place for place, (one, two) in enumerate(zip(before.laid, after.laid, strict=True)) if one is not two]
    assert other == [21]


def test_several_addressees_stand_under_each_other(qapp):
    items = ("- Ủy ban nhân dân tỉnh Lai Châu;", "- Sở Lao động - Thương binh và Xã hội.")
    head = ParagraphBlock((TextRun("Kính gửi:"),), ParagraphKind.ADDRESSEES)
    listed = [ParagraphBlock((TextRun(item),), ParagraphKind.ADDRESSEE_ITEM) for item in items]
    sheets = set_([head, *listed])
    colon = sheets.laid[1].texts[0].part(0, len("Kính gửi"), len("Kính gửi:"))
    dashes = [laid.texts[0].part(0, 0, 1) for laid in sheets.laid[2:4]]
    assert colon is not None and all(dash is not None and abs(dash[0] - colon[0]) < 10 for dash in dashes)


def test_a_draft_says_so_above_its_title(qapp):
    made = document([paragraph(WORDS)])
    words = shown(Setter().set(evolve(made, letterhead=evolve(made.letterhead, draft=True))))
    assert words.index("/BC-UBND") < words.index("DỰ THẢO") < words.index("BÁO CÁO\n")
    assert "DỰ THẢO" not in shown(Setter().set(made))


def test_words_are_found_with_and_without_diacritics(qapp):
    sheets = set_([paragraph("Đã giải\u00a0ngân; GIẢI NGÂN; giai ngan."), paragraph("Giải pháp")])
    assert [(each.place, each.start) for each in find(sheets, "giai ngan")] == [(1, 3), (1, 14), (1, 25)]
    assert [each.start for each in find(sheets, "giải ngân")] == [3, 14]
    assert list(find(sheets, "  ")) == [] == list(find(sheets, "xyz"))


def test_a_place_on_the_page_and_its_letters_lead_to_each_other(qapp, tmp_path):
    places = Places(Setter().set(composed_sample(tmp_path, "phong-tho-2023").document))
    assert len(places.figures) > 100
    for figure in places.figures:
        for area in places.area_of(figure):
            assert places.figure_at(area.page, area.rect.center()) is figure


def test_the_number_of_a_document_is_never_parted(qapp):
    words = "Quyết định số 512/QĐ-UBND của Ủy ban nhân dân huyện. "
    sheets = set_([paragraph(f"{'a' * length} {words}", 4) for length in range(60)])
    for laid in sheets.laid[1:-1]:
        (text,) = laid.texts
        ends = [line.textStart() + line.textLength() for line in text.lines]
        assert ends[-1] == len(text.text)
        assert all(text.text[end - 1] == " " for end in ends[:-1])
        edges = [text.part(number, 0, end - 1) for number, end in enumerate(ends[:-1])]
        assert all(edge is not None and abs(edge[1] - TEXT_WIDTH) < 1 for edge in edges), "justified as all others"


def test_what_an_office_chose_for_its_letterhead_stands_there(qapp):
    made = document([Heading(1, (TextRun("Phần thứ nhất: Kết quả"),), HeadingLook.PART), paragraph(WORDS)])
    head = evolve(made.letterhead, urgency="HỎA TỐC", contact="Số 1, thị trấn Phong Thổ", sizes=Sizes.LARGE)
    sheets = Setter().set(evolve(made, letterhead=head, signature=evolve(made.signature, drafter="VP.05")))
    words = shown(sheets)
    assert words.index("/BC-UBND") < words.index("HỎA TỐC") < words.index("BÁO CÁO\n") and "VP.05" in words
    assert len({rule.colour for rule in sheets.laid[0].strips[0].rules}) == 2, "the frame of the stamp is red"
    (foot,) = sheets.pages[0].foot
    assert foot.y > PAGE_HEIGHT - BOTTOM and foot.strip.placed[0].text.text == head.contact
    assert all(not page.foot for page in sheets.pages[1:])
    nation = next(text for text in sheets.laid[0].texts if text.text.startswith("CỘNG HÒA"))
    assert len(nation.lines) == 1, "on one line in the larger sizes too"


def test_the_number_of_a_part_stands_above_its_title(qapp):
    sheets = set_([Heading(1, (TextRun("Phần I. Kết quả thực hiện"),), HeadingLook.PART), paragraph(WORDS)])
    (text,) = sheets.laid[1].texts
    assert text.text.split("\u2028") == ["Phần I", "KẾT QUẢ THỰC HIỆN"] and len(text.lines) == 2
