//! What `config.json` says for the pages of health alone: services, thresholds, the status page. Read by these pages when
//! they are opened, from the text that [`Config`] keeps; nothing else needs it.
//!
//! [`Config`]: crate::config::Config

use crate::config::Config;
use crate::config::KEYS;
use crate::config::SERVICE_KEYS;
use crate::config::part::Fields;
use crate::config::part::Part;
use crate::config::part::Reader;
use crate::config::problem::Expected;
use crate::config::problem::Problem;
use crate::config::read::file_address;
use crate::config::read::needed;
use crate::config::read::unique;
use crate::config::written::length;
use crate::health::course::Rules;
use crate::health::service;
use crate::health::service::Truth;
use crate::lean::sort;
use crate::time::Millis;

/// Keys of `health`.
pub const HEALTH_KEYS: &[&str] = &["failures", "grace", "every", "timeout", "source"];

/// Keys of `status`.
pub const STATUS_KEYS: &[&str] = &["title", "logo", "colour", "tiles"];

/// Keys of a tile.
pub const TILE_KEYS: &[&str] = &["title", "expr", "unit", "decimals", "source"];

/// How often a service is asked from the browser, unless the file says otherwise.
pub const EVERY: Millis = Millis(30_000);

/// How long a service may take to answer, unless the file says otherwise.
pub const LIMIT: Millis = Millis(30_000);

/// More failures in a row than this are nobody's threshold.
const MOST_FAILURES: u32 = 1_000;

/// More digits than a number holds.
const MOST_DECIMALS: u32 = 15;

/// What the pages of health need to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// Services, ids unique.
    pub services: Vec<Service>,
    /// When a check changes its state.
    pub rules: Rules,
    /// How often services are asked from the browser.
    pub every: Millis,
    /// How long they may take to answer.
    pub limit: Millis,
    /// Id of the Prometheus that knows the probes; none is the first one.
    pub source: Option<String>,
    /// Title of the status page.
    pub title: Option<String>,
    /// Address of its logo.
    pub logo: Option<String>,
    /// Its accent, as `#rrggbb`.
    pub colour: Option<String>,
    /// Figures on it.
    pub tiles: Vec<Tile>,
}

/// A service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Unique.
    pub id: String,
    /// What visitors read; the id unless the file says otherwise.
    pub name: String,
    /// Under which heading it stands on the status page.
    pub group: Option<String>,
    /// Address of its health, ends as written.
    pub url: Option<String>,
    /// The label `instance` of its blackbox probe.
    pub probe: Option<String>,
    /// Its name in Uptime Kuma.
    pub monitor: Option<String>,
}

/// A figure of the status page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What it is.
    pub title: String,
    /// PromQL.
    pub expr: String,
    /// Grafana's id of its unit; empty for a plain number.
    pub unit: String,
    /// Digits after the decimal sign; none is up to the size of the value.
    pub decimals: Option<u8>,
    /// Whom to ask; none is the first Prometheus.
    pub source: Option<String>,
}

impl Default for Pages {
    fn default() -> Self {
        Self {
            services: Vec::new(),
            rules: Rules::default(),
            every: EVERY,
            limit: LIMIT,
            source: None,
            title: None,
            logo: None,
            colour: None,
            tiles: Vec::new(),
        }
    }
}

impl Service {
    /// For the status page: who asks for everybody knows more than who asks alone.
    #[must_use]
    pub fn standing(&self) -> service::Service {
        let truth = match (&self.probe, &self.monitor, &self.url) {
            (Some(probe), _, _) => Truth::Probe(probe.clone()),
            (None, Some(monitor), _) => Truth::Monitor(monitor.clone()),
            (None, None, Some(url)) => Truth::Direct(url.clone()),
            (None, None, None) => Truth::Nobody,
        };
        service::Service {
            id: self.id.clone(),
            name: self.name.clone(),
            group: self.group.clone(),
            truth,
        }
    }
}

/// What the demo's pages of health show: services that were recorded, and one that the page asks itself.
const DEMO: &str = r#"{
    "services": [
        { "id": "backend", "name": "Backend", "group": "Courses", "url": "demo/health.json", "probe": "company" },
        { "id": "player", "name": "Course player", "group": "Courses", "monitor": "Course player" },
        { "id": "search", "name": "Search", "group": "Courses", "monitor": "Search" },
        { "id": "shop", "name": "Shop", "group": "Shop", "monitor": "Shop" },
        { "id": "checkout", "name": "Checkout", "group": "Shop", "monitor": "Checkout" },
        { "id": "reports", "name": "Reports", "group": "Inside", "monitor": "Reports" }
    ],
    "status": {
        "title": "Acme status",
        "tiles": [
            { "title": "Requests", "expr": "sum(rate(http_requests_total[5m])) * 60", "unit": "reqpm", "decimals": 2 },
            { "title": "Largest paint, p75", "expr": "histogram_quantile(0.75, sum by (le) (rate(web_vitals_lcp_seconds_bucket[30m])))", "unit": "s", "decimals": 2 }
        ]
    }
}"#;

impl Pages {
    /// Of a page that has a configuration, or of the demo.
    #[must_use]
    pub fn of(config: &Config) -> (Self, Vec<Problem>) {
        // The text of a page without a file.
        if config.is_demo() && config.text == "{}" {
            (Self::demo(), Vec::new())
        } else {
            Self::read(&config.text)
        }
    }

    /// What the demo shows.
    #[must_use]
    pub fn demo() -> Self {
        Self::read(DEMO).0
    }

    /// Reads the text of the file. What is wrong elsewhere in it is told by [`crate::config::Config::read`].
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let mut reader = Reader::new(text);
        let whole = reader.whole();
        let fields = whole.and_then(|whole| reader.object(whole, KEYS));
        reader.problems.clear();
        let mut pages = Self::default();
        if let Some(mut fields) = fields {
            if let Some(part) = fields.take("services") {
                pages.services = unique(&mut reader, &part, service, |service| &service.id);
            }
            let health = fields.take("health");
            if let Some(health) = health.and_then(|part| reader.object(part, HEALTH_KEYS)) {
                pages.health(&mut reader, health);
            }
            let status = fields.take("status");
            if let Some(status) = status.and_then(|part| reader.object(part, STATUS_KEYS)) {
                pages.status(&mut reader, status);
            }
        }
        sort::by_key(&mut reader.problems, |problem| {
            (problem.line, problem.column)
        });
        (pages, reader.problems)
    }

    fn health<'a>(&mut self, reader: &mut Reader<'a>, mut fields: Fields<'a>) {
        if let Some(part) = fields.take("failures")
            && let Some(failures) = reader.count(&part, 1, MOST_FAILURES)
        {
            self.rules.failures = failures;
        }
        let mut lasting = |key, default| {
            let part = fields.take(key);
            let given = part.and_then(|part| reader.text_as(&part, Expected::Length, length));
            given.unwrap_or(default)
        };
        self.rules.grace = lasting("grace", self.rules.grace);
        self.every = lasting("every", EVERY);
        self.limit = lasting("timeout", LIMIT);
        self.source = fields.take("source").and_then(|part| reader.text(&part));
    }

    fn status<'a>(&mut self, reader: &mut Reader<'a>, mut fields: Fields<'a>) {
        self.title = fields.take("title").and_then(|part| reader.text(&part));
        self.logo = fields
            .take("logo")
            .and_then(|part| file_address(reader, &part));
        self.colour = fields.take("colour").and_then(|part| {
            reader.text_as(&part, Expected::Colour, |text| {
                is_colour(text).then(|| text.to_owned())
            })
        });
        if let Some(part) = fields.take("tiles") {
            let tiles = reader.list(&part).unwrap_or_default();
            self.tiles = tiles
                .into_iter()
                .filter_map(|part| tile(reader, part))
                .collect();
        }
    }
}

fn service<'a>(reader: &mut Reader<'a>, part: Part<'a>) -> Option<Service> {
    let mut fields = reader.object(part, SERVICE_KEYS)?;
    let id = needed(reader, &mut fields, "id", Expected::Text, Reader::text);
    let url = fields
        .take("url")
        .and_then(|part| file_address(reader, &part));
    let mut text = |key| fields.take(key).and_then(|part| reader.text(&part));
    let (name, group) = (text("name"), text("group"));
    let (probe, monitor) = (text("probe"), text("monitor"));
    let id = id?;
    Some(Service {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        group,
        url,
        probe,
        monitor,
    })
}

fn tile<'a>(reader: &mut Reader<'a>, part: Part<'a>) -> Option<Tile> {
    let mut fields = reader.object(part, TILE_KEYS)?;
    let title = needed(reader, &mut fields, "title", Expected::Text, Reader::text);
    let expr = needed(reader, &mut fields, "expr", Expected::Text, Reader::text);
    let decimals = fields
        .take("decimals")
        .and_then(|part| reader.count(&part, 0, MOST_DECIMALS));
    let mut text = |key| fields.take(key).and_then(|part| reader.text(&part));
    let (unit, source) = (text("unit"), text("source"));
    Some(Tile {
        title: title?,
        expr: expr?,
        unit: unit.unwrap_or_default(),
        decimals: decimals.and_then(|digits| u8::try_from(digits).ok()),
        source,
    })
}

/// `#rrggbb`.
fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#');
    digits.is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}
