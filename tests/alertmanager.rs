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
use atalaya::alert::pairs::Pairs;
use atalaya::alert::silence::Wrong;
use atalaya::alert::silence::check;
use atalaya::alert::silence::preview;
use atalaya::data::alert::Alert;
use atalaya::data::alert::Matcher;
use atalaya::data::alert::Op;
use atalaya::data::alert::Silence;
use atalaya::data::alert::SilenceState;
use atalaya::data::labels::Labels;
use atalaya::lean::turns::Turns;
use atalaya::source::Failure;
use atalaya::source::Reply;
use atalaya::source::alertmanager;
use atalaya::source::alertmanager::Ask;
use atalaya::source::alertmanager::Draft;
use atalaya::source::alertmanager::Found;
use atalaya::time::Instant;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::fs;
use std::future::Future;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::PathBuf;
use std::pin::pin;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::task::Context;
use std::task::Poll;
use std::task::Waker;
use std::time::Duration;
use std::time::SystemTime;

/// How long the server may take to listen, and to notice new alerts and silences.
const PATIENCE: Duration = Duration::from_secs(15);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// Nobody else wants a turn.
struct Alone;

impl Turns for Alone {
    async fn pass(&mut self) {}
}

fn at_once<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("nobody else wants a turn"),
    }
}

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
    fn start(name: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let folder = std::env::temp_dir().join(format!(
            "atalaya-alertmanager-{name}-{}",
            std::process::id()
        ));
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
        let reply = reply.ok_or(Failure::Unreachable)?;
        at_once(alertmanager::decode(ask, &reply, &mut Alone))
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

/// What people write where a value is wanted, each an expression in itself.
const PIECES: [&str; 22] = [
    "a", "b", "é", " ", ".", ".*", ".+", "a?", "b*", "[ab]", "[^a]+", "(a|b)", "(?:ab)+", "a{1,2}",
    "\\.", "\\|", "\\d", "\\w*", "\\s", "^", "$", "(?s).*",
];

/// Alerts and silences of each run.
const ALERTS: usize = 150;
const SILENCES: usize = 80;

fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(VALUES.to_vec()).prop_map(str::to_owned),
        "[ab.|\"\\\\é \n]{0,4}",
    ]
}

fn any_labels() -> impl Strategy<Value = Labels> {
    let pair = (prop::sample::select(vec!["x", "y", "z"]), any_value());
    prop::collection::vec(pair, 0..4).prop_map(|pairs| {
        let own = pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            // An alert's label without a value is a label that is not there.
            .filter(|(_, value)| !value.is_empty());
        Labels::from_pairs(own.chain([("alertname".to_owned(), "A".to_owned())]))
    })
}

fn any_regex() -> impl Strategy<Value = String> {
    let branch = prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..4);
    let branches = prop::collection::vec(branch.prop_map(|pieces| pieces.concat()), 1..3);
    branches.prop_map(|branches| branches.join("|"))
}

fn any_matcher() -> impl Strategy<Value = Matcher> {
    let names = vec!["x", "y", "z", "alertname", "missing"];
    let how = prop_oneof![
        (
            prop::sample::select(vec![Op::Equal, Op::NotEqual]),
            any_value().boxed()
        ),
        (
            prop::sample::select(vec![Op::Matches, Op::NotMatches]),
            any_regex().boxed()
        ),
    ];
    (prop::sample::select(names), how).prop_map(|(name, (op, value))| Matcher {
        name: name.to_owned(),
        op,
        value,
    })
}

fn random<T>(runner: &mut TestRunner, any: &impl Strategy<Value = T>) -> T {
    any.new_tree(runner).unwrap().current()
}

/// Alerts of random labels and silences of random matchers: the server marks what the preview names, and refuses what the
/// form refuses. A run has other ones than the last; a failure names the matchers and the labels.
#[test]
fn the_preview_names_what_the_server_then_silences() {
    let server = Server::start("preview");
    let mut runner = TestRunner::default();
    let any = any_labels();
    let mut labels: Vec<Labels> = (0..ALERTS).map(|_| random(&mut runner, &any)).collect();
    labels.sort();
    labels.dedup();
    let posted = labels.iter().map(|labels| {
        let labels: serde_json::Map<_, _> = labels
            .iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
        serde_json::json!({ "labels": labels })
    });
    let body = serde_json::Value::Array(posted.collect()).to_string();
    let status = server.send("POST", "api/v2/alerts", &body).unwrap().status;
    assert_eq!(status, 200, "{body}");
    server.until(|| (server.alerts().len() == labels.len()).then_some(()));
    let none = Labels::default();
    let said = labels.iter().map(|labels| (labels, &none));
    let held = at_once(Pairs::of(said, &mut Alone));

    let any = prop::collection::vec(any_matcher(), 1..4);
    let (mut made, mut refused) = (Vec::new(), 0);
    while made.len() < SILENCES {
        let matchers = random(&mut runner, &any);
        let text = matcher::written_all(&matchers);
        let draft = Draft {
            matchers: matchers.clone(),
            ..draft("a=b")
        };
        let wrong = check(
            &matchers,
            (draft.starts_at, draft.ends_at),
            (&draft.created_by, &draft.comment),
            now(),
        );
        match (server.ask(&Ask::Put(draft)), wrong.as_slice()) {
            (Ok(Found::Put(id)), []) => {
                made.push((id, text, preview(&matchers, &held).unwrap().hits));
            }
            (Err(Failure::Refused { code: 400, .. }), [Wrong::HitsEverything]) => refused += 1,
            other => panic!("{text}: {other:?}"),
        }
    }
    assert!(refused > 0, "none hit alerts without labels");

    let marked = server.alerts();
    let mut hits = 0;
    for (id, text, expected) in made {
        let mut found: Vec<usize> = marked
            .iter()
            .filter(|alert| alert.silenced_by.contains(&id))
            .map(|alert| labels.binary_search(&alert.labels).unwrap())
            .collect();
        found.sort_unstable();
        hits += found.len();
        let told = |places: &[usize]| -> Vec<String> {
            places.iter().map(|at| labels[*at].to_string()).collect()
        };
        assert_eq!(told(&found), told(&expected), "{text}");
    }
    assert!(hits > ALERTS, "{hits} hits are too few to tell");
}

#[test]
fn what_a_real_server_does_with_our_bytes() {
    let server = Server::start("bytes");
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
