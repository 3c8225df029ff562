namespace MentorBot.Simulators.Discord;

/// <summary>Discord's rules for modals.</summary>
internal static class ModalRules
{
    private static readonly int[] Selects = [3, 5, 6, 7, 8];

    public static void Check(Node modal)
    {
        modal.Limit("custom_id", 1, 100, isNeeded: true);
        modal.Limit("title", 1, 45, isNeeded: true);
        modal.Count("components", 1, 5);
        var top = modal.Items("components");
        foreach (var one in top)
        {
            switch (one.Number("type"))
            {
                case 10:
                    one.Limit("content", 1, 4000, isNeeded: true);
                    break;
                case 18:
                    CheckLabel(one);
                    break;
                case 1:
                    CheckRow(one);
                    break;
                default:
                    one.Fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1, 10, 18).");
                    break;
            }
        }

        ComponentRules.CheckUnique([.. top.SelectMany(ComponentRules.Walk)]);
    }

    private static void CheckRow(Node row)
    {
        row.Count("components", 1, 1);
        foreach (var input in row.Items("components"))
        {
            if (input.Number("type") != 4)
            {
                input.Fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (4,).");
                continue;
            }

            input.Limit("label", 1, 45, isNeeded: true);
            CheckText(input);
        }
    }

    private static void CheckLabel(Node label)
    {
        label.Limit("label", 1, 45, isNeeded: true);
        label.Limit("description", 1, 100);
        label.Require("component");
        var field = label.Child("component");
        if (!field.IsObject)
        {
            return;
        }

        field.Limit("custom_id", 1, 100, isNeeded: true);
        if (field.IsTrue("disabled"))
        {
            field.Fail("disabled", "COMPONENT_DISABLED_IN_MODAL", "Components in a modal cannot be disabled.");
        }

        switch (field.Number("type"))
        {
            case 4:
                if (field.Has("label"))
                {
                    field.Fail("label", "TEXT_INPUT_LABEL_IN_LABEL", "A text input in a label has no label of its own.");
                }

                CheckText(field);
                break;
            case { } type when Selects.Contains(type):
                SelectRules.Check(field);
                CheckRequired(field);
                break;
            case 19:
                field.Range("min_values", 0, 10);
                field.Range("max_values", 1, 10);
                break;
            case 21:
                field.Count("options", 2, 10);
                SelectRules.CheckOptions(field, 100);
                break;
            case 22:
                field.Count("options", 1, 10);
                field.Range("min_values", 0, 10);
                field.Range("max_values", 1, 10);
                SelectRules.CheckOptions(field, 100);
                CheckRequired(field);
                break;
            case 23:
                if (field.Has("required"))
                {
                    field.Fail("required", "UNKNOWN_FIELD", "A checkbox cannot be required.");
                }

                break;
            default:
                field.Fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (3, 4, 5, 6, 7, 8, 19, 21, 22, 23).");
                break;
        }
    }

    /// <summary>Discord: min_values is absent or 1 and more while the field is required, which it is unless it says otherwise.</summary>
    private static void CheckRequired(Node field)
    {
        if (field.Number("min_values") == 0 && !(field.Has("required") && !field.IsTrue("required")))
        {
            field.Fail("min_values", "COMPONENT_REQUIRED_MIN_VALUES", "min_values must be 1 or more when the component is required.");
        }
    }

    private static void CheckText(Node input)
    {
        input.Limit("custom_id", 1, 100, isNeeded: true);
        input.Range("style", 1, 2);
        input.Require("style");
        input.Range("min_length", 0, 4000);
        input.Range("max_length", 1, 4000);
        input.Limit("placeholder", 0, 100);
        var (least, most) = (input.Number("min_length") ?? 0, input.Number("max_length") ?? 4000);
        if (least > most)
        {
            input.Fail("min_length", "COMPONENT_MIN_MAX_LENGTH", "min_length may not be larger than max_length.");
        }

        input.Limit("value", 0, Math.Min(most, 4000));
    }
}
