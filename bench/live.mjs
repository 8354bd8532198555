// What only the whole product can show: the built page over the real stack of `scripts/live`, in headless Chromium.
// Usage: node bench/live.mjs <folder of the stack> <first port> <output> [only]
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { chromium, sleep, until } from "./chromium.mjs";
import { median, report, row } from "./report.mjs";
import { inked, rival } from "./rival.mjs";
import { watch } from "./watch.mjs";

const [folder, port, output, only = ""] = process.argv.slice(2);
const ADDRESS = `http://127.0.0.1:${port}`;
const WINDOW = { width: 1440, height: 900 };

const note = (text) => console.log(`  ${text}`);
const range = (numbers, unit = "ms") => `median ${median(numbers).toFixed(1)}, least ${Math.min(...numbers).toFixed(1)}, most ${Math.max(...numbers).toFixed(1)} ${unit}`;

function live(...words) {
  const { status } = spawnSync("scripts/live", [...words, "--dir", folder, "--ports-from", port], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error(`scripts/live ${words.join(" ")} failed`);
}

async function open(browser, path, size = WINDOW) {
  const page = await browser.page(size);
  await page.send("Page.enable");
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})()` });
  return { ...page, go: () => page.send("Page.navigate", { url: ADDRESS + path }) };
}

const isFresh = () => document.querySelector("[data-panel]")?.dataset.state === "fresh" && window.bench.draws > 0;

// ---- refresh: the bytes of a panel's answers, first and after a step, as the page decodes them ------------------------------

async function refresh(browser) {
  const STEP = 60;
  const page = await open(browser, `/d/system-overview?viewPanel=9&from=now-24h&to=now&refresh=${STEP}s`);
  // Only here: watching the network costs the page a millisecond for each request.
  await page.send("Network.enable");
  const answers = new Map();
  page.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (request.url.includes("/api/v1/query_range")) answers.set(requestId, { form: request.postData ?? request.url, decoded: 0, done: false });
  });
  page.on("Network.dataReceived", ({ requestId, dataLength }) => {
    if (answers.has(requestId)) answers.get(requestId).decoded += dataLength;
  });
  page.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (answers.has(requestId)) Object.assign(answers.get(requestId), { encoded: encodedDataLength, done: true });
  });
  await page.go();
  await until(() => page.run(isFresh), "the first load of the panel", 30_000);
  const first = [...answers.values()];
  // Annotations are asked once the panel stands; they are none of its questions.
  const query = ({ form }) => new URLSearchParams(form).get("query");
  const its = new Set(first.map(query));
  const later = () => [...answers.values()].slice(first.length).filter((answer) => its.has(query(answer)));
  await until(() => later().length >= first.length && later().every(({ done }) => done), "the refresh of the panel", 3 * STEP * 1000);
  const bytes = (list, field) => list.reduce((sum, answer) => sum + answer[field], 0);
  const second = later();
  for (const [name, list] of [["first load", first], ["refresh", second]]) {
    const step = new URLSearchParams(list[0].form).get("step");
    note(`${name}: ${list.length} × query_range, step ${step}, ${bytes(list, "decoded")} bytes of JSON (${bytes(list, "encoded")} on the wire)`);
  }
  await page.close();
  return [row("refresh of a 24 h panel after one step: bytes of JSON", bytes(second, "decoded"), bytes(first, "decoded"), "B", 0.05)];
}

// ---- hover: a pointer over a panel of more than a hundred series ---------------------------------------------------------

const CROWD = {
  uid: "bench-crowd",
  title: "A crowd",
  schemaVersion: 41,
  panels: [
    {
      id: 1,
      type: "timeseries",
      title: "Buckets",
      gridPos: { x: 0, y: 0, w: 24, h: 12 },
      targets: [{ refId: "A", expr: "rate(db_query_duration_seconds_bucket[5m])" }],
    },
  ],
};

async function hover(browser) {
  const MOVES = 200;
  const WARM_UP = 20;
  await writeFile(join(folder, "site/dashboards/bench-crowd.json"), JSON.stringify(CROWD));
  const page = await open(browser, "/d/bench-crowd?from=now-6h&to=now");
  await page.go();
  await until(() => page.run(isFresh), "the crowded panel", 30_000);
  const { series, box } = await page.run(() => {
    const { left, top, width, height } = document.querySelector(".chart-layer").getBoundingClientRect();
    return { series: document.querySelectorAll(".legend button, .legend-table tbody tr").length, box: { left, top, width, height } };
  });
  if (series < 100) throw new Error(`the crowd has ${series} series only`);
  await page.send("Performance.enable");
  const metrics = async () => Object.fromEntries((await page.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  const frames = () => page.run(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))));
  const names = ["ScriptDuration", "TaskDuration", "LayoutDuration", "RecalcStyleDuration"];
  const cost = async (act) => {
    await frames();
    const before = await metrics();
    await act();
    await frames();
    const after = await metrics();
    return Object.fromEntries(names.map((name) => [name, (after[name] - before[name]) * 1000]));
  };
  const costs = { moves: [], nothing: [] };
  let drawn = 0;
  for (let move = -WARM_UP; move < MOVES; move++) {
    const x = box.left + box.width * (0.1 + (0.85 * ((move * 37 + 740) % 400)) / 400);
    const y = box.top + box.height * (0.1 + (0.7 * ((move * 13 + 260) % 150)) / 150);
    const nothing = await cost(async () => {});
    const draws = await page.run(() => window.bench.draws);
    const moved = await cost(() => page.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y }));
    if (move < 0) continue;
    drawn += (await page.run(() => window.bench.draws)) - draws;
    costs.moves.push(moved);
    costs.nothing.push(nothing);
  }
  if (!(await page.run(() => document.querySelector(".tooltip .row") !== null))) throw new Error("no tooltip stands under the pointer");
  await page.close();
  // Measuring has a price of its own; it is taken off.
  const each = (name) => {
    const price = median(costs.nothing.map((cost) => cost[name]));
    return costs.moves.map((cost) => Math.max(0, cost[name] - price));
  };
  note(`${series} series, ${MOVES} moves; script: ${range(each("ScriptDuration"))}; whole tasks: ${range(each("TaskDuration"))}`);
  note(`of them layout: ${range(each("LayoutDuration"))}; styles: ${range(each("RecalcStyleDuration"))}`);
  return [
    row(`hover over a panel of ${series} series: script of a move`, median(each("ScriptDuration")), null, "ms", 2),
    row(`hover over a panel of ${series} series: canvas calls`, drawn, null, "calls", 0),
  ];
}

// ---- scroll: a long dashboard with all rows open over a day, and a long table ---------------------------------------------------

// The file of Node Exporter Full as its authors publish it (grafana.com, dashboard 1860): in the folder that DIR names.
const FULL = "rfmoz-node-exporter-full.json";
const BUSY = 50;
// A turn of a screen of 60 Hz, and some slack for the clock.
const TURN = 17;
// A task that takes longer than this runs code of the page.
const FIRST = 2;
// All that nobody asked for is in the page after so many milliseconds.
const REST = 2_000;

// Ten thousand rows and some: a hundred and more series at as many instants.
const LONG = {
  uid: "bench-long",
  title: "A long table",
  schemaVersion: 41,
  panels: [
    {
      id: 1,
      type: "table",
      title: "Samples",
      gridPos: { x: 0, y: 0, w: 24, h: 18 },
      maxDataPoints: 120,
      targets: [{ refId: "A", format: "table", expr: "rate(db_query_duration_seconds_bucket[5m])" }],
      fieldConfig: { defaults: { custom: { filterable: true } }, overrides: [] },
    },
  ],
};

async function scroll(browser) {
  const rows = [];
  const file = await findFull();
  if (file === null) {
    note(`skipped: ${FULL} is in no folder that DIR names, nor beside`);
  } else {
    const dashboard = JSON.parse(file);
    for (const panel of dashboard.panels) if (panel.type === "row") panel.collapsed = false;
    dashboard.panels = dashboard.panels.flatMap((panel) => (panel.type === "row" ? [{ ...panel, panels: [] }, ...(panel.panels ?? [])] : [panel]));
    dashboard.uid = "bench-full";
    await writeFile(join(folder, "site/dashboards/bench-full.json"), JSON.stringify(dashboard));
    // The pretended machine has a day of history, the real exporter has more panels to fill.
    const real = `&var-nodename=${encodeURIComponent(hostname())}&var-node=localhost`;
    for (const [who, chosen] of [["with history", ""], ["real exporter", real]])
      rows.push(...(await scrolled(browser, `/d/bench-full?from=now-24h&to=now${chosen}`, `Node Exporter Full, all rows open, 24 h, ${who}`, "[data-panel]")));
  }
  await writeFile(join(folder, "site/dashboards/bench-long.json"), JSON.stringify(LONG));
  rows.push(...(await scrolled(browser, "/d/bench-long?from=now-6h&to=now", "table of more than 10,000 rows", ".table-scroll")));
  return rows;
}

async function findFull() {
  for (const folder of [process.env.DIR, ".", "..", "tests/dashboards"]) {
    const file = folder && (await readFile(join(folder, FULL), "utf8").catch(() => null));
    if (file) return file;
  }
  return null;
}

// Scrolls a page to its end, twice: once as a reader has it, for its frames, and once under trace, which has a price of its
// own, for its tasks. Those are told as they were on the clock and as time of the processor: on a machine that does other
// work too the second is the page's own.
async function scrolled(browser, path, what, ready) {
  const { frames, size } = await rolled(await open(browser, path), ready, what);
  note(`${what}: ${size.panels} panels, ${size.elements} elements${size.rows ? `, ${size.rows - 1} rows` : ""}`);
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  const prompt = frames.filter((frame) => frame < TURN).length / frames.length;
  note(`  ${frames.length} frames: median ${at(0.5).toFixed(1)} ms, 95 % within ${at(0.95).toFixed(1)}, most ${at(1).toFixed(1)}; ${(prompt * 100).toFixed(1)} % under ${TURN} ms`);

  const events = [];
  const page = await open(browser, path);
  page.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await page.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline", "toplevel", "blink.user_timing"] } });
  await rolled(page, ready, what, async () => {
    const complete = new Promise((resolve) => page.on("Tracing.tracingComplete", resolve));
    await page.send("Tracing.end");
    await complete;
  });
  const mark = (wanted) => events.find(({ name }) => name === wanted);
  const compiled = mark("bench:wasm");
  const tasks = events
    .filter(({ name, ph, pid, tid, ts, dur }) => name === "RunTask" && ph === "X" && pid === compiled.pid && tid === compiled.tid && ts + dur > compiled.ts)
    .toSorted((a, b) => a.ts - b.ts)
    .map(({ ts, dur, tdur }) => ({ ts, wall: dur / 1000, cpu: (tdur ?? 0) / 1000 }));
  // The first task is the one that the compiled page starts with.
  const [, ...others] = tasks.slice(tasks.findIndex(({ cpu }) => cpu > FIRST));
  const [from, to] = [mark("bench:scroll").ts, mark("bench:scrolled").ts];
  for (const [when, some] of [["opening", others.filter(({ ts }) => ts < from)], ["scrolling", others.filter(({ ts }) => ts >= from && ts < to)]]) {
    const busy = some.filter(({ wall }) => wall > BUSY).map(({ wall, cpu }) => `${wall.toFixed(0)} (processor ${cpu.toFixed(0)})`);
    note(`  ${when}: longest task ${most(some, "wall").toFixed(1)} ms, of processor time ${most(some, "cpu").toFixed(1)}; over ${BUSY} ms: ${busy.join(", ") || "none"}`);
  }
  return [
    row(`${what}: longest task but the first, processor time`, most(others, "cpu"), null, "ms", BUSY),
    row(`${what}: frames within ${TURN} ms while scrolling`, prompt * 100, null, "%", -95),
  ];
}

// Opens a page, lets it come to rest, scrolls it to its end and closes it.
async function rolled(page, ready, what, ended = async () => {}) {
  // The page before is still being taken down, and this one's process is new.
  await sleep(SETTLE);
  await page.go();
  await until(() => page.run((ready) => document.querySelector(ready) !== null && document.querySelector('[data-panel][data-state="fresh"]') !== null, ready), what, 30_000);
  await sleep(REST);
  const frames = await page.run(down);
  const size = await page.run(() => ({ rows: Number(document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount") ?? 0), panels: document.querySelectorAll("[data-panel]").length, elements: document.querySelectorAll("*").length }));
  await ended();
  await page.close();
  return { frames, size };
}

const most = (tasks, time) => Math.max(0, ...tasks.map((task) => task[time]));

// Scrolls what scrolls to its end and notes how far apart frames are. It stands on its own: only its text travels.
function down() {
  const FRAMES = 600;
  const STEP = 60;
  const table = document.querySelector(".table-scroll");
  const scroller = document.querySelectorAll("[data-panel]").length > 1 || !table ? document.scrollingElement : table;
  return new Promise((resolve) => {
    const frames = [];
    let last = 0;
    performance.mark("bench:scroll");
    requestAnimationFrame(function frame(now) {
      if (last > 0) frames.push(now - last);
      last = now;
      scroller.scrollTop += STEP;
      const ended = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
      if (frames.length < FRAMES && !ended) return requestAnimationFrame(frame);
      performance.mark("bench:scrolled");
      resolve(frames);
    });
  });
}

// ---- cold load: System overview from nothing to all panels drawn ----------------------------------------------------------

const LOADS = 9;
const TRACED = 5;
const SETTLE = 500;
// Tall enough for all panels.
const TALL = { width: 1440, height: 2100 };
const PARTS = ["html", "wasm fetched", "wasm ready", "config", "dashboard", "variables", "first query", "first answer", "last answer", "drawn"];

// A folder with Prometheus' UI: the machine's speed changes within a day, its ratio to ours does not. It needs 690 ms for
// one graph where ours may take 400 for all panels.
const { PROMETHEUS_UI } = process.env;
const ONE_GRAPH = 'avg by (mode) (rate(node_cpu_seconds_total{mode!="idle"}[1m]))';
const AGAINST_ONE_GRAPH = 0.58;

async function cold(browser) {
  const other = PROMETHEUS_UI && (await rival(PROMETHEUS_UI, join(folder, "rival"), Number(port) + 8, `127.0.0.1:${Number(port) + 1}`));
  const loads = [];
  const theirs = [];
  try {
    for (let load = 0; load < LOADS; load++) {
      loads.push(await coldLoad(browser));
      if (other) theirs.push(await oneGraph(browser, other.graph(ONE_GRAPH)));
    }
  } finally {
    await other?.end();
  }
  const longest = [];
  for (let load = 0; load < TRACED; load++) longest.push(await tasks(browser));
  note(`${loads[0].panels} panels, ${loads[0].queries} queries, ${LOADS} loads without any cache, ms after navigation:`);
  for (const part of PARTS) note(`  ${part.padEnd(13)} ${range(loads.map((load) => load[part]))}`);
  note(`  tasks over 50 ms after the wasm was ready: ${loads.map(({ long }) => (long.length ? long.join(" + ") : "none")).join(", ")}`);
  note(`longest task of ${TRACED} traced loads: ${range(longest.map(({ wall }) => wall))}; processor time ${range(longest.map(({ cpu }) => cpu))}`);
  const drawn = median(loads.map(({ drawn }) => drawn));
  if (other) note(`one graph in Prometheus' UI: ${range(theirs)}`);
  else note("PROMETHEUS_UI names no folder with Prometheus' UI (web/ui/static/mantine-ui of its sources): not compared");
  return [
    row(`cold load of System overview, ${loads[0].panels} panels drawn`, drawn, null, "ms", 400),
    ...(other ? [row("cold load of System overview against one graph in Prometheus' UI", drawn, median(theirs), "ms", AGAINST_ONE_GRAPH)] : []),
    row("cold load of System overview: longest task once the wasm is compiled", median(longest.map(({ wall }) => wall)), null, "ms", 50),
  ];
}

async function oneGraph(browser, address) {
  const page = await browser.page(WINDOW);
  await page.send("Page.enable");
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${inked})()` });
  await sleep(SETTLE);
  await page.send("Page.navigate", { url: address });
  const drawn = await page.run(() => window.drawn);
  await page.close();
  return drawn;
}

async function coldLoad(browser, before = async () => {}, after = async () => {}) {
  const page = await open(browser, "/d/system-overview", TALL);
  await before(page);
  // The page before is still being taken down, and this one's process is new.
  await sleep(SETTLE);
  await page.go();
  const load = await page.run(() => window.bench.loaded);
  await after(page);
  await page.close();
  if (load.panels < 12) throw new Error(`only ${load.panels} panels are on the page`);
  return load;
}

// The longest task of the page's main thread that ended after the wasm was compiled.
async function tasks(browser) {
  const events = [];
  let wall = 0;
  let cpu = 0;
  const before = async (page) => {
    page.on("Tracing.dataCollected", ({ value }) => events.push(...value));
    await page.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline", "toplevel", "blink.user_timing"] } });
  };
  const after = async (page) => {
    const complete = new Promise((resolve) => page.on("Tracing.tracingComplete", resolve));
    await page.send("Tracing.end");
    await complete;
    const ready = events.find(({ name }) => name === "bench:wasm");
    for (const { name, ph, pid, tid, ts, dur, tdur } of events) {
      if (name !== "RunTask" || ph !== "X" || pid !== ready.pid || tid !== ready.tid || ts + dur < ready.ts || dur / 1000 <= wall) continue;
      [wall, cpu] = [dur / 1000, (tdur ?? 0) / 1000];
    }
  };
  await coldLoad(browser, before, after);
  return { wall, cpu };
}

const WORKS = { refresh, hover, scroll, cold };

// A stack that runs already is used and left as it is.
const found = await fetch(ADDRESS).then(() => true, () => false);
const browser = await chromium();
try {
  if (!found) live("start");
  const rows = [];
  for (const [name, work] of Object.entries(WORKS)) {
    if (!name.includes(only)) continue;
    console.log(`${name}:`);
    rows.push(...(await work(browser)));
  }
  await report(rows, output);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  if (!found) live("stop");
}
