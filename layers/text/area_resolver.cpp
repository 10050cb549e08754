#include "layers/text/area_resolver.hpp"

#include <algorithm>

namespace diaban {

namespace {

NamedAreas named(const Crosswalk& crosswalk) {
    NamedAreas areas;
    for (const OldUnit& unit : crosswalk.units) {
        areas.id.push_back(unit.code);
        areas.name.push_back(unit.name);
        areas.parent.push_back(unit.parent);
    }
    return areas;
}

std::string label(const std::string& name, const std::string& id, const std::string& parent) {
    std::string text = name;
    text += parent.empty() ? "" : ", " + parent;
    return text + (id.empty() || id == name ? "" : " [" + id + "]");
}

}  // namespace

AreaResolver::AreaResolver(NamedAreas areas, Crosswalk crosswalk)
    : m_present(std::move(areas)), m_old(named(crosswalk)), m_crosswalk(std::move(crosswalk)) {}

std::string AreaResolver::present_label(std::size_t area) const {
    const NamedAreas& areas = m_present.areas();
    return label(areas.name[area], areas.id[area], areas.parent[area]);
}

std::string AreaResolver::old_label(std::size_t unit) const {
    const OldUnit& old = m_crosswalk.units[unit];
    return label(old.name, old.code, old.parent);
}

Resolution AreaResolver::old_reading(const AreaMatch& match) const {
    Resolution reading;
    reading.match = match.how;
    // Several units of one name that went to one area whole are one answer.
    const std::vector<std::size_t> units = match.found() ? std::vector{match.area} : match.nearest;
    if (match.how == NameMatch::kNone || units.empty()) {
        return reading;
    }
    const OldUnit& first = m_crosswalk.units[units.front()];
    const bool agree = std::all_of(units.begin(), units.end(), [&](std::size_t unit) {
        const OldUnit& other = m_crosswalk.units[unit];
        return units.size() == 1 || (other.whole() && first.whole() && other.to.front().area == first.to.front().area);
    });
    if (!agree) {
        reading.how = Resolved::kAmbiguous;
        for (const std::size_t unit : units) {
            reading.nearest.push_back(old_label(unit));
        }
        return reading;
    }
    reading.match = match.found() ? match.how : NameMatch::kByRules;
    reading.old_unit = units.front();
    if (!first.whole()) {
        reading.how = Resolved::kSplit;
    } else if (first.to.front().area) {
        reading.how = Resolved::kMerged;
        reading.area = *first.to.front().area;
    } else {
        reading.how = Resolved::kElsewhere;
    }
    return reading;
}

Resolution AreaResolver::resolve(std::string_view text, std::optional<LocalDay> day) const {
    const AreaMatch present = m_present.match(text);
    Resolution now;
    now.match = present.how;
    if (present.found()) {
        now.how = Resolved::kArea;
        now.area = present.area;
    } else {
        now.how = present.how == NameMatch::kAmbiguous ? Resolved::kAmbiguous : Resolved::kUnknown;
        for (const std::size_t area : present.nearest) {
            now.nearest.push_back(present_label(area));
        }
    }
    if (m_crosswalk.units.empty()) {
        return now;
    }
    Resolution before = old_reading(m_old.match(text));
    if (before.how == Resolved::kUnknown) {
        return now;
    }
    const bool same = now.how == Resolved::kArea && before.how == Resolved::kMerged && before.area == now.area;
    if (now.how == Resolved::kUnknown || same) {
        return before;
    }
    if (day && m_crosswalk.date) {
        return *day < *m_crosswalk.date ? before : now;
    }
    Resolution either;
    either.how = Resolved::kAmbiguous;
    either.match = NameMatch::kAmbiguous;
    either.nearest = before.how == Resolved::kAmbiguous ? before.nearest : std::vector{old_label(before.old_unit)};
    if (now.how == Resolved::kArea) {
        either.nearest.push_back(present_label(now.area));
    } else {
        either.nearest.insert(either.nearest.end(), now.nearest.begin(), now.nearest.end());
    }
    return either;
}

SplitApportionment::SplitApportionment(const Crosswalk& crosswalk)
    : m_crosswalk(crosswalk), m_total(crosswalk.units.size(), 0.0) {
    for (const OldUnit& unit : crosswalk.units) {
        m_given.emplace_back(unit.to.size(), 0.0);
    }
}

std::optional<std::size_t> SplitApportionment::next(std::size_t old_unit) {
    const std::vector<UnitShare>& to = m_crosswalk.units[old_unit].to;
    m_total[old_unit] += 1.0;
    std::optional<std::size_t> chosen;
    double most_behind = 0.0;
    for (std::size_t k = 0; k < to.size(); ++k) {
        if (!to[k].share) {
            return std::nullopt;
        }
        const double behind = m_total[old_unit] * *to[k].share - m_given[old_unit][k];
        // Sums of shares differ in the last digits; a tie must not be decided by them.
        constexpr double kRounding = 1e-9;
        if (*to[k].share > 0.0 && (!chosen || behind > most_behind + kRounding)) {
            chosen = k;
            most_behind = behind;
        }
    }
    if (chosen) {
        m_given[old_unit][*chosen] += 1.0;
    }
    return chosen;
}

}  // namespace diaban
