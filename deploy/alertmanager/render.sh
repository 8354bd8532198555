#!/bin/sh
# Writes the configuration that Alertmanager reads: `render.sh SECRETS` prints it, `render.sh SECRETS -- COMMAND…` puts it
# into $ALERTMANAGER_FILE (/tmp/alertmanager.yml) and becomes the command. SECRETS is a directory with any of
#   slack-url        Slack's incoming webhook
#   pagerduty-key    an Events v2 integration key
#   smtp-password    of the user SMTP_USER at SMTP_HOST; mail goes to <team>@MAIL_DOMAIN
#   watchdog-url     an address outside that calls someone when it has not been asked for some minutes
# Without a file its way of telling is left out: an Alertmanager that cannot tell says so in its log and on its page.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
secrets=$1
shift

# What stands in a replacement of sed with a meaning of its own.
literal() { printf '%s' "$1" | sed 's/[&|\\]/\\&/g'; }

present() { [ -s "$secrets/$1" ]; }

# The rules for sed: what is not there goes, what is there gets its place.
rules() {
    present slack-url || echo '/^ *slack_configs:/d'
    present pagerduty-key || echo '/^ *pagerduty_configs:/d'
    present smtp-password || echo '/^ *email_configs:/d
/^ *smtp_auth_/d'
    if present watchdog-url; then
        echo "s|http://localhost/watchdog|$(literal "$(cat "$secrets/watchdog-url")")|"
    else
        echo '/^ *webhook_configs:/d'
    fi
    echo "s|localhost:25|$(literal "${SMTP_HOST:-localhost:25}")|"
    echo "s|smtp_auth_username: .*|smtp_auth_username: \"$(literal "${SMTP_USER:-atalaya}")\"|"
    echo "s|@localhost|@$(literal "${MAIL_DOMAIN:-localhost}")|"
    echo "s|secrets/|$(literal "$secrets")/|"
    echo "s|templates/|$(literal "$here")/templates/|"
}

program=$(rules)
if [ $# -eq 0 ]; then
    sed "$program" "$here/alertmanager.yml"
    exit
fi
shift
umask 077
sed "$program" "$here/alertmanager.yml" >"${ALERTMANAGER_FILE:-/tmp/alertmanager.yml}"
exec "$@"
