//! The web server in front of the site, as nginx's exporter would see it.
//!
//! Contract: names are those of nginx-prometheus-exporter over `stub_status`. It does not know what is served.

use crate::exposition::Exposition;
use crate::rhythm::Flow;
use crate::rhythm::Incident;

/// Connections per second.
const ACCEPTED: Flow = Flow::new(6.0, 14.0, 81).during(Incident::Campaign, 9.0);

/// Everything nginx's exporter exposes.
pub(crate) fn write(at: f64, out: &mut Exposition) {
    out.gauge("nginx_up", "Status of the last metric scrape.")
        .sample(&[], 1.0);
    let accepted = ACCEPTED.total(at).floor();
    // Under a campaign some find no worker free.
    let dropped = Flow::new(0.0, 0.0, 82)
        .during(Incident::Campaign, 0.02)
        .total(at);
    out.counter("nginx_connections_accepted", "Accepted client connections.")
        .events(&[], accepted);
    out.counter("nginx_connections_handled", "Handled client connections.")
        .events(&[], accepted - dropped.floor());
    out.counter("nginx_http_requests_total", "Total http requests.")
        .events(
            &[],
            Flow::new(21.0, 37.0, 83)
                .during(Incident::Campaign, 24.0)
                .total(at),
        );
    let reading = Flow::new(0.6, 1.4, 84).now(at).round();
    let writing = Flow::new(3.0, 9.0, 85)
        .during(Incident::Release, 22.0)
        .now(at)
        .round();
    let waiting = Flow::new(60.0, 150.0, 86)
        .during(Incident::Campaign, 90.0)
        .now(at)
        .round();
    for (name, help, value) in [
        (
            "nginx_connections_active",
            "Active client connections.",
            reading + writing + waiting,
        ),
        (
            "nginx_connections_reading",
            "Connections where NGINX is reading the request header.",
            reading,
        ),
        (
            "nginx_connections_writing",
            "Connections where NGINX is writing the response back to the client.",
            writing,
        ),
        (
            "nginx_connections_waiting",
            "Idle client connections.",
            waiting,
        ),
    ] {
        out.gauge(name, help).sample(&[], value);
    }
}
