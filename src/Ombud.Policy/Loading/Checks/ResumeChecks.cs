using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>A CV to take along holds what its person gave of themselves, where it can be read as what it is (promise
/// <c>rights.portability</c>).</summary>
internal sealed class FieldsFitTheResume : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var field in check.Version.CollectionPoints.SelectMany(point => point.Fields))
        {
            if (field.Resume is not { } place || !check.IsSound(field.At, "resume", "type", "ofOther", "notPersonal", "derived"))
                continue;

            var amiss = field.OfOther ? "is about somebody else"
                : field.NotPersonal ? "is not personal"
                : field.Derived ? "is not given by the person"
                : ResumePlaces.Takes(place, field.Type) ? null
                : $"is of the type {EnumWords.Word(field.Type.ToString())}, which '{place}' does not take";
            if (amiss is not null)
                check.Add(check.Place(field.At, "resume"), PackRules.FieldResume, $"'{field.Id}' {amiss}; leave 'resume' out");
        }
    }
}
