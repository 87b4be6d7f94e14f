# shellcheck shell=bash
# What watches the function: alarms, an uptime check, counters from the log, and a budget.
#
# The label `release` says what the alarms are made of, so that a change of them is carried out.

# What an answer's notes may be (function/pushback/notes.py), each counted by the log.
NOTES="unseen_carrier unseen_origin unseen_destination unseen_route no_weather partial_weather
weather_from_elsewhere past_departure if_it_leaves delay_from_elsewhere delay_announced_early
leaves_after_arrival_day clock_change"
CHANCES=late_mean # what each line of the log tells of the answers' chances of late
WATCHED="resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"$NAME\""

watch_function() {
  alarm_commands
  count_notes
  count_chances
  [ "$ACCESS" != public ] || check_uptime
  find_channel
  make_alarms
}

# What is watched where nobody is told of it is as good as not watched.
say_who_is_not_told() {
  [ -n "$CHANNEL" ] || say "Nobody is told of an alarm, until you give --notify EMAIL with --bootstrap."
  [ -n "$BUDGET" ] || say "Nobody is warned of what this costs, unless an earlier run made a budget:" \
    "give --budget AMOUNT with --bootstrap."
}

# shellcheck disable=SC2016 # thing fills $FOUND in
watch_things() {
  local counter
  alarm_commands
  thing "who is told of alarms" "${CHANNELS[@]}" --format='value(name)' -- \
    gcloud beta monitoring channels delete '$FOUND' "${IN_PROJECT[@]}" --force --quiet
  thing "the alarms" "${ALARMS[@]}" --format='value(name)' -- \
    gcloud alpha monitoring policies delete '$FOUND' "${IN_PROJECT[@]}" --quiet
  thing "the uptime check" "${CHECKS[@]}" --format='value(name)' -- \
    gcloud monitoring uptime delete '$FOUND' "${IN_PROJECT[@]}" --quiet
  for counter in $NOTES $CHANCES; do
    thing "the counter $NAME-$counter" gcloud logging metrics describe "$NAME-$counter" \
      "${IN_PROJECT[@]}" --format='value(name)' -- \
      gcloud logging metrics delete "$NAME-$counter" "${IN_PROJECT[@]}" --quiet
  done
  [ -n "$DRY_RUN$BILLING" ] || return 0 # without a billing account there is no budget either
  budget_commands
  thing "the budget" "${BUDGETS[@]}" --format='value(name)' -- \
    gcloud billing budgets delete '$FOUND' "${IN_PROJECT[@]}" --quiet
}

# Number of requests with a note, by its code: those with unseen things grow as a model grows old.
count_notes() {
  local note
  learn COUNTED gcloud logging metrics list --format='value(name)' "${IN_PROJECT[@]}"
  for note in $NOTES; do
    unless "$NAME-$note" printf %s "$COUNTED" -- gcloud logging metrics create "$NAME-$note" \
      --description="Requests with the note $note" \
      --log-filter="$WATCHED AND jsonPayload.notes.$note>0" "${IN_PROJECT[@]}"
  done
}

# How requests spread over their mean chance of late, in twentieths: another spread than in the same
# season of a year before is another traffic, other weather, or a model that grew old.
count_chances() {
  learn METRIC mktemp
  write "$METRIC" printf '%s\n' "$(chances_counter)"
  unless "$NAME-$CHANCES" printf %s "$COUNTED" -- gcloud logging metrics create "$NAME-$CHANCES" \
    --config-from-file="$METRIC" "${IN_PROJECT[@]}"
}

chances_counter() {
  cat <<TEXT
description: Requests by their mean chance of late
filter: '$WATCHED AND jsonPayload.$CHANCES>=0'
valueExtractor: EXTRACT(jsonPayload.$CHANCES)
metricDescriptor: {metricKind: DELTA, valueType: DISTRIBUTION, unit: "1"}
bucketOptions: {linearBuckets: {numFiniteBuckets: 20, width: 0.05, offset: 0}}
TEXT
}

# Where anybody may call; a closed function would refuse the check.
check_uptime() {
  learn HOST gcloud functions describe "$NAME" "${IN_REGION[@]}" \
    --format='value(serviceConfig.uri.sub("https?://", ""))'
  unless "$NAME" "${CHECKS[@]}" --format='value(displayName)' -- \
    gcloud monitoring uptime create "$NAME" --resource-type=uptime-url \
    --resource-labels="host=$HOST,project_id=$PROJECT" --protocol=https --path=/health \
    --period=5 --timeout=20 "${IN_PROJECT[@]}"
}

alarm_commands() {
  ALARMS=(gcloud alpha monitoring policies list --filter="userLabels.app=$NAME" "${IN_PROJECT[@]}")
  CHANNELS=(gcloud beta monitoring channels list --filter="userLabels.app=$NAME" "${IN_PROJECT[@]}")
  CHECKS=(gcloud monitoring uptime list-configs --filter="displayName=$NAME" "${IN_PROJECT[@]}")
}

# shellcheck disable=SC2153 # learn assigns CHECK and ALARM
make_alarms() {
  local release alarms
  learn CHECK "${CHECKS[@]}" --format='value(name.basename())'
  release=$(alarm_policy '' "$CHECK" "$CHANNEL" | git hash-object --stdin | cut -c 1-12)
  alarms=("${IN_PROJECT[@]}" --policy="$(alarm_policy "$release" "$CHECK" "$CHANNEL")")
  unless "$NAME" "${ALARMS[@]}" --format='value(userLabels.app)' -- \
    gcloud alpha monitoring policies create "${alarms[@]}"
  learn ALARM "${ALARMS[@]}" --format='value(name)'
  unless "$release" "${ALARMS[@]}" --format='value(userLabels.release)' -- \
    gcloud alpha monitoring policies update "$ALARM" "${alarms[@]}"
}

# alarm_policy RELEASE CHECK CHANNEL
alarm_policy() {
  local requests="metric.type=\"run.googleapis.com/request_count\" AND $WATCHED"
  cat <<TEXT
displayName: $NAME
combiner: OR
userLabels: {app: $NAME, release: "$1"}
notificationChannels: [$3]
documentation: {mimeType: text/markdown, content: 'What to do then: function/DEPLOYING.md'}
conditions:
- displayName: Of the requests, more than 1 % end in a fault of ours (5xx)
  conditionThreshold:
    filter: '$requests AND metric.labels.response_code_class="5xx"'
    aggregations:
    - {alignmentPeriod: 300s, perSeriesAligner: ALIGN_RATE, crossSeriesReducer: REDUCE_SUM}
    denominatorFilter: '$requests'
    denominatorAggregations:
    - {alignmentPeriod: 300s, perSeriesAligner: ALIGN_RATE, crossSeriesReducer: REDUCE_SUM}
    comparison: COMPARISON_GT
    thresholdValue: 0.01
    duration: 300s
- displayName: All $INSTANCES instances of a revision run, so more callers would have to wait
  conditionThreshold:
    filter: 'metric.type="run.googleapis.com/container/instance_count" AND $WATCHED'
    aggregations:
    - {alignmentPeriod: 60s, perSeriesAligner: ALIGN_MAX, crossSeriesReducer: REDUCE_SUM, groupByFields: [resource.labels.revision_name]}
    comparison: COMPARISON_GT
    thresholdValue: $((INSTANCES - 1))
    duration: 300s
TEXT
  [ "$ACCESS" != public ] || cat <<TEXT
- displayName: From two places or more, it does not answer
  conditionThreshold:
    filter: 'metric.type="monitoring.googleapis.com/uptime_check/check_passed" AND resource.type="uptime_url" AND metric.labels.check_id="$2"'
    aggregations:
    - {alignmentPeriod: 600s, perSeriesAligner: ALIGN_NEXT_OLDER, crossSeriesReducer: REDUCE_COUNT_FALSE}
    comparison: COMPARISON_GT
    thresholdValue: 1
    duration: 60s
TEXT
}

# CHANNEL: to whom --notify names, or else to whom it went before. It bears a label, for a channel of
# somebody else's to the same address is not ours to delete.
find_channel() {
  local channels=(gcloud beta monitoring channels list "${IN_PROJECT[@]}"
    --filter="userLabels.app=$NAME AND labels.email_address=\"$NOTIFY\"")
  if [ -z "$NOTIFY" ]; then
    learn CHANNEL "${ALARMS[@]}" --format='value(notificationChannels[0])'
  else
    unless "$NOTIFY" "${channels[@]}" --format='value(labels.email_address)' -- \
      gcloud beta monitoring channels create --display-name="$NAME" --type=email \
      --channel-labels="email_address=$NOTIFY" --user-labels="app=$NAME" "${IN_PROJECT[@]}"
    learn CHANNEL "${channels[@]}" --limit=1 --format='value(name)'
  fi
}

# Whether that account lets the caller see budgets. Where the service is not enabled yet, that shows
# once it is, and still before the function is made.
check_budget() {
  [ -n "$BUDGET" ] && [ "$ONLY" != site ] || return 0
  budget_commands
  told "${BUDGETS[@]}" --format='value(name)' >/dev/null ||
    fail "You may not make a budget on the billing account $BILLING: $(cause) Have the role" \
      "roles/billing.costsManager given to you there, or leave --budget out."
}

# It warns those who pay, and stops nothing.
make_budget() {
  budget_commands
  unless "$NAME-$PROJECT" "${BUDGETS[@]}" --format='value(displayName)' -- \
    gcloud billing budgets create --billing-account="$BILLING" --display-name="$NAME-$PROJECT" \
    --budget-amount="$BUDGET" --filter-projects="projects/$PROJECT" --threshold-rule=percent=0.5 \
    --threshold-rule=percent=0.9 --threshold-rule=percent=1.0 "${IN_PROJECT[@]}"
  learn ALLOWED "${BUDGETS[@]}" --format='value(name)'
  unless "=$BUDGET=" "${BUDGETS[@]}" \
    --format='value[separator="="](name,amount.specifiedAmount.units,displayName)' -- \
    gcloud billing budgets update "$ALLOWED" --budget-amount="$BUDGET" "${IN_PROJECT[@]}"
}

budget_commands() {
  [ -z "$DRY_RUN" ] || learn BILLING gcloud billing projects describe "$PROJECT" \
    --format='value(billingAccountName.basename())'
  BUDGETS=(gcloud billing budgets list --billing-account="$BILLING"
    --filter="displayName=$NAME-$PROJECT" "${IN_PROJECT[@]}")
}
