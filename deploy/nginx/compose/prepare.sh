#!/bin/sh
# What a first start lacks: a certificate that this server signs itself (browsers warn until you put a real one there), a
# login `admin` whose password is told once, here, and an empty list of passwords of Redis. What is there is left alone. SECRETS and DEPLOY are the folders.
set -eu
secrets=${SECRETS:-/secrets}
deploy=${DEPLOY:-/deploy}
# nginx in its container.
nginx=101

mkdir -p "$secrets/tls" "$secrets/access" "$secrets/alertmanager" "$secrets/prometheus" "$secrets/redis"

# The exporter of Redis does not start without this file, and most servers have no password to put there.
[ -s "$secrets/redis/redis-passwords.json" ] || echo '{}' >"$secrets/redis/redis-passwords.json"

if [ ! -s "$secrets/tls/fullchain.pem" ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/CN=$HOST" -addext "subjectAltName=DNS:$HOST" \
        -keyout "$secrets/tls/privkey.pem" -out "$secrets/tls/fullchain.pem" 2>/dev/null
    echo "made a certificate for $HOST; replace secrets/tls/fullchain.pem and privkey.pem by real ones"
fi
# The key is read by nginx and by nobody else.
chown "$nginx" "$secrets/tls/privkey.pem"
chmod 400 "$secrets/tls/privkey.pem"

if [ ! -s "$secrets/access/htpasswd" ]; then
    word=$(openssl rand -base64 15)
    printf '%s\n' "$word" | ATALAYA_ACCESS=$secrets/access "$deploy/add-user" --silences admin
    echo "made the login admin, password $word; deploy/add-user makes others"
fi
