"""Integration tests: several modules, real files, real HTTP."""
