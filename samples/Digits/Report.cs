using System.Globalization;
using System.Linq;
using NetworkGen;
using Spectre.Console;

namespace Digits;

/// <summary>Tables of numbers.</summary>
internal static class Report
{
    /// <summary>One row per epoch: loss and accuracy while learning, and on the test digits after it.</summary>
    public static Table Epochs(TrainingHistory history)
    {
        Table table = Numbers("Training").AddColumns("epoch", "loss", "accuracy", "test loss", "test accuracy");
        foreach (EpochResult epoch in history.Epochs)
        {
            table.AddRow(Text($"{epoch.Epoch}"), Text($"{epoch.Loss:F4}"), Text($"{epoch.Accuracy:P2}"), Text($"{epoch.ValidationLoss:F4}"), Text($"{epoch.ValidationAccuracy:P2}"));
        }

        return RightAligned(table);
    }

    /// <summary>A row for each digit, a column for what it was taken for; what is off the diagonal is wrong.</summary>
    public static Table Confusion(ConfusionMatrix matrix)
    {
        Table table = Numbers("The digits (rows) and what they were taken for (columns)").AddColumn("");
        for (int digit = 0; digit < matrix.ClassCount; digit++)
        {
            table.AddColumn(Text($"{digit}"));
        }

        for (int actual = 0; actual < matrix.ClassCount; actual++)
        {
            table.AddRow(Enumerable.Range(0, matrix.ClassCount).Select(predicted => Cell(matrix, actual, predicted)).Prepend(Text($"{actual}")).ToArray());
        }

        return RightAligned(table);
    }

    private static string Cell(ConfusionMatrix matrix, int actual, int predicted)
    {
        int count = matrix[actual, predicted];
        string color = actual == predicted ? "green" : "red";
        return count == 0 ? "[grey]·[/]" : Text($"[{color}]{count}[/]");
    }

    private static Table Numbers(string title) => new Table().Border(TableBorder.Simple).Title(title);

    private static Table RightAligned(Table table)
    {
        foreach (TableColumn column in table.Columns)
        {
            column.RightAligned();
        }

        return table;
    }

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
