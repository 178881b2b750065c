using Ombud.Layout;
using Ombud.Policies.Cases;

namespace Ombud.Cases;

/// <summary>A tool of a later capability for cases of a kind. Only what is registered is linked on the case's page.</summary>
/// <param name="Kind">Kind of case.</param>
/// <param name="PathOf">Path without language, by the case's id and what notes say it is about.</param>
/// <param name="Title">What it is called.</param>
public sealed record CaseDoorway(CaseKind Kind, Func<CaseFile, string> PathOf, Text Title);
