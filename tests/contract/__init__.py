"""Contract tests: what holds between the parts."""
