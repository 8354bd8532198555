// Serves the benchmark's page on loopback, opens it in headless Chromium, prints its rows and writes target/bench.json.
// Usage: node bench/run.mjs <pkg folder> <uplot folder> <output> [only]
import { createServer } from "node:http";
import { readFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const [pkg, uplot, output, only = ""] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const DEADLINE = 10 * 60_000;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const file = path.startsWith("/pkg/") ? join(pkg, path.slice(5)) : path.startsWith("/uplot/") ? join(uplot, path.slice(7)) : join(here, path);
  try {
    const body = await readFile(file);
    // Isolated pages get a clock of 5 µs instead of 100.
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const profile = await mkdtemp(join(tmpdir(), "atalaya-bench-"));
const driver = spawn("chromedriver", ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
let end = async () => {};
try {
  const port = await new Promise((resolve, reject) => {
    let text = "";
    driver.on("error", reject);
    driver.on("exit", () => reject(new Error("chromedriver ended before it listened")));
    driver.stdout.on("data", (data) => {
      const found = /successfully on port (\d+)/.exec((text += data));
      if (found) resolve(found[1]);
    });
  });
  const call = async (method, path, body) => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await reply.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const args = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1100,800", "--force-device-scale-factor=1", `--user-data-dir=${profile}`,
  ];
  const options = { capabilities: { alwaysMatch: { "goog:chromeOptions": { args } } } };
  const session = `/session/${(await call("POST", "/session", options)).sessionId}`;
  end = () => call("DELETE", session);
  await call("POST", `${session}/url`, { url: `http://127.0.0.1:${server.address().port}/page.html?only=${encodeURIComponent(only)}` });
  const script = "return { rows: window.rows ?? null, failed: window.failed ?? null }";
  const until = Date.now() + DEADLINE;
  let state = { rows: null, failed: null };
  while (!state.rows && !state.failed) {
    if (Date.now() > until) throw new Error("the page did not finish in time");
    await new Promise((resolve) => setTimeout(resolve, 500));
    state = await call("POST", `${session}/execute/sync`, { script, args: [] });
  }
  if (state.failed) throw new Error(state.failed);
  const text = (number) => (number === null ? "" : String(number));
  const bar = (row) => (row.ratio === null ? `${row.bar} ${row.unit}` : `${row.bar}`);
  const within = (row) => (row.ratio ?? row.ours) <= row.bar;
  const table = [["work", "ours", "theirs", "unit", "ratio", "bar", ""], ...state.rows.map((row) => [row.work, text(row.ours), text(row.theirs), row.unit, text(row.ratio), bar(row), within(row) ? "ok" : "OVER"])];
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
  for (const line of table) console.log(line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "));
  await writeFile(output, `${JSON.stringify(state.rows, null, 2)}\n`);
  console.log(`written: ${output}`);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  // The session's end closes Chromium; without it the driver would leave it behind.
  await end().catch(() => {});
  driver.kill();
  server.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
