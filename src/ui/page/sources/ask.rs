//! What is asked of each source: small questions that show what it is and what this browser may do there.

use crate::browser::clock;
use crate::browser::location;
use crate::config::Kind;
use crate::config::Source;
use crate::live::check;
use crate::source::Ask;
use crate::source::Failure;
use crate::source::Found;
use crate::source::about;
use crate::source::obstacle;
use crate::source::obstacle::Right;
use crate::source::obstacle::Tried;
use crate::source::prometheus;
use crate::time::Millis;
use crate::ui::hook::held::RwSignal;
use crate::ui::page::sources::About;
use crate::ui::page::sources::Known;

/// How far back the newest line and the volume of a Loki are looked for.
const DAY: i64 = 86_400_000;

/// Asks a source for all of it. A person who tests it also wants to know whether alerts may be silenced: the answer to
/// that is a refusal, which nobody wants in a log at each refresh.
pub(super) fn ask(known: &Known, by_hand: bool) {
    let Known { source, about } = known.clone();
    let Some(path) = version_path(source.kind) else {
        return;
    };
    leptos::task::spawn_local(async move {
        let (reply, took) = check::of_source(&source, path).await;
        let version = reply.and_then(|reply| about::version(&reply));
        if let Err(failure) = &version {
            find_out(&source, path, failure, about).await;
            return;
        }
        about.try_update(|about| {
            about.took = Some(took);
            about.version = Some(version);
            about.obstacle = None;
        });
        match source.kind {
            Kind::Prometheus => of_prometheus(&source, about).await,
            Kind::Loki => of_loki(&source, about).await,
            Kind::Alertmanager | Kind::Jaeger | Kind::Tempo | Kind::Demo => {}
        }
        for (right, path) in trials(source.kind) {
            let (reply, _) = check::of_source(&source, path).await;
            give(about, *right, obstacle::has(&reply));
        }
        if source.kind == Kind::Alertmanager && by_hand {
            let may = obstacle::may_silence(&check::try_silence(&source).await);
            if let Some(may) = may {
                give(about, Right::Silence, may);
            }
        }
    });
}

/// What stands between this page and a source that failed.
async fn find_out(source: &Source, path: &str, failure: &Failure, about: RwSignal<About>) {
    let hidden = matches!(failure, Failure::Unreachable | Failure::TimedOut(_));
    let reached = if hidden && source.url.contains("://") {
        check::reach(source, path).await
    } else {
        Default::default()
    };
    let found = obstacle::obstacle(&Tried {
        origin: &location::origin(),
        address: &source.url,
        failure,
        forbidden: reached.forbidden,
        reached: reached.answers,
    });
    let failure = failure.clone();
    about.try_update(|about| {
        *about = About {
            version: Some(Err(failure)),
            obstacle: Some(found),
            ..About::default()
        };
    });
}

fn version_path(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Prometheus => "api/v1/status/buildinfo",
        Kind::Loki => "loki/api/v1/status/buildinfo",
        Kind::Alertmanager => "api/v2/status",
        Kind::Jaeger => "api/services",
        Kind::Tempo => "api/echo",
        Kind::Demo => return None,
    })
}

/// Small questions that show whether this browser has a right: each right of a kind of source with its path.
fn trials(kind: Kind) -> &'static [(Right, &'static str)] {
    match kind {
        Kind::Prometheus => &[
            (Right::Read, "api/v1/query?query=1"),
            (Right::Labels, "api/v1/labels?limit=1&match[]=up"),
            (Right::Rules, "api/v1/rules?type=alert&rule_name[]=none"),
            (Right::Targets, "api/v1/targets?scrapePool=none"),
        ],
        Kind::Loki => &[(Right::Rules, "prometheus/api/v1/rules")],
        Kind::Alertmanager => &[(Right::Read, "api/v2/alerts?filter=alertname%3D%22%22")],
        Kind::Jaeger => &[(Right::Read, "api/services")],
        Kind::Tempo => &[(Right::Read, "api/search/tags")],
        Kind::Demo => &[],
    }
}

fn give(about: RwSignal<About>, right: Right, has: bool) {
    about.try_update(|about| {
        about.rights.retain(|(other, _)| *other != right);
        about.rights.push((right, has));
    });
}

async fn of_prometheus(source: &Source, about: RwSignal<About>) {
    let time = value(source, "time()").await;
    about.try_update(|about| {
        about.ahead = time.map(|(value, half)| Millis(value.0 - clock::now().0 + half.0));
    });
    let newest = value(source, "max(timestamp(up))").await;
    about.try_update(|about| {
        about.newest = newest.map(|(value, _)| Millis(clock::now().0 - value.0));
    });
    let (reply, _) = check::of_source(source, "api/v1/status/tsdb").await;
    let holds = reply.ok().and_then(|reply| about::cardinality(&reply));
    about.try_update(|about| about.holds = holds);
}

/// Seconds that a Prometheus says as milliseconds, and half the time its answer took. Asked without an instant, so that
/// its own clock decides.
async fn value(source: &Source, expr: &str) -> Option<(Millis, Millis)> {
    let path = format!("api/v1/query?query={expr}");
    let (reply, took) = check::of_source(source, &path).await;
    let ask = Ask::Instant {
        expr: expr.to_owned(),
        at: clock::now(),
    };
    let answer = prometheus::decode(&ask, &reply.ok()?).ok()?;
    let Found::Vector(samples) = answer.found else {
        return None;
    };
    let seconds = samples.first()?.value;
    // Casts of floats saturate.
    #[allow(clippy::cast_possible_truncation)]
    let millis = (seconds * 1_000.0) as i64;
    seconds
        .is_finite()
        .then_some((Millis(millis), Millis(took.0 / 2)))
}

async fn of_loki(source: &Source, about: RwSignal<About>) {
    let now = clock::now().0;
    let window = format!("start={}000000&end={now}000000", now - DAY);
    let (reply, _) = check::of_source(source, &format!("loki/api/v1/labels?{window}")).await;
    give(about, Right::Labels, obstacle::has(&reply));
    let Some(label) = reply.ok().and_then(|reply| about::main_label(&reply)) else {
        return;
    };
    // `{label=~".+"}`
    let query = format!("query=%7B{label}%3D~%22.%2B%22%7D&{window}");
    let path = format!("loki/api/v1/query_range?{query}&limit=1&direction=backward");
    let (reply, _) = check::of_source(source, &path).await;
    give(about, Right::Read, obstacle::has(&reply));
    let newest = reply.ok().and_then(|reply| about::newest_line(&reply));
    about.try_update(|about| {
        about.newest = newest.map(|newest| Millis(clock::now().0 - newest.0));
    });
    let path = format!("loki/api/v1/index/volume?{query}&targetLabels={label}&limit=10");
    let (reply, _) = check::of_source(source, &path).await;
    give(about, Right::Volume, obstacle::has(&reply));
    let volume = reply.map(|reply| about::volume(&reply, &label));
    let volume = volume.unwrap_or_default();
    about.try_update(|about| about.volume = (!volume.is_empty()).then_some((label, volume)));
}
