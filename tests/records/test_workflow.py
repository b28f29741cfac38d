"""Workflow: the steps there are, and no state but by a step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_ops.errors import Refused
from sro_ops.records.workflow import Workflow

CASE = Workflow(
    "open", "held", "done",
    transitions={"hold": ("open", "held"), "finish": (("open", "held"), "done")},
)  # fmt: skip
VERBS = st.sampled_from(["moved", "amended", "logged"])
STATES = st.sampled_from(["open", "held", "done", "gone"])


def test_the_first_state_is_where_a_record_begins() -> None:
    assert CASE.initial == "open"


@pytest.mark.parametrize(
    ("step", "state", "target"),
    [("hold", "open", "held"), ("finish", "open", "done"), ("finish", "held", "done")],
)
def test_a_step_leads_from_a_state_to_another(step: str, state: str, target: str) -> None:
    assert CASE.target(step, state) == target


@pytest.mark.parametrize(
    ("step", "state", "said"),
    [
        ("hold", "held", '"hold" is not possible while held. Possible now: finish'),
        ("hold", "done", '"hold" is not possible while done. Possible now: none'),
        ("finsh", "open", 'no step "finsh". Nearest: finish'),
        ("zzz", "open", 'no step "zzz". Possible now: hold, finish'),
    ],
)
def test_a_step_that_is_not_possible_says_which_ones_are(step: str, state: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        CASE.target(step, state)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    "declare",
    [
        lambda: Workflow(transitions={}),
        lambda: Workflow("open", transitions={"finish": ("open", "done")}),
        lambda: Workflow("open", transitions={"finish": (("open", "held"), "open")}),
    ],
)
def test_a_workflow_that_names_no_state_or_a_missing_one_is_not_declared(declare: object) -> None:
    with pytest.raises(TypeError, match="state"):
        declare()  # type: ignore[operator]


@given(
    before=STATES | st.none(), after=STATES, verb=st.sampled_from(["moved", "amended", "logged"])
)
def test_a_state_comes_at_the_beginning_or_by_a_step_and_in_no_other_way(
    before: str | None, after: str, verb: str
) -> None:
    begins = before is None and after == "open"
    steps = {("open", "held"), ("open", "done"), ("held", "done")}
    allowed = begins or (verb == "moved" and (before, after) in steps)
    if allowed:
        CASE.check([before, after], verb)
    else:
        with pytest.raises(Refused, match="does not become"):
            CASE.check([before, after], verb)


def test_a_step_may_have_a_verb_of_its_own() -> None:
    flow = Workflow(
        "new", "read", transitions={"sign": ("new", "read")}, verbs={"sign": "acknowledged"}
    )
    assert flow.verb("sign") == "acknowledged"
    flow.check(["new", "read"], "acknowledged")
    with pytest.raises(Refused, match='does not become "read"'):
        flow.check(["new", "read"], "moved")


@pytest.mark.parametrize(
    ("step", "verb"), [("sign", "struck"), ("sign", "Signed for"), ("other", "signed")]
)
def test_a_verb_of_something_else_is_no_verb_of_a_step(step: str, verb: str) -> None:
    with pytest.raises(TypeError):
        Workflow("new", "read", transitions={"sign": ("new", "read")}, verbs={step: verb})
