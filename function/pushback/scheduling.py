"""Scheduling: how the operating system shares a core among the threads that answer."""

import os


def finish_what_is_begun() -> None:
    """Ask not to be interrupted for each thread that has just been woken.

    Threads of one process take turns anyway, by Python's lock. On one core, Linux by default
    lets a woken thread push aside one that is in the midst of an answer: with 8 threads and 16
    connections, one request in a hundred then waits for all the others. The policy for batches
    lets each finish; `make bench` shows that tail. Threads begun later inherit the policy.

    Where there is no such policy (another system, a sandbox), nothing changes.
    """
    try:
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    except (AttributeError, OSError):
        return
