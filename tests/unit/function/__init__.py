"""Tests of function."""
