// Any bytes as a number: what is read is finite.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "layers/read/number_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto decimal = diaban::parse_decimal(text);
    const auto count = diaban::parse_count(text);
    if ((decimal && !std::isfinite(*decimal)) || (count && !std::isfinite(*count))) {
        std::abort();
    }
    return 0;
}
