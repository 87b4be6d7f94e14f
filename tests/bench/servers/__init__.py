"""Servers that the function is held against; each file is one, or a part that two share."""
