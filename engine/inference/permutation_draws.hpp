// The random positions of conditional permutation, by the batch: the inner loop of the inference.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace diaban {

/// Names the place of one area in the random numbers.
struct DrawKey {
    std::uint64_t seed = 0;
    std::uint32_t area = 0;
    std::uint32_t areas = 0;  ///< n >= 2; positions are drawn from the n - 1 others
};

/// Largest number of neighbours that the batched path takes; more are drawn one permutation at a time.
inline constexpr std::uint32_t kMaxBatchDraws = 16;
/// Permutations in one batch.
inline constexpr std::uint32_t kBatch = 64;

/// The first `out.size()` different positions of one permutation: indices of areas, never key.area, in drawing order.
/// `taken` is scratch of key.areas entries that holds no `stamp` yet; where it is empty the positions drawn so far are
/// searched instead, which is quicker for few. Position r stands for area r, or for area n - 1 where r is the area
/// itself. O(k) while k is well below n.
void draw_positions(const DrawKey& key, std::uint32_t permutation, std::span<std::uint32_t> out,
                    std::vector<std::uint32_t>& taken, std::uint32_t stamp);

/// The same for the permutations first .. first + kBatch - 1 at once: out[draw * kBatch + p]. `draws` <=
/// kMaxBatchDraws. Sets bit p of the result for a permutation in which a word was refused or a position came twice; its
/// column is then not valid and `draw_positions` must be asked. Uses AVX2 where the machine has it; the numbers do not
/// depend on that.
std::uint64_t draw_batch(const DrawKey& key, std::uint32_t first, std::uint32_t draws, std::span<std::uint32_t> out);

/// As `draw_batch`, in plain C++: the oracle that the fast path is tested against, and the path of other processors.
std::uint64_t draw_batch_plain(const DrawKey& key, std::uint32_t first, std::uint32_t draws,
                               std::span<std::uint32_t> out);

namespace detail {

/// Names the purpose of these random numbers among all that a seed is used for ("PERM").
inline constexpr std::uint32_t kPermutationPurpose = 0x5045524D;

/// 2^32 mod (n - 1): words whose low product falls below it are refused, which makes positions exactly equally likely.
constexpr std::uint32_t refusal_threshold(std::uint32_t others) {
    return (0u - others) % others;
}

#if defined(__x86_64__)
std::uint64_t draw_batch_avx2(const DrawKey& key, std::uint32_t first, std::uint32_t draws, std::uint32_t* out);
#endif

}  // namespace detail

}  // namespace diaban
