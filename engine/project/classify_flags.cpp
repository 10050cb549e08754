#include "engine/project/classify_flags.hpp"

#include <charconv>
#include <vector>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

SplitCounts split_of(const std::string& text) {
    std::vector<std::size_t> numbers;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        std::size_t number = 0;
        const auto [next, error] = std::from_chars(at, end, number);
        if (error != std::errc{} || (next != end && *next != ',')) {
            break;
        }
        numbers.push_back(number);
        at = next == end ? end : next + 1;
    }
    if (at != end || numbers.size() != 3 || text.back() == ',') {
        throw Error(ErrorCode::kUsage, "error.split-form", {{"value", text}});
    }
    return {numbers[0], numbers[1], numbers[2]};
}

}  // namespace

void apply(const ClassifyFlags& flags, Project& project) {
    if (flags.rule) {
        project.classify.rule_source = flags.rule->string();
        project.classify.rule = read_rule_file(*flags.rule);
        project.classify.overrides = {};
        for (ThemeSection& theme : project.themes) {
            if (theme.rule_source.empty()) {
                theme.evidence = project.classify.rule;
            }
        }
    }
    if (!flags.force_split.empty()) {
        project.classify.force_split = split_of(flags.force_split);
    }
}

}  // namespace diaban
