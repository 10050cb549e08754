#include "engine/input/duplicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

#include "layers/text/csv_table.hpp"

namespace diaban {

namespace {

/// Months as days: every time is 00:00 on the first of a month, and there are two months or more.
bool only_months(const IncidentSet& incidents) {
    bool several = false;
    for (const LocalTime time : incidents.time) {
        const LocalDay day = day_of(time);
        if (time != day || std::chrono::year_month_day{day}.day() != std::chrono::day{1}) {
            return false;
        }
        several = several || time != incidents.time.front();
    }
    return several;
}

/// A day, a category and a square of the plane.
struct Square {
    std::int64_t day = 0;
    std::int64_t column = 0;
    std::int64_t row = 0;
    CategoryIndex category = 0;

    friend bool operator==(const Square&, const Square&) = default;
};

struct SquareHash {
    std::size_t operator()(const Square& s) const {
        std::uint64_t hash = 0x9E3779B97F4A7C15u;
        for (const std::uint64_t value : {static_cast<std::uint64_t>(s.day), static_cast<std::uint64_t>(s.column),
                                          static_cast<std::uint64_t>(s.row), std::uint64_t{s.category}}) {
            hash = (hash ^ value) * 0xFF51AFD7ED558CCDu;
            hash ^= hash >> 32;
        }
        return hash;
    }
};

/// Finds the first incident of the same day, category and place, among those that are no duplicates themselves.
class NearSearch {
public:
    NearSearch(const IncidentSet& incidents, double distance)
        : m_incidents(incidents), m_distance(distance), m_side(std::max(distance, 1e-3)) {}

    /// The earliest stander within the distance, or the layer's size.
    std::size_t find(std::size_t i, double& distance) const {
        std::size_t best = m_incidents.size();
        if (m_incidents.located[i] == 0) {
            const auto found = m_unplaced.find(unplaced_key(i));
            return found == m_unplaced.end() ? best : found->second;
        }
        const Square centre = square_of(i);
        for (std::int64_t dx = -1; dx <= 1; ++dx) {
            for (std::int64_t dy = -1; dy <= 1; ++dy) {
                const auto found = m_squares.find({centre.day, centre.column + dx, centre.row + dy, centre.category});
                if (found == m_squares.end()) {
                    continue;
                }
                for (const std::size_t other : found->second) {
                    const double apart = std::hypot(m_incidents.point[i].x - m_incidents.point[other].x,
                                                    m_incidents.point[i].y - m_incidents.point[other].y);
                    if (apart <= m_distance && other < best) {
                        best = other;
                        distance = apart;
                    }
                }
            }
        }
        return best;
    }

    void add(std::size_t i) {
        if (m_incidents.located[i] != 0) {
            m_squares[square_of(i)].push_back(i);
        } else {
            m_unplaced.emplace(unplaced_key(i), i);
        }
    }

private:
    Square square_of(std::size_t i) const {
        const ProjectedPoint p = m_incidents.point[i];
        return {day_of(m_incidents.time[i]).time_since_epoch().count(),
                static_cast<std::int64_t>(std::floor(p.x / m_side)),
                static_cast<std::int64_t>(std::floor(p.y / m_side)), m_incidents.category[i]};
    }
    std::string unplaced_key(std::size_t i) const {
        return fmt::format("{}|{}|{}", m_incidents.time[i].time_since_epoch().count(), m_incidents.category[i],
                           m_incidents.area_key.empty() ? "" : m_incidents.area_key[i]);
    }

    const IncidentSet& m_incidents;
    double m_distance;
    double m_side;
    std::unordered_map<Square, std::vector<std::size_t>, SquareHash> m_squares;
    std::unordered_map<std::string, std::size_t> m_unplaced;
};

/// First rows of their hash, in one flat table: a map of nodes costs more than all the reading of two million rows.
class FirstRows {
public:
    explicit FirstRows(const std::vector<std::uint64_t>& row_hash)
        : m_hash(row_hash), m_slots(std::bit_ceil(2 * row_hash.size() + 1), kEmpty) {}

    /// The first row with the hash of this one: itself when there was none before.
    std::size_t first_of(std::size_t row) {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t slot = (m_hash[row] * 0x9E3779B97F4A7C15u >> 20) & mask;
        while (m_slots[slot] != kEmpty && m_hash[m_slots[slot]] != m_hash[row]) {
            slot = (slot + 1) & mask;
        }
        if (m_slots[slot] == kEmpty) {
            m_slots[slot] = row;
        }
        return m_slots[slot];
    }

private:
    static constexpr std::size_t kEmpty = static_cast<std::size_t>(-1);
    const std::vector<std::uint64_t>& m_hash;
    std::vector<std::size_t> m_slots;
};

}  // namespace

DuplicateReport find_duplicates(const IncidentSet& incidents, const std::vector<std::uint64_t>& row_hash,
                                const DuplicateOptions& options) {
    DuplicateReport report;
    report.days_known = !only_months(incidents);
    const auto add = [&](std::size_t i, std::size_t of, DuplicateKind kind, double distance_m) {
        report.duplicates.push_back({i, of, incidents.row[i], incidents.row[of], kind, distance_m,
                                     day_of(incidents.time[i]), incidents.category[i]});
        ++(kind == DuplicateKind::kExact ? report.exact : report.near);
    };
    FirstRows first_rows(row_hash);
    NearSearch near(incidents, options.distance_m);
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (!row_hash.empty()) {
            const std::size_t first = first_rows.first_of(i);
            if (first != i) {
                add(i, first, DuplicateKind::kExact, 0.0);
                continue;
            }
        }
        if (!report.days_known) {
            continue;
        }
        double distance = 0.0;
        const std::size_t other = near.find(i, distance);
        if (other < incidents.size()) {
            add(i, other, DuplicateKind::kNear, distance);
        } else {
            near.add(i);
        }
    }
    return report;
}

std::string duplicates_csv(const DuplicateReport& report, const std::vector<std::string>& categories,
                           const RowNumbers& numbers) {
    CsvTable table({"row", "repeats_row", "line", "repeats_line", "kind", "distance_m", "day", "category"});
    for (const Duplicate& duplicate : report.duplicates) {
        table.add(
            {std::to_string(duplicate.row), std::to_string(duplicate.of_row), std::to_string(numbers.of(duplicate.row)),
             std::to_string(numbers.of(duplicate.of_row)), duplicate.kind == DuplicateKind::kExact ? "exact" : "near",
             fmt::format("{:.1f}", duplicate.distance_m), iso_date(duplicate.day), categories[duplicate.category]});
    }
    return table.text();
}

}  // namespace diaban
