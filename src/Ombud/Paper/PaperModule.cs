namespace Ombud.Paper;

/// <summary>Pages of ours as documents to keep and to print: PDF, tagged for those who do not see them.</summary>
internal static class PaperModule
{
    public static IServiceCollection AddPaper(this IServiceCollection services) => services.AddScoped<PagePrinter>();
}
