"""How good a model is, compared with what, and how sure that is.

It imports the model and what lies below it. `fold` prepares what models are fitted on and asked
about, `rolling_origin` tests month after month, `bootstrap` makes the intervals over days and
months; the rest scores, compares and names.
"""
