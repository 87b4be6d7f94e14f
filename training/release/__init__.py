"""The bundle that the function serves, what is written into it, and the bundles before it.

It imports the evaluation and what lies below it; `pipeline` leads from the lake to a candidate.
"""
