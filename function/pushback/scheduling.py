"""Scheduling: how the operating system shares a core among the threads that answer."""

import os


def use_batch_scheduling() -> None:
    """Use the batch scheduling policy (SCHED_BATCH): woken threads do not preempt others.

    Threads of one process take turns anyway, by Python's lock. By default, on one core, Linux lets
    a woken thread preempt one that is in the middle of an answer: with 8 threads and 16
    connections, one request in a hundred then waits for all the others. With SCHED_BATCH each
    thread finishes first; `make bench` measures the difference. Threads started later inherit the
    policy.

    Where there is no such policy (another system, a sandbox), nothing changes.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    except (AttributeError, OSError):
        return
