//! The pretend database and cache, as postgres exporter and redis exporter would see them.
//!
//! Contract: names and labels are those of the exporters. It knows one database and one cache, both on `db-1`.

use crate::exposition::Exposition;
use crate::rhythm::EPOCH;
use crate::rhythm::Flow;
use crate::rhythm::Incident;

const MIB: f64 = 1_048_576.0;
const SHOP: (&str, &str) = ("datname", "shop");

/// What postgres exporter exposes, the part that dashboards ask for.
pub(crate) fn write_postgres(at: f64, out: &mut Exposition) {
    out.gauge("pg_up", "Whether the last scrape could reach the server.")
        .sample(&[], 1.0);
    out.gauge(
        "pg_settings_max_connections",
        "Sets the maximum number of concurrent connections.",
    )
    .sample(&[], 100.0);
    out.gauge(
        "pg_stat_activity_count",
        "Number of connections in this state.",
    );
    let states = [
        (
            "active",
            Flow::new(4.0, 9.0, 41).during(Incident::Release, 14.0),
        ),
        ("idle", Flow::new(14.0, 12.0, 42)),
        (
            "idle in transaction",
            Flow::new(1.0, 2.0, 43).during(Incident::Release, 4.0),
        ),
    ];
    for (state, flow) in states {
        out.sample(&[SHOP, ("state", state)], flow.now(at).round());
    }
    for (name, help, flow) in [
        (
            "pg_stat_database_blks_hit",
            "Blocks found in the buffer cache.",
            Flow::new(4_200.0, 6_900.0, 44),
        ),
        (
            "pg_stat_database_blks_read",
            "Blocks read from disk.",
            Flow::new(40.0, 90.0, 45).during(Incident::Backup, 900.0),
        ),
        (
            "pg_stat_database_xact_commit",
            "Transactions committed.",
            Flow::new(30.0, 60.0, 46),
        ),
        (
            "pg_stat_database_xact_rollback",
            "Transactions rolled back.",
            Flow::new(0.1, 0.2, 47).during(Incident::Release, 1.0),
        ),
    ] {
        out.counter(name, help).events(&[SHOP], flow.total(at));
    }
    let grown = Flow::new(160.0, 240.0, 48).total(at);
    out.gauge("pg_database_size_bytes", "Disk space used by the database.")
        .sample(&[SHOP], (9e10 + grown).floor());
    let lag = Flow::new(0.08, 0.1, 49)
        .during(Incident::Backup, 6.0)
        .now(at);
    out.gauge(
        "pg_replication_lag_seconds",
        "Replication lag behind primary.",
    )
    .sample(&[], (lag * 1_000.0).round() / 1_000.0);
}

/// What redis exporter exposes, the part that dashboards ask for.
pub(crate) fn write_redis(at: f64, out: &mut Exposition) {
    out.gauge(
        "redis_up",
        "Whether the last scrape could reach the server.",
    )
    .sample(&[], 1.0);
    let used = Flow::new(310.0 * MIB, 120.0 * MIB, 51).during(Incident::Campaign, 60.0 * MIB);
    out.gauge(
        "redis_memory_used_bytes",
        "Memory that the server has allocated.",
    )
    .sample(&[], used.now(at).floor());
    out.gauge(
        "redis_memory_max_bytes",
        "Memory that the server may allocate.",
    )
    .sample(&[], 768.0 * MIB);
    out.gauge("redis_connected_clients", "Clients connected now.")
        .sample(&[], Flow::new(18.0, 22.0, 52).now(at).round());
    out.gauge("redis_blocked_clients", "Clients that wait for a key.")
        .sample(&[], Flow::new(1.0, 2.0, 57).now(at).round());
    out.gauge("redis_db_keys", "Keys there are.").sample(
        &[("db", "db0")],
        Flow::new(5.2e4, 2.1e4, 58).now(at).round(),
    );
    out.gauge(
        "redis_uptime_in_seconds",
        "Time since the server was started.",
    )
    .sample(&[], (at - EPOCH).floor());
    for (name, help, flow) in [
        (
            "redis_keyspace_hits_total",
            "Look-ups that found a key.",
            Flow::new(48.0, 80.0, 53),
        ),
        (
            "redis_keyspace_misses_total",
            "Look-ups that found none.",
            Flow::new(5.0, 9.0, 54),
        ),
        (
            "redis_evicted_keys_total",
            "Keys dropped for want of memory.",
            Flow::new(0.002, 0.01, 55).during(Incident::Campaign, 1.4),
        ),
        (
            "redis_expired_keys_total",
            "Keys whose time was over.",
            Flow::new(2.0, 5.0, 59),
        ),
        (
            "redis_commands_processed_total",
            "Commands done.",
            Flow::new(180.0, 300.0, 56),
        ),
    ] {
        out.counter(name, help).events(&[], flow.total(at));
    }
}
