using Ombud.Consents.Suppression;
using Ombud.Log.Sequencing;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Consents;

/// <summary>What became of what a person wanted.</summary>
public enum WillOutcome
{
    /// <summary>It is recorded, durably, and decisions follow it from now on.</summary>
    Done,

    /// <summary>The notice in force has no such purpose or topic, or nothing to say about it.</summary>
    NotOffered,

    /// <summary>The person has been erased.</summary>
    Erased,
}

/// <summary>
/// What a signed-in person says of the use of their data: yes, no, an objection. Taking back is one step,
/// as giving is (promises <c>rights.withdraw</c>, <c>rights.object</c>).
/// </summary>
internal sealed class PersonalWill(
    Policy policy, ConsentRules rules, Ledger ledger, SuppressionList suppression, FollowSuppression others, TimeProvider time)
{
    /// <summary>The key that stands for all marketing.</summary>
    public const string AllMarketing = "*";

    private NoticeVersion? InForce => policy.VersionInForce(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    /// <summary>Answers a question of consent.</summary>
    /// <param name="key">Id of a purpose or topic.</param>
    /// <param name="controller">Id of the party before whom it is said.</param>
    /// <param name="language">Language of the page.</param>
    public async Task<WillOutcome> AnswerAsync(
        SubjectId subject, string key, ConsentAnswer answer, string controller, string language, CancellationToken cancel)
    {
        if (InForce is not { } version)
            return WillOutcome.NotOffered;
        var isTopic = version.Topics.Any(topic => topic.Id == key);
        var request = new Answering.ConsentRequest
        {
            Subject = subject.Value,
            Controller = controller,
            Purpose = isTopic ? null : key,
            Topic = isTopic ? key : null,
            Answer = answer,
            Explicit = true,
            Shown = new Shown(version.Version, language, null, null),
        };
        return rules.Check(request, out _, []) is { } fact
            ? Of(await ledger.AppendAsync(subject, fact, cancel))
            : WillOutcome.NotOffered;
    }

    /// <summary>
    /// Objects. To marketing that counts at once and there is nothing to weigh; elsewhere the use stops while the
    /// reasons are weighed.
    /// </summary>
    /// <param name="key">Id of a purpose or topic, or <see cref="AllMarketing"/>.</param>
    public async Task<WillOutcome> ObjectAsync(SubjectId subject, string key, CancellationToken cancel)
    {
        if (StateOf(key) is not { } state)
            return WillOutcome.NotOffered;
        // To marketing: the address first and the person's own fact last. A crash in between is made good when it is said again.
        JournalHash? listed = null;
        if (state is ObjectionState.Upheld)
        {
            listed = await suppression.AddAsync(subject, key, cancel);
            await others.PassOnAsync(subject, cancel);
        }
        return Of(await ledger.AppendAsync(subject, new ObjectionMade(key, state) { Hash = listed }, cancel));
    }

    /// <summary>Takes an objection back. Others with the same address keep theirs: whose they are, nobody has proved.</summary>
    public async Task<WillOutcome> TakeBackAsync(SubjectId subject, string key, CancellationToken cancel)
    {
        if (StateOf(key) is not { } begun)
            return WillOutcome.NotOffered;
        var taken = begun is ObjectionState.Upheld ? await suppression.HashAsync(subject, isListed: false, cancel) : null;
        var outcome = Of(await ledger.AppendAsync(subject, new ObjectionMade(key, ObjectionState.None) { Hash = taken }, cancel));
        await suppression.RemoveAsync(subject, key, cancel);
        return outcome;
    }

    /// <summary>The state in which an objection to a key begins; null where there is nothing to object to.</summary>
    private ObjectionState? StateOf(string key)
    {
        if (key is AllMarketing)
            return ObjectionState.Upheld;
        var purposeId = rules.PurposeOf(key);
        var purpose = policy.Pack.Versions.SelectMany(version => version.Purposes).LastOrDefault(known => known.Id == purposeId);
        return purpose switch
        {
            null => null,
            { Nature: PurposeNature.Marketing } => ObjectionState.Upheld,
            _ when purpose.Bases.Any(basis => basis.Basis is LegalBasis.LegitimateInterest or LegalBasis.PublicTask) =>
                ObjectionState.Pending,
            _ => null,
        };
    }

    private static WillOutcome Of(Appended appended) =>
        appended is Appended.Done ? WillOutcome.Done : WillOutcome.Erased;
}
