#!/usr/bin/env bash
# Backs up what the stack knows: Prometheus (a snapshot of its own making), Alertmanager's silences, Loki, and your own
# files (.env, secrets/, targets, configuration). Nothing is stopped. `deploy/backup.sh` once a day, by cron or a timer.
#
# It finds the stack of compose.yml by itself. For servers from packages say where they are:
#   PROMETHEUS_URL   http://127.0.0.1:9090, started with --web.enable-admin-api
#   PROMETHEUS_DATA  its data, e.g. /var/lib/prometheus/metrics2
#   ALERTMANAGER_DATA, LOKI_DATA  theirs; left out, they are not backed up
# Both ways: BACKUP_DIR where to, BACKUP_KEEP how many stay, TEXTFILE_DIR where the time of the last success is left.
#
# A backup holds secrets: it is readable by its owner only. Copy it to another machine: a backup on the disk that dies is none.
set -euo pipefail
umask 077
cd "$(dirname "$0")"
. ./backup.common

main() {
    settings
    local at partial
    at=$(date -u +%Y%m%dT%H%M%SZ)
    partial=$BACKUP_DIR/$at.partial
    mkdir -p "$partial"
    # A run that failed leaves nothing that looks like a backup.
    # shellcheck disable=SC2064  # the name is meant as it is now
    trap "rm -rf '$partial'" EXIT

    prometheus "$partial/prometheus.tar.gz"
    for part in alertmanager loki; do
        if has "$part"; then pack "$part" . >"$partial/$part.tar.gz"; fi
    done
    # What an earlier restore laid beside is not a part of the stack.
    tar -czf "$partial/files.tar.gz" --exclude=./restored --exclude=./state/textfile .
    (cd "$partial" && sha256sum -- *.tar.gz >SHA256SUMS)
    mv "$partial" "$BACKUP_DIR/$at"
    forget
    leave_time
    echo "$BACKUP_DIR/$at: $(du -sh "$BACKUP_DIR/$at" | cut -f1)"
}

# Prometheus links its blocks into a folder and writes out what it holds in memory; that folder goes afterwards.
prometheus() {
    local answer name
    answer=$(ask_prometheus) || stop "Prometheus made no snapshot" "was it started with --web.enable-admin-api?"
    name=$(sed -n 's/.*"name":"\([A-Za-z0-9-]*\)".*/\1/p' <<<"$answer")
    [ -n "$name" ] || stop "Prometheus made no snapshot: $answer"
    pack prometheus "snapshots/$name" >"$1"
    drop_snapshot "$name"
}

# The oldest go. Only what this script named is counted, and only whole backups.
forget() {
    local all
    mapfile -t all < <(backups)
    while [ ${#all[@]} -gt "$BACKUP_KEEP" ]; do
        rm -rf "${BACKUP_DIR:?}/${all[0]}"
        all=("${all[@]:1}")
    done
}

leave_time() {
    [ -n "$TEXTFILE_DIR" ] || return 0
    mkdir -p "$TEXTFILE_DIR"
    chmod 755 "$TEXTFILE_DIR"
    {
        echo '# HELP atalaya_backup_last_success_timestamp_seconds When backup.sh last succeeded.'
        echo '# TYPE atalaya_backup_last_success_timestamp_seconds gauge'
        echo "atalaya_backup_last_success_timestamp_seconds $(date +%s)"
    } >"$TEXTFILE_DIR/atalaya_backup.prom.new"
    chmod 644 "$TEXTFILE_DIR/atalaya_backup.prom.new"
    # The exporter never sees half a file.
    mv "$TEXTFILE_DIR/atalaya_backup.prom.new" "$TEXTFILE_DIR/atalaya_backup.prom"
}

main "$@"
