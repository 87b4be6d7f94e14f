"""Report: report.pdf, set with Typst from the results, the bundle's contract and nothing else.

`survey` counts the data once, into a results file of its own; `facts` gathers and words every
figure; `build` hands them to `report.typ`, which holds the sentences and the drawings.
"""
