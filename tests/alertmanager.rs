//! A real Alertmanager: our own bytes make, change and end silences, our own decoder reads them back, and what the
//! preview says of random alerts is what the server then marks as silenced.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use atalaya::alert::matcher;
use atalaya::alert::silence::preview;
use atalaya::data::alert::Alert;
use atalaya::data::alert::Silence;
use atalaya::data::alert::SilenceState;
use atalaya::data::labels::Labels;
use atalaya::source::Failure;
use atalaya::source::Reply;
use atalaya::source::alertmanager;
use atalaya::source::alertmanager::Ask;
use atalaya::source::alertmanager::Draft;
use atalaya::source::alertmanager::Found;
use atalaya::time::Instant;
use std::fs;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::SystemTime;

/// How long the server may take to listen, and to notice new alerts and silences.
const PATIENCE: Duration = Duration::from_secs(15);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

struct Server {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

const CONFIG: &str = "route:\n  receiver: nobody\n  group_wait: 1s\nreceivers:\n- name: nobody\n";

impl Server {
    fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let folder =
            std::env::temp_dir().join(format!("atalaya-alertmanager-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("alertmanager.yml"), CONFIG).unwrap();
        // The unpacked package of Debian looks for its templates where it is started; nobody is notified by them.
        for template in ["default.tmpl", "email.tmpl"] {
            fs::write(folder.join(template), "").unwrap();
        }
        let child = ["prometheus-alertmanager", "alertmanager"]
            .iter()
            .find_map(|name| {
                Command::new(name)
                    .arg(format!(
                        "--config.file={}",
                        folder.join("alertmanager.yml").display()
                    ))
                    .arg(format!("--storage.path={}", folder.join("data").display()))
                    .arg(format!("--web.listen-address=127.0.0.1:{port}"))
                    .args(["--cluster.listen-address=", "--log.level=error"])
                    .current_dir(&folder)
                    .stdout(Stdio::null())
                    .spawn()
                    .ok()
            });
        let server = Self {
            child: child
                .expect("alertmanager or prometheus-alertmanager on PATH (scripts/setup servers)"),
            folder,
            port,
        };
        server.until(|| matches!(server.ask(&Ask::Status), Ok(Found::Status(_))).then_some(()));
        server
    }

    fn until<T>(&self, mut look: impl FnMut() -> Option<T>) -> T {
        let start = std::time::Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "the server did not come so far");
            std::thread::sleep(PAUSE);
        }
    }

    fn ask(&self, ask: &Ask) -> Result<Found, Failure> {
        let request = alertmanager::request(ask);
        let body = request.json.unwrap_or_default();
        let reply = self.send(request.method, &request.path, &body);
        alertmanager::decode(ask, &reply.ok_or(Failure::Unreachable)?)
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Option<Reply> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let length = body.len();
        // Version 1.0 ends a body by closing, never in chunks.
        let text = format!(
            "{method} /{path} HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(text.as_bytes()).ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).ok()?;
        Some(Reply {
            status: head.split(' ').nth(1)?.parse().ok()?,
            content_type: "application/json".to_owned(),
            body: bytes[end + 4..].to_vec(),
        })
    }

    fn silence(&self, id: &str) -> Silence {
        match self.ask(&Ask::Silence(id.to_owned())) {
            Ok(Found::Silences(mut all)) => all.pop().unwrap(),
            other => panic!("{other:?}"),
        }
    }

    fn put(&self, draft: Draft) -> String {
        match self.ask(&Ask::Put(draft)) {
            Ok(Found::Put(id)) => id,
            other => panic!("{other:?}"),
        }
    }

    fn alerts(&self) -> Vec<Alert> {
        match self.ask(&Ask::Alerts) {
            Ok(Found::Alerts(alerts)) => alerts,
            other => panic!("{other:?}"),
        }
    }
}

fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    Instant(i64::try_from(since.as_millis()).unwrap())
}

fn draft(matchers: &str) -> Draft {
    Draft {
        id: None,
        matchers: matcher::read(matchers).unwrap(),
        starts_at: now(),
        ends_at: Instant(now().0 + 3_600_000),
        created_by: "ana".to_owned(),
        comment: "known <b>\"since\"</b>\nMonday ñ".to_owned(),
    }
}

/// Values that are awkward in matchers.
const VALUES: [&str; 8] = ["", "a", "ab", "a|b", "q\"u\\o", "é 世", "2{3}", "line\nend"];

const MATCHERS: [&str; 12] = [
    "x=a",
    "x!=a,y=~.+",
    "x=~a.*",
    "x=~\"a|b\"",
    "x!~\"a.*\",alertname=~.+",
    "x=\"\",y=ab",
    "y=\"q\\\"u\\\\o\"",
    "y=~\".*\\\\\\\\.*\"",
    "x=\"é 世\"",
    "x=~\"line.end\"",
    "x=~\"(?s)line.end\"",
    "alertname!=\"\"",
];

#[test]
fn what_a_real_server_does_with_our_bytes() {
    let server = Server::start();
    let mut posted = Vec::new();
    for x in VALUES {
        for y in VALUES {
            let labels = serde_json::json!({"alertname": "A", "x": x, "y": y});
            posted.push(serde_json::json!({"labels": labels}));
        }
    }
    let count = posted.len();
    let body = serde_json::Value::Array(posted).to_string();
    assert_eq!(
        server.send("POST", "api/v2/alerts", &body).unwrap().status,
        200
    );
    server.until(|| (server.alerts().len() == count).then_some(()));

    for text in MATCHERS {
        let id = server.put(draft(text));
        let alerts = server.alerts();
        let labels: Vec<&Labels> = alerts.iter().map(|alert| alert.labels.as_ref()).collect();
        let said = preview(&matcher::read(text).unwrap(), &labels).unwrap();
        let expected: Vec<&Labels> = said.hits.iter().map(|at| labels[*at]).collect();
        // The server marks an alert when it next looks at it, so it is asked again until it says the same.
        let mut last = Vec::new();
        let start = std::time::Instant::now();
        while start.elapsed() < PATIENCE {
            let marked = server
                .alerts()
                .into_iter()
                .filter(|alert| alert.silenced_by.contains(&id));
            last = marked.map(|alert| alert.labels).collect();
            last.sort();
            let mut sorted: Vec<Labels> = expected.iter().map(|labels| (*labels).clone()).collect();
            sorted.sort();
            if last.iter().map(AsRef::as_ref).eq(sorted.iter()) {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        assert_eq!(last.len(), expected.len(), "{text}: {last:?}");
        assert!(
            last.iter().all(|one| expected.contains(&one.as_ref())),
            "{text}: {last:?}"
        );
        assert_eq!(said.all, text.starts_with("alertname"), "{text}");
        assert!(matches!(server.ask(&Ask::Expire(id)), Ok(Found::Expired)));
    }

    let made = draft("x=a, \"y\"!~\"b.*\"");
    let id = server.put(made.clone());
    let read = server.silence(&id);
    assert_eq!(
        (&read.matchers, &read.comment),
        (&made.matchers, &made.comment)
    );
    assert_eq!(
        (read.ends_at, read.state),
        (Some(made.ends_at), SilenceState::Active)
    );

    let mut other = Draft::of(&read, now());
    other.matchers = matcher::read("x=ab").unwrap();
    let changed = server.put(other);
    assert_ne!(changed, id, "other matchers are another silence");
    assert_eq!(server.silence(&id).state, SilenceState::Expired);

    server.put(Draft::ending(&server.silence(&changed), now()));
    server.until(|| (server.silence(&changed).state == SilenceState::Expired).then_some(()));

    let refused = server.ask(&Ask::Put(draft("x=~.*")));
    assert!(
        matches!(refused, Err(Failure::Refused { code: 400, .. })),
        "{refused:?}"
    );
}
