# shellcheck shell=bash
# The virtual machine's HTTPS, where DOMAIN names it: Caddy, which gets and renews the certificate
# by itself, before the container. Without a domain, none of this is there.

CADDY_IMAGE=docker.io/library/caddy:2@sha256:f2a1290d0463aad60660d4ec134943f183ee2a5f6c3eb7bf32dd984f2f020772

# The port of the machine on which the container answers: every address's, or Caddy's alone.
container_port() { if [ -n "$DOMAIN" ]; then printf 127.0.0.1:8080; else printf %s "$PORT"; fi; }

# machine_url ADDRESS
machine_url() { if [ -n "$DOMAIN" ]; then printf %s "https://$DOMAIN"; else printf %s "http://$1:$PORT"; fi; }

open_tls() {
  [ -n "$DOMAIN" ] || return 0
  unless "$NAME-tls" gcloud compute firewall-rules describe "$NAME-tls" "${IN_PROJECT[@]}" \
    --format='value(name)' -- \
    gcloud compute firewall-rules create "$NAME-tls" --network="$NAME" --direction=INGRESS \
    --allow=tcp:443 --target-tags="$NAME" --source-ranges=0.0.0.0/0 "${IN_PROJECT[@]}"
}

# What cloud-init writes for it. Of what Caddy would log of a request, nothing is kept.
tls_files() {
  [ -n "$DOMAIN" ] || return 0
  cat <<TEXT
- path: /etc/$NAME/Caddyfile
  permissions: "0644"
  content: |
    {
      admin off
      persist_config off
      log {
        exclude http.log.error http.handlers.reverse_proxy
      }
      grace_period 5s
      servers {
        protocols h1 h2
        timeouts {
          read_header 10s
          read_body 60s
          idle 30s
        }
      }
    }
    $DOMAIN {
      reverse_proxy $(container_port)
    }
- path: /etc/systemd/system/$NAME-tls.service
  permissions: "0644"
  content: |
    [Unit]
    Description=HTTPS of Pushback for $DOMAIN
    Wants=network-online.target docker.socket
    After=network-online.target docker.socket

    [Service]
    # The system's own firewall lets in what docker publishes, and nothing else of the host's network.
    ExecStartPre=/bin/sh -c 'for port in 80 443; do iptables -w -C INPUT -p tcp --dport \$\$port -j ACCEPT 2>/dev/null || iptables -w -A INPUT -p tcp --dport \$\$port -j ACCEPT; done'
    ExecStartPre=/usr/bin/mkdir -p /var/lib/$NAME/certificates
    ExecStartPre=-/usr/bin/docker rm --force $NAME-tls
    ExecStart=/usr/bin/docker run --rm --name $NAME-tls --network host --volume /var/lib/$NAME/certificates:/data --volume /etc/$NAME/Caddyfile:/etc/caddy/Caddyfile:ro --ulimit nofile=2048:2048 --memory 192m --pids-limit 128 --read-only --cap-drop all --cap-add NET_BIND_SERVICE --security-opt no-new-privileges $CADDY_IMAGE
    ExecStop=/usr/bin/docker stop $NAME-tls
    Restart=always
    RestartSec=5
TEXT
}
