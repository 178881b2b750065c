using System.Globalization;
using Ombud.Advice;
using Ombud.Layout;

namespace Ombud.Incidents.Working;

/// <summary>Advice about an incident.</summary>
internal sealed class AdviseOnIncident(IncidentBook book) : IAdvisable
{
    /// <inheritdoc cref="IAdvisable.Topic"/>
    internal const string Word = "incident";

    public string Topic => Word;

    public Text Name => WorkTexts.Incident;

    public async Task<bool> ExistsAsync(string id, CancellationToken cancel) =>
        Guid.TryParseExact(id, "D", out var number) && await book.FindAsync(number, cancel) is not null;

    public string PathOf(string id) => ListIncidents.PathOf(Guid.Parse(id, CultureInfo.InvariantCulture));
}
