using Ombud.Connectors.Tests.Contract;

namespace Ombud.Connectors.Tests.Published;

public sealed class PostgreSqlWebmailTests : WebmailContract<PostgreSqlDatabase>;

public sealed class MariaDbWebmailTests : WebmailContract<MariaDbDatabase>
{
    protected override string Adapt(string description) => description.Replace(
        "    key: [user_id, language]\n    erase: delete\n    fields:\n",
        "    key: [id]\n    erase: delete\n    fields:\n      - field: id\n", StringComparison.Ordinal);

    protected override bool NumbersDictionaries => true;
}

public sealed class SqliteWebmailTests : WebmailContract<SqliteDatabase>;

/// <summary>Roundcube: foreign keys everywhere, keys of one field, two and three, and people in the address books of others.</summary>
public abstract class WebmailContract<TDatabase> : PublishedContract<TDatabase>
    where TDatabase : TestDatabase, new()
{
    protected override string Description => "webmail.yaml";

    protected override string Schema => PublishedSchema.Webmail(Database.Kind);

    protected virtual bool NumbersDictionaries => false;

    protected override IReadOnlyList<string> Drafted =>
    [
        "  - table: identities\n    key: [identity_id]", "belongsTo: users.user_id", "belongsTo: contacts.contact_id",
        "      - field: email\n        category: contact-details",
    ];

    protected override async Task AddAsync(int person)
    {
        var (id, word, address) = (person * 100, WordOf(person), AddressOf(person));
        await InsertAsync(person, "users", 1, ("user_id", id), ("username", address), ("mail_host", "mail.example"), ("preferences", word));
        foreach (var of in (int[])[1, 2])
        {
            await InsertAsync(person, "identities", 1, ("identity_id", id + of), ("user_id", id), ("name", word),
                ("email", of is 1 ? address : $"other.{address}"), ("signature", $"Hälsningar, {word}"));
            await InsertAsync(person, "responses", 1, ("response_id", id + of), ("user_id", id), ("name", word), ("data", word));
            await InsertAsync(person, "contacts", 1, ("contact_id", id + of), ("user_id", id), ("name", $"{word}'s friend {of}"),
                ("email", $"friend{of}.{word}@mail.example"), ("vcard", word), ("words", word));
        }
        await InsertAsync(person, "contactgroups", 1, ("contactgroup_id", id), ("user_id", id), ("name", word));
        await InsertAsync(person, "contactgroupmembers", 2, ("contactgroup_id", id), ("contact_id", id + 1));
        await InsertAsync(person, "collected_addresses", 1, ("address_id", id), ("user_id", id), ("name", word),
            ("email", $"seen.{word}@mail.example"), ("type", 1));
        await InsertAsync(person, "cache", 2, ("user_id", id), ("cache_key", "folders"), ("data", word));
        await InsertAsync(person, "cache_index", 2, ("user_id", id), ("mailbox", "INBOX"), ("data", word));
        await InsertAsync(person, "cache_thread", 2, ("user_id", id), ("mailbox", "INBOX"), ("data", word));
        foreach (var uid in (int[])[1, 2, 3])
            await InsertAsync(person, "cache_messages", 3, ("user_id", id), ("mailbox", "INBOX"), ("uid", uid), ("data", word));
        await InsertAsync(person, "searches", 1, ("search_id", id), ("user_id", id), ("name", word), ("data", word));
        await InsertAsync(person, "filestore", 1, ("file_id", id), ("user_id", id), ("context", "key"), ("filename", word),
            ("mtime", 1), ("data", word));
        if (NumbersDictionaries)
            await InsertAsync(person, "dictionary", 1, ("id", id), ("user_id", id), ("language", "sv"), ("data", word));
        else
            await InsertAsync(person, "dictionary", 2, ("user_id", id), ("language", "sv"), ("data", word));

        // In the address book of whoever came before the entry is about this person; it goes with either.
        if (person > 1 && person - 1 != Anna)
            await InsertAsync(person, "contacts", 1, ("contact_id", id + 50), ("user_id", id - 100), ("name", word), ("email", address),
                ("vcard", word), ("words", word));
    }
}
