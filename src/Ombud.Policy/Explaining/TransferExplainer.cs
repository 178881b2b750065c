using Ombud.Policies.Compiling;
using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Deciding.Steps;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Explaining;

/// <summary>Says what carries a transfer, and of everything else why it does not.</summary>
internal sealed class TransferExplainer(Policy policy, LawTables law)
{
    /// <summary>The border of a question; null where none is guarded.</summary>
    public ExplainedTransfer? Explain(ref Asked asked)
    {
        if (!TransferStep.FindBorder(ref asked, out var from, out var to))
            return null;

        var area = asked.Epoch.Areas[from];
        var others = new List<ExplainedCarrier>();
        var importer = asked.Question.Recipient.Value != 0 ? asked.Question.Recipient : asked.Question.Controller;
        foreach (var safeguard in asked.Tables.Model.Safeguards.Where(s => IsImporter(s, importer)))
            others.Add(Of(safeguard, importer, area, to, asked.Question));

        var id = policy.Words.Word(asked.Safeguard);
        return new()
        {
            From = policy.Words.Countries.Word(from),
            To = policy.Words.Countries.Word(to),
            Carrier = id.Length == 0 ? null : others.Find(o => o.Id == id && o.Fault == CarrierFault.None) ?? OfLaw(id),
            Others = others.FindAll(o => o.Id != id),
        };
    }

    private bool IsImporter(Safeguard safeguard, PartyId importer)
    {
        var word = policy.Words.Word(importer);
        return safeguard.Importers.Contains(word, StringComparer.Ordinal)
            || (safeguard.Importers.Contains(KnownWords.Group, StringComparer.Ordinal)
                && policy.Pack.Versions.Any(v =>
                    v.Parties.Any(p => p.Id == word && p.Role is not PartyRole.ClientController)));
    }

    private ExplainedCarrier? OfLaw(string id) =>
        policy.Law.Mechanisms.FirstOrDefault(m => m.Id == id) is { } mechanism
            ? new(id, id, mechanism.Instrument, mechanism.ValidFrom, mechanism.ValidTo, CarrierFault.None)
        : policy.Law.Adequacies.FirstOrDefault(a => a.Id == id) is { } adequacy
            ? new(id, "", adequacy.Act, adequacy.ValidFrom, adequacy.ValidTo, CarrierFault.None)
        : null;

    private ExplainedCarrier Of(Safeguard safeguard, PartyId importer, Area area, ushort to, in Question question)
    {
        var compiler = new LawCompiler(policy.Law, policy.Words);
        if (compiler.Mechanism(safeguard.Mechanism) is not { } mechanism)
            return new(safeguard.Id, safeguard.Mechanism, "", safeguard.From, safeguard.Until,
                CarrierFault.UnknownMechanism);

        var days = DaySpan.Of(safeguard.From, safeguard.Until).And(DaySpan.Of(mechanism.ValidFrom, mechanism.ValidTo));
        return new(safeguard.Id, mechanism.Id, mechanism.Instrument,
            Latest(safeguard.From, mechanism.ValidFrom), Earliest(safeguard.Until, mechanism.ValidTo),
            Fault(safeguard, mechanism, compiler, area, to, question.On.Number,
                days) is var fault and not CarrierFault.None
                ? fault : FaultOfImporter(mechanism, importer, question));
    }

    private CarrierFault Fault(
        Safeguard safeguard, TransferMechanism mechanism, LawCompiler compiler, Area area, ushort to, int day,
            DaySpan days) =>
        !LawCompiler.LeadsFrom(mechanism.From, area) ? CarrierFault.OtherArea
        : !LeadsTo(mechanism.To, to) || !LeadsTo(safeguard.To, to) ? CarrierFault.OtherDestination
        : day < days.First || day < safeguard.Concluded.DayNumber ? CarrierFault.NotYetInForce
        : day > days.Last ? CarrierFault.Ended
        : mechanism.NewContractsTo is { } last && safeguard.Concluded > last ? CarrierFault.ConcludedTooLate
        : !SafeguardCompiler.IsInOrder(safeguard, mechanism) ? CarrierFault.RequirementMissing
        : !compiler.InForce(mechanism).Contains(day) ? CarrierFault.GroundNotInForce
        : CarrierFault.None;

    private CarrierFault FaultOfImporter(TransferMechanism mechanism, PartyId importer, in Question question)
    {
        if (mechanism.Kind is not MechanismKind.Certification)
            return CarrierFault.None;

        var (word, day) = (policy.Words.Word(importer), question.On.Number);
        var version = policy.Version(question.On)!;
        var certifications = version.Parties.Where(p => p.Id == word).SelectMany(p => p.Certifications)
            .Concat(version.Recipients.Where(r => r.Id == word).SelectMany(r => r.Certifications))
            .Where(c => c.Mechanism == mechanism.Id && DaySpan.Of(c.From, c.Until).Contains(day)).ToList();
        return certifications.Count == 0 ? CarrierFault.ImporterNotCertified
            : mechanism.HumanResourcesFlag && !certifications.Exists(c => c.HumanResources)
                ? CarrierFault.StaffDataNotCovered
            : CarrierFault.None;
    }

    private bool LeadsTo(IReadOnlyList<string> countries, ushort to) =>
        countries.Count == 0 || countries.Contains(policy.Words.Countries.Word(to), StringComparer.Ordinal)
        || countries.Contains(policy.Words.Countries.Word(law.ParentOf[to]), StringComparer.Ordinal);

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly? Earliest(DateOnly? one, DateOnly? other) =>
        one is null ? other : other is null || one < other ? one : other;
}
