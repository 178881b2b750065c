using System.Runtime.CompilerServices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Loading;

namespace Ombud.Policies.Tests.Packs;

/// <summary>The pack and the law as they are shipped.</summary>
internal static class ShippedPack
{
    private static readonly Lazy<Policy> Compiled = new(Load);

    public static Policy Policy => Compiled.Value;

    private static Policy Load()
    {
        var root = Path.GetFullPath(Path.Combine(Folder(), "../../.."));
        var law = LawLoader.Load(Path.Combine(root, "law"));
        Assert.Empty(law.Errors);
        var pack = PackLoader.Load(Path.Combine(root, "packs/allegis-group"), law.Law!);
        Assert.Empty(pack.Errors);
        return Policy.Compile(pack.Pack!, law.Law!);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
