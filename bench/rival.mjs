// The UI of Prometheus over the same server, as a yardstick of the machine: its release ships it as static files
// (`web/ui/static/mantine-ui` of its sources), which nginx serves here compressed, as Prometheus itself does.
import { spawn } from "node:child_process";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { until } from "./chromium.mjs";

// What Prometheus writes into the page when it serves it (web/web.go).
const SAID = { CONSOLES_LINK_PLACEHOLDER: "", AGENT_MODE_PLACEHOLDER: "false", READY_PLACEHOLDER: "true", LOOKBACKDELTA_PLACEHOLDER: "5m", TITLE_PLACEHOLDER: "Prometheus" };

// Serves the files of `folder` and Prometheus behind them; `place` is a folder of ours.
export async function rival(folder, place, port, prometheus) {
  const root = resolve(place);
  const site = join(root, "site");
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  await cp(folder, site, { recursive: true });
  const index = join(site, "index.html");
  const page = Object.entries(SAID).reduce((page, [name, value]) => page.replaceAll(name, value), await readFile(index, "utf8"));
  await writeFile(index, page);
  for (const file of await readdir(site, { recursive: true })) {
    if (/\.(html|js|css)$/.test(file)) await writeFile(join(site, `${file}.gz`), gzipSync(await readFile(join(site, file)), { level: 9 }));
  }
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${root}/temp-${name};`).join(" ");
  await writeFile(
    join(root, "nginx.conf"),
    `user root; worker_processes 1; daemon off; pid ${root}/nginx.pid; error_log ${root}/error.log;
events {}
http {
  access_log off; gzip_static on; ${temp}
  types { text/html html; text/css css; text/javascript js; image/svg+xml svg; font/ttf ttf; }
  upstream prometheus { server ${prometheus}; keepalive 8; }
  server {
    listen 127.0.0.1:${port}; root ${site};
    location /api/ { proxy_pass http://prometheus; proxy_http_version 1.1; proxy_set_header Connection ""; }
    location / { try_files $uri /index.html; }
  }
}
`,
  );
  const nginx = spawn("nginx", ["-c", join(root, "nginx.conf"), "-e", join(root, "error.log")], { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve) => nginx.once("exit", resolve));
  const address = `http://127.0.0.1:${port}`;
  await until(() => fetch(address).then(() => true, () => false), "the server of Prometheus' UI", 10_000);
  return {
    graph: (expr) => `${address}/query?g0.expr=${encodeURIComponent(expr)}&g0.tab=0&g0.range_input=6h`,
    end: () => (nginx.kill(), ended),
  };
}

// Put into its page: when the first line of a graph was drawn.
export function inked() {
  window.drawn = new Promise((resolve) => {
    const stroke = CanvasRenderingContext2D.prototype.stroke;
    CanvasRenderingContext2D.prototype.stroke = function (...given) {
      stroke.apply(this, given);
      resolve(performance.now());
    };
  });
}
