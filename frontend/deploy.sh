# shellcheck shell=bash
# The page's part of deploy.sh: its bucket, and what is uploaded into it.
#
# frontend/page_build.py makes what is uploaded: scripts and styles in a folder named after what it
# holds, which may be kept for a year; the pages, the words and the configuration, which keep their
# addresses, and a browser asks each time whether they have changed. All is stored compressed, and
# is said to be: every browser of today can read that.

KEPT='public, max-age=31536000, immutable'
ASKED_FOR=no-cache
# Has what frontend/requirements.txt names; `make page` installs it.
PAGE_PYTHON=${PAGE_PYTHON:-.venv/bin/python}

deploy_page() {
  say "The page, in the bucket $BUCKET"
  [ "$ONLY" != site ] || find_function
  make_bucket
  gather_page
  upload_page
  answer "Page  $ORIGIN/index.html"
  answer "API   $URL"
}

page_things() {
  thing "the bucket $BUCKET with the page" gcloud storage buckets describe "gs://$BUCKET" \
    "${IN_PROJECT[@]}" -- \
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
  local label owner members
  local describe=(gcloud storage buckets describe "gs://$BUCKET" "${IN_PROJECT[@]}")
  [[ $ONLY =~ ^(|site)$ ]] || return 0
  owner=$("${describe[@]}" --format='value(projectNumber)' --raw 2>/dev/null) || return 0
  [ "$owner" = "$NUMBER" ] ||
    fail "The bucket $BUCKET is another project's ($owner). Name another: --bucket BUCKET."
  members=$(bucket_members | grep -vE "^(allUsers|project(Owner|Editor|Viewer):$PROJECT|$KEEPS_ACCESS)?$") || true
  [ -z "$members" ] || fail "The bucket $BUCKET gives rights to others than Pushback does:" \
    "${members//$'\n'/, }. Take them away, or name another: --bucket BUCKET."
  label=$("${describe[@]}" --format='value(labels.app)')
  [ "$label" = "$NAME" ] || [ -z "$(gcloud storage ls "gs://$BUCKET" "${IN_PROJECT[@]}")" ] ||
    fail "The bucket $BUCKET holds other things than Pushback's page. Name another: --bucket BUCKET."
}

bucket_members() {
  gcloud storage buckets get-iam-policy "gs://$BUCKET" "${IN_PROJECT[@]}" \
    --flatten='bindings[].members' --format='value(bindings.members)' 2>/dev/null
}

# Where the function is, and that it lets this page read its answers.
find_function() {
  enable_services storage
  learn_url || fail "Deploy the function first: the page asks it for its answers."
  prove URL "$URL" "The smoke test of $URL failed, so nothing was uploaded."
}

make_bucket() {
  local describe=(gcloud storage buckets describe "gs://$BUCKET" "${IN_PROJECT[@]}")
  unless "$BUCKET" "${describe[@]}" --format='value(name)' -- \
    gcloud storage buckets create "gs://$BUCKET" --location="$REGION" \
    --uniform-bucket-level-access "${IN_PROJECT[@]}"
  unless True "${describe[@]}" --format='value(uniform_bucket_level_access)' -- \
    gcloud storage buckets update "gs://$BUCKET" --uniform-bucket-level-access "${IN_PROJECT[@]}"
  unless "$NAME" "${describe[@]}" --format='value(labels.app)' -- \
    gcloud storage buckets update "gs://$BUCKET" --update-labels="app=$NAME" \
    --web-main-page-suffix=index.html --web-error-page=404.html "${IN_PROJECT[@]}"
  unless allUsers gcloud storage buckets get-iam-policy "gs://$BUCKET" "${IN_PROJECT[@]}" \
    --format='value(bindings.members)' -- \
    gcloud storage buckets add-iam-policy-binding "gs://$BUCKET" --member=allUsers \
    --role=roles/storage.objectViewer "${IN_PROJECT[@]}" --format=none
}

# FOLDER, laid out as the bucket is to be.
gather_page() {
  learn FOLDER mktemp -d
  learn KEPT_FOLDER "$PAGE_PYTHON" frontend/page_build.py "$FOLDER" --gzip \
    --api="$URL" --origin="$ORIGIN" ||
    fail 'The page could not be built.'
}

# A page never names what is not there: what it names goes first, and what is gone goes last.
upload_page() {
  local sync=(gcloud storage rsync --recursive --checksums-only
    --content-encoding=gzip "${IN_PROJECT[@]}")
  local pages=("--cache-control=$ASKED_FOR" "$FOLDER" "gs://$BUCKET")
  run "${sync[@]}" "--cache-control=$KEPT" "$FOLDER/$KEPT_FOLDER" "gs://$BUCKET/$KEPT_FOLDER"
  run "${sync[@]}" "${pages[@]}"
  run "${sync[@]}" --delete-unmatched-destination-objects "${pages[@]}"
}
