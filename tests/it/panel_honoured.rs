//! Every option and drawing property that Grafana's panels have: it changes the picture, is a problem of the panel, or is
//! named in the import report. Nothing is left out in silence.

use crate::panel_text::matrix;
use atalaya::dashboard::read::read;
use atalaya::dashboard::report::report;
use atalaya::data::series::GAP;
use atalaya::panel::Answered;
use atalaya::panel::Context;
use atalaya::panel::Format;
use atalaya::panel::picture;
use atalaya::time::Instant;
use atalaya::time::Range;
use expect_test::expect;
use serde_json::Value;
use serde_json::json;

/// What a panel shows, and whether its report says anything of it.
fn seen(panel: &Value) -> (String, usize) {
    let file = json!({"schemaVersion": 42, "panels": [panel]}).to_string();
    let dashboard = read(&file).unwrap();
    let report = report(&dashboard, None);
    let told = report.panels[0].problems.len() + report.panels[0].own_way.len();
    let kind = panel["type"].as_str().unwrap_or_default();
    let answer = matrix(&[
        ("job=api instance=a", &[1.0, -3.0, GAP, 40.0, 40.0, 0.25]),
        ("job=web instance=b", &[90.0, 60.0, 75.0, GAP, GAP, 80.0]),
    ]);
    let answered = [Answered {
        ref_id: "A",
        legend: "",
        format: match kind {
            "table" | "barchart" => Format::Table,
            _ => Format::TimeSeries,
        },
        expr: "x",
        answer: &answer,
    }];
    let range = Range {
        from: Instant(0),
        to: Instant(300_000),
    };
    let spec = &dashboard.panel(1).unwrap().spec;
    let picture = picture(spec, &answered, &Context::new(range));
    (format!("{picture:?}"), told)
}

/// A panel of a type with a value at a path.
fn with(base: &Value, path: &str, value: &Value) -> Value {
    let mut panel = base.clone();
    let mut at = &mut panel;
    for key in path.split('/') {
        if at.get(key).is_none() {
            at[key] = json!({});
        }
        at = &mut at[key];
    }
    *at = value.clone();
    panel
}

/// How each setting of a panel type fares.
fn fares(base: &Value, settings: &[(&str, Value)]) -> String {
    let plain = seen(base);
    let lines = settings.iter().map(|(path, value)| {
        let (picture, told) = seen(&with(base, path, value));
        let fate = match (picture != plain.0, told > plain.1) {
            (true, false) => "shown",
            (true, true) => "shown in part, told",
            (false, true) => "told",
            (false, false) => "SILENT",
        };
        let name = path
            .rsplit_once("defaults/")
            .map_or(*path, |(_, name)| name);
        let name = name.strip_prefix("options/").unwrap_or(name);
        format!("{name} {value}: {fate}\n")
    });
    lines.collect()
}

/// A field's properties: `custom/x` and `x`.
fn field(settings: &[(&'static str, Value)]) -> Vec<(&'static str, Value)> {
    settings
        .iter()
        .map(|(path, value)| {
            let path: &'static str = format!("fieldConfig/defaults/{path}").leak();
            (path, value.clone())
        })
        .collect()
}

fn standard() -> Vec<(&'static str, Value)> {
    field(&[
        ("displayName", json!("${__field.labels.job}!")),
        ("unit", json!("bytes")),
        ("decimals", json!(3)),
        ("min", json!(-500)),
        ("max", json!(900)),
        ("color", json!({"mode": "fixed", "fixedColor": "purple"})),
        (
            "color",
            json!({"mode": "continuous-GrYlRd", "seriesBy": "max"}),
        ),
        (
            "thresholds",
            json!({"mode": "percentage", "steps": [{"value": null, "color": "blue"}, {"value": 50, "color": "red"}]}),
        ),
        (
            "mappings",
            json!([{"type": "value", "options": {"80": {"text": "eighty", "color": "red"}, "0.25": {"text": "quarter"}}}]),
        ),
        ("links", json!([{"title": "a", "url": "/d/x"}])),
        ("somethingNew", json!(7)),
    ])
}

#[test]
fn of_time_series() {
    let steps = json!([{"value": null, "color": "green"}, {"value": 60, "color": "red"}]);
    let base = json!({"id": 1, "type": "timeseries", "targets": [{"refId": "A", "expr": "x"}],
        "fieldConfig": {"defaults": {"thresholds": {"mode": "absolute", "steps": steps}, "custom": {"thresholdsStyle": {"mode": "line"}}}}});
    let mut settings = standard();
    settings.extend(field(&[
        ("custom/drawStyle", json!("bars")),
        ("custom/lineInterpolation", json!("smooth")),
        ("custom/lineWidth", json!(4)),
        (
            "custom/lineStyle",
            json!({"fill": "dash", "dash": [10, 10]}),
        ),
        ("custom/fillOpacity", json!(30)),
        ("custom/gradientMode", json!("hue")),
        ("custom/fillBelowTo", json!("{instance=\"b\", job=\"web\"}")),
        ("custom/showPoints", json!("always")),
        ("custom/pointSize", json!(9)),
        ("custom/spanNulls", json!(true)),
        ("custom/spanNulls", json!(120_000)),
        ("custom/stacking", json!({"mode": "normal", "group": "A"})),
        ("custom/stacking", json!({"mode": "percent", "group": "A"})),
        ("custom/transform", json!("negative-Y")),
        ("custom/transform", json!("constant")),
        ("custom/thresholdsStyle", json!({"mode": "dashed+area"})),
        ("custom/hideFrom", json!({"viz": true})),
        ("custom/hideFrom", json!({"legend": true})),
        ("custom/hideFrom", json!({"tooltip": true})),
        ("custom/axisPlacement", json!("right")),
        ("custom/axisPlacement", json!("hidden")),
        ("custom/axisLabel", json!("Requests")),
        ("custom/axisSoftMin", json!(-70)),
        ("custom/axisSoftMax", json!(200)),
        ("custom/axisCenteredZero", json!(true)),
        ("custom/axisColorMode", json!("series")),
        ("custom/axisGridShow", json!(false)),
        ("custom/axisWidth", json!(80)),
        ("custom/axisBorderShow", json!(true)),
        ("custom/scaleDistribution", json!({"type": "log", "log": 2})),
        (
            "custom/scaleDistribution",
            json!({"type": "symlog", "log": 10, "linearThreshold": 2}),
        ),
    ]));
    settings.extend([
        ("options/legend", json!({"showLegend": false})),
        ("options/legend", json!({"displayMode": "table"})),
        ("options/legend", json!({"placement": "right"})),
        ("options/legend", json!({"calcs": ["max", "p95"]})),
        (
            "options/legend",
            json!({"displayMode": "table", "placement": "right", "width": 300}),
        ),
        (
            "options/legend",
            json!({"displayMode": "table", "calcs": ["max"], "sortBy": "Max", "sortDesc": true}),
        ),
        ("options/tooltip", json!({"mode": "multi"})),
        ("options/tooltip", json!({"mode": "none"})),
        ("options/tooltip", json!({"mode": "multi", "sort": "asc"})),
        ("options/tooltip", json!({"hideZeros": true})),
        ("options/tooltip", json!({"maxWidth": 200})),
        ("options/timezone", json!(["utc"])),
        ("options/somethingNew", json!(true)),
    ]);
    expect![[r#"
        displayName "${__field.labels.job}!": shown
        unit "bytes": shown
        decimals 3: shown
        min -500: shown
        max 900: shown
        color {"fixedColor":"purple","mode":"fixed"}: shown
        color {"mode":"continuous-GrYlRd","seriesBy":"max"}: shown
        thresholds {"mode":"percentage","steps":[{"color":"blue","value":null},{"color":"red","value":50}]}: shown
        mappings [{"options":{"0.25":{"text":"quarter"},"80":{"color":"red","text":"eighty"}},"type":"value"}]: shown
        links [{"title":"a","url":"/d/x"}]: shown
        somethingNew 7: told
        custom/drawStyle "bars": shown
        custom/lineInterpolation "smooth": shown
        custom/lineWidth 4: shown
        custom/lineStyle {"dash":[10,10],"fill":"dash"}: shown
        custom/fillOpacity 30: shown
        custom/gradientMode "hue": told
        custom/fillBelowTo "{instance=\"b\", job=\"web\"}": shown
        custom/showPoints "always": shown
        custom/pointSize 9: shown
        custom/spanNulls true: shown
        custom/spanNulls 120000: shown
        custom/stacking {"group":"A","mode":"normal"}: shown
        custom/stacking {"group":"A","mode":"percent"}: shown
        custom/transform "negative-Y": shown
        custom/transform "constant": shown
        custom/thresholdsStyle {"mode":"dashed+area"}: shown
        custom/hideFrom {"viz":true}: shown
        custom/hideFrom {"legend":true}: shown
        custom/hideFrom {"tooltip":true}: shown
        custom/axisPlacement "right": shown
        custom/axisPlacement "hidden": shown
        custom/axisLabel "Requests": shown
        custom/axisSoftMin -70: shown
        custom/axisSoftMax 200: shown
        custom/axisCenteredZero true: shown
        custom/axisColorMode "series": told
        custom/axisGridShow false: told
        custom/axisWidth 80: told
        custom/axisBorderShow true: told
        custom/scaleDistribution {"log":2,"type":"log"}: shown
        custom/scaleDistribution {"linearThreshold":2,"log":10,"type":"symlog"}: shown
        legend {"showLegend":false}: shown
        legend {"displayMode":"table"}: shown
        legend {"placement":"right"}: shown
        legend {"calcs":["max","p95"]}: shown
        legend {"displayMode":"table","placement":"right","width":300}: shown
        legend {"calcs":["max"],"displayMode":"table","sortBy":"Max","sortDesc":true}: shown
        tooltip {"mode":"multi"}: shown
        tooltip {"mode":"none"}: shown
        tooltip {"mode":"multi","sort":"asc"}: shown
        tooltip {"hideZeros":true}: shown
        tooltip {"maxWidth":200}: told
        timezone ["utc"]: told
        somethingNew true: told
    "#]].assert_eq(&fares(&base, &settings));
}

#[test]
fn of_bars_over_time() {
    let base = json!({"id": 1, "type": "timeseries", "targets": [{"refId": "A", "expr": "x"}],
        "fieldConfig": {"defaults": {"custom": {"drawStyle": "bars"}}}});
    let settings = field(&[
        ("custom/barAlignment", json!(1)),
        ("custom/barWidthFactor", json!(0.2)),
        ("custom/fillOpacity", json!(70)),
        ("custom/stacking", json!({"mode": "normal", "group": "A"})),
    ]);
    expect![[r#"
        custom/barAlignment 1: shown
        custom/barWidthFactor 0.2: shown
        custom/fillOpacity 70: shown
        custom/stacking {"group":"A","mode":"normal"}: shown
    "#]]
    .assert_eq(&fares(&base, &settings));
}

#[test]
fn of_figures() {
    let mut all = String::new();
    let reduce = [
        ("options/reduceOptions", json!({"calcs": ["max", "min"]})),
        ("options/reduceOptions", json!({"fields": "/web/"})),
        ("options/reduceOptions", json!({"values": true, "limit": 3})),
    ];
    let own: [(&str, Vec<(&str, Value)>); 4] = [
        (
            "stat",
            vec![
                ("options/colorMode", json!("none")),
                ("options/graphMode", json!("none")),
                ("options/textMode", json!("value")),
                ("options/textMode", json!("name")),
                ("options/justifyMode", json!("center")),
                ("options/orientation", json!("horizontal")),
                ("options/wideLayout", json!(false)),
                ("options/text", json!({"titleSize": 10, "valueSize": 40})),
                ("options/showPercentChange", json!(true)),
                ("options/percentChangeColorMode", json!("inverted")),
            ],
        ),
        (
            "gauge",
            vec![
                ("options/showThresholdMarkers", json!(false)),
                ("options/showThresholdLabels", json!(true)),
                ("options/orientation", json!("vertical")),
                ("options/sizing", json!("manual")),
                ("options/minVizWidth", json!(120)),
            ],
        ),
        (
            "bargauge",
            vec![
                ("options/orientation", json!("vertical")),
                ("options/displayMode", json!("lcd")),
                ("options/valueMode", json!("hidden")),
                ("options/namePlacement", json!("hidden")),
                ("options/showUnfilled", json!(false)),
            ],
        ),
        (
            "piechart",
            vec![
                ("options/pieType", json!("donut")),
                ("options/displayLabels", json!(["percent"])),
                ("options/sort", json!("asc")),
                ("options/legend", json!({"values": ["percent"]})),
                ("options/legend", json!({"placement": "right"})),
                ("options/tooltip", json!({"mode": "none"})),
            ],
        ),
    ];
    for (kind, mut settings) in own {
        settings.extend(reduce.clone());
        if kind != "stat" {
            settings.extend(field(&[("fieldMinMax", json!(true))]));
        }
        settings.extend(standard());
        // A share has no ends.
        settings.retain(|(path, _)| {
            kind != "piechart"
                || !path.to_lowercase().ends_with("min") && !path.to_lowercase().ends_with("max")
        });
        let base = json!({"id": 1, "type": kind, "targets": [{"refId": "A", "expr": "x"}],
            "fieldConfig": {"defaults": {"thresholds": {"mode": "absolute", "steps": [{"value": null, "color": "green"}, {"value": 70, "color": "red"}]}}}});
        all.push_str(&format!("-- {kind}\n{}", fares(&base, &settings)));
    }
    expect![[r#"
        -- stat
        colorMode "none": shown
        graphMode "none": shown
        textMode "value": shown
        textMode "name": shown
        justifyMode "center": told
        orientation "horizontal": told
        wideLayout false: told
        text {"titleSize":10,"valueSize":40}: told
        showPercentChange true: told
        percentChangeColorMode "inverted": told
        reduceOptions {"calcs":["max","min"]}: shown
        reduceOptions {"fields":"/web/"}: shown
        reduceOptions {"limit":3,"values":true}: shown
        displayName "${__field.labels.job}!": shown
        unit "bytes": shown
        decimals 3: shown
        min -500: told
        max 900: told
        color {"fixedColor":"purple","mode":"fixed"}: shown
        color {"mode":"continuous-GrYlRd","seriesBy":"max"}: shown
        thresholds {"mode":"percentage","steps":[{"color":"blue","value":null},{"color":"red","value":50}]}: shown
        mappings [{"options":{"0.25":{"text":"quarter"},"80":{"color":"red","text":"eighty"}},"type":"value"}]: shown
        links [{"title":"a","url":"/d/x"}]: shown
        somethingNew 7: told
        -- gauge
        showThresholdMarkers false: shown
        showThresholdLabels true: told
        orientation "vertical": told
        sizing "manual": told
        minVizWidth 120: told
        reduceOptions {"calcs":["max","min"]}: shown
        reduceOptions {"fields":"/web/"}: shown
        reduceOptions {"limit":3,"values":true}: shown
        fieldMinMax true: shown
        displayName "${__field.labels.job}!": shown
        unit "bytes": shown
        decimals 3: shown
        min -500: shown
        max 900: shown
        color {"fixedColor":"purple","mode":"fixed"}: shown
        color {"mode":"continuous-GrYlRd","seriesBy":"max"}: shown
        thresholds {"mode":"percentage","steps":[{"color":"blue","value":null},{"color":"red","value":50}]}: shown
        mappings [{"options":{"0.25":{"text":"quarter"},"80":{"color":"red","text":"eighty"}},"type":"value"}]: shown
        links [{"title":"a","url":"/d/x"}]: shown
        somethingNew 7: told
        -- bargauge
        orientation "vertical": shown in part, told
        displayMode "lcd": told
        valueMode "hidden": shown
        namePlacement "hidden": shown
        showUnfilled false: told
        reduceOptions {"calcs":["max","min"]}: shown
        reduceOptions {"fields":"/web/"}: shown
        reduceOptions {"limit":3,"values":true}: shown
        fieldMinMax true: shown
        displayName "${__field.labels.job}!": shown
        unit "bytes": shown
        decimals 3: shown
        min -500: shown
        max 900: shown
        color {"fixedColor":"purple","mode":"fixed"}: shown
        color {"mode":"continuous-GrYlRd","seriesBy":"max"}: shown
        thresholds {"mode":"percentage","steps":[{"color":"blue","value":null},{"color":"red","value":50}]}: shown
        mappings [{"options":{"0.25":{"text":"quarter"},"80":{"color":"red","text":"eighty"}},"type":"value"}]: shown
        links [{"title":"a","url":"/d/x"}]: shown
        somethingNew 7: told
        -- piechart
        pieType "donut": shown
        displayLabels ["percent"]: shown
        sort "asc": shown
        legend {"values":["percent"]}: shown
        legend {"placement":"right"}: shown
        tooltip {"mode":"none"}: shown
        reduceOptions {"calcs":["max","min"]}: shown
        reduceOptions {"fields":"/web/"}: shown
        reduceOptions {"limit":3,"values":true}: shown
        displayName "${__field.labels.job}!": shown
        unit "bytes": shown
        decimals 3: shown
        color {"fixedColor":"purple","mode":"fixed"}: shown
        color {"mode":"continuous-GrYlRd","seriesBy":"max"}: shown
        thresholds {"mode":"percentage","steps":[{"color":"blue","value":null},{"color":"red","value":50}]}: shown
        mappings [{"options":{"0.25":{"text":"quarter"},"80":{"color":"red","text":"eighty"}},"type":"value"}]: shown
        links [{"title":"a","url":"/d/x"}]: shown
        somethingNew 7: told
    "#]].assert_eq(&all);
}

#[test]
fn of_rarer_panels() {
    let mut all = String::new();
    let own: [(&str, Vec<(&str, Value)>); 6] = [
        ("table", {
            let mut settings = vec![
                ("options/showHeader", json!(false)),
                ("options/cellHeight", json!("lg")),
                (
                    "options/footer",
                    json!({"show": true, "reducer": ["sum"], "fields": ""}),
                ),
                ("options/footer", json!({"enablePagination": true})),
                (
                    "options/sortBy",
                    json!([{"displayName": "Value", "desc": true}]),
                ),
                ("options/showTypeIcons", json!(true)),
                ("options/frozenColumns", json!({"left": 1})),
            ];
            settings.extend(field(&[
                ("custom/align", json!("center")),
                ("custom/width", json!(120)),
                ("custom/minWidth", json!(90)),
                ("custom/hidden", json!(true)),
                ("custom/filterable", json!(true)),
                ("custom/inspect", json!(true)),
                (
                    "custom/cellOptions",
                    json!({"type": "color-background", "applyToRow": true}),
                ),
                (
                    "custom/cellOptions",
                    json!({"type": "gauge", "mode": "lcd"}),
                ),
                ("custom/cellOptions", json!({"type": "image"})),
                ("custom/wrapText", json!(true)),
                ("custom/footer", json!({"reducers": ["max"]})),
            ]));
            settings
        }),
        ("barchart", {
            let mut settings = vec![
                ("options/orientation", json!("horizontal")),
                ("options/xField", json!("job")),
                ("options/colorByField", json!("Value")),
                ("options/stacking", json!("percent")),
                ("options/showValue", json!("always")),
                ("options/groupWidth", json!(0.3)),
                ("options/barWidth", json!(0.4)),
                ("options/barRadius", json!(0.3)),
                ("options/fullHighlight", json!(true)),
                ("options/xTickLabelRotation", json!(-45)),
                ("options/xTickLabelMaxLength", json!(3)),
                ("options/xTickLabelSpacing", json!(100)),
            ];
            settings.extend(field(&[
                ("custom/fillOpacity", json!(20)),
                ("custom/axisSoftMax", json!(400)),
                ("custom/axisLabel", json!("Requests")),
                ("custom/lineWidth", json!(3)),
                ("custom/gradientMode", json!("opacity")),
                ("custom/thresholdsStyle", json!({"mode": "line"})),
            ]));
            settings
        }),
        ("histogram", {
            let mut settings = vec![
                ("options/bucketSize", json!(7)),
                ("options/bucketCount", json!(3)),
                ("options/bucketOffset", json!(2)),
                ("options/combine", json!(true)),
            ];
            settings.extend(field(&[
                ("custom/fillOpacity", json!(20)),
                ("custom/lineWidth", json!(3)),
            ]));
            settings
        }),
        (
            "heatmap",
            vec![
                ("options/calculate", json!(true)),
                ("options/cellGap", json!(4)),
                ("options/cellRadius", json!(4)),
                ("options/cellValues", json!({"unit": "reqps"})),
                ("options/cellValues", json!({"decimals": 3})),
                ("options/color", json!({"scheme": "Greens", "steps": 8})),
                ("options/color", json!({"mode": "opacity", "fill": "red"})),
                ("options/filterValues", json!({"le": 50})),
                ("options/legend", json!({"show": false})),
                ("options/rowsFrame", json!({"layout": "le"})),
                ("options/showValue", json!("always")),
                ("options/tooltip", json!({"mode": "none"})),
                ("options/tooltip", json!({"yHistogram": true})),
                ("options/yAxis", json!({"unit": "s"})),
                ("options/yAxis", json!({"reverse": true})),
                ("options/yAxis", json!({"axisLabel": "Duration"})),
                ("options/yAxis", json!({"axisPlacement": "hidden"})),
            ],
        ),
        ("state-timeline", {
            let mut settings = vec![
                ("options/mergeValues", json!(false)),
                ("options/showValue", json!("never")),
                ("options/alignValue", json!("center")),
                ("options/rowHeight", json!(0.5)),
                ("options/perPage", json!(1)),
                ("options/legend", json!({"showLegend": false})),
                ("options/tooltip", json!({"mode": "none"})),
            ];
            settings.extend(field(&[
                ("custom/fillOpacity", json!(20)),
                ("custom/spanNulls", json!(true)),
                ("custom/lineWidth", json!(3)),
            ]));
            settings
        }),
        (
            "status-history",
            vec![
                ("options/colWidth", json!(0.4)),
                ("options/showValue", json!("always")),
            ],
        ),
    ];
    for (kind, settings) in own {
        let base = json!({"id": 1, "type": kind, "targets": [{"refId": "A", "expr": "x"}]});
        all.push_str(&format!("-- {kind}\n{}", fares(&base, &settings)));
    }
    expect![[r#"
        -- table
        showHeader false: shown
        cellHeight "lg": shown
        footer {"fields":"","reducer":["sum"],"show":true}: shown
        footer {"enablePagination":true}: shown
        sortBy [{"desc":true,"displayName":"Value"}]: shown
        showTypeIcons true: told
        frozenColumns {"left":1}: told
        custom/align "center": shown
        custom/width 120: shown
        custom/minWidth 90: shown
        custom/hidden true: shown
        custom/filterable true: shown
        custom/inspect true: shown
        custom/cellOptions {"applyToRow":true,"type":"color-background"}: shown
        custom/cellOptions {"mode":"lcd","type":"gauge"}: shown
        custom/cellOptions {"type":"image"}: told
        custom/wrapText true: shown
        custom/footer {"reducers":["max"]}: shown
        -- barchart
        orientation "horizontal": shown
        xField "job": shown
        colorByField "Value": shown
        stacking "percent": shown
        showValue "always": shown
        groupWidth 0.3: shown
        barWidth 0.4: shown
        barRadius 0.3: shown
        fullHighlight true: told
        xTickLabelRotation -45: told
        xTickLabelMaxLength 3: shown
        xTickLabelSpacing 100: told
        custom/fillOpacity 20: shown
        custom/axisSoftMax 400: shown
        custom/axisLabel "Requests": told
        custom/lineWidth 3: told
        custom/gradientMode "opacity": told
        custom/thresholdsStyle {"mode":"line"}: told
        -- histogram
        bucketSize 7: shown
        bucketCount 3: shown
        bucketOffset 2: shown
        combine true: shown
        custom/fillOpacity 20: shown
        custom/lineWidth 3: told
        -- heatmap
        calculate true: shown
        cellGap 4: shown
        cellRadius 4: told
        cellValues {"unit":"reqps"}: shown
        cellValues {"decimals":3}: told
        color {"scheme":"Greens","steps":8}: shown
        color {"fill":"red","mode":"opacity"}: shown
        filterValues {"le":50}: shown
        legend {"show":false}: shown
        rowsFrame {"layout":"le"}: shown
        showValue "always": told
        tooltip {"mode":"none"}: shown
        tooltip {"yHistogram":true}: told
        yAxis {"unit":"s"}: shown
        yAxis {"reverse":true}: shown
        yAxis {"axisLabel":"Duration"}: told
        yAxis {"axisPlacement":"hidden"}: shown
        -- state-timeline
        mergeValues false: shown
        showValue "never": shown
        alignValue "center": shown
        rowHeight 0.5: shown
        perPage 1: shown
        legend {"showLegend":false}: shown
        tooltip {"mode":"none"}: shown
        custom/fillOpacity 20: shown
        custom/spanNulls true: shown
        custom/lineWidth 3: told
        -- status-history
        colWidth 0.4: shown
        showValue "always": shown
    "#]]
    .assert_eq(&all);
}
