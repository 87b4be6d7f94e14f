"""Retraining: a challenger on the newest months, and the champion replaced if it is better.

`retraining` runs it: months are chosen, a challenger is made, both bundles are asked about the
same flights, and the decision is recorded. May import release and all rooms below it; not drift.
"""
