//! Writes how everything stands for status pages that reach no Prometheus:
//! `snapshot http://127.0.0.1:9090 /usr/share/atalaya https://status.example.org/status`.
//!
//! Reads `config.json` and the notices of `status/` in the page's folder, asks Prometheus the questions that the page
//! asks, and writes `status.json`, `feed.json`, `feed.xml` and the list `index.json` into `status/`. Each file is put in
//! its place whole. What cannot be asked ends the program with its reason, and the files of the last time stay; a notice
//! that cannot be read is told and left out. It talks through `curl`, which knows certificates and logins (`~/.netrc`).
#![forbid(unsafe_code)]

use std::path::Path;
use std::process::Command;
use std::process::ExitCode;
use std::time::SystemTime;
use std::time::UNIX_EPOCH;

use atalaya::config::Config;
use atalaya::config::pages::Pages;
use atalaya::config::pages::Service;
use atalaya::data::series::Matrix;
use atalaya::data::series::RawSeries;
use atalaya::data::series::Sample;
use atalaya::health::ask;
use atalaya::health::beat;
use atalaya::health::check;
use atalaya::health::feed;
use atalaya::health::notice;
use atalaya::health::notice::Notice;
use atalaya::health::service;
use atalaya::health::service::Known;
use atalaya::health::service::Samples;
use atalaya::health::snapshot::Figure;
use atalaya::health::snapshot::Snapshot;
use atalaya::source::Ask;
use atalaya::source::Found;
use atalaya::source::Method;
use atalaya::source::Reply;
use atalaya::source::prometheus::decode;
use atalaya::source::prometheus::request;
use atalaya::time::Instant;
use atalaya::time::Millis;
use atalaya::time::Range;
use atalaya::time::zone::Zone;

/// Longer than this is a dead server.
const SECONDS: &str = "60";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [server, folder, link] = arguments.as_slice() else {
        eprintln!("snapshot PROMETHEUS FOLDER LINK");
        return ExitCode::FAILURE;
    };
    match write(server.trim_end_matches('/'), Path::new(folder), link) {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn write(server: &str, folder: &Path, link: &str) -> Result<String, String> {
    let text = std::fs::read_to_string(folder.join("config.json"))
        .map_err(|error| format!("config.json: {error}"))?;
    let (config, _) = Config::read(&text);
    let (pages, problems) = Pages::read(&config.text);
    for problem in problems {
        eprintln!(
            "config.json, line {}: {} is left out",
            problem.line, problem.at
        );
    }
    let status = folder.join("status");
    std::fs::create_dir_all(&status).map_err(|error| format!("{}: {error}", status.display()))?;
    let notices = notices(&status)?;
    let snapshot = snapshot(server, &config, &pages, &notices)?;
    let title = pages.title.or(config.name);
    let title = title.unwrap_or_else(|| "Status".to_owned());
    let entries = feed::entries(&notices);
    put(&status, "status.json", &snapshot.write())?;
    put(
        &status,
        "feed.json",
        &feed::json_feed(&title, link, &entries),
    )?;
    put(&status, "feed.xml", &feed::rss(&title, link, &entries))?;
    let mut names: Vec<&str> = notices.iter().map(|(name, _)| name.as_str()).collect();
    names.extend(["status.json", "feed.json", "feed.xml"]);
    put(&status, "index.json", &serde_json::json!(names).to_string())?;
    Ok(format!(
        "{} services, {} figures, {} notices in {}",
        snapshot.services.len(),
        snapshot.figures.len(),
        notices.len(),
        status.display()
    ))
}

/// Every notice that can be read, by its file.
fn notices(folder: &Path) -> Result<Vec<(String, Notice)>, String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let name = entry.map_err(wrong)?.file_name();
        names.extend(
            name.to_str()
                .filter(|name| name.ends_with(".md"))
                .map(str::to_owned),
        );
    }
    names.sort_by(|one, other| other.cmp(one));
    let mut notices = Vec::new();
    for name in names {
        let bytes = std::fs::read(folder.join(&name)).map_err(wrong)?;
        match notice::read(&String::from_utf8_lossy(&bytes), &Zone::utc()) {
            Ok(notice) => notices.push((name, notice)),
            Err(fault) => eprintln!(
                "{name}, line {}: {:?}; it is left out",
                fault.line, fault.why
            ),
        }
    }
    Ok(notices)
}

fn snapshot(
    server: &str,
    config: &Config,
    pages: &Pages,
    notices: &[(String, Notice)],
) -> Result<Snapshot, String> {
    let now = now();
    let notices: Vec<Notice> = notices.iter().map(|(_, notice)| notice.clone()).collect();
    let services: Vec<service::Service> = pages.services.iter().map(Service::standing).collect();
    let source = pages.source.as_deref().and_then(|id| config.source(id));
    let source = source.or(config.sources.first());
    let scrape = source.map_or(atalaya::config::SCRAPE_INTERVAL, |source| {
        source.scrape_interval
    });
    let checks = check::checks(&vector(server, &ask::now(now))?, now);
    let recent = raw(server, &ask::recent(now, scrape))?;
    let days = matrix(
        server,
        &ask::shares(beat::days(now, service::DAYS, &Zone::utc())),
    )?;
    let samples = samples(server, now, service::length())?;
    let mut windows: Vec<(Range, Samples)> = Vec::new();
    for window in service::windows(&services, &notices, now) {
        let length = Millis(window.to.0 - window.from.0);
        windows.push((window, self::samples(server, window.to, length)?));
    }
    let known = Known {
        now,
        checks: &checks,
        recent: Some(&recent),
        days: Some(&days),
        samples: &samples,
        windows: &windows,
    };
    let standings = services
        .iter()
        .map(|service| service::standing(service, &known, &notices, pages.rules));
    let mut figures = Vec::new();
    for tile in &pages.tiles {
        let expr = tile.expr.clone();
        let found = vector(server, &Ask::Instant { expr, at: now })?;
        figures.push(Figure {
            title: tile.title.clone(),
            value: found
                .first()
                .map(|one| one.value)
                .filter(|value| value.is_finite()),
            unit: tile.unit.clone(),
            decimals: tile.decimals,
        });
    }
    Ok(Snapshot {
        at: now,
        services: standings.collect(),
        figures,
    })
}

fn samples(server: &str, at: Instant, length: Millis) -> Result<Samples, String> {
    let [up, seen] = ask::tallies(at, length);
    Ok(Samples {
        up: vector(server, &up)?,
        seen: vector(server, &seen)?,
    })
}

fn vector(server: &str, ask: &Ask) -> Result<Vec<Sample>, String> {
    match found(server, ask)? {
        Found::Vector(samples) => Ok(samples),
        _ => Err(format!("{ask:?}: not a vector")),
    }
}

fn matrix(server: &str, ask: &Ask) -> Result<Matrix, String> {
    match found(server, ask)? {
        Found::Matrix(matrix) => Ok(matrix),
        _ => Err(format!("{ask:?}: not a matrix")),
    }
}

fn raw(server: &str, ask: &Ask) -> Result<Vec<RawSeries>, String> {
    match found(server, ask)? {
        Found::Raw(series) => Ok(series),
        _ => Err(format!("{ask:?}: no samples")),
    }
}

fn found(server: &str, ask: &Ask) -> Result<Found, String> {
    let request = request(ask);
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&request.form)
        .finish();
    let address = format!("{server}/{}", request.path);
    let mut curl = Command::new("curl");
    curl.args([
        "--silent",
        "--show-error",
        "--netrc-optional",
        "--max-time",
        SECONDS,
    ]);
    match request.method {
        Method::Get => curl.arg(format!("{address}?{form}")),
        Method::Post => curl.args(["--data", &form, &address]),
    };
    let done = curl.output().map_err(|error| format!("curl: {error}"))?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).trim().to_owned());
    }
    let reply = Reply {
        status: 200,
        content_type: "application/json".to_owned(),
        body: done.stdout,
    };
    let answer = decode(ask, &reply).map_err(|failure| format!("{address}: {failure:?}"))?;
    Ok(answer.found)
}

/// Whole or not at all: a page that reads meanwhile gets the old file or the new one.
fn put(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("{name}: {error}");
    let new = folder.join(format!(".{name}.new"));
    std::fs::write(&new, text).map_err(wrong)?;
    std::fs::rename(&new, folder.join(name)).map_err(wrong)?;
    // What was compressed beside it is of the last time.
    for ending in ["gz", "br"] {
        let _ = std::fs::remove_file(folder.join(format!("{name}.{ending}")));
    }
    Ok(())
}

fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
