// A rule of kind `criteria`: classes by k of n conditions over attributes, rates, incidents and what lies below, as a
// TOML file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/classify/criteria.hpp"
#include "layers/model/periods.hpp"
#include "layers/words/two_languages.hpp"

namespace diaban {

/// What a test compares with its band.
enum class CriteriaValue {
    kField,          ///< field = "x": an attribute, yes = 1 and no = 0
    kIncidents,      ///< incidents = ["category", ...]: incidents of the rule's window; an empty list counts all
    kChildrenShare,  ///< children_share = "x": percent of the units below whose attribute x is yes
};

struct CriteriaTest {
    CriteriaValue value = CriteriaValue::kField;
    std::string field;                    ///< of kField and kChildrenShare: the rule's own name of the attribute
    std::vector<std::string> categories;  ///< of kIncidents
    std::string over;                     ///< attribute to divide by; empty: none
    double times = 1.0;                   ///< factor, 100 for percent
    std::optional<double> per_residents;  ///< divides by residents and multiplies by this
    CriteriaBand band;                    ///< no limit: to be filled in by the unit (to_be_filled_in = true)
};

struct CriteriaCondition {
    std::string key;  ///< as the source numbers it: "a", "b"
    TwoLanguages text;
    std::vector<CriteriaTest> any;  ///< met when one of them is
};

struct CriteriaClass {
    std::string code;
    TwoLanguages label;
    std::size_t at_least = 1;  ///< how many conditions must be met
    std::vector<CriteriaCondition> conditions;
};

/// Which year a rule looks at: the one that runs on the day of the review, or the last one that is over.
enum class CriteriaYear { kRunning, kClosed };

struct CriteriaRule {
    std::string name;
    std::string version;
    std::optional<LocalDay> date;
    std::string unit;    ///< approving unit
    std::string source;  ///< where the criteria come from
    TwoLanguages label;
    std::optional<MonthDay> year_start;  ///< empty: the project's current window
    CriteriaYear year = CriteriaYear::kClosed;
    std::vector<CriteriaClass> classes;  ///< from the gravest
    std::string otherwise_code;
    TwoLanguages otherwise_label;
};

/// True for a rule file whose `kind` is "criteria". Throws error.file-missing and error.toml-syntax.
bool is_criteria_file(const std::filesystem::path& file);

/// Keys: kind, name, version, date, unit, source, label_vi, label_en, year_start, year ("running" | "closed"),
/// [otherwise] (code, label_vi, label_en), [[classes]] (code, label_vi, label_en, at_least, [[classes.conditions]]),
/// conditions (key, text_vi, text_en, any = [tests]), tests (one of field, incidents, children_share; over, times,
/// per_residents; at_least, above, at_most, below, or to_be_filled_in = true). Throws Error{kInput}:
/// error.table-key-unknown, error.key-type, error.key-range, error.key-missing, error.criteria-band (neither a limit
/// nor to_be_filled_in, or both), error.criteria-value (no value, or several), error.criteria-at-least (more needed
/// than there are), with file, line and column.
CriteriaRule parse_criteria_rule(const std::string& text, const std::filesystem::path& file);
CriteriaRule read_criteria_rule(const std::filesystem::path& file);

/// First 12 hexadecimal digits of the SHA-256 over everything in a rule but date, unit, source and labels.
std::string criteria_hash(const CriteriaRule& rule);

/// The window that a rule looks at: the project's current one, or its own year by `as_of`.
TimeWindow criteria_window(const CriteriaRule& rule, const TimeWindow& current, LocalDay as_of);

}  // namespace diaban
