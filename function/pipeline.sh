# shellcheck shell=bash
# The pipeline's part of deploy.sh: an account that may deploy, and whom it lets in.
#
# An owner's --bootstrap makes what a deployment needs and grants these rights once; a deployment then
# makes a revision, leads the traffic to it and uploads the page. It enables no service, makes no
# account or bucket, and cannot change who may do what in the project.

PIPELINE_VARIABLES=(PIPELINE_ISSUER PIPELINE_AUDIENCE PIPELINE_REPOSITORY PIPELINE_ENVIRONMENT)
# In the project: to replace functions, and to look at it and at its services.
PIPELINE_ROLES=(roles/browser roles/cloudfunctions.developer roles/run.viewer
  roles/serviceusage.serviceUsageConsumer)

check_bootstrap_arguments() {
  local variable missing=()
  for variable in "${PIPELINE_VARIABLES[@]}"; do
    [ -n "${!variable:-}" ] || missing+=("$variable")
  done
  # shellcheck disable=SC2034 # deploy reads it
  [ ${#missing[@]} != 0 ] || PIPELINE=1
  [ ${#missing[@]} = 0 ] || [ ${#missing[@]} = ${#PIPELINE_VARIABLES[@]} ] ||
    misuse "A pipeline is named by ${PIPELINE_VARIABLES[*]}: ${missing[*]} is missing."
  [[ $BUDGET =~ ^([1-9][0-9]*)?$ ]] || misuse "--budget is '$BUDGET': give a whole number."
  [[ $NOTIFY =~ ^([^@[:space:]]+@[^@[:space:]]+)?$ ]] || misuse "--notify is '$NOTIFY': give an address."
  [ -n "$BOOTSTRAP" ] || [ -z "$ACCESS$BUDGET$NOTIFY" ] || [ "$ONLY$BUDGET$NOTIFY$TEARDOWN" = vm ] ||
    misuse "--access, --budget and --notify are an owner's: give --bootstrap too."
  [ "$((${#BOOTSTRAP} + ${#ROLLBACK} + ${#TEARDOWN}))" -le 1 ] ||
    misuse "Give one of --bootstrap, --rollback and --teardown."
  [ -z "$BOOTSTRAP" ] || [ "$ONLY" != vm ] ||
    misuse "--only vm needs no --bootstrap: an owner deploys it, with --access=public alone."
  [ -z "$BOOTSTRAP" ] || [ "$ONLY" != site ] || [ -z "$ACCESS$BUDGET$NOTIFY$PIPELINE" ] ||
    misuse "--access, --budget, --notify and PIPELINE_... are for the function: give them without --only site."
}

# In a pipeline, a token of the step's own stands in for a stored key (OpenID Connect).
sign_in() {
  [ -n "${BITBUCKET_STEP_OIDC_TOKEN:-}" ] || return 0
  [ -z "$BOOTSTRAP$TEARDOWN" ] || fail "--bootstrap and --teardown are for an owner, not for a pipeline."
  [ "${IDENTITY_PROVIDER:+1}${DEPLOYER:+1}" = 11 ] ||
    fail "Set IDENTITY_PROVIDER and DEPLOYER among the deployment's variables, as --bootstrap told" \
      "them: see function/DEPLOYING.md."
  printf '%s' "$BITBUCKET_STEP_OIDC_TOKEN" >"$SCRATCH/token"
  gcloud iam workload-identity-pools create-cred-config "$IDENTITY_PROVIDER" \
    --service-account="$DEPLOYER" --credential-source-file="$SCRATCH/token" \
    --output-file="$SCRATCH/login.json" >&2
  export CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE=$SCRATCH/login.json
}

# Once function and bucket stand: each right on the one thing that it is for, where that can be.
let_pipeline_in() {
  local pool=workloadIdentityPools/$NAME member=$KEEPS_ACCESS role account
  account "$NAME-deploy" "Pushback's pipeline deploys as this"
  make_pool
  for role in "${PIPELINE_ROLES[@]}"; do
    grant "$member" "$role" projects "$PROJECT"
  done
  for role in roles/run.developer roles/run.invoker; do
    grant "$member" "$role" "run services" "$NAME" "${IN_REGION[@]}"
  done
  for account in run build; do
    grant "$member" roles/iam.serviceAccountUser "iam service-accounts" \
      "$NAME-$account@$ACCOUNTS" "${IN_PROJECT[@]}"
  done
  [ "$ONLY" = function ] ||
    grant "$member" roles/storage.admin "storage buckets" "gs://$BUCKET" "${IN_PROJECT[@]}"
  grant "$member" roles/iam.serviceAccountOpenIdTokenCreator "iam service-accounts" \
    "$PIPELINE_ACCOUNT" "${IN_PROJECT[@]}" # to test a closed function
  learn NUMBER gcloud projects describe "$PROJECT" --format='value(projectNumber)'
  pool=projects/$NUMBER/locations/global/$pool
  grant "principalSet://iam.googleapis.com/$pool/attribute.environment/$PIPELINE_ENVIRONMENT" \
    roles/iam.workloadIdentityUser "iam service-accounts" "$PIPELINE_ACCOUNT" "${IN_PROJECT[@]}"
  answer "IDENTITY_PROVIDER  $pool/providers/bitbucket"
  answer "DEPLOYER           $PIPELINE_ACCOUNT"
}

# The condition ties the pool to one repository, its branch main and one deployment environment, so
# that no step of another branch or of a pull request can deploy, whatever its file says.
make_pool() {
  local pools=(gcloud iam workload-identity-pools) at=(--location=global "${IN_PROJECT[@]}")
  local mapping=google.subject=assertion.sub,attribute.environment=assertion.deploymentEnvironmentUuid
  local condition="assertion.repositoryUuid=='$PIPELINE_REPOSITORY' && \
assertion.branchName=='main' && \
assertion.deploymentEnvironmentUuid=='$PIPELINE_ENVIRONMENT'"
  local inside=("${at[@]}" --workload-identity-pool="$NAME")
  local settings=(--issuer-uri="$PIPELINE_ISSUER" --allowed-audiences="$PIPELINE_AUDIENCE"
    --attribute-mapping="$mapping" --attribute-condition="$condition")
  unless "$NAME" "${pools[@]}" describe "$NAME" "${at[@]}" --format='value(name)' -- \
    "${pools[@]}" create "$NAME" "${at[@]}"
  unless bitbucket "${pools[@]}" providers describe bitbucket "${inside[@]}" \
    --format='value(name)' -- \
    "${pools[@]}" providers create-oidc bitbucket "${inside[@]}" "${settings[@]}"
  unless "$condition $PIPELINE_ISSUER $PIPELINE_AUDIENCE" \
    "${pools[@]}" providers describe bitbucket "${inside[@]}" \
    --format='value[separator=" "](attributeCondition,oidc.issuerUri,oidc.allowedAudiences)' -- \
    "${pools[@]}" providers update-oidc bitbucket "${inside[@]}" "${settings[@]}"
}

# The pool stays: without the account it lets nobody in, and a deleted one keeps its name for a month.
pipeline_things() {
  local role
  for role in "${PIPELINE_ROLES[@]}"; do
    granted "$KEEPS_ACCESS" "$role"
  done
  account_thing "$NAME-deploy"
}
