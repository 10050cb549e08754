#include "engine/density/detail/vector_lanes.hpp"

namespace diaban::detail {

InstructionSet widest_instruction_set() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw")) {
        return InstructionSet::kAvx512;
    }
    if (__builtin_cpu_supports("avx2")) {
        return InstructionSet::kAvx2;
    }
#endif
    return InstructionSet::kBaseline;
}

}  // namespace diaban::detail
