//! Every text in both languages, rendered so that a person can read them one under the other in `words.txt`.

use crate::time::instant;
use crate::time::zone;
use atalaya::alert::matcher::Fault as Wrong;
use atalaya::alert::severity::Severity;
use atalaya::chart::scene::Status;
use atalaya::config::Config;
use atalaya::config::preference::Language;
use atalaya::data::level::Level;
use atalaya::frame::reducer::Reducer;
use atalaya::health::beat::Beat;
use atalaya::health::check::Prober;
use atalaya::health::check::Shown as Standing;
use atalaya::health::judge::Why;
use atalaya::health::notice;
use atalaya::health::notice::Kind;
use atalaya::health::service::Overall;
use atalaya::overview::figure::Figure;
use atalaya::overview::figure::Grade;
use atalaya::overview::verdict::Seen as Overviewed;
use atalaya::overview::verdict::Tone;
use atalaya::panel::table::filter::Test;
use atalaya::query::logql::lint::Wrong as Mistake;
use atalaya::route::parse;
use atalaya::source::Failure;
use atalaya::source::obstacle::Obstacle;
use atalaya::source::obstacle::Right;
use atalaya::time::Millis;
use atalaya::time::format::parts;
use atalaya::time::math::Fault;
use atalaya::time::math::Unit;
use atalaya::time::name::SpanName;
use atalaya::time::name::quick;
use atalaya::time::name::recognise;
use atalaya::time::span::TimeSpan;
use atalaya::words::Told;
use atalaya::words::Words;
use atalaya::words::reason::Asked;
use atalaya::words::reason::Spot;
use atalaya::words::source::Place;
use expect_test::expect;
use expect_test::expect_file;
use std::fmt::Write;

const ASKED: Asked<'_> = Asked {
    source: "Prometheus",
    address: "/prometheus/",
    query: "A",
};

const ELSEWHERE: Asked<'_> = Asked {
    address: "https://metrics.example.com/",
    ..ASKED
};

const ALONE: Asked<'_> = Asked { query: "", ..ASKED };

/// Nothing is wrong.
const WELL: Overviewed = Overviewed {
    critical: 0,
    warning: 0,
    checks: 24,
    down: 0,
    weak: 0,
    spent: 0,
    waiting: false,
    unknown: false,
};

const DOWN: Overviewed = Overviewed { down: 2, ..WELL };

const WEAK: Overviewed = Overviewed {
    weak: 1,
    spent: 1,
    ..WELL
};

const BAD: Overviewed = Overviewed {
    critical: 1,
    warning: 3,
    ..DOWN
};

/// A text by its name.
type Seen = Vec<(String, String)>;

/// What can be read.
trait Shown {
    fn shown(&self) -> String;
}

impl Shown for &str {
    fn shown(&self) -> String {
        (*self).to_owned()
    }
}

impl Shown for String {
    fn shown(&self) -> String {
        self.clone()
    }
}

impl Shown for Option<Told> {
    fn shown(&self) -> String {
        self.as_ref()
            .map_or_else(|| "nothing".to_owned(), Told::shown)
    }
}

impl Shown for Told {
    fn shown(&self) -> String {
        format!("{}. {}", self.title, self.detail)
    }
}

/// A source elsewhere.
const LOKI: Place<'static> = Place {
    name: "Loki",
    address: "http://loki.example.org:3100/",
    origin: "https://watch.example.org",
};

/// Lists plain texts, then sentences with their values, then names shown elsewhere in [`listed`]. It takes the struct
/// apart in full: a text missing here does not compile. That a sentence uses all its values, the compiler warns of.
macro_rules! list {
    ($seen:ident, $words:ident.$area:ident => $($of:ident)::+ {
        $($plain:ident),* ;
        $($call:ident [ $( ( $($value:expr),* ) ),* ])*
        ; $($elsewhere:ident),*
    }) => {
        let atalaya::words::$($of)::+ { $($plain,)* $($call,)* $($elsewhere: _,)* } = $words.$area();
        $( $seen.push((concat!(stringify!($area), ".", stringify!($plain)).to_owned(), $plain.shown())); )*
        $( $( $seen.push((concat!(stringify!($area), ".", stringify!($call)).to_owned(), $call($($value),*).shown())); )* )*
    };
}

#[rustfmt::skip]
fn listed(words: Words) -> Seen {
    let mut seen: Seen = Vec::new();
    list!(seen, words.first => first::First {
        name, skip, part_missing, part_missing_detail, series;
        fold [("Disks")]
        unfold [("Disks")]
        rows [(11, 180)]
        more [(12)]
        day [(20, "Nov")]
        ; months, reducer
    });
    list!(seen, words.inspect => inspect::Inspect {
        tabs, queries, data, json, statistics, source, asked, range, instant, took, sent, from_cache, series, samples, newest, age, warnings, waiting, failed, no_query, no_values, no_json, copy_json, save_csv, save_png, time, name, value, level, labels, line, answer, status, content, size, save_answer, copy_answer, report, of_the_file, copy_report, own_way, own_way_why;
        title [("CPU by mode")]
        bytes [("2.1 KiB", 2_150)]
        ends [("2026-11-20 04:42:00", "2026-11-20 10:42:00", "2 min")]
        sent_steps [(3, 1_180)]
        found [(1, 1), (4, 28_720)]
        lines [(1), (100)]
        report_whole [(1), (12)]
        report_parts [(1, 12)]
        ; 
    });
    list!(seen, words.health => health::Health {
        checks, worst_first, filter, service, state_head, uptime, time, certificate, search_checks, none_found, no_checks, no_checks_detail, expired, walk, incidents, no_incidents, lasting, began, ended, lasted, components, component, response_time, windows, labels, targets, search_targets, only_problems, target_up, target_down, target_unknown, pool, instance, last_scrape, took, last_error, no_source, no_source_detail;
        state [(Standing::Unhealthy), (Standing::Unreachable), (Standing::Degraded), (Standing::Recovering), (Standing::Starting), (Standing::NoData), (Standing::Maintenance), (Standing::Healthy)]
        beat [(Beat::Up), (Beat::Degraded), (Beat::Down), (Beat::Maintenance), (Beat::NoData)]
        prober [(Prober::Browser), (Prober::Blackbox), (Prober::Kuma)]
        why [(&Why::NoAnswer), (&Why::TimedOut(30_000)), (&Why::Status(503)), (&Why::NotJson), (&Why::TooLarge(1_000_022)), (&Why::NoReport), (&Why::Says("down".to_owned())), (&Why::Component { name: "database".to_owned(), says: "down".to_owned() }), (&Why::Component { name: "database".to_owned(), says: String::new() }), (&Why::Probe)]
        open [("Checkout")]
        close [("Checkout")]
        since [("34 min")]
        since_more [("12 days")]
        history [(72, 0, 0, "100%"), (72, 3, 2, "97.61%")]
        piece [("20 Nov 10:42", "degraded", Some("98.75%")), ("20 Nov 10:42", "no data", None)]
        version [("v2.31.0")]
        up_for [("38 min")]
        days [(1), (90)]
        own_eyes [("10:42")]
        last_failure [("10:42", "It answered HTTP 500.")]
        targets_down [(0, 17), (2, 1_700)]
        and_more [(1), (1_200)]
        old [("28 min")]
        range_of [(1, 24)]
        ; 
    });
    list!(seen, words.visitor => visitor::Visitor {
        title, overall_label, asking, out_of_reach, now, services, taller, ahead, past, figures, response_time, today, no_history, solved, none_past, no_services, bad_snapshot, made_with;
        overall [(Overall::Working), (Overall::Degraded), (Overall::SomeDown), (Overall::AllDown), (Overall::Maintenance), (Overall::Unknown)]
        detail [(Overall::Working), (Overall::Degraded), (Overall::SomeDown), (Overall::AllDown), (Overall::Maintenance), (Overall::Unknown)]
        state [(Standing::Unhealthy), (Standing::Degraded), (Standing::Recovering), (Standing::Starting), (Standing::NoData), (Standing::Maintenance), (Standing::Healthy)]
        kind [(Kind::Incident), (Kind::Maintenance), (Kind::Announcement)]
        updated [("10:42", "CET")]
        snapshot [("10:12", "30 min")]
        days_ago [(90)]
        uptime [("99.98%")]
        missing [(12, 90)]
        span [("10:07", "10:42")]
        since [("10:07")]
        affects [("Checkout, Website")]
        bad_notice [("work.md", 3, "x")]
        why [(&notice::Why::TooLarge(100_000)), (&notice::Why::NoFront), (&notice::Why::Yaml("a value")), (&notice::Why::Missing("title")), (&notice::Why::Kind("party".to_owned())), (&notice::Why::Time("soon".to_owned())), (&notice::Why::EndsFirst)]
        times_in [("Europe/Madrid")]
        ; 
    });
    list!(seen, words.overview => overview::Overview {
        firing, all_alerts, not_yet, nobody_told, nothing_fires, no_alerting, no_alerting_detail, checks, no_checks, no_checks_detail, mean, no_metrics, errors, open_logs, service, count, trend, no_errors, no_errors_detail, no_logs, no_logs_detail, budgets, budget_window, spent, no_budgets, no_budgets_detail, open;
        verdict [(Tone::Critical, &BAD), (Tone::Critical, &DOWN), (Tone::Warning, &WEAK), (Tone::Unknown, &Overviewed { unknown: true, ..DOWN }), (Tone::Waiting, &DOWN), (Tone::Calm, &WELL)]
        rest [(&BAD), (&DOWN), (&WEAK), (&Overviewed { unknown: true, ..DOWN }), (&WELL)]
        answer [(Severity::Critical), (Severity::Warning), (Severity::Info)]
        nothing_fires_detail [(1), (28)]
        overdue [("24 min")]
        due [("2 min")]
        since [("29 min")]
        all_checks [(24)]
        figure [(Figure::Requests), (Figure::Errors), (Figure::Duration), (Figure::Leads), (Figure::Revenue), (Figure::Paint)]
        grade [(Figure::Paint, Grade::Good), (Figure::Paint, Grade::Worse), (Figure::Paint, Grade::Bad), (Figure::Errors, Grade::Good), (Figure::Errors, Grade::Worse), (Figure::Errors, Grade::Bad)]
        trend_of [("backend")]
        objective [("99.9%")]
        left [("22%")]
        ; 
    });
    list!(seen, words.source => source::Sources {
        asking, source, state, version, answer, clock, newest, works, fails, demo, clock_advice, by_metric, by_label, by_job, metric, label, pair, count, values, this_page, only_here, loaded, memory, memory_note, running, cached, saved, saved_note, frames, frames_note, volume_note, bytes, slow, serve_here, allow_policy, what_to_do, may, right_none, here, elsewhere, silence_untried;
        all_answer [(1), (6)]
        some_answer [(5, 6)]
        test [("Loki")]
        clock_off [("Loki", "−41 s")]
        obstacle [(Obstacle::Mixed, &LOKI), (Obstacle::Policy, &LOKI), (Obstacle::Cors, &LOKI), (Obstacle::Silent, &LOKI)]
        serve_here_detail [("loki")]
        allow_here [("Loki")]
        right [(Right::Read), (Right::Labels), (Right::Rules), (Right::Targets), (Right::Volume), (Right::Silence)]
        right_not [(Right::Silence)]
        loaded_note [("62")]
        running_note [(6, 0)]
        cached_note [(1), (40)]
        volume [("service")]
        holds [("Prometheus")]
        series [(412_806)]
        ; 
    });
    list!(seen, words.local => local::Local {
        local, here_only, choose, drop, deleted, undo, recent, starred, others;
        too_large [("cpu.json", "2 MiB")]
        no_room [("cpu.json")]
        unreadable [("cpu.json")]
        save [("CPU")]
        delete [("CPU")]
        ; 
    });
    list!(seen, words.logs => logs::Logs {
        title, levels, tabs, lines, patterns, errors, audit, query, query_form, run, offers, format, format_detail, history, no_history, forget, filters, clear, text_filter, not_filters, volume, volume_failed, no_source, no_source_detail, source, costly_detail, run_anyway, find, wrap, newest_first, oldest_first, view, pretty, colours, nanos, download, as_text, as_json, as_csv, live, live_no_demo, pause, go_on, following, connecting, refused, missed, context, more_before, more_after, trace, copy, link, fields, find_field, line_fields, keep_only, loading, end, not_lines, none, none_detail, retry, line_gone, count, trend, first, last, services, what, load_more, show_lines, no_errors, from_server, audit_types, rotations, no_rotation;
        level [(None), (Some(Level::Critical)), (Some(Level::Error)), (Some(Level::Warning)), (Some(Level::Info)), (Some(Level::Debug)), (Some(Level::Trace)), (Some(Level::Unknown))]
        remove [("service = backend")]
        wrong [(&Mistake::NotLines), (&Mistake::Selector), (&Mistake::Quotes), (&Mistake::Stage), (&Mistake::ChoosesNothing), (&Mistake::UnknownLabel("servise".to_owned())), (&Mistake::PlainPattern("service".to_owned())), (&Mistake::Unread("status".to_owned()))]
        per [("1 min")]
        loaded [(Some(58_204), 1_000, true), (Some(58_204), 1_000, false), (None, 1, true)]
        found [(12, 5_000)]
        reads [("1.2 GB", 14)]
        costly [("43 GB")]
        fold [(0), (1), (2), (3)]
        paused [(0), (1), (1_200)]
        reconnecting [(4)]
        closed [("only log selector is supported")]
        dropped [(1), (12)]
        open [("10:42:28.914")]
        close [("10:42:28.914")]
        keep [("status", "503")]
        leave_out [("status", "503")]
        column [("status")]
        no_column [("status")]
        context_of [("{service=\"backend\"}")]
        whole [("2.1 MB")]
        clipped [("2.1 MB")]
        number [(1_000), (28_412)]
        fields_of [(1), (1_000)]
        group [(0), (1), (2)]
        statistics [("status")]
        tallied [(4_812, 5_000, (7, false)), (1, 1, (1, false)), (5_000, 5_000, (4_000, true))]
        numbers [("3", "84.2", "900")]
        lines_with [(1), (12)]
        more_values [(204)]
        crowded [("10:42:28.914000000")]
        none_found [("pool")]
        counted_here [(5_000, false), (12, true)]
        rotated [("backend", "3 days")]
        ; 
    });
    list!(seen, words.shell => shell::Shell {
        pages, overview, dashboards, explore, logs, alerts, health, traces, slo, status_page, sources, more, menu, open_menu, close, go_to, help, copy_link, copy_frozen, copied, not_copied, theme, light, dark, system, language, demo, demo_notice, starting;
        firing [(1), (5)]
        ; 
    });
    list!(seen, words.page => page::Page {
        explore_coming, traces_coming, slo_coming, not_found, to_overview, to_dashboards, search_dashboards, tags, star, unstar;
        not_built [("Logs")]
        not_found_detail [("/nothing")]
        found [(1), (12)]
        none_found [("mdrid")]
        ; 
    });
    list!(seen, words.alerts => alerts::Alerts {
        tabs, firing, rules, silences, history, routing, inhibited, muted, no_severity, no_sender, no_sender_detail, without_rules, without_sender, no_watchdog, no_watchdog_detail, watchdog_fires, filter, filter_hint, narrow, narrow_to, group_by, as_served, ungrouped, none_left, all_well, all_well_detail, asking, other_group, about_to_fire, all_alerts, silence_group, best_effort, value, holds_since, firing_since, answer, sent_to, held_by, held_by_none, rule, labels, silenced_by, inhibited_by, muted_by, acknowledge, acknowledged, silence, runbook, dashboard, logs, generator, no_chart, chart_coming, call, new_silence, edit_silence, close, cancel, save, sending, silence_where, add_matcher, bad_regex, hits_all, hits_all_detail, length, from, until, no_time, why, who, who_help, wrong_everything, wrong_name, wrong_comment, wrong_creator, wrong_order, wrong_past, changed, not_accepted_detail, kept, find_silence, soonest_first, by_state, all, active, pending, expired, no_silence, ended, undo, hits_nothing, ends_soon, extend, edit, expire, cancel_silence, again, first, inactive, as_written, failing, slow, find_rule, no_rules, never, recording, unevaluated, fires_at_once, query, group, file, waits, keeps, alerts_now, evaluated, health, last_error, no_error, by_time, by_count, by_flaps, by_mean, save_csv, nothing_fired, what_fired, alert, timeline, times, total, flaps, mean, still_firing, try_labels, bad_labels, no_routing, take_firing, told_to, one_group, each_alone, every_alert, what_is_left, goes_on, ends_here, inhibition;
        old [("28 min")]
        acknowledge_told [("30 min")]
        quiet_until [("12:00", "ana")]
        quiet_for [("HighErrorRate")]
        silenced_of_it [("2 h")]
        peers [("ready", "10.0.0.1:9094, 10.0.0.2:9094")]
        silenced_now [("Rolling back", "ana")]
        bad_filter [(&Wrong::At { at: 3, expected: "a value" }), (&Wrong::Regex("(".to_owned()))]
        silence_these [(1), (12)]
        none_left_detail [(1), (12)]
        server [("HighErrorRate", "0.25.0", 1), ("HighErrorRate", "0.25.0", 12)]
        shown [(1, 1), (12, 12)]
        shown_file [(1, 1), (12, 12)]
        told [("on-call, backend")]
        alerts [(1), (12)]
        open_alert [("HighErrorRate")]
        close_alert [("HighErrorRate")]
        fires_in [("24 min")]
        overdue [("24 min")]
        answer_in [("24 min")]
        within [("24 min", "Critical")]
        silence_told [("Rolling back", "ana", "12:00")]
        read_only [("alertname, team")]
        silence_for [(1, "24 min"), (12, "24 min")]
        label_n [(1), (12)]
        operator_n [(1), (12)]
        value_n [(1), (12)]
        remove_n [(1), (12)]
        hits_none [(1), (12)]
        hits [(1, 1), (12, 12)]
        and_more [(1), (12)]
        changed_detail [("12:00", "Rolling back")]
        changed_ended [("12:00")]
        not_accepted [("severity=\"critical\"", 403)]
        count [(1), (12)]
        none_found [("disk")]
        left [("24 min")]
        would_hit [(1), (12)]
        ends_in [("12:00", "1 h")]
        from_to [("10:00", "text")]
        rules_in [(1, 1), (12, 12)]
        cannot_fire [(1), (12)]
        group_told [(1, "15 s", "4 s ago"), (12, "15 s", "4 s ago")]
        for_so_long [("24 min")]
        fires_after [("24 min")]
        of_interval [("15 s")]
        keeps_for [("24 min")]
        took [("4 s ago", "38 ms", "15 s")]
        timeline_told [(1, "41 min", false), (12, "41 min", true)]
        config_unread [("severity=\"critical\"")]
        config_line [(14, "a list"), (14, "a list")]
        routes [(1, 1), (12, 12)]
        grouped [("alertname, team", "30s", "4h")]
        in_times [("day")]
        quiet_by [("HighErrorRate", "severity=\"critical\"")]
        mute_in [("day")]
        only_in [("day")]
        inhibits [("severity=\"critical\"", "severity=\"warning\"", "job")]
        ; 
    });
    list!(seen, words.range => range::Range {
        find, absolute, from, to, apply, copy, paste, nothing_to_paste, recent, reversed, zoom_out, back, forward, zone, change_zone, browser_zone, utc, search_zone;
        title [("Last 6 hours")]
        none_found [("mdrid")]
        span [("20 Nov 04:42", "10:42")]
        no_zone [("mdrid")]
        ; 
    });
    list!(seen, words.time => time::Time {
        just_now;
        date [(20, "Nov", 2026)]
        full_date [("Fri", "20 Nov 2026")]
        seconds [(Millis(3_260))]
        ago [("12 min")]
        ; weekdays, length, span, fault
    });
    list!(seen, words.refresh => refresh::Refresh {
        now, choose, off, pause, go_on, paused, hidden;
        every [("30s")]
        ; 
    });
    list!(seen, words.variable => variable::Variables {
        bar, all, none, search, clear, no_options, no_filters, label, operator, value, add;
        remove [("job=\"api\"")]
        selected [(1), (3)]
        others [("app-1", 2)]
        no_match [("app-9")]
        cut [(10_000)]
        only [("app-1")]
        failed [("instance")]
        unsupported [("filters", "adhoc")]
        ; 
    });
    list!(seen, words.panel => panel::Panel {
        line_details, stop, stopped, retry, no_data_detail, only_gaps, unsupported_detail, no_query, untitled, view_alone, back, explore, inspect, more, copy_query, copy_panel_link, refresh_panel, data_table, hide_table, queries;
        asking [("prometheus", "3.2 s")]
        lines [(1), (2_000)]
        clipped [(2_000)]
        old [("28 min")]
        no_data [(SpanName::Other, "20 Nov 04:42 to 10:42")]
        retried_in [("4 s")]
        cut [(1_000, 42_120)]
        partial [("mimir")]
        unsupported [("geomap")]
        unknown_variable [("node", "A")]
        problems [(1), (2)]
        actions [("CPU by mode")]
        query [("A")]
        answered [(1, "412 ms"), (4, "412 ms")]
        ; 
    });
    list!(seen, words.picture => picture::Picture {
        from, to, row, state, count, name, value, share, keys;
        below [("80%")]
        at_least [("80%")]
        between [("0.1 s", "0.25 s")]
        rows [(1), (12)]
        groups [(1), (12)]
        slices [(1), (12)]
        ; 
    });
    list!(seen, words.table => table::Table {
        keys, next, previous, condition, operand, search, none, clear, clear_all, copy, count, choose;
        rows [(1), (10_000)]
        shown [(12, 10_000)]
        page [(21, 40, 10_000)]
        filter [("instance")]
        open [("instance")]
        cut [(100)]
        test [(Test::Contains), (Test::Matches), (Test::Equal), (Test::NotEqual), (Test::Less), (Test::AtMost), (Test::Greater), (Test::AtLeast)]
        ; 
    });
    list!(seen, words.linked => linked::Linked {
        annotations, links, not_followed, no_dashboards, no_alerts, found;
        links_of [("CPU by mode")]
        lasted [("10:36", "10:42")]
        others [(3)]
        cut [(100)]
        alerts [(1), (12)]
        since [("5 min")]
        ; 
    });
    list!(seen, words.playlist => playlist::Playlist {
        name, every, next, previous, pause, resume, stop;
        play [(3)]
        place [(2, 5)]
        ; 
    });
    list!(seen, words.chart => chart::Chart {
        time, total, show_all, pinned, zoom_hint, keys;
        isolate [("user")]
        summary [("CPU by mode", "20 Nov 04:42", "10:42 CET")]
        lines [(1), (12_345)]
        last [("user", "50.4%")]
        highest [("user", "56.9%", "10:36")]
        at [("10:36", "user 56.9%, system 17.1%")]
        step [("2 min")]
        ; 
    });
    list!(seen, words.status => status::Statuses {
        critical, warning, info, ok, unknown, pending, silenced, no_data, no_answer, none;
        ; 
    });
    list!(seen, words.failure => failure::Failures {
        open_query, open_sources;
        unreachable [(&ASKED)]
        unreachable_elsewhere [(&ELSEWHERE)]
        timed_out [(&ASKED, "30 s")]
        not_let_in [(&ASKED, 401, "Authorization Required")]
        not_there [(&ASKED, 404, "404 Not Found")]
        too_often [(&ASKED, 429, "")]
        behind_proxy [(&ASKED, 502, "502 Bad Gateway")]
        failed [(&ASKED, 500, "")]
        other_status [(&ASKED, 418, "short and stout")]
        cut_off [(&ASKED, 65_536)]
        a_page [(&ASKED, "Sign in")]
        bad_query [(&ASKED, Some(Spot { line: 1, column: 41 }), "unknown function"), (&ASKED, Some(Spot { line: 3, column: 2 }), "unknown function"), (&ALONE, None, "no expression found in input")]
        too_many_points [(&ASKED)]
        query_timed_out [(&ASKED, "query timed out in expression evaluation")]
        refused [(&ASKED, "admin APIs disabled")]
        shape [(&ASKED, "data.result[3].values", "a list of pairs")]
        not_recorded [(&ASKED)]
        no_such_source [(&ASKED)]
        ; 
    });
    list!(seen, words.dashboard => dashboard::Dashboard {
        no_panels, rest_works;
        reading [("dashboards/a.json")]
        missing [("dashboards/a.json")]
        unknown [("abc")]
        unreadable [("dashboards/a.json", 500)]
        not_json [("dashboards/a.json", 14, 3)]
        a_page [("dashboards/a.json")]
        too_large [("dashboards/x.json", "72 MiB", "16 MiB")]
        not_a_dashboard [("dashboards/a.json")]
        newer_model [("dashboards/a.json")]
        wrong_shape [("dashboards/a.json", "panels[3].title", "text")]
        ignored [("CPU by mode", "repeat")]
        ; 
    });
    list!(seen, words.config => config::Config {
        rest_works, demo_shown, unreachable, no_sources;
        unreadable [(500)]
        ; problem
    });
    list!(seen, words.problem => problem::Problems {
        ;
        unknown_variable [("zone")]
        circular_variables [("a, b")]
        unsupported_panel [("canvas")]
        unsupported_option [("options.legend.sortBy")]
        bad_property [("fieldConfig.defaults.min", "a number")]
        unsupported_variable [("filters", "adhoc")]
        no_source [("loki")]
        bad_interval [("often")]
        bad_time [("later")]
        library_panel [("CPU")]
        no_such_panel [(7)]
        too_many_copies [(500)]
        too_many_panels [(2000)]
        unsafe_link [("javascript:alert(1)")]
        new_model [()]
        ;
    });
    list!(seen, words.link => link::Link {
        dismiss;
        ; problem
    });
    list!(seen, words.shortcut => shortcut::Shortcuts {
        title, then, everywhere, help, go_to, escape, copy_link, theme, kiosk, pages, time, choose_range, zoom_out, back, forward, absolute, copy_range, paste_range, refresh, pause, dashboard, crosshair, fold_rows, unfold_rows, panel, view_alone, explore, inspect, legend, table, cursor, single_keys, single_keys_off;
        ; 
    });
    let mut all = |name: &str, texts: Vec<String>| {
        seen.extend(texts.into_iter().map(|text| (name.to_owned(), text)));
    };
    all("first.months", words.first().months.map(str::to_owned).to_vec());
    all("time.weekdays", words.time().weekdays.map(str::to_owned).to_vec());
    all("time.length", LENGTHS.map(|length| (words.time().length)(parts(Millis(length)))).to_vec());
    all("time.span", quick().iter().map(|quick| (words.time().span)(quick.name)).collect());
    all("time.span", UNITS.map(|unit| (words.time().span)(SpanName::Last(1, unit))).to_vec());
    all("time.span", UNITS.map(|unit| (words.time().span)(SpanName::Next(2, unit))).to_vec());
    all("time.span", UNITS.map(|unit| (words.time().span)(SpanName::Previous(unit))).to_vec());
    all("panel.no_data", ["now-6h", "now-1h", "now-1d", "now-7d"].map(|from| {
        let name = recognise(from, "now");
        (words.panel().no_data)(name, &(words.time().span)(name))
    }).to_vec());
    all("time.fault", FAULTS.map(|fault| (words.time().fault)(fault, 4)).to_vec());
    all("first.reducer", REDUCERS.map(words.first().reducer).to_vec());
    all("status.of", STATUSES.map(|status| words.status().of(status).to_owned()).to_vec());
    let (_, problems) = Config::read(WRONG_CONFIG);
    all("config.problem", problems.iter().map(words.config().problem).collect());
    for text in ["{", "{]", "[]"] {
        let (_, problems) = Config::read(text);
        all("config.problem", problems.iter().map(words.config().problem).collect());
    }
    for query in [WRONG_LINK, &format!("x={}", "x".repeat(70_000)), &"x&".repeat(3_000)] {
        let (_, problems) = parse("/d/a", query);
        all("link.problem", problems.iter().map(words.link().problem).collect());
    }
    seen
}

const LENGTHS: [i64; 8] = [
    400,
    34_000,
    90_000,
    34 * 60_000,
    77 * 60_000,
    86_400_000,
    100_000_000,
    12 * 86_400_000,
];

const UNITS: [Unit; 10] = [
    Unit::Second,
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Year,
    Unit::FiscalQuarter,
    Unit::FiscalYear,
];

const FAULTS: [Fault; 9] = [
    Fault::Empty,
    Fault::NotATime,
    Fault::NoSuchDate,
    Fault::Operator,
    Fault::Number,
    Fault::Unit,
    Fault::RoundCount,
    Fault::TooManyDigits,
    Fault::OutOfRange,
];

const REDUCERS: [Reducer; 26] = [
    Reducer::LastNotNull,
    Reducer::Last,
    Reducer::FirstNotNull,
    Reducer::First,
    Reducer::Min,
    Reducer::Max,
    Reducer::Mean,
    Reducer::Sum,
    Reducer::Count,
    Reducer::Range,
    Reducer::Delta,
    Reducer::Diff,
    Reducer::DiffPerc,
    Reducer::StdDev,
    Reducer::Median,
    Reducer::Variance,
    Reducer::CountAll,
    Reducer::Step,
    Reducer::LogMin,
    Reducer::AllIsZero,
    Reducer::AllIsNull,
    Reducer::ChangeCount,
    Reducer::DistinctCount,
    Reducer::AllValues,
    Reducer::UniqueValues,
    Reducer::Percentile(95),
];

const STATUSES: [Status; 7] = [
    Status::Critical,
    Status::Warning,
    Status::Info,
    Status::Ok,
    Status::Unknown,
    Status::Pending,
    Status::Silenced,
];

/// One of each thing that can be wrong.
const WRONG_CONFIG: &str = r#"{
  "sourcs": [],
  "colour": 1,
  "name": 7,
  "sources": [
    {"id": "a", "kind": "promethus", "url": "x"},
    {"id": "a", "kind": "grafana", "url": "x"},
    {"id": "a", "kind": "loki"},
    {"id": "a", "kind": "loki", "url": "ftp://x", "id": "b"},
    {"id": "a", "kind": "loki", "url": "x", "headers": {"Authorization": "Basic x", "X": "\n"}, "timeout": "soon"},
    {"id": "a", "kind": "loki", "url": "x"}
  ],
  "teams": {},
  "services": [1],
  "range": {"from": "yesterday", "to": "now"},
  "refresh": "1ms",
  "timezone": "?"
}"#;

const WRONG_LINK: &str =
    "from=yesterday&refresh=often&timezone=%3F&viewPanel=x&theme=blue&lang=fr&to=now&to=now-1h";

/// Alike in both languages: names, symbols, and words that both have.
const ALIKE: &[&str] = &[
    "first.name: Atalaya",
    "first.day: 20 Nov",
    "inspect.json: JSON",
    "inspect.series: Series",
    "health.prober: blackbox",
    "health.prober: Uptime Kuma",
    "health.piece: 20 Nov 10:42: degraded, 98.75%",
    "health.piece: 20 Nov 10:42: no data",
    "overview.figure: Leads, 24 h",
    "overview.figure: LCP p75",
    "source.bytes: Bytes",
    "source.elsewhere: CORS",
    "logs.as_csv: CSV",
    "logs.level: fatal",
    "logs.level: error",
    "logs.level: warn",
    "logs.level: info",
    "logs.level: debug",
    "logs.level: trace",
    "shell.slo: SLO",
    "shell.demo: Demo",
    "alerts.filter_hint: severity=\"critical\", team=~\"web|data\"",
    "alerts.save_csv: CSV",
    "alerts.total: Total",
    "alerts.server: HighErrorRate 0.25.0.",
    "range.utc: UTC",
    "time.date: 20 Nov 2026",
    "time.full_date: Fri 20 Nov 2026",
    "variable.bar: Variables",
    "picture.below: < 80%",
    "table.test: =",
    "table.test: ≠",
    "table.test: <",
    "table.test: ≤",
    "table.test: >",
    "table.test: ≥",
    "chart.total: Total",
    "chart.at: 10:36: user 56.9%, system 17.1%",
    "time.length: 400 ms",
    "time.length: 34 s",
    "time.length: 1 min 30 s",
    "time.length: 34 min",
    "time.length: 1 h 17 min",
    "first.reducer: Total",
    "first.reducer: p95",
];

#[test]
fn every_text_can_be_read_in_both_languages() {
    let mut read = String::new();
    for ((name, english), (_, spanish)) in listed(Language::English.words())
        .into_iter()
        .zip(listed(Language::Spanish.words()))
    {
        writeln!(read, "{name}\n  {english}\n  {spanish}").unwrap();
    }
    expect_file!["./words.txt"].assert_eq(&read);
}

#[test]
fn no_text_is_empty_or_left_in_the_other_language() {
    let mut alike: Vec<String> = Vec::new();
    for ((name, english), (_, spanish)) in listed(Language::English.words())
        .into_iter()
        .zip(listed(Language::Spanish.words()))
    {
        for text in [&english, &spanish] {
            assert!(!text.trim().is_empty(), "{name} is empty");
            assert_eq!(text.trim(), text, "{name} has space around it");
            assert!(!text.contains("  "), "{name} has two spaces: {text}");
        }
        if english == spanish {
            alike.push(format!("{name}: {english}"));
        }
    }
    assert_eq!(alike, ALIKE);
}

#[test]
fn no_text_begs_or_shouts() {
    const ENGLISH_WORDS: [&str; 9] = [
        "please",
        "oops",
        "sorry",
        "!",
        "error occurred",
        "something went wrong",
        "n't",
        "…)",
        "NaN",
    ];
    const SPANISH_WORDS: [&str; 8] = [
        "por favor",
        "ups",
        "lo siento",
        "lo sentimos",
        "¡",
        "!",
        "usted",
        "NaN",
    ];
    let check = |words: Words, forbidden: &[&str]| {
        for (name, text) in listed(words) {
            let text = format!(" {} ", text.to_lowercase());
            for word in forbidden {
                let word = word.to_lowercase();
                let alone = word.chars().all(char::is_alphabetic);
                let word = if alone { format!(" {word} ") } else { word };
                assert!(!text.contains(&word), "{name} says {word}: {text}");
            }
        }
    };
    check(Language::English.words(), &ENGLISH_WORDS);
    check(Language::Spanish.words(), &SPANISH_WORDS);
}

#[test]
fn languages_know_their_words_and_numbers() {
    for (_, language) in Language::NAMES {
        let words = language.words();
        let own = match language {
            Language::English => Language::English.words(),
            Language::Spanish => Language::Spanish.words(),
        };
        assert_eq!(words.shell().overview, own.shell().overview);
    }
    assert_eq!(Language::English.locale().decimal, '.');
    assert_eq!(Language::Spanish.locale().decimal, ',');
    assert_eq!(Language::Spanish.own_name(), "Español");
    assert_eq!(
        (Language::English.words().panel().cut)(1_000, 1_234_567),
        "Only the first 1,000 of 1,234,567 series are drawn."
    );
    assert_eq!(
        (Language::Spanish.words().panel().cut)(1_000, 1_234_567),
        "Solo se dibujan las primeras 1000 de 1\u{a0}234\u{a0}567 series."
    );
}

/// A failure says the sentence that fits it, with the source's own words where it has some.
#[test]
fn failures_say_what_fits() {
    let refused = |kind: &str, message: &str| Failure::Refused {
        kind: kind.to_owned(),
        message: message.to_owned(),
        code: 400,
    };
    let status = |code, text: &str| Failure::Status {
        code,
        text: text.to_owned(),
    };
    let begins = |text: &str| Failure::NotJson {
        at: 7,
        begins: text.to_owned(),
    };
    let failures = [
        Failure::Unreachable,
        Failure::TimedOut(30_000),
        status(401, "401 Authorization Required"),
        status(403, ""),
        status(404, "404 page not found"),
        status(429, "slow down"),
        status(502, "502 Bad Gateway"),
        status(500, "Internal Server Error"),
        status(418, "short and stout"),
        begins("<title>Sign in"),
        begins("Sign in"),
        begins("{\"status\":"),
        refused(
            "bad_data",
            "invalid parameter \"query\": 1:41: parse error: unknown function with name \"irates\"",
        ),
        refused(
            "bad_data",
            "invalid parameter \"query\": 2:3: parse error: unexpected end of input",
        ),
        refused(
            "bad_data",
            "invalid parameter \"query\": unknown position: parse error: no expression found in input",
        ),
        refused("bad_data", "no match[] parameter provided"),
        refused(
            "bad_data",
            "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
        ),
        refused("422", "too many points for the given start"),
        refused("timeout", "query timed out in expression evaluation"),
        refused(
            "execution",
            "query processing would load too many samples into memory in query execution",
        ),
        Failure::Shape {
            at: "data.result".to_owned(),
            expected: "a list",
        },
        Failure::NotRecorded,
        Failure::NoSuchSource,
    ];
    let mut seen = String::new();
    for failure in failures {
        let told = Language::English.words().failed(&failure, &ASKED);
        writeln!(seen, "{}\n  {}", told.title, told.detail).unwrap();
        let told = Language::Spanish.words().failed(&failure, &ASKED);
        writeln!(seen, "  {}\n  {}", told.title, told.detail).unwrap();
    }
    let told = Language::English
        .words()
        .failed(&Failure::Unreachable, &ELSEWHERE);
    writeln!(seen, "{}\n  {}", told.title, told.detail).unwrap();
    expect![[r#"
        Prometheus did not answer
          No answer came from /prometheus/. Check that it runs and that you are online, then retry.
          Prometheus no ha respondido
          No ha llegado respuesta de /prometheus/. Comprueba que funciona y que tienes conexión, y reintenta.
        Prometheus did not answer in 30 s
          Retry, choose a shorter range, or check /prometheus/.
          Prometheus no ha respondido en 30 s
          Reintenta, elige un intervalo más corto o revisa /prometheus/.
        Prometheus did not let this page in
          /prometheus/ answered 401 Authorization Required. Log in again, or ask who may read it.
          Prometheus no ha dejado entrar a esta página
          /prometheus/ ha respondido 401 Authorization Required. Inicia sesión de nuevo o pregunta quién puede leerlo.
        Prometheus did not let this page in
          /prometheus/ answered 403. Log in again, or ask who may read it.
          Prometheus no ha dejado entrar a esta página
          /prometheus/ ha respondido 403. Inicia sesión de nuevo o pregunta quién puede leerlo.
        Prometheus is not at its address
          /prometheus/ answered 404 page not found. Check its url in config.json.
          Prometheus no está en su dirección
          /prometheus/ ha respondido 404 page not found. Revisa su url en config.json.
        Prometheus is asked too often
          /prometheus/ answered 429 slow down. It is asked again by itself; refresh less often.
          Se pregunta a Prometheus con demasiada frecuencia
          /prometheus/ ha respondido 429 slow down. Se le vuelve a preguntar solo; actualiza con menos frecuencia.
        Prometheus is not reached by its proxy
          /prometheus/ answered 502 Bad Gateway. It may be starting and is asked again by itself. If it stays so, check that it runs.
          El proxy no llega a Prometheus
          /prometheus/ ha respondido 502 Bad Gateway. Quizá esté arrancando; se le vuelve a preguntar solo. Si sigue así, comprueba que funciona.
        Prometheus failed to answer
          /prometheus/ answered 500 Internal Server Error. Retry; if it stays so, look into its log.
          Prometheus ha fallado al responder
          /prometheus/ ha respondido 500 Internal Server Error. Reintenta; si sigue así, mira su registro.
        Prometheus did not accept the request
          /prometheus/ answered 418 short and stout. Check its url in config.json and its log.
          Prometheus no ha aceptado la petición
          /prometheus/ ha respondido 418 short and stout. Revisa su url en config.json y su registro.
        Prometheus sent something that is no answer
          /prometheus/ sent “<title>Sign in”. It may be a login page: log in again, or check its url in config.json.
          Prometheus ha enviado algo que no es una respuesta
          /prometheus/ ha enviado «<title>Sign in». Puede ser una página de acceso: inicia sesión de nuevo o revisa su url en config.json.
        Prometheus sent something that is no answer
          /prometheus/ sent “Sign in”. It may be a login page: log in again, or check its url in config.json.
          Prometheus ha enviado algo que no es una respuesta
          /prometheus/ ha enviado «Sign in». Puede ser una página de acceso: inicia sesión de nuevo o revisa su url en config.json.
        The answer of Prometheus broke off
          It ends after 7 bytes. Retry; if it breaks off again, check the limits of the proxy at /prometheus/.
          La respuesta de Prometheus se ha cortado
          Termina tras 7 bytes. Reintenta; si se corta otra vez, revisa los límites del proxy en /prometheus/.
        Prometheus refused the query
          Query A, character 41: unknown function with name "irates".
          Prometheus ha rechazado la consulta
          Consulta A, carácter 41: unknown function with name "irates".
        Prometheus refused the query
          Query A, line 2, character 3: unexpected end of input.
          Prometheus ha rechazado la consulta
          Consulta A, línea 2, carácter 3: unexpected end of input.
        Prometheus refused the query
          Query A: no expression found in input.
          Prometheus ha rechazado la consulta
          Consulta A: no expression found in input.
        Prometheus refused the query
          Query A: no match[] parameter provided.
          Prometheus ha rechazado la consulta
          Consulta A: no match[] parameter provided.
        Prometheus refused the query
          Query A asks for more points than the source gives. Choose a shorter range or a longer step.
          Prometheus ha rechazado la consulta
          Consulta A: pide más puntos de los que da la fuente. Elige un intervalo más corto o un paso más largo.
        Prometheus refused the query
          Query A asks for more points than the source gives. Choose a shorter range or a longer step.
          Prometheus ha rechazado la consulta
          Consulta A: pide más puntos de los que da la fuente. Elige un intervalo más corto o un paso más largo.
        Prometheus gave up on the query
          Query A: query timed out in expression evaluation. Choose a shorter range or a simpler query.
          Prometheus ha abandonado la consulta
          Consulta A: query timed out in expression evaluation. Elige un intervalo más corto o una consulta más sencilla.
        Prometheus could not answer
          Query A: query processing would load too many samples into memory in query execution. Copy query, in the menu of the panel, gives what was asked.
          Prometheus no ha podido responder
          Consulta A: query processing would load too many samples into memory in query execution. Copiar consulta, en el menú del panel, da lo que se preguntó.
        Prometheus sent an answer of another shape
          `data.result` is not a list. Check in config.json that its kind is right and that /prometheus/ leads to it.
          Prometheus ha enviado una respuesta con otra forma
          `data.result` no tiene la forma esperada (a list). Comprueba en config.json que su kind es correcto y que /prometheus/ lleva hasta allí.
        The demo has no recording of this
          Query A: the demo has recorded only the queries of its dashboards. Name a real source in config.json to ask anything.
          La demo no tiene grabado esto
          Consulta A: la demo solo ha grabado las consultas de sus tableros. Indica una fuente real en config.json para preguntar lo que quieras.
        There is no source Prometheus
          config.json has none of that id. Add it there, or choose another source.
          No hay ninguna fuente Prometheus
          config.json no tiene ninguna con ese id. Añádela allí o elige otra fuente.
        Prometheus did not answer
          No answer came from https://metrics.example.com/: it is down, its name is wrong, or it does not allow this page to ask (CORS). Check it, or let this page's web server forward to it.
    "#]].assert_eq(&seen);
}

#[test]
fn moments_are_told_as_shortly_as_they_can_be() {
    let madrid = zone("Europe/Madrid");
    let now = instant("2026-11-20T09:42:30Z");
    let told = |at: &str| {
        let at = instant(at);
        LANGUAGES
            .map(|language| {
                let words = language.words();
                format!(
                    "{} | {}",
                    words.moment(at, now, &madrid),
                    words.exact(at, &madrid)
                )
            })
            .join("\n")
    };
    expect![[r#"
        09:42 | Fri 20 Nov 2026, 09:42:00
        09:42 | vie 20 nov 2026, 09:42:00"#]]
    .assert_eq(&told("2026-11-20T08:42:00Z"));
    expect![[r#"
        19 Nov 23:59 | Thu 19 Nov 2026, 23:59:59
        19 nov 23:59 | jue 19 nov 2026, 23:59:59"#]]
    .assert_eq(&told("2026-11-19T22:59:59Z"));
    expect![[r#"
        1 Feb 2025 01:00 | Sat 1 Feb 2025, 01:00:00
        1 feb 2025 01:00 | sáb 1 feb 2025, 01:00:00"#]]
    .assert_eq(&told("2025-02-01T00:00:00Z"));
}

#[test]
fn a_span_has_a_name_or_its_ends() {
    let madrid = zone("Europe/Madrid");
    let now = instant("2026-11-20T09:42:30Z");
    let words = Language::English.words();
    let told = |from: &str, to: &str| words.span(&TimeSpan::new(from, to), now, &madrid);
    expect!["Last 6 hours"].assert_eq(&told("now-6h", "now"));
    expect!["bogus to now"].assert_eq(&told("bogus", "now"));
    expect!["09:30 to 10:42"].assert_eq(&told("2026-11-20 09:30:00", "now"));
    expect!["18 Nov 09:30 to 19 Nov 10:00"]
        .assert_eq(&told("2026-11-18 09:30:00", "2026-11-19 10:00:00"));
}

const LANGUAGES: [Language; 2] = [Language::English, Language::Spanish];
