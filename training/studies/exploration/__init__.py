"""Exploration: what the notebook EDA looks at, as functions that return tables and pictures."""
