"""Benchmark: the function beside the floor and beside what others would build, in one run."""

import training  # noqa: F401 - puts the function's folder on the path
