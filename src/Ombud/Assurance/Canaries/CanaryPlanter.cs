using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ombud.Collection.Pages;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Assurance.Canaries;

/// <summary>A made-up person who filled in a collection point.</summary>
/// <param name="Values">What was given that could be nobody else's.</param>
internal sealed record Canary(SubjectId Subject, Guid Submission, CollectionPoint Point, string Email, IReadOnlyList<string> Values)
{
    /// <summary>All that was given, by field.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }
}

/// <summary>
/// Made-up people who take the same way in as everybody else. Each has an address at <c>.example</c>, is marked in
/// <c>subject</c>, and is erased by the control that planted it.
/// </summary>
internal sealed class CanaryPlanter(
    SubmitPoint submit, EraseSubject erase, NoticeBook notices, IDbContextFactory<OmbudContext> contexts, Db db)
{
    /// <summary>Who asks, in the facts that canaries leave.</summary>
    public const string By = "control";

    /// <inheritdoc cref="MadeUp.WordStart"/>
    public const string TokenStart = MadeUp.WordStart;

    /// <summary>Points that anybody may fill in, without a sign-in, about nobody else.</summary>
    public IEnumerable<CollectionPoint> Points => notices.InForce()!.CollectionPoints.Where(point =>
        PointView.IsForPeople(point) && !point.SignedIn && point.OtherSubject is null && point.Channel is Channel.Web
        && point.Fields.Any(asked => asked is { Identifies: true, Type: FieldType.Email })
        && !point.Fields.Any(asked => asked.Type is FieldType.File && asked.Requirement is not Requirement.Voluntary));

    /// <summary>The one of them that asks most.</summary>
    public CollectionPoint Longest => Points.MaxBy(point => point.Fields.Count)!;

    /// <summary>Called when somebody has been planted; where a test tampers.</summary>
    internal Func<Canary, Task>? Planted { get; set; }

    /// <summary>The word by which one canary is told from all others.</summary>
    public static string NewToken() => TokenStart + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Plants somebody at a point, lets a control look, and erases them whatever comes of it.</summary>
    /// <inheritdoc cref="PlantAsync"/>
    public async Task<T> MeetAsync<T>(
        CollectionPoint point, Func<Canary, Task<T>> look, CancellationToken cancel, bool tick = false, string? language = null,
        string? token = null)
    {
        var canary = await PlantAsync(point, cancel, tick: tick, language: language, token: token);
        try
        {
            return await look(canary);
        }
        finally
        {
            await EraseAsync(canary.Subject, cancel);
        }
    }

    /// <summary>Plants somebody at a point that takes what the pack allows. Whoever plants erases.</summary>
    /// <param name="like">Of whom it is another submission; null for somebody new.</param>
    /// <param name="tick">Whether every choice is ticked.</param>
    /// <param name="token">Its word; null for a new one.</param>
    /// <exception cref="InvalidOperationException">The point refuses it.</exception>
    public async Task<Canary> PlantAsync(
        CollectionPoint point, CancellationToken cancel, SubjectId? like = null, bool tick = false, string? language = null,
        string? token = null)
    {
        token ??= NewToken();
        var submitter = new Submitter(By) { IsCanary = true, Person = like };
        var form = Fill(point, token, everything: true, tick) with { Shown = Shown(language) };
        var outcome = await submit.RunAsync(form, submitter, null, cancel);
        if (outcome is SubmissionOutcome.Refused)
        {
            form = Fill(point, token, everything: false, tick) with { Shown = Shown(language) };
            outcome = await submit.RunAsync(form, submitter, null, cancel);
        }
        if (outcome is not SubmissionOutcome.Accepted accepted)
            throw new InvalidOperationException($"{point.Id} took no canary: {ReasonOf(outcome)}");
        var canary = new Canary(
            accepted.Subject, accepted.SubmissionId, point, EmailOf(token),
            [.. form.Fields.Values.Where(value => value.Contains(token, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)])
        {
            Fields = form.Fields,
        };
        if (Planted is not null)
            await Planted(canary);
        return canary;
    }

    /// <summary>A filled-in form of a made-up grown-up.</summary>
    public Submission Fill(CollectionPoint point, string token, bool everything, bool tick) => new()
    {
        Point = point.Id,
        Subject = new SubjectIdentifiers(Residence: CountryOf(point)),
        Fields = point.Fields
            .Where(field => field.Type is not FieldType.File && (everything || field.Requirement is not Requirement.Voluntary))
            .ToDictionary(field => field.Id, field => ValueOf(field, point, token), StringComparer.Ordinal),
        Shown = Shown(null),
        Choices = point.Choices.ToDictionary(choice => choice, _ => tick, StringComparer.Ordinal),
        Confirmations = point.OtherSubject is null ? [] : [Submission.OthersAgreed],
    };

    public ShownNotice Shown(string? language) => new(notices.InForce()!.Version, language ?? notices.Pack.Languages[0]);

    /// <summary>The address of the person a token belongs to.</summary>
    public static string EmailOf(string token) => $"{token}@person.example";

    /// <summary>Erases a canary, to the end, and what law would keep of a person after it.</summary>
    public async Task EraseAsync(SubjectId subject, CancellationToken cancel)
    {
        await EraseAsAnybodyAsync(subject, cancel);
        await ForgetKeptAsync(subject, cancel);
    }

    /// <summary>Erases a canary as anybody is erased: what law keeps of a person is kept of it too.</summary>
    public async Task<ErasureRow> EraseAsAnybodyAsync(SubjectId subject, CancellationToken cancel)
    {
        await erase.AskAsync(subject, ErasureReason.Decided, By, cancel);
        return await erase.RunAsync(subject, cancel);
    }

    /// <summary>Removes what was kept as proof of somebody who never was, lest it count among people's records for years.</summary>
    public async Task ForgetKeptAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<ChunkRow>().Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ExecuteDeleteAsync(cancel);
        await context.Set<RecordRow>().Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ExecuteDeleteAsync(cancel);
    }

    private string CountryOf(CollectionPoint point) =>
        notices.InForce()!.Parties.First(party => party.Id == point.Controller).Country;

    private string ValueOf(CollectionField field, CollectionPoint point, string token) => field.Type switch
    {
        FieldType.Email => EmailOf(field.OfOther ? token + ".other" : token),
        FieldType.Phone => "+4670" + string.Concat(token.Skip(TokenStart.Length).Take(7).Select(letter => (char)('0' + (letter % 10)))),
        FieldType.Date => "2020-01-01",
        FieldType.BirthDate => "1980-01-01",
        FieldType.Country => CountryOf(point),
        FieldType.Choice => field.Choices[0].Value,
        FieldType.Url => $"https://person.example/{token}",
        FieldType.Text or FieldType.LongText or FieldType.File => $"Prov {token} {field.Id}",
    };

    private static string ReasonOf(SubmissionOutcome outcome) => outcome is SubmissionOutcome.Refused refused
        ? string.Join(", ", refused.Errors.Select(error => $"{error.Field} {error.Code}")) : outcome.GetType().Name;
}
