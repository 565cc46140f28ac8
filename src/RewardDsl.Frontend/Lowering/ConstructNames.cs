using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>C# constructs in the author's words, with what to write instead.</summary>
internal static class ConstructNames
{
    public static (string Construct, string Hint) Describe(IOperation operation) => operation.Kind switch
    {
        OperationKind.AnonymousFunction or OperationKind.DelegateCreation => ("A lambda", " (write a static method with a name)"),
        OperationKind.LocalFunction => ("A local function", " (write a static method of the spec)"),
        OperationKind.Throw => ("Throwing", " (a reward has a value for every state)"),
        OperationKind.Try => ("try", " (a reward has a value for every state)"),
        OperationKind.Using => ("using", ""),
        OperationKind.Lock => ("lock", ""),
        OperationKind.Await => ("await", ""),
        OperationKind.ObjectCreation => ("Creating an object", " (Vector2, Vector3, Vector4 and Quaternion can be created)"),
        OperationKind.ArrayCreation or OperationKind.CollectionExpression => ("An array", " (declare a 'static readonly Vec' of constants)"),
        OperationKind.ArrayElementReference => ("An array", " (use a Vec signal)"),
        OperationKind.InterpolatedString or OperationKind.Literal => ("Text", ""),
        OperationKind.Tuple => ("A tuple", " (use Vector2, Vector3 or Vector4)"),
        OperationKind.IsPattern or OperationKind.ConstantPattern or OperationKind.DeclarationPattern or OperationKind.RecursivePattern
            or OperationKind.ListPattern or OperationKind.SlicePattern or OperationKind.TypePattern or OperationKind.RelationalPattern
            or OperationKind.BinaryPattern or OperationKind.NegatedPattern or OperationKind.DiscardPattern =>
            ("This pattern", " (constants, comparisons, and, or, not have one)"),
        OperationKind.Switch => ("A switch statement", " (use a switch expression, ?: or if)"),
        OperationKind.Conversion => ("This conversion", " (whole numbers and enums become float32, nothing becomes a whole number; MathF.Floor keeps a float)"),
        OperationKind.Binary or OperationKind.Unary or OperationKind.CompoundAssignment => ("This operator", " (use + - * / and comparisons; for a remainder use x - n * MathF.Floor(x / n))"),
        OperationKind.Increment or OperationKind.Decrement => ("Counting up or down", " (write x + 1f)"),
        OperationKind.SimpleAssignment => ("An assignment inside an expression", " (assign in a statement of its own)"),
        OperationKind.Coalesce or OperationKind.ConditionalAccess => ("A null check", " (only a float? can be absent: use '??', 'is null' or HasValue)"),
        OperationKind.Invocation => ("A call whose value is not used", " (assign it to a local)"),
        OperationKind.FieldReference => ("A field of another object", " (use signals and vectors)"),
        OperationKind.InstanceReference => ("The spec itself", " (read its members)"),
        OperationKind.PropertyReference when operation is Microsoft.CodeAnalysis.Operations.IPropertyReferenceOperation property =>
            ("'" + property.Property.Name + "' used this way", " (read a member, such as Previous.Speed or Step.Seconds)"),
        _ => ("This construct (" + operation.Kind + ")", ""),
    };
}
