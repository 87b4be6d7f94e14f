"""Pushback's runtime: everything between a request about a flight and its answer.

Three layers, each importing only those below it:

- HTTP: `validation` (is the request usable), `openapi`, `bigquery`, `hooks` and what they need;
- features and answers: `features` (the model's inputs), `predictor` (the answer), `notes`;
- what a flight and a contract are: `flights` (what a client may say), `contract`, `outcomes`.

Nothing here imports `training`.
"""
