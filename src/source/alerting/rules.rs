//! A page of rule groups, straight from the bytes and with pauses. Says only that it cannot be read, not why.

use crate::data::labels::Labels;
use crate::data::rule::Alert;
use crate::data::rule::Alerting;
use crate::data::rule::Group;
use crate::data::rule::Rule;
use crate::lean::decimal;
use crate::lean::turns::Turns;
use crate::source::alerting::Page;
use crate::source::prometheus::decode::scan::Scanner;
use crate::source::prometheus::decode::stop::Stop;
use crate::source::scanned::instant;
use crate::source::scanned::labels;
use crate::source::scanned::list;
use crate::source::scanned::number;
use crate::source::scanned::owned;
use crate::source::scanned::required;
use crate::source::scanned::text;

/// What everything here is a part of.
const RULES: &str = "rule groups";

/// The page of a success.
pub(super) async fn page(body: &[u8], turns: &mut impl Turns) -> Result<Page, Stop> {
    let mut scanner = Scanner::new(body);
    let mut page = Page {
        groups: Vec::new(),
        warnings: Vec::new(),
        next: None,
    };
    let mut success = false;
    let mut more = scanner.begin(b'{', RULES)?;
    while more {
        match &*scanner.member()? {
            "status" => success = text(&mut scanner, RULES)? == "success",
            "data" => data(&mut scanner, &mut page, turns).await?,
            "warnings" => page.warnings.extend(list(&mut scanner, RULES, required)?),
            // What is told beside it is read by whoever reads all.
            "isPartial" => return Err(Stop::shape(RULES)),
            _ => scanner.skip()?,
        }
        more = scanner.goes_on(b'}')?;
    }
    scanner.end()?;
    match success {
        true => Ok(page),
        false => Err(Stop::Refused),
    }
}

async fn data(
    scanner: &mut Scanner<'_>,
    page: &mut Page,
    turns: &mut impl Turns,
) -> Result<(), Stop> {
    let mut there = false;
    let mut more = scanner.begin(b'{', RULES)?;
    while more {
        match &*scanner.member()? {
            "groups" => {
                there = true;
                let mut more = !scanner.null() && scanner.begin(b'[', RULES)?;
                while more {
                    page.groups.push(group(scanner, turns).await?);
                    more = scanner.goes_on(b']')?;
                }
            }
            "groupNextToken" => {
                page.next = Some(owned(scanner, RULES)?).filter(|token| !token.is_empty());
            }
            _ => scanner.skip()?,
        }
        more = scanner.goes_on(b'}')?;
    }
    match there {
        true => Ok(()),
        false => Err(Stop::shape(RULES)),
    }
}

async fn group(scanner: &mut Scanner<'_>, turns: &mut impl Turns) -> Result<Group, Stop> {
    let mut group = Group {
        name: String::new(),
        file: String::new(),
        interval: 0.0,
        evaluation_time: 0.0,
        last_evaluation: None,
        rules: Vec::new(),
    };
    let mut more = scanner.begin(b'{', RULES)?;
    while more {
        match &*scanner.member()? {
            "name" => group.name = owned(scanner, RULES)?,
            "file" => group.file = owned(scanner, RULES)?,
            "interval" => group.interval = number(scanner, RULES)?,
            "evaluationTime" => group.evaluation_time = number(scanner, RULES)?,
            "lastEvaluation" => group.last_evaluation = instant(scanner, RULES)?,
            "rules" => {
                let mut more = !scanner.null() && scanner.begin(b'[', RULES)?;
                while more {
                    group.rules.push(rule(scanner, turns).await?);
                    turns.done(group.rules.len()).await;
                    more = scanner.goes_on(b']')?;
                }
            }
            _ => scanner.skip()?,
        }
        more = scanner.goes_on(b'}')?;
    }
    Ok(group)
}

async fn rule(scanner: &mut Scanner<'_>, turns: &mut impl Turns) -> Result<Rule, Stop> {
    let (mut name, mut kind) = (None, None);
    let mut rule = Rule {
        name: String::new(),
        query: String::new(),
        labels: Labels::default(),
        health: String::new(),
        last_error: None,
        evaluation_time: 0.0,
        last_evaluation: None,
        alerting: None,
    };
    let mut alerting = Alerting {
        state: String::new(),
        duration: 0.0,
        keep_firing_for: 0.0,
        annotations: Labels::default(),
        alerts: Vec::new(),
    };
    let mut more = scanner.begin(b'{', RULES)?;
    while more {
        match &*scanner.member()? {
            "name" => name = Some(required(scanner, RULES)?),
            "type" => kind = Some(scanner.text(RULES)? == "alerting"),
            "query" => rule.query = owned(scanner, RULES)?,
            "labels" => rule.labels = labels(scanner, RULES)?,
            "health" => rule.health = owned(scanner, RULES)?,
            "lastError" => {
                rule.last_error = Some(owned(scanner, RULES)?).filter(|text| !text.is_empty());
            }
            "evaluationTime" => rule.evaluation_time = number(scanner, RULES)?,
            "lastEvaluation" => rule.last_evaluation = instant(scanner, RULES)?,
            "state" => alerting.state = owned(scanner, RULES)?,
            "duration" => alerting.duration = number(scanner, RULES)?,
            "keepFiringFor" => alerting.keep_firing_for = number(scanner, RULES)?,
            "annotations" => alerting.annotations = labels(scanner, RULES)?,
            "alerts" => {
                let mut more = !scanner.null() && scanner.begin(b'[', RULES)?;
                while more {
                    alerting.alerts.push(alert(scanner)?);
                    turns.done(alerting.alerts.len()).await;
                    more = scanner.goes_on(b']')?;
                }
            }
            _ => scanner.skip()?,
        }
        more = scanner.goes_on(b'}')?;
    }
    rule.name = name.ok_or_else(|| Stop::shape(RULES))?;
    rule.alerting = kind.ok_or_else(|| Stop::shape(RULES))?.then_some(alerting);
    Ok(rule)
}

fn alert(scanner: &mut Scanner<'_>) -> Result<Alert, Stop> {
    let mut alert = Alert {
        labels: Labels::default(),
        annotations: Labels::default(),
        state: String::new(),
        active_at: None,
        value: f64::NAN,
    };
    scanner.object(RULES, |scanner, key| {
        match key {
            "labels" => alert.labels = labels(scanner, RULES)?,
            "annotations" => alert.annotations = labels(scanner, RULES)?,
            "state" => alert.state = owned(scanner, RULES)?,
            "activeAt" => alert.active_at = instant(scanner, RULES)?,
            "value" => alert.value = decimal::parse(&text(scanner, RULES)?).unwrap_or(f64::NAN),
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(alert)
}
