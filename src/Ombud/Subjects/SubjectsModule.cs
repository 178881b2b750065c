namespace Ombud.Subjects;

internal static class SubjectsModule
{
    public static IServiceCollection AddSubjects(this IServiceCollection services) => services.AddSingleton<Identifiers>();
}
