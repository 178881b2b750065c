using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;
using Ombud.Subjects;

namespace Ombud.Consents.Suppression;

/// <summary>Gives everybody who was given with a listed address the objection of its owner.</summary>
internal sealed class FollowSuppression(
    SuppressionList list, SubjectContacts contacts, Identifiers identifiers, Standings standings, Ledger ledger) : IAddressProved
{
    /// <summary>Passes an objection of a person on to all others with their proved address; repeating it changes nothing.</summary>
    public async Task PassOnAsync(SubjectId subject, CancellationToken cancel)
    {
        if (await contacts.FindAsync(subject, IdentifierKind.Email, cancel) is not { } address)
            return;
        var keys = await list.KeysOfAsync(IdentifierKind.Email, address.Value, cancel);
        foreach (var other in await identifiers.FindUnprovedAsync(IdentifierKind.Email, address.Value, cancel))
        {
            if (other != subject)
                await ApplyAsync(other, keys, cancel);
        }
    }

    /// <summary>Gives somebody what they do not have yet of the objections to these keys.</summary>
    public async Task ApplyAsync(SubjectId subject, IReadOnlyList<string> keys, CancellationToken cancel)
    {
        if (keys.Count == 0 || await standings.FindAsync(subject, cancel) is not { IsErased: false } standing)
            return;
        foreach (var fact in SuppressionList.Missing(keys, standing))
            await ledger.AppendAsync(new Append(subject, fact) { MustBeKnown = true }, cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fact>> FactsAsync(string address, StandingState standing, CancellationToken cancel) =>
        [.. SuppressionList.Missing(await list.KeysOfAsync(IdentifierKind.Email, address, cancel), standing)];
}
