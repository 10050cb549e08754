#include "engine/project/criteria_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>

#include "engine/project/toml_keys.hpp"
#include "engine/project/toml_text.hpp"
#include "layers/read/digest.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

void read_text_pair(TomlKeys& keys, const std::string& name, TwoLanguages& target) {
    keys.on(name + "_vi", [&target](const Setting& e) { target.vi = e.text(); });
    keys.on(name + "_en", [&target](const Setting& e) { target.en = e.text(); });
}

CriteriaTest read_test(const Setting& entry) {
    CriteriaTest test;
    int values = 0;
    bool to_be_filled_in = false;
    constexpr double kLargest = 1e12;
    TomlKeys keys;
    keys.on("field", [&](const Setting& e) {
        test.value = CriteriaValue::kField;
        test.field = e.text();
        ++values;
    });
    keys.on("children_share", [&](const Setting& e) {
        test.value = CriteriaValue::kChildrenShare;
        test.field = e.text();
        ++values;
    });
    keys.on("incidents", [&](const Setting& e) {
        test.value = CriteriaValue::kIncidents;
        test.categories = e.texts();
        ++values;
    });
    keys.on("over", [&](const Setting& e) { test.over = e.text(); });
    keys.on("times", [&](const Setting& e) { test.times = e.number(1e-9, kLargest); });
    keys.on("per_residents", [&](const Setting& e) { test.per_residents = e.number(1e-9, kLargest); });
    keys.on("at_least", [&](const Setting& e) { test.band.at_least = e.number(-kLargest, kLargest); });
    keys.on("above", [&](const Setting& e) { test.band.above = e.number(-kLargest, kLargest); });
    keys.on("at_most", [&](const Setting& e) { test.band.at_most = e.number(-kLargest, kLargest); });
    keys.on("below", [&](const Setting& e) { test.band.below = e.number(-kLargest, kLargest); });
    keys.on("to_be_filled_in", [&](const Setting& e) { to_be_filled_in = e.boolean(); });
    keys.read(entry);
    if (values != 1) {
        entry.refuse("error.criteria-value", "field | incidents | children_share");
    }
    if (to_be_filled_in == test.band.known()) {
        entry.refuse("error.criteria-band", "at_least | above | at_most | below | to_be_filled_in = true");
    }
    return test;
}

CriteriaCondition read_condition(const Setting& entry) {
    CriteriaCondition condition;
    TomlKeys keys;
    keys.on("key", [&](const Setting& e) { condition.key = e.text(); });
    read_text_pair(keys, "text", condition.text);
    keys.on("any", [&](const Setting& e) {
        for_each_table(e, [&](const Setting& test) { condition.any.push_back(read_test(test)); });
    });
    keys.require("key").require("any");
    keys.read(entry);
    return condition;
}

CriteriaClass read_class(const Setting& entry) {
    CriteriaClass a_class;
    TomlKeys keys;
    keys.on("code", [&](const Setting& e) { a_class.code = e.text(); });
    read_text_pair(keys, "label", a_class.label);
    keys.on("at_least", [&](const Setting& e) { a_class.at_least = static_cast<std::size_t>(e.integer(1, 1000)); });
    keys.on("conditions", [&](const Setting& e) {
        for_each_table(e, [&](const Setting& condition) { a_class.conditions.push_back(read_condition(condition)); });
    });
    keys.require("code").require("at_least").require("conditions");
    keys.read(entry);
    if (a_class.at_least > a_class.conditions.size()) {
        entry.refuse("error.criteria-at-least", std::to_string(a_class.conditions.size()));
    }
    return a_class;
}

std::string limit(const char* name, const std::optional<double>& value) {
    return value ? fmt::format(" {} {}", name, *value) : "";
}

}  // namespace

bool is_criteria_file(const fs::path& file) {
    const SettingValue root = parse_toml(text_of_file(file), file);
    return std::any_of(root.members()->begin(), root.members()->end(), [](const SettingMember& member) {
        return member.key == "kind" && member.value.text() != nullptr && *member.value.text() == "criteria";
    });
}

CriteriaRule parse_criteria_rule(const std::string& text, const fs::path& file) {
    const SettingValue root = parse_toml(text, file);
    CriteriaRule rule;
    TomlKeys keys;
    keys.on("kind", [](const Setting& e) {
        if (e.text() != "criteria") {
            e.refuse("error.key-range", "criteria");
        }
    });
    keys.on("name", [&](const Setting& e) { rule.name = e.text(); });
    keys.on("version", [&](const Setting& e) { rule.version = e.text(); });
    keys.on("date", [&](const Setting& e) { rule.date = e.date(); });
    keys.on("unit", [&](const Setting& e) { rule.unit = e.text(); });
    keys.on("source", [&](const Setting& e) { rule.source = e.text(); });
    read_text_pair(keys, "label", rule.label);
    keys.on("year_start", [&](const Setting& e) { rule.year_start = e.month_day(); });
    keys.on("year", [&](const Setting& e) {
        const std::string year = e.text();
        if (year != "running" && year != "closed") {
            e.refuse_choice(year, {"running", "closed"});
        }
        rule.year = year == "running" ? CriteriaYear::kRunning : CriteriaYear::kClosed;
    });
    keys.on("otherwise", [&](const Setting& e) {
        TomlKeys otherwise;
        otherwise.on("code", [&](const Setting& code) { rule.otherwise_code = code.text(); });
        read_text_pair(otherwise, "label", rule.otherwise_label);
        otherwise.require("code");
        otherwise.read(e);
    });
    keys.on("classes", [&](const Setting& e) {
        for_each_table(e, [&](const Setting& a_class) { rule.classes.push_back(read_class(a_class)); });
    });
    for (const char* key : {"kind", "name", "version", "label_vi", "label_en", "otherwise", "classes"}) {
        keys.require(key);
    }
    keys.read(Setting{&file, "", root});
    return rule;
}

CriteriaRule read_criteria_rule(const fs::path& file) {
    return parse_criteria_rule(text_of_file(file), file);
}

std::string criteria_hash(const CriteriaRule& rule) {
    std::string text = fmt::format("{}\n{}\n", rule.name, rule.version);
    if (rule.year_start) {
        text += fmt::format("year {:02}-{:02} {}\n", rule.year_start->month, rule.year_start->day,
                            rule.year == CriteriaYear::kRunning ? "running" : "closed");
    }
    for (const CriteriaClass& a_class : rule.classes) {
        text += fmt::format("class {} {}\n", a_class.code, a_class.at_least);
        for (const CriteriaCondition& condition : a_class.conditions) {
            text += "condition " + condition.key + "\n";
            for (const CriteriaTest& test : condition.any) {
                text += fmt::format("test {} {}", static_cast<int>(test.value), test.field);
                for (const std::string& category : test.categories) {
                    text += " [" + category + "]";
                }
                text += fmt::format(" over {} times {}", test.over, test.times) + limit("per", test.per_residents) +
                        limit(">=", test.band.at_least) + limit(">", test.band.above) + limit("<=", test.band.at_most) +
                        limit("<", test.band.below) + "\n";
            }
        }
    }
    return sha256_of(text + "otherwise " + rule.otherwise_code).substr(0, 12);
}

TimeWindow criteria_window(const CriteriaRule& rule, const TimeWindow& current, LocalDay as_of) {
    if (!rule.year_start) {
        return current;
    }
    TimeWindow year = year_containing(as_of, *rule.year_start);
    if (rule.year == CriteriaYear::kRunning || year.to == as_of) {
        year.to = std::min(year.to, as_of);
        return year;
    }
    return year_containing(year.from - std::chrono::days{1}, *rule.year_start);
}

}  // namespace diaban
