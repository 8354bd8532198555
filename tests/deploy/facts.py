"""What the tools of the makers cannot know: that the files of deploy/ agree with each other.

    facts.py [RULES-TO-WRITE]

Without an argument every fact is checked; the questions in runbooks are written as a rule file, for promtool to judge, to
the path given. A fact that does not hold is told in a line, and the exit code is 1.
"""

import json
import re
import subprocess
import sys
import urllib.parse
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SEVERITIES = {"critical", "warning", "info"}
SECTIONS = ["Meaning", "Impact", "Diagnosis", "Fix", "Escalation"]
# The pages of src/route that an alert may lead to.
PAGES = {"/slo", "/health", "/alerts", "/logs", "/traces", "/sources", "/status", "/explore", "/dashboards"}
# A 4 GB server, and what its own system needs is outside the limits of the optional parts.
MEMORY = 4096
# Words of PromQL that stand where a metric may.
WORDS = {"and", "or", "unless", "by", "without", "on", "ignoring", "bool", "offset", "sum", "avg", "min", "max", "count", "group", "topk"}
# Given by the blackbox exporter for addresses with TLS, which neither the pretend company nor the recorded answers have.
ABROAD = {"probe_ssl_earliest_cert_expiry"}
# Made at the first start, by prepare.sh or by Docker.
MADE_LATER = ("./secrets", "./state")
SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a key of AWS": r"\bAKIA[0-9A-Z]{16}\b",
    "a webhook of Slack": r"hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/\w{16,}",
    "a token of GitHub": r"\bgh[pousr]_[A-Za-z0-9]{30,}\b",
    "a token of Slack": r"\bxox[abprs]-[0-9A-Za-z-]{20,}",
    "a password in an address": r"[a-z]+://[^\s/:@\"'$<>{}\[\]]+:[^\s/:@\"'$<>{}\[\]]{6,}@[a-z0-9.-]+\.[a-z]{2,}",
    "a password": r"(?i)(?:password|passwd|secret|token|api_?key|routing_key)[\"']?\s*[:=]\s*[\"']?(?=[\w+/.-]*\d)(?=[\w+/.-]*[a-z])[\w+/-]{16,}",
}

FAULTS = []
NOTES = []


def fault(text):
    FAULTS.append(text)


def load(path):
    return yaml.safe_load((DEPLOY / path).read_text())


def alerts():
    for file in sorted((DEPLOY / "prometheus/rules").glob("*.yml")):
        for group in yaml.safe_load(file.read_text())["groups"]:
            for rule in group["rules"]:
                if "alert" in rule:
                    yield rule


def check_alerts():
    teams = {team["id"] for team in json.loads((DEPLOY / "config.stack.json").read_text())["teams"]}
    boards = {board["uid"] for board in json.loads((ROOT / "public/dashboards/index.json").read_text())}
    for rule in alerts():
        name, labels, notes = rule["alert"], rule.get("labels", {}), rule.get("annotations", {})
        if labels.get("severity") not in SEVERITIES:
            fault(f"{name}: severity {labels.get('severity')!r}")
        if labels.get("team") not in teams:
            fault(f"{name}: team {labels.get('team')!r} is not in config.stack.json")
        if not labels.get("category"):
            fault(f"{name}: no category")
        for key in ["summary", "description"]:
            if len(notes.get(key, "")) < 10:
                fault(f"{name}: no {key}")
        if notes.get("runbook_url") != f"/runbooks/{name}":
            fault(f"{name}: runbook_url {notes.get('runbook_url')!r}")
        page = notes.get("dashboard", "").partition("?")[0]
        board = re.fullmatch(r"/d/([\w-]+)", page)
        if board and board[1] not in boards:
            fault(f"{name}: public/dashboards/index.json lists no {page}")
        elif not board and page not in PAGES:
            fault(f"{name}: dashboard {page!r} is no page")


def check_tests():
    """Each alert, by name and severity, is quiet, fires, and is quiet again in one test."""
    proved = set()
    for file in (DEPLOY / "prometheus/tests").glob("*.yml"):
        for test in yaml.safe_load(file.read_text())["tests"]:
            seen = {}
            for check in test.get("alert_rule_test", []):
                for severity in SEVERITIES:
                    count = sum(alert["exp_labels"].get("severity") == severity for alert in check["exp_alerts"])
                    seen.setdefault((check["alertname"], severity), []).append((seconds(check["eval_time"]), count))
            for key, checks in seen.items():
                firing = [bool(count) for _, count in sorted(checks)]
                if "Watchdog" in key:
                    proved.update({key} if firing and all(firing) else set())
                elif re.search("0+1+0+", "".join("01"[state] for state in firing)):
                    proved.add(key)
    for rule in alerts():
        if (rule["alert"], rule["labels"]["severity"]) not in proved:
            fault(f"{rule['alert']} ({rule['labels']['severity']}): no test has it quiet, firing and over")


def seconds(text):
    return sum(int(number) * {"d": 86400, "h": 3600, "m": 60, "s": 1}[unit] for number, unit in re.findall(r"(\d+)([dhms])", str(text)))


def check_routes():
    """Each way of being labelled that a rule has stands in the table of routes."""
    table = (DEPLOY / "alertmanager/tests/routes.txt").read_text()
    for rule in alerts():
        words = [f"{key}={rule['labels'][key]}" for key in ["severity", "team", "category"]]
        if not any(all(word in line.split() for word in words) for line in table.splitlines()):
            fault(f"routes.txt has no line with {' '.join(words)}, which {rule['alert']} has")


def runbooks():
    return sorted((DEPLOY / "runbooks").glob("*.md"))


def check_runbooks():
    names = {rule["alert"] for rule in alerts()}
    for name in names - {file.stem for file in runbooks()}:
        fault(f"{name} has no runbook")
    for file in runbooks():
        text = file.read_text()
        if file.stem not in names:
            fault(f"runbooks/{file.name}: no such alert")
        if re.findall(r"^## (.*)$", text, re.M) != SECTIONS or not text.startswith(f"# {file.stem}\n"):
            fault(f"runbooks/{file.name}: wants the sections {', '.join(SECTIONS)}")
        for link in re.findall(r"\]\(([^)]*)\)", text):
            path = link.partition("?")[0]
            if path.startswith("/runbooks/") and path.removeprefix("/runbooks/") not in names:
                fault(f"runbooks/{file.name}: no runbook {link}")
            elif not path.startswith("/runbooks/") and path not in PAGES:
                fault(f"runbooks/{file.name}: no page {link}")
        if "/explore?" not in text and file.stem != "Watchdog":
            fault(f"runbooks/{file.name}: no question to ask")


def questions():
    for file in runbooks():
        for query in re.findall(r"/explore\?([^)\s]*)", file.read_text()):
            for key, expr in urllib.parse.parse_qsl(query, strict_parsing=True):
                if re.fullmatch(r"g\d\.expr", key):
                    yield file.stem, expr


def write_questions(path):
    rules = [{"record": f"question:{name}:{number}", "expr": expr} for number, (name, expr) in enumerate(questions())]
    Path(path).write_text(yaml.safe_dump({"groups": [{"name": "questions", "rules": rules}]}))
    print(f"runbooks: {len(rules)} questions")


def asked_names(expr):
    """The names of metrics in PromQL: what is no string, label, range, function or word of the language."""
    for pattern in [r'"[^"]*"', r"\{[^}]*\}", r"\[[^\]]*\]", r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", r"\boffset\s+\w+"]:
        expr = re.sub(pattern, " ", expr)
    return set(re.findall(r"(?<![\w.:])[A-Za-z_][\w:]*(?!\w)(?!\s*\()", expr)) - WORDS


def check_metrics():
    """Each metric that a rule or a runbook asks for is given by somebody: else the alert could never fire, whatever its test says."""
    rules = [rule for file in (DEPLOY / "prometheus/rules").glob("*.yml") for group in yaml.safe_load(file.read_text())["groups"] for rule in group["rules"]]
    given = {rule["record"] for rule in rules if "record" in rule} | ABROAD
    for namespace, query in load("postgres/queries.yml").items():
        given |= {f"{namespace}_{name}" for metric in query["metrics"] for name in metric}
    # The pretend company speaks as the exporters do, and its words are scraped by real servers; the names of real exporters are
    # those of a recorded answer.
    told = [*(ROOT / "examples/company").glob("*.rs"), DEPLOY / "backup.sh", *(ROOT / "tests/reply").glob("prometheus*/label_values_name.http")]
    given |= set(re.findall(r"\w+", "\n".join(file.read_text() for file in told)))
    asked = [(rule.get("alert") or rule["record"], rule["expr"]) for rule in rules] + [(f"runbooks/{name}.md", expr) for name, expr in questions()]
    names = {(who, name) for who, expr in asked for name in asked_names(expr)}
    for who, name in sorted(names):
        if name not in given and re.sub("_(bucket|sum|count)$", "", name) not in given:
            fault(f"{who} asks for {name}, which nobody gives")
    print(f"metrics: {len({name for _, name in names})} names")


def megabytes(text):
    return int(text[:-1]) * {"m": 1, "g": 1024}[text[-1]]


def check_compose():
    compose = load("compose.yml")
    services, volumes = compose["services"], compose["volumes"]
    total = 0
    for name, service in services.items():
        image = service.get("image", "")
        if "build" not in service and image != "atalaya:local" and not re.search(r":v?\d+\.\d+[\w.-]*$", image):
            fault(f"compose: {name}: image {image!r} has no full version")
        if "mem_limit" not in service:
            fault(f"compose: {name}: no limit of memory")
        total += megabytes(service.get("mem_limit", "0m"))
        if "ports" in service and name != "nginx":
            fault(f"compose: {name} is published; only nginx may be")
        if service.get("network_mode") or "inside" not in service.get("networks", []):
            fault(f"compose: {name} is not in the network `inside`")
        if "healthcheck" not in service:
            fault(f"compose: {name}: no health check, and no word why")
        if service.get("privileged") or service.get("cap_drop") != ["ALL"]:
            fault(f"compose: {name} has more rights than it is given by name")
        for mount in service.get("volumes", []):
            source = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", mount).split(":")[0]
            if source.startswith(".") and not source.startswith(MADE_LATER) and not (DEPLOY / source).exists():
                fault(f"compose: {name} mounts {source}, which is not there")
            if not source.startswith((".", "/")) and source not in volumes:
                fault(f"compose: {name}: volume {source} is not declared")
    if total > MEMORY:
        fault(f"compose: limits of memory add up to {total} MB, more than {MEMORY}")
    if compose["networks"]["inside"] != {"internal": True}:
        fault("compose: the network `inside` leads outside")
    print(f"compose: {len(services)} services, {total} MB at most")
    return services


def check_names(services):
    """Whoever is asked by name is a service."""
    asked = re.findall(r"server ([\w-]+):\d+ resolve", (DEPLOY / "nginx/compose/upstreams.conf").read_text())
    asked = [name for name in asked if name != "oauth2-proxy"]
    prometheus = load("prometheus/prometheus.yml")
    for job in prometheus["scrape_configs"]:
        asked += [name for found in job.get("dns_sd_configs", []) for name in found["names"]]
    for file in (DEPLOY / "prometheus/targets").glob("*.yml"):
        for group in yaml.safe_load(file.read_text()) or []:
            asked += [re.sub(r"^\w+://", "", target).split(":")[0].split("/")[0] for target in group["targets"]]
    asked += re.findall(r"https?://([\w-]+):\d+", (DEPLOY / "alloy/config.alloy").read_text())
    for name in set(asked) - set(services) - {"localhost"}:
        fault(f"{name} is asked and is no service of compose.yml")
    modules = load("blackbox/blackbox.yml")["modules"]
    for kind in ["http", "tcp", "icmp", "dns"]:
        if kind not in {module["prober"] for module in modules.values()}:
            fault(f"blackbox: no module asks by {kind}")
    ours = set(re.findall(r"^upstream (\w+)", (DEPLOY / "nginx/upstreams.example.conf").read_text(), re.M))
    for place in ["nginx/compose/upstreams.conf", "kubernetes/upstreams.conf"]:
        there = set(re.findall(r"^upstream (\w+)", (DEPLOY / place).read_text(), re.M))
        if ours - there - {"atalaya_oauth2"}:
            fault(f"{place} lacks {ours - there}")


def check_versions():
    env = (ROOT / "scripts/env").read_text()
    rust = re.search(r"^RUST_VERSION=(.*)$", env, re.M)[1]
    images = re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(), re.M)
    if f"rust:{rust}-" not in images[0]:
        fault(f"Dockerfile builds with {images[0]}, scripts/env means Rust {rust}")
    for image in images:
        if not re.search(r":\d+\.\d+\.\d+", image):
            fault(f"Dockerfile: {image} has no full version")


def secrets_in(text):
    for what, pattern in SECRETS.items():
        if re.search(pattern, text):
            yield what


def check_secrets():
    # Of what looks like a secret, to see that it would be found; put together here, so that this file is not one.
    planted = {
        "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----", "a key of AWS": "AKIA" + "IOSFODNN7EXAMPLE",
        "a webhook of Slack": "https://hooks.slack.com/" + "services/T00000000/B00000000/" + "X" * 24,
        "a token of GitHub": "ghp_" + "a1" * 18, "a token of Slack": "xoxb" + "-123456789012-abcdefghijkl",
        "a password in an address": "postgres://shop:" + "hunter2hunter@db.example.org/shop",
        "a password": "smtp_auth_" + "password: Xk29dkWq81mzPf07",
    }
    for what, text in planted.items():
        if what not in secrets_in(text):
            fault(f"secrets: {what} would not be found")
    files = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True,
                           text=True, check=True).stdout.split("\0")
    for name in filter(None, files):
        path = ROOT / name
        # Recorded answers of servers are full of long words that open nothing.
        if name in ("Cargo.lock", "tests/deploy/facts.py") or name.startswith("tests/reply/") or not path.is_file() or path.stat().st_size > 2_000_000:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for what in secrets_in(text):
            fault(f"secrets: {name} holds {what}")
    for name in ["deploy/.env", "deploy/secrets/tls/privkey.pem"]:
        if subprocess.run(["git", "check-ignore", "-q", name], cwd=ROOT, check=False).returncode:
            fault(f"secrets: git would take {name}")


def check_config():
    try:
        import jsonschema
    except ImportError:
        NOTES.append("configurations of the page are not judged by its schema: python3-jsonschema is not here")
        return
    schema = json.loads((ROOT / "public/config.schema.json").read_text())
    for name in ["config.json", "config.stack.json", "config.public.json", "kubernetes/config.json"]:
        for error in jsonschema.Draft7Validator(schema).iter_errors(json.loads((DEPLOY / name).read_text())):
            fault(f"{name}: {error.message}")


def check_lines():
    """Reads sample lines with the expressions of config.alloy, as its stages would. Templates are Go's: told again here."""
    text = (DEPLOY / "alloy/config.alloy").read_text()
    bare = re.sub(r"//.*|`[^`]*`|\"(?:[^\"\\]|\\.)*\"", "", text)
    if any(bare.count(left) != bare.count(right) for left, right in ["{}", "[]", "()"]):
        fault("config.alloy: brackets do not match")
    blocks = dict(re.findall(r'selector = "\{format=~?\\"([^"]*)\\"\}"(.*?)\n  \}\n', text, re.S))
    common = [expr for expr in re.findall(r"expression\s*= `([^`]*)`", text) if "is_fatal" in expr]
    count = 0
    for line in (DEPLOY / "alloy/tests/lines.txt").read_text().splitlines():
        if line.startswith("#"):
            continue
        kind, level, trace, line = (part.strip() for part in line.split("|", 3))
        # Of syslog the listener reads the line itself, and leaves the severity by its name.
        block = "" if kind == "syslog" else next((block for kinds, block in blocks.items() if kind in kinds.split("|")), None)
        if block is None:
            fault(f"config.alloy reads no {kind}")
            continue
        found = extract(kind, block, line)
        word = found.get("level") or ""
        groups = re.match(common[0], word) if common else None
        said = next((name[3:] for name, value in (groups.groupdict() if groups else {}).items() if value), None)
        if (said, found.get("trace_id") or "-") != (level, trace):
            fault(f"config.alloy: level {said}, trace {found.get('trace_id')} instead of {level}, {trace}: {line}")
        count += 1
    print(f"alloy: {count} lines read")


def extract(kind, block, line):
    if kind == "syslog":
        return {"level": line}
    if kind == "json":
        fields = json.loads(line)
        names = re.findall(r'(level|trace_id)\s*= "((?:[^"\\]|\\.)*)"', block)
        choices = {key: [word.strip().strip('\\"') for word in path.split("||")] for key, path in names}
        return {key: next((str(fields[word]) for word in words if word in fields), None) for key, words in choices.items()}
    if kind == "logfmt":
        return dict(re.findall(r'(\w+)=("[^"]*"|\S+)', line))
    found = {}
    for expression in re.findall(r"expression\s*= `([^`]*)`", block):
        match = re.search(expression, line)
        found.update({key: value for key, value in match.groupdict().items() if value} if match else {})
    if kind.startswith("nginx"):
        status = found.get("status")
        found["level"] = found.get("error_level") or ("info" if not status else "error" if status >= "500" else "warn" if status >= "400" else "info")
    return found


def main():
    if len(sys.argv) > 1:
        write_questions(sys.argv[1])
        return
    check_alerts()
    check_tests()
    check_routes()
    check_runbooks()
    check_metrics()
    check_names(check_compose())
    check_versions()
    check_secrets()
    check_config()
    check_lines()
    for note in NOTES:
        print(f"note: {note}")
    for text in FAULTS:
        print(f"FAILED {text}", file=sys.stderr)
    print(f"facts: {len({rule['alert'] for rule in alerts()})} alerts, {len(FAULTS)} faults")
    sys.exit(bool(FAULTS))


if __name__ == "__main__":
    main()
