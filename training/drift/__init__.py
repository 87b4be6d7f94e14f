"""Drift: whether later flights, or the function's answers, are still like the training flights.

`drift` compares a file of flights or a request log with the profile in the released bundle, and
draws a report of what was found. May import release and all rooms below it; not retraining.
"""
