"""Tests of the reader that batch, ingest and drift share."""
