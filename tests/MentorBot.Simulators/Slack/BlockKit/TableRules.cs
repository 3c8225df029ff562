namespace MentorBot.Simulators.Slack;

/// <summary>The table block.</summary>
internal static class TableRules
{
    private const int MostRows = 100;
    private const int MostColumns = 20;
    private const int MostCharacters = 10_000;

    public static void Table(BlockNode table)
    {
        table.Only("block_id", "rows", "column_settings");
        var before = table.Report.Characters;
        foreach (var row in table.Array("rows", 1, MostRows))
        {
            if (!row.IsArray || row.Count is 0 or > MostColumns)
            {
                row.Fail($"must be an array of 1 to {MostColumns} cells");
            }

            foreach (var cell in row.Items())
            {
                Cell(cell);
            }
        }

        // Slack counts what is in cells on its own.
        if (table.Report.Characters - before > MostCharacters)
        {
            table.Fail($"no more than {MostCharacters} characters in all cells");
        }

        foreach (var column in table.Array("column_settings", 0, MostColumns, isNeeded: false))
        {
            if (column.IsObject)
            {
                column.Only("align", "is_wrapped");
                column.OneOf("align", "left", "center", "right");
                column.Flag("is_wrapped");
            }
        }
    }

    private static void Cell(BlockNode cell)
    {
        switch (cell.Type)
        {
            case "raw_text":
                cell.Only("text");
                cell.Report.Characters += cell.String("text", MostCharacters, isNeeded: true)?.Length ?? 0;
                break;
            case "rich_text":
                cell.Only("elements", "block_id");
                RichTextRules.Elements(cell);
                break;
            default:
                cell.Fail($"unsupported type: {cell.Type ?? "none"}");
                break;
        }
    }
}
