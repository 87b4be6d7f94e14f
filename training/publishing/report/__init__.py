"""Report: report.pdf, set with Typst from the results and the bundle's contract alone.

`survey` counts the data once, into a result of its own; `facts` words every figure; `build` hands
figures and results to `report.typ`. The `.typ` files hold the sentences, the charts and the look.
"""
