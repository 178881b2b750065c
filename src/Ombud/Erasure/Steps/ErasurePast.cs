using System.Data.Common;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Erasure.Steps;

/// <summary>Everything about a person at which an erasure looks before it commits, read while it can still be opened.</summary>
internal sealed class ErasurePast
{
    /// <summary>How far the erasure had come; null where nobody asked for one.</summary>
    public ErasureStep? Step { get; private set; }

    /// <summary>Those whom the person has taken in.</summary>
    public List<SubjectId> Joined { get; } = [];

    /// <summary>Whether it is a control's made-up person, of whom nobody was given anything.</summary>
    public bool IsCanary { get; private set; }

    /// <summary>Whether they have an address that they proved.</summary>
    public bool HasAddress { get; private set; }

    /// <summary>Their records, in groups.</summary>
    public List<RecordGroup> Groups { get; private set; } = [];

    public PersonAnchors Anchors { get; } = new();
    public List<WrittenFact> Consents { get; } = [];

    /// <summary>What they were told of being given to others.</summary>
    public List<INamesRecipient> Given { get; } = [];

    /// <summary>Controllers that facts name.</summary>
    public HashSet<string> Controllers { get; } = new(StringComparer.Ordinal);

    /// <summary>How many facts can be opened.</summary>
    public int Facts { get; private set; }

    private const string Sql =
        """
        select e.step,
               exists (select 1 from subject s where s.bucket = @bucket and s.subject_id = @subject and s.is_canary),
               exists (select 1 from subject_contact c where c.bucket = @bucket and c.subject_id = @subject and c.kind = @kind)
        from   erasure e
        where  e.bucket = @bucket and e.subject_id = @subject;
        select other_id from subject_link
        where  bucket = @bucket and subject_id = @subject and relation = @joined order by other_id;
        """;

    /// <summary>Reads it in the transaction of the change that will erase them; on PostgreSQL in two round trips.</summary>
    /// <param name="key">The key of their facts; null where it is gone, and with it what facts tell.</param>
    /// <param name="meanwhile">Begun once the facts are read, and awaited; the records are counted beside it.</param>
    public static async Task<ErasurePast> ReadAsync(
        DbConnection connection, DbTransaction transaction, SubjectId subject, FactHistory history, DataKey? key,
        Func<ErasurePast, Task> meanwhile, CancellationToken cancel)
    {
        var past = await ReadFactsAsync(connection, transaction, subject, history, key, cancel);
        if (past.Step is not ErasureStep.Asked)
            return past;
        var beside = Task.Run(() => meanwhile(past), cancel);
        try
        {
            await using var select = connection.Command(RecordGroups.SqlFor(connection), transaction)
                .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("day", RecordGroups.DayMicros);
            await using var reader = await select.ExecuteReaderAsync(cancel);
            past.Groups = await RecordGroups.ReadAsync(reader, subject, cancel);
        }
        finally
        {
            await beside;
        }
        return past;
    }

    private static async Task<ErasurePast> ReadFactsAsync(
        DbConnection connection, DbTransaction transaction, SubjectId subject, FactHistory history, DataKey? key, CancellationToken cancel)
    {
        await using var select = connection.Command($"{Sql}{FactHistory.Sql};", transaction)
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("kind", (short)IdentifierKind.Email)
            .With("joined", SubjectLinkRow.JoinedFrom);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var past = new ErasurePast();
        if (await reader.ReadAsync(cancel))
        {
            (past.Step, past.IsCanary, past.HasAddress) =
                ((ErasureStep)reader.GetInt16(0), reader.GetBoolean(1), reader.GetBoolean(2));
        }
        await reader.NextResultAsync(cancel);
        while (await reader.ReadAsync(cancel))
            past.Joined.Add(new SubjectId(reader.GuidAt(0)));
        await reader.NextResultAsync(cancel);
        if (key is null)
            return past;
        while (await reader.ReadAsync(cancel))
        {
            if (await history.OpenAsync(reader, subject, key, cancel) is { } fact)
                past.Add(fact);
        }
        return past;
    }

    private void Add(WrittenFact fact)
    {
        if (fact.Fact is not ClearFact)
            Facts++;
        if (fact.Fact is AnchorHappened happened)
            Anchors.Add(happened);
        if (fact.Fact is ConsentAnswered)
            Consents.Add(fact);
        if (fact.Fact is INamesRecipient named)
            Given.Add(named);
        if (fact.Fact is INamesController { Controller: var controller })
            Controllers.Add(controller);
    }
}
