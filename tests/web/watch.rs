//! A Prometheus and a cluster of two Alertmanagers of a test's own, with rules that fire, wait, are inhibited and fail. The
//! test's web server passes the page's requests on to them.

use crate::leash;
use crate::ports;
use crate::server::Answer;
use crate::server::Script;
use crate::server::Server;
use crate::site;
use serde_json::Value;
use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

/// Says its number and ends with the tests, if it was not ended before.
const SCRIPT: &str =
    r#"cd "$1"; shift; "$@" >log 2>&1 & echo $!; read _; kill -KILL $! 2>/dev/null"#;

/// How long they may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(50);

const RULES: &str = r#"
groups:
  - name: watch
    interval: 1s
    rules:
      - alert: Burning
        expr: vector(7) > 5
        labels: {severity: critical, team: web, place: cellar}
        annotations: {summary: "It burns at {{ $value }}"}
      - alert: Smoke
        expr: vector(1) > 0
        labels: {severity: warning, team: web, place: cellar}
        annotations: {summary: "Where it burns there is smoke"}
      - alert: Waits
        expr: vector(3) > 2
        for: 1h
        labels: {severity: warning, team: data}
      - alert: Broken
        expr: vector(1) * on() (label_replace(vector(1), "a", "1", "", "") or label_replace(vector(1), "a", "2", "", ""))
      - record: watch:one
        expr: vector(1)
"#;

const ROUTES: &str = r#"
route: {receiver: desk, group_by: [team], group_wait: 1s}
receivers: [{name: desk}]
inhibit_rules:
  - source_matchers: [severity="critical"]
    target_matchers: [severity="warning"]
    equal: [place]
"#;

/// Which Alertmanagers the page knows of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// The first.
    One,
    /// Both.
    Both,
}

/// The servers; they end with it.
pub(crate) struct Watch {
    folder: PathBuf,
    prometheus: Process,
    /// The members of the cluster.
    pub(crate) alertmanagers: Vec<Process>,
}

/// A running server.
pub(crate) struct Process {
    pid: u32,
    port: u16,
    command: Vec<String>,
    place: PathBuf,
}

impl Watch {
    /// Starts them and waits until they listen.
    pub(crate) fn start() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "watch-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let folder = site::target().join(name);
        let (first, second) = (ports::ten(), ports::ten());
        let alertmanagers = vec![
            alertmanager(&folder.join("one"), first, None),
            alertmanager(&folder.join("two"), second, Some(first)),
        ];
        let prometheus = prometheus(&folder.join("prometheus"), &alertmanagers);
        let watch = Self {
            folder,
            prometheus,
            alertmanagers,
        };
        for process in watch.alertmanagers.iter().chain([&watch.prometheus]) {
            process.listens();
        }
        watch
    }

    /// The page over them. To be called in a visit.
    pub(crate) async fn page(&self, known: Known) -> Server {
        let mut script = Script::two_panels();
        let mut sources = vec![
            serde_json::json!({"id": "p", "name": "Prometheus", "kind": "prometheus", "url": "prometheus/"}),
            serde_json::json!({"id": "1", "name": "One", "kind": "alertmanager", "url": "one/", "timeout": "5s"}),
        ];
        if known == Known::Both {
            sources.push(serde_json::json!({"id": "2", "name": "Two", "kind": "alertmanager", "url": "two/", "timeout": "5s"}));
        }
        let config = serde_json::json!({ "sources": sources }).to_string();
        script.files.insert("/config.json", Answer::json(&config));
        script.servers.insert("/prometheus/", self.prometheus.port);
        let ports = self.alertmanagers.iter().map(|one| one.port);
        script
            .servers
            .extend(["/one/", "/two/"].into_iter().zip(ports));
        Server::start(script).await
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for process in self.alertmanagers.iter().chain([&self.prometheus]) {
            process.signal("KILL");
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Process {
    fn start(place: PathBuf, port: u16, command: Vec<String>) -> Self {
        let place_text = place.to_str().expect("a path of plain letters");
        let mut arguments = vec![place_text];
        arguments.extend(command.iter().map(String::as_str));
        let mut line = String::new();
        BufReader::new(leash::run(SCRIPT, &arguments))
            .read_line(&mut line)
            .expect("a number");
        Self {
            pid: line.trim().parse().expect("a number"),
            port,
            command,
            place,
        }
    }

    /// Sends it a signal: `STOP`, `CONT`, `KILL`.
    pub(crate) fn signal(&self, name: &str) {
        let mut kill = Command::new("kill");
        let _ = kill
            .args([&format!("-{name}"), &self.pid.to_string()])
            .status();
    }

    /// Starts it again as it was, after it was killed.
    pub(crate) fn again(&mut self) {
        *self = Self::start(self.place.clone(), self.port, self.command.clone());
        self.listens();
    }

    fn listens(&self) {
        let start = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let log = || fs::read_to_string(self.place.join("log")).unwrap_or_default();
            assert!(start.elapsed() < PATIENCE, "{:?}: {}", self.command, log());
            std::thread::sleep(PAUSE);
        }
    }

    /// What amtool says to this.
    pub(crate) fn amtool(&self, arguments: &[&str]) -> String {
        let url = format!("--alertmanager.url=http://127.0.0.1:{}", self.port);
        site::run(Command::new("amtool").arg(url).args(arguments))
    }

    /// Silences that hold or will.
    pub(crate) fn silences(&self) -> Vec<Value> {
        let all: Value =
            serde_json::from_str(&self.amtool(&["silence", "query", "-o", "json"])).unwrap();
        all.as_array().cloned().unwrap_or_default()
    }

    /// Waits until there are so many.
    pub(crate) fn has_silences(&self, count: usize) {
        let start = Instant::now();
        loop {
            let found = self.silences();
            if found.len() == count {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "{found:?}");
            std::thread::sleep(PAUSE);
        }
    }
}

fn alertmanager(place: &Path, port: u16, peer: Option<u16>) -> Process {
    fs::create_dir_all(place).unwrap();
    fs::write(place.join("alertmanager.yml"), ROUTES).unwrap();
    // The unpacked package of Debian looks for its templates where it is started; nobody is notified by them.
    for template in ["default.tmpl", "email.tmpl"] {
        fs::write(place.join(template), "").unwrap();
    }
    let gossip = match peer {
        // The port of the first one's gossip is the one behind it.
        Some(first) => format!("--cluster.peer=127.0.0.1:{}", first + 1),
        None => "--cluster.settle-timeout=1s".to_owned(),
    };
    let name = program(&["prometheus-alertmanager", "alertmanager"]);
    let command = [
        &name,
        "--config.file=alertmanager.yml",
        "--storage.path=data",
        &format!("--web.listen-address=127.0.0.1:{port}"),
        &format!("--cluster.listen-address=127.0.0.1:{}", port + 1),
        "--cluster.advertise-address",
        &format!("127.0.0.1:{}", port + 1),
        "--cluster.reconnect-interval=1s",
        &gossip,
        "--log.level=warn",
    ];
    Process::start(place.to_owned(), port, command.map(str::to_owned).to_vec())
}

fn prometheus(place: &Path, alertmanagers: &[Process]) -> Process {
    let targets: Vec<String> = alertmanagers
        .iter()
        .map(|one| format!("127.0.0.1:{}", one.port))
        .collect();
    let config = serde_json::json!({
        "global": {"evaluation_interval": "1s", "external_labels": {"cluster": "eu"}},
        "rule_files": ["rules.yml"],
        "alerting": {"alertmanagers": [{"static_configs": [{"targets": targets}]}]},
    });
    fs::create_dir_all(place).unwrap();
    // JSON is YAML too.
    fs::write(place.join("prometheus.yml"), config.to_string()).unwrap();
    fs::write(place.join("rules.yml"), RULES).unwrap();
    let port = ports::ten();
    let command = [
        "prometheus",
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=data",
        // What fired before the Alertmanagers were found is told again soon.
        "--rules.alert.resend-delay=1s",
        &format!("--web.listen-address=127.0.0.1:{port}"),
        "--log.level=warn",
    ];
    Process::start(place.to_owned(), port, command.map(str::to_owned).to_vec())
}

/// The first of several names that is a program.
fn program(names: &[&str]) -> String {
    let runs = |name: &&&str| Command::new(name).arg("--version").output().is_ok();
    let found = names.iter().find(runs);
    found.expect("scripts/setup servers").to_string()
}
