"""End-to-end tests: the page, in a real browser, asking the real function."""
