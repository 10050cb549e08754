#include "engine/project/criteria_rule.hpp"

#include <fmt/format.h>

#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string_view>

#include "engine/project/toml_keys.hpp"
#include "layers/read/digest.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

void read_text_pair(TomlKeys& keys, const std::string& name, TwoLanguages& target) {
    keys.on(name + "_vi", [&target](const TomlEntry& e) { target.vi = e.text(); });
    keys.on(name + "_en", [&target](const TomlEntry& e) { target.en = e.text(); });
}

CriteriaTest read_test(const TomlEntry& entry) {
    CriteriaTest test;
    int values = 0;
    bool to_be_filled_in = false;
    constexpr double kLargest = 1e12;
    TomlKeys keys;
    keys.on("field", [&](const TomlEntry& e) {
        test.value = CriteriaValue::kField;
        test.field = e.text();
        ++values;
    });
    keys.on("children_share", [&](const TomlEntry& e) {
        test.value = CriteriaValue::kChildrenShare;
        test.field = e.text();
        ++values;
    });
    keys.on("incidents", [&](const TomlEntry& e) {
        test.value = CriteriaValue::kIncidents;
        test.categories = e.texts();
        ++values;
    });
    keys.on("over", [&](const TomlEntry& e) { test.over = e.text(); });
    keys.on("times", [&](const TomlEntry& e) { test.times = e.number(1e-9, kLargest); });
    keys.on("per_residents", [&](const TomlEntry& e) { test.per_residents = e.number(1e-9, kLargest); });
    keys.on("at_least", [&](const TomlEntry& e) { test.band.at_least = e.number(-kLargest, kLargest); });
    keys.on("above", [&](const TomlEntry& e) { test.band.above = e.number(-kLargest, kLargest); });
    keys.on("at_most", [&](const TomlEntry& e) { test.band.at_most = e.number(-kLargest, kLargest); });
    keys.on("below", [&](const TomlEntry& e) { test.band.below = e.number(-kLargest, kLargest); });
    keys.on("to_be_filled_in", [&](const TomlEntry& e) { to_be_filled_in = e.boolean(); });
    keys.read(entry);
    if (values != 1) {
        entry.refuse("error.criteria-value", "field | incidents | children_share");
    }
    if (to_be_filled_in == test.band.known()) {
        entry.refuse("error.criteria-band", "at_least | above | at_most | below | to_be_filled_in = true");
    }
    return test;
}

CriteriaCondition read_condition(const TomlEntry& entry) {
    CriteriaCondition condition;
    TomlKeys keys;
    keys.on("key", [&](const TomlEntry& e) { condition.key = e.text(); });
    read_text_pair(keys, "text", condition.text);
    keys.on("any", [&](const TomlEntry& e) {
        for_each_table(e, [&](const TomlEntry& test) { condition.any.push_back(read_test(test)); });
    });
    keys.require("key").require("any");
    keys.read(entry);
    return condition;
}

CriteriaClass read_class(const TomlEntry& entry) {
    CriteriaClass a_class;
    TomlKeys keys;
    keys.on("code", [&](const TomlEntry& e) { a_class.code = e.text(); });
    read_text_pair(keys, "label", a_class.label);
    keys.on("at_least", [&](const TomlEntry& e) { a_class.at_least = static_cast<std::size_t>(e.integer(1, 1000)); });
    keys.on("conditions", [&](const TomlEntry& e) {
        for_each_table(e, [&](const TomlEntry& condition) { a_class.conditions.push_back(read_condition(condition)); });
    });
    keys.require("code").require("at_least").require("conditions");
    keys.read(entry);
    if (a_class.at_least > a_class.conditions.size()) {
        entry.refuse("error.criteria-at-least", std::to_string(a_class.conditions.size()));
    }
    return a_class;
}

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream || fs::is_directory(file)) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", file.string()}});
    }
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string limit(const char* name, const std::optional<double>& value) {
    return value ? fmt::format(" {} {}", name, *value) : "";
}

}  // namespace

bool is_criteria_file(const fs::path& file) {
    const toml::table root = parse_toml(text_of(file), file);
    return root["kind"].value_or(std::string()) == "criteria";
}

CriteriaRule parse_criteria_rule(const std::string& text, const fs::path& file) {
    const toml::table root = parse_toml(text, file);
    CriteriaRule rule;
    TomlKeys keys;
    keys.on("kind", [](const TomlEntry& e) {
        if (e.text() != "criteria") {
            e.refuse("error.key-range", "criteria");
        }
    });
    keys.on("name", [&](const TomlEntry& e) { rule.name = e.text(); });
    keys.on("version", [&](const TomlEntry& e) { rule.version = e.text(); });
    keys.on("date", [&](const TomlEntry& e) { rule.date = e.date(); });
    keys.on("unit", [&](const TomlEntry& e) { rule.unit = e.text(); });
    keys.on("source", [&](const TomlEntry& e) { rule.source = e.text(); });
    read_text_pair(keys, "label", rule.label);
    keys.on("year_start", [&](const TomlEntry& e) { rule.year_start = e.month_day(); });
    keys.on("year", [&](const TomlEntry& e) {
        const std::string year = e.text();
        if (year != "running" && year != "closed") {
            e.refuse("error.key-range", "running | closed");
        }
        rule.year = year == "running" ? CriteriaYear::kRunning : CriteriaYear::kClosed;
    });
    keys.on("otherwise", [&](const TomlEntry& e) {
        TomlKeys otherwise;
        otherwise.on("code", [&](const TomlEntry& code) { rule.otherwise_code = code.text(); });
        read_text_pair(otherwise, "label", rule.otherwise_label);
        otherwise.require("code");
        otherwise.read(e);
    });
    keys.on("classes", [&](const TomlEntry& e) {
        for_each_table(e, [&](const TomlEntry& a_class) { rule.classes.push_back(read_class(a_class)); });
    });
    for (const char* key : {"kind", "name", "version", "label_vi", "label_en", "otherwise", "classes"}) {
        keys.require(key);
    }
    keys.read(TomlEntry{file, "", root});
    return rule;
}

CriteriaRule read_criteria_rule(const fs::path& file) {
    return parse_criteria_rule(text_of(file), file);
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
