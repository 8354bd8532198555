// Headless Chromium, spoken to over a pipe with its debugging protocol: nothing to install, no port, and scripts reach a
// page without loosening its Content-Security-Policy. It knows nothing of what is measured.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PROGRAM = process.env.CHROMIUM ?? "chromium";
const ARGUMENTS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
];
// An answer that does not come within this time never will.
const PATIENCE = 60_000;

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Starts the browser with an empty profile.
export async function chromium() {
  const profile = await mkdtemp(join(tmpdir(), "atalaya-bench-"));
  const child = spawn(PROGRAM, [...ARGUMENTS, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const waiting = new Map();
  const listeners = new Set();
  const fail = (error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.once("error", (error) => fail(error));
  child.once("exit", () => fail(new Error("Chromium has ended")));

  const [, , , input, output] = child.stdio;
  input.on("error", () => {});
  // Messages end with a zero byte; one may come in pieces.
  let pieces = [];
  output.on("data", (data) => {
    let from = 0;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, from)) {
      pieces.push(data.subarray(from, end));
      hear(JSON.parse(Buffer.concat(pieces).toString()));
      pieces = [];
      from = end + 1;
    }
    pieces.push(data.subarray(from));
  });
  const hear = ({ id, sessionId, method, params, result, error }) => {
    if (id === undefined) {
      for (const listener of listeners) if (listener.session === sessionId && listener.method === method) listener.call(params);
      return;
    }
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (error) waiter?.reject(new Error(`${waiter.method}: ${error.message}`));
    else waiter?.resolve(result);
  };

  let last = 0;
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const late = setTimeout(() => waiting.delete(id) && reject(new Error(`${method}: no answer`)), PATIENCE);
      const settle = (settled) => (value) => (clearTimeout(late), settled(value));
      waiting.set(id, { method, resolve: settle(resolve), reject: settle(reject) });
      input.write(`${JSON.stringify({ id, sessionId, method, params })}\0`);
    });

  // A page with a cache, storage and process of its own, as the first visit of a reader.
  const page = async ({ width, height }) => {
    const { browserContextId } = await send("Target.createBrowserContext");
    const { targetId } = await send("Target.createTarget", { url: "about:blank", browserContextId, width, height });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const mine = [];
    const call = (method, params) => send(method, params, sessionId);
    await call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    return {
      send: call,
      on: (method, call) => {
        const listener = { session: sessionId, method, call };
        mine.push(listener);
        listeners.add(listener);
      },
      // Runs a function in the page with arguments that survive JSON, and waits for what it returns.
      run: async (script, ...given) => {
        const expression = `(${script})(...${JSON.stringify(given)})`;
        const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
      close: async () => {
        for (const listener of mine) listeners.delete(listener);
        await send("Target.disposeBrowserContext", { browserContextId });
      },
    };
  };
  const close = async () => {
    await Promise.race([send("Browser.close").then(() => ended), sleep(5_000)]).catch(() => {});
    child.kill("SIGKILL");
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { page, close };
}

// Asks until the answer is something, for so long at most.
export async function until(ask, what, limit) {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${limit / 1000} s`);
    await sleep(100);
  }
}
