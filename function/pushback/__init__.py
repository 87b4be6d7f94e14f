"""Pushback's runtime: everything between a request about a flight and its answer.

One direction: `flights` (what a client may say) -> `validation` (what is wrong with it)
-> `features` (what the model sees) -> `predictor` (what is answered). `contract` and
`bundle` hold what training handed over. Nothing here imports `training`.
"""
