"""Tests of the batch pipeline: real files in, real files out."""

import batch  # noqa: F401 - puts the function's folder on the path
