"""Publishing: README.md, report.pdf and the notebooks, which show the results.

Everything shown is made anew from the released bundle and the committed results, and a test holds
it to them. This room may import every room up to `release`, but neither `retraining` nor `drift`.
"""
