"""How good a model is, beside what, and how sure that is.

It imports the model and what lies below it. `fold` makes what is fitted on and asked about,
`rolling_origin` tests month after month, `bootstrap` makes the intervals over days and months; the
rest scores, compares and names.
"""
