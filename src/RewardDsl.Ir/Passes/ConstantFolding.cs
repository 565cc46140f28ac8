namespace RewardDsl.Ir;

/// <summary>
/// Computes at compile time what is exactly rounded, and removes operations that change no bit. Transcendental functions
/// are never folded: they belong to the run-time library of the backend.
/// </summary>
public static class ConstantFolding
{
    /// <summary>Runs the pass.</summary>
    public static RewardProgram Run(RewardProgram program) => Rewriter.Run(program, Fold);

    private static int Fold(ProgramBuilder builder, Instruction code)
    {
        Intrinsic row = IntrinsicTable.Row(code.Op);
        if (row.Class != IntrinsicClass.Elementwise)
        {
            return builder.Append(code);
        }

        return FoldConstants(builder, code, row) ?? Simplify(builder, code) ?? builder.Append(code);
    }

    private static int? FoldConstants(ProgramBuilder builder, Instruction code, Intrinsic row)
    {
        if (!row.IsExact || row.Evaluate is null)
        {
            return null;
        }

        int length = System.Math.Max(1, code.Type.Length);
        uint[] result = new uint[length];
        for (int j = 0; j < length; j++)
        {
            float[] values = new float[3];
            for (int k = 0; k < row.Arity; k++)
            {
                if (!IsElement(builder, code.Operand(k), j, out values[k]) || float.IsNaN(values[k]))
                {
                    return null;
                }
            }

            float element = row.Evaluate(values[0], values[1], values[2]);
            if (float.IsNaN(element))
            {
                // The payload of a NaN is the machine's business.
                return null;
            }

            result[j] = code.Type.Kind == IrKind.Bool ? (element != 0f ? 1u : 0u) : Literals.Bits(element);
        }

        return code.Type.IsVector ? builder.ConstVector(code.Type.Kind, result.ToEquatableArray()) : builder.ConstBits(code.Type.Kind, result[0]);
    }

    /// <summary>One element of a constant: a scalar, a broadcast scalar or a vector.</summary>
    private static bool IsElement(ProgramBuilder builder, int value, int element, out float constant)
    {
        Instruction code = builder[value];
        if (code.Op != Opcode.ConstVector)
        {
            return IsConstant(builder, value, out constant);
        }

        uint bits = builder.ConstantOf(code)[element];
        constant = code.Type.Kind == IrKind.Bool ? bits : Literals.Float(bits);
        return true;
    }

    private static int? Simplify(ProgramBuilder builder, Instruction code)
    {
        switch (code.Op)
        {
            case Opcode.Select when code.B == code.C:
                return code.B;
            case Opcode.Select when IsConstant(builder, code.A, out float condition):
                return condition != 0f ? code.B : code.C;
            case Opcode.And or Opcode.Or when code.A == code.B:
                return code.A;
            case Opcode.And when IsConstant(builder, code.A, out float left):
                return left != 0f ? code.B : code.A;
            case Opcode.And when IsConstant(builder, code.B, out float right):
                return right != 0f ? code.A : code.B;
            case Opcode.Or when IsConstant(builder, code.A, out float left):
                return left != 0f ? code.A : code.B;
            case Opcode.Or when IsConstant(builder, code.B, out float right):
                return right != 0f ? code.B : code.A;
            case Opcode.Xor when code.A == code.B && !code.Type.IsVector:
                return builder.Const(false);
            case Opcode.Xor when IsConstant(builder, code.A, out float left):
                return left != 0f ? builder.Apply(Opcode.Not, code.B) : code.B;
            case Opcode.Xor when IsConstant(builder, code.B, out float right):
                return right != 0f ? builder.Apply(Opcode.Not, code.A) : code.A;
            case Opcode.Select when code.Type.Kind == IrKind.Bool && IsConstant(builder, code.B, out float taken):
                return taken != 0f ? builder.Apply(Opcode.Or, code.A, code.C) : builder.Apply(Opcode.And, builder.Apply(Opcode.Not, code.A), code.C);
            case Opcode.Select when code.Type.Kind == IrKind.Bool && IsConstant(builder, code.C, out float otherwise):
                return otherwise != 0f ? builder.Apply(Opcode.Or, builder.Apply(Opcode.Not, code.A), code.B) : builder.Apply(Opcode.And, code.A, code.B);
            case Opcode.Not when builder[code.A].Op == Opcode.Not:
            case Opcode.Neg when builder[code.A].Op == Opcode.Neg:
                return builder[code.A].A;
            case Opcode.Mul when IsFloat(builder, code.B, 1f):
                return code.A;
            case Opcode.Mul when IsFloat(builder, code.A, 1f):
                return code.B;
            case Opcode.Div when IsFloat(builder, code.B, 1f):
                return code.A;
            case Opcode.Div when IsConstant(builder, code.B, out float divisor) && Reciprocal(divisor) is { } factor:
                // Both round the same real number; a division takes several times as long.
                return builder.Apply(Opcode.Mul, code.A, builder.Const(factor));
            case Opcode.Max when IsFloat(builder, code.B, 0f):
                return builder.Append(new Instruction(Opcode.MaxZero, code.Type, code.A, -1, -1, 0));
            case Opcode.Max when IsFloat(builder, code.A, 0f):
                return builder.Append(new Instruction(Opcode.MaxZero, code.Type, code.B, -1, -1, 0));
            case Opcode.Min when IsFloat(builder, code.B, 0f):
                return builder.Append(new Instruction(Opcode.MinZero, code.Type, code.A, -1, -1, 0));
            case Opcode.Min when IsFloat(builder, code.A, 0f):
                return builder.Append(new Instruction(Opcode.MinZero, code.Type, code.B, -1, -1, 0));
            default:
                return null;
        }
    }

    /// <summary>The reciprocal of a power of two, which a float32 holds exactly; else null.</summary>
    private static float? Reciprocal(float divisor)
    {
        float factor = 1f / divisor;
        uint bits = Literals.Bits(divisor);
        uint exponent = bits >> 23 & 0xFF;
        return (bits & 0x7F_FFFF) == 0 && exponent is > 1 and < 253 ? factor : null;
    }

    private static bool IsFloat(ProgramBuilder builder, int value, float expected) =>
        builder.TypeOf(value).Kind == IrKind.Float && IsConstant(builder, value, out float constant) && Literals.Bits(constant) == Literals.Bits(expected);

    private static bool IsConstant(ProgramBuilder builder, int value, out float constant)
    {
        Instruction code = builder[value];
        if (code.Op == Opcode.Broadcast)
        {
            code = builder[code.A];
        }

        constant = code.Op == Opcode.Const ? (code.Type.Kind == IrKind.Bool ? code.Immediate : Literals.Float(code.Immediate)) : 0f;
        return code.Op == Opcode.Const;
    }
}
