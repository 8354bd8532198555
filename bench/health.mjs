// The page of checks over many: 1,400 probes with bars of 90 days, made up here, answered by a server of this script's own.
// Usage: node bench/health.mjs <folder of the built page> <port> <output>
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { chromium, until } from "./chromium.mjs";
import { median, report, row } from "./report.mjs";

const [site, port, output] = process.argv.slice(2);
const CHECKS = 1_400;
const EVERY = 30;
const LOADS = 5;
// A turn of a screen of 60 Hz, and some slack for the clock.
const TURN = 17;
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml" };
const CONFIG = { refresh: "off", sources: [{ id: "p", name: "Prometheus", kind: "prometheus", url: "prometheus/" }] };

const each = (make) => Array.from({ length: CHECKS }, (_, place) => make(place));
const labels = (name, place) => ({ __name__: name, instance: `https://host-${place}.example.org`, job: "blackbox" });
// Some fail now, some failed once, most never.
const fails = (place) => place % 97 === 3;
const share = (place, piece) => ((place * 7 + piece) % 61 === 0 ? "0.97" : (place + piece * 3) % 41 === 0 ? "0.999" : "1");

const now = (at) =>
  each((place) => [
    { metric: labels("probe_success", place), value: [at, fails(place) ? "0" : "1"] },
    { metric: labels("probe_duration_seconds", place), value: [at, String(0.04 + (place % 30) / 100)] },
    { metric: labels("probe_http_status_code", place), value: [at, fails(place) ? "503" : "200"] },
    { metric: labels("probe_ssl_earliest_cert_expiry", place), value: [at, String(at + 86_400 * (10 + (place % 80)))] },
  ]).flat();
const recent = (at, length) => {
  const times = Array.from({ length: Math.floor(length / EVERY) }, (_, step) => at - length + (step + 1) * EVERY);
  return each((place) => ({ metric: labels("probe_success", place), values: times.map((time, step) => [time, fails(place) && step > 10 ? "0" : "1"]) }));
};
const shares = (start, end, step) => {
  const times = Array.from({ length: Math.round((end - start) / step) + 1 }, (_, piece) => start + piece * step);
  return each((place) => ({ metric: { ...labels("", place), __name__: undefined }, values: times.map((time, piece) => [time, share(place, piece)]) }));
};

function answer(path, form) {
  const query = form.get("query") ?? "";
  const at = Number(form.get("time"));
  const data = (resultType, result) => JSON.stringify({ status: "success", data: { resultType, result } });
  if (path.endsWith("/query_range")) return data("matrix", shares(Number(form.get("start")), Number(form.get("end")), Number(form.get("step"))));
  if (path.endsWith("/targets")) return JSON.stringify({ status: "success", data: { activeTargets: [], droppedTargets: [] } });
  const window = query.match(/\[(\d+)s\]$/);
  if (window) return data("matrix", recent(at, Number(window[1])));
  if (query.startsWith("{")) return data("vector", now(at));
  return data("vector", each((place) => ({ metric: { ...labels("", place), __name__: undefined }, value: [at, share(place, 0)] })));
}

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://x");
  const json = (text) => response.writeHead(200, { "Content-Type": "application/json" }).end(text);
  if (pathname === "/config.json") return json(JSON.stringify(CONFIG));
  if (pathname.startsWith("/prometheus/")) {
    let body = "";
    for await (const piece of request) body += piece;
    return json(answer(pathname, new URLSearchParams(body)));
  }
  const name = extname(pathname) ? pathname : "/index.html";
  const file = await readFile(join(site, name)).catch(() => null);
  response.writeHead(file ? 200 : 404, { "Content-Type": KINDS[extname(name)] ?? "text/plain" }).end(file ?? "");
}).listen(Number(port), "127.0.0.1");

// In the page: when the bytes of the last answer were there, and the frame that shows all of it.
const watch = () => {
  const real = Response.prototype.arrayBuffer;
  window.bench = { arrived: 0, bytes: 0, shown: 0, most: 0 };
  Response.prototype.arrayBuffer = async function () {
    const bytes = await real.call(this);
    if (/v1\/query/.test(this.url)) Object.assign(window.bench, { arrived: performance.now(), bytes: window.bench.bytes + bytes.byteLength });
    return bytes;
  };
  const look = () => {
    const rows = document.querySelectorAll(".health .check").length;
    window.bench.most = Math.max(window.bench.most, rows);
    const whole = document.querySelectorAll(".health .check .beats path").length >= 20 && [...document.querySelectorAll(".health .check [data-label=Uptime]")].every((cell) => cell.innerText.includes("%"));
    if (rows >= 20 && whole && !window.bench.shown) window.bench.shown = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

// Scrolls to the end and notes how far apart frames are, and how many rows were in the page at most.
const down = () =>
  new Promise((resolve) => {
    const STEP = 120;
    const frames = [];
    const empty = [];
    let last = 0;
    requestAnimationFrame(function frame(now) {
      if (last > 0) frames.push(now - last);
      last = now;
      const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
      empty.push(middle?.closest(".check") ? 0 : 1);
      document.scrollingElement.scrollTop += STEP;
      const { scrollTop, clientHeight, scrollHeight } = document.scrollingElement;
      if (scrollTop + clientHeight < scrollHeight - 1) return requestAnimationFrame(frame);
      resolve({ frames, empty: empty.reduce((sum, one) => sum + one, 0), most: window.bench.most });
    });
  });

async function visit(browser) {
  const page = await browser.page({ width: 1280, height: 900 });
  await page.send("Page.enable");
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})()` });
  await page.send("Page.navigate", { url: `http://127.0.0.1:${port}/health?from=now-90d&to=now` });
  await until(() => page.run(() => window.bench?.shown > 0), "the list", 60_000);
  return page;
}

const browser = await chromium();
try {
  const loads = [];
  for (let load = 0; load < LOADS; load++) {
    const page = await visit(browser);
    loads.push(await page.run(() => window.bench));
    if (load < LOADS - 1) await page.close();
    else {
      const { frames, empty, most } = await page.run(down);
      const prompt = frames.filter((frame) => frame < TURN).length / frames.length;
      console.log(`  ${loads[0].bytes} bytes of JSON; ${frames.length} frames, slowest ${Math.max(...frames).toFixed(1)} ms; ${empty} of them without a row in the middle`);
      await report(
        [
          row(`${CHECKS} checks with bars of 90 days: from the bytes to the list`, median(loads.map(({ arrived, shown }) => Math.max(shown - arrived, 0))), null, "ms", 1000),
          row(`${CHECKS} checks: frames within ${TURN} ms while scrolling`, prompt * 100, null, "%", -95),
          row(`${CHECKS} checks: rows in the page, at most`, most, null, "rows", 400),
        ],
        output,
      );
    }
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
