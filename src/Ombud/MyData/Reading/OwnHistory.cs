using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Receipts;
using Ombud.MyData.Joining;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Systems.Changing;

namespace Ombud.MyData.Reading;

/// <summary>What happened to a person and to those they have joined with, oldest first, and to whom data was given.</summary>
internal sealed class OwnHistory(FactHistory facts, FactReceipts receipts, IDbContextFactory<OmbudContext> contexts)
{
    private const string Disclosure = "disclosure.made";

    /// <param name="until">The last moment that is looked at; of those who joined later nothing is.</param>
    public async Task<(IReadOnlyList<OwnEvent> Events, IReadOnlyList<OwnDisclosure> Disclosures)> ReadAsync(
        SubjectId subject, DateTimeOffset until, CancellationToken cancel)
    {
        var (events, disclosures) = (new List<OwnEvent>(), new List<OwnDisclosure>());
        foreach (var person in (IEnumerable<SubjectId>)[subject, .. await JoinedAsync(subject, until, cancel)])
        {
            // Read before the facts: what was taken into the tree since then counts as not there yet, never the reverse.
            var waiting = await receipts.WaitingAsync(Bucket.Of(person.Value), cancel);
            await foreach (var fact in facts.ReadAsync(person, cancel))
            {
                if (fact.At > until)
                    continue;
                events.Add(Of(fact, !waiting.Contains(fact.Id)));
                if (fact.Kind is Disclosure)
                    disclosures.Add(DisclosureOf(fact));
            }
        }
        return ([.. events.OrderBy(one => one.At)], [.. disclosures.OrderBy(one => one.At)]);
    }

    /// <summary>How it was with a person at a moment, and what has changed of it since.</summary>
    public async Task<OwnPast> PastAsync(SubjectId subject, DateTimeOffset at, CancellationToken cancel)
    {
        var (corrected, isJoined) = (new HashSet<Guid>(), false);
        await foreach (var fact in facts.ReadAsync(subject, cancel))
        {
            if (fact.At <= at)
                continue;
            if (fact.Fact is RecordCorrected change)
                corrected.Add(change.Record);
            isJoined |= fact.Fact is RecordsJoined;
        }
        return new OwnPast(await facts.FoldAsync(subject, at, cancel), corrected, isJoined);
    }

    /// <summary>A fact of the person's own, or of somebody whom they have joined with; null where it is another's.</summary>
    public async Task<WrittenFact?> FindAsync(SubjectId subject, Guid fact, CancellationToken cancel)
    {
        foreach (var person in (IEnumerable<SubjectId>)[subject, .. await JoinedAsync(subject, DateTimeOffset.MaxValue, cancel)])
        {
            if (await facts.FindAsync(person, fact, cancel) is { } found)
                return found;
        }
        return null;
    }

    private async Task<List<SubjectId>> JoinedAsync(SubjectId subject, DateTimeOffset until, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var ids = await context.Set<SubjectLinkRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.Relation == SubjectLinkRow.JoinedFrom)
            .OrderBy(row => row.OtherId).Select(row => new { row.OtherId, row.At }).ToListAsync(cancel);
        return [.. ids.Where(row => row.At <= until).Select(row => new SubjectId(row.OtherId))];
    }

    private static OwnEvent Of(WrittenFact fact, bool isInTree) => fact.Fact switch
    {
        ConsentAnswered answer => new(fact.Id, fact.At, fact.Kind, answer.Key, answer.Answer.ToString(), isInTree),
        ObjectionMade objection => new(fact.Id, fact.At, fact.Kind, objection.Key, objection.State.ToString(), isInTree),
        RestrictionSet restriction => new(fact.Id, fact.At, fact.Kind, null, restriction.IsOn ? "On" : "Off", isInTree),
        RestrictedInSystem told => new(fact.Id, fact.At, fact.Kind, told.System, told.IsOn ? "On" : "Off", isInTree),
        RestrictedByHand told => new(fact.Id, fact.At, fact.Kind, told.System, told.IsOn ? "On" : "Off", isInTree),
        _ => new(fact.Id, fact.At, fact.Kind, WordOf(fact), null, isInTree),
    };

    // Later capabilities write the fact, so it is read by its members and not by its type.
    private static OwnDisclosure DisclosureOf(WrittenFact fact)
    {
        using var document = JsonDocument.Parse(fact.Body);
        var body = document.RootElement.GetProperty("fact"u8);
        return new OwnDisclosure(
            fact.At, Text(body, "recipient") ?? "", Text(body, "controller") ?? "", Text(body, "purpose") ?? "",
            Words(body, "categories"), Text(body, "to") ?? "", Text(body, "safeguard"))
        {
            Fields = Words(body, "fields"), From = Text(body, "from") ?? "",
            Under = [.. Array(body, "under").Select(form => new OwnForm(
                Text(form, "point") ?? "", DateOnly.ParseExact(Text(form, "on")!, "O", CultureInfo.InvariantCulture)))],
        };
    }

    private static JsonElement[] Array(JsonElement body, string member) =>
        body.TryGetProperty(member, out var list) && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string[] Words(JsonElement body, string member) =>
        [.. Array(body, member).Select(word => word.GetString() ?? "")];

    private static string? WordOf(WrittenFact fact)
    {
        using var document = JsonDocument.Parse(fact.Body);
        var body = document.RootElement.GetProperty("fact"u8);
        return Text(body, "purpose") ?? Text(body, "recipient") ?? Text(body, "controller");
    }

    private static string? Text(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
