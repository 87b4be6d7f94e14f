"""Record: what became of the nation's flights, counted, in one small file that is committed.

Flights of any number of files are checked and counted in batches (`flights`, `counting`), and
their counts put together (`tally`) into a `Record`, which `record` writes and reads back.
`pipeline` does the same as an Apache Beam pipeline. Imports `lake`, `sources` and the files at the
root of `training`.
"""

from training.record.record import KEYS, Counted, Record, late_flights, read_record, write_record

__all__ = ["KEYS", "Counted", "Record", "late_flights", "read_record", "write_record"]
