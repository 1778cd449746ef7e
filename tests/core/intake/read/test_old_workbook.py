"""Old workbooks: records and compound files, written here byte by byte."""

import struct
from itertools import chain

import pytest

from doorstep.intake import Refusal, read_tables
from doorstep.intake.read.biff import old_workbook
from doorstep.intake.read.compound import streams
from doorstep.intake.tables import RefusedFileError

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def compound(name, stream):
    """Return a compound file with one stream of at least 4,096 bytes."""
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // 512)
    header = MAGIC + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    links = [FAT, END, *range(3, sectors + 2), END]
    fat = struct.pack("<128I", *links, *[FREE] * (128 - len(links)))
    root = entry("Root Entry", 5, END, 0)
    directory = (root + entry(name, 2, 2, len(stream))).ljust(512, b"\0")
    return header + fat + directory + stream.ljust(sectors * 512, b"\0")


def entry(name, kind, start, size):
    text = name.encode("utf-16-le")
    body = text.ljust(64, b"\0") + struct.pack("<HB", len(text) + 2, kind)
    return body.ljust(116, b"\0") + struct.pack("<II", start, size) + bytes(4)


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def workbook(*sheet_records, globals_before=b""):
    begin, end = record(0x0809, bytes(16)), record(0x000A)
    offset = len(begin + globals_before + end) + 4 + 8
    listed = record(0x0085, struct.pack("<IBBBB", offset, 0, 0, 0, 0))
    return begin + globals_before + listed + end + begin + b"".join(sheet_records) + end


def test_a_stream_is_found_in_a_compound_file():
    stream = bytes(chain.from_iterable([range(256)] * 20))
    assert streams(compound("Workbook", stream), frozenset({"Workbook"})) == {"Workbook": stream}


def test_an_encrypted_package_needs_a_password():
    found = read_tables("a.xlsx", compound("EncryptedPackage", b"x"))
    assert found == Refusal("password_protected")


def test_another_compound_file_is_no_workbook():
    assert read_tables("a.xls", compound("WordDocument", b"x")) == Refusal("unsupported_type")


@pytest.mark.parametrize("cut", [8, 100, 600, 1100])
def test_a_cut_compound_file_is_damage(cut):
    content = compound("Workbook", workbook())
    assert read_tables("a.xls", content[:cut]) == Refusal("file_corrupt")


def test_a_chain_that_runs_in_a_circle_is_damage():
    content = bytearray(compound("Workbook", workbook()))
    struct.pack_into("<I", content, 512 + 4 * 3, 2)  # sector 3 leads back to sector 2
    assert read_tables("a.xls", bytes(content)) == Refusal("file_corrupt")


def test_hidden_rows_columns_and_formulas_are_found():
    looks = old_workbook(
        workbook(
            record(0x0208, struct.pack("<HHHHHHHH", 4, 0, 9, 0, 0, 0, 0x20, 0)),
            record(0x0208, struct.pack("<HHHHHHHH", 5, 0, 9, 0, 0, 0, 0x00, 0)),
            record(0x007D, struct.pack("<6H", 2, 3, 0, 0, 1, 0)),
            record(0x0006, struct.pack("<HHH", 7, 1, 0) + bytes(16)),
            record(0x0203, struct.pack("<HHH", 8, 6, 0) + bytes(8)),
        )
    ).sheets[0]
    assert (looks.hidden_rows, looks.hidden_columns) == ({5}, {2, 3})
    assert looks.formulas == {(8, 1)}
    assert (looks.last_row, looks.last_column) == (9, 6)


def test_the_records_of_a_chart_inside_a_sheet_are_passed_over():
    chart = (
        record(0x0809, bytes(16)) + record(0x0203, struct.pack("<HHH", 99, 9, 0)) + record(0x000A)
    )
    looks = old_workbook(workbook(chart, record(0x0203, struct.pack("<HHH", 1, 1, 0)))).sheets[0]
    assert (looks.last_row, looks.last_column) == (2, 1)


def test_the_epoch_and_the_password_are_told():
    assert old_workbook(workbook(globals_before=record(0x0022, b"\1\0"))).is_1904
    with pytest.raises(RefusedFileError) as refused:
        old_workbook(workbook(globals_before=record(0x002F, bytes(6))))
    assert refused.value.refusal == Refusal("password_protected")


def test_a_record_that_is_cut_is_damage():
    with pytest.raises(RefusedFileError) as refused:
        old_workbook(record(0x0809, bytes(16)) + struct.pack("<HH", 0x0022, 50))
    assert refused.value.refusal == Refusal("file_corrupt")


def test_a_used_area_beyond_all_measure_is_refused():
    far = record(0x0203, struct.pack("<HHH", 65_535, 255, 0) + bytes(8))
    assert read_tables("a.xls", compound("Workbook", workbook(far))) == Refusal(
        "expands_too_large"
    )
