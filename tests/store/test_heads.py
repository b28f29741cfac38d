"""Heads on paper and in files: what is printed can be read again, and nothing else can."""

from __future__ import annotations

import json

import pytest

from sro_ops.store.heads import Head, printed, read_heads, seen

HASH = "971498037d5131b9a3c5f00d5eedbeef0123456789abcdef00112233445566ff"
HEAD = Head("OHS", 46, HASH)


def test_a_printed_head_fits_a_plain_printer_and_reads_back_whole() -> None:
    text = printed(HEAD)
    assert text == (
        "Journal of OHS, line 46, head\n"
        "971498037d5131b9 a3c5f00d5eedbeef 0123456789abcdef 00112233445566ff"
    )
    assert max(map(len, text.splitlines())) <= 72
    assert read_heads(f"a report\n{text}\n") == [HEAD]


@pytest.mark.parametrize(
    "copied",
    [
        "Journal of OHS, line 46, head 971498037d5131b9",
        "Journal of OHS, line 46, head\r\n971498037d5131b9 \r\n",
        "journal of ohs, line 46, head 971498037D5131B9",
    ],
)
def test_the_first_sixteen_digits_are_enough(copied: str) -> None:
    assert read_heads(copied) == [Head("OHS", 46, HASH[:16])]


def test_more_digits_than_sixteen_count_as_far_as_they_were_copied() -> None:
    assert read_heads("Journal of OHS, line 1,046, head 971498037d5131b9 a3c5") == [
        Head("OHS", 1046, HASH[:20])
    ]


def test_several_reports_in_one_file_give_several_heads_of_one_site() -> None:
    earlier = Head("OHS", 40, "0" * 64)
    assert read_heads(f"{printed(earlier)}\n\n{printed(HEAD)}") == [earlier, HEAD]


def test_what_an_officer_typed_in_a_report_is_no_head() -> None:
    typed = f"09:12  note      Journal of OHS, line 2, head {'f' * 16}"
    assert read_heads(f"{typed}\n{printed(HEAD)}") == [HEAD]


def test_an_export_reads_back() -> None:
    rows = {"OHS": {"lines": 46, "head": HASH}, "WMS": {"lines": 3, "head": HASH[:16]}}
    assert read_heads(json.dumps({"ok": True, "sites": rows})) == [
        HEAD, Head("WMS", 3, HASH[:16]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"sites": {}}',
        '{"sites": {"OHS": 3}}',
        '{"sites": {"OHS": {"lines": 3, "head": "00"}}}',
        "Journal of OHS, line 46, head 971498037d5131b",
        "Journal of OHS, line 46",
    ],
)
def test_what_holds_no_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no head of a chain"):
        read_heads(text)


def test_a_head_names_its_own_line_and_no_other() -> None:
    assert seen({"OHS": (46, HASH)}) == [HEAD]
    assert HEAD.names(HASH)
    assert Head("OHS", 46, HASH[:16]).names(HASH)
    assert not Head("OHS", 46, HASH[:15]).names(HASH)
    assert not Head("OHS", 46, "0" * 16).names(HASH)
    assert not Head("OHS", 46, "").names(HASH)
