using Ombud.Layout;
using Ombud.Notices;

namespace Ombud.Advice;

/// <summary>Advice about a clause of the notice.</summary>
internal sealed class AdviseOnClause(NoticeBook notices) : IAdvisable
{
    /// <inheritdoc cref="IAdvisable.Topic"/>
    internal const string Word = "clause";

    public string Topic => Word;

    public Text Name => new(sv: "Klausul", en: "Clause");

    public Task<bool> ExistsAsync(string id, CancellationToken cancel) =>
        Task.FromResult(notices.InForce()?.Clauses.Any(clause => clause.Id == id) is true);

    public string PathOf(string id) => $"/notice#{id}";
}
