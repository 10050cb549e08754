#include "layers/text/area_names.hpp"

#include <algorithm>
#include <tuple>

#include "layers/model/nearest_name.hpp"
#include "layers/text/text_encoding.hpp"

namespace diaban {

namespace {

constexpr std::size_t kProposals = 3;

std::string_view trimmed_view(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlank);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

bool is_code(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

AreaNames::AreaNames(NamedAreas areas) : m_areas(std::move(areas)) {
    m_areas.parent.resize(m_areas.id.size());
    m_code_length = m_areas.id.empty() ? 0 : m_areas.id.front().size();
    for (std::size_t i = 0; i < m_areas.id.size(); ++i) {
        m_unit.push_back(parse_place_name(m_areas.name[i]).unit);
        m_parent.push_back(parse_place_name(m_areas.parent[i]).unit);
        m_by_id[m_areas.id[i]].push_back(i);
        m_by_name[m_areas.name[i]].push_back(i);
        if (!m_unit.back().key.empty()) {
            m_by_key[m_unit.back().key].push_back(i);
        }
        if (!is_code(m_areas.id[i]) || m_areas.id[i].size() != m_code_length) {
            m_code_length = 0;
        }
    }
}

AreaMatch AreaNames::match(std::string_view text) const {
    const std::string wanted(trimmed_view(text));
    AreaMatch match;
    if (wanted.empty()) {
        return match;
    }
    if (const auto id = m_by_id.find(wanted); id != m_by_id.end()) {
        return id->second.size() == 1 ? AreaMatch{NameMatch::kExact, id->second.front(), {}}
                                      : AreaMatch{NameMatch::kAmbiguous, 0, id->second};
    }
    if (const auto name = m_by_name.find(wanted); name != m_by_name.end()) {
        if (name->second.size() == 1) {
            return {NameMatch::kExact, name->second.front(), {}};
        }
        return {NameMatch::kAmbiguous, 0, name->second};
    }
    const PlaceName name = parse_place_name(decode_text(wanted).text);
    if (name.unit.key.empty()) {
        return match;
    }
    std::vector<std::size_t> candidates = by_rules(name);
    if (const auto code = by_shortened_code(wanted)) {
        candidates.push_back(*code);
        std::sort(candidates.begin(), candidates.end());
        candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    }
    if (candidates.size() == 1) {
        return {NameMatch::kByRules, candidates.front(), {}};
    }
    if (!candidates.empty()) {
        return {NameMatch::kAmbiguous, 0, std::move(candidates)};
    }
    match.nearest = nearest(name);
    return match;
}

std::vector<std::size_t> AreaNames::by_rules(const PlaceName& name) const {
    const auto found = m_by_key.find(name.unit.key);
    if (found == m_by_key.end()) {
        return {};
    }
    std::vector<std::size_t> same_type;
    std::vector<std::size_t> untyped;
    for (const std::size_t i : found->second) {
        const bool other_parent = !name.within.empty() && !m_parent[i].key.empty() &&
                                  std::none_of(name.within.begin(), name.within.end(), [&](const UnitName& parent) {
                                      return may_be_same(parent, m_parent[i]);
                                  });
        if (other_parent) {
            continue;
        }
        if (name.unit.type == UnitType::kUnknown || m_unit[i].type == name.unit.type) {
            same_type.push_back(i);
        } else if (m_unit[i].type == UnitType::kUnknown) {
            untyped.push_back(i);
        }
    }
    return same_type.empty() ? untyped : same_type;
}

std::optional<std::size_t> AreaNames::by_shortened_code(const std::string& text) const {
    if (m_code_length == 0 || text.size() >= m_code_length || !is_code(text)) {
        return std::nullopt;
    }
    const auto found = m_by_id.find(std::string(m_code_length - text.size(), '0') + text);
    return found == m_by_id.end() || found->second.size() > 1 ? std::nullopt
                                                              : std::optional<std::size_t>(found->second.front());
}

std::vector<std::size_t> AreaNames::nearest(const PlaceName& name) const {
    // Letters first, then marks, then the type and the unit above; ties by index.
    using Rank = std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>;
    // A cell of free text would cost its length times every area, and resembles no name.
    constexpr std::size_t kLongestCompared = 200;
    if (name.unit.plain.size() > kLongestCompared) {
        return {};
    }
    std::vector<Rank> ranks;
    for (std::size_t i = 0; i < m_unit.size(); ++i) {
        const bool other_type = name.unit.type != UnitType::kUnknown && m_unit[i].type != name.unit.type;
        ranks.emplace_back(edit_distance(name.unit.plain, m_unit[i].plain), edit_distance(name.unit.key, m_unit[i].key),
                           other_type ? 1 : 0, i);
    }
    const std::size_t shown = std::min(kProposals, ranks.size());
    std::partial_sort(ranks.begin(), ranks.begin() + static_cast<std::ptrdiff_t>(shown), ranks.end());
    std::vector<std::size_t> areas;
    for (std::size_t k = 0; k < shown; ++k) {
        areas.push_back(std::get<3>(ranks[k]));
    }
    return areas;
}

}  // namespace diaban
