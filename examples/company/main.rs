//! A pretend company, so that the page has something true to show on a machine where nothing runs.
//!
//! `company serve --listen 127.0.0.1:9200` answers `/metrics`, `/<job>/<instance>/metrics`, `/health`, `/ready`, `/live`
//! and `/health/components/<name>`; the word in a file `mood` beside it makes `/health` fail (`echo 500 >mood`).
//! `company history --from 1763700000 --to 1763721600 --step 15 [--instances app-1,db-1] [--checks]` prints the same metrics,
//! or those of checks alone, for times gone by, as OpenMetrics text for `promtool tsdb create-blocks-from openmetrics`.
//!
//! Every value is a pure function of the wall clock, counters included: what was printed as history and what is scraped
//! later are one curve, without a seam. It keeps no state and knows nothing of Prometheus or of the page.
#![forbid(unsafe_code)]

mod app;
mod business;
mod container;
mod delivery;
mod exposition;
mod fleet;
mod health;
mod kuma;
mod machine;
mod mesh;
mod mood;
mod rhythm;
mod secret;
mod server;
mod storage;
mod table;
#[cfg(test)]
mod tests;
mod web;

use std::io::BufWriter;
use std::io::Write;
use std::io::stdout;
use std::process::ExitCode;

use crate::exposition::Exposition;

const USAGE: &str = "usage:
  company serve   --listen ADDRESS:PORT
  company history --from UNIX --to UNIX --step SECONDS [--instances NAME,NAME] [--checks]";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let result = match words.first().map(String::as_str) {
        Some("serve") => serve(&words),
        Some("history") => history(&words),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn serve(words: &[String]) -> Result<(), String> {
    let listen = option(words, "--listen")?;
    server::serve(listen).map_err(|error| format!("company cannot serve on {listen}: {error}"))
}

/// Prints scrape after scrape, oldest first, in the order Prometheus would have seen them. `to` is left out.
fn history(words: &[String]) -> Result<(), String> {
    let from = seconds(words, "--from")?;
    let to = seconds(words, "--to")?;
    let step = seconds(words, "--step")?.max(1);
    let only: Option<Vec<&str>> = option(words, "--instances")
        .ok()
        .map(|names| names.split(',').collect());
    let wanted = |instance: &str| only.as_ref().is_none_or(|names| names.contains(&instance));
    let checks = words.iter().any(|word| word == "--checks");

    let mut out = BufWriter::new(stdout().lock());
    let mut at = from;
    while at < to {
        for target in fleet::TARGETS
            .iter()
            .filter(|target| wanted(target.instance) && (!checks || target.job.is_check()))
        {
            let mut exposition = Exposition::past(target.job.name(), target.instance, at);
            fleet::write(target, at as f64, &mut exposition);
            fleet::write_outside(target, at as f64, &mut exposition);
            write!(out, "{}", exposition.text())
                .map_err(|error| format!("history is cut short: {error}"))?;
        }
        for instance in fleet::PROBES.iter().filter(|instance| wanted(instance)) {
            let mut exposition = Exposition::past("blackbox", instance, at);
            fleet::write_probe(instance, at as f64, &mut exposition);
            write!(out, "{}", exposition.text())
                .map_err(|error| format!("history is cut short: {error}"))?;
        }
        at += step;
    }
    writeln!(out, "# EOF")
        .and_then(|()| out.flush())
        .map_err(|error| format!("history is cut short: {error}"))
}

fn option<'a>(words: &'a [String], name: &str) -> Result<&'a str, String> {
    let at = words.iter().position(|word| word == name);
    let value = at.and_then(|at| words.get(at + 1));
    value
        .map(String::as_str)
        .ok_or_else(|| format!("{name} is missing\n{USAGE}"))
}

fn seconds(words: &[String], name: &str) -> Result<i64, String> {
    let text = option(words, name)?;
    text.parse()
        .map_err(|_| format!("{name} wants whole seconds, not {text:?}\n{USAGE}"))
}
