using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>A section without clauses would be text that promises nothing.</summary>
internal sealed class SectionsHaveClauses : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var section in check.Version.Sections)
        {
            if (check.IsRead("clauses") && check.Version.Clauses.All(clause => clause.Section != section.Id))
            {
                check.Add(section.At, PackRules.SectionWithoutClause,
                    $"'{section.Id}' has no clause; add one to clauses.yaml or remove the section");
            }
        }

        foreach (var clause in check.Version.Clauses)
        {
            if (check.IsSound(clause.At, "id", "section")
                && !clause.Id.StartsWith($"{clause.Section}.", StringComparison.Ordinal))
            {
                check.Add(check.Place(clause.At, "id"), PackRules.ClauseOutsideSection,
                    $"'{clause.Id}' stands in the section '{clause.Section}'; begin its id with '{clause.Section}.'");
            }
        }
    }
}

/// <summary>A promise of which nobody says when it is kept cannot be shown to be kept.</summary>
internal sealed class ClausesHaveStatements : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var clause in check.Version.Clauses)
        {
            if (clause.Statements.Count == 0 && check.IsSound(clause.At, "statements"))
            {
                check.Add(check.Place(clause.At, "statements"), PackRules.ClauseWithoutStatement,
                    $"'{clause.Id}' has no statement; say what must be true for it to be kept");
            }
        }
    }
}

/// <summary>A person's word counts for a while, for few promises, and only where nothing measures.</summary>
internal sealed class AttestationsAreSane : IPackCheck
{
    private const int AttestedMax = 12;
    private const int YearsMax = 2;

    public void Run(CheckContext check)
    {
        var attested = check.Version.Clauses.Where(clause => clause.Statements.Any(one => one.Attested is not null))
            .ToList();
        foreach (var clause in attested.Skip(AttestedMax).Take(1))
        {
            check.Add(clause.At, PackRules.AttestationsTooMany,
                $"{attested.Count} clauses are attested and {AttestedMax} may be, this being the first too many; "
                    + "measure it");
        }

        foreach (var statement in attested.SelectMany(clause => clause.Statements))
            Check(check, statement);
    }

    private static void Check(CheckContext check, Statement statement)
    {
        if (statement.Attested is not { } word || !check.IsSound(statement.At, "attested"))
            return;

        var at = check.Place(statement.At, "attested");
        if (statement.Control is not null)
        {
            check.Add(check.Place(statement.At, "control"), PackRules.AttestationMeasured,
                "what a control measures needs nobody's word; remove one of the two");
        }

        if (word.Until < word.On || word.Until > word.On.AddYears(YearsMax))
        {
            check.Add(check.Place(at, "until"), PackRules.AttestationDates,
                $"an attestation of {word.On:yyyy-MM-dd} ends between that day and "
                    + $"{word.On.AddYears(YearsMax):yyyy-MM-dd}");
        }
    }
}

/// <summary>Sets of categories and kinds are kept in words of fixed width.</summary>
internal sealed class SetsStayWithinTheirSize : IPackCheck
{
    private const int CategoriesMax = 126;
    private const int SubjectKindsMax = 30;

    public void Run(CheckContext check)
    {
        foreach (var category in check.Version.Categories.Skip(CategoriesMax).Take(1))
        {
            check.Add(category.At, PackRules.TooManyCategories,
                $"there are {check.Version.Categories.Count} categories and may be {CategoriesMax}; join some");
        }

        foreach (var kind in check.Version.SubjectKinds.Skip(SubjectKindsMax).Take(1))
        {
            check.Add(kind.At, PackRules.TooManySubjectKinds,
                $"there are {check.Version.SubjectKinds.Count} kinds of person and may be {SubjectKindsMax}; join "
                    + "some");
        }
    }
}
