"""A whole quarter's report typed from nothing, by keys only: what is on the disk is what the file by hand says."""

from pathlib import Path

from gnbv_desktop.services.desk import Desk
from gnbv_desktop.services.dossiers import dump, load_file
from gnbv_desktop.services.work import Work
from gnbv_desktop.ui.side.reasons import ReasonBox
from tests.flow.typist import Key, Typist

BY_HAND = Path(__file__).parent / "quy-3.json"


def test_a_quarter_typed_by_keyboard_is_the_dossier_written_by_hand(open_window, qtbot, tmp_path):
    hands = open_window()
    official = Typist(hands, qtbot.waitUntil)
    begin(official)
    qtbot.waitUntil(lambda: hands.window.centralWidget().objectName() == "workspace")
    hands.window.activateWindow()  # what a window system does when a dialog goes away
    hands.settle()
    type_capital(official)
    type_general(official)
    type_livelihoods(official)
    type_houses(official)
    type_register(official)
    write_narrative(official)
    explain(official)
    identity = hands.workspace.session.work.dossier.head.id
    hands.window.close()
    assert content(tmp_path, identity) == by_hand(tmp_path)


def begin(official):
    """The register of the office first, because a new dossier asks for it; then the dossier of the third quarter."""
    official.tab_to("new_first_dossier")
    official.press(Key.Key_Space)
    official.wait(lambda: official.at.objectName() == "open_register")
    official.press(Key.Key_Return)
    official.wait(lambda: official.at.objectName() == "level")
    official.type("h")
    official.fill("name", "huyện Mường Hoa")
    official.fill("superior", "tỉnh Sơn Lâm")
    official.tab_to("fact_huyen_ngheo")
    official.press(Key.Key_Space)
    official.tab_to("to_unit")
    official.press(Key.Key_Right)
    official.tab_to("communes_new")
    for name in ("thị trấn Mường Hoa", "xã Bản Chiềng", "xã Nậm Lúa"):
        official.type(name)
        official.press(Key.Key_Return)
    official.tab_to("to_communes")
    official.press(Key.Key_Right)
    official.tab_to("agencies_new")
    for name in ("Phòng Lao động - Thương binh và Xã hội", "Trung tâm Dịch vụ nông nghiệp"):
        official.type(name)
        official.press(Key.Key_Return)
    official.press(Key.Key_Return, control=True)
    official.wait(lambda: official.at.window().objectName() == "new_dossier_dialog")
    official.choose("kind", "Quý")
    official.choose("number", "Quý III")
    official.fill("year", "2023")
    official.fill("requested_by", "Công văn số 1208/SLĐTBXH-GN ngày 05/9/2023")
    official.tab_to("create")
    official.press(Key.Key_Return)


def type_capital(official):
    """The table stands open with the focus in it; each line begins in the band of its project."""
    official.band("DA2")
    official.press(Key.Key_Return, control=True)
    official.row("nông nghiệp", "2023", "sự nghiệp", "4174", "3650,5")
    official.band("DA2")
    official.press(Key.Key_Return, control=True)
    official.row("bản chiềng", "2022", "sự nghiệp", "612,5")
    official.band("DA5")
    official.press(Key.Key_Return, control=True)
    official.row("lao động", "2023", "sự nghiệp", "400", "160")
    official.find("nguồn vốn", "VON[r1].NGUON")
    for _ in range(2):
        official.type("NSTW")
        official.press(Key.Key_Return)
    official.find("nguồn vốn", "VON[r3].NGUON")
    official.row("NSTW")


def type_general(official):
    """Single fields: Enter goes on to the next one."""
    official.find("số xã", "CHUNG.DON_VI.SO_XA")
    for number in ("3", "3", "2"):
        official.type(number)
        official.press(Key.Key_Return)


def type_livelihoods(official):
    """A grid with fixed rows, and a list whose row is made by typing below it."""
    official.form("DA2")
    official.find("số hộ tham gia", "DA2.KQ[HO].KH")
    official.row("120", "96", "118")
    official.find("tên dự án, mô hình", "DA2.DS")
    assert official.cell == "DA2.DS[r1].TEN"
    official.row(
        "Nuôi trâu sinh sản vùng cao", "2023", "chăn nuôi", "cộng đồng", "nậm lúa", "nông nghiệp", "96", "60", "36"
    )


def type_houses(official):
    """One row per commune."""
    official.find("bản chiềng nhà", "DA5.THEO_XA[ban_chieng].HOAN_THANH")
    official.press(Key.Key_Home, Key.Key_Right)
    official.row("12", "10", "8", "2", "", "7", "", "4")


def type_register(official):
    official.find("trích yếu", "CHI_DAO.VAN_BAN")
    official.row("kế hoạch", "41/KH-UBND", "17/02/2023", "UBND huyện", "thực hiện Chương trình năm 2023")


def write_narrative(official):
    official.find("thuyết minh dự án 2", "DA2.TM")
    official.type("Đến hết quý III, huyện đã giải ngân ")
    official.figure("giải ngân dự án 2", 'VON(GIAI_NGAN, DU_AN="DA2")')
    official.type(" cho các dự án chăn nuôi.")


def explain(official):
    """A control asks why more houses are under way than were approved: the answer is typed in the side panel."""
    official.find("bản chiềng nhà", "DA5.THEO_XA[ban_chieng].HOAN_THANH")
    official.into_side()
    official.wait(lambda: bool(official.hands.workspace.side.findChildren(ReasonBox)))
    official.tab_to("reason")
    official.type("Một hộ được bổ sung sau khi duyệt danh sách.")
    official.press(Key.Key_Return)


def content(folder, identity):
    """The dossier as it stands on the disk, without what is different in every copy."""
    desk = Desk.open(folder, writes=False)
    found = dump(Work.open(desk, identity))
    desk.close()
    return {key: each for key, each in found.items() if key not in ("id", "uid")}


def by_hand(folder):
    other = folder / "bằng tay"
    desk = Desk.open(other)
    identity = load_file(desk, BY_HAND)
    desk.close()
    return content(other, identity)
