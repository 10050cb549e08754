#include "layers/cartography/thematic_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kTitle = "Tổng kết năm 2017: chuyển hóa địa bàn";

ReviewHeader header() {
    using namespace std::chrono;
    ReviewHeader h;
    h.title = kTitle;
    h.unit = "Công an tỉnh Nam Định";
    h.marking = "Không phổ biến";
    h.run_id = "3f9a1c0b7e24";
    h.program_version = "0.1.0";
    h.rule_name = "evidence";
    h.rule_version = "1";
    h.rule_hash = "a81c02f4d9be";
    h.as_of = local_days{year{2017} / 12 / 14};
    h.current = {local_days{year{2016} / 12 / 15}, local_days{year{2017} / 12 / 14}};
    h.baseline = {local_days{year{2015} / 12 / 15}, local_days{year{2016} / 12 / 14}};
    h.crs = {"EPSG:9209"};
    h.crs_name = "VN-2000 / TM-3 105-30";
    h.incidents_in_windows = 1234;
    h.incidents_located = 1200;
    h.sources = {{"areas", "xa.gpkg"}, {"incidents", "vu_viec.csv"}};
    h.bandwidth_m = 1250.0;
    h.bandwidth_rule = "silverman";
    return h;
}

MultiPolygon square(double x, double y, double side) {
    return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}, {}}}};
}

/// Six squares of 10 km: stable, contained, complex (borderline), without data, outside, and one without geometry
/// (stable).
FeatureLayer six_areas() {
    FeatureLayer areas;
    areas.name = "areas";
    areas.kind = GeometryKind::kArea;
    for (int i = 0; i < 5; ++i) {
        areas.geometry.emplace_back(square(560000.0 + 10000.0 * (i % 3), 2220000.0 + 10000.0 * (i / 3), 10000.0));
    }
    areas.geometry.emplace_back(std::monostate{});
    areas.table.columns = {
        {"name", TextValues{"Hải Hậu", "Ý Yên", "Giao Thủy", "Xuân Trường", "Mỹ Lộc", "Vụ Bản"}, "", ""},
        {"class", TextValues{"stable", "contained", "complex", "no_data", std::nullopt, "stable"}, "", ""},
        {"borderline", BooleanValues{false, false, true, std::nullopt, std::nullopt, false}, "", ""}};
    return areas;
}

FeatureLayer no_areas() {
    FeatureLayer areas;
    areas.name = "areas";
    areas.kind = GeometryKind::kArea;
    return areas;
}

GeographicPoint roughly_geographic(ProjectedPoint p) {
    return {105.5 + (p.x - 500000.0) / 104500.0, p.y / 110700.0};
}

ClassMap class_map() {
    return {header(), six_areas(), roughly_geographic};
}

DensityMap density_map() {
    DensityMap map{header(), six_areas(), {}, DensityBreaks::kEqualSteps, roughly_geographic};
    map.density.grid = {560000.0, 2240000.0, {1000.0}, 30, 20};
    map.density.unit = "per km2";
    for (std::size_t i = 0; i < 600; ++i) {
        map.density.values.push_back(i % 7 == 0 ? kNoData : i % 5 == 0 ? 0.0 : 1200.0 * static_cast<double>(i) / 600.0);
    }
    return map;
}

bool installed(const std::string& program) {
    return std::system(("command -v " + program + " > /dev/null 2>&1").c_str()) == 0;
}

/// Output of a poppler tool over the bytes of a PDF.
std::string through(const std::string& command, const std::string& pdf) {
    const std::string file = testing::TempDir() + "diaban_" + std::to_string(::getpid()) + ".pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    std::string output;
    FILE* pipe = ::popen((command + " '" + file + "' " + (command == "pdftotext" ? "-" : "")).c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        output.append(buffer.data(), got);
    }
    ::pclose(pipe);
    std::remove(file.c_str());
    return output;
}

std::string on_one_line(std::string text) {
    for (char& c : text) {
        c = c == '\n' ? ' ' : c;
    }
    return text;
}

std::string key_of_error(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.key();
    }
    return "none";
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

TEST(ThematicMap, TheSameInputGivesTheSameBytes) {
    for (const MapFormat format : {MapFormat::kPdf, MapFormat::kPng, MapFormat::kSvg}) {
        PageOptions options;
        options.format = format;
        EXPECT_TRUE(render_class_map(class_map(), options) == render_class_map(class_map(), options));
        EXPECT_TRUE(render_density_map(density_map(), options) == render_density_map(density_map(), options));
    }
}

TEST(ThematicMap, PngHas300DotsPerInch) {
    PageOptions options;
    options.format = MapFormat::kPng;
    const std::string png = render_class_map(class_map(), options);
    ASSERT_EQ(png.substr(1, 3), "PNG");
    EXPECT_EQ(big_endian(png, 16), 3508u);
    EXPECT_EQ(big_endian(png, 20), 2480u);
    const std::size_t resolution = png.find("pHYs");
    ASSERT_NE(resolution, std::string::npos);
    EXPECT_EQ(big_endian(png, resolution + 4), 11811u);  // 300 / 0.0254
    options.orientation = PageOrientation::kPortrait;
    options.size = PageSize::kA3;
    const std::string tall = render_class_map(class_map(), options);
    EXPECT_EQ(big_endian(tall, 16), 3508u);
    EXPECT_EQ(big_endian(tall, 20), 4961u);
}

TEST(ThematicMap, PdfTextIsFoundAgain) {
    if (!installed("pdftotext")) {
        GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
    }
    for (const PageSize size : {PageSize::kA4, PageSize::kA3}) {
        for (const PageOrientation orientation : {PageOrientation::kLandscape, PageOrientation::kPortrait}) {
            const PageOptions options{size, orientation, MapFormat::kPdf, Language::kVietnamese};
            const std::string text = on_one_line(through("pdftotext", render_class_map(class_map(), options)));
            for (const char* expected : {kTitle,
                                         "Công an tỉnh Nam Định",
                                         "Không phổ biến",
                                         "15/12/2016 – 14/12/2017",
                                         "15/12/2015 – 14/12/2016",
                                         "Ổn định: 2",
                                         "Kiềm chế: 1",
                                         "Phức tạp: 1",
                                         "Không đủ dữ liệu: 1",
                                         "Ngoài danh sách theo dõi: 1",
                                         "Hải Hậu",
                                         "Giao Thủy*",
                                         "1.234",
                                         "1.200",
                                         "97,2",
                                         "evidence",
                                         "a81c02f4d9be",
                                         "3f9a1c0b7e24",
                                         "14/12/2017",
                                         "diaban 0.1.0",
                                         "Trang 1/1",
                                         "xa.gpkg",
                                         "vu_viec.csv",
                                         "VN-2000 / TM-3 105-30",
                                         "WGS 84",
                                         "580 km Đ",
                                         "2.230 km B",
                                         "106°10′ Đ",
                                         "Tỷ lệ 1 : ",
                                         "Không có ranh giới nên không vẽ được: 1"}) {
                EXPECT_THAT(text, HasSubstr(expected));
            }
            EXPECT_THAT(text, Not(HasSubstr("[[")));
            EXPECT_THAT(text, Not(HasSubstr("ấn định")));
        }
    }
}

TEST(ThematicMap, EnglishPagesUseEnglishWordsAndFormats) {
    if (!installed("pdftotext")) {
        GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
    }
    PageOptions options;
    options.language = Language::kEnglish;
    const std::string text = on_one_line(through("pdftotext", render_density_map(density_map(), options)));
    for (const char* expected :
         {"incidents per km²", "200 – 400", "1,000 – 1,200", "Bandwidth 1,250 m (Silverman's rule)", "2016-12-15",
          "1,234", "97.2", "Cells of 1,000 m"}) {
        // Figures and units are held together by no-break spaces.
        std::string plain = text;
        for (std::size_t at = 0; (at = plain.find("\u00a0", at)) != std::string::npos;) {
            plain.replace(at, 2, " ");
        }
        EXPECT_THAT(plain, HasSubstr(expected));
    }
    EXPECT_THAT(text, Not(HasSubstr("[[")));
    EXPECT_THAT(through("pdftotext", render_class_map(class_map(), options)), Not(HasSubstr("[[")));
    EXPECT_THAT(through("pdftotext", render_density_map(density_map(), {})), Not(HasSubstr("[[")));
}

TEST(ThematicMap, ASurfaceNamesItsOwnWindow) {
    if (!installed("pdftotext")) {
        GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
    }
    DensityMap map = density_map();
    EXPECT_THAT(on_one_line(through("pdftotext", render_density_map(map, {}))),
                HasSubstr("Các vụ trong kỳ 15/12/2016 – 14/12/2017"));
    map.window = map.header.baseline;
    EXPECT_THAT(on_one_line(through("pdftotext", render_density_map(map, {}))),
                HasSubstr("Các vụ trong kỳ 15/12/2015 – 14/12/2016"));
}

TEST(ThematicMap, AForcedSplitIsSaid) {
    if (!installed("pdftotext")) {
        GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
    }
    ClassMap map = class_map();
    map.header.split_forced = true;
    // Even below a title that is far too long.
    map.header.title = "";
    for (int i = 0; i < 200; ++i) {
        map.header.title += "Tổng kết công tác năm ";
    }
    const std::string text = on_one_line(through("pdftotext", render_class_map(map, {})));
    EXPECT_THAT(text, HasSubstr("do người dùng ấn định trước"));
    EXPECT_THAT(text, HasSubstr("15/12/2016 – 14/12/2017"));
}

TEST(ThematicMap, AllFontsAreEmbedded) {
    if (!installed("pdffonts")) {
        GTEST_SKIP() << "pdffonts (poppler-utils) is not installed";
    }
    std::istringstream lines(through("pdffonts", render_class_map(class_map(), {})));
    std::string line;
    std::getline(lines, line);
    const std::size_t embedded = line.find("emb");
    ASSERT_NE(embedded, std::string::npos);
    std::getline(lines, line);
    int fonts = 0;
    while (std::getline(lines, line)) {
        EXPECT_EQ(line.substr(embedded, 3), "yes") << line;
        ++fonts;
    }
    EXPECT_GE(fonts, 2);
}

TEST(ThematicMap, DatesInThePdfAreTheReviewsOwn) {
    const std::string pdf = render_class_map(class_map(), {});
    // Some releases of cairo leave out the "D:" that the standard recommends.
    for (const std::string name : {"/CreationDate (", "/ModDate ("}) {
        const std::size_t at = pdf.find(name);
        ASSERT_NE(at, std::string::npos);
        EXPECT_NE(pdf.substr(at + name.size(), 20).find("20171214000000"), std::string::npos) << name;
    }
}

TEST(ThematicMap, AnEmptyLayerSaysSo) {
    const ClassMap map{header(), no_areas(), {}};
    const std::string pdf = render_class_map(map, {});
    if (!installed("pdftotext")) {
        GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
    }
    const std::string text = on_one_line(through("pdftotext", pdf));
    EXPECT_THAT(text, HasSubstr("Lớp địa bàn rỗng"));
    ClassMap bare = class_map();
    bare.areas.geometry.assign(6, std::monostate{});
    EXPECT_THAT(on_one_line(through("pdftotext", render_class_map(bare, {}))),
                HasSubstr("Không địa bàn nào có ranh giới"));
    EXPECT_THAT(text, Not(HasSubstr("WGS 84")));
}

TEST(ThematicMap, UnusualLayersAreDrawn) {
    PageOptions options;
    options.format = MapFormat::kPng;
    ClassMap one{header(), six_areas(), {}};
    one.areas.geometry = {square(0, 0, 1.0)};
    one.areas.table.columns = {{"name", TextValues{std::nullopt}, "", ""},
                               {"class", TextValues{"complex"}, "", ""},
                               {"borderline", BooleanValues{true}, "", ""}};
    EXPECT_FALSE(render_class_map(one, options).empty());
    ClassMap far = class_map();
    far.areas.geometry[4] = square(2000000.0, 900000.0, 500.0);
    EXPECT_FALSE(render_class_map(far, options).empty());
    DensityMap nothing = density_map();
    nothing.density = {};
    EXPECT_FALSE(render_density_map(nothing, options).empty());
    nothing.areas = no_areas();
    EXPECT_FALSE(render_density_map(nothing, options).empty());
    ClassMap broken_text = class_map();
    std::get<TextValues>(broken_text.areas.table.columns[0].values)[0] = "\xC3\x28 \xFF";
    EXPECT_FALSE(render_class_map(broken_text, options).empty());
}

TEST(ThematicMap, MissingOrWrongColumnsAreErrors) {
    for (const char* name : {"name", "class", "borderline"}) {
        ClassMap map = class_map();
        std::erase_if(map.areas.table.columns, [&](const Column& column) { return column.name == name; });
        EXPECT_EQ(key_of_error([&] { render_class_map(map, {}); }), "error.map-column-missing") << name;
    }
    ClassMap mistyped = class_map();
    mistyped.areas.table.columns[1].values = RealValues{1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    EXPECT_EQ(key_of_error([&] { render_class_map(mistyped, {}); }), "error.map-column-unusable");
    ClassMap shorter = class_map();
    std::get<TextValues>(shorter.areas.table.columns[0].values).pop_back();
    EXPECT_EQ(key_of_error([&] { render_class_map(shorter, {}); }), "error.map-column-unusable");
    ClassMap unknown = class_map();
    std::get<TextValues>(unknown.areas.table.columns[1].values)[2] = "calm";
    EXPECT_EQ(key_of_error([&] { render_class_map(unknown, {}); }), "error.map-class-unknown");
}

TEST(ThematicMap, AFileThatCannotBeWrittenIsAnOutputError) {
    try {
        draw_class_map(class_map(), {}, "/nonexistent-folder/class.pdf");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kOutput);
    }
    const std::filesystem::path file = testing::TempDir() + "diaban_map_" + std::to_string(::getpid()) + ".pdf";
    draw_class_map(class_map(), {}, file);
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    EXPECT_TRUE(bytes == render_class_map(class_map(), {}));
    EXPECT_FALSE(std::filesystem::exists(file.string() + ".part"));
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace diaban
