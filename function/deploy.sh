# shellcheck shell=bash
# The function's part of deploy.sh: its accounts, its settings, and the smoke test.

RUNTIME=python313
THREADS=8   # requests that an instance answers at once: as many as it is sent
INSTANCES=5 # the most that may run, and so the most that may cost
ATTEMPTS=6  # of the smoke test, the waits between them doubled: rights take up to 7 minutes to arrive
BUILDER=roles/cloudbuild.builds.builder
BOOST="spec.template.metadata.annotations['run.googleapis.com/startup-cpu-boost']"

deploy_function() {
  say "The function $NAME, in $REGION of $PROJECT"
  [ -z "$BOOTSTRAP" ] || [[ ! $ACCESS =~ ^(signed-in|none)$ ]] || close_function
  keep_settings gcloud functions describe "$NAME" "${IN_REGION[@]}" \
    --format='value(buildConfig.environmentVariables,serviceConfig.environmentVariables)'
  [ -z "$BOOTSTRAP" ] || prepare_function
  hold_traffic
  [ -z "$BOOTSTRAP" ] || [ "$ACCESS" = public ] || tell_of_machine
  [ -z "$BOOTSTRAP" ] || [ "$ACCESS" = public ] || sign_requests
  release_function
  [ -z "$BOOTSTRAP" ] || open_function
  plan_signing
  prove_function
  forget_signing
  [ -z "$BOOTSTRAP" ] || watch_function
  [ "$ONLY" != function ] || answer "API   $URL"
}

prepare_function() {
  enable_services cloudfunctions run cloudbuild artifactregistry storage iam iamcredentials sts \
    cloudresourcemanager cloudbilling logging monitoring ${BUDGET:+billingbudgets}
  [ -z "$BUDGET" ] || make_budget # first: it needs rights on another's account, and nothing of ours
  forget_addresses
  account "$NAME-run" "Pushback runs as this, and may do nothing else"
  build_account
}

function_things() {
  thing "the function $NAME in $REGION" gcloud functions describe "$NAME" "${IN_REGION[@]}" -- \
    gcloud functions delete "$NAME" "${IN_REGION[@]}" --quiet
  account_thing "$NAME-run"
  thing "the exclusion $FORGOTTEN of the log" "${FORGETS[@]}" -- \
    gcloud logging sinks update _Default --remove-exclusions="$FORGOTTEN" "${IN_PROJECT[@]}" --quiet
  build_things
  watch_things
  pipeline_things
}

# Google's front end notes the address of every request, and a query may name a flight. These entries
# are not kept; what the function itself writes names the path alone.
forget_addresses() {
  local requests="resource.labels.service_name=\"$NAME\" AND log_id(\"run.googleapis.com/requests\")"
  unless _Default "${FORGETS[@]}" -- gcloud logging sinks update _Default \
    --add-exclusion="name=$FORGOTTEN,filter=$requests" "${IN_PROJECT[@]}" --quiet
}

# --- what the virtual machine needs too -----------------------------------------------------------

# keep_settings COMMAND...: what ALLOWED_ORIGINS, ASYNC and DOMAIN said at an earlier deployment, of
# which the command tells, stays unless they are given, be they empty.
keep_settings() {
  local before others
  [ -z "${ALLOWED_ORIGINS+given}" ] || [ -z "${ASYNC+given}" ] || [ -z "$DOMAIN_IS" ] || return 0
  if [ -n "$DRY_RUN" ]; then
    say "  Not known in a plan: ALLOWED_ORIGINS, ASYNC and DOMAIN of an earlier deployment. Give them, if they are to stay."
    return
  fi
  before=$(told "$@") || fail "ALLOWED_ORIGINS, ASYNC and DOMAIN of before cannot be told: $(cause)"
  if [ -z "${ASYNC+given}" ] && [[ $before == *main_async.py* ]]; then
    ADAPTER=main_async.py
    say "  ASYNC=1 stays; ASYNC= ends it"
  fi
  if [ -z "$DOMAIN_IS" ] && [[ $before =~ Pushback\ for\ ([a-z0-9.-]+) ]]; then
    DOMAIN=${BASH_REMATCH[1]}
    say "  DOMAIN=$DOMAIN stays; DOMAIN= ends it"
  fi
  others=$(grep -oE 'ALLOWED_ORIGINS=[^;"\]+' <<<"$before" | cut -s -d ' ' -f 2-) || true
  if [ -z "${ALLOWED_ORIGINS+given}" ] && [ -n "$others" ]; then
    ORIGINS+=" $others" # after the page's own
    say "  ALLOWED_ORIGINS='$others' stays; ALLOWED_ORIGINS= ends it"
  fi
}

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
  grant "serviceAccount:$NAME-build@$ACCOUNTS" "$BUILDER" projects "$PROJECT"
}

build_things() {
  granted "serviceAccount:$NAME-build@$ACCOUNTS" "$BUILDER"
  account_thing "$NAME-build"
}

# prove VARIABLE URL WORDS [UNDO...]: ask what answers there one request of each kind, up to ATTEMPTS
# times; if it fails, UNDO is done first.
prove() {
  local test=("${SMOKE[@]}" "$2")
  if [ -n "$DRY_RUN" ]; then
    must "$1" "$3" "${test[@]}"
    [ $# = 3 ] || tell "[ -n \"\$$1\" ] || $(shown "${@:4}")"
  elif ! patiently "$ATTEMPTS" "${test[@]}"; then
    [ $# = 3 ] || run "${@:4}" || true
    fail "$3"
  fi
}

# --- a revision ----------------------------------------------------------------------------------

release_function() {
  local settings environment
  [ -z "$SERVING" ] || [ -n "$BOOTSTRAP" ] || TRIES=2 # no right has just been granted
  settings=(
    --gen2 --runtime="$RUNTIME" --source=function --entry-point=handle --trigger-http
    --set-build-env-vars="GOOGLE_FUNCTION_SOURCE=$ADAPTER"
    --service-account="$NAME-run@$ACCOUNTS"
    --build-service-account="projects/$PROJECT/serviceAccounts/$NAME-build@$ACCOUNTS"
    --memory=512Mi --cpu=1 --concurrency="$THREADS" --timeout=30s
    --min-instances=0 --max-instances="$INSTANCES"
  )
  environment="ALLOWED_ORIGINS=$ORIGINS,GOOGLE_CLOUD_PROJECT=$PROJECT,THREADS=$THREADS"
  RELEASE=$(digest function "${settings[@]}" "$environment")
  # One that did not start is made again: the service says so in its conditions.
  unless "$RELEASE" gcloud run services list "${IN_REGION[@]}" \
    --filter="metadata.name=$NAME AND NOT status.conditions.status=(False Unknown)" \
    --format='value(spec.template.spec.containers[0].env)' -- \
    gcloud functions deploy "$NAME" "${settings[@]}" \
    --set-env-vars="$environment,RELEASE=$RELEASE" "${IN_REGION[@]}" --quiet
  # shellcheck disable=SC2034 # patiently reads it
  TRIES=6
  unless true gcloud run services describe "$NAME" "${IN_REGION[@]}" --format="value($BOOST)" -- \
    gcloud run services update "$NAME" --cpu-boost "${IN_REGION[@]}" --quiet
}
