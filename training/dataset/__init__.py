"""The lake's rows as what models read: flights with outcomes, features, lookups and splits.

It imports the lake and what lies below it: `dataset` reads, `splitting` splits by time, `schedules`
and `lookups` learn what is kept in the bundle, `features` makes the inputs, `masking` hides weather
from them or gives it the errors of a forecast.
"""
