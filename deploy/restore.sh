#!/usr/bin/env bash
# Puts a backup back: `deploy/restore.sh [--check | --replace] BACKUP [PART…]`, parts: prometheus alertmanager loki files;
# all but files by default. Stop the servers first (`docker compose down`), start them after.
#
#   --check    only says whether the backup is whole; touches nothing
#   --replace  what is there now goes; without it, restoring over data is refused
#
# `files` are put into ./restored beside this script, for you to compare: your present .env may be newer than the backup.
# Where data is, is said as for backup.sh.
set -euo pipefail
umask 077
cd "$(dirname "$0")"
. ./backup.common

CHECK='' REPLACE=''

main() {
    while [ $# -gt 0 ]; do
        case $1 in
            --check) CHECK=yes ;;
            --replace) REPLACE=yes ;;
            -*) stop "restore.sh does not understand '$1'" ;;
            *) break ;;
        esac
        shift
    done
    local backup=${1:-}
    [ -n "$backup" ] || stop "which backup? restore.sh [--check | --replace] BACKUP [PART…]"
    shift
    settings
    [ -d "$backup" ] || backup=$BACKUP_DIR/$backup
    whole "$backup"
    [ -z "$CHECK" ] || { echo "$backup is whole" && return; }

    local part
    if [ $# -eq 0 ]; then
        for part in prometheus alertmanager loki; do
            [ ! -f "$backup/$part.tar.gz" ] || ! has "$part" || set -- "$@" "$part"
        done
    fi
    for part in "$@"; do
        [ -f "$backup/$part.tar.gz" ] || stop "$backup has no $part"
        case $part in
            prometheus | alertmanager | loki)
                has "$part" || stop "nobody said where the data of $part is"
                if ! empty "$part"; then
                    [ -n "$REPLACE" ] || stop "$part has data already" "--replace throws it away"
                fi
                unpack "$part" <"$backup/$part.tar.gz"
                ;;
            files) mkdir -p restored && tar -xzf "$backup/files.tar.gz" -C restored ;;
            *) stop "restore.sh knows no part '$part'" "parts: prometheus alertmanager loki files" ;;
        esac
        echo "$part is restored"
    done
}

# Every file is there and as it was written; a cut archive is found before anything is thrown away for it.
whole() {
    [ -f "$1/SHA256SUMS" ] || stop "$1 is no backup"
    (cd "$1" && sha256sum --check --quiet --strict SHA256SUMS) || stop "$1 is damaged"
    local file
    for file in "$1"/*.tar.gz; do
        gzip --test "$file" || stop "$file is damaged"
    done
}

main "$@"
