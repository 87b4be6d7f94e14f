"""Tests of the function as a container, built and run for real: `make container-test`."""
