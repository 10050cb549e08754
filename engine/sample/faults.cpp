#include "engine/sample/faults.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <utility>

#include "engine/sample/legacy_text.hpp"
#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr const char* kIncidentFile = "incidents.csv";
constexpr const char* kAreaFile = "areas.gpkg";

// Places of the cells in a row.
enum Cell : std::size_t { kTime = 1, kCategory = 2, kArea = 3, kEast = 5, kNorth = 6, kPerson = 7, kPhone = 8 };

std::string two_digits(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

std::string one_decimal(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f", value);
    return text.data();
}

struct Calendar {
    int year;
    int month;
    int day;
    int hour;
    int minute;
};

Calendar calendar(LocalTime time) {
    using namespace std::chrono;
    const auto midnight = floor<days>(time);
    const year_month_day date{midnight};
    const auto minutes_of_day = static_cast<int>(duration_cast<minutes>(time - midnight).count());
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())), minutes_of_day / 60, minutes_of_day % 60};
}

std::string clock(const Calendar& c) {
    return two_digits(c.hour) + ":" + two_digits(c.minute);
}

std::string month_first(LocalTime time) {
    const Calendar c = calendar(time);
    return two_digits(c.month) + "/" + two_digits(c.day) + "/" + std::to_string(c.year) + " " + clock(c);
}

// Days since 30/12/1899 with the time as a fraction, as a spreadsheet stores it.
std::string excel_serial(LocalTime time) {
    using namespace std::chrono;
    const auto days_since = duration<double, std::ratio<86400>>(time - LocalDay{1899y / 12 / 30});
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.5f", days_since.count());
    return text.data();
}

// 1234567.8 -> "1.234.567,8".
std::string vietnamese_number(double value) {
    std::string text = one_decimal(value);
    const std::size_t point = text.find('.');
    text[point] = ',';
    for (std::size_t at = point; at > 3;) {
        at -= 3;
        text.insert(at, 1, '.');
    }
    return text;
}

std::string abbreviated(const std::string& name) {
    for (const auto& [type, abbreviation] : {std::pair{"Phường ", "P. "}, {"Thị trấn ", "TT. "}, {"Xã ", "X."}}) {
        const std::string prefix = type;
        if (name.starts_with(prefix)) {
            return abbreviation + name.substr(prefix.size());
        }
    }
    return name;
}

using Row = std::vector<std::string>;

// A kind of fault: which rows it can befall and what it does to one. `apply` returns the detail for the list.
struct FaultKind {
    const char* kind;
    std::function<bool(const SampleIncident&, const Row&)> suits;
    std::function<std::string(const SampleIncident&, Row&)> apply;
};

bool any_row(const SampleIncident&, const Row&) {
    return true;
}

FaultKind cell_fault(const char* kind, Cell cell, std::function<std::string(const SampleIncident&, const Row&)> value) {
    return {kind, any_row, [cell, value = std::move(value)](const SampleIncident& incident, Row& row) {
                row[cell] = value(incident, row);
                return row[cell];
            }};
}

FaultKind both_coordinates(const char* kind, const char* value) {
    return {kind, any_row, [value](const SampleIncident&, Row& row) {
                row[kEast] = value;
                row[kNorth] = value;
                return std::string(value);
            }};
}

// A cell in an old encoding; the list shows the text as it should read, since the bytes may not be text at all.
FaultKind encoded(const char* kind, Cell cell, LegacyEncoding encoding) {
    return {kind, any_row, [cell, encoding](const SampleIncident&, Row& row) {
                std::string meant = row[cell];
                row[cell] = encode_legacy(meant, encoding);
                return meant;
            }};
}

void add_date_faults(std::vector<FaultKind>& kinds) {
    const auto with_time = [](auto format) {
        return [format](const SampleIncident& incident, Row& row) {
            row[kTime] = format(incident.time);
            return row[kTime];
        };
    };
    kinds.push_back({"date-month-first",
                     [](const SampleIncident& incident, const Row&) { return calendar(incident.time).day > 12; },
                     with_time(month_first)});
    // Reads as another day: nothing in the row gives it away.
    kinds.push_back({"date-month-first-silent",
                     [](const SampleIncident& incident, const Row&) {
                         const Calendar c = calendar(incident.time);
                         return c.day <= 12 && c.day != c.month;
                     },
                     with_time(month_first)});
    kinds.push_back({"date-excel-serial", any_row, with_time(excel_serial)});
    kinds.push_back({"date-iso", any_row, with_time([](LocalTime time) {
                         const Calendar c = calendar(time);
                         return std::to_string(c.year) + "-" + two_digits(c.month) + "-" + two_digits(c.day) + " " +
                                clock(c);
                     })});
    kinds.push_back(cell_fault("date-unreadable", kTime, [](const auto&, const Row&) { return "không rõ ngày"; }));
    kinds.push_back(cell_fault("date-impossible", kTime, [](const auto&, const Row&) { return "31/02/2017 10:00"; }));
    kinds.push_back(cell_fault("date-missing", kTime, [](const auto&, const Row&) { return ""; }));
}

void add_coordinate_faults(std::vector<FaultKind>& kinds) {
    kinds.push_back({"number-grouped", any_row, [](const SampleIncident& incident, Row& row) {
                         row[kEast] = vietnamese_number(incident.place.x);
                         row[kNorth] = vietnamese_number(incident.place.y);
                         return row[kEast] + " " + row[kNorth];
                     }});
    kinds.push_back({"coordinates-swapped", any_row, [](const SampleIncident&, Row& row) {
                         std::swap(row[kEast], row[kNorth]);
                         return row[kEast] + " " + row[kNorth];
                     }});
    kinds.push_back(both_coordinates("coordinates-missing", ""));
    kinds.push_back(both_coordinates("coordinates-zero", "0"));
    kinds.push_back(both_coordinates("coordinates-nan", "NaN"));
    kinds.push_back(both_coordinates("coordinates-infinite", "inf"));
    // Half a degree of longitude at 20.2 degrees north: what a central meridian of 105-00 instead of 105-30 does.
    kinds.push_back({"coordinates-wrong-zone", any_row, [](const SampleIncident& incident, Row& row) {
                         row[kEast] = one_decimal(incident.place.x + 52'240.0);
                         return row[kEast];
                     }});
}

// Every second row with a fault in its area's name has no coordinates: there the name decides where it is counted.
FaultKind name_decides(FaultKind kind) {
    kind.apply = [apply = kind.apply](const SampleIncident& incident, Row& row) {
        const std::string detail = apply(incident, row);
        if (std::stoll(row[0]) % 2 == 0) {
            row[kEast].clear();
            row[kNorth].clear();
        }
        return detail;
    };
    return kind;
}

void add_name_faults(std::vector<FaultKind>& kinds) {
    const auto changed = [](const char* kind, std::string (*change)(std::string_view)) {
        return cell_fault(kind, kArea, [change](const auto&, const Row& row) { return change(row[kArea]); });
    };
    FaultKind old_tone = changed("name-old-tone", old_tone_placement);
    old_tone.suits = [](const SampleIncident&, const Row& row) { return old_tone_placement(row[kArea]) != row[kArea]; };
    const std::vector<FaultKind> names{
        cell_fault("name-abbreviated", kArea, [](const auto&, const Row& row) { return abbreviated(row[kArea]); }),
        changed("name-capitals", upper_case),
        changed("name-decomposed", decomposed),
        old_tone,
        changed("name-stripped", without_diacritics),
        cell_fault("name-unknown", kArea, [](const auto&, const Row&) { return "Xã Không Có"; }),
        encoded("name-tcvn3", kArea, LegacyEncoding::kTcvn3),
        encoded("name-tcvn3-mangled", kArea, LegacyEncoding::kTcvn3Mangled),
        encoded("name-vni", kArea, LegacyEncoding::kVni),
        encoded("name-cp1258", kArea, LegacyEncoding::kCp1258)};
    for (const FaultKind& kind : names) {
        kinds.push_back(name_decides(kind));
    }
    kinds.push_back(encoded("category-tcvn3", kCategory, LegacyEncoding::kTcvn3));
    kinds.push_back(encoded("category-vni", kCategory, LegacyEncoding::kVni));
    // Names that nobody bears and numbers that no telephone has.
    kinds.push_back({"personal-data", any_row, [](const SampleIncident&, Row& row) {
                         row[kPerson] = "Nguyễn Văn Mẫu";
                         row[kPhone] = "0000 000 000";
                         return row[kPerson];
                     }});
}

}  // namespace

std::string vietnamese_time(LocalTime time) {
    const Calendar c = calendar(time);
    return two_digits(c.day) + "/" + two_digits(c.month) + "/" + std::to_string(c.year) + " " + clock(c);
}

std::vector<std::string> incident_header() {
    return {"STT", "Thời gian", "Loại vụ", "Xã", "Nguồn tin", "E", "N"};
}

std::vector<std::string> incident_cells(const Sample& sample, std::size_t index) {
    const SampleIncident& incident = sample.incidents[index];
    return {std::to_string(index + 1),
            vietnamese_time(incident.time),
            std::string(incident_categories()[incident.category].name),
            sample.areas[incident.area].name,
            incident.detected_by == DetectedBy::kPolice ? "police" : "public",
            one_decimal(incident.place.x),
            one_decimal(incident.place.y)};
}

DirtyIncidents dirty_incidents(const Sample& sample) {
    std::vector<FaultKind> kinds;
    add_date_faults(kinds);
    add_coordinate_faults(kinds);
    add_name_faults(kinds);

    DirtyIncidents dirty;
    dirty.header = incident_header();
    dirty.header.insert(dirty.header.end(), {"Họ tên", "Số điện thoại"});
    const std::size_t count = sample.incidents.size();
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i) {
        dirty.rows.push_back(incident_cells(sample, i));
        dirty.rows.back().resize(dirty.header.size());
        order[i] = i;
    }
    RandomSequence random(sample.options.seed, sample_stream::kFaults, 0);
    for (std::size_t i = count; i > 1; --i) {
        std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    }

    const std::size_t of_each = std::max<std::size_t>(2, count / 700);
    std::vector<char> taken(count, 0);
    for (const FaultKind& kind : kinds) {
        std::size_t planted = 0;
        for (std::size_t k = 0; k < count && planted < of_each; ++k) {
            const std::size_t i = order[k];
            if (!taken[i] && kind.suits(sample.incidents[i], dirty.rows[i])) {
                taken[i] = 1;
                const std::string detail = kind.apply(sample.incidents[i], dirty.rows[i]);
                dirty.faults.push_back({kIncidentFile, i + 1, kind.kind, detail});
                ++planted;
            }
        }
    }
    // Doubled rows stand at the end, as after a second import.
    std::size_t doubled = 0;
    for (std::size_t k = 0; k < count && doubled < of_each; ++k) {
        const std::size_t i = order[count - 1 - k];
        if (!taken[i]) {
            taken[i] = 1;
            Row copy = dirty.rows[i];
            dirty.rows.push_back(std::move(copy));
            dirty.faults.push_back({kIncidentFile, dirty.rows.size(), "row-doubled", "= " + std::to_string(i + 1)});
            ++doubled;
        }
    }
    std::stable_sort(dirty.faults.begin(), dirty.faults.end(),
                     [](const PlantedFault& a, const PlantedFault& b) { return a.row < b.row; });
    return dirty;
}

DirtyAreas dirty_areas(const Sample& sample) {
    DirtyAreas dirty;
    for (const SampleArea& area : sample.areas) {
        dirty.areas.push_back({area.code, area.name, area.parent, std::to_string(area.residents), area.shape});
    }
    const auto fault = [&](std::size_t index, const char* kind, std::string detail) {
        dirty.faults.push_back({kAreaFile, index + 1, kind, std::move(detail)});
    };
    const std::size_t count = dirty.areas.size();

    // Every third number of residents is grouped.
    for (std::size_t i = 0; i < count; i += 3) {
        const std::string grouped = vietnamese_number(static_cast<double>(sample.areas[i].residents));
        dirty.areas[i].residents = grouped.substr(0, grouped.find(','));
        fault(i, "number-grouped", dirty.areas[i].residents);
    }
    // Two stretches of the border change places: the ring crosses itself.
    Ring& ring = dirty.areas[0].shape.outer;
    std::swap(ring[ring.size() / 4], ring[3 * ring.size() / 4]);
    fault(0, "polygon-self-crossing", dirty.areas[0].code);
    // One area slides 400 m to the east: over its neighbour there, away from the other.
    constexpr double kSlide = 400.0;
    for (ProjectedPoint& p : dirty.areas[1].shape.outer) {
        p.x += kSlide;
    }
    for (Ring& hole : dirty.areas[1].shape.holes) {
        for (ProjectedPoint& p : hole) {
            p.x += kSlide;
        }
    }
    fault(1, "area-overlapping", dirty.areas[1].code);
    dirty.areas[2].name = decomposed(dirty.areas[2].name);
    fault(2, "name-decomposed", dirty.areas[2].name);
    if (count > 5) {
        fault(4, "id-doubled", dirty.areas[4].code + " -> " + dirty.areas[3].code);
        dirty.areas[4].code = dirty.areas[3].code;
        dirty.areas[5].name = upper_case(dirty.areas[5].name);
        fault(5, "name-capitals", dirty.areas[5].name);
    }
    const DirtyArea last = dirty.areas.back();
    dirty.areas.push_back(last);
    fault(count, "feature-doubled", "= " + std::to_string(count));
    return dirty;
}

}  // namespace diaban
