"""Figures: what studies found, as SVG for reports; one file a study, `canvas` for all of them."""
