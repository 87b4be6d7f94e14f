"""Parallel: fits side by side, one core each.

One core for each of several fits is faster than all cores for one after the other: a boosted
tree is grown in many steps, each too small to keep several cores busy.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import joblib
from threadpoolctl import threadpool_limits

Task = TypeVar("Task")
Result = TypeVar("Result")


def side_by_side(work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Yield the results of the tasks in their order.

    On an error, or on Ctrl-C, those at work end and no other is begun.
    """

    def on_one_core(task: Task) -> Result:
        with threadpool_limits(1, "openmp"):  # counts for this thread alone
            return work(task)

    pool = ThreadPoolExecutor(joblib.cpu_count())
    try:
        running = [pool.submit(on_one_core, task) for task in tasks]
        for one in running:
            yield one.result()
    finally:
        pool.shutdown(cancel_futures=True)
