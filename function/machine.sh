# shellcheck shell=bash
# The virtual machine's part of deploy.sh: the function's container, built by Cloud Build, on a
# small machine with Container-Optimized OS, which starts it anew whenever it ends.
#
# The label `release` says what the machine runs. It is set last, so that a machine whose change was
# cut short is changed again.

MACHINE_TYPE=e2-micro
PORT=80 # the only one that the machine's network lets in; with a domain, 443 as well (tls.sh)

deploy_machine() {
  say "The virtual machine $NAME, in $ZONE of $PROJECT"
  keep_settings gcloud compute instances describe "$NAME" "${IN_ZONE[@]}" \
    --format='value(metadata.items)'
  RELEASE=$(digest function "$ORIGINS" "$(machine_config '')")
  REPOSITORY=$REGION-docker.pkg.dev/$PROJECT/$NAME
  IMAGE=$REPOSITORY/$NAME:$RELEASE
  enable_services compute artifactregistry cloudbuild storage iam cloudresourcemanager cloudbilling
  build_image
  make_network
  make_machine
  learn ADDRESS gcloud compute instances describe "$NAME" "${IN_ZONE[@]}" \
    --format='value(networkInterfaces[0].accessConfigs[0].natIP)'
  URL=$(machine_url "$ADDRESS")
  [ -z "$DOMAIN" ] || say "The name $DOMAIN has to lead to $ADDRESS: an A record where it is kept."
  # It starts, and pulls its image, for a minute or two.
  prove URL "$URL" "The smoke test failed. What the machine said: \
gcloud compute instances get-serial-port-output $NAME ${IN_ZONE[*]}"
  answer "API   $URL"
}

machine_things() {
  thing "the virtual machine $NAME in $ZONE" \
    gcloud compute instances describe "$NAME" "${IN_ZONE[@]}" -- \
    gcloud compute instances delete "$NAME" "${IN_ZONE[@]}" --quiet
  thing "the firewall rule $NAME" \
    gcloud compute firewall-rules describe "$NAME" "${IN_PROJECT[@]}" -- \
    gcloud compute firewall-rules delete "$NAME" "${IN_PROJECT[@]}" --quiet
  thing "the firewall rule $NAME-tls" \
    gcloud compute firewall-rules describe "$NAME-tls" "${IN_PROJECT[@]}" -- \
    gcloud compute firewall-rules delete "$NAME-tls" "${IN_PROJECT[@]}" --quiet
  thing "the network $NAME" gcloud compute networks describe "$NAME" "${IN_PROJECT[@]}" -- \
    gcloud compute networks delete "$NAME" "${IN_PROJECT[@]}" --quiet
  thing "the images in $NAME, of $REGION" \
    gcloud artifacts repositories describe "$NAME" --location="$REGION" "${IN_PROJECT[@]}" -- \
    gcloud artifacts repositories delete "$NAME" --location="$REGION" "${IN_PROJECT[@]}" --quiet
  account_thing "$NAME-vm"
  [ "$ONLY" != vm ] || { [ -z "$DRY_RUN" ] && function_stands; } || build_things
}

# Its builds are the builder's, too; where Google Cloud does not say, it may stand.
function_stands() {
  local found
  found=$(told gcloud functions describe "$NAME" "${IN_REGION[@]}" --format='value(name)') || {
    UNKNOWN+="${UNKNOWN:+, }the function $NAME, whose builds are the builder's"
    found=perhaps
  }
  [ -n "$found" ]
}

build_image() {
  local at=("--location=$REGION" "${IN_PROJECT[@]}") role=roles/artifactregistry.reader
  build_account
  account "$NAME-vm" "Pushback's virtual machine may read its image, and nothing else"
  unless "$NAME" gcloud artifacts repositories describe "$NAME" "${at[@]}" \
    --format='value(name)' -- \
    gcloud artifacts repositories create "$NAME" --repository-format=docker "${at[@]}"
  unless "$role" gcloud artifacts repositories get-iam-policy "$NAME" "${at[@]}" \
    --format='value(bindings.role)' -- \
    gcloud artifacts repositories add-iam-policy-binding "$NAME" "${at[@]}" --role="$role" \
    --member="serviceAccount:$NAME-vm@$ACCOUNTS" --format=none
  unless sha256 gcloud artifacts docker images describe "$IMAGE" "${IN_PROJECT[@]}" \
    --format='value(image_summary.digest)' -- \
    gcloud builds submit function --ignore-file=.dockerignore --tag="$IMAGE" \
    --service-account="projects/$PROJECT/serviceAccounts/$NAME-build@$ACCOUNTS" \
    --default-buckets-behavior=regional-user-owned-bucket "${IN_REGION[@]}"
}

# Who may call it is asked for before anything is made; what is open already was asked for before.
check_machine_access() {
  local rule
  [ -z "$ACCESS" ] || return 0
  for rule in "$NAME" ${DOMAIN:+"$NAME-tls"}; do
    gcloud compute firewall-rules describe "$rule" "${IN_PROJECT[@]}" --format='value(name)' \
      >/dev/null 2>&1 ||
      fail "There is no firewall rule $rule that you may see, and with it the machine answers" \
        "everybody. To have that, say so: --only vm --access=public."
  done
}

# Closing the function closes no machine.
tell_of_machine() {
  local place places
  [ -z "$DRY_RUN" ] || return 0
  places=$(told gcloud compute instances list --filter="name=$NAME AND labels.release:*" \
    --format='value(zone.basename())' "${IN_PROJECT[@]}") ||
    say "  Not known: whether there is a virtual machine $NAME, which would still answer everybody."
  for place in $places; do
    say "The virtual machine $NAME in $place still answers everybody. To delete it:" \
      "./deploy.sh --project $PROJECT --region ${place%-*} --only vm --teardown"
  done
}

# A network of its own, for the default one lets in more. Nothing opens it unless that was asked for.
make_network() {
  unless "$NAME" gcloud compute networks describe "$NAME" "${IN_PROJECT[@]}" \
    --format='value(name)' -- \
    gcloud compute networks create "$NAME" --subnet-mode=auto "${IN_PROJECT[@]}"
  if [ "$ACCESS" != public ]; then
    [ -z "$DRY_RUN" ] || say "  No rule lets anybody ask a machine that is new: for that, give --access=public."
    return 0
  fi
  unless "$NAME" gcloud compute firewall-rules describe "$NAME" "${IN_PROJECT[@]}" \
    --format='value(name)' -- \
    gcloud compute firewall-rules create "$NAME" --network="$NAME" --direction=INGRESS \
    --allow="tcp:$PORT" --target-tags="$NAME" --source-ranges=0.0.0.0/0 "${IN_PROJECT[@]}"
  open_tls
}

make_machine() {
  local config describe=(gcloud compute instances describe "$NAME" "${IN_ZONE[@]}")
  local stale=("$RELEASE" "${describe[@]}" --format='value(labels.release)')
  learn FOLDER mktemp -d
  write "$FOLDER/user-data" printf '%s\n' "$(machine_config "$IMAGE")"
  config="--metadata-from-file=user-data=$FOLDER/user-data"
  unless "$NAME" "${describe[@]}" --format='value(name)' -- \
    gcloud compute instances create "$NAME" --machine-type="$MACHINE_TYPE" --network="$NAME" \
    --image-family=cos-stable --image-project=cos-cloud --tags="$NAME" --shielded-secure-boot \
    --service-account="$NAME-vm@$ACCOUNTS" --scopes=cloud-platform "$config" \
    --labels="release=$RELEASE" "${IN_ZONE[@]}"
  unless "${stale[@]}" -- gcloud compute instances add-metadata "$NAME" "$config" "${IN_ZONE[@]}"
  unless "${stale[@]}" -- gcloud compute instances reset "$NAME" "${IN_ZONE[@]}"
  unless "${stale[@]}" -- gcloud compute instances add-labels "$NAME" \
    --labels="release=$RELEASE" "${IN_ZONE[@]}"
}

# machine_config IMAGE: what the machine does at each start, which is what the first lines of
# function/Dockerfile say for any machine.
machine_config() {
  cat <<TEXT
#cloud-config
write_files:
- path: /etc/systemd/system/$NAME.service
  permissions: "0644"
  content: |
    [Unit]
    Description=Pushback
    Wants=gcr-online.target network-online.target docker.socket
    After=gcr-online.target network-online.target docker.socket

    [Service]
    Environment=HOME=/var/lib/$NAME
    ExecStartPre=/usr/bin/mkdir -p /var/lib/$NAME
    ExecStartPre=/usr/bin/docker-credential-gcr configure-docker --registries=${1%%/*}
    ExecStartPre=-/usr/bin/docker rm --force $NAME
    ExecStart=/usr/bin/docker run --rm --name $NAME --publish $(container_port):8080 --env "ALLOWED_ORIGINS=$ORIGINS" --env GOOGLE_CLOUD_PROJECT=$PROJECT --env FUNCTION_SOURCE=/app/$ADAPTER --memory 512m --cpus 1 --pids-limit 128 --read-only --cap-drop all --security-opt no-new-privileges $1
    ExecStop=/usr/bin/docker stop $NAME
    Restart=always
    RestartSec=5
TEXT
  tls_files
  cat <<TEXT
runcmd:
- systemctl daemon-reload
- systemctl start $NAME.service${DOMAIN:+ $NAME-tls.service}
TEXT
}
