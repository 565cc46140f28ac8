using System.Collections.Immutable;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>An expression.</summary>
/// <param name="Type">Its type.</param>
public abstract record Node(NodeType Type);

/// <summary>A constant.</summary>
/// <param name="Type">Float, bool, int or the enum.</param>
/// <param name="Value">Its value; a bool is true where it is not 0.</param>
public sealed record Literal(NodeType Type, float Value) : Node(Type);

/// <summary>A vector constant, a static field in the spec.</summary>
/// <param name="Type">Vec, Mask or a list.</param>
/// <param name="Values">Its elements, repeated as often as the length needs.</param>
public sealed record VectorLiteral(NodeType Type, ImmutableArray<float> Values) : Node(Type);

/// <summary>When a member is read.</summary>
public enum ReadTime
{
    /// <summary>In this step.</summary>
    Now,

    /// <summary>One step earlier.</summary>
    Previous,

    /// <summary>At the start of the episode.</summary>
    Initial,
}

/// <summary>A member of the spec.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">The member.</param>
/// <param name="Time">When.</param>
public sealed record Read(NodeType Type, string Name, ReadTime Time) : Node(Type);

/// <summary>A local variable or a parameter of a method.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
public sealed record LocalRead(NodeType Type, string Name) : Node(Type);

/// <summary>An operator or a function of the language.</summary>
/// <param name="Type">Type of the result.</param>
/// <param name="Form">What is applied.</param>
/// <param name="Arguments">The operands.</param>
/// <param name="Index">Of an element access: which element, modulo the length.</param>
public sealed record Apply(NodeType Type, Form Form, ImmutableArray<Node> Arguments, int Index = 0) : Node(Type);

/// <summary>A call of a method of the spec.</summary>
/// <param name="Type">Type of the result.</param>
/// <param name="Method">The method.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Named">Whether the arguments are written by name, in the reverse order.</param>
public sealed record Call(NodeType Type, string Method, ImmutableArray<Node> Arguments, bool Named) : Node(Type);

/// <summary>Elements of a vector picked by a constant set of indices.</summary>
/// <param name="Type">Type of the result: its length is the size of the set.</param>
/// <param name="Source">The vector.</param>
/// <param name="Seed">Decides the set, for any lengths: a run, or anything.</param>
public sealed record Pick(NodeType Type, Node Source, int Seed) : Node(Type)
{
    /// <summary>The indices.</summary>
    public int[] Indices(int source, int length)
    {
        int[] set = new int[length];
        int at = Seed % source;
        for (int i = 0; i < length; i++)
        {
            set[i] = at;
            at = Seed % 2 == 0 ? (at + 1) % source : ((at * 5) + Seed + i) % source;
        }

        return set;
    }
}
