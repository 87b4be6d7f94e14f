# shellcheck shell=bash
# Who may call the function: nobody, unless it is opened.
#
# The service itself remembers the choice: anybody (allUsers may invoke it, or, where an organisation
# allows no such member, it is told not to ask who calls), named callers, or none.

MEMBER="(user|group|domain|serviceAccount):[a-zA-Z0-9.@_+'-]+"
UNCHECKED="metadata.annotations['run.googleapis.com/invoker-iam-disabled']" # gcloud writes "True"

check_access_arguments() {
  local member
  [[ $ACCESS =~ ^(|public|signed-in|none)$ ]] ||
    misuse "--access is '$ACCESS': give public, signed-in or none."
  [ "$ONLY" != vm ] || [[ $ACCESS =~ ^(|public)$ ]] ||
    misuse "--access is '$ACCESS', and the virtual machine answers everybody: give public, or no --only vm."
  for member in $CALLERS; do
    [[ $member =~ ^$MEMBER$ ]] ||
      misuse "CALLERS has '$member': give members like group:team@pushback.example."
  done
  [ "$ACCESS" != signed-in ] || [ -n "$CALLERS" ] ||
    misuse "--access=signed-in lets in those that CALLERS names, like group:team@pushback.example."
  [ "$ACCESS" = signed-in ] || [ -z "$CALLERS" ] ||
    misuse "CALLERS is for --access=signed-in, and the access is '${ACCESS:-as it was}'."
  INVOKERS=(gcloud run services get-iam-policy "$NAME" --region="$REGION" --project="$PROJECT"
    --flatten='bindings[].members' --filter=bindings.role=roles/run.invoker
    --format='value(bindings.members)')
}

# Learn what was chosen before, and whether it can be done, before anything is made.
check_access() {
  local invokers
  if [ "$ONLY" = vm ]; then
    check_machine_access
    return
  fi
  if [ -z "$ACCESS" ]; then
    invokers=$("${INVOKERS[@]}") ||
      fail "There is no function $NAME in $REGION that you may see, for the reason above. An owner" \
        "makes it, and says who may call it: --bootstrap --access=public, signed-in or none." \
        "See ./deploy.sh --help."
    remember_access "$invokers"
  fi
  [ -z "$BOOTSTRAP" ] || check_organisation
  # A function that stands is closed first, also where nobody can sign in: see deploy_function.
  [ "$ACCESS" = public ] || { [ "$BOOTSTRAP" = 1 ] && [ "$ONLY" != site ] &&
    "${INVOKERS[@]}" >/dev/null 2>&1; } || sign_requests
}

check_organisation() {
  local restricted by=iam.allowedPolicyMemberDomains rights=''
  [ "$ONLY" = function ] || check_public_bucket
  restricted=$(gcloud resource-manager org-policies describe "$by" \
    --effective --project="$PROJECT" --format='value(listPolicy.allowedValues)' 2>/dev/null) ||
    say "  Not known: whether the organisation lets a bucket be public" \
      "($by): no right to read that. If not, it is refused below."
  if [ -z "$restricted" ]; then
    by=iam.managed.allowedPolicyMembers # allUsers cannot be among the members that it allows
    enforced "$by" "lets anybody in" || return 0
  fi
  NO_PUBLIC_MEMBER=1
  [ "$ONLY" = function ] || rights=$(told bucket_rights) ||
    fail "What the bucket $BUCKET allows cannot be told: $(cause)"
  [ "$ONLY" = function ] || grep -q allUsers <<<"$rights" ||
    fail "The organisation of $PROJECT shares with its own domains only" \
      "($by), so no bucket can be public. Deploy with --only function," \
      "and serve the page by Firebase Hosting or a load balancer: see function/DEPLOYING.md."
  [ "$ACCESS" != public ] || ! enforced run.managed.requireInvokerIam "allows it" ||
    fail "The organisation of $PROJECT allows no public function (run.managed.requireInvokerIam):" \
      "give --access=signed-in, or have it allowed."
}

# Where public access is prevented, a bucket answers nobody, whatever it grants.
check_public_bucket() {
  local prevented
  prevented=$(gcloud resource-manager org-policies describe storage.publicAccessPrevention \
    --effective --project="$PROJECT" --format='value(booleanPolicy.enforced)' 2>/dev/null) ||
    say "  Not known: whether the organisation lets a bucket answer the public" \
      "(storage.publicAccessPrevention): no right to read that. If not, the page is refused below."
  [ "$prevented" != True ] ||
    fail "The organisation of $PROJECT prevents public access to buckets" \
      "(storage.publicAccessPrevention). Deploy with --only function, and serve the page by" \
      "Firebase Hosting: see function/DEPLOYING.md."
}

remember_access() {
  local unchecked
  unchecked=$(told gcloud run services describe "$NAME" "${IN_REGION[@]}" \
    --format="value($UNCHECKED.lower())") ||
    fail "Whether anybody may call the function $NAME cannot be told: $(cause)"
  CALLERS=$(grep -vixF -e "$KEEPS_ACCESS" <<<"$1" | tr '\n' ' ') || true
  if [[ " $CALLERS" == *' allUsers '* ]] || [ "$unchecked" = true ]; then
    ACCESS=public CALLERS=''
  elif [ -n "${CALLERS// /}" ]; then
    ACCESS=signed-in
  else
    ACCESS=none
  fi
}

# enforced CONSTRAINT WORDS: whether the organisation does so; where that cannot be read, it is said.
enforced() {
  local told
  told=$(gcloud org-policies describe "$1" --effective --project="$PROJECT" \
    --format='value(spec.rules.enforce)' 2>/dev/null) ||
    say "  Not known: whether the organisation $2 ($1): no right or" \
      "no orgpolicy.googleapis.com to read that. If not, it is refused below."
  [ "$told" = True ]
}

# Have the smoke test's curl, and no other, say who asks, out of sight of who lists the processes.
sign_requests() {
  local token command=(gcloud auth print-identity-token)
  [ -z "$DRY_RUN" ] && [ "${SMOKE[0]}" != env ] || return 0
  [ -z "${DEPLOYER:-}" ] || command=(own_identity_token)
  token=$("${command[@]}") ||
    fail "The function is closed, and there is no identity token to test it with, for the reason" \
      "above. ${DEPLOYER:+An owner lets the pipeline make one: --bootstrap with PIPELINE_ISSUER.}"
  printf 'header = "Authorization: Bearer %s"\n' "$token" >"$SCRATCH/.curlrc"
  SMOKE=(env "CURL_HOME=$SCRATCH" "${SMOKE[@]}")
}

# The same in a dry run's plan, for the shell that it is pasted into.
# shellcheck disable=SC2016
plan_signing() {
  [ -n "$DRY_RUN" ] && [[ $ACCESS =~ ^(signed-in|none)$ ]] || return 0
  tell 'SIGNED="$(umask 077 && mktemp -d)"'
  tell 'echo "header = \"Authorization: Bearer $(gcloud auth print-identity-token)\"" >"$SIGNED/.curlrc"'
  SMOKE=(env 'CURL_HOME=$SIGNED' "${SMOKE[@]}")
}

forget_signing() {
  [ "${SMOKE[0]}" = env ] || return 0
  # shellcheck disable=SC2016
  if [ -n "$DRY_RUN" ]; then tell 'rm -r "$SIGNED"'; else rm "$SCRATCH/.curlrc"; fi
}

# A pipeline's sign-in has no identity token, and its account may make one for itself, but no access
# token, which is what gcloud would ask for first: so the API is asked directly, where gcloud has it.
own_identity_token() {
  local audience api=${CLOUDSDK_API_ENDPOINT_OVERRIDES_IAMCREDENTIALS:-https://iamcredentials.googleapis.com/}
  audience=$(gcloud functions describe "$NAME" "${IN_REGION[@]}" --format='value(serviceConfig.uri)' \
    2>/dev/null)
  printf 'header = "Authorization: Bearer %s"\n' "$(gcloud auth print-access-token)" \
    >"$SCRATCH/signer"
  curl --silent --show-error --fail --max-time 30 --config "$SCRATCH/signer" \
    --header 'Content-Type: application/json' --data "{\"audience\": \"$audience\"}" \
    "${api}v1/projects/-/serviceAccounts/$DEPLOYER:generateIdToken" |
    sed -nE 's/.*"token": *"([^"]+)".*/\1/p' | grep .
}

# Let in whom the access names, and nobody else; who is not to be let in goes first, but where all
# may call. Not by the deployment's own option: when stopped, that would leave another access.
open_function() {
  # shellcheck disable=SC2034 # unless reads it: addresses may come back in other letters
  local member wanted=" $CALLERS $KEEPS_ACCESS " LETTERS=i
  [ "$ACCESS" != public ] || [ -n "$NO_PUBLIC_MEMBER" ] || wanted+='allUsers '
  [[ ! $ACCESS =~ ^(signed-in|none)$ ]] || narrow "$wanted"
  for member in $wanted; do
    [ "$member" != "$KEEPS_ACCESS" ] || continue
    grant "$member" roles/run.invoker "run services" "$NAME" "${IN_REGION[@]}"
  done
  [ "$ACCESS" != public ] || [ -z "$NO_PUBLIC_MEMBER" ] ||
    unless true gcloud run services describe "$NAME" "${IN_REGION[@]}" \
      --format="value($UNCHECKED.lower())" -- \
      gcloud run services update "$NAME" --no-invoker-iam-check "${IN_REGION[@]}" --quiet
  [ "$ACCESS" != public ] || narrow "$wanted"
}

# What is to be closed is closed before anything is made, or can fail. Closed is what refuses a request
# without a token; where it does not, a plan that is pasted goes no further either.
close_function() {
  local test=(tests/smoke.sh --closed)
  entry status 'percent>0' revisionName
  if [ -n "$DRY_RUN" ]; then
    tell "SERVING=\$($(shown "${ENTRY[@]}") 2>/dev/null)"
    tell "if [ -z \"\$SERVING\" ] || {"
  else
    SERVING=$(told "${ENTRY[@]}") || fail "Whether there is a function to close cannot be told: $(cause)"
    [ -n "$SERVING" ] || return 0
  fi
  open_function
  learn_url
  test+=("$URL")
  if [ -n "$DRY_RUN" ]; then
    tell "for PAUSE in 0 13 26 52 104 208; do sleep \$PAUSE; $(shown "${test[@]}") && break; done; }; then"
    # shellcheck disable=SC2034 # deploy reads it
    PLAN_ENDS='fi'
  else
    patiently "$ATTEMPTS" "${test[@]}" ||
      fail "The function should be closed, but $URL does not refuse a request without a token, so" \
        "nothing was released. See who may call it: ${INVOKERS[*]:0:7}"
  fi
}

small() { tr '[:upper:]' '[:lower:]' <<<"$1"; }

# narrow WANTED: take away what is wider than that.
narrow() {
  local member members wanted remove=(gcloud run services remove-iam-policy-binding "$NAME"
    "${IN_REGION[@]}" --all --format=none)
  local invoker=--role=roles/run.invoker
  wanted=$(small "$1")
  if [ -n "$DRY_RUN" ]; then
    tell "for MEMBER in \$($(shown "${INVOKERS[@]}")); do case $(shown "$wanted") in" \
      "*\" \$(echo \"\$MEMBER\" | tr '[:upper:]' '[:lower:]') \"*) ;;"
    # shellcheck disable=SC2016 # it is for the shell that it is pasted into
    tell "  *) $(shown "${remove[@]}" "$invoker" '--member=$MEMBER') ;; esac; done"
  else
    members=$(asked "${INVOKERS[@]}")
    for member in $members; do
      [[ $wanted == *" $(small "$member") "* ]] || change "${remove[@]}" "$invoker" --member="$member"
    done
  fi
  [ "$ACCESS" = public ] || shut_out "${remove[@]}"
  [ "$ACCESS" = public ] ||
    unless "$NAME" gcloud run services list "${IN_REGION[@]}" \
      --filter="metadata.name=$NAME AND NOT $UNCHECKED:true" --format='value(metadata.name)' -- \
      gcloud run services update "$NAME" --invoker-iam-check "${IN_REGION[@]}" --quiet
}

# shut_out REMOVE...: take from everybody (allUsers, allAuthenticatedUsers) what other roles give, for
# some of them let in callers too.
shut_out() {
  local right rights everybody=(gcloud run services get-iam-policy "$NAME" "${IN_REGION[@]}"
    --flatten='bindings[].members' --format='value[separator="="](bindings.role,bindings.members)'
    --filter='bindings.members~^all AND NOT bindings.role=roles/run.invoker')
  if [ -n "$DRY_RUN" ]; then
    # shellcheck disable=SC2016 # it is for the shell that it is pasted into
    tell "for RIGHT in \$($(shown "${everybody[@]}")); do" \
      "$(shown "$@") \"--role=\${RIGHT%=*}\" \"--member=\${RIGHT#*=}\"; done"
  else
    rights=$(asked "${everybody[@]}")
    for right in $rights; do
      change "$@" --role="${right%=*}" --member="${right#*=}"
    done
  fi
}
