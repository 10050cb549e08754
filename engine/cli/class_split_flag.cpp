#include "engine/cli/class_split_flag.hpp"

#include <charconv>
#include <system_error>
#include <vector>

#include "layers/model/error.hpp"

namespace diaban::cli {

ClassSplit class_split_of(const std::string& text) {
    std::vector<int> numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (;;) {
        int number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc{}) {
            break;
        }
        numbers.push_back(number);
        at = next;
        if (at == end || *at != ',') {
            break;
        }
        ++at;
    }
    if (at != end || numbers.size() != 3) {
        throw Error(ErrorCode::kUsage, "error.sample-split-form", {{"value", text}});
    }
    return {numbers[0], numbers[1], numbers[2]};
}

}  // namespace diaban::cli
