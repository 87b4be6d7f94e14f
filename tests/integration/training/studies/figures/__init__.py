"""Tests of training.studies.figures."""
