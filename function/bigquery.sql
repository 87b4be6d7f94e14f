-- BigQuery: how late will each flight of a table be.
--
-- Replace PROJECT, DATASET and FUNCTION_URL. The connection's service account needs the role
-- roles/run.invoker where the function is not public; `bq show --connection` tells its name:
--
--   bq mk --connection --location=US --project_id=PROJECT --connection_type=CLOUD_RESOURCE pushback
--   bq show --connection PROJECT.US.pushback
--
-- Times are local to their airports. A row that cannot be answered has `errors` in its reply; a
-- row with NULL for anything but the arrival and the announced delay is answered NULL. A function
-- made without the last argument, or without the last two, is answered as well.

CREATE OR REPLACE FUNCTION `PROJECT.DATASET.pushback`(
  carrier STRING, origin STRING, destination STRING, departure DATETIME, arrival DATETIME,
  departure_delay_min INT64)
RETURNS JSON
REMOTE WITH CONNECTION `PROJECT.US.pushback`
OPTIONS (
  endpoint = 'FUNCTION_URL/bigquery',
  max_batching_rows = 1000
);

-- For reasons as well: a second function with max_batching_rows = 20 and
--   user_defined_context = [('explain', 'true')]

SELECT
  carrier, origin, destination, departure,
  FLOAT64(answer.late) AS late,
  INT64(answer.delay_minutes.p80) AS minutes_8_times_in_10,
  answer.errors
FROM (
  SELECT *, `PROJECT.DATASET.pushback`(
    carrier, origin, destination, departure, arrival, departure_delay_min) AS answer
  FROM `PROJECT.DATASET.schedule`
);
