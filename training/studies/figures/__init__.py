"""Figures: what the studies found, as SVG for reports; `canvas` has the look they share.

May import from the studies and all rooms below them; of `exploration` it knows nothing.
"""
