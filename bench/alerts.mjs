// The page of alerts over many: 50,000 alerts and 5,000 rules, made up here, answered by a server of this script's own.
// Usage: node bench/alerts.mjs <folder of the built page> <port> <output>
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { chromium, until } from "./chromium.mjs";
import { report, row } from "./report.mjs";

const [site, port, output] = process.argv.slice(2);
const ALERTS = 50_000;
const RULES = 5_000;
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml" };
const CONFIG = {
  refresh: "off",
  sources: [
    { id: "p", name: "Prometheus", kind: "prometheus", url: "prometheus/" },
    { id: "a", name: "Alertmanager", kind: "alertmanager", url: "alertmanager/" },
  ],
};
const START = Date.parse("2026-01-01T00:00:00Z");
const at = (place) => new Date(START + place * 1000).toISOString();

const alert = (place) => ({
  fingerprint: "",
  labels: { alertname: `Alert${place % 500}`, instance: `host-${place}`, severity: ["critical", "warning", "info"][place % 3], team: `team-${place % 7}`, job: "bench" },
  annotations: { summary: `host-${place} is not as it should be` },
  startsAt: at(place),
  endsAt: "2100-01-01T00:00:00.000Z",
  updatedAt: at(place),
  status: { state: "active", silencedBy: [], inhibitedBy: [] },
  receivers: [{ name: `team-${place % 7}` }],
  generatorURL: "",
});

function groups() {
  const found = Array.from({ length: 500 }, (_, place) => ({ labels: { alertname: `Alert${place}` }, receiver: { name: "all" }, alerts: [] }));
  for (let place = 0; place < ALERTS; place++) found[place % 500].alerts.push(alert(place));
  return found;
}

function rules() {
  const rule = (place) => ({ type: "alerting", name: `Alert${place}`, query: `metric_${place} > 1`, duration: 60, state: "inactive", health: "ok", evaluationTime: 0.001, lastEvaluation: at(0), labels: {}, annotations: {}, alerts: [] });
  const group = (place) => ({ name: `group-${place}`, file: "rules.yml", interval: 15, evaluationTime: 0.1, lastEvaluation: at(0), rules: Array.from({ length: 10 }, (_, one) => rule(place * 10 + one)) });
  return { status: "success", data: { groups: Array.from({ length: RULES / 10 }, (_, place) => group(place)) } };
}

const REPLIES = new Map(
  Object.entries({
    "/config.json": CONFIG,
    "/alertmanager/api/v2/alerts/groups": groups(),
    "/alertmanager/api/v2/alerts": [],
    "/alertmanager/api/v2/silences": [],
    "/alertmanager/api/v2/status": { cluster: { status: "ready", peers: [] }, versionInfo: { version: "0" }, config: { original: "route: {receiver: all}\nreceivers: [{name: all}]\n" }, uptime: at(0) },
    "/prometheus/api/v1/rules": rules(),
  }).map(([path, json]) => [path, Buffer.from(JSON.stringify(json))]),
);

const server = createServer(async (request, response) => {
  const path = new URL(request.url, "http://x").pathname;
  const reply = REPLIES.get(path);
  if (reply) return response.writeHead(200, { "Content-Type": "application/json" }).end(reply);
  const name = extname(path) ? path : "/index.html";
  const file = await readFile(join(site, name)).catch(() => null);
  response.writeHead(file ? 200 : 404, { "Content-Type": KINDS[extname(name)] ?? "text/plain" }).end(file ?? "");
}).listen(Number(port), "127.0.0.1");

// In the page: when the bytes of the wanted answer were there, and how long until rows are. Other answers that come later
// make the list anew; that is another measure.
const watch = (wanted) => {
  const real = Response.prototype.arrayBuffer;
  window.bench = { arrived: 0, shown: 0, most: 0, pause: 0 };
  Response.prototype.arrayBuffer = async function () {
    const bytes = await real.call(this);
    if (this.url.includes(wanted)) window.bench.arrived ||= performance.now();
    return bytes;
  };
  // How long nothing else had its turn: a timer that is asked for at once comes after 4 ms at most.
  let last = 0;
  const tick = () => {
    const now = performance.now();
    if (window.bench.arrived) window.bench.pause = Math.max(window.bench.pause, now - Math.max(last, window.bench.arrived));
    last = now;
    setTimeout(tick, 0);
  };
  tick();
  const look = () => {
    const rows = document.querySelectorAll(".alert-rows > li").length;
    window.bench.most = Math.max(window.bench.most, rows);
    if (rows > 10 && !window.bench.shown) window.bench.shown = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

async function visit(browser, path, wanted) {
  const page = await browser.page({ width: 1280, height: 900 });
  await page.send("Page.enable");
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})(${JSON.stringify(wanted)})` });
  await page.send("Page.navigate", { url: `http://127.0.0.1:${port}${path}` });
  await until(() => page.run(() => window.bench?.shown > 0 && document.querySelectorAll(".alert-rows > li").length > 10), "the list", 60_000);
  return page;
}

// Types one sign after the other; each is done when the list is what it leaves, in a frame that shows it.
const type = async (text) => {
  const field = document.querySelector(".filter-bar input");
  const later = () => new Promise((done) => setTimeout(done, 0));
  const times = [];
  window.bench.pause = 0;
  for (let length = 1; length <= text.length; length++) {
    field.value = text.slice(0, length);
    const since = performance.now();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    do await later();
    while (document.querySelector("[role=tabpanel] [aria-busy=true]"));
    times.push(performance.now() - since);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  }
  return { key: Math.max(...times), pause: window.bench.pause };
};

const browser = await chromium();
try {
  const page = await visit(browser, "/alerts", "alerts/groups");
  const { arrived, shown, pause } = await page.run(() => window.bench);
  const alerts = shown - arrived;
  // All of them again, while the list is there.
  await page.run(() => Object.assign(window.bench, { arrived: performance.now(), pause: 0 }));
  await page.run(() => document.querySelector(".page-tools .button-group button").click());
  await until(() => page.run(() => performance.now() - window.bench.arrived > 4000), "the answer again", 60_000);
  const again = await page.run(() => window.bench.pause);
  const keys = await page.run(type, 'team=~"team-[12]"');
  const words = await page.run(type, "host-4321");
  await page.run(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
  await page.run(() => new Promise((done) => setTimeout(done, 500)));
  const most = await page.run(() => window.bench.most);
  const other = await visit(browser, "/alerts?tab=rules", "v1/rules");
  const second = await other.run(() => window.bench);
  if (second.arrived === 0 || second.shown < second.arrived) throw new Error("a list of rules that nobody had sent");
  // Typing is measured once everyone has answered.
  await until(() => other.run(() => document.querySelector("#tab-firing .count") !== null), "the alerts", 60_000);
  const ruleKeys = await other.run(type, "metric_12");
  await report(
    [
      row(`${ALERTS} alerts: from the bytes to the list`, alerts, null, "ms", 1000),
      row(`${ALERTS} alerts: the longest pause until the list`, pause, null, "ms", 50),
      row(`${ALERTS} alerts: the longest pause when they come again`, again, null, "ms", 50),
      row(`${ALERTS} alerts: a key in the filter, until its list, the slowest`, Math.max(keys.key, words.key), null, "ms", 50),
      row(`${ALERTS} alerts: the longest pause while typing`, Math.max(keys.pause, words.pause), null, "ms", 50),
      row(`${ALERTS} alerts: rows in the page, at most`, most, null, "rows", 200),
      row(`${RULES} rules: from the bytes to the list`, second.shown - second.arrived, null, "ms", 1000),
      row(`${RULES} rules: a key in the search, until its list, the slowest`, ruleKeys.key, null, "ms", 50),
    ],
    output,
  );
} finally {
  await browser.close();
  server.close();
}
