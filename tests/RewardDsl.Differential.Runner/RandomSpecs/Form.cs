using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>One operator or function of the language.</summary>
/// <param name="Text">Its C#, with {n} for the arguments, # for the index of an element or frame, ~ for its axis and @ for a new name.</param>
/// <param name="Result">Kind of the result.</param>
/// <param name="Arguments">Kinds of the arguments; all vectors in it have one length.</param>
/// <param name="IsExact">Whether the runtime promises its bits.</param>
/// <param name="Weight">How often it is chosen.</param>
public sealed record Form(string Text, NodeKind Result, IReadOnlyList<NodeKind> Arguments, bool IsExact, int Weight)
{
    /// <summary>Whether it needs parentheses inside another operator, as do its own arguments.</summary>
    public bool IsOperator { get; } = Text.StartsWith('-') || Text.StartsWith('+') || Text.StartsWith('!') || Text.StartsWith('(') || Text.StartsWith("null ", StringComparison.Ordinal) || Text.StartsWith("1f *", StringComparison.Ordinal) || Text.StartsWith("{0} ", StringComparison.Ordinal);

    /// <summary>Whether its first argument stands before a dot or a bracket.</summary>
    public bool IsPostfix { get; } = Text.StartsWith("{0}.", StringComparison.Ordinal) || Text.StartsWith("{0}[", StringComparison.Ordinal);

    /// <summary>Every form.</summary>
    public static IReadOnlyList<Form> All { get; } = Create();

    private static List<Form> Create()
    {
        var forms = new List<Form>();

        // Letters: see Kind.
        void Add(string signature, int weight, bool exact, params string[] texts)
        {
            foreach (string text in texts)
            {
                forms.Add(new Form(text, Kind(signature[^1]), signature.Take(signature.Length - 2).Select(Kind).ToList(), exact, weight));
            }
        }

        string[] Named(string format, string names) => names.Split(' ').Select(n => format.Replace("?", n, StringComparison.Ordinal)).ToArray();

        // Arithmetic, oftenest.
        Add("ff:f", 30, true, "{0} + {1}", "{0} - {1}", "{0} * {1}");
        Add("ff:f", 10, true, "{0} / {1}", "SafeDiv({0}, {1})");
        Add("ff:f", 10, true, Named("?({0}, {1})", "Min Max"));
        Add("f:f", 10, true, "-{0}", "Abs({0})", "Square({0})", "Saturate({0})", "Hinge({0})", "Max({0}, 0f)", "Min(0f, {0})", "Tanh({0})", "Exp(-Abs({0}))");
        Add("f:f", 1, true, "+{0}");
        Add("f:f", 3, true, Named("?({0})", "Sign Floor Ceiling Round Truncate Sin Cos Tan Atan Sigmoid WrapAngle"));
        Add("f:f", 3, true, "Sqrt(Abs({0}))", "Log(Abs({0}) + 0.1f)", "Log2(Abs({0}) + 1f)", "Asin(Clamp({0}, -1f, 1f))", "Acos(Clamp({0}, -1f, 1f))", "Pow(Abs({0}), 1.5f)");
        Add("f:f", 1, true, Named("?({0})", "Exp Log Log2 Sqrt Asin Acos"));
        Add("f:f", 1, true, Named("MathF.?({0})", "Sqrt Floor Ceiling Round Truncate Abs"));
        Add("f:f", 1, true, Named("float.?({0})", "Sqrt Floor Ceiling Round Truncate Abs"));
        Add("f:f", 1, true, "Math.Abs({0})", "Math.Clamp({0}, -1f, 1f)", "float.Clamp({0}, 0f, 2f)");
        Add("f:f", 2, false, Named("MathF.?({0})", "Exp Log Log2 Sin Cos Tan Tanh Asin Acos Atan"));
        Add("f:f", 2, false, Named("float.?({0})", "Exp Log Log2 Sin Cos Tan Tanh Asin Acos Atan"));
        Add("ff:f", 2, true, "Atan2({0}, {1})", "Pow({0}, {1})", "Huber({0}, {1})", "MathF.Min({0}, {1})", "MathF.Max({0}, {1})", "Math.Min({0}, {1})", "Math.Max({0}, {1})", "float.Min({0}, {1})", "float.Max({0}, {1})");
        Add("ff:f", 2, false, "MathF.Atan2({0}, {1})", "MathF.Pow(MathF.Abs({0}), {1})", "float.Atan2({0}, {1})", "float.Pow({0}, {1})");
        Add("fff:f", 6, true, "Clamp({0}, {1}, {2})", "Lerp({0}, {1}, {2})", "SafeDiv({0}, {1}, {2})", "Outside({0}, {1}, {2})", "SmoothStep({0}, {1}, {2})");
        Add("f:f", 4, true, "Outside({0}, -0.5f, 1f)", "SmoothStep(-1f, 2f, {0})", "Huber({0}, 0.5f)", "Clamp({0}, -2f, 1.5f)");
        Add("ff:f", 1, true, Named("?({0}, {1})", "Gaussian Laplacian Cauchy TanhKernel Triangular DeadZone GeometricMean HarmonicMean"));
        Add("fff:f", 1, true, Named("?({0}, {1}, {2})", "LinearStep GeometricMean HarmonicMean"));
        Add("f:f", 2, true, "Softplus({0})", "float.DegreesToRadians({0})", "float.RadiansToDegrees({0})");
        Add("ff:f", 1, true, Named("Tolerance({0}, -1f, 0.5f, Abs({1}), SigmoidKind.?)", "Gaussian Hyperbolic LongTail Reciprocal Cosine Linear Quadratic TanhSquared"));
        Add("f:f", 1, false, "float.Hypot({0}, 1f)", "float.Lerp({0}, 2f, 0.25f)", "MathF.Cbrt({0})", "(float)Math.Tanh({0})", "(float)Math.Exp({0})", "(float)Math.Log(Math.Sqrt({0}))");
        AddRuntime(Add);
        Add("bff:f", 15, true, "Where({0}, {1}, {2})", "{0} ? {1} : {2}");
        Add("b:f", 6, true, "{0} ? 1f : 0f");
        Add(":f", 6, true, "Step.Seconds");
        Add("v:f", 12, true, Named("?({0})", "Sum SumSquares Mean Norm Min Max"));
        Add("vv:f", 12, true, "Dot({0}, {1})");
        Add("m:f", 12, true, "Count({0})");
        Add("vm:f", 6, true, "Sum({0}, {1})", "SumSquares({0}, {1})", "Norm({0}, where: {1})");
        Add("vmf:f", 6, true, "Mean({0}, {1}, {2})", "Min({0}, whenEmpty: {2}, where: {1})", "Max({0}, {1}, whenEmpty: {2})");
        Add("mm:f", 4, true, "Count({0}, {1})");
        Add("mm:b", 4, true, "Any({0}, {1})", "All({0}, {1})");
        Add("v:f", 2, true, "Product({0})", "GeometricMean({0})", "HarmonicMean({0})", "SoftMin({0}, 4f)");
        Add("vv:f", 1, true, "GeometricMean({0}, {1})");
        Add("v:f", 15, true, "{0}[#]");
        Add("v:f", 3, true, "Pick({0}, ~.E#)");
        Add("v:f", 2, true, "1f * {0}.Length");
        Add("m:f", 1, true, "1f * {0}.Length");
        Add("2:f", 5, true, "{0}.X", "{0}.Y");
        Add("3:f", 5, true, "{0}.X", "{0}.Y", "{0}.Z", "{0}.LengthXy()");
        Add("2:f", 4, false, "{0}.Length()", "{0}.LengthSquared()");
        Add("3:f", 4, false, "{0}.Length()", "{0}.LengthSquared()");
        Add("22:f", 4, false, "Vector2.Dot({0}, {1})", "Vector2.Distance({0}, {1})", "Vector2.DistanceSquared({0}, {1})");
        Add("33:f", 4, false, "Vector3.Dot({0}, {1})", "Vector3.Distance({0}, {1})", "Vector3.DistanceSquared({0}, {1})");

        Add("ff:b", 10, true, "{0} < {1}", "{0} <= {1}", "{0} > {1}", "{0} >= {1}");
        Add("ff:b", 4, true, "{0} == {1}", "{0} != {1}");
        Add("bb:b", 6, true, "{0} & {1}", "{0} | {1}", "{0} ^ {1}", "{0} && {1}", "{0} || {1}", "{0} == {1}", "{0} != {1}");
        Add("b:b", 10, true, "!{0}");
        Add("bbb:b", 4, true, "{0} ? {1} : {2}");
        Add("f:b", 3, true, "IsFinite({0})", "float.IsFinite({0})", "float.IsNaN({0})");
        Add(":b", 4, true, "Step.IsFirst");
        Add("m:b", 8, true, "Any({0})", "All({0})", "{0}[#]");

        Add("vv:v", 20, true, "{0} + {1}", "{0} - {1}", "{0} * {1}");
        Add("vf:v", 8, true, "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}");
        Add("fv:v", 5, true, "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}");
        Add("vv:v", 6, true, "{0} / {1}", "Min({0}, {1})", "Max({0}, {1})");
        Add("vf:v", 4, true, "Min({0}, {1})", "Max({0}, {1})");
        Add("fv:v", 4, true, "Min({0}, {1})", "Max({0}, {1})");
        Add("v:v", 6, true, "-{0}", "Abs({0})", "Square({0})", "Saturate({0})", "Hinge({0})", "Tanh({0})", "Clamp({0}, -1f, 0.5f)", "Max({0}, 0f)");
        Add("v:v", 2, true, Named("?({0})", "Sign Floor Ceiling Round Truncate Sin Cos Tan Atan Sigmoid WrapAngle"));
        Add("v:v", 2, true, "Sqrt(Abs({0}))", "Exp(-Abs({0}))", "Log(Abs({0}) + 0.1f)", "Log2(Abs({0}) + 1f)");
        Add("v:v", 1, true, Named("?({0})", "Exp Log Log2 Sqrt Asin Acos"));
        Add("vff:v", 4, true, "Clamp({0}, {1}, {2})", "Outside({0}, {1}, {2})");
        Add("vf:v", 1, true, Named("?({0}, {1})", "Gaussian Laplacian Cauchy TanhKernel Triangular DeadZone Huber SafeDiv Pow"));
        Add("vvv:v", 2, true, "Clamp({0}, {1}, {2})", "Outside({0}, {1}, {2})");
        Add("vv:v", 2, true, "Atan2({0}, {1})", "SafeDiv({0}, {1}, 1f)", "Lerp({0}, {1}, 0.25f)");
        Add("v:v", 1, true, "Softplus({0})", "SmoothStep(-1f, 2f, {0})", "LinearStep(-1f, 2f, {0})", "Tolerance({0}, -0.5f, 1f, 0.75f, SigmoidKind.Cosine)");
        Add("mvv:v", 10, true, "Where({0}, {1}, {2})");
        Add("mfv:v", 6, true, "Where({0}, {1}, {2})");
        Add("mvf:v", 6, true, "Where({0}, {1}, {2})");
        Add("mff:v", 6, true, "Where({0}, {1}, {2})");
        Add("bvv:v", 6, true, "Where({0}, {1}, {2})", "{0} ? {1} : {2}");

        foreach (string kinds in new[] { "vv", "vf", "fv" })
        {
            Add(kinds + ":m", 6, true, "{0} < {1}", "{0} <= {1}", "{0} > {1}", "{0} >= {1}");
        }

        Add("mb:m", 3, true, "{0} & {1}", "{0} | {1}", "{0} ^ {1}");
        Add("bm:m", 3, true, "{0} & {1}", "{0} | {1}", "{0} ^ {1}");
        Add("v:m", 3, true, "IsFinite({0})");
        Add("mm:m", 10, true, "{0} & {1}", "{0} | {1}", "{0} ^ {1}");
        Add("m:m", 10, true, "!{0}");
        Add("bmm:m", 4, true, "{0} ? {1} : {2}");

        foreach ((char n, string name) in new[] { ('2', "Vector2"), ('3', "Vector3") })
        {
            Add($"{n}{n}:{n}", 8, true, "{0} + {1}", "{0} - {1}", "{0} * {1}");
            Add($"{n}{n}:{n}", 3, true, "{0} / {1}", name + ".Min({0}, {1})", name + ".Max({0}, {1})");
            Add($"{n}f:{n}", 4, true, "{0} * {1}", "{0} / {1}");
            Add($"f{n}:{n}", 4, true, "{0} * {1}");
            Add($"{n}:{n}", 4, true, "-{0}", name + ".Abs({0})");
            Add($"{n}:{n}", 3, false, name + ".Normalize({0})");
            Add($"b{n}{n}:{n}", 3, true, "{0} ? {1} : {2}");
            Add($"f:{n}", 2, true, "new " + name + "({0})");
            Add($":{n}", 1, true, name + ".Zero", name + ".One", name + ".UnitX", name + ".UnitY");
        }

        Add("ff:2", 4, true, "new Vector2({0}, {1})");
        Add("fff:3", 4, true, "new Vector3({0}, {1}, {2})");
        Add("2f:3", 4, true, "new Vector3({0}, {1})");
        Add("3:2", 4, true, "{0}.Xy()", "{0}.Xz()", "{0}.Yz()");
        Add("33:3", 4, false, "Vector3.Cross({0}, {1})");
        Add(":3", 1, true, "Vector3.UnitZ");
        AddPatterns(Add);
        AddWholeNumbers(Add);
        AddOptional(Add);
        AddLists(Add);
        return forms;
    }

    private delegate void Adder(string signature, int weight, bool exact, params string[] texts);

    /// <summary>The rarer functions of MathF, float and the vector types.</summary>
    private static void AddRuntime(Adder add)
    {
        add("f:f", 1, false, "MathF.Asinh({0})", "float.Acosh(1f + Abs({0}))", "MathF.Atanh(Min({0}, 0.9f))", "MathF.Acosh({0})", "float.Atanh({0})", "MathF.Log({0}, 3f)", "(float)Math.Asinh({0})");
        add("f:f", 1, false, "float.SinPi({0})", "float.CosPi({0})", "float.AtanPi({0})", "float.RootN({0}, 5)", "float.Exp2M1({0})", "float.Log2P1({0})");
        add("ff:f", 1, false, "float.Log({0}, {1})", "float.Atan2Pi({0}, {1})");
        add("f:f", 1, true, "MathF.Round({0}, 2)", "float.Round({0}, MidpointRounding.AwayFromZero)", "MathF.Round({0}, 1, MidpointRounding.ToZero)", "MathF.ScaleB({0}, -5)", "(float)Math.Round({0}, MidpointRounding.AwayFromZero)");
        add("if:f", 1, true, "MathF.ScaleB({1}, {0})");
        add("ff:f", 1, true, "MathF.MaxMagnitude({0}, {1})", "MathF.MinMagnitude({0}, {1})", "float.MaxNumber({0}, {1})", "float.MinMagnitudeNumber({0}, {1})");
        add("f:b", 1, true, "float.IsEvenInteger({0})", "float.IsOddInteger({0})", "float.IsNormal({0})", "float.IsSubnormal({0})", "float.IsPow2({0})");
        foreach ((char n, string name) in new[] { ('2', "Vector2"), ('3', "Vector3") })
        {
            add($"{n}{n}:b", 1, true, "{0} == {1}", "{0} != {1}", name + ".LessThanAll({0}, {1})", name + ".GreaterThanAny({0}, {1})");
            add($"{n}{n}:{n}", 1, true, name + ".MaxMagnitude({0}, {1})", name + ".MinNumber({0}, {1})");
            add($"{n}{n}:{n}", 1, false, name + ".Reflect({0}, {1})", name + ".Hypot({0}, {1})");
            add($"{n}:{n}", 1, true, name + ".Round({0}, MidpointRounding.AwayFromZero)", name + ".Truncate({0})");
            add($"{n}:{n}", 1, false, name + ".Cos({0})", name + ".Exp({0})");
            add($"{n}f:i", 1, true, name + ".Count({0}, {1})", name + ".IndexOf({0}, {1})");
            add($"{n}:f", 1, true, "{0}[1]");
            add($"{n}:f", 1, false, name + ".Sum({0})");
        }
    }

    private static void AddPatterns(Adder add)
    {
        add("f:b", 3, true, "{0} is > 0f and < 1f", "{0} is < -0.5f or > 2f", "{0} is not (0f or 1f)", "{0} is float.NaN or >= 1.5f", "{0} is <= 1f and not (> -1f and < 0f)");
        add("fff:f", 5, true, "{0} switch { < -1f => {1}, 0f => 2f, > 1f and <= 2f => {2}, _ => -0.5f }", "{0} switch { >= 1f => {1}, not (> -0.25f or float.NaN) => 0.5f, float.NaN => 3f, _ => {2} }");
        add("fbff:f", 4, true, "{0} switch { > 0f when {1} => {2}, < -1f or float.NaN => 1f, _ => {3} }");
        add("bff:f", 2, true, "{0} switch { true => {1}, _ => {2} }");
        add("bb:b", 2, true, "{0} is true || {1} is not true");
    }

    private static void AddWholeNumbers(Adder add)
    {
        add("ii:i", 20, true, "{0} + {1}", "{0} - {1}", "{0} * {1}");
        add("i:i", 6, true, "-{0}", "+{0}", "Math.Abs({0})", "Math.Clamp({0}, -5, 7)");
        add("ii:i", 6, true, "Math.Max({0}, {1})", "Math.Min({0}, {1})");
        add("bii:i", 6, true, "{0} ? {1} : {2}");
        add("iii:i", 4, true, "{0} switch { < -2 => {1}, 0 or 3 => 9, > 4 and < 8 => {2}, _ => 1 }");
        add("b:i", 3, true, "{0} ? 1 : 0");
        add("e:i", 5, true, "(int){0}");
        add("v:i", 1, true, "{0}.Length");
        add("h:i", 1, true, "{0}.Frames");
        add("bee:e", 5, true, "{0} ? {1} : {2}");
        add("i:e", 3, true, "{0} switch { < 0 => Mode.Left, 0 => Mode.Stand, > 5 => Mode.Back, _ => Mode.Right }");
        add("i:f", 15, true, "(float){0}");
        add("if:f", 5, true, "{0} * {1}", "{0} + {1}");
        add("fi:f", 5, true, "{0} / {1}", "{0} - {1}", "Max({0}, {1})");
        add("iff:f", 5, true, "{0} switch { < -5 => {1}, 0 => 10f, > 3 and < 9 => {2}, _ => 0.25f }");
        add("eff:f", 8, true, "{0} switch { Mode.Stand => {1}, Mode.Left or Mode.Right => 2f, Mode.Back => {2}, _ => 1f }");
        add("ii:b", 4, true, "{0} < {1}", "{0} <= {1}", "{0} > {1}", "{0} >= {1}", "{0} == {1}", "{0} != {1}");
        add("i:b", 3, true, "{0} is > 0 and < 6", "{0} is not (0 or 1)");
        add("ee:b", 4, true, "{0} == {1}", "{0} != {1}", "{0} < {1}");
        add("e:b", 4, true, "{0} is Mode.Left or Mode.Back", "{0} is not Mode.Stand");
    }

    private static void AddOptional(Adder add)
    {
        add("oo:o", 10, true, "{0} + {1}", "{0} - {1}", "{0} * {1}", "{0} / {1}", "{0} ?? {1}");
        add("of:o", 6, true, "{0} + {1}", "{0} - {1}", "{0} * {1}");
        add("fo:o", 6, true, "{0} + {1}", "{0} - {1}", "{0} / {1}");
        add("o:o", 6, true, "-{0}", "+{0}");
        add("boo:o", 6, true, "{0} ? {1} : {2}");
        add("bo:o", 6, true, "{0} ? {1} : null");
        add("f:o", 4, true, "(float?){0}");
        add("fo:o", 4, true, "{0} switch { > 0f => {1}, < -1f => null, _ => 0.5f }");
        add(":o", 2, true, "default(float?)");
        add("of:f", 12, true, "{0} ?? {1}", "{0}.GetValueOrDefault({1})", "{0} is { } @ ? @ : {1}", "{0} is float @ ? Abs(@) + 1f : {1}");
        add("o:f", 8, true, "{0}.GetValueOrDefault()");
        add("off:f", 5, true, "{0} is { } @ && @ > 1f ? @ - {1} : {2}", "{0} switch { null => {1}, > 0f => 1f, _ => {2} }", "{0} switch { > 1f => {1}, { } @ => @ * 2f, _ => {2} }");
        add("o:b", 4, true, "{0} is null", "{0} is not null", "{0}.HasValue", "{0} is > 0f", "{0} is not (> 0f and < 2f)", "{0} is null or > 0.5f", "{0} == null", "null != {0}");

        // The sum keeps the constant -0 from standing there: the C# compiler takes an absent value for equal to it (`(float?)null == -0f` is true).
        add("oo:b", 3, true, "{0} < {1}", "{0} >= {1}", "{0} == {1} + 0f", "{0} != {1} + 0f");
        add("of:b", 3, true, "{0} <= {1}", "{0} > {1}", "{0} == {1} + 0f", "{0} != {1} + 0f");
    }

    private static void AddLists(Adder add)
    {
        foreach ((char list, char element) in new[] { ('q', '2'), ('w', '3') })
        {
            add($"{list}:v", 6, true, "Norms({0})", "NormsSquared({0})", "{0}.X()", "{0}.Y()");
            add($"{list}{list}:v", 6, true, "Dot({0}, {1})");
            add($"{list}:{element}", 5, true, "Sum({0})", "Mean({0})", "{0}[#]");
            add($"{list}{list}:{list}", 10, true, "{0} + {1}", "{0} - {1}");
            add($"{list}{element}:{list}", 6, true, "{0} + {1}", "{0} - {1}");
            add($"{list}f:{list}", 5, true, "{0} * {1}", "{0} / {1}");
            add($"f{list}:{list}", 3, true, "{0} * {1}");
            add($"{list}v:{list}", 5, true, "{0} * {1}");
            add($"{list}:{list}", 5, true, "-{0}");
            add($"b{list}{list}:{list}", 3, true, "{0} ? {1} : {2}");
        }

        add("w:v", 5, true, "{0}.Z()");
        add("w:3", 3, true, "Pick({0}, ~.E#)");
        add("m:b", 3, true, "Pick({0}, ~.E#)");
        add("h:f", 5, true, "Sum({0})", "Mean({0})", "Min({0})", "Max({0})", "{0}[#]");
        add("B:b", 4, true, "Any({0})", "All({0})", "{0}[#]");
        add("H:v", 3, true, "Sum({0})", "Mean({0})", "Min({0})", "Max({0})", "{0}[#]");
        add("G:m", 4, true, "Any({0})", "All({0})", "{0}[#]");
        add("W:w", 5, true, "{0}[#]");
        add("W:H", 5, true, "Norms({0})", "NormsSquared({0})");
    }

    private static NodeKind Kind(char letter) => letter switch
    {
        'f' => NodeKind.Float,
        'b' => NodeKind.Bool,
        'v' => NodeKind.Vec,
        'm' => NodeKind.Mask,
        '2' => NodeKind.Vector2,
        '3' => NodeKind.Vector3,
        'i' => NodeKind.Int,
        'e' => NodeKind.Mode,
        'o' => NodeKind.Optional,
        'q' => NodeKind.List2,
        'w' => NodeKind.List3,
        'h' => NodeKind.Floats,
        'B' => NodeKind.Bools,
        'H' => NodeKind.Vecs,
        'G' => NodeKind.Masks,
        'W' => NodeKind.Lists,
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };
}
