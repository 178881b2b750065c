using CsCheck;
using Ombud.Connectors.Fideslang;
using Ombud.Connectors.Loading;
using Ombud.Connectors.Tests.Loading;
using Ombud.Connectors.Tests.Planning;

namespace Ombud.Connectors.Tests.Fideslang;

/// <summary>Whatever a file holds is told, and nothing of it is an exception.</summary>
public sealed class BrokenFileTests
{
    private static readonly string[] Words =
    [
        "", "null", "[]", "{}", "x", "id", "a.b", "customers", "buyer.id", "true", "12", "- y", "\"q\"", "orders.id", "demo_shop",
        "fields", "keep",
    ];

    [Fact]
    public void A_dataset_file_with_lines_lost_doubled_and_changed_is_loaded_or_told() =>
        Broken(DatasetText.Sound).Sample(text =>
        {
            var loading = DatasetText.Load(text);
            Assert.Equal(loading.Errors.Count == 0, loading.System is not null);
        }, iter: 300);

    [Fact]
    public void A_file_of_fides_with_lines_lost_doubled_and_changed_is_read_or_told() =>
        Broken(FideslangText.Shop).Sample(text =>
        {
            var reading = FideslangText.Read(text);
            Assert.Equal(reading.Errors.Count == 0, reading.System is not null);
        }, iter: 300);

    [Fact]
    public void What_was_written_for_fides_and_changed_there_is_read_or_told() =>
        Broken(FideslangWriter.Write(DatasetText.Load(DatasetText.Sound).System!)).Sample(text =>
        {
            var reading = FideslangText.Read(text, new());
            Assert.Equal(reading.Errors.Count == 0, reading.System is not null);
        }, iter: 300);

    // What was read without an error can be kept: as a dataset file it says the same.
    [Fact]
    public void What_is_read_of_a_changed_file_without_an_error_loads_as_a_dataset_file() =>
        Broken(FideslangText.Shop).Sample(text =>
        {
            if (FideslangText.Read(text).System is not { } system)
                return;

            var loading = DatasetText.Load(DatasetWriter.Write(system));
            Assert.Empty(loading.Errors);
            Assert.Equal(Described.Of(system), Described.Of(loading.System!));
        }, iter: 300);

    private static Gen<string> Broken(string text) => Gen.Int[0, 9999].Array[3, 15].Select(numbers =>
    {
        var choose = new Choices(numbers);
        var lines = text.Split('\n').ToList();
        for (var i = choose.Next(3); i >= 0; i--)
        {
            var at = choose.Next(lines.Count);
            switch (choose.Next(4))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(choose.Next(lines.Count), lines[at]);
                    break;
                case 2:
                    lines[at] = lines[choose.Next(lines.Count)];
                    break;
                default:
                    lines[at] = lines[at].Contains(": ", StringComparison.Ordinal)
                        ? lines[at][..(lines[at].IndexOf(": ", StringComparison.Ordinal) + 2)] + choose.One(Words)
                        : lines[at] + choose.One(Words);
                    break;
            }
        }

        return string.Join('\n', lines);
    });
}
