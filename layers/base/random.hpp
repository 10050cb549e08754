// Counter-based random numbers: Philox4x32-10.
//
// A random number is a function of (seed, stream, item, draw) and of nothing else, so results do not depend on the
// number of threads, on the order of work or on what was drawn before.
//
// Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11,
// doi:10.1145/2063384.2063405. Known-answer vectors of the Random123 distribution are in the test.
#pragma once

#include <array>
#include <cstdint>

namespace diaban {

/// The raw bijection: 128 bits of counter and 64 bits of key to 128 random bits. O(1).
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// A sequence of draws for one (seed, stream, item). `stream` names the purpose ("permutation", "sample incidents"),
/// `item` the area, permutation or row. Copyable, 48 bytes.
class RandomSequence {
public:
    RandomSequence(std::uint64_t seed, std::uint32_t stream, std::uint64_t item);

    std::uint32_t next_u32();
    std::uint64_t next_u64();
    /// Uniform in [0, 1) with 53 bits.
    double uniform();
    /// Uniform integer in [0, bound), without bias (Lemire 2019). `bound` > 0.
    std::uint32_t below(std::uint32_t bound);
    /// Standard normal by inversion-free Box-Muller; uses two uniforms for each value.
    double normal();
    /// Poisson by inversion of the product for mean < 30, else by splitting the mean. O(mean).
    std::uint32_t poisson(double mean);

private:
    std::array<std::uint32_t, 2> m_key;
    std::array<std::uint32_t, 4> m_counter;
    std::array<std::uint32_t, 4> m_block{};
    unsigned m_used = 4;
};

}  // namespace diaban
