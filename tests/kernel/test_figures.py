"""Reading and writing figures: tables of what people type, and properties that no figure may break."""

import decimal
import unicodedata
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gnbv_desktop.kernel.figure_reading import ReadResult, read_figure
from gnbv_desktop.kernel.figures import (
    Kind,
    MoneyUnit,
    parse_canonical,
    plain,
    round_half_up,
    write_count,
    write_decimal,
    write_money,
    write_money_rounded,
    write_percent,
)

MONEY, COUNT, DECIMAL, PERCENT, YEAR = Kind.MONEY, Kind.COUNT, Kind.DECIMAL, Kind.PERCENT, Kind.YEAR
DONG, NGHIN, TRIEU, TY = MoneyUnit.DONG, MoneyUnit.NGHIN, MoneyUnit.TRIEU, MoneyUnit.TY

slow_enough = settings(derandomize=True, max_examples=300, deadline=None)


def canonicals(result: ReadResult) -> list[str]:
    return [reading.canonical for reading in result.readings]


def nfd_upper(text: str) -> str:
    return unicodedata.normalize("NFD", text.upper())


# ---- certain readings

CERTAIN = [
    # money in triệu đồng, as it stands in the seeds
    ("3.518", MONEY, "3518000000"),
    ("174.177", MONEY, "174177000000"),
    ("4.569,482", MONEY, "4569482000"),
    ("3.908,53", MONEY, "3908530000"),
    ("7,74", MONEY, "7740000"),
    ("72", MONEY, "72000000"),
    ("0", MONEY, "0"),
    ("71,97", MONEY, "71970000"),
    ("1,234.5", MONEY, "1234500000"),
    ("1.234,5", MONEY, "1234500000"),
    ("1,234.567", MONEY, "1234567000"),
    ("2.1", MONEY, "2100000"),
    ("95.83", MONEY, "95830000"),
    ("0.518", MONEY, "518000"),
    ("0,518", MONEY, "518000"),
    ("1234.567", MONEY, "1234567000"),
    ("1234,567", MONEY, "1234567000"),
    ("123456", MONEY, "123456000000"),
    ("71,972000", MONEY, "71972000"),
    ("1.234.567,8", MONEY, "1234567800000"),
    ("-125,5", MONEY, "-125500000"),
    ("(125,5)", MONEY, "-125500000"),
    ("(1.250)", MONEY, "-1250000000"),
    ("+125", MONEY, "125000000"),
    ("-0", MONEY, "0"),
    ("1 234", MONEY, "1234000000"),
    ("1 234,567", MONEY, "1234567000"),
    ("1'234", MONEY, "1234000000"),
    # money with its own unit
    ("1, 8 tỷ", MONEY, "1800000000"),
    ("1,8 tỷ", MONEY, "1800000000"),
    ("18,55 tỷ đồng", MONEY, "18550000000"),
    ("2 tỉ", MONEY, "2000000000"),
    ("57.374.410 đồng", MONEY, "57374410"),
    ("57374410 đồng", MONEY, "57374410"),
    ("1.520.882.832đ", MONEY, "1520882832"),
    ("4.267.441.000đ,", MONEY, "4267441000"),
    ("486.882.832₫", MONEY, "486882832"),
    ("537.969.000 VNĐ.", MONEY, "537969000"),
    ("500k", MONEY, "500000"),
    ("500 ngàn", MONEY, "500000"),
    ("500 nghìn đồng", MONEY, "500000"),
    ("5tr", MONEY, "5000000"),
    ("5 tr.đ", MONEY, "5000000"),
    ("207 triệu", MONEY, "207000000"),
    ("71.972 triệu đồng", MONEY, "71972000000"),
    ("263.712.600 triệu đồng", MONEY, "263712600000000"),
    ("71,972 đồng", MONEY, "71972"),
    ("14.731,449 triệu", MONEY, "14731449000"),
    # counts
    ("2.859", COUNT, "2859"),
    ("28.765", COUNT, "28765"),
    ("05", COUNT, "5"),
    ("0", COUNT, "0"),
    ("71,972", COUNT, "71972"),
    ("1,234,567", COUNT, "1234567"),
    ("1.234.567", COUNT, "1234567"),
    ("57374410", COUNT, "57374410"),
    ("1 234 567", COUNT, "1234567"),
    ("1’234’567", COUNT, "1234567"),
    ("2859.0", COUNT, "2859"),
    ("1.234,00", COUNT, "1234"),
    # decimals and percents
    ("38,32", DECIMAL, "38.32"),
    ("38.32", DECIMAL, "38.32"),
    ("0.518", DECIMAL, "0.518"),
    ("0,518", DECIMAL, "0.518"),
    ("1234.567", DECIMAL, "1234.567"),
    ("1.234,5", DECIMAL, "1234.5"),
    ("1.234.567", DECIMAL, "1234567"),
    ("-8,52", DECIMAL, "-8.52"),
    ("41,06%", PERCENT, "41.06"),
    ("41,06 %", PERCENT, "41.06"),
    ("99,76%.", PERCENT, "99.76"),
    ("30.05%", PERCENT, "30.05"),
    ("81.82%", PERCENT, "81.82"),
    ("8,52 phần trăm", PERCENT, "8.52"),
    ("100%", PERCENT, "100"),
    ("100,00", PERCENT, "100"),
    ("-0,5", PERCENT, "-0.5"),
    # years
    ("2023", YEAR, "2023"),
    ("2.023", YEAR, "2023"),
    ("2,023", YEAR, "2023"),
]


@pytest.mark.parametrize(("text", "kind", "canonical"), CERTAIN)
def test_certain(text: str, kind: Kind, canonical: str) -> None:
    result = read_figure(text, kind)
    assert result.problem is None
    assert result.certain is not None
    assert result.certain.canonical == canonical
    assert read_figure(nfd_upper(text), kind) == result


# ---- questions: all readings, the Vietnamese one first, never certain

ASKED = [
    ("71,972", MONEY, ["71972000", "71972000000"]),
    ("71,972 triệu đồng", MONEY, ["71972000", "71972000000"]),
    ("46,440 triệu đồng", MONEY, ["46440000", "46440000000"]),
    ("5,257", MONEY, ["5257000", "5257000000"]),
    ("1,800 tỷ", MONEY, ["1800000000", "1800000000000"]),
    ("263.712.600", MONEY, ["263712600000000", "263712600"]),
    ("263.712.600,0", MONEY, ["263712600000000", "263712600"]),
    ("263,712,600", MONEY, ["263712600000000", "263712600"]),
    ("263 712 600", MONEY, ["263712600000000", "263712600"]),
    ("57374410", MONEY, ["57374410000000", "57374410"]),
    ("1234567", MONEY, ["1234567000000", "1234567"]),
    ("-57.374.410", MONEY, ["-57374410000000", "-57374410"]),
    ("1 234.567", MONEY, ["1234567000", "1234567000000", "1234567"]),
    ("12.34.567", MONEY, ["1234567000000", "1234567"]),
    ("12.34.567 đồng", MONEY, ["1234567"]),
    ("- 125", MONEY, ["-125000000", "125000000"]),
    ("(125,5 triệu đồng)", MONEY, ["-125500000", "125500000"]),
    ("05.123", MONEY, ["5123000"]),
    ("3, 500", MONEY, ["3500000", "3500000000"]),
    ("4.569, 482", MONEY, ["4569482000"]),
    ("71,", MONEY, ["71000000"]),
    (",5", MONEY, ["500000"]),
    ("2.1", COUNT, ["21", "2100"]),
    ("95.83", COUNT, ["9583", "95830"]),
    ("2,85", COUNT, ["285", "2850"]),
    ("1234.567", COUNT, ["1234567"]),
    ("2,000", COUNT, ["2", "2000"]),
    ("12.34.567", COUNT, ["1234567"]),
    ("- 125", COUNT, ["125"]),
    ("(05)", COUNT, ["5"]),
    ("5.", COUNT, ["5"]),
    ("1, 234", COUNT, ["1234"]),
    ("3.518", DECIMAL, ["3518", "3.518"]),
    ("1.234", DECIMAL, ["1234", "1.234"]),
    ("71,972", DECIMAL, ["71.972", "71972"]),
    ("1.234.56", DECIMAL, ["123456", "1234.56"]),
    ("1.23,45", DECIMAL, ["123.45"]),
    ("12.34.567", DECIMAL, ["1234567"]),
    ("(3,5)", DECIMAL, ["-3.5", "3.5"]),
    ("1.234%", PERCENT, ["1234", "1.234"]),
    ("99,999%", PERCENT, ["99.999", "99999"]),
    ("(41,06%)", PERCENT, ["-41.06", "41.06"]),
]


@pytest.mark.parametrize(("text", "kind", "expected"), ASKED)
def test_asked(text: str, kind: Kind, expected: list[str]) -> None:
    result = read_figure(text, kind)
    assert canonicals(result) == expected
    assert result.certain is None
    assert result.problem is not None
    assert result.problem.endswith(".")


@pytest.mark.parametrize(("text", "kind", "expected"), ASKED)
def test_a_question_tells_what_to_type_for_each_reading(text: str, kind: Kind, expected: list[str]) -> None:
    problem = read_figure(text, kind).problem or ""
    advised = [part.split("”")[0] for part in problem.split("gõ “")[1:]]
    assert [canonicals(read_figure(answer, kind)) for answer in advised] == [[value] for value in expected]
    assert all(read_figure(answer, kind).certain for answer in advised)


# ---- refused: no reading at all, and why

REFUSED = [
    ("3.518/4.550", MONEY, "một số"),
    ("45.391/45.500 triệu đồng, đạt 99,76%", MONEY, "một số"),
    ("2.858/2.859 hộ", COUNT, "một số"),
    ("2021-2025", YEAR, "một số"),
    ("17 x 500", MONEY, "một số"),
    ("12 34", COUNT, "một số"),
    ("2023 193", MONEY, "một số"),
    ("3.518, 4.550", MONEY, "một số"),
    ("1  234", COUNT, "một số"),
    ("1\t234", COUNT, "một số"),
    ("1\n234", COUNT, "một số"),
    ("1 tỷ 800 triệu", MONEY, "một số"),
    ("1tr5", MONEY, "một số"),
    ("2.859 xã", COUNT, "“xã”"),
    ("5 nghìn", COUNT, "“nghìn”"),
    ("5 nghìn tỷ", MONEY, "“nghìn tỷ”"),
    ("41,06%", MONEY, "“%”"),
    ("41,06%", DECIMAL, "“%”"),
    ("41,06‰", PERCENT, "“‰”"),
    ("1,8 tỷ", DECIMAL, "“tỷ”"),
    ("5²", COUNT, "“²”"),
    ("5)", MONEY, "“)”"),
    ("5;", MONEY, "“;”"),
    ("7.2E+10", MONEY, "Excel"),
    ("1" * 40, COUNT, "18 chữ số"),
    ("1" * 19, MONEY, "18 chữ số"),
    ("0," + "1" * 40, DECIMAL, "18 chữ số"),
    ("abc", MONEY, "Không đọc được"),
    ("khoảng", MONEY, "Không đọc được"),
    ("-", MONEY, "Không đọc được"),
    ("...", MONEY, "Không đọc được"),
    ("#REF!", MONEY, "Không đọc được"),
    ("½", DECIMAL, "Không đọc được"),
    ("٣", COUNT, "Không đọc được"),
    ("--5", MONEY, "Không đọc được"),
    ("-(5)", MONEY, "Không đọc được"),
    ("(5", MONEY, "Không đọc được"),
    ("1" + " " * 100_000 + "x", MONEY, "Không đọc được"),
    ("-125", COUNT, "số âm"),
    ("-2023", YEAR, "số âm"),
    ("23", YEAR, "bốn chữ số"),
    ("20230", YEAR, "bốn chữ số"),
    ("1899", YEAR, "bốn chữ số"),
    ("20.23", YEAR, "bốn chữ số"),
    ("1.234,5", COUNT, "số nguyên"),
    ("0.5", COUNT, "số nguyên"),
    ("1,2345678", MONEY, "số đồng chẵn"),
    ("1,5 đồng", MONEY, "số đồng chẵn"),
    ("4.3.1", MONEY, "không đúng chỗ"),
    ("06.4.2023", COUNT, "không đúng chỗ"),
    ("1.234,56,7", DECIMAL, "không đúng chỗ"),
    ("1,234.567.890", COUNT, "không đúng chỗ"),
]


@pytest.mark.parametrize(("text", "kind", "why"), REFUSED)
def test_refused(text: str, kind: Kind, why: str) -> None:
    result = read_figure(text, kind)
    assert result.readings == ()
    assert result.problem is not None
    assert why in result.problem


def test_the_sentences_in_full() -> None:
    assert read_figure("71,972", MONEY).problem == (
        "Chưa rõ “71,972” là số nào: gõ “71.972.000 đồng” nếu là 71,972 triệu đồng,"
        " gõ “71.972 triệu đồng” nếu là 71.972 triệu đồng."
    )
    assert read_figure("2.1", COUNT).problem == (
        "“2.1” không phải số nguyên: gõ “21” nếu là 21, gõ “2100” nếu là 2.100."
    )
    assert read_figure("2.859 xã", COUNT, suffix="Hộ").problem == (
        "Không hiểu phần “xã” sau số: chỉ gõ số hoặc số kèm “Hộ”."
    )


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t\n", "\u200b\ufeff"])
@pytest.mark.parametrize("kind", Kind)
def test_an_empty_text_has_no_reading_and_no_problem(text: str, kind: Kind) -> None:
    assert read_figure(text, kind) == ReadResult((), None, None)


# ---- units, suffixes, qualifiers, odd characters


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("71,972", DONG, ["71972"]),
        ("71,972", NGHIN, ["71972", "71972000"]),
        ("71,972", TY, ["71972000000", "71972000000000"]),
        ("57.374.410", DONG, ["57374410"]),
        ("57.374.410", NGHIN, ["57374410000"]),
        ("57.374.410", TY, ["57374410000000000", "57374410"]),
        ("18,55", TY, ["18550000000"]),
        ("500 triệu", TY, ["500000000"]),
        ("95.83", DONG, []),
    ],
)
def test_the_unit_of_the_field(text: str, unit: MoneyUnit, expected: list[str]) -> None:
    assert canonicals(read_figure(text, MONEY, unit)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "suffix", "canonical"),
    [
        ("2.859 hộ", COUNT, "hộ", "2859"),
        ("2.859hộ", COUNT, "hộ", "2859"),
        ("2.859  HỘ.", COUNT, "Hộ", "2859"),
        ("05 nhà", COUNT, "nhà", "5"),
        ("1.250 lượt  người", COUNT, "lượt người", "1250"),
        ("42,5 triệu đồng/người", DECIMAL, "triệu đồng/người", "42.5"),
        ("42,5 triệu đồng/người", MONEY, "triệu đồng/người", "42500000"),
        ("500.000 đồng/người", MONEY, "đồng/người", "500000"),
        ("42,5 tỷ", MONEY, "triệu đồng/người", "42500000000"),
        ("5,5 km", DECIMAL, "km", "5.5"),
        ("120 m2", DECIMAL, "m²", "120"),
        ("120 m²", DECIMAL, "m2", "120"),
        ("4%/năm", PERCENT, "%/năm", "4"),
        ("4%", PERCENT, "%/năm", "4"),
        ("8,52 điểm %", PERCENT, "điểm %", "8.52"),
    ],
)
def test_suffix(text: str, kind: Kind, suffix: str, canonical: str) -> None:
    for variant in (text, nfd_upper(text)):
        certain = read_figure(variant, kind, suffix=suffix).certain
        assert certain is not None
        assert certain.canonical == canonical


@pytest.mark.parametrize(
    ("text", "qualifier", "canonical"),
    [
        ("khoảng 14.731,449", "khoảng", "14731449000"),
        ("khoảng 14.731,449 triệu đồng", "khoảng", "14731449000"),
        ("KHOẢNG 5", "khoảng", "5000000"),
        ("~5", "khoảng", "5000000"),
        ("≈ 5", "khoảng", "5000000"),
        ("ước 5", "ước", "5000000"),
        ("ước đạt 5", "ước", "5000000"),
        ("trên 5", "trên", "5000000"),
        ("hơn 5", "trên", "5000000"),
        (">5", "trên", "5000000"),
        ("＞5", "trên", "5000000"),
        ("dưới 5", "dưới", "5000000"),
        ("< 5", "dưới", "5000000"),
        ("gần 1,8 tỷ", "gần", "1800000000"),
        ("5", None, "5000000"),
    ],
)
def test_qualifier(text: str, qualifier: str | None, canonical: str) -> None:
    for variant in (text, unicodedata.normalize("NFD", text)):
        result = read_figure(variant, MONEY)
        assert result.qualifier == qualifier
        assert result.certain is not None
        assert result.certain.canonical == canonical


def test_a_question_keeps_its_qualifier() -> None:
    result = read_figure("ước 71,972", MONEY)
    assert (result.qualifier, len(result.readings)) == ("ước", 2)
    assert read_figure(">= 5", COUNT).certain is None


@pytest.mark.parametrize(
    "text",
    [
        "１２３４,５",
        "1234，5",
        "1.234,5",
        "1\u00a0234,5",
        "1\u202f234,5",
        "1\u2009234,5",
        "\u200b1234,5\ufeff",
        "1.23\u200b4,5",
        "  1.234,5  ",
        "1´234,5",
        "1ʼ234.5",
    ],
)
def test_odd_characters(text: str) -> None:
    for sign, minus in (("", ""), ("-", "\u2212"), ("-", "–"), ("-", "－")):
        certain = read_figure(text.strip().replace("１", minus + "１").replace("1", minus + "1", 1), DECIMAL)
        assert canonicals(certain) == [f"{sign}1234.5"]
        assert certain.problem is None


@pytest.mark.parametrize(
    ("text", "kind", "unit", "echo"),
    [
        ("71.972", MONEY, TRIEU, "71.972 triệu đồng = 71,972 tỷ đồng"),
        ("14.731,449", MONEY, TRIEU, "14.731,449 triệu đồng = 14.731.449.000 đồng"),
        ("1,8 tỷ", MONEY, TRIEU, "1.800 triệu đồng = 1,8 tỷ đồng"),
        ("18,55", MONEY, TY, "18,55 tỷ đồng = 18.550 triệu đồng"),
        ("1.520.882.832đ", MONEY, TRIEU, "1.520,882832 triệu đồng = 1.520.882.832 đồng"),
        ("500k", MONEY, TRIEU, "0,5 triệu đồng = 500.000 đồng"),
        ("500", MONEY, DONG, "500 đồng"),
        ("0", MONEY, TRIEU, "0 triệu đồng"),
        ("-125,5", MONEY, TRIEU, "-125,5 triệu đồng = -125.500.000 đồng"),
        ("2859", COUNT, TRIEU, "2.859"),
        ("05", COUNT, TRIEU, "5"),
        ("41.06", PERCENT, TRIEU, "41,06%"),
        ("1234.5", DECIMAL, TRIEU, "1.234,5"),
        ("2023", YEAR, TRIEU, "2023"),
    ],
)
def test_echo(text: str, kind: Kind, unit: MoneyUnit, echo: str) -> None:
    certain = read_figure(text, kind, unit).certain
    assert certain is not None
    assert certain.echo == echo


# ---- writing


def test_units() -> None:
    assert [unit.factor for unit in MoneyUnit] == [1, 1000, 1_000_000, 1_000_000_000]
    assert [unit.label for unit in MoneyUnit] == ["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"]


@pytest.mark.parametrize(
    ("dong", "unit", "text"),
    [
        (4569482000, TRIEU, "4.569,482"),
        (71972000000, TRIEU, "71.972"),
        (71972000000, TY, "71,972"),
        (57374410, DONG, "57.374.410"),
        (57374410, TRIEU, "57,37441"),
        (500000, NGHIN, "500"),
        (1, TY, "0,000000001"),
        (0, TRIEU, "0"),
        (-125500000, TRIEU, "-125,5"),
        (Decimal("7.1972E+10"), TRIEU, "71.972"),
        (10**40 + 1, DONG, "10" + ".000" * 12 + ".001"),
    ],
)
def test_write_money(dong: int | Decimal, unit: MoneyUnit, text: str) -> None:
    assert write_money(dong, unit) == text


@pytest.mark.parametrize(
    ("dong", "unit", "places", "text"),
    [
        (4569482000, TRIEU, 0, "4.569"),
        (4569500000, TRIEU, 0, "4.570"),
        (4569482000, TRIEU, 1, "4.569,5"),
        (4569482000, TY, 2, "4,57"),
        (-4569500000, TRIEU, 0, "-4.570"),
        (400000, TRIEU, 0, "0"),
        (-400000, TRIEU, 0, "0"),
        (2000000000, TY, 3, "2"),
    ],
)
def test_write_money_rounded(dong: int, unit: MoneyUnit, places: int, text: str) -> None:
    assert write_money_rounded(dong, unit, places) == text


@pytest.mark.parametrize(
    ("value", "padded", "text"),
    [
        (2859, False, "2.859"),
        (5, False, "5"),
        (5, True, "05"),
        (9, True, "09"),
        (10, True, "10"),
        (0, True, "0"),
        (-5, True, "-5"),
        (Decimal("1E+3"), True, "1.000"),
        (Decimal("5.0"), True, "05"),
    ],
)
def test_write_count(value: int | Decimal, padded: bool, text: str) -> None:
    assert write_count(value, padded) == text


def test_a_count_is_whole() -> None:
    with pytest.raises(ValueError, match="số nguyên"):
        write_count(Decimal("2.5"))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("38.32", None, "38,32"),
        ("38.320", None, "38,32"),
        ("1234567.5", None, "1.234.567,5"),
        ("0.125", 2, "0,13"),
        ("-0.125", 2, "-0,13"),
        ("-0.001", 2, "0"),
        ("2.999", 2, "3"),
        ("1E+4", None, "10.000"),
    ],
)
def test_write_decimal(value: str, places: int | None, text: str) -> None:
    assert write_decimal(Decimal(value), places) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("99.76", 2, "99,76%"),
        ("99.755", 2, "99,76%"),
        ("41.06", 2, "41,06%"),
        ("18.1", 2, "18,1%"),
        ("13", 2, "13%"),
        ("100", 2, "100%"),
        ("100.00", 2, "100%"),
        ("99.999", 2, "99,999%"),
        ("99.9996", 2, "99,9996%"),
        ("99.6", 0, "99,6%"),
        ("100.001", 2, "100,001%"),
        ("0", 2, "0%"),
        ("0.001", 2, "0,001%"),
        ("-0.001", 2, "-0,001%"),
        ("0.4", 0, "0,4%"),
        ("-99.999", 2, "-99,999%"),
        ("150.006", 2, "150,01%"),
    ],
)
def test_write_percent(value: str, places: int, text: str) -> None:
    assert write_percent(Decimal(value), places) == text


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("-0.4", 0, "0"),
        ("1550", -2, "1600"),
        ("2.4999999999999999999999999999999999999", 0, "2"),
        ("12345678901234567890123456789012345.5", 0, "12345678901234567890123456789012346"),
    ],
)
def test_round_half_up(value: str, places: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("41.060", "41.06"),
        ("100", "100"),
        ("1E+3", "1000"),
        ("1E-7", "0.0000001"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0E+5", "0"),
        ("-125.50", "-125.5"),
    ],
)
def test_plain(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text
    assert plain(parse_canonical(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1\n",
        "+1",
        "-0",
        "01",
        "1.",
        ".5",
        "1.50",
        "1.0",
        "1E3",
        "1,5",
        "1_000",
        "NaN",
        "Infinity",
        "１",
    ],
)
def test_parse_canonical_is_strict(text: str) -> None:
    with pytest.raises(ValueError, match="dạng lưu trữ"):
        parse_canonical(text)


def test_no_float_and_no_nan() -> None:
    with pytest.raises(TypeError):
        write_money(0.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="hữu hạn"):
        plain(Decimal("NaN"))


def test_results_do_not_depend_on_the_decimal_context() -> None:
    with decimal.localcontext(decimal.Context(prec=3)):
        assert write_money(71972123456, TRIEU) == "71.972,123456"
        assert write_percent(Decimal("99.99999")) == "99,99999%"
        assert canonicals(read_figure("(123.456,789012)", MONEY)) == ["-123456789012"]


# ---- properties

DONG_AMOUNTS = st.integers(min_value=-(10**14), max_value=10**14) | st.integers(0, 500).map(lambda n: n * 10**6)


@st.composite
def decimals(draw: st.DrawFn) -> Decimal:
    places = draw(st.integers(0, 6))
    return Decimal(draw(st.integers(-(10**10), 10**10))).scaleb(-places)


def assert_never_wrong(result: ReadResult, truth: str) -> None:
    """Certain means right; a question has the truth among its readings."""
    if result.certain is None:
        assert result.problem
        assert truth in canonicals(result)
    else:
        assert result.certain.canonical == truth


@slow_enough
@given(DONG_AMOUNTS, st.sampled_from(MoneyUnit), st.sampled_from(MoneyUnit))
@example(71972000, TRIEU, TRIEU)
@example(263712600, DONG, TRIEU)
def test_written_money_is_read_back(dong: int, unit: MoneyUnit, field_unit: MoneyUnit) -> None:
    text = write_money(dong, unit)
    assert_never_wrong(read_figure(text, MONEY, unit), str(dong))
    assert_never_wrong(read_figure(f"{text} {unit.label}", MONEY, field_unit), str(dong))


@slow_enough
@given(DONG_AMOUNTS, st.sampled_from(MoneyUnit))
def test_an_echo_is_never_read_as_another_amount(dong: int, unit: MoneyUnit) -> None:
    for reading in read_figure(write_money(dong, unit), MONEY, unit).readings:
        for part in reading.echo.split(" = "):
            assert_never_wrong(read_figure(part, MONEY, unit), reading.canonical)


@slow_enough
@given(st.integers(0, 10**15) | st.integers(0, 20), st.booleans())
def test_written_counts_are_read_back(count: int, padded: bool) -> None:
    certain = read_figure(write_count(count, padded), COUNT).certain
    assert certain is not None
    assert certain.canonical == str(count)


@slow_enough
@given(decimals())
def test_written_decimals_and_percents_are_read_back(value: Decimal) -> None:
    assert_never_wrong(read_figure(write_decimal(value), DECIMAL), plain(value))
    assert_never_wrong(read_figure(write_percent(value, 6), PERCENT), plain(value))


@slow_enough
@given(decimals(), st.integers(0, 4))
def test_a_percent_says_0_and_100_only_for_equality(value: Decimal, places: int) -> None:
    text = write_percent(value, places)
    assert (text in ("0%", "-0%")) == (value == 0)
    assert (text == "100%") == (value == 100)


def english(value: Decimal) -> str:
    return f"{value:,f}"


def vietnamese(value: Decimal) -> str:
    return english(value).translate(str.maketrans(".,", ",."))


def vietnamese_ungrouped(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def machine(value: Decimal) -> str:
    return f"{value:f}"


def spaced(value: Decimal) -> str:
    return english(value).replace(",", "\u00a0").replace(".", ",")


def swiss(value: Decimal) -> str:
    return english(value).replace(",", "'")


Style = Callable[[Decimal], str]
STYLES: list[Style] = [english, vietnamese, vietnamese_ungrouped, machine, spaced, swiss]


def is_the_documented_case(text: str) -> bool:
    """An English decimal with three decimals and one to three leading digits: a Vietnamese group in money."""
    whole, _, fraction = text.lstrip("-").partition(".")
    return whole.isdigit() and len(whole) <= 3 and len(fraction) == 3


@slow_enough
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", [DECIMAL, PERCENT])
@given(value=decimals())
def test_no_style_of_a_decimal_is_misread(style: Style, kind: Kind, value: Decimal) -> None:
    assert_never_wrong(read_figure(style(value), kind), plain(value))


@slow_enough
@pytest.mark.parametrize("style", STYLES)
@given(value=decimals(), unit=st.sampled_from(MoneyUnit))
def test_no_style_of_an_amount_is_misread(style: Style, value: Decimal, unit: MoneyUnit) -> None:
    text, dong = style(value), value * unit.factor
    assume(dong == dong.to_integral_value())
    assume(style in (vietnamese, vietnamese_ungrouped, spaced) or not is_the_documented_case(text))
    for typed in (text, f"{text} {unit.label}"):
        assert_never_wrong(read_figure(typed, MONEY, unit), plain(dong))


@slow_enough
@pytest.mark.parametrize("style", STYLES)
@given(value=st.integers(0, 10**12), places=st.integers(0, 4))
def test_no_style_of_a_count_is_misread(style: Style, value: int, places: int) -> None:
    text = style(Decimal(value * 10**places).scaleb(-places))
    assume(style in (vietnamese, vietnamese_ungrouped, spaced) or not is_the_documented_case(text))
    assert_never_wrong(read_figure(text, COUNT), str(value))


TEXTS = st.text() | st.text("0123456789.,' ()-+%đktrỷệu\u00a0\u0301/eE~<>", max_size=30)


@slow_enough
@given(TEXTS, st.sampled_from(Kind), st.sampled_from(MoneyUnit), st.sampled_from(["", "hộ", "triệu đồng/người"]))
def test_no_text_raises_and_all_readings_are_canonical(text: str, kind: Kind, unit: MoneyUnit, suffix: str) -> None:
    result = read_figure(text, kind, unit, suffix)
    values = [parse_canonical(canonical) for canonical in canonicals(result)]
    assert len(set(values)) == len(values)
    assert (result.certain is not None) == (len(values) == 1 and result.problem is None)
    assert len(values) <= 1 or result.problem is not None
    if kind in (COUNT, MONEY, YEAR):
        assert all(value == value.to_integral_value() for value in values)
    assert read_figure(unicodedata.normalize("NFD", text), kind, unit, suffix) == read_figure(
        unicodedata.normalize("NFC", text), kind, unit, suffix
    )
