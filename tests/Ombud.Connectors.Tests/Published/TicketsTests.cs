using Ombud.Connectors.Tests.Contract;

namespace Ombud.Connectors.Tests.Published;

public sealed class PostgreSqlTicketsTests : TicketsContract<PostgreSqlDatabase>
{
    // Names that were never quoted are small letters there.
    protected override string Named(string name) => name.ToLowerInvariant();

    protected override string Adapt(string description) => string.Join('\n', description.Split('\n').Select(line =>
        (string[])["table:", "field:", "belongsTo:", "owns:"] is var words
            && words.Any(word => line.Contains(word, StringComparison.Ordinal)) ? line.ToLowerInvariant().Replace(
            "belongsto", "belongsTo", StringComparison.Ordinal) : line));
}

public sealed class MariaDbTicketsTests : TicketsContract<MariaDbDatabase>;

public sealed class SqliteTicketsTests : TicketsContract<SqliteDatabase>;

/// <summary>
/// Request Tracker: not one foreign key, numbers that the description alone gives a meaning, rows that stay without their person.
/// </summary>
public abstract class TicketsContract<TDatabase> : PublishedContract<TDatabase>
    where TDatabase : TestDatabase, new()
{
    protected override string Description => "tickets.yaml";

    protected override string Schema => PublishedSchema.Tickets(Database.Kind);

    protected override IReadOnlyList<string> Drafted =>
    [
        $"  - table: {Named("Users")}\n", $"      - field: {Named("EmailAddress")}\n        category: contact-details",
        $"      - field: {Named("MobilePhone")}\n        category: contact-details",
    ];

    protected override async Task AddAsync(int person)
    {
        var (id, word, address) = (person * 100, WordOf(person), AddressOf(person));
        await InsertAsync(person, "Principals", 1, ("id", id), ("PrincipalType", "User"));
        await InsertAsync(person, "Users", 1, ("id", id), ("Name", address), ("EmailAddress", address), ("RealName", word),
            ("Comments", word), ("MobilePhone", $"+46 70 {word}"), ("Address1", $"{word} street"), ("City", word), ("Creator", 1));
        await InsertAsync(person, "GroupMembers", 1, ("id", id), ("GroupId", 3), ("MemberId", id));
        await InsertAsync(person, "CachedGroupMembers", 1, ("id", id), ("GroupId", 3), ("MemberId", id));
        foreach (var of in (int[])[1, 2, 3])
        {
            await InsertAsync(person, "Tickets", 1, ("id", id + of), ("Subject", $"{word} asks"), ("Status", "new"), ("Creator", id));
            await InsertAsync(person, "Transactions", 1, ("id", id + of), ("ObjectType", "RT::Ticket"),
                ("ObjectId", (of is 3 ? After(person) * 100 : id) + of), ("Type", "Create"), ("NewValue", word), ("Creator", id));
            await InsertAsync(person, "Attachments", 1, ("id", id + of), ("TransactionId", id + of), ("Subject", word),
                ("Content", $"Hej, här är {word}"), ("Headers", $"From: {address}"), ("Creator", id));
        }
    }
}
