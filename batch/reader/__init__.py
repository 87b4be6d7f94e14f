"""Reader: the one reader of tables that people hold, for batch, ingest and drift.

Data flows one way: `containers` (which table a file holds), `streams` (its bytes as UTF-8),
`headers` (where its names stand), `vocabulary` (which column plays which role), `tables` (its rows
as Arrow columns), then `values` and `times` (what single texts mean). No pandas, no Apache Beam:
workers of both programs import it.
"""
