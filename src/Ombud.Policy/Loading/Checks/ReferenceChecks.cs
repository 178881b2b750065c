using Ombud.Policies.Deciding;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>What clauses and principles refer to exists.</summary>
internal sealed class ClauseReferencesResolve : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var clause in check.Version.Clauses)
        {
            check.Refer(clause.At, "section", check.Sections, clause.Section);
            check.ReferAll(clause.At, "parties", check.Parties, clause.Parties);
        }

        foreach (var principle in check.Version.Principles)
            check.ReferAll(principle.At, "clauses", check.Clauses, principle.Clauses);
    }
}

/// <summary>What companies, recipients and their kinds and functions refer to exists.</summary>
internal sealed class PartyReferencesResolve : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var party in check.Version.Parties)
        {
            check.Refer(party.At, "country", check.Countries, party.Country);
            check.ReferAll(party.At, "serves", check.Countries, party.Serves);
            check.Refer(party.At, "processor", check.Parties, party.Processor);
            check.ReferAll(party.At, "instructs", check.Purposes, party.Instructs);
            Certifications(check, party.Certifications);
        }

        foreach (var kind in check.Version.RecipientKinds)
            check.Refer(kind.At, "clause", check.Clauses, kind.Clause);

        foreach (var function in check.Version.VendorFunctions)
        {
            check.ReferAll(function.At, "purposes", check.Purposes, function.Purposes);
            check.ReferAll(function.At, "categories", check.Categories, function.Categories);
        }

        foreach (var recipient in check.Version.Recipients)
        {
            check.Refer(recipient.At, "kind", check.RecipientKinds, recipient.Kind);
            check.Refer(recipient.At, "country", check.Countries, recipient.Country);
            check.ReferAll(recipient.At, "functions", check.Functions, recipient.Functions);
            Certifications(check, recipient.Certifications);
        }
    }

    private static void Certifications(CheckContext check, IEnumerable<Certification> certifications)
    {
        foreach (var certification in certifications)
            check.Refer(certification.At, "mechanism", check.Mechanisms, certification.Mechanism);
    }
}

/// <summary>What kinds of person, categories, purposes and topics refer to exists.</summary>
internal sealed class PurposeReferencesResolve : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var kind in check.Version.SubjectKinds)
            check.Refer(kind.At, "clause", check.Clauses, kind.Clause);
        foreach (var category in check.Version.Categories)
            check.Refer(category.At, "clause", check.Clauses, category.Clause);
        foreach (var topic in check.Version.Topics)
            check.Refer(topic.At, "purpose", check.Purposes, topic.Purpose);

        foreach (var purpose in check.Version.Purposes)
        {
            check.Refer(purpose.At, "clause", check.Clauses, purpose.Clause);
            check.ReferAll(purpose.At, "subjects", check.Subjects, purpose.Subjects);
            check.ReferAll(purpose.At, "categories", check.Categories, purpose.Categories);
            check.ReferAll(purpose.At, "controllers", check.Parties, purpose.Controllers);
            check.ReferAll(purpose.At, "recipients", check.RecipientKinds, purpose.Recipients);
            foreach (var basis in purpose.Bases)
            {
                check.ReferAll(basis.At, "regimes", check.Regimes, basis.Regimes);
                check.ReferAll(basis.At, "subjects", check.Subjects, basis.Subjects);
            }
        }
    }
}

/// <summary>What ranked rules refer to exists.</summary>
internal sealed class RuleReferencesResolve : IPackCheck
{
    private static readonly Target Actions = new("action",
        EnumWords.Of<UseAction>().Without(["none"]).ToHashSet(StringComparer.Ordinal), IsKnown: true);

    public void Run(CheckContext check)
    {
        foreach (var rule in check.Version.Rules)
        {
            check.Refer(rule.At, "clause", check.Clauses, rule.Clause);
            check.ReferAll(rule.At, "actions", Actions, rule.Actions);
            check.ReferAll(rule.At, "purposes", check.Purposes, rule.Purposes);
            check.ReferAll(rule.At, "categories", check.Categories, rule.Categories);
            check.ReferAll(rule.At, "subjects", check.Subjects, rule.Subjects);
            check.ReferAll(rule.At, "recipientKinds", check.RecipientKinds, rule.RecipientKinds);
            check.ReferAll(rule.At, "controllers", check.Parties, rule.Controllers);
            check.ReferAll(rule.At, "residences", check.Regimes, rule.Residences);
            check.ReferAll(rule.At, "to", check.Countries, rule.To);
        }
    }
}

/// <summary>What collection points refer to exists.</summary>
internal sealed class PointReferencesResolve : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var point in check.Version.CollectionPoints)
        {
            check.Refer(point.At, "clause", check.Clauses, point.Clause);
            check.Refer(point.At, "controller", check.Parties, point.Controller);
            check.Refer(point.At, "subject", check.Subjects, point.Subject);
            check.Refer(point.At, "otherSubject", check.Subjects, point.OtherSubject);
            check.ReferAll(point.At, "purposes", check.Purposes, point.Purposes);
            foreach (var field in point.Fields)
                check.Refer(field.At, "category", check.Categories, field.Category);
        }
    }
}

/// <summary>What safeguards and retention rules refer to exists.</summary>
internal sealed class KeepingReferencesResolve : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var safeguard in check.Version.Safeguards)
        {
            check.Refer(safeguard.At, "clause", check.Clauses, safeguard.Clause);
            check.Refer(safeguard.At, "mechanism", check.Mechanisms, safeguard.Mechanism);
            check.ReferAll(safeguard.At, "importers", check.Importers, safeguard.Importers);
            check.ReferAll(safeguard.At, "to", check.Countries, safeguard.To);
        }

        foreach (var rule in check.Version.RetentionRules)
        {
            check.Refer(rule.At, "clause", check.Clauses, rule.Clause);
            check.ReferAll(rule.At, "categories", check.Categories, rule.Categories);
            check.ReferAll(rule.At, "subjects", check.Subjects, rule.Subjects);
            check.ReferAll(rule.At, "purposes", check.Purposes, rule.Purposes);
            check.ReferAll(rule.At, "countries", check.Countries, rule.Countries);
            check.ReferAll(rule.At, "collectionPoints", check.Points, rule.CollectionPoints);
        }
    }
}

/// <summary>What rights, contacts, authorities and sites refer to exists.</summary>
internal sealed class ReadingReferencesResolve : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var regime in check.Version.Rights)
        {
            check.Refer(regime.At, "id", check.Regimes, regime.Id);
            for (var i = 0; i < regime.Rights.Count; i++)
                check.Refer(check.Place(regime.At, "rights", i), "clause", check.Clauses, regime.Rights[i].Clause);
        }

        foreach (var contact in check.Version.Contacts)
        {
            check.Refer(contact.At, "clause", check.Clauses, contact.Clause);
            check.ReferAll(contact.At, "residences", check.Countries, contact.Residences);
        }

        foreach (var authority in check.Version.Authorities)
            check.Refer(authority.At, "country", check.Countries, authority.Country);
        foreach (var site in check.Version.Sites)
            check.Refer(site.At, "controller", check.Parties, site.Controller);
    }
}
