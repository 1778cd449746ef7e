"""What does the page of numbers and addresses to be verified show?"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qsl

from doorstep.parameters.proofs import ProofResult, ProofTable, Way, proof_table
from doorstep.terms.local_time import local_day
from doorstep_desk.cases.divisions import PlaceChoice, place_choices
from doorstep_desk.cases.verification import (
    STATES,
    LastProof,
    Shared,
    last_proofs,
    shared_values,
)
from doorstep_desk.decisions.verification import PointWish, worklist
from doorstep_desk.office.pages.addresses import query
from doorstep_desk.office.pages.filters import filter_pill
from doorstep_desk.office.presentation.formats import money
from doorstep_desk.office.presentation.parts import FormState, Option, Paging
from doorstep_desk.office.presentation.verification import (
    LawfulWay,
    PointRow,
    ProofLine,
    VerificationPage,
)
from doorstep_desk.office.presentation.words import person_of, said
from doorstep_desk.plumbing.actor import Actor
from doorstep_desk.plumbing.paging import page_of
from doorstep_desk.plumbing.speech import say
from doorstep_desk.plumbing.tables.plans import planned_anew
from doorstep_desk.staff.queries import display_names

PAGE_SIZE: Final = 25
FIELDS: Final = ("state", "kind", "case", "cursor")
_KINDS: Final = ("address", "mobile", "landline", "email")
_ORDER: Final = ("-unlocks_fen", "rank", "kind", "id")
_NOBODY: Final = Shared((), 0)


def verification_page(
    actor: Actor, asked: Mapping[str, str], on: date, form: FormState, form_id: int = 0
) -> VerificationPage:
    """Return one page of the worklist, in a constant number of queries.

    Args:
        actor: Who reads.
        asked: What stands in the address.
        on: Today.
        form: What was typed into a form that came back.
        form_id: The point of that form; 0 for none.
    """
    chosen = {name: asked[name][:200] for name in FIELDS if asked.get(name)}
    case = int(chosen["case"]) if chosen.get("case", "").isdecimal() else None
    wish = PointWish(chosen.get("state", ""), chosen.get("kind", ""), case)
    with planned_anew():
        page = page_of(
            worklist(actor, wish, on), order=_ORDER, cursor=chosen.get("cursor"), size=PAGE_SIZE
        )
    plain = {name: text for name, text in chosen.items() if name != "cursor"}
    table = proof_table(on)
    return VerificationPage(
        rows=tuple(_rows(actor, page.items, table, on)),
        filters=_filters(chosen),
        paging=Paging(
            page.count, len(page.items),
            query(plain, cursor=page.next_cursor) if page.next_cursor else "",
            (query(plain) or "state=") if "cursor" in chosen else "",
        ),
        results=tuple(Option(word.value, said(word.value, "proof")) for word in ProofResult),
        today=on, may_verify=actor.may("contact_point.verify"), back=query(chosen),
        case_number=page.items[0].case_number if case is not None and page.items else "",
        form=form, form_id=form_id, visit_needs=table.visit_needs, since=table.effective_from,
        all_ways=tuple(_way(way) for way in table.ways.values()),
    )  # fmt: skip


def asked_again(back: str) -> dict[str, str]:
    """Return what stood in the address of the page that a form came from."""
    return {name: text for name, text in parse_qsl(back) if name in FIELDS}


def _filters(chosen: Mapping[str, str]) -> tuple[Any, ...]:
    plain = {name: text for name, text in chosen.items() if name != "cursor"}
    states = [(state, said(state, "point_state")) for state in STATES]
    kinds = [(kind, said(kind, "point_kind")) for kind in _KINDS]
    needed = say("需要核实的", "Everything open")
    return (
        filter_pill("state", states, plain, needed if "case" not in plain else ""),
        filter_pill("kind", kinds, plain),
    )


def _rows(actor: Actor, items: tuple[Any, ...], table: ProofTable, on: date) -> Iterable[PointRow]:
    proofs = last_proofs([row.pk for row in items])
    names = display_names(actor.agency_id)
    shared = shared_values(items)
    vague = [row for row in items if row.state == "ambiguous"]
    places = place_choices([str(row.value) for row in vague])
    choices = {row.pk: found for row, found in zip(vague, places, strict=True)}
    for row in items:
        verified_on = local_day(row.last_verified_at) if row.last_verified_at else None
        others = shared.get(row.pk, _NOBODY)
        yield PointRow(
            point_id=row.pk, case_id=row.case_id, number=row.case_number,
            borrower=row.borrower.name, kind=row.kind, masked=row.masked,
            provenance=row.provenance, source=row.source, state=row.state,
            confidence=table.aged(row.confidence, verified_on, row.verified_until_on, on),
            good_until=table.good_until(verified_on, row.verified_until_on),
            accuracy_metres=row.accuracy_metres,
            proof=_proof(proofs.get(row.pk), names, on), shared_with=others.seen,
            shared_unseen=others.unseen, unlocks_fen=row.unlocks_fen, because=_because(row),
            ways=tuple(_way(way) for way in table.ways_for(row.kind)),
            places=_places(choices.get(row.pk, ())),
        )  # fmt: skip


def _proof(kept: LastProof | None, names: Mapping[str, str], on: date) -> ProofLine | None:
    if kept is None:
        return None
    way = proof_table(min(kept.proved_on, on)).ways.get(kept.way)
    label = kept.way if way is None else say(way.zh, way.en)
    return ProofLine(label, kept.result, kept.proved_on, person_of(kept.by, names), kept.tries)


def _because(row: Any) -> str:
    if row.unlocks_fen > 0:
        sum_, instead = money(row.unlocks_fen), said(row.instead, "treatment")
        return say(
            f"只差地址：核实后可以上门，预计最多多 {sum_}（今天为：{instead}）",
            f"Only the address keeps a visit out: worth up to {sum_} more than today's {instead}",
        )
    if row.unlocks_fen == 0 and row.instead:
        return say(
            "只差地址，但上门并不更值", "The address keeps a visit out, which is worth no more"
        )
    return said(row.state, "point_need")


def _way(way: Way) -> LawfulWay:
    return LawfulWay(
        way.word, say(way.zh, way.en), way.rests_on, way.confidence, way.good_for_days
    )


def _places(found: Iterable[PlaceChoice]) -> tuple[Option, ...]:
    alike = say("（名称相近）", " (a name like it)")
    return tuple(
        Option(each.code, each.name if each.is_written else each.name + alike) for each in found
    )
