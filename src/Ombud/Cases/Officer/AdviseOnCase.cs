using System.Globalization;
using Ombud.Advice;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Officer;

/// <summary>Advice about a case. Of a message to the officer there is none, which others would see.</summary>
internal sealed class AdviseOnCase(CaseBook book) : IAdvisable
{
    /// <inheritdoc cref="IAdvisable.Topic"/>
    internal const string Word = "case";

    public string Topic => Word;

    public Text Name => WorkingTexts.Case;

    public async Task<bool> ExistsAsync(string id, CancellationToken cancel) =>
        Guid.TryParseExact(id, "D", out var number) && await book.KindOfAsync(number, cancel) is { } kind
        && kind is not CaseKind.OfficerMessage;

    public string PathOf(string id) => WorkCases.PathOf(Guid.Parse(id, CultureInfo.InvariantCulture));
}
