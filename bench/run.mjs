// Serves the benchmark's page on loopback, opens it in headless Chromium and reports its rows.
// Usage: node bench/run.mjs <pkg folder> <uplot folder> <output> [only]
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, until } from "./chromium.mjs";
import { report } from "./report.mjs";

const [pkg, uplot, output, only = ""] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const DEADLINE = 10 * 60_000;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  const file = path.startsWith("/pkg/") ? join(pkg, path.slice(5)) : path.startsWith("/uplot/") ? join(uplot, path.slice(7)) : path === "/lines.json" ? join(here, "../public/demo/loki.json") : join(here, path);
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
const browser = await chromium();
try {
  const page = await browser.page({ width: 1100, height: 800 });
  await page.send("Page.navigate", { url: `http://127.0.0.1:${server.address().port}/page.html?only=${encodeURIComponent(only)}` });
  const state = () => ({ rows: window.rows ?? null, failed: window.failed ?? null });
  const asked = async () => {
    const { rows, failed } = await page.run(state);
    if (failed) throw new Error(failed);
    return rows;
  };
  await report(await until(asked, "the page", DEADLINE), output);
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
