namespace Ombud.Policies.Tests.Loading.Schemas;

/// <summary>Compares with a committed file; <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
internal static class Golden
{
    internal static void Match(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(path, actual);

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "(no such file; run with UPDATE_GOLDEN=1)", actual);
    }
}
