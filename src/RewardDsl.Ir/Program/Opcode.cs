namespace RewardDsl.Ir;

/// <summary>Every operation of a reward program. <see cref="IntrinsicTable"/> holds one row for each.</summary>
public enum Opcode : byte
{
    // Leaves.
    Const,
    ConstVector,
    Input,
    InputComponent,
    InputPick,
    Carry,
    CarryPick,
    Parameter,
    IsFirst,
    ExternalEnd,
    Truncated,

    // Elementwise, one operand.
    Neg,
    Abs,
    Sqrt,
    Floor,
    Ceiling,
    Round,
    Truncate,
    Sign,
    MaxZero,
    MinZero,
    Exp,
    Log,
    Log2,
    Sin,
    Cos,
    Tan,
    Tanh,
    Asin,
    Acos,
    Atan,
    Not,
    IsNaN,
    IsFinite,
    BoolToFloat,

    // Elementwise, two operands.
    Add,
    Sub,
    Mul,
    Div,
    Min,
    Max,
    Atan2,
    Pow,
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
    Xor,

    // Elementwise, three operands.
    Clamp,
    Select,

    // A whole number's entry of a constant table.
    Lookup,

    // Between scalars and vectors.
    Broadcast,
    Element,
    Length,
    Sum,
    ReduceMin,
    ReduceMax,
    Any,
    All,

    // Of a monitor at the end of an episode: a value of a list with the rest of it, and what closes the monitor.
    Argument,
    Close,
}
