// Writes the pages that the browser tests open, by the real writer: viewer_fixture FOLDER.
//
// Everything in them is invented here: 48 irregular areas that share their borders, counts that give each class, areas
// outside the watch list and without data, hostile names, a surface of two bumps whose values the tests know.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "layers/page/viewer_page.hpp"

namespace {

using namespace diaban;

constexpr int kColumns = 8;
constexpr int kRows = 6;
constexpr double kCell = 7000.0;
constexpr double kWest = 544000.0;
constexpr double kSouth = 2200000.0;

/// A number in [-1, 1) that depends on the three arguments only (SplitMix64's finaliser).
double noise(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    std::uint64_t z = a * 0x9E3779B97F4A7C15U + b * 0xBF58476D1CE4E5B9U + c * 0x94D049BB133111EBU + 1;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    z ^= z >> 31U;
    return static_cast<double>(z >> 11U) / 4503599627370496.0 - 1.0;
}

ProjectedPoint corner(int column, int row) {
    const auto c = static_cast<std::uint64_t>(column);
    const auto r = static_cast<std::uint64_t>(row);
    return {kWest + (column + 0.33 * noise(c, r, 1)) * kCell, kSouth + (row + 0.33 * noise(c, r, 2)) * kCell};
}

/// The line between two corners, broken by displaced midpoints; the same points whichever side asks.
std::vector<ProjectedPoint> border(std::array<int, 2> from, std::array<int, 2> to) {
    const bool turned = to < from;
    const std::array<int, 2> low = turned ? to : from;
    const std::array<int, 2> high = turned ? from : to;
    std::vector<ProjectedPoint> line{corner(low[0], low[1]), corner(high[0], high[1])};
    std::uint64_t id = static_cast<std::uint64_t>(((low[0] * 100 + low[1]) * 100 + high[0]) * 100 + high[1]);
    for (int depth = 0; depth < 4; ++depth) {
        std::vector<ProjectedPoint> finer;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const ProjectedPoint a = line[i];
            const ProjectedPoint b = line[i + 1];
            const double shift = 0.22 * noise(id, i, static_cast<std::uint64_t>(depth) + 3);
            finer.push_back(a);
            finer.push_back({(a.x + b.x) / 2 - shift * (b.y - a.y), (a.y + b.y) / 2 + shift * (b.x - a.x)});
        }
        finer.push_back(line.back());
        line = std::move(finer);
    }
    return turned ? std::vector<ProjectedPoint>(line.rbegin(), line.rend()) : line;
}

Geometry area(int column, int row) {
    const std::array<std::array<int, 2>, 5> corners{
        {{column, row}, {column + 1, row}, {column + 1, row + 1}, {column, row + 1}, {column, row}}};
    Ring ring;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::vector<ProjectedPoint> line = border(corners[i], corners[i + 1]);
        ring.insert(ring.end(), line.begin() + (i == 0 ? 0 : 1), line.end());
    }
    return MultiPolygon{{Polygon{std::move(ring), {}}}};
}

const std::array<const char*, 48> kNames{"Phường Vị Xuyên",
                                         "Xã Giao Thủy",
                                         "Xã Trực Hưng",
                                         "Xã Trực Hùng",
                                         "Phường Đông A",
                                         "Xã Yên Đồng",
                                         "Xã Hải Hậu",
                                         "Xã Hải Anh",
                                         "Xã Nghĩa Hưng",
                                         "Xã Rạng Đông",
                                         "Xã Quỹ Nhất",
                                         "Xã Xuân Trường",
                                         "Xã Xuân Giang",
                                         "Xã Nam Trực",
                                         "Xã Nam Đồng",
                                         "Xã Nam Ninh",
                                         "Xã Cổ Lễ",
                                         "Xã Ninh Giang",
                                         "Xã Cát Thành",
                                         "Xã Quang Hưng",
                                         "Xã Minh Thái",
                                         "Xã Ninh Cường",
                                         "Phường Thành Nam",
                                         "Phường Trường Thi",
                                         "Phường Hồng Quang",
                                         "Phường Mỹ Lộc",
                                         "Xã Vụ Bản",
                                         "Xã Minh Tân",
                                         "Xã Hiển Khánh",
                                         "Xã Liên Minh",
                                         "Xã Ý Yên",
                                         "Xã Yên Cường",
                                         "Xã Vạn Thắng",
                                         "Xã Vũ Dương",
                                         "Xã Tân Minh",
                                         "Xã Phong Doanh",
                                         "Xã Hải Tiến",
                                         "Xã Hải Quang",
                                         "Xã Hải Xuân",
                                         "Xã Hải Thịnh",
                                         "Xã Giao Minh",
                                         "Xã Giao Hòa",
                                         "Xã Giao Phúc",
                                         "Xã Giao Hưng",
                                         "Xã Giao Bình",
                                         "Xã Giao Ninh",
                                         "<img src=x onerror=alert(1)>",
                                         "</script><script>alert(2)</script>"};

/// Class of each area by its place in a fixed shuffle: 22 stable, 18 contained, 4 complex, 3 outside, 1 without data.
int kind_of(int index) {
    const int place = (index * 29 + 5) % 48;
    return place < 22 ? 0 : place < 40 ? 1 : place < 44 ? 2 : place < 47 ? 3 : 4;
}

FeatureLayer synthetic_areas() {
    FeatureLayer layer;
    layer.name = "areas";
    layer.crs = {"EPSG:9209"};
    layer.kind = GeometryKind::kArea;
    TextValues id, name, parent, kind, label, reason_vi, reason_en, previous, note;
    RealValues p_stable, p_contained, p_complex, size, rate, relative, rr_low, rr_high, change, change_low, change_high,
        rising, falling, mean, most;
    IntegerValues before, now, population;
    BooleanValues borderline;
    const std::array<const char*, 3> kinds{"stable", "contained", "complex"};
    const std::array<const char*, 3> labels{"ổn định", "kiềm chế", "phức tạp"};
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            const int index = row * kColumns + column;
            const auto i = static_cast<std::uint64_t>(index);
            layer.geometry.push_back(area(column, row));
            id.emplace_back("0" + std::to_string(100 + index));
            name.emplace_back(kNames.at(i));
            parent.emplace_back(column < 4 ? "Huyện Tây Sông" : "Huyện Đông Sông");
            const int k = kind_of(index);
            const double level = std::array<double, 5>{0.8, 1.35, 2.4, 0.9, 1.0}.at(static_cast<std::size_t>(k));
            const double ratio = std::array<double, 5>{1.0, 0.68, 1.12, 0.95, 1.0}.at(static_cast<std::size_t>(k)) +
                                 0.06 * noise(i, 9, 9);
            const double n = std::round(150.0 * level * (1.0 + 0.15 * noise(i, 5, 5)));
            const bool classified = k < 3;
            const bool counted = k < 4;
            const bool unsure = classified && index % 11 == 3;
            const double sure = unsure ? 0.52 : 0.9 + 0.08 * noise(i, 6, 6);
            const auto when = [](bool yes, double value) { return yes ? std::optional(value) : std::nullopt; };
            const auto probability = [&](int which) {
                return when(classified, which == k ? sure : which == (k + 1) % 3 ? 0.8 * (1 - sure) : 0.2 * (1 - sure));
            };
            kind.push_back(classified ? std::optional<std::string>(kinds.at(static_cast<std::size_t>(k)))
                                      : std::nullopt);
            label.push_back(classified ? std::optional<std::string>(labels.at(static_cast<std::size_t>(k)))
                                       : std::nullopt);
            p_stable.push_back(probability(0));
            p_contained.push_back(probability(1));
            p_complex.push_back(probability(2));
            borderline.push_back(classified ? std::optional(unsure) : std::nullopt);
            reason_vi.push_back(classified
                                    ? std::optional<std::string>("Kỳ này bằng khoảng một mức so với mức chung; lý do "
                                                                 "mẫu số " +
                                                                 std::to_string(index) + ".")
                                    : std::nullopt);
            reason_en.push_back(classified
                                    ? std::optional<std::string>("Sample reason number " + std::to_string(index) + ".")
                                    : std::nullopt);
            previous.push_back(index % 5 == 0 ? std::optional<std::string>("contained") : std::nullopt);
            before.push_back(counted ? std::optional(static_cast<std::int64_t>(std::round(n / ratio))) : std::nullopt);
            now.push_back(counted ? std::optional(static_cast<std::int64_t>(n)) : std::nullopt);
            population.push_back(static_cast<std::int64_t>(30000 + 9000 * noise(i, 7, 7)));
            size.push_back(kCell * kCell / 1e6);
            rate.push_back(when(counted, n / 30.0));
            relative.push_back(when(counted, level));
            rr_low.push_back(when(counted, level * 0.82));
            rr_high.push_back(when(counted, level * 1.21));
            change.push_back(when(counted, ratio));
            change_low.push_back(when(counted, ratio * 0.85));
            change_high.push_back(when(counted, ratio * 1.18));
            const double up = std::clamp(0.5 + 2.2 * (ratio - 1.0), 0.002, 0.998);
            rising.push_back(when(counted, up));
            falling.push_back(when(counted, 1.0 - up));
            mean.push_back(when(counted, n / 49.0));
            most.push_back(when(counted, n / 20.0));
            note.emplace_back(index % 7 == 0 ? std::optional<std::string>("ghi chú <b>đậm</b>") : std::nullopt);
        }
    }
    layer.table.columns = {{"area_id", id, "", ""},
                           {"name", name, "", ""},
                           {"parent", parent, "", ""},
                           {"class", kind, "", "field.class"},
                           {"class_label", label, "", "field.class_label"},
                           {"p_stable", p_stable, "", "field.p_stable"},
                           {"p_contained", p_contained, "", "field.p_contained"},
                           {"p_complex", p_complex, "", "field.p_complex"},
                           {"borderline", borderline, "", "field.borderline"},
                           {"reason_vi", reason_vi, "", "field.reason_vi"},
                           {"reason_en", reason_en, "", "field.reason_en"},
                           {"previous_class", previous, "", "field.previous_class"},
                           {"n_baseline", before, "incidents", "field.n_baseline"},
                           {"n_current", now, "incidents", "field.n_current"},
                           {"population", population, "residents", "field.population"},
                           {"area_km2", size, "km2", "field.area_km2"},
                           {"rate", rate, "per 1,000 residents and year", "field.rate"},
                           {"relative_risk", relative, "", "field.relative_risk"},
                           {"rr_low", rr_low, "", "field.rr_low"},
                           {"rr_high", rr_high, "", "field.rr_high"},
                           {"change_ratio", change, "", "field.change_ratio"},
                           {"change_low", change_low, "", "field.change_low"},
                           {"change_high", change_high, "", "field.change_high"},
                           {"p_rising", rising, "", "field.p_rising"},
                           {"p_falling", falling, "", "field.p_falling"},
                           {"density_mean_per_km2", mean, "per km2", "field.density_mean_per_km2"},
                           {"density_max_per_km2", most, "per km2", "field.density_max_per_km2"},
                           {"ghi_chu", note, "", ""}};
    return layer;
}

ReviewHeader synthetic_header() {
    using namespace std::chrono;
    ReviewHeader header;
    header.title = "Địa bàn trọng điểm năm 2017 (số liệu giả lập, chỉ để kiểm tra)";
    header.unit = "Đơn vị mẫu";
    header.marking = "Không phổ biến";
    header.run_id = "0123456789ab";
    header.program_version = "0.1.0";
    header.rule_name = "evidence";
    header.rule_version = "1";
    header.rule_hash = "a1b2c3d4e5f6";
    header.as_of = local_days{year{2017} / 12 / 14};
    header.current = {local_days{year{2016} / 12 / 15}, header.as_of};
    header.baseline = {local_days{year{2015} / 12 / 15}, local_days{year{2016} / 12 / 14}};
    header.crs = {"EPSG:9209"};
    header.crs_name = "VN-2000 / TM-3 105-30";
    header.incidents_in_windows = 17565;
    header.incidents_located = 17214;
    header.sources = {{"areas", "dia_ban.gpkg"}, {"incidents", "vu_viec.csv"}};
    header.bandwidth_m = 1240.0;
    header.bandwidth_rule = "silverman";
    return header;
}

/// Two smooth bumps; without value west of the third cell, as outside a study area.
Raster synthetic_density() {
    Raster raster;
    raster.grid = grid_covering(
        {kWest - 3000, kSouth - 3000, kWest + kColumns * kCell + 3000, kSouth + kRows * kCell + 3000}, Metres{250.0});
    raster.unit = "per km2";
    for (std::int64_t row = 0; row < raster.grid.rows; ++row) {
        for (std::int64_t column = 0; column < raster.grid.columns; ++column) {
            const double x = (raster.grid.centre_x(column) - kWest) / kCell;
            const double y = (raster.grid.centre_y(row) - kSouth) / kCell;
            const auto bump = [&](double at_x, double at_y, double width) {
                return std::exp(-((x - at_x) * (x - at_x) + (y - at_y) * (y - at_y)) / (2 * width * width));
            };
            raster.values.push_back(column < 3 ? kNoData
                                               : 36.5 * bump(2.5, 4.0, 0.7) + 14.0 * bump(6.0, 1.5, 1.1) + 0.4);
        }
    }
    return raster;
}

const std::array<const char*, 6> kSpots{
    "Gần chợ & bến xe, <b>giờ tan tầm</b>", "Hai đầu đường liên xã", "Ngã tư", "Bến đò", "Trước trường", "Cây xăng"};

/// A place inside area `index`, well away from its borders.
ProjectedPoint inside(int index, double east_m = 0.0, double north_m = 0.0) {
    return {kWest + (index % kColumns + 0.5) * kCell + east_m, kSouth + (index / kColumns + 0.5) * kCell + north_m};
}

Geometry square(ProjectedPoint centre, double side_m) {
    const double h = side_m / 2;
    return MultiPolygon{{Polygon{{{centre.x - h, centre.y - h},
                                  {centre.x + h, centre.y - h},
                                  {centre.x + h, centre.y + h},
                                  {centre.x - h, centre.y + h},
                                  {centre.x - h, centre.y - h}},
                                 {}}}};
}

/// Two cameras that stand and four proposed, with what they see.
std::vector<ViewerLayer> synthetic_cameras() {
    FeatureLayer cameras{"cameras", {"EPSG:9209"}, GeometryKind::kPoint, {}, {}};
    FeatureLayer views{"views", {"EPSG:9209"}, GeometryKind::kArea, {}, {}};
    TextValues id, status, reason_vi, reason_en;
    IntegerValues rank;
    RealValues reach, share;
    BooleanValues working;
    for (int i = 0; i < 6; ++i) {
        const bool exists = i < 2;
        const ProjectedPoint at = inside(9 + i, 400.0 * noise(static_cast<std::uint64_t>(i), 1, 1), 300.0);
        cameras.geometry.emplace_back(at);
        views.geometry.push_back(square({at.x + 30, at.y}, 60));
        id.emplace_back("C" + std::to_string(i + 1));
        status.emplace_back(exists ? "existing" : "proposed");
        working.push_back(exists ? std::optional(i == 0) : std::nullopt);
        rank.push_back(exists ? std::nullopt : std::optional<std::int64_t>(i - 1));
        reach.emplace_back(60.0);
        share.push_back(exists ? std::nullopt : std::optional(0.2 + 0.05 * i));
        reason_vi.emplace_back(kSpots.at(static_cast<std::size_t>(i)));
        reason_en.emplace_back("Sample reason of camera " + std::to_string(i + 1));
    }
    cameras.table.columns = {{"site_id", id, "", ""},          {"status", status, "", ""},
                             {"working", working, "", ""},     {"rank", rank, "", ""},
                             {"reach_m", reach, "m", ""},      {"cumulative_share", share, "", ""},
                             {"reason_vi", reason_vi, "", ""}, {"reason_en", reason_en, "", ""}};
    views.table.columns = {{"site_id", id, "", ""}, {"status", status, "", ""}};
    return {{cameras, {}, {{"gap", "0.02"}, {"covered_share_before", "0.12"}, {"covered_share_after", "0.45"}}},
            {views, {}, {}}};
}

/// Three boxes to sweep, three controls, three rings around the first.
ViewerLayer synthetic_sweep() {
    FeatureLayer sweep{"sweep", {"EPSG:9209"}, GeometryKind::kArea, {}, {}};
    TextValues id, role, hours, reason_vi, reason_en;
    IntegerValues rank;
    RealValues expected, low, high, size;
    const std::array<const char*, 3> roles{"treated", "control", "displacement"};
    for (int k = 0; k < 9; ++k) {
        const int box = k % 3;
        const int kind = k / 3;
        sweep.geometry.push_back(square(inside(9 + box + (kind == 1 ? 16 : 0), 900, -700), kind == 2 ? 450 : 150));
        id.emplace_back("B" + std::to_string(k + 1));
        role.emplace_back(roles.at(static_cast<std::size_t>(kind)));
        rank.push_back(kind == 0 ? std::optional<std::int64_t>(box + 1) : std::nullopt);
        expected.emplace_back(4.2 - box);
        low.emplace_back(2.1 - 0.5 * box);
        high.emplace_back(7.9 - box);
        size.emplace_back(0.0225);
        hours.emplace_back("18:00-22:00");
        reason_vi.emplace_back("Ô mẫu số " + std::to_string(k + 1) + ", 5 vụ trong 28 ngày gần nhất.");
        reason_en.emplace_back("Sample box " + std::to_string(k + 1) + ", 5 incidents in the last 28 days.");
    }
    sweep.table.columns = {{"box_id", id, "", ""},           {"role", role, "", ""},
                           {"rank", rank, "", ""},           {"expected", expected, "incidents", ""},
                           {"expected_low", low, "", ""},    {"expected_high", high, "", ""},
                           {"area_km2", size, "km2", ""},    {"hours", hours, "", ""},
                           {"reason_vi", reason_vi, "", ""}, {"reason_en", reason_en, "", ""}};
    return {sweep, {}, {}};
}

/// 24 police months; area 0 doubles in the last year, area 1 has no incident at all, area 2 is withheld in the last
/// month.
ViewerPeriods synthetic_periods() {
    using namespace std::chrono;
    ViewerPeriods periods;
    for (int k = 0; k < 24; ++k) {
        const year_month from = year{2015} / 12 + months{k};
        periods.windows.push_back({local_days{from / 15}, local_days{(from + months{1}) / 14}});
    }
    IntegerValues n;
    RealValues rate, low, high;
    BooleanValues suppressed;
    for (int area = 0; area < kColumns * kRows; ++area) {
        for (int k = 0; k < 24; ++k) {
            const double mean = area == 0 ? (k < 12 ? 10.0 : 24.0) : area == 1 ? 0.0 : 6.0 + area % 9;
            const double count = std::round(
                mean * (1 + 0.3 * noise(static_cast<std::uint64_t>(area), static_cast<std::uint64_t>(k), 2)));
            const double exposure = 30.0 * periods.windows[static_cast<std::size_t>(k)].years();
            n.push_back(static_cast<std::int64_t>(count));
            rate.push_back(count / exposure);
            low.push_back(std::max(count - 2 * std::sqrt(count), 0.0) / exposure);
            high.push_back((count + 2 * std::sqrt(count) + 3) / exposure);
            suppressed.push_back(area == 2 && k == 23);
        }
    }
    const std::string unit = "per 1,000 residents and year";
    periods.figures.columns = {{"n", n, "incidents", "field.n"},
                               {"rate", rate, unit, "field.rate"},
                               {"rate_low", low, unit, "field.rate_low"},
                               {"rate_high", high, unit, "field.rate_high"},
                               {"suppressed", suppressed, "", "field.suppressed"}};
    return periods;
}

/// Gi* and local Moran columns: every bin, every type, not significant, and none at all.
void add_local_statistics(FeatureLayer& areas) {
    RealValues z, p, index, moran_p;
    IntegerValues bin;
    TextValues type;
    BooleanValues suppressed;
    const std::array<const char*, 4> types{"HH", "LL", "HL", "LH"};
    for (int i = 0; i < kColumns * kRows; ++i) {
        const bool none = i % 12 == 11;
        const std::int64_t b = i % 9 < 7 ? i % 9 - 3 : 0;
        bin.push_back(none ? std::nullopt : std::optional(b));
        z.push_back(none ? std::nullopt : std::optional(0.9 * static_cast<double>(b) + 0.1));
        p.push_back(none ? std::nullopt : std::optional(b == 0 ? 0.4 : 0.02));
        index.push_back(none ? std::nullopt : std::optional(0.3));
        moran_p.push_back(none ? std::nullopt : std::optional(i % 3 == 0 ? 0.01 : 0.5));
        type.push_back(none || i % 3 != 0 ? std::nullopt
                                          : std::optional<std::string>(types.at(static_cast<std::size_t>(i / 3 % 4))));
        suppressed.push_back(i == 20);
    }
    for (Column& column : std::vector<Column>{{"GiZScore", z, "", "field.GiZScore"},
                                              {"GiPAdj", p, "", "field.GiPAdj"},
                                              {"Gi_Bin", bin, "", "field.Gi_Bin"},
                                              {"LMiIndex", index, "", "field.LMiIndex"},
                                              {"LMiPAdj", moran_p, "", "field.LMiPAdj"},
                                              {"COType", type, "", "field.COType"},
                                              {"suppressed", suppressed, "", "field.suppressed"}}) {
        areas.table.columns.push_back(std::move(column));
    }
}

FeatureLayer synthetic_incidents() {
    FeatureLayer incidents{"incidents", {"EPSG:9209"}, GeometryKind::kPoint, {}, {}};
    TextValues day, category;
    for (int i = 0; i < 200; ++i) {
        const auto k = static_cast<std::uint64_t>(i);
        incidents.geometry.emplace_back(inside(i % 48, 2000 * noise(k, 1, 3), 2000 * noise(k, 2, 3)));
        day.emplace_back("2017-03-" + std::to_string(10 + i % 20));
        category.emplace_back(i % 2 == 0 ? "trộm cắp" : "<script>gây rối</script>");
    }
    incidents.table.columns = {{"day", day, "", ""}, {"category", category, "", ""}};
    return incidents;
}

/// A grid of cells with a hot and a cold corner.
FeatureLayer synthetic_cells() {
    FeatureLayer cells{"cells", {"EPSG:9209"}, GeometryKind::kArea, {}, {}};
    IntegerValues bin;
    RealValues z, p;
    for (int i = 0; i < 28 * 21; ++i) {
        const int column = i % 28;
        const int row = i / 28;
        cells.geometry.push_back(square({kWest + 2000.0 * column + 1000, kSouth + 2000.0 * row + 1000}, 2000));
        const std::int64_t b = column + row < 8 ? 3 : column + row < 11 ? 2 : column + row > 42 ? -3 : 0;
        bin.emplace_back(b);
        z.emplace_back(1.2 * static_cast<double>(b));
        p.emplace_back(b == 0 ? 0.6 : 0.005);
    }
    cells.table.columns = {{"Gi_Bin", bin, "", ""}, {"GiZScore", z, "", ""}, {"GiPAdj", p, "", ""}};
    return cells;
}

/// Markets as points, a road as a line, two districts as a level above the areas; one market has a hostile name.
std::vector<ViewerLayer> synthetic_surroundings() {
    FeatureLayer markets{"overlay_markets", {"EPSG:9209"}, GeometryKind::kPoint, {}, {}};
    TextValues market;
    for (int i = 0; i < 12; ++i) {
        markets.geometry.emplace_back(inside(4 * i + 1, 1500, 1500));
        market.emplace_back(i == 3 ? "<b>Chợ</b>" : "Chợ số " + std::to_string(i + 1));
    }
    markets.table.columns = {{"name", market, "", ""}};
    FeatureLayer roads{"overlay_roads", {"EPSG:9209"}, GeometryKind::kLine, {}, {}};
    roads.geometry.emplace_back(LineString{{inside(0), inside(9), inside(18), inside(27), inside(36)}});
    roads.table.columns = {{"name", TextValues{"Đường 21"}, "", ""}};
    FeatureLayer districts{"level_district", {"EPSG:9209"}, GeometryKind::kArea, {}, {}};
    const double middle = kWest + kCell * kColumns / 2;
    const double height = kCell * kRows;
    for (const double west : {kWest, middle}) {
        districts.geometry.emplace_back(MultiPolygon{{Polygon{{{west, kSouth},
                                                               {west + kCell * kColumns / 2, kSouth},
                                                               {west + kCell * kColumns / 2, kSouth + height},
                                                               {west, kSouth + height},
                                                               {west, kSouth}},
                                                              {}}}});
    }
    districts.table.columns = {{"area_id", TextValues{"H1", "H2"}, "", ""},
                               {"name", TextValues{"Huyện Tây Sông", "Huyện Đông Sông"}, "", ""}};
    return {{markets, {"Chợ", "Markets"}, {}}, {roads, {"Đường", "Roads"}, {}}, {districts, {"Huyện", "District"}, {}}};
}

/// A theme of three classes that its rule cannot decide on for area 5, and counts of markets.
void add_theme(ViewerContent& content) {
    TextValues code, reason_vi, reason_en, unit;
    IntegerValues count, markets;
    RealValues per_1000;
    const std::array<const char*, 3> codes{"I", "II", "none"};
    for (int i = 0; i < kColumns * kRows; ++i) {
        code.push_back(i == 5 ? std::nullopt : std::optional<std::string>(codes.at(static_cast<std::size_t>(i % 3))));
        reason_vi.emplace_back("Lý do ma túy của địa bàn " + std::to_string(i));
        reason_en.emplace_back("Drug reason of area " + std::to_string(i));
        count.emplace_back(i);
        markets.emplace_back(i % 4 == 1 ? 1 : 0);
        per_1000.emplace_back(i % 4 == 1 ? 0.03 : 0.0);
        unit.emplace_back(i % kColumns < kColumns / 2 ? "H1" : "H2");
    }
    for (Column& column : std::vector<Column>{{"theme_drugs_class", code, "", ""},
                                              {"theme_drugs_reason_vi", reason_vi, "", ""},
                                              {"theme_drugs_reason_en", reason_en, "", ""},
                                              {"theme_drugs_n_current", count, "", ""},
                                              {"overlay_markets_n", markets, "", ""},
                                              {"overlay_markets_per_1000", per_1000, "", ""},
                                              {"level_district", unit, "", ""}}) {
        content.areas.table.columns.push_back(std::move(column));
    }
    content.themes = {{"drugs",
                       {"Ma túy", "Drugs"},
                       {{"I", {"loại I", "type I"}},
                        {"II", {"loại II", "type II"}},
                        {"none", {"không thuộc loại nào", "none of them"}}}}};
}

/// A grid whose degrees are known: longitude 106 at the western border and 1 degree a 100 km, latitude 20 at the
/// southern one and 1 degree a 110 km.
ViewerGraticule synthetic_graticule() {
    ViewerGraticule graticule{kWest - 100'000, kSouth - 100'000, 50'000, 7, 7, {}, {}};
    for (std::size_t row = 0; row < 7; ++row) {
        for (std::size_t column = 0; column < 7; ++column) {
            graticule.longitude.push_back(105.0 + 0.5 * static_cast<double>(column));
            graticule.latitude.push_back(20.0 + (50.0 * static_cast<double>(row) - 100.0) / 110.0);
        }
    }
    return graticule;
}

/// What each proposed camera adds.
ViewerLayer synthetic_curve() {
    FeatureLayer curve{"marginal_curve", {}, GeometryKind::kNone, {}, {}};
    curve.table.columns = {{"rank", IntegerValues{0, 1, 2, 3, 4}, "", ""},
                           {"cumulative_share", RealValues{0.12, 0.30, 0.38, 0.43, 0.45}, "", ""}};
    return {curve, {}, {}, PageRole::kTable};
}

/// A layer that the page knows nothing of but what the bundle says: three lines between areas, with two figures.
ViewerLayer synthetic_links() {
    FeatureLayer links{"links", {"EPSG:9209"}, GeometryKind::kLine, {}, {}};
    for (const int from : {8, 16, 24}) {
        links.geometry.emplace_back(LineString{{inside(from), inside(from + 13)}});
    }
    links.table.columns = {{"ratio", RealValues{1.5, 2.25, 3.0}, "", ""},
                           {"distance", RealValues{120.0, 80.0, std::nullopt}, "m", ""}};
    return {links, {"Cặp vụ việc gần nhau", "Pairs of incidents"}, {}};
}

/// Everything the page can show.
ViewerContent full_content(const ViewerContent& base) {
    ViewerContent content = base;
    add_local_statistics(content.areas);
    content.layers = synthetic_cameras();
    content.layers.push_back(synthetic_sweep());
    content.layers.push_back({synthetic_cells(), {}, {}, PageRole::kFill});
    content.layers.push_back({synthetic_incidents(), {"Từng vụ việc", "Single incidents"}, {}, PageRole::kMarks, true});
    for (ViewerLayer& layer : synthetic_surroundings()) {
        content.layers.push_back(std::move(layer));
    }
    content.layers.push_back(synthetic_curve());
    content.layers.push_back(synthetic_links());
    add_theme(content);
    content.graticule = synthetic_graticule();
    content.periods = synthetic_periods();
    Raster before = *content.density;
    Raster change = *content.density;
    for (std::size_t i = 0; i < before.values.size(); ++i) {
        before.values[i] *= i % 2 == 0 ? 0.8 : 0.9;
        change.values[i] = (i / static_cast<std::size_t>(before.grid.columns) < 100 ? 1.0 : -1.0) *
                           (change.values[i] - before.values[i]);
    }
    content.surfaces = {{"density_baseline", "baseline", before}, {"density_change", "change", change}};
    content.quality = {{"count", 17565, {"Số dòng đã đọc", "Rows read"}},
                       {"count", 12, {"Ngày không đọc được", "Date not readable"}},
                       {"warning", std::nullopt, {"Cần xem lại <i>nguồn</i>.", "Look at the <i>source</i> again."}}};
    return content;
}

void write(const std::filesystem::path& file, const ViewerContent& content) {
    std::ofstream stream(file, std::ios::binary);
    stream << viewer_page(content);
    if (!stream.flush()) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

}  // namespace

int main(int count, char** values) {
    if (count != 2) {
        std::cerr << "usage: viewer_fixture FOLDER\n";
        return 2;
    }
    const std::filesystem::path folder = values[1];
    std::filesystem::create_directories(folder);
    ViewerContent content{synthetic_header(), synthetic_areas(), synthetic_density(), Language::kVietnamese};
    write(folder / "review.html", content);

    write(folder / "full.html", full_content(content));

    ViewerContent bare = content;
    bare.density.reset();
    bare.areas.table.columns.resize(2);
    bare.header.split_forced = true;
    bare.language = Language::kEnglish;
    write(folder / "bare.html", bare);
    return 0;
}
