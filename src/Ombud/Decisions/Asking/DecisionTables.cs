using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Policies.Compiling;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;

[assembly: Ombud.Database.Maps<Ombud.Decisions.Asking.DecisionMapping, Ombud.Decisions.Asking.DecisionRow>]

namespace Ombud.Decisions.Asking;

/// <summary>A bare answer: who asked what, and what was said. Of the person it has the id alone.</summary>
internal sealed class DecisionRow
{
    private const string Foreign = "?";

    public short Bucket { get; set; }
    public Guid DecisionId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Id of the API key or staff account.</summary>
    public string Asker { get; set; } = "";

    /// <summary>The person; null for a stranger.</summary>
    public Guid? SubjectId { get; set; }

    public string Action { get; set; } = "";
    public string Purpose { get; set; } = "";
    public string? Topic { get; set; }

    /// <summary>Ids, separated by spaces.</summary>
    public string Categories { get; set; } = "";

    public string Controller { get; set; } = "";
    public string? Recipient { get; set; }
    public string? FromCountry { get; set; }
    public string? ToCountry { get; set; }
    public string? Point { get; set; }

    /// <summary>The day of which was asked.</summary>
    public DateOnly OnDay { get; set; }

    public bool IsPermitted { get; set; }

    /// <summary>Reason code; <c>none</c> where permitted.</summary>
    public string Reason { get; set; } = "";

    public string? NoticeVersion { get; set; }

    /// <summary>The row of a question and its answer. Of words that the pack does not have it keeps a question mark.</summary>
    public static DecisionRow Of(
        Policy policy, in WordQuestion question, in Decision decision, Guid? subject, string asker, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        var (words, asked) = (policy.Words, policy.Resolve(in question));
        return new DecisionRow
        {
            Bucket = Shared.Bucket.Of(subject ?? id), DecisionId = id, At = at, Asker = asker, SubjectId = subject,
            Action = JsonNamingPolicy.KebabCaseLower.ConvertName(question.Action.ToString()),
            Purpose = Known(words.Word(asked.Purpose)), Topic = Known(question.Topic, words.Word(asked.Topic)),
            Categories = CategoriesOf(words, asked.Categories), Controller = Known(words.Word(asked.Controller)),
            Recipient = Known(question.Recipient, words.Word(asked.Recipient)),
            FromCountry = Known(question.From, words.Word(asked.From)), ToCountry = Known(question.To, words.Word(asked.To)),
            Point = Known(question.Point, words.Word(asked.Point)), OnDay = question.On.Date,
            IsPermitted = decision.IsPermitted, Reason = ReasonCodes.CodeOf(decision.Reason),
            NoticeVersion = policy.VersionAt(decision.Version)?.Version,
        };
    }

    private static string CategoriesOf(Words words, CategorySet set) =>
        string.Join(' ', words.WordsOf(set).Concat(set.Contains(default) ? [Foreign] : []));

    private static string Known(string word) => word.Length == 0 ? Foreign : word;

    private static string? Known(string? asked, string word) => string.IsNullOrEmpty(asked) ? null : Known(word);
}

internal sealed class DecisionMapping : IEntityTypeConfiguration<DecisionRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        builder.ToTable("decision_log").HasKey(row => new { row.Bucket, row.DecisionId });
        builder.HasIndex(row => new { row.Bucket, row.SubjectId });
        builder.HasIndex(row => new { row.Bucket, row.At });
    }
}
