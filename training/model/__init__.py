"""The estimator of the six outcomes, the season that multiplies its chances, and its ONNX graph.

It imports the dataset and what lies below it; nothing here knows how good a model is.
"""
