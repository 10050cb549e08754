#include "layers/read/area_column.hpp"

#include <algorithm>
#include <charconv>

#include "layers/text/text_encoding.hpp"

namespace diaban {

namespace {

/// No id begins with a control character.
constexpr std::string_view kSplitKey = "\x01split:";

/// What went outside the layer: an id that no area has.
constexpr const char* kElsewhereKey =
    "\x01"
    "elsewhere";

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : " | ") + name;
    }
    return text;
}

}  // namespace

void AreaColumnTally::merge(const AreaColumnTally& later) {
    by_rules += later.by_rules;
    merged += later.merged;
    split += later.split;
    rule_example = rule_example.empty() ? later.rule_example : rule_example;
    merge_example = merge_example.empty() ? later.merge_example : merge_example;
}

std::vector<Finding> AreaColumnTally::findings(const std::string& file) const {
    std::vector<Finding> out;
    if (by_rules > 0) {
        out.push_back({Severity::kNote,
                       "finding.areas-by-rules",
                       {{"file", file}, {"count", std::to_string(by_rules)}, {"example", rule_example}}});
    }
    if (merged + split > 0) {
        out.push_back({Severity::kNote,
                       "finding.areas-by-crosswalk",
                       {{"file", file},
                        {"count", std::to_string(merged)},
                        {"estimated", std::to_string(split)},
                        {"example", merge_example}}});
    }
    return out;
}

AreaAnswer AreaColumn::find(std::string_view cell, std::optional<LocalDay> day) const {
    const Resolution found = m_resolver->resolve(cell, day);
    AreaAnswer answer;
    answer.how = found.how;
    answer.match = found.match;
    answer.value = decode_text(cell).text;
    answer.nearest = joined(found.nearest);
    const Crosswalk& crosswalk = m_resolver->crosswalk();
    switch (found.how) {
        case Resolved::kArea:
        case Resolved::kMerged:
            answer.key = m_resolver->names().areas().id[found.area];
            break;
        case Resolved::kSplit: {
            const OldUnit& unit = crosswalk.units[found.old_unit];
            if (std::all_of(unit.to.begin(), unit.to.end(),
                            [](const UnitShare& part) { return part.share.has_value(); })) {
                answer.key = std::string(kSplitKey) + std::to_string(found.old_unit);
                break;
            }
            answer.reason = "reject.area-split";
            for (const UnitShare& part : unit.to) {
                if (part.area) {
                    answer.nearest +=
                        (answer.nearest.empty() ? "" : " | ") + m_resolver->names().areas().name[*part.area];
                }
            }
            break;
        }
        case Resolved::kElsewhere:
            answer.reason = "reject.area-elsewhere";
            break;
        case Resolved::kAmbiguous:
            answer.reason = "reject.area-ambiguous";
            break;
        case Resolved::kUnknown:
            answer.reason = "reject.area-unknown";
            break;
    }
    return answer;
}

const AreaAnswer& AreaColumn::answer(std::string_view cell, std::optional<LocalDay> day) {
    const std::optional<LocalDay> change = m_resolver->crosswalk().date;
    // All days on one side of the change give one answer.
    std::string key(!day || !change ? "?" : *day < *change ? "<" : ">");
    key += cell;
    const auto known = m_known.find(key);
    if (known != m_known.end()) {
        return known->second;
    }
    constexpr std::size_t kMostRemembered = 50000;
    if (m_known.size() >= kMostRemembered) {
        m_known.clear();
    }
    return m_known.emplace(std::move(key), find(cell, day)).first->second;
}

void AreaColumn::count(const AreaAnswer& answer) {
    if (answer.match == NameMatch::kByRules) {
        ++m_tally.by_rules;
    }
    if (answer.how == Resolved::kMerged) {
        ++m_tally.merged;
    } else if (answer.how == Resolved::kSplit) {
        ++m_tally.split;
        return;
    }
    const AreaNames& names = m_resolver->names();
    std::string* example = answer.how == Resolved::kMerged       ? &m_tally.merge_example
                           : answer.match == NameMatch::kByRules ? &m_tally.rule_example
                                                                 : nullptr;
    if (example != nullptr && example->empty()) {
        *example = answer.value + " -> " + names.areas().name[names.match(answer.key).area];
    }
}

AreaColumnTally AreaColumn::take_tally() {
    AreaColumnTally tally;
    std::swap(tally, m_tally);
    return tally;
}

std::vector<std::uint8_t> apportion_splits(std::vector<std::string>& area_key, const std::vector<std::uint8_t>& located,
                                           const AreaResolver& resolver) {
    std::vector<std::uint8_t> estimated;
    SplitApportionment apportionment(resolver.crosswalk());
    for (std::size_t i = 0; i < area_key.size(); ++i) {
        if (located[i] != 0 || !area_key[i].starts_with(kSplitKey)) {
            continue;
        }
        std::size_t unit = 0;
        std::from_chars(area_key[i].data() + kSplitKey.size(), area_key[i].data() + area_key[i].size(), unit);
        const std::optional<std::size_t> part = apportionment.next(unit);
        const std::optional<std::size_t> area = part ? resolver.crosswalk().units[unit].to[*part].area : std::nullopt;
        area_key[i] = area ? resolver.names().areas().id[*area] : kElsewhereKey;
        estimated.resize(area_key.size(), 0);
        estimated[i] = 1;
    }
    return estimated;
}

}  // namespace diaban
