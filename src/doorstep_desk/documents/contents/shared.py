"""Which pieces do several papers share: parts of a debt, instalments, ways to pay, signatures?"""

from collections.abc import Sequence

from doorstep.affordability.arrangement import ArrangementTerms
from doorstep.ledger.components import Component
from doorstep_desk.documents.contents.about import About, Block, Column, table
from doorstep_desk.documents.printing.fonts import to_print
from doorstep_desk.documents.printing.picture_code import picture_code
from doorstep_desk.payments.ways import pay_ways_of


def account_names(about: About, accounts: Sequence[object]) -> str:
    """Return the numbers of accounts as they are printed."""
    return ", ".join(account_name(each) for each in accounts)


def account_name(account: object) -> str:
    """Return the number by which a borrower knows an account."""
    named = (getattr(account, field) for field in ("contract_no", "loan_no", "key"))
    return to_print(next(each for each in named if each), "account number")


def parts_table(about: About, title: str, parts_fen: Sequence[int]) -> Block:
    """Return what a sum is made up of; parts of nothing are left out."""
    rows = [
        (about.say(f"component.{part.word}"), about.sum(fen))
        for part, fen in zip(Component, parts_fen, strict=True)
        if fen
    ]
    columns = [
        Column(about.say("label.component"), is_wide=True),
        Column(about.say("label.amount"), is_right=True),
    ]
    total = (about.say("component.total"), about.sum(sum(parts_fen)))
    return table(title, columns, rows, total)


def instalments_table(about: About, title: str, terms: ArrangementTerms, note: str = "") -> Block:
    """Return each payment of a plan with what is left after it."""
    rows, left = [], terms.total_fen
    for number, each in enumerate(terms.instalments, start=1):
        left -= each.amount_fen
        rows.append(
            (str(number), about.day(each.due_on), about.sum(each.amount_fen), about.sum(left))
        )
    columns = [
        Column(about.say("label.no")),
        Column(about.say("label.due"), is_wide=True),
        Column(about.say("label.amount"), is_right=True, is_wide=True),
        Column(about.say("label.remaining"), is_right=True, is_wide=True),
    ]
    total = ("", about.say("label.total"), about.sum(terms.total_fen), "")
    return table(title, columns, rows, total, note)


def ways_to_pay(about: About) -> tuple[Block, ...]:
    """Return the lender's approved ways to pay, each link with a code to scan; perhaps none."""
    ways = pay_ways_of(about.case.agency_id, about.case.creditor_id)
    items = [
        {
            "label": about.say(f"pay_way.{each.kind}"),
            "holder": about.say("ways.holder", holder=to_print(each.holder, "account holder")),
            "place": to_print(each.place, "way to pay"),
            "qr": picture_code(each.place) if each.kind == "link" else "",
            "alt": about.say("ways.alt"),
        }
        for each in ways
    ]
    if not items:
        return ()
    title, said = about.say("ways.title"), about.say("ways.text")
    return ({"kind": "ways", "title": title, "text": said, "items": items},)


def signatures(about: About) -> Block:
    """Return the lines on which borrower and agency sign."""
    parties = [
        {"role": about.say(f"sign.{who}"), "name": name, "image": [], "alt": "", "lines": []}
        for who, name in (("borrower", about.borrower), ("agency", about.agency))
    ]
    return {"kind": "sign", "title": about.say("sign.title"), "parties": parties}
