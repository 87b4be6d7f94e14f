"""Exploration: what the notebook EDA looks at, as functions that return tables and pictures.

May import from `figures.canvas`, the studies and all rooms below them.
"""
