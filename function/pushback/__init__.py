"""Pushback's runtime: everything between a request about a flight and its answer.

Four layers, each importing only those below it:

- start: `instance` loads the service;
- HTTP: `http.answering` (a request in, an answer out) and what it needs, in the folder `http`;
  beside it `memory` and `scheduling`, which settle the process;
- features and answers: `features` (the model's inputs), `predictor` (the answer), `notes`;
- what a flight and a contract are: `flights` (what a client may say), `contract`, `outcomes`.

Nothing here imports `training`.
"""
