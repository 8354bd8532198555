//! The tables and statements of the pretend database, as postgres exporter would see them.
//!
//! Contract: names and labels are those of its collectors `stat_user_tables`, `stat_statements` and `locks`. It knows nothing
//! of connections and sizes as a whole.

use crate::exposition::Exposition;
use crate::rhythm::Cadence;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::noise;
use crate::rhythm::seed;

const MIB: f64 = 1_048_576.0;
const DAY: f64 = 86_400.0;
const SHOP: (&str, &str) = ("datname", "shop");

struct Table {
    name: &'static str,
    /// MiB of rows, and of indexes.
    size: (f64, f64),
    /// Bytes it grows by each second.
    growth: f64,
    /// Rows.
    rows: f64,
    /// Scans per second that read all of it, and those that use an index.
    scans: (f64, f64),
}

/// Name, help, and its value for a table.
type Column<'a> = (&'static str, &'static str, &'a dyn Fn(&Table) -> f64);

const TABLES: [Table; 6] = [
    table("audit_log", (48_200.0, 9_400.0), 260.0, 2.1e8, (0.02, 1.2)),
    table("courses", (3.2, 1.1), 0.001, 156.0, (14.0, 38.0)),
    table("leads", (96.0, 41.0), 0.8, 4.1e5, (0.05, 2.4)),
    table("order_items", (4_100.0, 2_600.0), 14.0, 3.2e7, (0.004, 9.5)),
    table("orders", (5_300.0, 3_900.0), 19.0, 1.4e7, (0.01, 16.0)),
    table("sessions", (1_900.0, 740.0), 5.0, 2.6e6, (3.1, 5.2)),
];

const fn table(
    name: &'static str,
    size: (f64, f64),
    growth: f64,
    rows: f64,
    scans: (f64, f64),
) -> Table {
    Table {
        name,
        size,
        growth,
        rows,
        scans,
    }
}

struct Statement {
    id: &'static str,
    text: &'static str,
    /// Calls per second, and seconds each takes.
    calls: f64,
    seconds: f64,
    /// It is slow while this lasts.
    slow: Option<Incident>,
}

const STATEMENTS: [Statement; 6] = [
    Statement {
        id: "-2894411764402154212",
        text: "SELECT * FROM courses WHERE slug = $1",
        calls: 31.0,
        seconds: 0.0006,
        slow: None,
    },
    Statement {
        id: "-644910031276820077",
        text: "SELECT count(*) FROM sessions WHERE last_seen > now() - $1::interval",
        calls: 0.4,
        seconds: 0.41,
        slow: Some(Incident::Release),
    },
    Statement {
        id: "1774380256219003412",
        text: "INSERT INTO orders (customer, total, currency) VALUES ($1, $2, $3)",
        calls: 1.6,
        seconds: 0.004,
        slow: None,
    },
    Statement {
        id: "3960812244901130876",
        text: "SELECT o.*, i.* FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.customer = $1",
        calls: 5.2,
        seconds: 0.018,
        slow: Some(Incident::Backup),
    },
    Statement {
        id: "5127740996152231807",
        text: "INSERT INTO audit_log (at, who, what) VALUES ($1, $2, $3)",
        calls: 9.1,
        seconds: 0.0009,
        slow: None,
    },
    Statement {
        id: "8041126650087732519",
        text: "UPDATE orders SET status = $1 WHERE id = $2",
        calls: 1.9,
        seconds: 0.006,
        slow: Some(Incident::Backup),
    },
];

/// What postgres exporter exposes about tables, statements and locks.
pub(crate) fn write(at: f64, out: &mut Exposition) {
    write_sizes(at, out);
    write_scans(at, out);
    write_statements(at, out);
    write_locks(at, out);
}

fn write_sizes(at: f64, out: &mut Exposition) {
    // The nightly vacuum takes what has died since.
    let vacuum = Cadence {
        period: DAY,
        start: 3.0 * 3_600.0,
    };
    let dead = (at - vacuum.last(at)) / DAY;
    let gauges: [Column<'_>; 4] = [
        (
            "pg_stat_user_tables_table_size_bytes",
            "Total disk space used by this table, in bytes",
            &|table| {
                let growth = Flow::new(table.growth, 0.0, seed(&[table.name]));
                table.size.0 * MIB + growth.total(at)
            },
        ),
        (
            "pg_stat_user_tables_index_size_bytes",
            "Total disk space used by this index, in bytes",
            &|table| {
                let growth = Flow::new(table.growth * 0.2, 0.0, seed(&[table.name]));
                table.size.1 * MIB + growth.total(at)
            },
        ),
        (
            "pg_stat_user_tables_n_live_tup",
            "Estimated number of live rows",
            &|table| table.rows,
        ),
        (
            "pg_stat_user_tables_n_dead_tup",
            "Estimated number of dead rows",
            &|table| table.rows * 0.09 * dead,
        ),
    ];
    for (name, help, value) in gauges {
        out.gauge(name, help);
        for table in &TABLES {
            out.sample(&labels(table), value(table).floor());
        }
    }
}

fn write_scans(at: f64, out: &mut Exposition) {
    let counters: [Column<'_>; 2] = [
        (
            "pg_stat_user_tables_seq_scan",
            "Number of sequential scans initiated on this table",
            &|table| table.scans.0,
        ),
        (
            "pg_stat_user_tables_idx_scan",
            "Number of index scans initiated on this table",
            &|table| table.scans.1,
        ),
    ];
    for (name, help, scans) in counters {
        out.counter(name, help);
        for table in &TABLES {
            let flow = Flow::new(scans(table), scans(table), seed(&[table.name, name]));
            out.events(&labels(table), flow.total(at));
        }
    }
}

fn write_statements(at: f64, out: &mut Exposition) {
    let calls = |one: &Statement| Flow::new(one.calls, one.calls * 1.4, seed(&[one.id]));
    out.counter("pg_stat_statements_calls_total", "Number of times executed");
    for one in &STATEMENTS {
        out.events(&statement(one), calls(one).total(at));
    }
    out.counter(
        "pg_stat_statements_seconds_total",
        "Total time spent in the statement, in seconds",
    );
    for one in &STATEMENTS {
        let mut time = calls(one).times(one.seconds);
        if let Some(incident) = one.slow {
            time = time.during(incident, one.calls * one.seconds * 4.0);
        }
        out.seconds(&statement(one), time.total(at));
    }
    out.gauge(
        "pg_stat_statements_query_id",
        "SQL Query to queryid mapping",
    );
    for one in &STATEMENTS {
        out.sample(&[("query", one.text), ("queryid", one.id)], 1.0);
    }
}

fn write_locks(at: f64, out: &mut Exposition) {
    out.gauge("pg_locks_count", "Number of locks");
    for (mode, quiet, busy) in [
        ("accesssharelock", 6.0, 18.0),
        ("rowsharelock", 0.5, 2.0),
        ("rowexclusivelock", 2.0, 9.0),
    ] {
        let flow = Flow::new(quiet, busy, seed(&["locks", mode]))
            .during(Incident::Release, busy * 1.5)
            .now(at);
        let held = flow * (1.0 + 0.3 * noise(seed(&["lock", mode]), at));
        out.sample(&[SHOP, ("mode", mode)], held.round());
    }
    for (name, help, flow) in [
        (
            "pg_stat_database_deadlocks",
            "Number of deadlocks detected in this database",
            Flow::new(0.0, 0.0, 71).during(Incident::Release, 0.004),
        ),
        (
            "pg_stat_database_temp_bytes",
            "Total amount of data written to temporary files by queries in this database",
            Flow::new(18_000.0, 60_000.0, 72).during(Incident::Backup, 2_400_000.0),
        ),
    ] {
        out.counter(name, help).events(&[SHOP], flow.total(at));
    }
}

fn labels(table: &Table) -> [(&'static str, &'static str); 3] {
    [SHOP, ("relname", table.name), ("schemaname", "public")]
}

fn statement(one: &Statement) -> [(&'static str, &'static str); 3] {
    [SHOP, ("queryid", one.id), ("user", "shop")]
}
