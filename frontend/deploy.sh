# shellcheck shell=bash
# The page's part of deploy.sh: its bucket, and what is uploaded into it.
#
# frontend/page_build.py makes what is uploaded: scripts and styles in a folder named after what it
# holds, which may be kept for a year; the pages, the words and the configuration, which keep their
# addresses, and a browser asks each time whether they have changed. All is stored compressed, and
# is said to be: every browser of today can read that.
#
# Each page is uploaded whole, as a version of its own; what is served is a copy of one. The bucket's
# labels tell which: `page`, and the one `before` it, to which --rollback leads. Others are deleted.
# Both are set once the page is served; `begun` is set before, so an upload that was cut short shows.
# `revision` is the function's whose first page this is: to the two --rollback leads from both. If that
# revision had a page before, it says after-REVISION.

VERSIONS=versions
UNKEPT='^(?!kept-)' # what is not in a folder that may be kept
KEPT='public, max-age=31536000, immutable'
ASKED_FOR=no-cache
# Has what frontend/requirements.txt names; `make page` installs it.
PAGE_PYTHON=${PAGE_PYTHON:-.venv/bin/python}

deploy_page() {
  local proven=LATEST ONLY_IF
  say "The page, in the bucket $BUCKET"
  [ "$ONLY" != site ] || { proven=URL && find_function; }
  ONLY_IF="[ -z \"\$$proven\" ] || " # so in a plan that is pasted, too, no page goes before its function
  [ -z "$BOOTSTRAP" ] || make_bucket
  gather_page
  upload_page
  answer "Page  $ORIGIN/index.html"
  answer "API   $URL"
}

page_things() {
  thing "the bucket $BUCKET with the page" "${IN_BUCKET[@]}" -- \
    gcloud storage rm "gs://$BUCKET" "${IN_PROJECT[@]}" --recursive
}

check_page() {
  check_bucket
  [[ $TEARDOWN$ROLLBACK$ONLY =~ ^(|site)$ ]] || return 0
  "$PAGE_PYTHON" frontend/page_build.py --help >/dev/null 2>&1 ||
    fail "$PAGE_PYTHON cannot build the page. Run \`make page\` for what that needs, and try again."
}

# What is not the page's is removed from its bucket, so never take a bucket that holds other things.
check_bucket() {
  local label owner rights others ours
  [[ $ONLY =~ ^(|site)$ ]] || return 0
  owner=$(told "${IN_BUCKET[@]}" --format='value(projectNumber)' --raw) ||
    fail "Whose the bucket $BUCKET is cannot be told: $(cause)" \
      "Have it shown to you, or name another: --bucket BUCKET."
  if [ -z "$owner" ]; then
    [ -z "$BOOTSTRAP$TEARDOWN" ] || return 0
    fail "There is no bucket $BUCKET. An owner makes it: --bootstrap."
  fi
  [ "$owner" = "$NUMBER" ] ||
    fail "The bucket $BUCKET is another project's ($owner). Name another: --bucket BUCKET."
  ours="storage.(objectViewer|legacyObjectReader) allUsers|storage.admin (deleted:)?$KEEPS_ACCESS(\\?uid=[0-9]+)?|[^ ]+ project[A-Z][a-z]+:$PROJECT"
  if [ -z "$TEARDOWN$ROLLBACK" ]; then
    rights=$(told bucket_rights) || fail "What the bucket $BUCKET allows cannot be told: $(cause)"
    others=$(grep -vE "^(roles/($ours)| *)$" <<<"$rights") || true
    [ -z "$others" ] || fail "The bucket $BUCKET gives other rights than Pushback does:" \
      "${others//$'\n'/, }. Take them away, or name another: --bucket BUCKET."
  fi
  label=$("${IN_BUCKET[@]}" --format='value(labels.app)')
  [ "$label" != "$NAME" ] || return 0
  others=$(told gcloud storage ls "gs://$BUCKET" "${IN_PROJECT[@]}") ||
    fail "What the bucket $BUCKET holds cannot be told: $(cause)"
  [ -z "$others" ] ||
    fail "The bucket $BUCKET holds other things than Pushback's page. Name another: --bucket BUCKET."
}

bucket_rights() {
  gcloud storage buckets get-iam-policy "gs://$BUCKET" "${IN_PROJECT[@]}" \
    --flatten='bindings[].members' --format='value[separator=" "](bindings.role,bindings.members)'
}

# Where the function is, and that it lets this page read its answers.
find_function() {
  TRIES=1 learn_url || fail "Deploy the function first: the page asks it for its answers."
  prove URL "$URL" "The smoke test of $URL failed, so nothing was uploaded."
}

make_bucket() {
  unless "$BUCKET" "${IN_BUCKET[@]}" --format='value(name)' -- \
    gcloud storage buckets create "gs://$BUCKET" --location="$REGION" \
    --uniform-bucket-level-access "${IN_PROJECT[@]}"
  unless True "${IN_BUCKET[@]}" --format='value(uniform_bucket_level_access)' -- \
    gcloud storage buckets update "gs://$BUCKET" --uniform-bucket-level-access "${IN_PROJECT[@]}"
  unless "$NAME" "${IN_BUCKET[@]}" --format='value(labels.app)' -- \
    gcloud storage buckets update "gs://$BUCKET" --update-labels="app=$NAME" \
    --web-main-page-suffix=index.html --web-error-page=404.html "${IN_PROJECT[@]}"
  # To read each file, not to list them all.
  grant allUsers roles/storage.legacyObjectReader "storage buckets" "gs://$BUCKET" "${IN_PROJECT[@]}"
  revoke allUsers roles/storage.objectViewer "storage buckets" "gs://$BUCKET" "${IN_PROJECT[@]}"
}

# FOLDER, laid out as the page is to be, and VERSION, a short name for all that it holds.
# shellcheck disable=SC2153 # learn assigns VERSION
gather_page() {
  learn FOLDER mktemp -d
  learn VERSION "$PAGE_PYTHON" frontend/page_build.py "$FOLDER" --gzip \
    --api="$URL" --origin="$ORIGIN" ||
    fail 'The page could not be built.'
  must "$proven" 'The page could not be built.' test -n "$VERSION"
}

# shellcheck disable=SC2153 # learn assigns VERSION and PAGE
upload_page() {
  local page version="gs://$BUCKET/$VERSIONS/$VERSION"
  page=("${SYNC[@]}" --content-encoding=gzip "$FOLDER" "$version")
  run "${page[@]}" "--cache-control=$KEPT" --exclude="$UNKEPT"
  run "${page[@]}" "--cache-control=$ASKED_FOR"
  learn PAGE "${IN_BUCKET[@]}" --format='value(labels.page)'
  [ "$ONLY" != site ] || find_revision
  label_page "$VERSION" begun "begun=$VERSION"
  serve_page "$VERSION"
  label_page "$VERSION" page "page=$VERSION,before=$PAGE,revision=${LATEST:-none}"
  [ "$ONLY" = site ] || label_page "$LATEST" revision "revision=after-$LATEST"
  learn BEFORE "${IN_BUCKET[@]}" --format='value(labels.before)'
  tidy_page "$VERSION"
}

# LATEST, for a page that is deployed alone: of an earlier run, the function's part may be all that was done.
# shellcheck disable=SC2153 # learn assigns LABEL
find_revision() {
  entry status 'percent>0' revisionName
  learn LATEST "${ENTRY[@]}"
  learn LABEL "${IN_BUCKET[@]}" --format='value(labels.revision.yesno(no=none).sub("^after-", ""))'
  fallback LATEST "after-$LATEST" test "$LABEL" != "$LATEST"
}

# label_page VERSION LABEL LABELS: set these, unless the label says so already.
label_page() {
  unless "$1" "${IN_BUCKET[@]}" --format="value(labels.$2)" -- \
    gcloud storage buckets update "gs://$BUCKET" --update-labels="$3" "${IN_PROJECT[@]}"
}

# A page never names what is not there: what it names goes first, and what is gone goes last.
serve_page() {
  local page=("${SYNC[@]}" "gs://$BUCKET/$VERSIONS/$1" "gs://$BUCKET")
  run "${page[@]}" --exclude="$UNKEPT"
  run "${page[@]}" --exclude="^$VERSIONS/"
  prove_page
}

# Whether anybody may have it. Without curl's settings: a token for the function is not for the page.
prove_page() {
  local command=(curl --disable --silent --show-error --fail --max-time 30 --output /dev/null
    "$ORIGIN/index.html")
  [ -n "$DRY_RUN" ] || command=(patiently "$ATTEMPTS" "${command[@]}")
  must "${proven:-BACK}" "The page was uploaded, but $ORIGIN/index.html does not answer, for the reason above. If that is 403, see whether storage.publicAccessPrevention is set for the bucket or its project." \
    "${command[@]}"
}

tidy_page() {
  run "${SYNC[@]}" "gs://$BUCKET/$VERSIONS/$1" "gs://$BUCKET" \
    --exclude="^$VERSIONS/($1|$BEFORE)/" --delete-unmatched-destination-objects
}

# BACK: the page of before; but the one that the labels name where an upload of another was cut short,
# or where, in a rollback of both, it was not deployed with the revision gone back from.
# shellcheck disable=SC2153 # learn assigns PROVEN
find_page_before() {
  learn PAGE "${IN_BUCKET[@]}" --format='value(labels.page)'
  learn BEFORE "${IN_BUCKET[@]}" --format='value(labels.before)'
  learn BACK printf %s "$BEFORE"
  page_stays_unless begun "$PAGE"
  [ "$ONLY" = site ] || page_stays_unless revision "$PROVEN"
  must BACK "There is no earlier page to go back to." test -n "$BACK"
}

# page_stays_unless LABEL VALUE: or unless there is no such label.
# shellcheck disable=SC2153 # learn assigns LABEL
page_stays_unless() {
  learn LABEL "${IN_BUCKET[@]}" --format="value(labels.$1)"
  fallback LABEL "$2" test -n "$LABEL"
  fallback BACK "$PAGE" test "$LABEL" = "$2"
}

# Back to the page of before; once more, and nothing changes.
rollback_page() {
  # shellcheck disable=SC2016,SC2034 # it is for the shell that a dry run's plan is pasted into
  local ONLY_IF='[ -z "$BACK" ] || '
  label_page "$BACK" page "page=$BACK"
  serve_page "$BACK"
  tidy_page "$BACK"
  answer "The page: $BACK is served"
}
