// A rule of classification as a review board approves it: a file with a name, a version, a date, a unit and every
// threshold.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/classify/evidence.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// One rule of kind `evidence`. The defaults of the program are those of data/rules/evidence.toml (see `default_rule`).
struct ReviewRule {
    std::string name = "evidence";
    std::string version;
    std::optional<LocalDay> date;  ///< of approval
    std::string unit;              ///< approving unit, empty where none
    EvidenceRule evidence;
    unsigned watch_months = 6;  ///< how long an area must stay below the line before it leaves the list, 1 to 60
    bool overridden = false;    ///< a project changed a threshold: no longer the rule that was approved
};

/// Reads and checks a rule file. Keys: kind ("evidence"), name, version, date, unit, elevated_above,
/// brought_down_below, borderline_below, interval, prior ("list" | "gamma"), watch_months. Throws Error{kInput}:
/// error.file-missing, error.toml-syntax, error.key-unknown, error.key-type, error.key-range, error.key-missing,
/// error.rule-kind; all but the first with file, line and column where there is one.
ReviewRule read_rule_file(const std::filesystem::path& file);

/// The same from text; `file` is used for messages.
ReviewRule parse_rule_file(const std::string& text, const std::filesystem::path& file);

/// data/rules/evidence.toml as it was at build time.
const ReviewRule& default_rule();

/// The rule as a TOML file that `read_rule_file` reads back as the same rule, keys in fixed order, numbers to the last
/// digit.
std::string rule_text(const ReviewRule& rule);

/// First 12 hexadecimal digits of the SHA-256 over `rule_text` without date and unit: name, version and values, not
/// comments, order, or who approved it.
std::string rule_hash(const ReviewRule& rule);

}  // namespace diaban
