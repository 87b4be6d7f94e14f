"""Model tests: what the released model must and must not do."""
