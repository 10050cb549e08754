#include "engine/project/classify_flags.hpp"

#include "engine/project/core_sections.hpp"
#include "layers/base/json_value.hpp"

namespace diaban {

namespace {

void read_force_split(ClassifyFlags& flags, const Setting& setting) {
    flags.force_split = read_split(setting);
}
Json print_force_split(const ClassifyFlags& /*flags*/) {
    return nullptr;  // no default to show
}

}  // namespace

const OptionTable& classify_flag_options() {
    using F = ClassifyFlags;
    static const OptionTable table = OptionTable::of<F>(
        "classify_flags",
        {
            option<&F::rule>("rule").shown("FILE.toml").only(OptionPlace::kFlag),
            special<&read_force_split, &print_force_split>("force_split").shown("A,B,C").only(OptionPlace::kFlag),
        });
    return table;
}

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
    if (flags.force_split) {
        project.classify.force_split = flags.force_split;
    }
}

}  // namespace diaban
