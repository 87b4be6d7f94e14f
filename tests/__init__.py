"""Tests: unit (a module), integration (several, real files), model, contract, e2e (a browser)."""
