//! The page of log lines in English.

use crate::data::level::Level;
use crate::query::logql::lint::Wrong;
use crate::words::logs::Logs;
use crate::words::number::english;
use crate::words::number::plural;

/// All of it.
pub(super) const TEXTS: Logs = Logs {
    title: "Logs",
    level: |level| match level {
        Some(Level::Critical) => "fatal",
        Some(Level::Error) => "error",
        Some(Level::Warning) => "warn",
        Some(Level::Info) => "info",
        Some(Level::Debug) => "debug",
        Some(Level::Trace) => "trace",
        Some(Level::Unknown) | None => "no level",
    },
    number: english,
    levels: "Levels",
    tabs: "What is shown",
    lines: "Lines",
    patterns: "Patterns",
    errors: "Errors",
    audit: "Audit",
    query: "LogQL query",
    query_form: "Log query",
    run: "Run",
    offers: "What may come next",
    format: "Format",
    format_detail: "Write the query as Loki would",
    history: "Queries asked before",
    no_history: "No query was asked in this browser yet.",
    forget: "Forget them",
    filters: "Filters",
    clear: "Clear all",
    remove: |filter| format!("Remove {filter}"),
    text_filter: "Lines with this text",
    not_filters: "This query is no list of filters. It is asked as it is written.",
    wrong: |wrong| match wrong {
        Wrong::NotLines => {
            "A query for lines begins with a selector, such as {service=\"backend\"}.".to_owned()
        }
        Wrong::Selector => {
            "The selector does not go on so: label, =, text in quotes, then a comma or }."
                .to_owned()
        }
        Wrong::Quotes => {
            "A quote is missing, or a backslash stands before a letter that means nothing."
                .to_owned()
        }
        Wrong::Stage => {
            "Behind the selector comes |= or |~ with a text, or | with a stage.".to_owned()
        }
        Wrong::ChoosesNothing => {
            "Loki wants at least one label that is not empty. Use .+ in place of .*".to_owned()
        }
        Wrong::UnknownLabel(label) => format!("No stream has the label {label}."),
        Wrong::PlainPattern(label) => {
            format!("{label} is compared with a pattern that has nothing special: = is quicker.")
        }
        Wrong::Unread(name) => {
            format!("Nothing before {name} reads fields. Put | json or | logfmt before it.")
        }
    },
    volume: "Volume",
    per: |length| format!("lines per {length}"),
    volume_failed: "The volume could not be counted.",
    no_source: "No source has log lines",
    no_source_detail: "Add a source of kind loki to config.json.",
    source: "Source",
    loaded: |total, loaded, newest| match total {
        Some(total) if total > loaded => format!(
            "{} {} match, {}{} loaded",
            english(total),
            plural(total, "line", "lines"),
            if newest { "newest " } else { "" },
            english(loaded)
        ),
        _ => format!(
            "{} {} loaded",
            english(loaded),
            plural(loaded, "line", "lines")
        ),
    },
    found: |found, loaded| format!("{} of {} loaded lines", english(found), english(loaded)),
    reads: |bytes, streams| {
        format!(
            "Reads about {bytes} of {} {}",
            english(streams),
            plural(streams, "stream", "streams")
        )
    },
    costly: |bytes| format!("This query would read about {bytes}"),
    costly_detail: "Choose a shorter range or more labels, or run it all the same.",
    run_anyway: "Run all the same",
    find: "Find in what is loaded",
    wrap: "Wrap long lines",
    newest_first: "Newest first",
    oldest_first: "Oldest first",
    fold: |way| match way {
        0 => "Show repeats",
        1 => "Fold equal lines",
        2 => "Fold but for numbers",
        _ => "Fold by signature",
    },
    view: "How lines look",
    pretty: "JSON in several lines",
    colours: "Colours of terminals",
    nanos: "Nanoseconds",
    download: "Download what is shown",
    as_text: "Text",
    as_json: "JSON lines",
    as_csv: "CSV",
    live: "Live",
    live_no_demo: "The demo has recorded lines only: nothing new is written.",
    pause: "Pause",
    go_on: "Go on",
    following: "Following",
    paused: |waiting| match waiting {
        0 => "Paused".to_owned(),
        _ => format!("Paused, {} new", english(waiting)),
    },
    connecting: "Connecting",
    reconnecting: |seconds| format!("The connection broke. It is tried again in {seconds} s."),
    refused: "No live connection came about. The proxy has to forward WebSockets, and Loki follows ten at a time. It is tried again.",
    closed: |reason| format!("Loki ended the live connection: {reason}"),
    dropped: |lines| {
        format!(
            "Loki left out {} {}: too many came at once.",
            english(lines),
            plural(lines, "line", "lines")
        )
    },
    missed: "Lines came while the page was paused, more than it keeps: the oldest of them are left out.",
    open: |time| format!("Open the line of {time}"),
    close: |time| format!("Close the line of {time}"),
    keep: |name, value| format!("Keep only {name} = {value}"),
    leave_out: |name, value| format!("Leave out {name} = {value}"),
    column: |name| format!("Show {name} as a column"),
    no_column: |name| format!("Take the column {name} away"),
    context: "Context",
    context_of: |stream| format!("Before and after it in {stream}"),
    more_before: "More before",
    more_after: "More after",
    trace: "Trace",
    copy: "Copy",
    link: "Link to this line",
    whole: |bytes| format!("Show all {bytes}"),
    clipped: |bytes| format!("{bytes} more"),
    fields: "Fields",
    fields_of: |lines| format!("of {} {}", english(lines), plural(lines, "line", "lines")),
    find_field: "Find a field",
    line_fields: "Fields of this line",
    group: |group| match group {
        0 => "Labels of the stream",
        1 => "Structured metadata",
        _ => "Fields in the line",
    },
    statistics: |field| format!("Statistics of {field}"),
    tallied: |lines, of, (different, more)| {
        format!(
            "In {} of {} loaded {}, {}{} {}",
            english(lines),
            english(of),
            plural(of, "line", "lines"),
            if more { "more than " } else { "" },
            english(different),
            plural(different, "value", "values")
        )
    },
    numbers: |least, mean, most| format!("Least {least}, mean {mean}, most {most}"),
    keep_only: "Keep only",
    lines_with: |lines| plural(lines, "line", "lines").to_owned(),
    more_values: |values| format!("{} more", english(values)),
    loading: "Loading older lines",
    end: "That is all in this range.",
    crowded: |time| {
        format!(
            "At {time} more lines share one nanosecond than Loki gives at once. Some of them are not here; add a filter to see them."
        )
    },
    not_lines: "This is no query for lines",
    none: "No lines",
    none_detail: "Nothing in this range fits the query. Choose a longer range or take a filter away.",
    none_found: |text| {
        format!("No loaded line has “{text}”. Only what is loaded was looked through.")
    },
    retry: "Retry",
    line_gone: "The linked line is not there. Loki may have deleted it, or the query leaves it out.",
    count: "Count",
    trend: "Trend",
    first: "First seen",
    last: "Last seen",
    services: "Services",
    what: "What happened",
    counted_here: |lines, all| {
        let lines_text = format!(
            "{} loaded {}",
            english(lines),
            plural(lines, "line", "lines")
        );
        match all {
            true => format!("Counted here over {lines_text}: all in this range."),
            false => format!("Counted here over the newest {lines_text}. There are older ones."),
        }
    },
    load_more: "Load older lines",
    show_lines: "Show its lines",
    no_errors: "No error in this range",
    from_server: "Counted by Loki.",
    audit_types: "Events",
    rotations: "Key rotations",
    rotated: |service, age| format!("{service}: {age} ago"),
    no_rotation: "No key was rotated in what is loaded.",
};
