"""What stands behind a label, or below it where nothing stands behind: names, and addresses on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Collection

from contract_parse.extract.fields import Field
from contract_parse.extract.names import looks_like_organisation, name_in
from contract_parse.extract.parties.recital import listed
from contract_parse.extract.readers import is_blank
from contract_parse.model.text import Text

Named = tuple[str, str, Text, tuple[str, ...]]  # field, name, the words it was read from, notes

_SEAT = re.compile(r"(?=.*[省市县区镇乡村路街道园楼号])[^:,;。《》]{4,50}(?:[号楼室层栋座幢村路街园区]|大厦|中心|\))")


def names_behind(item: Field) -> list[Named]:
    """The names behind a label: usually one, several where a consortium is listed."""
    value = item.value
    if (
        is_blank(value)
        and item.follow is not None
        and (got := name_in(item.follow))
        and looks_like_organisation(got[0].view.s)
    ):
        value = item.follow
    found = []
    for part in listed(value):
        got = name_in(part)
        if got is not None:
            found.append(("name", "".join(got[0].s.split()), got[0], got[1]))
    return found


def completed(found: list[Named], item: Field, known: Collection[str]) -> list[Named]:
    """``found``, its one name made whole where its end stands on the next line (or page) and the whole is ``known``."""
    rest = item.follow
    if len(found) != 1 or rest is None or len(rest.view.s) > 12 or not item.value.view.s.endswith(found[0][1]):
        return found
    kind, name, text, notes = found[0]
    return [(kind, name + rest.view.s, text + rest, notes)] if name + rest.view.s in known else found


def may_follow(item: Field) -> bool:
    """Whether the words on the line below may be the value of a label with none beside it."""
    if item.kind in ("address", "mail_address"):
        return item.follow is not None and item.zone != "body" and bool(_SEAT.fullmatch(item.follow.view.s))
    return item.kind not in ("payee_account", "invoice_info")


def in_passing(item: Field) -> bool:
    """Whether a label stands in a clause, neither in a form nor where the parties sign."""
    return item.zone == "body" and not item.tabular and not item.label.signing


_OF_A_THING = re.compile(r"(?:物业|工程|项目|房屋|建筑|大厦|标的|租赁物)[^。;]{0,6}(?:情况|概况|信息)/?$")


def of_a_thing(item: Field) -> bool:
    """Whether 名称：… in a clause tells what is built or looked after (物业基本情况), not who a party is."""
    return item.label.word == "名称" and in_passing(item) and _OF_A_THING.search(item.titles) is not None
