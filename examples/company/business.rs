//! What the company as a whole exposes: leads, orders, courses, campaigns, visitors' browsers.
//!
//! Contract: gauges over a window (`leads_last_hour`) are differences of the counter they belong to. It does not know the
//! processes that serve the site.

use crate::exposition::Exposition;
use crate::exposition::Population;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::bustle;
use crate::rhythm::scatter;
use crate::rhythm::seed;

const HOUR: f64 = 3_600.0;
const DAY: f64 = 86_400.0;

/// Campaign, euros a day, its share of the visits.
const CAMPAIGNS: [(&str, f64, f64); 4] = [
    ("brand", 120.0, 0.12),
    ("courses-autumn", 260.0, 0.22),
    ("remarketing", 80.0, 0.1),
    ("video", 150.0, 0.06),
];

/// What visitors come by without a campaign.
const DIRECT: (&str, f64) = ("none", 0.5);

/// Course, its share of the orders.
const COURSES: [(&str, f64); 8] = [
    ("bookkeeping", 0.08),
    ("data-analysis", 0.21),
    ("first-aid", 0.11),
    ("french-a1", 0.09),
    ("photography", 0.06),
    ("python", 0.26),
    ("ux-design", 0.14),
    ("welding", 0.05),
];

const ORDERS: Flow = Flow::new(0.004, 0.012, 0).during(Incident::Campaign, 0.02);

const LEADS: Flow = Flow::new(0.0012, 0.0035, 11).during(Incident::Campaign, 0.01);

/// Name, median of a good page, bounds; seconds, but for the score of layout shift.
type Vital = (&'static str, &'static str, f64, &'static [f64]);

const VITALS: [Vital; 6] = [
    (
        "web_vitals_lcp_seconds",
        "Largest Contentful Paint.",
        1.5,
        &[0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 10.0],
    ),
    (
        "web_vitals_inp_seconds",
        "Interaction to Next Paint.",
        0.11,
        &[0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0],
    ),
    (
        "web_vitals_fcp_seconds",
        "First Contentful Paint.",
        0.9,
        &[0.3, 0.6, 0.9, 1.2, 1.8, 2.4, 3.0, 5.0],
    ),
    (
        "web_vitals_ttfb_seconds",
        "Time to First Byte.",
        0.32,
        &[0.1, 0.2, 0.4, 0.6, 0.8, 1.2, 1.8, 3.0],
    ),
    (
        "web_vitals_fid_seconds",
        "First Input Delay (retired).",
        0.018,
        &[0.01, 0.025, 0.05, 0.1, 0.2, 0.3],
    ),
    (
        "web_vitals_cls",
        "Cumulative Layout Shift, a score.",
        0.045,
        &[0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0],
    ),
];

/// Page and how heavy it is.
const PAGES: [(&str, f64); 3] = [("/", 1.0), ("/courses", 1.25), ("/contact", 0.8)];

/// Device, how slow it is, its share of the visits.
const DEVICES: [(&str, f64, f64); 2] = [("desktop", 1.0, 0.4), ("mobile", 1.55, 0.6)];

/// What is sold, and to whom.
pub(crate) fn write(at: f64, out: &mut Exposition) {
    write_leads(at, out);
    write_orders(at, out);
    write_vitals(at, out);
}

fn write_leads(at: f64, out: &mut Exposition) {
    let until = |at: f64| LEADS.total(at).floor();
    out.counter("leads_total", "People who left their address.")
        .sample(&[], until(at));
    out.gauge("leads_last_hour", "Leads of the last hour.")
        .sample(&[], until(at) - until(at - HOUR));
    out.gauge("leads_last_24h", "Leads of the last day.")
        .sample(&[], until(at) - until(at - DAY));
    let errors = Flow::new(0.00002, 0.00002, 12).during(Incident::Release, 0.002);
    out.counter(
        "lead_submission_errors_total",
        "Leads that could not be stored.",
    )
    .events(&[], errors.total(at));
    out.gauge("courses_published", "Courses on the site.")
        .sample(&[], 148.0 + ((at / DAY).floor() % 9.0));
    out.gauge("campaigns_active", "Campaigns that run now.")
        .sample(&[], 3.0 + (2.0 * bustle(at)).round());
    write_campaigns(at, out);
}

fn write_campaigns(at: f64, out: &mut Exposition) {
    let midnight = (at / DAY).floor() * DAY;
    out.gauge("campaign_spend_euros", "Spent today.");
    for (campaign, budget, _) in CAMPAIGNS {
        let day = (at / DAY).floor();
        let spent = budget
            * (1.0 + 0.1 * scatter(seed(&[campaign]) ^ day as u64))
            * (at.rem_euclid(DAY) / DAY);
        out.sample(&[("campaign", campaign)], (spent * 100.0).round() / 100.0);
    }
    let leads = |campaign: &str, share: f64, at: f64| {
        let flow = LEADS.times(share * 1.4).seeded(seed(&["leads", campaign]));
        flow.total(at).floor()
    };
    out.gauge("campaign_leads_today", "Leads of today, by campaign.");
    for (campaign, _, share) in CAMPAIGNS {
        let today = leads(campaign, share, at) - leads(campaign, share, midnight);
        out.sample(&[("campaign", campaign)], today);
    }
    let visits = Flow::new(0.15, 0.48, 0).during(Incident::Campaign, 0.9);
    out.counter("visits_total", "Visits begun, by campaign.");
    for (campaign, share) in CAMPAIGNS
        .iter()
        .map(|&(campaign, _, share)| (campaign, share))
        .chain([DIRECT])
    {
        let flow = visits.times(share).seeded(seed(&["visits", campaign]));
        out.events(&[("campaign", campaign)], flow.total(at));
    }
}

fn write_orders(at: f64, out: &mut Exposition) {
    out.counter("orders_created_total", "Orders, by what became of them.");
    for (status, share) in [("paid", 0.87), ("pending", 0.09), ("failed", 0.04)] {
        out.events(
            &[("status", status)],
            ORDERS
                .times(share)
                .seeded(seed(&["orders", status]))
                .total(at),
        );
    }
    out.counter("revenue_total_cents", "Money taken, in hundredths.");
    for (currency, cents) in [("EUR", 18_900.0), ("USD", 4_100.0)] {
        out.events(
            &[("currency", currency)],
            ORDERS
                .times(cents)
                .seeded(seed(&["revenue", currency]))
                .total(at),
        );
    }
    out.counter("course_orders_total", "Places paid for, by course.");
    for (course, share) in COURSES {
        let flow = ORDERS.times(share).seeded(seed(&["course", course]));
        out.events(&[("course", course)], flow.total(at));
    }
}

fn write_vitals(at: f64, out: &mut Exposition) {
    let visits = Flow::new(0.24, 0.9, 0).during(Incident::Campaign, 0.9);
    for (name, help, median, bounds) in VITALS {
        out.histogram(name, help);
        for (page, weight) in PAGES {
            for (device, slowness, share) in DEVICES {
                let seed = seed(&[name, page, device]);
                let slow = Flow::new(0.012, 0.0, seed ^ 4).during(Incident::Release, 0.36);
                let median = median * weight * slowness;
                let mix = [
                    Population {
                        flow: visits.times(share).seeded(seed),
                        median,
                        shape: 2.7,
                    },
                    Population {
                        flow: slow.times(share),
                        median: median * 2.4,
                        shape: 3.0,
                    },
                ];
                out.observations(&[("device", device), ("page", page)], bounds, &mix, at);
            }
        }
    }
}
