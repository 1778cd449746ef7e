"""Small invented lists, as lenders send them, and what the importer says of them."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape

from doorstep.intake import Checked, KnownAccount, KnownAccounts, Parts, check
from doorstep.terms.identity import check_character

AS_OF = date(2026, 6, 30)
ADDRESS = "吉林省延边朝鲜族自治州延吉市光明街9116号松江新村15号楼6单元502室"

PLACEMENT = {
    "借据号": "JJ0001",
    "姓名": "金东哲",
    "身份证号": "",
    "手机号": "16362955707",
    "现居地址": ADDRESS,
    "逾期天数": "59",
    "逾期金额": "100.00",
    "委案日期": "2026-06-01",
    "备注": "",
}


def identity(first17: str) -> str:
    """Return an invented identity number with its check character."""
    return first17 + check_character(first17)


MAN = identity("22240119800101701")
WOMAN = identity("22240219850505702")


def placement(**changes: str) -> dict[str, str]:
    """Return one clean placement row by header; changes replace cells or add columns."""
    return {**PLACEMENT, "身份证号": MAN, **changes}


def text_file(rows: Iterable[Mapping[str, str]], encoding: str = "utf-8") -> bytes:
    """Return rows as comma separated text with a header."""
    rows = list(rows)
    out = io.StringIO()
    header = dict.fromkeys(name for row in rows for name in row)
    writer = csv.DictWriter(out, list(header), lineterminator="\r\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def checked(rows: Iterable[Mapping[str, str]], known: KnownAccounts | None = None) -> Checked:
    """Check rows as a text file."""
    return checked_file("list.csv", text_file(rows), known)


def checked_file(name: str, content: bytes, known: KnownAccounts | None = None) -> Checked:
    """Check the bytes of a file."""
    return check(name, content, as_of=AS_OF, known=known or KnownAccounts.empty())


def reasons(found: Checked) -> list[tuple[int, str, str]]:
    """Return row, column and rule of every rejection."""
    return [(each.row, each.column, each.rule) for each in found.report.rejected]


def warnings(found: Checked) -> list[tuple[int, str, str]]:
    """Return row, column and rule of every warning."""
    return [(each.row, each.column, each.rule) for each in found.report.warnings]


def repairs(found: Checked) -> list[tuple[str, str, str, str]]:
    """Return column, before, after and rule of every repair."""
    return [(e.column, e.before, e.after, e.rule) for e in found.report.repaired]


def flags(found: Checked) -> list[tuple[int, str]]:
    """Return row and flag of every flag."""
    return [(each.row, each.flag) for each in found.report.flags]


def account(number: str = "1", **changes: object) -> KnownAccount:
    """Return an account in the store: loan JJ1, contract HT1, case YB1, and 1,000 yuan owed."""
    values: dict[str, object] = {
        "loan_no": f"JJ{number}",
        "contract_no": f"HT{number}",
        "case_no": f"YB{number}",
        "identity_number": MAN,
        "borrower_name": "金东哲",
        "placed_on": date(2026, 6, 1),
        "outstanding_fen": 100_000,
        "parts": Parts(principal_fen=90_000, interest_fen=8_000, fee_fen=2_000),
        "phones": frozenset({"16362955707"}),
    }
    return KnownAccount(**{**values, **changes})  # type: ignore[arg-type]


def store(*accounts: KnownAccount) -> KnownAccounts:
    """Return a store with these accounts, or with the one above."""
    return KnownAccounts.of(accounts or (account(),))


class Book:
    """Writes the smallest xlsx workbook that shows a case; cells are XML or plain values."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.extra: dict[str, str | bytes] = {}
        self.workbook_properties = ""

    def sheet(
        self,
        rows: Sequence[Sequence[object]],
        name: str = "Sheet1",
        state: str = "visible",
        hidden_rows: Iterable[int] = (),
        before: str = "",
        after: str = "",
    ) -> "Book":
        """Add a sheet; ``before`` and ``after`` are XML around the rows."""
        hidden = set(hidden_rows)
        lines = [
            f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number in hidden else ""}>'
            + "".join(_cell(value, at, number) for at, value in enumerate(row) if value != "")
            + "</row>"
            for number, row in enumerate(rows, start=1)
        ]
        body = f"{before}<sheetData>{''.join(lines)}</sheetData>{after}"
        xml = f'<worksheet xmlns="urn:m">{body}</worksheet>'
        self.sheets.append((name, state, xml))
        return self

    def content(self) -> bytes:
        """Return the workbook's bytes; style 1 is a day, 2 a moment, 3 a clock time."""
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{at}" state="{state}" r:id="rId{at}"/>'
            for at, (name, state, _) in enumerate(self.sheets, start=1)
        )
        relations = "".join(
            f'<Relationship Id="rId{at}" Target="worksheets/sheet{at}.xml"/>'
            for at in range(1, len(self.sheets) + 1)
        )
        parts: dict[str, str | bytes] = {
            "xl/workbook.xml": '<workbook xmlns="urn:m" xmlns:r="urn:r">'
            f"<workbookPr {self.workbook_properties}/><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
            "xl/styles.xml": STYLES,
            **{
                f"xl/worksheets/sheet{at}.xml": xml
                for at, (_, _, xml) in enumerate(self.sheets, start=1)
            },
            **self.extra,
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return out.getvalue()


STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="171" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="21"/></cellXfs></styleSheet>'
)


def _cell(value: object, at: int, row: int) -> str:
    letters = ""
    rest = at + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    reference = f'r="{letters}{row}"'
    text = str(value)
    if text.startswith("<"):
        return text.replace("<c", f"<c {reference}", 1)
    if isinstance(value, str):
        return f'<c {reference} t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    return f"<c {reference}><v>{text}</v></c>"


def table(*rows: Mapping[str, object]) -> list[list[object]]:
    """Return rows as a header and lists of cells, for ``Book.sheet``."""
    header: list[object] = list(dict.fromkeys(name for row in rows for name in row))
    return [header, *([row.get(str(name), "") for name in header] for row in rows)]
