# shellcheck shell=bash
# The function's part of deploy.sh: its accounts, its revisions, and which of them gets the traffic.
#
# A revision says in RELEASE what it was made from. One that has passed the smoke test is tagged
# `proven`: traffic goes back to it when a later one fails, however the deployments between ended.

RUNTIME=python313
THREADS=8   # requests that an instance answers at once: as many as it is sent
INSTANCES=5 # the most that may run, and so the most that may cost
ATTEMPTS=3  # of the smoke test: rights and traffic take up to a minute to be the same everywhere
BOOST="spec.template.metadata.annotations['run.googleapis.com/startup-cpu-boost']"

deploy_function() {
  say "The function $NAME, in $REGION of $PROJECT"
  enable_services cloudfunctions run cloudbuild artifactregistry storage iam \
    cloudresourcemanager cloudbilling
  account "$NAME-run" "Pushback runs as this, and may do nothing else"
  build_account
  release_function
  open_function
  learn_url
  prove_function
  [ "$ONLY" != function ] || answer "API   $URL"
}

function_things() {
  thing "the function $NAME in $REGION" gcloud functions describe "$NAME" "${IN_REGION[@]}" -- \
    gcloud functions delete "$NAME" "${IN_REGION[@]}" --quiet
  account_thing "$NAME-run"
  build_things
}

# --- what the virtual machine needs too -----------------------------------------------------------

enable_services() {
  local service enabled='' missing=()
  [ -n "$DRY_RUN" ] ||
    enabled=$(gcloud services list --format='value(config.name)' "${IN_PROJECT[@]}" --enabled)
  for service; do
    grep -qxF "$service.googleapis.com" <<<"$enabled" || missing+=("$service.googleapis.com")
  done
  [ ${#missing[@]} = 0 ] || run gcloud services enable "${missing[@]}" "${IN_PROJECT[@]}"
}

# account ID WORDS: a service account; it may do nothing until a role is granted to it.
account() {
  unless "$1@" gcloud iam service-accounts describe "$1@$ACCOUNTS" --format='value(email)' \
    "${IN_PROJECT[@]}" -- \
    gcloud iam service-accounts create "$1" --display-name="$2" "${IN_PROJECT[@]}"
}

account_thing() {
  thing "the service account $1" gcloud iam service-accounts describe "$1@$ACCOUNTS" \
    --format='value(email)' "${IN_PROJECT[@]}" -- \
    gcloud iam service-accounts delete "$1@$ACCOUNTS" "${IN_PROJECT[@]}" --quiet
}

# Images are built by an account of our own: what Google's default may do differs by project.
build_account() {
  account "$NAME-build" "Pushback's images are built as this"
  name_builder
  unless "$BUILDER" "${BUILDS[@]}" -- gcloud projects add-iam-policy-binding "${BINDING[@]}"
}

build_things() {
  name_builder
  thing "the role of $NAME-build" "${BUILDS[@]}" -- \
    gcloud projects remove-iam-policy-binding "${BINDING[@]}"
  account_thing "$NAME-build"
}

name_builder() {
  local member="serviceAccount:$NAME-build@$ACCOUNTS"
  BUILDER=roles/cloudbuild.builds.builder
  BUILDS=(gcloud projects get-iam-policy "$PROJECT" --flatten='bindings[].members'
    --filter="bindings.members=$member AND bindings.role=$BUILDER" --format='value(bindings.role)')
  BINDING=("$PROJECT" --member="$member" --role="$BUILDER" --condition=None --format=none)
}

# Ask what answers at URL one request of each kind, up to ATTEMPTS times.
smoke() {
  local attempt
  tell "$(shown "${SMOKE[@]}" "$URL")"
  [ -z "$DRY_RUN" ] || return 0
  [ "$CALLERS" = allUsers ] || sign_requests
  for ((attempt = 1; attempt <= ATTEMPTS; attempt++)); do
    [ "$attempt" = 1 ] || sleep "$PAUSE"
    "${SMOKE[@]}" "$URL" >&2 && return
  done
  return 1
}

# Have curl say who asks, out of sight of whoever lists this machine's processes.
sign_requests() {
  local token
  token=$(gcloud auth print-identity-token) || fail "gcloud has no identity token to ask with."
  printf 'header = "Authorization: Bearer %s"\n' "$token" >"$SCRATCH/.curlrc"
  export CURL_HOME=$SCRATCH
}

# --- revisions and their traffic ------------------------------------------------------------------

release_function() {
  local settings release environment
  settings=(
    --gen2 --runtime="$RUNTIME" --source=function --entry-point=handle --trigger-http
    --service-account="$NAME-run@$ACCOUNTS"
    --build-service-account="projects/$PROJECT/serviceAccounts/$NAME-build@$ACCOUNTS"
    --memory=512Mi --cpu=1 --concurrency="$THREADS" --timeout=30s
    --min-instances=0 --max-instances="$INSTANCES"
  )
  environment="ALLOWED_ORIGINS=$ORIGINS,GOOGLE_CLOUD_PROJECT=$PROJECT,THREADS=$THREADS"
  release=$(digest function "${settings[@]}" "$environment")
  name_revision 'status.traffic.tag=proven OR status.traffic.percent=100'
  learn GOOD "${REVISION[@]}" # the one to go back to
  unless "$release" gcloud run services describe "$NAME" "${IN_REGION[@]}" \
    --format='value(spec.template.spec.containers[0].env)' -- \
    gcloud functions deploy "$NAME" "${settings[@]}" \
    --set-env-vars="$environment,RELEASE=$release" "${IN_REGION[@]}" --quiet
  unless true gcloud run services describe "$NAME" "${IN_REGION[@]}" --format="value($BOOST)" -- \
    gcloud run services update "$NAME" --cpu-boost "${IN_REGION[@]}" --quiet
  unless True gcloud functions describe "$NAME" "${IN_REGION[@]}" \
    --format='value(serviceConfig.allTrafficOnLatestRevision)' -- \
    gcloud run services update-traffic "$NAME" --to-latest "${IN_REGION[@]}"
}

# name_revision WHICH: REVISION, the command that tells it; of several, the one that has a tag.
name_revision() {
  REVISION=(gcloud run services list --filter="metadata.name=$NAME AND ($1)"
    --flatten='status.traffic[]' --sort-by='~status.traffic.tag' --limit=1
    --format='value(status.traffic.revisionName)' "${IN_REGION[@]}")
}

# Anybody may call it, as the page does, or CALLERS alone. Not by the deployment's own option: when
# stopped between the two, that would leave a function that nobody may call.
open_function() {
  unless "$CALLERS" gcloud run services get-iam-policy "$NAME" "${IN_REGION[@]}" \
    --format='value(bindings.members)' -- \
    gcloud run services add-iam-policy-binding "$NAME" "${IN_REGION[@]}" --member="$CALLERS" \
    --role=roles/run.invoker --format=none
}

learn_url() {
  learn URL gcloud functions describe "$NAME" "${IN_REGION[@]}" \
    --format='value(serviceConfig.uri)'
}

prove_function() {
  local route=(gcloud run services update-traffic "$NAME" "${IN_REGION[@]}") back
  learn LATEST gcloud run services describe "$NAME" "${IN_REGION[@]}" \
    --format='value(status.latestReadyRevisionName)'
  back=("${route[@]}" --to-revisions="$GOOD=100")
  route+=("--update-tags=proven=$LATEST")
  if [ -n "$DRY_RUN" ]; then
    tell "if $(shown "${SMOKE[@]}" "$URL"); then $(shown "${route[@]}"); else $(shown "${back[@]}"); fi"
  elif smoke; then
    name_revision status.traffic.tag=proven
    unless "$LATEST" "${REVISION[@]}" -- "${route[@]}"
  elif [ -z "$GOOD" ] || [ "$GOOD" = "$LATEST" ]; then
    fail "The smoke test failed, and there is no earlier revision to go back to."
  else
    run "${back[@]}"
    fail "The smoke test failed: $GOOD gets the traffic again. What $LATEST said:" \
      "gcloud functions logs read $NAME ${IN_REGION[*]}"
  fi
}
