"""The shipped nginx configuration over stub servers: every forbidden call is refused, every needed one is served.

    proxy.py NGINX-COMMAND… -- FOLDER FIRST-PORT

nginx runs with the files of deploy/nginx as whoever installs it copies them; only addresses, ports and folders are
replaced. What a stub is asked it tells in its answer, so that the headers on the way are seen too. A browser's part is
not tested here: tests/web does that.
"""

import base64
import http.client
import http.server
import json
import os
import re
import signal
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

from proxy_tables import FILES, PUBLIC, REFUSED, SERVED

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "deploy/nginx"
HOST = "127.0.0.1"
USERS = {"alice": "may silence", "bob": "reads"}
# Before an answer counts as none.
PATIENCE = 5
# What the browser is told to refuse; one word of it less and the promise is another.
POLICY = ("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; "
          "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
          "require-trusted-types-for 'script'; trusted-types 'none'")
# More than an office asks at once.
MANY = 5000

split = sys.argv.index("--")
NGINX, FOLDER, FIRST = sys.argv[1:split], Path(sys.argv[split + 1]), int(sys.argv[split + 2])
TLS, PLAIN, STATUS, OAUTH = FIRST, FIRST + 1, FIRST + 2, FIRST + 3
STUBS = {name: FIRST + 4 + i for i, name in enumerate(["prometheus", "loki", "alertmanager", "tempo", "jaeger", "oauth2"])}


class Stub(http.server.BaseHTTPRequestHandler):
    """Answers what it was asked. As OAuth2 proxy it lets in whoever has a cookie that names his groups."""

    protocol_version = "HTTP/1.1"

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        if self.headers.get("Upgrade") == "websocket":
            lines = [f"X-Seen-{name}: {value}" for name, value in self.headers.items()]
            told = "\r\n".join(["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", *lines])
            self.wfile.write((told + "\r\n\r\nframe").encode())
            self.wfile.flush()
            # A tail is open until who reads it has enough.
            self.rfile.read(1)
            self.close_connection = True
            return
        name, status = self.server.name, 200
        if name == "oauth2" and self.path.startswith("/oauth2/auth"):
            groups = re.search(r"groups=([\w,-]*)", self.headers.get("Cookie") or "")
            wanted = self.path.partition("allowed_groups=")[2]
            status = 401 if not groups else 403 if wanted and wanted not in groups[1].split(",") else 202
        seen = {key.lower(): value for key, value in self.headers.items()}
        body = json.dumps({"stub": name, "method": self.command, "path": self.path, "headers": seen}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = do_PATCH = answer

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def prepare():
    """Copies the examples as README.md says, with this machine's addresses and folders in place of the real ones."""
    site = FOLDER / "site"
    for place in ["temp", "tls", "access", "site/dashboards", "site/status", "site/runbooks", "site/snippets/x-0123456789abcdef"]:
        (FOLDER / place).mkdir(parents=True, exist_ok=True)
    for name, text in {
        "index.html": "<!doctype html><title>page</title>", "config.json": '{"sources":[{"id":"secret-name"}]}',
        "status/config.json": '{"sources":[]}', "status/status.json": "{}", "status/incident.md": "# x",
        "dashboards/index.json": "[]", "atalaya-page-0123456789abcdef.js": "//", "atalaya-page-0123456789abcdef_bg.wasm": "x",
        "atalaya-0123456789abcdef.css": "*{}", "snippets/x-0123456789abcdef/inline0.js": "//", "mark.svg": "<svg/>", ".complete": "/",
    }.items():
        (site / name).write_text(text)
    (site / "runbooks/Watchdog.md").write_text((ROOT / "deploy/runbooks/Watchdog.md").read_text())
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", FOLDER / "tls/privkey.pem", "-out", FOLDER / "tls/fullchain.pem"], check=True, capture_output=True)
    for name, rest in [("alice", ["--silences"]), ("bob", [])]:
        subprocess.run([ROOT / "deploy/add-user", *rest, name], check=True, capture_output=True, input=b"secret word\n",
                       env={**os.environ, "ATALAYA_ACCESS": str(FOLDER / "access")})

    def moved(text):
        for there, here in {"/usr/share/atalaya": site, "/etc/atalaya/tls": FOLDER / "tls", "/etc/atalaya/access": FOLDER / "access",
                            "/var/lib/atalaya/acme": FOLDER / "acme"}.items():
            text = text.replace(there, str(here))
        for name, usual in {"prometheus": 9090, "loki": 3100, "alertmanager": 9093, "tempo": 3200, "jaeger": 16686, "oauth2": 4180}.items():
            text = text.replace(f"{HOST}:{usual}", f"{HOST}:{STUBS[name]}")
        return re.sub(r"listen \[::\].*\n", "", text)

    def site_file(port, text):
        return moved(text).replace("listen 443 ssl", f"listen {HOST}:{port} ssl")

    shipped = {file.name: file.read_text() for file in SHIPPED.glob("*.conf")}
    example = shipped["site.example.conf"]
    login = re.search(r"# include atalaya/oauth2.*\nauth_basic .*\nauth_basic_user_file .*\n", example)
    assert login, "site.example.conf has changed: where is the login?"
    access = moved(shipped["access.example.conf"]).replace("# alice shop;", "alice shop;")
    write = {
        "main/atalaya-upstreams.conf": moved(shipped["upstreams.example.conf"]),
        "main/atalaya-access.conf": access,
        "main/atalaya-site.conf": site_file(TLS, example),
        "main/atalaya-status-site.conf": site_file(STATUS, example.replace(login[0], "")),
        "oauth/atalaya-upstreams.conf": moved(shipped["upstreams.example.conf"]),
        "oauth/atalaya-access.conf": access.replace("default 0;", "default 1;"),
        "oauth/atalaya-site.conf": site_file(OAUTH, example.replace(login[0], "include atalaya/oauth2.example.conf;\n")),
    }
    for name in ["main", "oauth"]:
        place = FOLDER / name
        (place / "atalaya").mkdir(parents=True, exist_ok=True)
        for file, text in shipped.items():
            text = moved(text).replace("listen 80 default_server", f"listen {HOST}:{PLAIN} default_server")
            (place / "atalaya" / file).write_text(text)
        more = "include atalaya/redirect.conf; include atalaya/status.conf;" if name == "main" else ""
        temps = "".join(f"{kind}_temp_path {FOLDER}/temp/{name}-{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        user = "user root;" if os.getuid() == 0 else ""
        write[f"{name}/nginx.conf"] = (f"{user} worker_processes 1; daemon off; pid {place}/pid; error_log {place}/error.log;\n"
                                       f"events {{}}\nhttp {{ access_log off; {temps} include atalaya/atalaya.conf; {more} }}\n")
    for file, text in write.items():
        (FOLDER / file).write_text(text)


def tls_context():
    context = ssl.create_default_context(cafile=str(FOLDER / "tls/fullchain.pem"))
    context.check_hostname = False
    return context


def ask(port, method, path, user=None, headers=None, body=None, tls=True):
    make = http.client.HTTPSConnection if tls else http.client.HTTPConnection
    connection = make(HOST, port, timeout=PATIENCE, **({"context": tls_context()} if tls else {}))
    headers = dict(headers or {})
    if user:
        headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:secret word".encode()).decode()
    connection.request(method, path, body=body, headers=headers)
    reply = connection.getresponse()
    text = reply.read().decode(errors="replace")
    connection.close()
    return reply.status, {key.lower(): value for key, value in reply.getheaders()}, text


FAILED = []
DONE = 0


def check(what, found, expected):
    global DONE
    DONE += 1
    if found != expected:
        FAILED.append(f"{what}: expected {expected!r}, found {found!r}")


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}

def rows(table):
    return [line.split() for line in table.strip().splitlines()]


def test_proxies():
    for method, path, stub, there in rows(SERVED):
        status, headers, text = ask(TLS, method, path, "bob", FORM if method == "POST" else None, "query=up" if method == "POST" else None)
        what = f"{method} {path}"
        check(what, status, 200)
        seen = json.loads(text) if status == 200 else {}
        check(f"{what} goes to", (seen.get("stub"), seen.get("path")), (stub, there))
        check(f"{what} without the backend's CORS", "access-control-allow-origin" in headers, False)
        check(f"{what} hands no login on", "authorization" in seen.get("headers", {}), False)
        check(f"{what} without login", ask(TLS, method, path)[0], 401)
    for method, path in rows(REFUSED):
        for user in ["bob", "alice"]:
            status, _, text = ask(TLS, method, path, user, JSON, "{}" if method != "GET" else None)
            check(f"{method} {path} by {user}", status in (400, 403, 404, 405) and '"stub"' not in text, True)


def test_silences():
    body, path, one = '{"matchers":[]}', "/alertmanager/api/v2/silences", "/alertmanager/api/v2/silence/0d8b8f6c-1111-4222-8333-9"
    for user, expected in [("alice", 200), ("bob", 403), (None, None)]:
        # Whoever is nobody is refused either way: before or after he was asked for a name.
        check(f"POST by {user}", ask(TLS, "POST", path, user, JSON, body)[0] in ([expected] if expected else [401, 403]), True)
        check(f"DELETE by {user}", ask(TLS, "DELETE", one, user)[0] in ([expected] if expected else [401, 403]), True)
    wrong = {"Authorization": "Basic " + base64.b64encode(b"alice:guess").decode(), **JSON}
    check("alice's name with another's word", ask(TLS, "POST", path, None, wrong, body)[0], 401)
    for site, expected in [("same-origin", 200), ("cross-site", 403), ("same-site", 403), ("none", 403)]:
        check(f"POST from {site}", ask(TLS, "POST", path, "alice", {**JSON, "Sec-Fetch-Site": site}, body)[0], expected)
    check("a silence of 100 kB", ask(TLS, "POST", path, "alice", JSON, "x" * 100_000)[0], 413)


def test_tenant():
    path, claim = "/loki/api/v1/labels", {"X-Scope-OrgID": "other"}
    seen = [json.loads(ask(TLS, "GET", path, user, claim)[2])["headers"].get("x-scope-orgid") for user in ["alice", "bob"]]
    check("the tenant is the proxy's", seen, ["shop", None])
    check("cookies end here", "cookie" in json.loads(ask(TLS, "GET", path, "bob", {"Cookie": "a=b"})[2])["headers"], False)


def test_files():
    for path, status, kind in [line.split(None, 2) for line in FILES.strip().splitlines()]:
        found, headers, _ = ask(TLS, "GET", path, "bob")
        check(f"GET {path}", (found, headers.get("content-type")), (int(status), kind))
        for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "strict-transport-security", "permissions-policy"]:
            check(f"{path} has {name}", name in headers, True)
        # What is not there for anybody is not there before anyone is asked for a name.
        check(f"{path} without login", ask(TLS, "GET", path)[0] in (401, int(status) if status == "404" else 401), True)
    check("the policy", ask(TLS, "GET", "/", "bob")[1].get("content-security-policy"), POLICY)
    check("the policy of what is not there", ask(TLS, "GET", "/dashboards/none.json", "bob")[1].get("content-security-policy"), POLICY)
    check("POST /", ask(TLS, "POST", "/", "bob", JSON, "x")[0], 405)
    check("a body for a page", ask(TLS, "POST", "/", "bob", JSON, "x" * 5_000)[0], 413)
    check("an address of 40 kB", ask(TLS, "GET", "/" + "x" * 40_000, "bob")[0], 414)
    check("server without version", ask(TLS, "GET", "/", "bob")[1]["server"], "nginx")


def test_public_status():
    for path, status in rows(PUBLIC):
        found, headers, text = ask(STATUS, "GET", path)
        check(f"public {path}", found, int(status))
        check(f"the policy of public {path}", headers.get("content-security-policy"), POLICY)
        check(f"public {path} asks nobody's name", "www-authenticate" in headers, False)
        check(f"public {path} names no server", "secret-name" in text or '"stub"' in text, False)
    check("public POST", ask(STATUS, "POST", "/status/status.json", None, JSON, "{}")[0] in (403, 405), True)


def test_oauth():
    silence, query = "/alertmanager/api/v2/silences", "/prometheus/api/v1/query?query=up"
    reader, on_call = {"Cookie": "groups=dev"}, {"Cookie": "groups=dev,on-call"}
    check("a page, not let in", ask(OAUTH, "GET", "/alerts", None, {"Accept": "text/html"})[0], 302)
    check("a question, not let in", ask(OAUTH, "GET", query, None, {"Accept": "application/json"})[0], 401)
    check("a page, let in", ask(OAUTH, "GET", "/alerts", None, reader)[0], 200)
    check("a question, let in", ask(OAUTH, "GET", query, None, reader)[0], 200)
    check("POST query by a reader", ask(OAUTH, "POST", "/prometheus/api/v1/query", None, {**FORM, **reader}, "query=up")[0], 200)
    check("silences read by a reader", ask(OAUTH, "GET", silence, None, reader)[0], 200)
    check("a silence by a reader", ask(OAUTH, "POST", silence, None, {**JSON, **reader}, "{}")[0], 403)
    check("a silence by one on call", ask(OAUTH, "POST", silence, None, {**JSON, **on_call}, "{}")[0], 200)
    check("the admin API by one on call", ask(OAUTH, "POST", "/prometheus/api/v1/admin/tsdb/snapshot", None, on_call)[0], 403)
    check("sign-in is open", ask(OAUTH, "GET", "/oauth2/sign_in")[0], 200)
    check("the question of the proxy is not", ask(OAUTH, "GET", "/oauth2/auth")[0], 404)


def test_tls():
    def shake(version, protocols):
        context = tls_context()
        with warnings.catch_warnings():
            # That 1.1 is out of date is the point.
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.set_alpn_protocols(protocols)
        try:
            with socket.create_connection((HOST, TLS), PATIENCE) as plain, context.wrap_socket(plain) as secure:
                return secure.version(), secure.selected_alpn_protocol()
        except ssl.SSLError as error:
            return error.reason, None

    check("HTTP/2 over TLS 1.3", shake(ssl.TLSVersion.TLSv1_3, ["h2", "http/1.1"]), ("TLSv1.3", "h2"))
    check("TLS 1.2", shake(ssl.TLSVersion.TLSv1_2, ["http/1.1"]), ("TLSv1.2", "http/1.1"))
    check("TLS 1.1", shake(ssl.TLSVersion.TLSv1_1, ["http/1.1"])[0], "TLSV1_ALERT_PROTOCOL_VERSION")
    status, headers, _ = ask(PLAIN, "GET", "/alerts?x=1", headers={"Host": "atalaya.example.org"}, tls=False)
    check("port 80 leads to TLS", (status, headers.get("location")), (308, "https://atalaya.example.org/alerts?x=1"))
    check("port 80 is healthy", ask(PLAIN, "GET", "/healthz", tls=False)[0], 200)
    check("port 80 forwards nothing", ask(PLAIN, "GET", "/prometheus/api/v1/query", tls=False)[0], 308)


def test_tail():
    def start(user):
        word = base64.b64encode(f"{user}:secret word".encode()).decode()
        secure = tls_context().wrap_socket(socket.create_connection((HOST, TLS), PATIENCE))
        secure.sendall((f"GET /loki/api/v1/tail?query=%7B%7D HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {word}\r\nConnection: Upgrade\r\n"
                        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n").encode())
        text = b""
        while piece := secure.recv(4096):
            text += piece
            # Refused, the connection stays open for the next question.
            if text.endswith((b"frame", b"</html>\r\n")):
                break
        return secure, text.decode().lower()

    def open_tail(user):
        secure, text = start(user)
        secure.close()
        return text

    told = open_tail("alice")
    check("tail is upgraded", told.startswith("http/1.1 101") and told.endswith("frame"), True)
    check("tail has the flag", "x-seen-x-loki-response-encoding-flags: categorize-labels" in told, True)
    check("tail has the tenant", "x-seen-x-scope-orgid: shop" in told, True)
    check("tail by nobody", open_tail("nobody").startswith("http/1.1 401"), True)
    # The one above may not be forgotten yet: the tenth may be refused already, the eleventh must be.
    held = [start("bob") for _ in range(11)]
    codes = [text.split()[1] for _, text in held]
    check("nine tails of one address", codes[:9], ["101"] * 9)
    check("the eleventh tail of one address", codes[10], "429")
    for secure, _ in held:
        secure.close()


def test_rate():
    codes = [ask(TLS, "POST", "/alertmanager/api/v2/silences", "alice", JSON, "{}")[0] for _ in range(90)]
    check("ninety silences in a second", (codes[0], 429 in codes), (200, True))

    # The last of all tests: who asks without pause is told to wait, and is this machine.
    connection = http.client.HTTPSConnection(HOST, TLS, timeout=PATIENCE, context=tls_context())
    word = base64.b64encode(b"bob:secret word").decode()
    told = set()
    for _ in range(MANY):
        connection.request("GET", "/config.json", headers={"Authorization": f"Basic {word}"})
        reply = connection.getresponse()
        reply.read()
        told.add(reply.status)
        if reply.status == 429:
            break
    connection.close()
    check("thousands of questions without a pause", told, {200, 429})


def wait_for(port):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    sys.exit(f"nobody listens on {port}: see {FOLDER}/*/error.log")


def main():
    prepare()
    for name, port in STUBS.items():
        server = Server((HOST, port), Stub)
        server.name = name
        threading.Thread(target=server.serve_forever, daemon=True).start()
    started = [subprocess.Popen([*NGINX, "-p", FOLDER / name, "-e", FOLDER / name / "error.log", "-c", FOLDER / name / "nginx.conf"])
               for name in ["main", "oauth"]]
    try:
        for port in [TLS, PLAIN, STATUS, OAUTH]:
            wait_for(port)
        for test in [test_tls, test_files, test_tenant, test_public_status, test_oauth, test_tail, test_proxies, test_silences, test_rate]:
            test()
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
            process.wait()
    for line in FAILED:
        print(f"FAILED {line}", file=sys.stderr)
    print(f"nginx: {DONE} checks, {len(FAILED)} failed")
    sys.exit(bool(FAILED))


if __name__ == "__main__":
    main()
