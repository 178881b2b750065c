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
                name: "proved_identifier",
                columns: table => new
                {
                    bucket = table.Column<short>(type: "INTEGER", nullable: false),
                    hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<byte>(type: "INTEGER", nullable: false),
                    key_version = table.Column<int>(type: "INTEGER", nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
                    is_canary = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subject", x => new { x.bucket, x.subject_id });
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

            migrationBuilder.CreateIndex(
                name: "IX_clear_fact_bucket_kind_at",
                table: "clear_fact",
                columns: new[] { "bucket", "kind", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_clear_fact_bucket_subject_id",
                table: "clear_fact",
                columns: new[] { "bucket", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "IX_fact_bucket_subject_id_standing_version",
                table: "fact",
                columns: new[] { "bucket", "subject_id", "standing_version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_record_bucket_ends_at",
                table: "record",
                columns: new[] { "bucket", "ends_at" });

            migrationBuilder.CreateIndex(
                name: "IX_trail_entry_fact_id",
                table: "trail_entry",
                column: "fact_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "checkpoint");

            migrationBuilder.DropTable(
                name: "clear_fact");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "fact");

            migrationBuilder.DropTable(
                name: "fact_body");

            migrationBuilder.DropTable(
                name: "lease");

            migrationBuilder.DropTable(
                name: "lookup");

            migrationBuilder.DropTable(
                name: "proved_identifier");

            migrationBuilder.DropTable(
                name: "published_version");

            migrationBuilder.DropTable(
                name: "record");

            migrationBuilder.DropTable(
                name: "record_chunk");

            migrationBuilder.DropTable(
                name: "standing");

            migrationBuilder.DropTable(
                name: "subject");

            migrationBuilder.DropTable(
                name: "subject_hash");

            migrationBuilder.DropTable(
                name: "subject_link");

            migrationBuilder.DropTable(
                name: "trail_entry");

            migrationBuilder.DropTable(
                name: "trail_tile");

            migrationBuilder.DropTable(
                name: "unsequenced");
        }
    }
}
