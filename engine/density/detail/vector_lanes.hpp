// Vectors of doubles and the choice of the instruction set at run time.
//
// The same source is compiled for several instruction sets and the widest one the processor has is taken, so that one portable
// binary runs everywhere. Every operation is IEEE add, subtract, multiply, divide or square root on single lanes, without
// fused multiply-add and without reassociation: all of them give the same bits.
#pragma once

#include <vector>

namespace diaban::detail {

using Vector2 = double __attribute__((vector_size(16), may_alias));
using Vector4 = double __attribute__((vector_size(32), may_alias));
using Vector8 = double __attribute__((vector_size(64), may_alias));

using Float8 = float __attribute__((vector_size(32), may_alias));
using Int8 = int __attribute__((vector_size(32), may_alias));
using Int16 = int __attribute__((vector_size(64), may_alias));
using Integer4 = long long __attribute__((vector_size(32), may_alias));
using Integer8 = long long __attribute__((vector_size(64), may_alias));

/// One cache line of doubles, so that containers hand out aligned memory.
struct alignas(64) Line {
    double lane[8];
};

using LineBuffer = std::vector<Line>;

enum class InstructionSet { kBaseline, kAvx2, kAvx512 };

/// The widest set this processor has.
InstructionSet widest_instruction_set();

}  // namespace diaban::detail

#define DIABAN_FLATTEN inline __attribute__((always_inline))
#if defined(__x86_64__)
#define DIABAN_TARGET_AVX2 __attribute__((target("avx2")))
#define DIABAN_TARGET_AVX512 __attribute__((target("avx2,avx512f,avx512vl,avx512dq,avx512bw")))
#else
#define DIABAN_TARGET_AVX2
#define DIABAN_TARGET_AVX512
#endif
