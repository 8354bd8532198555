//! Where the company keeps its secrets: three nodes of Vault, AWS Secrets Manager and an Azure key vault, and how old each
//! secret is.
//!
//! Contract: names and labels are those of Vault's telemetry, of YACE and of azure-keyvault-exporter; the time of a rotation
//! is the company's own metric. One secret is always overdue. It knows no secret.

use crate::exposition::Exposition;
use crate::rhythm::Cadence;
use crate::rhythm::EPOCH;
use crate::rhythm::Flow;
use crate::rhythm::Incident;
use crate::rhythm::seed;

const DAY: f64 = 86_400.0;

/// Store, secret, days between rotations, days since the last at the least.
const SECRETS: [(&str, &str, f64, f64); 8] = [
    ("aws", "payment-api-key", 60.0, 0.0),
    ("aws", "s3-upload", 90.0, 0.0),
    ("azure", "mail-password", 90.0, 0.0),
    ("azure", "teams-webhook", 180.0, 104.0),
    ("vault", "backup-passphrase", 90.0, 0.0),
    ("vault", "database-password", 30.0, 0.0),
    ("vault", "jwt-signing-key", 30.0, 0.0),
    ("vault", "redis-password", 60.0, 0.0),
];

/// Secret of the key vault, days after which it is renewed, days after the epoch when that was first done.
const AZURE_SECRETS: [(&str, f64, f64); 3] = [
    ("mail-password", 90.0, 11.0),
    ("sms-gateway", 180.0, 40.0),
    ("teams-webhook", 365.0, 290.0),
];

/// What a node of Vault exposes. The first leads, except while the backup lasts; the third starts with the backup, sealed.
pub(crate) fn write_vault(instance: &str, at: f64, out: &mut Exposition) {
    let backup = Incident::Backup.strength(at);
    let leader = if backup > 0.0 { "vault-2" } else { "vault-1" };
    let leads = instance == leader;
    let sealed = instance == "vault-3" && backup > 0.0 && backup < 1.0;
    let only = |flow: Flow| if leads { flow.now(at).round() } else { 0.0 };
    for (name, help, value) in [
        (
            "vault_core_unsealed",
            "vault_core_unsealed",
            f64::from(u8::from(!sealed)),
        ),
        (
            "vault_core_active",
            "vault_core_active",
            f64::from(u8::from(leads)),
        ),
        (
            "vault_expire_num_leases",
            "vault_expire_num_leases",
            only(Flow::new(180.0, 260.0, 91).during(Incident::Campaign, 90.0)),
        ),
        (
            "vault_expire_num_irrevocable_leases",
            "vault_expire_num_irrevocable_leases",
            0.0,
        ),
        (
            "vault_token_count",
            "vault_token_count",
            only(Flow::new(46.0, 30.0, 92)),
        ),
    ] {
        out.gauge(name, help).sample(&[], value);
    }
    for (name, flow) in [
        (
            "vault_audit_log_request_failure",
            Flow::new(0.0, 0.0, 93).during(Incident::Release, 0.001),
        ),
        ("vault_audit_log_response_failure", Flow::new(0.0, 0.0, 94)),
    ] {
        out.counter(name, name).events(&[], flow.total(at));
    }
    let share = if instance == "vault-1" { 0.9 } else { 0.1 };
    let requests = Flow::new(2.4, 5.0, seed(&[instance, "requests"])).times(share);
    // Vault counts in milliseconds.
    let median = Flow::new(1.1, 0.6, seed(&[instance, "wait"])).during(Incident::Backup, 3.0);
    let count = requests.total(at);
    out.summary("vault_core_handle_request", "vault_core_handle_request");
    let now = (median.now(at) * 1_000.0).round() / 1_000.0;
    out.quantiles(
        &[("0.5", now), ("0.9", now * 3.0), ("0.99", now * 9.0)],
        count * 1.6,
        count,
    );
}

/// When each secret was last replaced.
pub(crate) fn write_rotations(at: f64, out: &mut Exposition) {
    out.gauge(
        "secret_last_rotation_timestamp_seconds",
        "When the secret was last replaced.",
    );
    for (store, secret, days, least) in SECRETS {
        let rotation = Cadence {
            period: days * DAY,
            start: (seed(&[secret]) % 30) as f64 * DAY,
        };
        let last = rotation.last(at).min(at - least * DAY);
        let last = EPOCH + ((last - EPOCH) / DAY).floor() * DAY;
        out.sample(&[("secret", secret), ("store", store)], last);
    }
    out.gauge(
        "secret_rotation_interval_seconds",
        "How old the secret may become.",
    );
    for (store, secret, days, least) in SECRETS {
        let days = if least > 0.0 { 90.0 } else { days };
        out.sample(&[("secret", secret), ("store", store)], days * DAY);
    }
}

/// AWS Secrets Manager, as YACE reads it from CloudWatch.
pub(crate) fn write_aws(at: f64, out: &mut Exposition) {
    let place = [("account_id", "123456789012"), ("region", "eu-west-1")];
    out.gauge(
        "aws_secretsmanager_resource_count_average",
        "Help is not implemented yet.",
    )
    .sample(&place, 14.0);
    out.gauge("aws_usage_call_count_sum", "Help is not implemented yet.");
    for (call, quiet, busy) in [
        ("DescribeSecret", 2.0, 3.0),
        ("GetSecretValue", 60.0, 180.0),
        ("PutSecretValue", 0.1, 0.2),
    ] {
        let calls = Flow::new(quiet, busy, seed(&["aws", call])).now(at).round();
        let [account, region] = place;
        let kind = [
            ("dimension_Resource", call),
            ("dimension_Service", "Secrets Manager"),
        ];
        out.sample(&[account, kind[0], kind[1], region], calls);
    }
}

/// An Azure key vault, as azure-keyvault-exporter sees it.
pub(crate) fn write_azure(at: f64, out: &mut Exposition) {
    out.gauge(
        "azurerm_keyvault_entries",
        "Azure KeyVault entries within vault",
    );
    for (kind, count) in [("certificates", 3.0), ("keys", 2.0), ("secrets", 9.0)] {
        out.sample(&[("type", kind), ("vaultName", "shop")], count);
    }
    let id = |secret: &str| format!("https://shop.vault.azure.net/secrets/{secret}/1");
    out.gauge(
        "azurerm_keyvault_secret_info",
        "Azure KeyVault secret information",
    );
    for (secret, _, _) in AZURE_SECRETS {
        let id = id(secret);
        let labels = [
            ("enabled", "true"),
            ("secretID", id.as_str()),
            ("secretName", secret),
            ("vaultName", "shop"),
        ];
        out.sample(&labels, 1.0);
    }
    out.gauge(
        "azurerm_keyvault_secret_status",
        "Azure KeyVault secret status",
    );
    for (secret, days, first) in AZURE_SECRETS {
        let renewed = Cadence {
            period: days * DAY,
            start: first * DAY,
        };
        // Renewed two weeks before its end, as agreed.
        for (kind, value) in [
            ("created", renewed.last(at)),
            ("expiry", renewed.last(at) + (days + 14.0) * DAY),
        ] {
            let id = id(secret);
            let labels = [
                ("secretID", id.as_str()),
                ("type", kind),
                ("vaultName", "shop"),
            ];
            out.sample(&labels, value.floor());
        }
    }
}
