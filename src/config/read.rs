//! From the text of `config.json` to a [`Config`] and what was wrong on the way.

use crate::config::Config;
use crate::config::KEYS;
use crate::config::Kind;
use crate::config::RANGE_KEYS;
use crate::config::SCRAPE_INTERVAL;
use crate::config::SOURCE_KEYS;
use crate::config::Source;
use crate::config::TEAM_KEYS;
use crate::config::TIMEOUT;
use crate::config::Team;
use crate::config::address;
use crate::config::address::Address;
use crate::config::part::Fields;
use crate::config::part::Part;
use crate::config::part::Reader;
use crate::config::preference::Language;
use crate::config::preference::Palette;
use crate::config::preference::Refresh;
use crate::config::preference::Theme;
use crate::config::problem::Expected;
use crate::config::problem::Problem;
use crate::config::written::is_time;
use crate::config::written::is_zone;
use crate::config::written::length;
use crate::lean::sort;

pub(super) fn read(text: &str) -> (Config, Vec<Problem>) {
    // Editors on Windows begin files with this mark; JSON has no place for it.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader::new(text);
    let whole = reader.whole();
    let fields = whole.and_then(|whole| reader.object(whole, KEYS));
    let config = match fields {
        Some(fields) => Config {
            text: text.to_owned(),
            ..config(&mut reader, fields)
        },
        None => Config::demo(),
    };
    sort::by_key(&mut reader.problems, |problem| {
        (problem.line, problem.column)
    });
    (config, reader.problems)
}

fn config<'a>(reader: &mut Reader<'a>, mut fields: Fields<'a>) -> Config {
    let mut config = Config::demo();
    config.name = fields.take("name").and_then(|part| reader.text(&part));
    if let Some(part) = fields.take("sources") {
        config.sources = unique(reader, &part, source, |source| &source.id);
    }
    if let Some(items) = fields.take("dashboards").and_then(|p| reader.list(&p)) {
        config.dashboards = items
            .iter()
            .filter_map(|part| file_address(reader, part))
            .collect();
    }
    if let Some(range) = fields.take("range") {
        let range = reader.object(range, RANGE_KEYS);
        if let Some((from, to)) = range.and_then(|range| ends(reader, range)) {
            (config.from, config.to) = (from, to);
        }
    }
    if let Some(part) = fields.take("refresh")
        && let Some(refresh) = reader.text_as(&part, Expected::Refresh, Refresh::read)
    {
        config.refresh = refresh;
    }
    if let Some(part) = fields.take("timezone")
        && let Some(zone) = reader.text_as(&part, Expected::Zone, |text| {
            is_zone(text).then(|| text.to_owned())
        })
    {
        config.timezone = zone;
    }
    if let Some(part) = fields.take("theme") {
        config.theme = reader.one_of(&part, &Theme::NAMES).unwrap_or_default();
    }
    if let Some(part) = fields.take("palette") {
        config.palette = reader.one_of(&part, &Palette::NAMES).unwrap_or_default();
    }
    if let Some(part) = fields.take("language") {
        config.language = reader.one_of(&part, &Language::NAMES);
    }
    if let Some(part) = fields.take("teams") {
        config.teams = unique(reader, &part, team, |team| &team.id);
    }
    config.runbooks = fields
        .take("runbooks")
        .and_then(|part| base_address(reader, &part));
    config
}

/// The good items of a list; of two with one id the first counts.
pub(super) fn unique<'a, T>(
    reader: &mut Reader<'a>,
    list: &Part<'a>,
    read: impl Fn(&mut Reader<'a>, Part<'a>) -> Option<T>,
    id: impl Fn(&T) -> &str,
) -> Vec<T> {
    let mut good: Vec<T> = Vec::new();
    for part in reader.list(list).unwrap_or_default() {
        let Some(item) = read(reader, part.clone()) else {
            continue;
        };
        if good.iter().any(|other| id(other) == id(&item)) {
            reader.repeated(&part, id(&item));
        } else {
            good.push(item);
        }
    }
    good
}

fn source<'a>(reader: &mut Reader<'a>, part: Part<'a>) -> Option<Source> {
    let mut fields = reader.object(part, SOURCE_KEYS)?;
    let id = needed(reader, &mut fields, "id", Expected::Text, Reader::text);
    let words = Kind::NAMES.iter().map(|(name, _)| *name).collect();
    let kind_expected = Expected::OneOf {
        words,
        nearest: None,
    };
    let kind = needed(
        reader,
        &mut fields,
        "kind",
        kind_expected,
        |reader, part| reader.one_of(part, &Kind::NAMES),
    );
    let url = if kind == Some(Kind::Demo) {
        Some(String::new())
    } else {
        needed(reader, &mut fields, "url", Expected::Address, base_address)
    };
    let headers = fields.take("headers").map(|part| headers(reader, &part));
    let tenant = fields.take("tenant").and_then(|part| {
        reader.text_as(&part, Expected::Header, |text| {
            address::is_header_value(text).then(|| text.to_owned())
        })
    });
    let mut lasting = |key, default| {
        let part = fields.take(key);
        let given = part.and_then(|part| reader.text_as(&part, Expected::Length, length));
        given.unwrap_or(default)
    };
    let timeout = lasting("timeout", TIMEOUT);
    let scrape_interval = lasting("scrapeInterval", SCRAPE_INTERVAL);
    let name = fields.take("name").and_then(|part| reader.text(&part));
    let id = id?;
    Some(Source {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        kind: kind?,
        url: url?,
        headers: headers.unwrap_or_default(),
        tenant,
        timeout,
        scrape_interval,
    })
}

fn headers<'a>(reader: &mut Reader<'a>, part: &Part<'a>) -> Vec<(String, String)> {
    let mut good: Vec<(String, String)> = Vec::new();
    for (name, part) in reader.members(part).unwrap_or_default() {
        if address::is_secret(&name) {
            reader.refuse(&part, Expected::NoSecret);
        } else if !address::is_header_name(&name) {
            reader.refuse(&part, Expected::Header);
        } else if good
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(&name))
        {
            reader.refuse(&part, Expected::Unique);
        } else if let Some(value) = reader.text_as(&part, Expected::Header, |text| {
            address::is_header_value(text).then(|| text.to_owned())
        }) {
            good.push((name, value));
        }
    }
    good
}

fn ends<'a>(reader: &mut Reader<'a>, mut range: Fields<'a>) -> Option<(String, String)> {
    let mut end = |key| {
        needed(reader, &mut range, key, Expected::Time, |reader, part| {
            reader.text_as(part, Expected::Time, |text| {
                is_time(text).then(|| text.to_owned())
            })
        })
    };
    // Both are read before either is missed, so that both problems are told.
    let (from, to) = (end("from"), end("to"));
    Some((from?, to?))
}

fn team<'a>(reader: &mut Reader<'a>, part: Part<'a>) -> Option<Team> {
    let mut fields = reader.object(part, TEAM_KEYS)?;
    let id = needed(reader, &mut fields, "id", Expected::Text, Reader::text);
    let name = fields.take("name").and_then(|part| reader.text(&part));
    let id = id?;
    Some(Team {
        name: name.unwrap_or_else(|| id.clone()),
        id,
    })
}

/// A member that must be there.
pub(super) fn needed<'a, T>(
    reader: &mut Reader<'a>,
    fields: &mut Fields<'a>,
    key: &str,
    expected: Expected,
    read: impl FnOnce(&mut Reader<'a>, &Part<'a>) -> Option<T>,
) -> Option<T> {
    match fields.take(key) {
        Some(part) => read(reader, &part),
        None => {
            reader.missing(fields, key, expected);
            None
        }
    }
}

/// An address that paths are appended to: ends with `/`.
fn base_address<'a>(reader: &mut Reader<'a>, part: &Part<'a>) -> Option<String> {
    let text = reader.text_as(part, Expected::Address, |text| Some(text.to_owned()))?;
    match address::read(&text) {
        Address::Base(base) => Some(base),
        Address::Secret => {
            reader.refuse(part, Expected::NoSecret);
            None
        }
        Address::Unusable => {
            reader.refuse(part, Expected::Address);
            None
        }
    }
}

/// An address of one file: as written.
pub(super) fn file_address<'a>(reader: &mut Reader<'a>, part: &Part<'a>) -> Option<String> {
    let written = base_address(reader, part)?;
    let given = reader.text(part)?;
    Some(if given.ends_with('/') { written } else { given })
}
