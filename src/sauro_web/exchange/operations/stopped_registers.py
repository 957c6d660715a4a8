"""Imports whose job did not come to its end: the run says so, what was written stays, and a person starts it
again or takes it back."""

from __future__ import annotations

from sauro_web.common.held import is_held
from sauro_web.common.jobs import asked_for
from sauro_web.exchange.models import RegisterImport, RunState

__all__ = ["BROKE_OFF", "NOT_COUNTED", "NOT_TAKEN_BACK", "stop_run", "stop_what_nobody_does"]

BROKE_OFF = (
    "Ghi sổ bị dừng giữa chừng vì phần mềm gặp lỗi. Những văn bản đã ghi vẫn còn nguyên; hãy bấm “Ghi tiếp” "
    "để ghi phần còn lại, nếu vẫn dừng thì báo quản trị."
)
NOT_COUNTED = (
    "Kiểm tra tệp bị dừng giữa chừng vì phần mềm gặp lỗi; chưa ghi gì vào sổ. Hãy bấm “Kiểm tra lại với các "
    "cột này”, nếu vẫn dừng thì báo quản trị."
)
NOT_TAKEN_BACK = (
    "Hoàn tác bị dừng giữa chừng vì phần mềm gặp lỗi; còn một phần văn bản trong sổ. Hãy bấm “Hoàn tác” lần "
    "nữa, nếu vẫn dừng thì báo quản trị."
)
_JOBS = {
    RunState.COUNTING: ("register.count", RunState.FAILED, NOT_COUNTED),
    RunState.WRITING: ("register.write", RunState.STOPPED, BROKE_OFF),
    RunState.UNDOING: ("register.undo", RunState.DONE, NOT_TAKEN_BACK),
}
"""Of each state in which a job is at work: what its key begins with, the state after a job that is gone, and
what is said then."""


def stop_run(run: RegisterImport, sentence: str) -> None:
    """Says of a run at work that its job has ended early, and why."""
    _, after, _ = _JOBS[RunState(run.state)]
    rows = RegisterImport.objects.filter(pk=run.pk, state=run.state, version=run.version)
    rows.update(state=after, fault=sentence[:300], version=run.version + 1)


def stop_what_nobody_does() -> None:
    """The job that looks for runs at work which no worker has in hand and none will be handed: those were
    given up after their last attempt."""
    at_work = {
        f"{_JOBS[RunState(run.state)][0]}.{run.pk}.{run.version}": run
        for run in RegisterImport.objects.filter(state__in=_JOBS)
    }
    if not at_work:
        return
    for key in at_work.keys() - asked_for(at_work):
        run = at_work[key]
        if not is_held(f"register-{run.pk}"):
            stop_run(run, _JOBS[RunState(run.state)][2])
