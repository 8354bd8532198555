"""What proxy.py asks of nginx."""

# Method, address at nginx, the server it goes to, the address there.
SERVED = """
GET  /prometheus/api/v1/query?query=up                       prometheus /api/v1/query?query=up
POST /prometheus/api/v1/query                                prometheus /api/v1/query
GET  /prometheus/api/v1/query_range?query=up                 prometheus /api/v1/query_range?query=up
POST /prometheus/api/v1/query_range                          prometheus /api/v1/query_range
POST /prometheus/api/v1/query_exemplars                      prometheus /api/v1/query_exemplars
GET  /prometheus/api/v1/series                               prometheus /api/v1/series
POST /prometheus/api/v1/labels                               prometheus /api/v1/labels
GET  /prometheus/api/v1/label/__name__/values                prometheus /api/v1/label/__name__/values
GET  /prometheus/api/v1/metadata                             prometheus /api/v1/metadata
GET  /prometheus/api/v1/rules                                prometheus /api/v1/rules
GET  /prometheus/api/v1/alerts                               prometheus /api/v1/alerts
GET  /prometheus/api/v1/targets                              prometheus /api/v1/targets
GET  /prometheus/api/v1/status/buildinfo                     prometheus /api/v1/status/buildinfo
GET  /prometheus/api/v1/status/tsdb                          prometheus /api/v1/status/tsdb
GET  /prometheus/api/v1/notifications                        prometheus /api/v1/notifications
GET  /prometheus/api/v1/scrape_pools                         prometheus /api/v1/scrape_pools
GET  /prometheus/api/v1/format_query?query=up                prometheus /api/v1/format_query?query=up
GET  /loki/api/v1/query_range?query=%7B%7D                   loki /loki/api/v1/query_range?query=%7B%7D
GET  /loki/loki/api/v1/query                                 loki /loki/api/v1/query
GET  /loki/api/v1/labels                                     loki /loki/api/v1/labels
GET  /loki/api/v1/label/service/values                       loki /loki/api/v1/label/service/values
GET  /loki/api/v1/index/volume_range                         loki /loki/api/v1/index/volume_range
GET  /loki/api/v1/detected_fields                            loki /loki/api/v1/detected_fields
GET  /loki/api/v1/patterns                                   loki /loki/api/v1/patterns
GET  /loki/api/v1/format_query?query=%7B%7D                  loki /loki/api/v1/format_query?query=%7B%7D
GET  /loki/loki/api/v1/drilldown-limits                      loki /loki/api/v1/drilldown-limits
GET  /loki/prometheus/api/v1/rules                           loki /prometheus/api/v1/rules
GET  /loki/ready                                             loki /ready
GET  /alertmanager/api/v2/status                             alertmanager /api/v2/status
GET  /alertmanager/api/v2/alerts?active=true                 alertmanager /api/v2/alerts?active=true
GET  /alertmanager/api/v2/alerts/groups                      alertmanager /api/v2/alerts/groups
GET  /alertmanager/api/v2/receivers                          alertmanager /api/v2/receivers
GET  /alertmanager/api/v2/silences                           alertmanager /api/v2/silences
GET  /alertmanager/api/v2/silence/0d8b8f6c-1111-4222-8333-9  alertmanager /api/v2/silence/0d8b8f6c-1111-4222-8333-9
GET  /tempo/api/search?limit=20                              tempo /api/search?limit=20
GET  /tempo/api/v2/traces/0af7651916cd43dd8448eb211c80319c   tempo /api/v2/traces/0af7651916cd43dd8448eb211c80319c
GET  /tempo/api/v2/search/tag/resource.service.name/values   tempo /api/v2/search/tag/resource.service.name/values
GET  /jaeger/api/services                                    jaeger /jaeger/api/services
GET  /jaeger/api/traces/0af7651916cd43dd8448eb211c80319c     jaeger /jaeger/api/traces/0af7651916cd43dd8448eb211c80319c
GET  /prometheus/api/v1/parse_query?query=up                  prometheus /api/v1/parse_query?query=up
GET  /prometheus/api/v1/alertmanagers                         prometheus /api/v1/alertmanagers
GET  /prometheus/api/v1/targets/metadata                      prometheus /api/v1/targets/metadata
GET  /prometheus/api/v1/features                              prometheus /api/v1/features
GET  /prometheus/api/v1/status/runtimeinfo                    prometheus /api/v1/status/runtimeinfo
GET  /prometheus/api/v1/status/flags                          prometheus /api/v1/status/flags
GET  /prometheus/api/v1/status/walreplay                      prometheus /api/v1/status/walreplay
GET  /loki/api/v1/series?match[]=%7B%7D                       loki /loki/api/v1/series?match[]=%7B%7D
GET  /loki/api/v1/index/stats                                 loki /loki/api/v1/index/stats
GET  /loki/api/v1/index/volume                                loki /loki/api/v1/index/volume
GET  /loki/api/v1/detected_labels                             loki /loki/api/v1/detected_labels
GET  /loki/api/v1/detected_field/status/values                loki /loki/api/v1/detected_field/status/values
GET  /loki/api/v1/status/buildinfo                            loki /loki/api/v1/status/buildinfo
GET  /loki/prometheus/api/v1/alerts                           loki /prometheus/api/v1/alerts
GET  /tempo/api/search/tags                                   tempo /api/search/tags
GET  /tempo/api/v2/search/tags                                tempo /api/v2/search/tags
GET  /tempo/api/search/tag/service.name/values                tempo /api/search/tag/service.name/values
GET  /tempo/api/traces/0af7651916cd43dd8448eb211c80319c       tempo /api/traces/0af7651916cd43dd8448eb211c80319c
GET  /tempo/api/metrics/query_range?q=%7B%7D                  tempo /api/metrics/query_range?q=%7B%7D
GET  /tempo/api/status/buildinfo                              tempo /api/status/buildinfo
GET  /tempo/api/echo                                          tempo /api/echo
GET  /tempo/ready                                             tempo /ready
GET  /jaeger/api/services/checkout/operations                 jaeger /jaeger/api/services/checkout/operations
GET  /jaeger/api/operations?service=checkout                  jaeger /jaeger/api/operations?service=checkout
GET  /jaeger/api/traces?service=checkout                      jaeger /jaeger/api/traces?service=checkout
GET  /jaeger/api/dependencies?endTs=1                         jaeger /jaeger/api/dependencies?endTs=1
"""

# Method and address that no login opens.
REFUSED = """
POST   /prometheus/api/v1/admin/tsdb/delete_series?match[]=up
PUT    /prometheus/api/v1/admin/tsdb/delete_series
POST   /prometheus/api/v1/admin/tsdb/snapshot
POST   /prometheus/api/v1/admin/tsdb/clean_tombstones
GET    /prometheus/api/v1/admin/tsdb/snapshot
POST   /prometheus/-/reload
PUT    /prometheus/-/quit
GET    /prometheus/-/ready
POST   /prometheus/api/v1/write
POST   /prometheus/api/v1/read
POST   /prometheus/api/v1/otlp/v1/metrics
GET    /prometheus/api/v1/status/config
GET    /prometheus/config
GET    /prometheus/metrics
GET    /prometheus/debug/pprof/heap
GET    /prometheus/federate?match[]=up
GET    /prometheus/
GET    /prometheus/graph
PUT    /prometheus/api/v1/query
DELETE /prometheus/api/v1/series?match[]=up
PATCH  /prometheus/api/v1/query
OPTIONS /prometheus/api/v1/query
GET    /prometheus/api/v1/query/../status/config
GET    /prometheus/api/v1/query%2f..%2fstatus%2fconfig
GET    /prometheus//api/v1/admin/tsdb/snapshot
GET    /prometheus/api/v1/label/x%2f..%2f..%2fstatus%2fconfig/values/..
POST   /loki/api/v1/push
POST   /loki/loki/api/v1/push
POST   /loki/api/v1/delete?query=%7B%7D
PUT    /loki/api/v1/delete
GET    /loki/api/v1/delete
GET    /loki/api/v1/rules
POST   /loki/api/v1/rules/x
GET    /loki/config
GET    /loki/services
GET    /loki/metrics
POST   /loki/prometheus/api/v1/rules
GET    /loki/prometheus/config
GET    /prometheus/api/v1/notifications/live
POST   /loki/flush
POST   /loki/ingester/shutdown
GET    /loki/ring
POST   /loki/otlp/v1/logs
DELETE /loki/api/v1/query
POST   /loki/ready
POST   /loki/api/v1/tail
POST   /alertmanager/api/v2/alerts
POST   /alertmanager/api/v1/alerts
GET    /alertmanager/api/v1/status
POST   /alertmanager/-/reload
GET    /alertmanager/-/ready
GET    /alertmanager/metrics
GET    /alertmanager/debug/pprof/heap
GET    /alertmanager/
PUT    /alertmanager/api/v2/silences
DELETE /alertmanager/api/v2/silences
POST   /alertmanager/api/v2/silence/0d8b8f6c-1111-4222-8333-9
DELETE /alertmanager/api/v2/alerts
OPTIONS /alertmanager/api/v2/silences
POST   /tempo/v1/traces
GET    /tempo/status/config
GET    /tempo/metrics
POST   /tempo/shutdown
GET    /tempo/flush
POST   /tempo/api/search
POST   /jaeger/api/traces
POST   /jaeger/api/services
GET    /jaeger/api/metrics/calls
GET    /jaeger/api/v3/services
GET    /tempo/api/v2/overrides
POST   /tempo/api/overrides
GET    /tempo/api/traces/../../status/config
GET    /prometheus/-/healthy
GET    /prometheus/api/v1/notadmin
GET    /loki/loki/api/v1/delete
GET    /loki/api/prom/query
POST   /loki/api/prom/push
GET    /loki/log_level
GET    /loki/memberlist
GET    /alertmanager/-/healthy
GET    /jaeger/metrics
GET    /jaeger/
"""

# Address, status and kind for whoever is logged in.
FILES = """
/                                       200 text/html; charset=utf-8
/d/system-overview                      200 text/html; charset=utf-8
/alerts                                 200 text/html; charset=utf-8
/config.json                            200 application/json; charset=utf-8
/dashboards/index.json                  200 application/json; charset=utf-8
/dashboards/none.json                   404 text/html; charset=utf-8
/atalaya-page-0123456789abcdef.js       200 text/javascript; charset=utf-8
/atalaya-page-0123456789abcdef_bg.wasm  200 application/wasm
/runbooks/Watchdog                      200 text/plain; charset=utf-8
/runbooks/None                          404 text/html; charset=utf-8
/.complete                              404 text/html; charset=utf-8
/healthz                                200 text/html; charset=utf-8
"""

# Address and status at the public status page, without a login.
PUBLIC = """
/                                             302
/status                                       200
/status?embed=1                               200
/status/status.json                           200
/status/incident.md                           200
/config.json                                  200
/atalaya-page-0123456789abcdef.js             200
/atalaya-page-0123456789abcdef_bg.wasm        200
/atalaya-0123456789abcdef.css                 200
/snippets/x-0123456789abcdef/inline0.js       200
/mark.svg                                     200
/alerts                                       404
/d/system-overview                            404
/dashboards/index.json                        404
/index.html                                   404
/runbooks/Watchdog                            404
/prometheus/api/v1/query?query=up             404
/loki/api/v1/labels                           404
/alertmanager/api/v2/silences                 404
/status/../config.example.json                404
/.complete                                    404
"""
