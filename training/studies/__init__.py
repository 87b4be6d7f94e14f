"""Studies: questions about the model that are asked once in a while, each answered by a command.

A study takes a dataset, or what `evaluate` wrote, and returns what it found, ready for JSON and
for its figure in `studies.figures`. Studies may import `release` and all rooms below it.
"""
