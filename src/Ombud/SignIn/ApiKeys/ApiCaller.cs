using System.Collections.Frozen;

namespace Ombud.SignIn.ApiKeys;

/// <summary>Words that a key is limited to; <c>*</c> is all of them.</summary>
internal sealed class Scope
{
    private readonly FrozenSet<string> _words;

    private Scope(IEnumerable<string> words) => _words = words.ToFrozenSet(StringComparer.Ordinal);

    public static Scope All { get; } = Of("*");

    public static Scope Of(params IEnumerable<string> words) => new(words);

    /// <summary>Reads words separated by spaces.</summary>
    public static Scope Read(string text) => new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether the word is within; a call that names none needs a key that is not limited.</summary>
    public bool Allows(string? word) => _words.Contains("*") || word is not null && _words.Contains(word);

    /// <summary>Whether any of the words is within; of nothing at all, only where it is not limited.</summary>
    public bool AllowsAny(IEnumerable<string> words) => Allows(null) || words.Any(Allows);

    public override string ToString() => string.Join(' ', _words.Order(StringComparer.Ordinal));
}

/// <summary>
/// The site or application that calls, by its API key. Inject it where the endpoint demands <see cref="Access.Api"/>.
/// </summary>
/// <param name="Name">What the operator calls the key; may stand in logs.</param>
internal sealed record ApiCaller(Guid KeyId, string Name, Scope Controllers, Scope Purposes, Scope Actions)
{
    /// <summary>Whether the key may do that.</summary>
    /// <param name="controller">Id of the controller; null for a call about none.</param>
    /// <param name="purpose">Id of the purpose; null for a call about none.</param>
    /// <param name="action">Word of the action, such as <c>decide</c>, <c>read</c>, <c>submit</c>.</param>
    public bool Allows(string? controller, string? purpose, string action) =>
        Actions.Allows(action) && Controllers.Allows(controller) && Purposes.Allows(purpose);

    /// <summary>Whether the key may do that at all, whatever the controller and purpose.</summary>
    public bool Allows(string action) => Actions.Allows(action);
}
