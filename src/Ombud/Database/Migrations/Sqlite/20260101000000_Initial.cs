using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ombud.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_key",
                columns: table => new
                {
                    key_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    controllers = table.Column<string>(type: "TEXT", nullable: false),
                    purposes = table.Column<string>(type: "TEXT", nullable: false),
                    actions = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_key", x => x.key_id);
                });

            migrationBuilder.CreateTable(
                name: "case_document",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    document_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    media_type = table.Column<string>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_document", x => new { x.bucket, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "case_entry",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    author = table.Column<byte>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    note = table.Column<byte>(type: "INTEGER", nullable: true),
                    about = table.Column<string>(type: "TEXT", nullable: true),
                    is_internal = table.Column<bool>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_entry", x => new { x.bucket, x.case_id, x.entry_id });
                });

            migrationBuilder.CreateTable(
                name: "case_file",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<byte>(type: "INTEGER", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    residence = table.Column<string>(type: "TEXT", nullable: true),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    owner = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_escalated = table.Column<bool>(type: "INTEGER", nullable: false),
                    last_day = table.Column<int>(type: "INTEGER", nullable: true),
                    is_reminded = table.Column<bool>(type: "INTEGER", nullable: false),
                    moved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    part_of = table.Column<byte[]>(type: "BLOB", nullable: true),
                    is_canary = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    sealed_contact = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_file", x => new { x.bucket, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "case_lookup",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    address_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_agent = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_provisional = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_lookup", x => new { x.bucket, x.address_hash, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "checkpoint",
                columns: table => new
                {
                    size = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_checkpoint", x => x.size);
                });

            migrationBuilder.CreateTable(
                name: "clear_fact",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    fact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    commitment = table.Column<byte[]>(type: "BLOB", nullable: false),
                    salted_body = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_clear_fact", x => new { x.bucket, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "decision_log",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    decision_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    asker = table.Column<string>(type: "TEXT", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", nullable: true),
                    categories = table.Column<string>(type: "TEXT", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: true),
                    from_country = table.Column<string>(type: "TEXT", nullable: true),
                    to_country = table.Column<string>(type: "TEXT", nullable: true),
                    point = table.Column<string>(type: "TEXT", nullable: true),
                    on_day = table.Column<int>(type: "INTEGER", nullable: false),
                    is_permitted = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    notice_version = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_decision_log", x => new { x.bucket, x.decision_id });
                });

            migrationBuilder.CreateTable(
                name: "disclosure",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    disclosure_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    made_by = table.Column<string>(type: "TEXT", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    purpose = table.Column<string>(type: "TEXT", nullable: false),
                    categories = table.Column<string>(type: "TEXT", nullable: false),
                    fields = table.Column<string>(type: "TEXT", nullable: false),
                    from_country = table.Column<string>(type: "TEXT", nullable: false),
                    to_country = table.Column<string>(type: "TEXT", nullable: false),
                    safeguard = table.Column<string>(type: "TEXT", nullable: true),
                    agreement_from = table.Column<int>(type: "INTEGER", nullable: true),
                    agreement_until = table.Column<int>(type: "INTEGER", nullable: true),
                    clause = table.Column<string>(type: "TEXT", nullable: false),
                    legal_basis = table.Column<string>(type: "TEXT", nullable: false),
                    notice_version = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disclosure", x => new { x.bucket, x.subject_id, x.disclosure_id });
                });

            migrationBuilder.CreateTable(
                name: "ends_worked_out",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    standing_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ends_worked_out", x => new { x.bucket, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "erasure",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    receipt_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reason = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_by = table.Column<string>(type: "TEXT", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    step = table.Column<byte>(type: "INTEGER", nullable: false),
                    fact_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    erased_at = table.Column<long>(type: "INTEGER", nullable: true),
                    keys_destroyed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasure", x => new { x.bucket, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "erasure_notice",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    disclosures = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasure_notice", x => new { x.bucket, x.subject_id, x.recipient });
                });

            migrationBuilder.CreateTable(
                name: "erasure_receipt",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    receipt_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_erasure_receipt", x => new { x.bucket, x.receipt_id });
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    control = table.Column<string>(type: "TEXT", nullable: false),
                    holds = table.Column<bool>(type: "INTEGER", nullable: false),
                    figure_sv = table.Column<string>(type: "TEXT", nullable: false),
                    figure_en = table.Column<string>(type: "TEXT", nullable: false),
                    measured_at = table.Column<long>(type: "INTEGER", nullable: false),
                    took_micros = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence", x => x.control);
                });

            migrationBuilder.CreateTable(
                name: "fact",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    standing_version = table.Column<long>(type: "INTEGER", nullable: true),
                    commitment = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fact", x => new { x.bucket, x.subject_id, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "fact_body",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fact_body", x => new { x.bucket, x.subject_id, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "held_record",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hold_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_record", x => new { x.bucket, x.subject_id, x.hold_id, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "hold",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hold_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reason = table.Column<int>(type: "INTEGER", nullable: false),
                    placed_by = table.Column<string>(type: "TEXT", nullable: false),
                    placed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    lifted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sealed_note = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hold", x => new { x.bucket, x.subject_id, x.hold_id });
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    key_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    body_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    status = table.Column<short>(type: "INTEGER", nullable: false),
                    ids = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => new { x.bucket, x.key_hash });
                });

            migrationBuilder.CreateTable(
                name: "incident",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    incident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    opened_by = table.Column<string>(type: "TEXT", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    controllers = table.Column<string>(type: "TEXT", nullable: false),
                    categories = table.Column<string>(type: "TEXT", nullable: false),
                    nature = table.Column<int>(type: "INTEGER", nullable: false),
                    was_encrypted = table.Column<bool>(type: "INTEGER", nullable: false),
                    happened_from = table.Column<long>(type: "INTEGER", nullable: true),
                    happened_to = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reminded = table.Column<int>(type: "INTEGER", nullable: false),
                    is_canary = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident", x => new { x.bucket, x.incident_id });
                });

            migrationBuilder.CreateTable(
                name: "incident_entry",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    incident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", nullable: false),
                    part = table.Column<byte>(type: "INTEGER", nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: true),
                    word = table.Column<string>(type: "TEXT", nullable: true),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_entry", x => new { x.bucket, x.incident_id, x.entry_id });
                });

            migrationBuilder.CreateTable(
                name: "incident_person",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    incident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    run_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_person", x => new { x.bucket, x.subject_id, x.incident_id });
                });

            migrationBuilder.CreateTable(
                name: "incident_run",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    incident_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    run_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    sought = table.Column<string>(type: "TEXT", nullable: true),
                    letter_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    next_bucket = table.Column<int>(type: "INTEGER", nullable: false),
                    people = table.Column<int>(type: "INTEGER", nullable: false),
                    records = table.Column<int>(type: "INTEGER", nullable: false),
                    residences = table.Column<string>(type: "TEXT", nullable: false),
                    told = table.Column<int>(type: "INTEGER", nullable: false),
                    unreachable = table.Column<int>(type: "INTEGER", nullable: false),
                    isolated = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_run", x => new { x.bucket, x.incident_id, x.run_id });
                });

            migrationBuilder.CreateTable(
                name: "job",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    job_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: false),
                    fence = table.Column<long>(type: "INTEGER", nullable: false),
                    holder = table.Column<byte[]>(type: "BLOB", nullable: true),
                    last_error = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job", x => new { x.bucket, x.job_id });
                });

            migrationBuilder.CreateTable(
                name: "lease",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    holder = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fence = table.Column<long>(type: "INTEGER", nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lease", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "lookup",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_provisional = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lookup", x => new { x.bucket, x.hash, x.kind, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "mailbox_state",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    tried_at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failure = table.Column<byte>(type: "INTEGER", nullable: false),
                    failing_at = table.Column<long>(type: "INTEGER", nullable: true),
                    set_aside = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mailbox_state", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    mail_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    address_hash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    send_before = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    job_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox", x => new { x.bucket, x.mail_id });
                });

            migrationBuilder.CreateTable(
                name: "person_case",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person_case", x => new { x.bucket, x.subject_id, x.case_id });
                });

            migrationBuilder.CreateTable(
                name: "proved_identifier",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_provisional = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proved_identifier", x => new { x.bucket, x.hash, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "published_version",
                columns: table => new
                {
                    version = table.Column<string>(type: "TEXT", nullable: false),
                    digest = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_published_version", x => x.version);
                });

            migrationBuilder.CreateTable(
                name: "recipient_notice",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    known_as = table.Column<byte[]>(type: "BLOB", nullable: false),
                    about = table.Column<byte>(type: "INTEGER", nullable: false),
                    fields = table.Column<string>(type: "TEXT", nullable: false),
                    disclosures = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recipient_notice", x => new { x.bucket, x.subject_id, x.recipient, x.known_as, x.about });
                });

            migrationBuilder.CreateTable(
                name: "record",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    controller = table.Column<string>(type: "TEXT", nullable: false),
                    compartment = table.Column<byte>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    point = table.Column<string>(type: "TEXT", nullable: false),
                    notice_version = table.Column<string>(type: "TEXT", nullable: false),
                    submission_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    given_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    collected_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    retention_rule = table.Column<string>(type: "TEXT", nullable: false),
                    holds = table.Column<int>(type: "INTEGER", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    chunks = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record", x => new { x.bucket, x.subject_id, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "record_chunk",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    record_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_chunk", x => new { x.bucket, x.subject_id, x.record_id, x.position });
                });

            migrationBuilder.CreateTable(
                name: "retained_count",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    rule = table.Column<string>(type: "TEXT", nullable: false),
                    category = table.Column<string>(type: "TEXT", nullable: false),
                    country = table.Column<string>(type: "TEXT", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retained_count", x => new { x.bucket, x.rule, x.category, x.country, x.month });
                });

            migrationBuilder.CreateTable(
                name: "sign_in_code",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    code_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    address_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    network_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    code_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    is_withheld = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_code", x => new { x.bucket, x.code_id });
                });

            migrationBuilder.CreateTable(
                name: "staff_account",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    roles = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    user_name = table.Column<string>(type: "TEXT", nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", nullable: true),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "standing",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    is_erased = table.Column<bool>(type: "INTEGER", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_standing", x => new { x.bucket, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "subject",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_canary = table.Column<bool>(type: "INTEGER", nullable: false),
                    sessions_ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject", x => new { x.bucket, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "subject_contact",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    proved_at = table.Column<long>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    address_hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_contact", x => new { x.bucket, x.subject_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "subject_hash",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_hash", x => new { x.bucket, x.subject_id, x.hash, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "subject_link",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    other_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    relation = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject_link", x => new { x.bucket, x.subject_id, x.other_id, x.relation });
                });

            migrationBuilder.CreateTable(
                name: "submission",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    submission_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    point = table.Column<string>(type: "TEXT", nullable: false),
                    notice_version = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    facts = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_submission", x => new { x.bucket, x.subject_id, x.submission_id });
                });

            migrationBuilder.CreateTable(
                name: "suppression",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_suppression", x => new { x.bucket, x.hash, x.kind, x.key });
                });

            migrationBuilder.CreateTable(
                name: "sweep_state",
                columns: table => new
                {
                    id = table.Column<short>(type: "INTEGER", nullable: false),
                    next_bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    last_run_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_batch_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_batch = table.Column<int>(type: "INTEGER", nullable: false),
                    total = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweep_state", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "system_change",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    change_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    field = table.Column<string>(type: "TEXT", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    problem_table = table.Column<string>(type: "TEXT", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_system_change", x => new { x.bucket, x.subject_id, x.change_id, x.system });
                });

            migrationBuilder.CreateTable(
                name: "system_erasure",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<byte>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    problem_table = table.Column<string>(type: "TEXT", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_system_erasure", x => new { x.bucket, x.subject_id, x.system });
                });

            migrationBuilder.CreateTable(
                name: "system_person",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_system_person", x => new { x.bucket, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "system_sweep",
                columns: table => new
                {
                    system = table.Column<string>(type: "TEXT", nullable: false),
                    since_at = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    run_day = table.Column<int>(type: "INTEGER", nullable: true),
                    table_name = table.Column<string>(type: "TEXT", nullable: true),
                    receipt_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    deleted = table.Column<int>(type: "INTEGER", nullable: false),
                    overwritten = table.Column<int>(type: "INTEGER", nullable: false),
                    spared = table.Column<int>(type: "INTEGER", nullable: false),
                    referred = table.Column<int>(type: "INTEGER", nullable: false),
                    left = table.Column<int>(type: "INTEGER", nullable: false),
                    run_gone = table.Column<int>(type: "INTEGER", nullable: false),
                    run_stayed = table.Column<int>(type: "INTEGER", nullable: false),
                    run_left = table.Column<int>(type: "INTEGER", nullable: false),
                    last_run_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_gone = table.Column<int>(type: "INTEGER", nullable: false),
                    last_stayed = table.Column<int>(type: "INTEGER", nullable: false),
                    last_left = table.Column<int>(type: "INTEGER", nullable: false),
                    tried_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    problem_table = table.Column<string>(type: "TEXT", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_system_sweep", x => x.system);
                });

            migrationBuilder.CreateTable(
                name: "trail_entry",
                columns: table => new
                {
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    fact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    commitment = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trail_entry", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "trail_tile",
                columns: table => new
                {
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    hashes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trail_tile", x => new { x.level, x.position });
                });

            migrationBuilder.CreateTable(
                name: "unsequenced",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    fact_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    commitment = table.Column<byte[]>(type: "BLOB", nullable: false),
                    journal = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unsequenced", x => new { x.bucket, x.fact_id });
                });

            migrationBuilder.CreateTable(
                name: "upload",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    upload_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scope_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    chunks = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upload", x => new { x.bucket, x.upload_id });
                });

            migrationBuilder.CreateTable(
                name: "upload_chunk",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    upload_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_upload_chunk", x => new { x.bucket, x.upload_id, x.position });
                });

            migrationBuilder.CreateTable(
                name: "staff_token",
                columns: table => new
                {
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_staff_token", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "FK_staff_token_staff_account_user_id",
                        column: x => x.user_id,
                        principalTable: "staff_account",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_case_file_bucket_ends_at",
                table: "case_file",
                columns: new[] { "bucket", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_case_file_bucket_is_open_last_day",
                table: "case_file",
                columns: new[] { "bucket", "is_open", "last_day" });

            migrationBuilder.CreateIndex(
                name: "IX_clear_fact_bucket_kind_at",
                table: "clear_fact",
                columns: new[] { "bucket", "kind", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_clear_fact_bucket_subject_id",
                table: "clear_fact",
                columns: new[] { "bucket", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_log_bucket_at",
                table: "decision_log",
                columns: new[] { "bucket", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_decision_log_bucket_subject_id",
                table: "decision_log",
                columns: new[] { "bucket", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_disclosure_bucket_recipient_at",
                table: "disclosure",
                columns: new[] { "bucket", "recipient", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_erasure_bucket_step_due_at",
                table: "erasure",
                columns: new[] { "bucket", "step", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_erasure_notice_bucket_told_at",
                table: "erasure_notice",
                columns: new[] { "bucket", "told_at" });

            migrationBuilder.CreateIndex(
                name: "IX_hold_bucket_lifted_at",
                table: "hold",
                columns: new[] { "bucket", "lifted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_bucket_expires_at",
                table: "idempotency",
                columns: new[] { "bucket", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "IX_incident_bucket_next_at",
                table: "incident",
                columns: new[] { "bucket", "next_at" });

            migrationBuilder.CreateIndex(
                name: "IX_incident_person_bucket_incident_id",
                table: "incident_person",
                columns: new[] { "bucket", "incident_id" });

            migrationBuilder.CreateIndex(
                name: "IX_job_bucket_state_due_at",
                table: "job",
                columns: new[] { "bucket", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_job_bucket_subject_id",
                table: "job",
                columns: new[] { "bucket", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_bucket_address_hash",
                table: "outbox",
                columns: new[] { "bucket", "address_hash" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_bucket_state_send_before",
                table: "outbox",
                columns: new[] { "bucket", "state", "send_before" });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_bucket_subject_id",
                table: "outbox",
                columns: new[] { "bucket", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_record_bucket_ends_at",
                table: "record",
                columns: new[] { "bucket", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_sign_in_code_bucket_address_hash_created_at",
                table: "sign_in_code",
                columns: new[] { "bucket", "address_hash", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_staff_account_normalized_email",
                table: "staff_account",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "IX_staff_account_normalized_user_name",
                table: "staff_account",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_system_erasure_bucket_ended_at",
                table: "system_erasure",
                columns: new[] { "bucket", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_trail_entry_fact_id",
                table: "trail_entry",
                column: "fact_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_upload_bucket_expires_at",
                table: "upload",
                columns: new[] { "bucket", "expires_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_key");

            migrationBuilder.DropTable(
                name: "case_document");

            migrationBuilder.DropTable(
                name: "case_entry");

            migrationBuilder.DropTable(
                name: "case_file");

            migrationBuilder.DropTable(
                name: "case_lookup");

            migrationBuilder.DropTable(
                name: "checkpoint");

            migrationBuilder.DropTable(
                name: "clear_fact");

            migrationBuilder.DropTable(
                name: "decision_log");

            migrationBuilder.DropTable(
                name: "disclosure");

            migrationBuilder.DropTable(
                name: "ends_worked_out");

            migrationBuilder.DropTable(
                name: "erasure");

            migrationBuilder.DropTable(
                name: "erasure_notice");

            migrationBuilder.DropTable(
                name: "erasure_receipt");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "fact");

            migrationBuilder.DropTable(
                name: "fact_body");

            migrationBuilder.DropTable(
                name: "held_record");

            migrationBuilder.DropTable(
                name: "hold");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "incident");

            migrationBuilder.DropTable(
                name: "incident_entry");

            migrationBuilder.DropTable(
                name: "incident_person");

            migrationBuilder.DropTable(
                name: "incident_run");

            migrationBuilder.DropTable(
                name: "job");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "lookup");

            migrationBuilder.DropTable(
                name: "mailbox_state");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "person_case");

            migrationBuilder.DropTable(
                name: "proved_identifier");

            migrationBuilder.DropTable(
                name: "published_version");

            migrationBuilder.DropTable(
                name: "recipient_notice");

            migrationBuilder.DropTable(
                name: "record");

            migrationBuilder.DropTable(
                name: "record_chunk");

            migrationBuilder.DropTable(
                name: "retained_count");

            migrationBuilder.DropTable(
                name: "sign_in_code");

            migrationBuilder.DropTable(
                name: "staff_token");

            migrationBuilder.DropTable(
                name: "standing");

            migrationBuilder.DropTable(
                name: "subject");

            migrationBuilder.DropTable(
                name: "subject_contact");

            migrationBuilder.DropTable(
                name: "subject_hash");

            migrationBuilder.DropTable(
                name: "subject_link");

            migrationBuilder.DropTable(
                name: "submission");

            migrationBuilder.DropTable(
                name: "suppression");

            migrationBuilder.DropTable(
                name: "sweep_state");

            migrationBuilder.DropTable(
                name: "system_change");

            migrationBuilder.DropTable(
                name: "system_erasure");

            migrationBuilder.DropTable(
                name: "system_person");

            migrationBuilder.DropTable(
                name: "system_sweep");

            migrationBuilder.DropTable(
                name: "trail_entry");

            migrationBuilder.DropTable(
                name: "trail_tile");

            migrationBuilder.DropTable(
                name: "unsequenced");

            migrationBuilder.DropTable(
                name: "upload");

            migrationBuilder.DropTable(
                name: "upload_chunk");

            migrationBuilder.DropTable(
                name: "staff_account");
        }
    }
}
