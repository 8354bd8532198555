//! The page of log lines without its page: filters as LogQL, pages as one list, what is counted and saved.

mod address;
mod filters;
mod list;
mod text;

use atalaya::data::labels::Labels;
use atalaya::data::lines::Builder;
use atalaya::data::lines::Direction;
use atalaya::data::lines::Lines;
use atalaya::data::lines::Nanos;
use atalaya::data::lines::Origin;

/// Lines as Loki gives them: time, service, text.
fn lines(direction: Direction, rows: &[(i64, &str, &str)]) -> Lines {
    let mut builder = Builder::new(direction, 0);
    for (at, service, text) in rows {
        builder.stream();
        builder.labels(Labels::from_pairs([("service", *service)]));
        builder.arena().extend_from_slice(text.as_bytes());
        builder.line(Nanos(*at));
        builder
            .arena()
            .extend_from_slice(b"0af7651916cd43dd8448eb211c80319c");
        builder.pair(Origin::Metadata, "trace_id");
    }
    builder.finish().expect("text in UTF-8")
}
