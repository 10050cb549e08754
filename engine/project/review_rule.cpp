#include "engine/project/review_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <vector>

#include "engine/project/toml_text.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/digest.hpp"

// data/rules/evidence.toml, embedded by embed_files in engine/CMakeLists.txt.
extern "C" {
extern const char diaban_rule_evidence_begin[];
extern const char diaban_rule_evidence_end[];
}

namespace diaban {

namespace {

namespace fs = std::filesystem;

ClassPrior read_prior(const Setting& entry) {
    const std::string text = entry.text();
    if (text != "list" && text != "gamma") {
        entry.refuse_choice(text, {"list", "gamma"});
    }
    return text == "list" ? ClassPrior::kList : ClassPrior::kGamma;
}

using Setter = std::function<void(ReviewRule&, const Setting&)>;

const std::map<std::string, Setter>& keys() {
    static const std::map<std::string, Setter> kKeys = {
        {"kind",
         [](ReviewRule&, const Setting& e) {
             if (e.text() != "evidence") {
                 e.refuse("error.key-range", "evidence");
             }
         }},
        {"name", [](ReviewRule& r, const Setting& e) { r.name = e.text(); }},
        {"version", [](ReviewRule& r, const Setting& e) { r.version = e.text(); }},
        {"date", [](ReviewRule& r, const Setting& e) { r.date = e.date(); }},
        {"unit", [](ReviewRule& r, const Setting& e) { r.unit = e.text(); }},
        {"elevated_above", [](ReviewRule& r, const Setting& e) { r.evidence.elevated_above = e.number(1.0001, 10.0); }},
        {"brought_down_below",
         [](ReviewRule& r, const Setting& e) { r.evidence.brought_down_below = e.number(0.05, 0.99); }},
        {"borderline_below",
         [](ReviewRule& r, const Setting& e) { r.evidence.borderline_below = e.number(0.3334, 1.0); }},
        {"interval", [](ReviewRule& r, const Setting& e) { r.evidence.interval = e.number(0.5, 0.9999); }},
        {"prior", [](ReviewRule& r, const Setting& e) { r.evidence.prior = read_prior(e); }},
        {"watch_months",
         [](ReviewRule& r, const Setting& e) { r.watch_months = static_cast<unsigned>(e.integer(1, 60)); }},
    };
    return kKeys;
}

/// What a rule cannot go without: who it is, and the lines it draws.
constexpr const char* kRequired[] = {
    "kind", "name", "version", "elevated_above", "brought_down_below", "borderline_below"};

}  // namespace

ReviewRule parse_rule_file(const std::string& text, const fs::path& file) {
    const SettingValue root = parse_toml(text, file);
    const Setting whole{&file, "", root};
    ReviewRule rule;
    std::vector<std::string> given;
    for (const SettingMember& member : *root.members()) {
        const auto setter = keys().find(member.key);
        if (setter == keys().end()) {
            std::vector<std::string> names;
            for (const auto& [known, ignored] : keys()) {
                names.push_back(known);
            }
            throw Error(ErrorCode::kInput, "error.rule-key-unknown",
                        {{"file", file.string()},
                         {"line", std::to_string(member.line)},
                         {"column", std::to_string(member.column)},
                         {"key", member.key},
                         {"nearest", nearest_name(member.key, names)}});
        }
        setter->second(rule, whole.member(member));
        given.push_back(member.key);
    }
    for (const char* key : kRequired) {
        if (std::find(given.begin(), given.end(), key) == given.end()) {
            throw Error(ErrorCode::kInput, "error.key-missing", {{"file", file.string()}, {"key", key}});
        }
    }
    return rule;
}

ReviewRule read_rule_file(const fs::path& file) {
    return parse_rule_file(text_of_file(file), file);
}

const ReviewRule& default_rule() {
    static const ReviewRule rule =
        parse_rule_file(std::string(diaban_rule_evidence_begin,
                                    static_cast<std::size_t>(diaban_rule_evidence_end - diaban_rule_evidence_begin)),
                        "data/rules/evidence.toml");
    return rule;
}

std::string rule_text(const ReviewRule& rule) {
    std::string text = "kind = \"evidence\"\n";
    text += "name = " + toml_quoted(rule.name) + "\n";
    text += "version = " + toml_quoted(rule.version) + "\n";
    if (rule.date) {
        text += "date = " + iso_date(*rule.date) + "\n";
    }
    text += "unit = " + toml_quoted(rule.unit) + "\n";
    text += fmt::format("elevated_above = {}\nbrought_down_below = {}\nborderline_below = {}\ninterval = {}\n",
                        rule.evidence.elevated_above, rule.evidence.brought_down_below, rule.evidence.borderline_below,
                        rule.evidence.interval);
    text += fmt::format("prior = \"{}\"\n", rule.evidence.prior == ClassPrior::kList ? "list" : "gamma");
    text += fmt::format("watch_months = {}\n", rule.watch_months);
    return text;
}

std::string rule_hash(const ReviewRule& rule) {
    ReviewRule what_it_says = rule;
    what_it_says.date.reset();
    what_it_says.unit.clear();
    return sha256_of(rule_text(what_it_says)).substr(0, 12);
}

}  // namespace diaban
