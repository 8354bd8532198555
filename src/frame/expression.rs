//! Server-side expressions of Grafana that need only what the page has.
