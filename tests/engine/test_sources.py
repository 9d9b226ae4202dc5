"""What a figure is said to be made of is what its formula looks at."""

from gnbv_desktop.engine.sources import derived_refs, sources_of
from gnbv_desktop.kernel.refs import parse_ref
from tests.support_dossiers import evaluated, figure, head, lines


def sources(evaluation, ref):
    return [str(each) for each in sources_of(evaluation, parse_ref(ref))]


def test_a_formula_names_its_row_and_what_it_looks_up():
    made = evaluated(lines("KINH_PHI", "HOP_PHAN DUOC_CAP DA_CHI", "HP1 100 40", "HP3 10 5"))
    assert sources(made, "KINH_PHI[r1].TY_LE") == ["KINH_PHI[r1].DA_CHI", "KINH_PHI[r1].TONG"]
    assert sources(made, "HP1.PV.CHI") == ["KINH_PHI[r1].DA_CHI"]


def test_a_sum_of_parts_names_them_only_while_it_is_one():
    made = evaluated({"HP1.KQ[HO_NGHEO].TH": "8", "HP1.KQ[HO_KHAC].TH": "5", "HP1.KQ[HO_NGHEO].KH": "8"})
    assert sources(made, "HP1.KQ[HO].TH") == ["HP1.KQ[HO_NGHEO].TH", "HP1.KQ[HO_KHAC].TH"]
    assert sources(made, "HP1.KQ[HO].KH") == []
    assert sources(made, "HP1.KQ[HO_NGHEO].TH") == []


def test_the_rows_of_a_row_formula_and_the_years_of_a_period():
    made = evaluated({"HP1.KQ[LOP_XA].TH": "2"})
    assert sources(made, "HP1.KQ[LOP].TH") == ["HP1.KQ[LOP_XA].TH", "HP1.KQ[LOP_THON].TH"]
    years = evaluated({"HP1.KQ[LOP_XA].TH_2026": "2", "HP1.KQ[LOP_XA].TH_2027": "3"}, head(2026, 2027))
    assert figure(years, "HP1.KQ[LOP_XA].TH") == "5"
    assert sources(years, "HP1.KQ[LOP_XA].TH") == ["HP1.KQ[LOP_XA].TH_2026", "HP1.KQ[LOP_XA].TH_2027"]


def test_a_figure_of_the_definitions_has_no_sources_and_an_unknown_address_neither():
    made = evaluated({})
    assert figure(made, "HP1.KQ[DINH_MUC].KH") == "2000000"
    assert sources(made, "HP1.KQ[DINH_MUC].KH") == []
    assert sources(made, "HP1.KQ[HO].KHONG_CO") == []


def test_derived_refs_are_the_ones_nobody_types():
    made = evaluated({"HP1.THON[thon1].HO": "5"})
    assert [str(ref) for ref in derived_refs(made, "HP1.THON")] == ["HP1.THON[thon1].TY_LE", "HP1.THON[thon2].TY_LE"]
    assert list(derived_refs(made, "HP1.TM")) == []
    assert list(derived_refs(made, "HP1.CT")) == []
