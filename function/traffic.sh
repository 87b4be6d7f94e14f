# shellcheck shell=bash
# The traffic's part of deploy.sh: a revision is proven before callers see it.
#
# The traffic goes to a revision by its name, never to "the latest", so that a deployment changes
# nothing for callers. The newest revision gets the tag `candidate` and with it an address of its own.
# If it passes the smoke test there, the traffic goes to it: it is then tagged `proven`, and the one
# that served until then `previous`, which is where --rollback leads. The tag `candidate` goes either
# way: by its address anybody whom the function lets in could call what is not proven.

# entry OF CONDITION FIELD: ENTRY, the command that tells a field of the traffic's entry like this,
# as it is asked for (OF spec) or as it is (OF status); of several, the one with the most traffic.
entry() {
  ENTRY=(gcloud run services list --filter="metadata.name=$NAME AND $1.traffic.$2"
    --flatten="$1.traffic[]" --sort-by="~$1.traffic.percent" --limit=1
    --format="value($1.traffic.$3)" "${IN_REGION[@]}")
}

# Keep the traffic where it is while another revision is made.
hold_traffic() {
  ROUTE=(gcloud run services update-traffic "$NAME" "${IN_REGION[@]}")
  entry status 'percent>0' revisionName
  learn SERVING "${ENTRY[@]}"
  entry spec 'percent>0' revisionName
  known SERVING "$SERVING" "${ENTRY[@]}" -- "${ROUTE[@]}" --to-revisions="$SERVING=100"
}

learn_url() {
  learn URL gcloud functions describe "$NAME" "${IN_REGION[@]}" \
    --format='value(serviceConfig.uri)'
}

prove_function() {
  local service=(gcloud run services describe "$NAME" "${IN_REGION[@]}") tagged move
  local logs="gcloud functions logs read $NAME ${IN_REGION[*]}"
  learn_url
  # Of a service that is asked to run this release: a plan, pasted, goes on after a build that failed.
  learn LATEST gcloud run services list "${IN_REGION[@]}" \
    --filter="metadata.name=$NAME AND spec.template.spec.containers[0].env.value:$RELEASE" \
    --format='value(status.latestCreatedRevisionName)'
  learn READY "${service[@]}" --format='value(status.latestReadyRevisionName)'
  must LATEST "The revision $LATEST did not start; no traffic was led to it. What it said: $logs" \
    test "$LATEST" = "$READY"
  tagged="revisionName=$LATEST AND status.traffic.tag=(candidate proven)"
  entry status "$tagged" revisionName
  known LATEST "$LATEST" "${ENTRY[@]}" -- "${ROUTE[@]}" --update-tags="candidate=$LATEST"
  entry status "$tagged" url
  learn CANDIDATE "${ENTRY[@]}"
  prove LATEST "$CANDIDATE" "The smoke test of $LATEST failed; no traffic was led to it. What it said: \
$logs. To ask it yourself, until the next run: ${ROUTE[*]} --update-tags=candidate=$LATEST" \
    "${ROUTE[@]}" --remove-tags=candidate
  move=("${ROUTE[@]}" --to-revisions="$LATEST=100" --remove-tags=candidate)
  # shellcheck disable=SC2016 # in a dry run, they are for the shell that it is pasted into
  if [ -n "$DRY_RUN" ]; then
    move+=('--update-tags=proven=$LATEST,previous=${SERVING:-$LATEST}')
  else
    move+=("--update-tags=proven=$LATEST,previous=${SERVING:-$LATEST}")
  fi
  entry spec percent=100 revisionName
  known LATEST "$LATEST" "${ENTRY[@]}" -- "${move[@]}"
  entry status tag=proven revisionName
  known LATEST "$LATEST" "${ENTRY[@]}" -- "${move[@]}"
}

find_revision_before() {
  entry status tag=previous revisionName
  learn PREVIOUS "${ENTRY[@]}"
  entry status tag=proven revisionName
  learn PROVEN "${ENTRY[@]}"
  must PREVIOUS "There is no earlier revision to go back to." \
    test "${PREVIOUS:-$PROVEN}" != "$PROVEN"
}

# Back to the revision of before; once more, and nothing changes.
rollback_function() {
  entry spec percent=100 revisionName
  known PREVIOUS "$PREVIOUS" "${ENTRY[@]}" -- gcloud run services update-traffic "$NAME" \
    "${IN_REGION[@]}" --to-revisions="$PREVIOUS=100"
  answer "The function: $PREVIOUS serves"
}
