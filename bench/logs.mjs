// The page of log lines over many: a million loaded and scrolled through, and a tail of a thousand a second for five
// minutes, from a server of this script's own with Loki's rules for limit, start and end.
// Usage: node bench/logs.mjs <folder of the built page> <port> <output> [only]
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { chromium, sleep, until } from "./chromium.mjs";
import { report, row } from "./report.mjs";

const [site, port, output, only = ""] = process.argv.slice(2);
const LINES = 1_000_000;
const HOUR = 3_600_000;
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".svg": "image/svg+xml" };
const CONFIG = { refresh: "off", sources: [{ id: "loki", name: "Loki", kind: "loki", url: "loki/" }] };
const WINDOW = { width: 1280, height: 900 };
// A turn of a screen of 60 Hz, and some slack for the clock.
const TURN = 17;

// ---- a million lines, none of which is kept: each is made from its number ------------------------------------------------

const STREAMS = ["backend", "frontend", "worker", "nginx", "database"].map((service) => ({ service, service_name: service, env: "prod" }));
const LEVELS = ["info", "info", "info", "debug", "warn", "error"];
// The newest is number 0.
const END = Math.floor(Date.now() / HOUR) * HOUR;
const STEP = BigInt((HOUR * 1_000_000) / LINES);
const time = (number) => BigInt(END) * 1_000_000n - 1n - BigInt(number) * STEP;
const level = (number) => LEVELS[(number * 7 + (number >> 5)) % LEVELS.length];
const id = (number) => (Math.imul(number + 1, 2654435761) >>> 0).toString(16).padStart(8, "0").repeat(4);
const text = (number) => `{"level":"${level(number)}","msg":"request ${number} completed after ${(number * 37) % 900} ms","route":"/api/courses/${number % 97}/lessons","method":"${number % 3 ? "GET" : "POST"}","status":${number % 11 ? 200 : 503},"user":{"id":${number % 5003},"plan":"pro"},"region":"eu-west"}`;
const value = (number, at = time(number)) => [String(at), text(number), { structuredMetadata: { detected_level: level(number), trace_id: id(number) } }];

const streams = (numbers, at) => STREAMS.map((stream, place) => ({ stream, values: numbers.filter((number) => number % STREAMS.length === place).map((number) => value(number, at?.(number))) })).filter(({ values }) => values.length > 0);
const range = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
const bytes = (numbers) => numbers.reduce((sum, number) => sum + text(number).length + level(number).length + 32, 0);

// The number of the newest line that is older than a nanosecond.
const before = (nanos) => Number(((at) => (at <= 0n ? 0n : (at + STEP - 1n) / STEP))(BigInt(END) * 1_000_000n - BigInt(nanos)));

function lines(form) {
  const [newest, oldest] = [before(form.get("end")), Math.min(LINES, before(form.get("start")))];
  const limit = Number(form.get("limit") ?? 100);
  const found = form.get("direction") === "forward" ? range(Math.max(newest, oldest - limit), oldest) : range(newest, Math.min(oldest, newest + limit));
  return { status: "success", data: { resultType: "streams", encodingFlags: ["categorize-labels"], result: streams(found) } };
}

function counts(form) {
  const step = Number(form.get("step"));
  const [start, end] = ["start", "end"].map((name) => Number(BigInt(form.get(name)) / 1_000_000_000n));
  const count = (at) => Math.max(0, Math.min(LINES, before(BigInt(at - step) * 1_000_000_000n)) - before(BigInt(at) * 1_000_000_000n));
  const values = range(0, Math.floor((end - start) / step) + 1).map((place) => [start + place * step, String(count(start + place * step))]).filter(([, count]) => count !== "0");
  return { status: "success", data: { resultType: "matrix", result: [{ metric: { detected_level: "info" }, values }] } };
}

function answer(path, form) {
  if (path.endsWith("/query_range")) return form.has("step") ? counts(form) : lines(form);
  if (path.endsWith("/labels")) return { status: "success", data: Object.keys(STREAMS[0]) };
  if (path.endsWith("/values")) return { status: "success", data: STREAMS.map(({ service }) => service) };
  return { streams: 5, chunks: 5, entries: LINES, bytes: 1 };
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://x");
  const json = (body) => response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  if (pathname === "/config.json") return json(CONFIG);
  if (pathname.startsWith("/loki/")) return json(answer(pathname, searchParams));
  const name = extname(pathname) ? pathname : "/index.html";
  const file = await readFile(join(site, name)).catch(() => null);
  response.writeHead(file ? 200 : 404, { "Content-Type": KINDS[extname(name)] ?? "text/plain" }).end(file ?? "");
});

// A tail: so many lines a second in so many messages, until the page leaves.
const A_SECOND = 1_000;
const MESSAGES = 10;
server.on("upgrade", (request, socket) => {
  const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  let number = 0;
  const since = Date.now();
  const timer = setInterval(() => {
    // A timer that comes late brings what was due.
    const due = Math.floor(((Date.now() - since) * A_SECOND) / 1_000);
    const now = BigInt(Date.now()) * 1_000_000n;
    const numbers = range(number, due);
    number = due;
    if (numbers.length === 0) return;
    const body = Buffer.from(JSON.stringify({ streams: streams(numbers, (one) => now + BigInt(one % 1_000_000)) }));
    const head = Buffer.alloc(body.length < 65_536 ? 4 : 10);
    head[0] = 0x81;
    if (body.length < 65_536) (head[1] = 126), head.writeUInt16BE(body.length, 2);
    else (head[1] = 127), head.writeBigUInt64BE(BigInt(body.length), 2);
    socket.write(head), socket.write(body);
  }, 1_000 / MESSAGES);
  socket.on("error", () => {});
  socket.on("close", () => clearInterval(timer));
  socket.on("data", () => {});
});
await new Promise((resolve) => server.listen(Number(port), "127.0.0.1", resolve));

// ---- in the page -----------------------------------------------------------------------------------------------------------

// Before any script of the page: where wasm's memory is.
const watch = () => {
  window.bench = {};
  const instantiate = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...given) => {
    const made = await instantiate(...given);
    window.bench.memory ??= made.instance.exports.memory;
    return made;
  };
};

async function visit(browser, path) {
  const page = await browser.page(WINDOW);
  await page.send("Page.enable");
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${watch})()` });
  await page.send("Page.navigate", { url: `http://127.0.0.1:${port}${path}` });
  await until(() => page.run(() => document.querySelectorAll(".log-list .log-line").length > 20), "the lines", 60_000);
  return page;
}

// Bytes of wasm and of scripts, after what nobody needs is gone. What a script let go of may hold something of wasm's,
// which is let go of next.
async function memory(page) {
  for (let round = 0; round < 3; round++) {
    await page.send("HeapProfiler.collectGarbage");
    await sleep(100);
  }
  const { usedSize } = await page.send("Runtime.getHeapUsage");
  const wasm = await page.run(() => window.bench.memory.buffer.byteLength);
  console.log(`  memory: wasm ${(wasm / 1e6).toFixed(1)} MB, scripts ${(usedSize / 1e6).toFixed(1)} MB`);
  return wasm + usedSize;
}

// Scrolls to the end of what is loaded, which loads the next page; how many are loaded once it is all.
function load(lines) {
  const list = document.querySelector(".log-list");
  const told = document.querySelector(".log-toolbar .num").innerText;
  const loaded = Number(told.replaceAll(",", "").match(/(\d+) (lines )?loaded/)[1]);
  // Lines that are not in the page have less room than those that are.
  const [rooms, rows] = [".log-room", ".log-line"].map((part) => [...list.querySelectorAll(`:scope > ${part}`)]);
  const room = rooms.reduce((sum, room) => sum + room.offsetHeight, 0) / (lines - rows.length);
  const to = loaded * room - 2 * list.clientHeight;
  // Lines that are wrapped are higher: where that place has been reached and is not near the end yet, it goes on from there.
  list.scrollTop = list.scrollTop >= Math.floor(to) ? list.scrollTop + list.clientHeight : to;
  return loaded >= lines && told;
}

// Scrolls from the top by so many pixels a frame; how far apart frames were, and the most rows that were in the page.
function scroll(step, frames) {
  const list = document.querySelector(".log-list");
  list.scrollTop = 0;
  return new Promise((resolve) => {
    const [apart, seen] = [[], { rows: 0, empty: 0 }];
    let last = 0;
    requestAnimationFrame(function frame(now) {
      if (last > 0) apart.push(now - last);
      last = now;
      seen.rows = Math.max(seen.rows, list.querySelectorAll(".log-line").length);
      if (apart.length >= frames) return resolve({ apart, ...seen });
      list.scrollTop += step || list.scrollHeight / frames;
      requestAnimationFrame(frame);
    });
  });
}

const prompt = (apart) => (apart.filter((frame) => frame < TURN).length / apart.length) * 100;

async function million(browser) {
  const page = await visit(browser, `/logs?from=${END - HOUR}&to=${END}`);
  const start = await memory(page);
  const loaded = await until(() => page.run(load, LINES), "a million lines", 240_000);
  const taken = (await memory(page)) - start;
  const all = bytes(range(0, LINES));
  console.log(`  ${loaded}; ${(all / 1e6).toFixed(0)} MB of text, ${(taken / 1e6).toFixed(0)} MB of memory more than with the first page`);
  await page.run(() => new Promise((done) => setTimeout(done, 500)));
  const wheel = await page.run(scroll, 120, 600);
  const through = await page.run(scroll, 0, 600);
  for (const [name, { apart }] of [["120 px a frame", wheel], ["from end to end in 600 frames", through]]) {
    const sorted = apart.toSorted((a, b) => a - b);
    const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
    console.log(`  ${name}: median ${at(0.5)} ms, 95 % within ${at(0.95)}, most ${at(1)}`);
  }
  await page.close();
  return [
    row("1,000,000 lines: frames within 17 ms, as a wheel scrolls", prompt(wheel.apart), null, "%", -95),
    row("1,000,000 lines: frames within 17 ms, from end to end", prompt(through.apart), null, "%", -95),
    row("1,000,000 lines: rows in the page, at most", Math.max(wheel.rows, through.rows), null, "rows", 200),
    row("1,000,000 lines: memory over their text", taken / 1e6, all / 1e6, "MB", 1.3),
  ];
}

// ---- tail ------------------------------------------------------------------------------------------------------------------

const SECONDS = Number(process.env.TAIL_SECONDS ?? 300);
const SETTLED = 3_000;
// Memory is measured so often, and held against what it was once the list had been full several times over (its 10,000 lines
// come in 10 s) and the browser had compiled what runs often. Wasm's never shrinks, so what it was in between is told as well.
const EACH = 60;
const FULL = 1;
const LOOK = 10;

function frames() {
  window.bench.worst = 0;
  window.bench.frames = 0;
  const begin = performance.now() + 1_000;
  let last = begin;
  requestAnimationFrame(function frame(now) {
    if (now > begin) {
      window.bench.frames++;
      window.bench.worst = Math.max(window.bench.worst, now - last);
    }
    last = Math.max(now, begin);
    requestAnimationFrame(frame);
  });
}

async function tail(browser) {
  const page = await visit(browser, "/logs?live=1");
  await until(() => page.run(() => document.querySelector(".log-live").innerText.includes("Following")), "the tail", 30_000);
  await page.run(frames);
  const [held, sizes] = [[], []];
  for (let passed = 0; passed < SECONDS; passed += EACH) {
    for (let left = Math.min(EACH, SECONDS - passed); left > 0; left -= LOOK) {
      await sleep(Math.min(LOOK, left) * 1_000);
      held.push((await page.run(() => window.bench.memory.buffer.byteLength)) / 1e6);
    }
    const { worst } = await page.run(() => window.bench);
    sizes.push(await memory(page));
    // Collecting the garbage for the measure, and what the page does about so much of it at once, is no frame of its own.
    await sleep(SETTLED);
    await page.run((worst) => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done((window.bench.worst = worst))))), worst);
  }
  const seen = await page.run(() => ({ worst: window.bench.worst, frames: window.bench.frames, told: document.querySelector(".log-toolbar .num").innerText }));
  const [full, end] = [sizes[Math.min(FULL, sizes.length - 1)], sizes.at(-1)];
  console.log(`  ${SECONDS} s at ${A_SECOND} lines a second: ${seen.frames} frames, ${seen.told}; memory every ${EACH} s: ${sizes.map((size) => (size / 1e6).toFixed(2)).join(" ")} MB`);
  console.log(`  wasm's memory every ${LOOK} s: ${held.map((size) => size.toFixed(1)).join(" ")} MB`);
  await page.close();
  return [
    row(`tail of 1,000 lines a second for ${SECONDS} s: longest frame`, seen.worst, null, "ms", 50),
    row(`tail of 1,000 lines a second for ${SECONDS} s: memory at the end`, end / 1e6, full / 1e6, "MB", 1.05),
  ];
}

const WORKS = { million, tail };
const browser = await chromium();
try {
  for (const [name, work] of Object.entries(WORKS)) if (name.includes(only)) await report(await work(browser), output);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
