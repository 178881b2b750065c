using System.Runtime.CompilerServices;

namespace Ombud.Tests.Running;

/// <summary>Compares a text with the file that a person has looked at. <c>UPDATE_GOLDEN=1</c> writes the file anew.</summary>
internal static class Golden
{
    public static void Match(string actual, string name, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, name);
        actual = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{name} is not there: run with UPDATE_GOLDEN=1 and look at what it wrote.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
