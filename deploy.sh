#!/usr/bin/env bash
# Puts Pushback on Google Cloud: the function and the page, or the function's container on a
# virtual machine. It makes what is missing, changes what differs and leaves the rest alone, so it
# may be stopped at any moment and run again. The steps of each part lie beside what they deploy.
#
# It is bash, for half of it, proving a revision and moving traffic, is no state to declare; Pulumi,
# the one such tool in the registries in use, would keep a state of its own beside Google's, and
# fetch a program and plugins from elsewhere. What bash prints, anybody can paste, and gcloud's
# linter checks.
set -euo pipefail
export LC_ALL=C CLOUDSDK_CORE_DISABLE_PROMPTS=1

NAME=pushback # of the function, the machine and all that belongs to them
TRIES=6       # of what changes something, when it fails
PAUSE=13      # seconds before something is tried again; then twice as many
CALLERS=${CALLERS:-}
DOMAIN_IS=${DOMAIN+given} DOMAIN=${DOMAIN:-}
ADAPTER=main.py # what the framework runs
PROJECT='' REGION=us-central1 BUCKET='' ONLY='' DRY_RUN='' TEARDOWN='' YES='' ACCESS='' ROLLBACK=''
NO_PUBLIC_MEMBER=''
BOOTSTRAP='' BUDGET='' NOTIFY='' PIPELINE='' BILLING=''
SCRATCH='' FOLDER='' METRIC='' LATEST='' PLAN_ENDS=''

cd "$(dirname "${BASH_SOURCE[0]}")"
. function/steps.sh
. function/deploy.sh
. function/traffic.sh
. function/access.sh
. function/pipeline.sh
. function/watch.sh
. function/machine.sh
. function/tls.sh
. frontend/deploy.sh

usage() {
  cat <<'TEXT'
Usage: ./deploy.sh --project PROJECT [--region REGION] [--bucket BUCKET]
                   [--only function|site|vm] [--dry-run] [--yes]
                   [--bootstrap [--access public|signed-in|none] [--budget AMOUNT] [--notify EMAIL]
                    | --rollback | --teardown]
       ./deploy.sh --project PROJECT --only vm [--access public] ...

Put Pushback on Google Cloud: a revision of the function, then the page in a bucket.

  --project PROJECT  the Google Cloud project, which pays
  --region REGION    where all of it runs (us-central1)
  --bucket BUCKET    the page's bucket, of Pushback alone (PROJECT-pushback)
  --only PART        function; site (the page); or vm, the same function on a virtual machine
  --dry-run          print every command, to be copied and pasted, and run none
  --bootstrap        by an owner, once and after a change of these options: make all that a
                     deployment needs, with its rights and alarms, and deploy
  --access WHO       who may call the function: public (anybody), signed-in (those whom CALLERS
                     names) or none. It has to be given once, and is kept until it is given again.
                     With --only vm it can only be public: the machine answers everybody
  --budget AMOUNT    warn the payers at 50, 90 and 100 % of this a month, in the account's currency
  --notify EMAIL     who is told when an alarm goes off
  --rollback         serve the function's previous revision and page again
  --teardown         list what there is of Pushback, ask, and delete it; with --only, that part alone
  --yes              delete without asking
  --help             show this

Environment variables, with spaces between several values: ALLOWED_ORIGINS names other pages that may
read the answers; CALLERS, who is let in with --access=signed-in, like group:team@pushback.example.
ASYNC=1 deploys the function in its framework's asynchronous mode, for many requests at once. DOMAIN,
like api.pushback.example, names the virtual machine, which then answers over HTTPS. --bootstrap lets
in the pipeline that PIPELINE_ISSUER, _AUDIENCE, _REPOSITORY and _ENVIRONMENT name. ALLOWED_ORIGINS,
ASYNC and DOMAIN are kept until they are given again; an empty value ends them.

Example:
  ./deploy.sh --project my-project --bootstrap --access=public --dry-run
TEXT
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

misuse() {
  say "$* See ./deploy.sh --help."
  exit 2
}

need() { command -v "$1" >/dev/null || fail "Deploying needs $1: install it ($2) and try again."; }

# digest FOLDER WORD...: a short name for the words and for what the folder's files are and hold.
digest() {
  local files
  files=$(cd "$1" && find . -name __pycache__ -prune -o -type f -print | sort)
  {
    printf '%s\n' "${@:2}" "$files"
    (cd "$1" && tr '\n' '\0' <<<"$files" | xargs -0 git hash-object --no-filters)
  } | git hash-object --stdin | cut -c 1-12
}

# --- before anything is touched -------------------------------------------------------------------

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h)
        usage
        exit
        ;;
      --*=*)
        read_arguments "${1%%=*}" "${1#*=}"
        ;;
      --dry-run) DRY_RUN=1 ;;
      --bootstrap) BOOTSTRAP=1 ;;
      --rollback) ROLLBACK=1 ;;
      --teardown) TEARDOWN=1 ;;
      --yes) YES=1 ;;
      --project | --region | --bucket | --only | --access | --budget | --notify)
        [ -n "${2:-}" ] || misuse "$1 needs a value."
        case $1 in
          --project) PROJECT=$2 ;;
          --region) REGION=$2 ;;
          --bucket) BUCKET=$2 ;;
          --only) ONLY=$2 ;;
          --access) ACCESS=$2 ;;
          --budget) BUDGET=$2 ;;
          --notify) NOTIFY=$2 ;;
        esac
        shift
        ;;
      *) misuse "There is no option $1." ;;
    esac
    shift
  done
}

check_arguments() {
  local origin
  [ -n "$PROJECT" ] || misuse "Name the project that pays: --project PROJECT."
  [[ $PROJECT =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]] || misuse "--project is '$PROJECT': give its ID," \
    "6 to 30 small letters, digits and hyphens."
  [[ $REGION =~ ^[a-z]+-[a-z]+[0-9]+$ ]] || misuse "--region is '$REGION': give one like us-central1."
  BUCKET=${BUCKET:-$PROJECT-$NAME}
  [[ $BUCKET =~ ^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$ ]] || misuse "--bucket is '$BUCKET': give 3 to 63" \
    "small letters, digits and hyphens; a dot in it would rule out HTTPS."
  [[ $ONLY =~ ^(|function|site|vm)$ ]] || misuse "--only is '$ONLY': give function, site or vm."
  for origin in ${ALLOWED_ORIGINS:-}; do
    [[ $origin =~ ^https?://[a-zA-Z0-9.:-]+$ ]] ||
      misuse "ALLOWED_ORIGINS has '$origin': give origins like https://www.pushback.example."
  done
  [[ $DOMAIN =~ ^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$ ]] || [ -z "$DOMAIN" ] ||
    misuse "DOMAIN is '$DOMAIN': give a name in small letters, like api.pushback.example."
  [[ ${ASYNC:-} =~ ^1?$ ]] || misuse "ASYNC is '$ASYNC': give 1, or nothing."
  [ -z "${ASYNC:-}" ] || ADAPTER=main_async.py
  [ -z "$ROLLBACK" ] || [ "$ONLY" != vm ] ||
    misuse "--rollback is for the function and the page: deploy the earlier commit's machine."
  check_access_arguments
  check_bootstrap_arguments
}

# What all commands share, and who may read the answers: the page, and whom the caller names.
derive_names() {
  IN_PROJECT=("--project=$PROJECT")
  ZONE=$REGION-b # every region has one
  IN_ZONE=("--zone=$ZONE" "${IN_PROJECT[@]}")
  IN_REGION=("--region=$REGION" "${IN_PROJECT[@]}")
  ACCOUNTS=$PROJECT.iam.gserviceaccount.com
  FORGOTTEN=$NAME-requests
  FORGETS=(gcloud logging sinks list --filter="name=_Default AND exclusions.name=$FORGOTTEN"
    --format='value(name)' "${IN_PROJECT[@]}")
  PIPELINE_ACCOUNT=$NAME-deploy@$ACCOUNTS
  KEEPS_ACCESS=serviceAccount:$PIPELINE_ACCOUNT # it tests what is closed
  IN_BUCKET=(gcloud storage buckets describe "gs://$BUCKET" "${IN_PROJECT[@]}")
  SYNC=(gcloud storage rsync --recursive --checksums-only "${IN_PROJECT[@]}")
  ORIGIN=https://$BUCKET.storage.googleapis.com
  ORIGINS=$ORIGIN${ALLOWED_ORIGINS:+ $ALLOWED_ORIGINS}
  SMOKE=(tests/smoke.sh --origin "$ORIGIN")
}

check_cloud() {
  local state billing
  gcloud auth print-access-token >/dev/null 2>&1 ||
    fail "gcloud is not logged in: run 'gcloud auth login' and try again."
  state=$(gcloud projects describe "$PROJECT" --format='value(lifecycleState)') ||
    fail "There is no project $PROJECT that you may see, for the reason above:" \
      "'gcloud projects list' names yours."
  [ "$state" = ACTIVE ] || fail "The project $PROJECT is $state: choose one that is ACTIVE."
  billing=$(gcloud billing projects describe "$PROJECT" \
    --format='value(billingEnabled,billingAccountName.basename())') ||
    fail "Whether $PROJECT has billing cannot be told, for the reason above."
  read -r billing BILLING <<<"$billing"
  NUMBER=$(gcloud projects describe "$PROJECT" --format='value(projectNumber)')
  [ "$billing" = True ] || [ -n "$TEARDOWN" ] ||
    fail "The project $PROJECT has no billing account. Link one:" \
      "https://console.cloud.google.com/billing/linkedaccount?project=$PROJECT"
}

check_needs() {
  need git https://git-scm.com
  [ -z "$DRY_RUN" ] || return 0
  need curl https://curl.se
  need gcloud https://cloud.google.com/sdk/docs/install
  SCRATCH=$(umask 077 && mktemp -d)
  trap 'rm -rf "$SCRATCH" "$FOLDER" "$METRIC"' EXIT
  sign_in
  check_cloud
  [ -n "$TEARDOWN$ROLLBACK" ] || check_access
  check_budget
  check_page
}

# --- the whole ------------------------------------------------------------------------------------

deploy() {
  [[ ! $ONLY =~ ^(|function)$ ]] || deploy_function
  [[ ! $ONLY =~ ^(|site)$ ]] || deploy_page
  [ "$ONLY" != vm ] || deploy_machine
  [ "$BOOTSTRAP$PIPELINE" != 11 ] || let_pipeline_in
  [ -z "$PLAN_ENDS" ] || tell "$PLAN_ENDS"
  [ -z "$BOOTSTRAP" ] || [ "$ONLY" = site ] || [ -n "$DRY_RUN" ] || say_who_is_not_told
}

things() {
  [[ ! $ONLY =~ ^(|site)$ ]] || page_things
  [[ ! $ONLY =~ ^(|function)$ ]] || function_things
  [[ ! $ONLY =~ ^(|vm)$ ]] || machine_things
}

# Neither goes back unless both can.
rollback() {
  [ "$ONLY" = site ] || find_revision_before
  [ "$ONLY" = function ] || find_page_before
  [ "$ONLY" = site ] || rollback_function
  [ "$ONLY" = function ] || rollback_page
}

# Else what watches a function, or closes it, would be taken from one that goes on answering; and the
# network of a machine cannot go before it.
check_region() {
  [[ ! $ONLY =~ ^(|function)$ ]] || refuse_elsewhere "a function $NAME" \
    "gcloud functions delete $NAME ${IN_REGION[*]}" \
    gcloud functions list --filter="name~/functions/$NAME\$ AND NOT name~/$REGION/" \
    --format='value(name.segment(3))' "${IN_PROJECT[@]}"
  [[ ! $ONLY =~ ^(|vm)$ ]] || refuse_elsewhere "a virtual machine $NAME" \
    "gcloud compute instances delete $NAME ${IN_ZONE[*]}" \
    gcloud compute instances list --filter="name=$NAME AND NOT zone:$ZONE" \
    --format='value(zone.basename().sub("-[a-z]$", ""))' "${IN_PROJECT[@]}"
}

# refuse_elsewhere WORDS DELETION COMMAND...: go on only if the command names no region where WORDS is.
refuse_elsewhere() {
  local elsewhere
  elsewhere=$(told "${@:3}") ||
    fail "Nothing was deleted: whether there is $1 in another region cannot be told:" \
      "$(<"$SCRATCH/refusal")"
  [ -z "$elsewhere" ] || fail "Nothing was deleted: there is $1 in ${elsewhere//$'\n'/, } too. Take all" \
    "down with --region ${elsewhere%%$'\n'*}, after the one of $REGION if there is one: $2"
}

teardown() {
  local answer=''
  THINGS=0 DELETING='' UNKNOWN=''
  [ -n "$DRY_RUN" ] || check_region
  [ -n "$DRY_RUN" ] || say "In the project $PROJECT there is of Pushback:"
  things
  [ -z "$DRY_RUN" ] || return 0
  [ -z "$UNKNOWN" ] || say "  perhaps, for Google Cloud does not say, $UNKNOWN"
  [ "$THINGS" != 0 ] || fail "  nothing${UNKNOWN:+ else}"
  if [ -z "$YES" ]; then
    printf 'Delete all of this, for good? Type the name of the project to do so: ' >&2
    read -r answer || true
    [ "$answer" = "$PROJECT" ] || fail "Nothing was deleted."
  fi
  DELETING=1
  UNKNOWN=''
  things
  [ -z "$UNKNOWN" ] || fail "Deleted; Google Cloud does not say whether there is $UNKNOWN." \
    "See that you may ask for it, and run this again."
  say "Deleted."
}

main() {
  read_arguments "$@"
  check_arguments
  derive_names
  check_needs
  if [ -n "$TEARDOWN" ]; then
    teardown
  elif [ -n "$ROLLBACK" ]; then
    rollback
  else
    deploy
  fi
}

main "$@"
