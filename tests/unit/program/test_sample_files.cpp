#include "engine/program/sample_files.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "layers/gdal/gdal_session.hpp"
#include "layers/model/error.hpp"
#include "layers/read/digest.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::vector<std::string> lines(const fs::path& file) {
    std::istringstream stream(contents(file));
    std::vector<std::string> all;
    for (std::string line; std::getline(stream, line);) {
        all.push_back(line);
    }
    return all;
}

// The sample that is committed under data/sample.
SampleOptions committed_options() {
    SampleOptions options;
    options.seed = 1;
    options.areas = 12;
    options.split = {6, 5, 1};
    options.incidents = 1200;
    return options;
}

class SampleFiles : public ::testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("diaban-sample-test-" + std::to_string(::getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    SampleFilesSummary write(const std::string& name, SampleFaults faults = SampleFaults::kNone) {
        Progress progress;
        return write_sample(sample(), {m_folder / name, faults}, progress);
    }
    static const Sample& sample() {
        static const Sample made = [] {
            Progress progress;
            return make_sample(committed_options(), progress);
        }();
        return made;
    }
    [[nodiscard]] fs::path path(const std::string& name) const { return m_folder / name; }

private:
    fs::path m_folder;
};

// Features of a layer as sorted text: attributes and well-known text.
std::vector<std::string> features(const fs::path& file, const std::string& layer_name) {
    start_gdal();
    const GDALDatasetUniquePtr dataset(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
    std::vector<std::string> all;
    OGRLayer* layer = dataset ? dataset->GetLayerByName(layer_name.c_str()) : nullptr;
    if (layer == nullptr) {
        ADD_FAILURE() << file << " has no layer " << layer_name;
        return all;
    }
    for (const auto& feature : *layer) {
        std::string text = feature->GetGeometryRef() != nullptr ? feature->GetGeometryRef()->exportToWkt() : "";
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            text += "|" + std::string(feature->GetFieldAsString(i));
        }
        all.push_back(text);
    }
    return all;
}

const std::map<std::string, std::vector<std::string>> kLayers{
    {"areas.gpkg", {"areas"}}, {"cameras.gpkg", {"cameras"}}, {"sites.gpkg", {"sites"}},
    {"roads.gpkg", {"roads"}}, {"sweep.gpkg", {"sweep"}},     {"overlays.gpkg", {"markets", "schools"}}};
const std::vector<std::string> kTexts{"incidents.csv", "project.toml", "truth.csv", "truth_sweep.csv", "README.txt"};

TEST_F(SampleFiles, EqualSamplesGiveEqualBytes) {
    write("first", SampleFaults::kAlsoDirty);
    write("second", SampleFaults::kAlsoDirty);
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path("first"))) {
        if (entry.is_regular_file()) {
            const fs::path other = path("second") / fs::relative(entry.path(), path("first"));
            EXPECT_EQ(sha256_of_file(entry.path()), sha256_of_file(other)) << entry.path();
            ++files;
        }
    }
    EXPECT_EQ(files, 16);
}

TEST_F(SampleFiles, EveryFileSaysThatItIsSynthetic) {
    write("out", SampleFaults::kAlsoDirty);
    for (const auto& entry : fs::recursive_directory_iterator(path("out"))) {
        if (entry.is_regular_file()) {
            std::string text = contents(entry.path());
            EXPECT_TRUE(text.find("mô phỏng") != std::string::npos || text.find("MÔ PHỎNG") != std::string::npos ||
                        text.find("synthetic") != std::string::npos)
                << entry.path();
        }
    }
    for (const auto& [file, names] : kLayers) {
        for (const std::string& name : names) {
            for (const std::string& feature : features(path("out") / file, name)) {
                ASSERT_TRUE(feature.ends_with("|dữ liệu mô phỏng")) << file;
            }
        }
    }
}

TEST_F(SampleFiles, AreasAndIncidentsComeBackAsTheyWere) {
    write("out");
    const std::vector<std::string> areas = features(path("out") / "areas.gpkg", "areas");
    ASSERT_EQ(areas.size(), sample().areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const SampleArea& area = sample().areas[i];
        EXPECT_NE(areas[i].find("|" + area.code + "|" + area.name + "|" + area.parent + "|" +
                                std::to_string(area.residents) + "|1|"),
                  std::string::npos)
            << areas[i].substr(areas[i].find('|'));
    }
    const std::vector<std::string> rows = lines(path("out") / "incidents.csv");
    ASSERT_EQ(rows.size(), sample().incidents.size() + 1);
    EXPECT_EQ(rows[0], "\xEF\xBB\xBFSTT,Thời gian,Loại vụ,Xã,Nguồn tin,E,N,Ghi chú\r");
    EXPECT_TRUE(rows[1].starts_with("1,15/12/2015 ") || rows[1].starts_with("1,16/12/2015 ")) << rows[1];
    EXPECT_TRUE(rows.back().starts_with("1200,")) << rows.back();
}

TEST_F(SampleFiles, TheLayersCarryTheirCrs) {
    write("out");
    start_gdal();
    for (const auto& [file, names] : kLayers) {
        const GDALDatasetUniquePtr dataset(GDALDataset::Open((path("out") / file).c_str(), GDAL_OF_VECTOR));
        ASSERT_NE(dataset, nullptr);
        for (const std::string& name : names) {
            const OGRSpatialReference* crs = dataset->GetLayerByName(name.c_str())->GetSpatialRef();
            ASSERT_NE(crs, nullptr) << file;
            EXPECT_STREQ(crs->GetAuthorityCode(nullptr), "9209") << file;
        }
    }
}

// Nothing but truth.csv and truth_sweep.csv may tell the planted classes.
TEST_F(SampleFiles, TheTruthIsNowhereElse) {
    write("out");
    for (const char* file : {"areas.gpkg", "incidents.csv", "project.toml", "cameras.gpkg", "roads.gpkg"}) {
        const std::string text = contents(path("out") / file);
        EXPECT_EQ(text.find("contained"), std::string::npos) << file;
        EXPECT_EQ(text.find("truth"), std::string::npos) << file;
    }
    const std::vector<std::string> rows = lines(path("out") / "truth.csv");
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(),
                            [](const std::string& row) { return row.find(",contained,") != std::string::npos; }),
              5);
    EXPECT_EQ(rows.size(), 13u);
}

TEST_F(SampleFiles, AnEarlierSampleIsReplacedAndAnythingElseLeftAlone) {
    write("out", SampleFaults::kAlsoDirty);
    EXPECT_TRUE(fs::exists(path("out") / "dirty"));
    write("out");
    EXPECT_FALSE(fs::exists(path("out") / "dirty"));

    fs::create_directory(path("mine"));
    write_text_file(path("mine") / "thesis.txt", "years of work");
    EXPECT_THROW(write("mine"), Error);
    EXPECT_EQ(contents(path("mine") / "thesis.txt"), "years of work");
}

TEST_F(SampleFiles, CancellingLeavesNothingBehind) {
    Progress progress;
    progress.cancel();
    EXPECT_THROW(write_sample(sample(), {path("out"), SampleFaults::kNone}, progress), Error);
    EXPECT_TRUE(fs::is_empty(path("out").parent_path()));
}

TEST_F(SampleFiles, DirtyIncidentsHaveTheRowsThatTheListNames) {
    write("out", SampleFaults::kAlsoDirty);
    const std::vector<std::string> rows = lines(path("out") / "dirty" / "incidents.csv");
    int checked = 0;
    for (const std::string& fault : lines(path("out") / "dirty" / "faults.csv")) {
        std::istringstream cells(fault);
        std::string file, row, kind;
        std::getline(cells, file, ',');
        std::getline(cells, row, ',');
        std::getline(cells, kind, ',');
        if (file == "incidents.csv" && kind == "coordinates-missing") {
            EXPECT_NE(rows[std::stoul(row)].find(",,,"), std::string::npos) << rows[std::stoul(row)];
            ++checked;
        }
        if (file == "incidents.csv" && kind == "date-unreadable") {
            EXPECT_NE(rows[std::stoul(row)].find(",không rõ ngày,"), std::string::npos);
            ++checked;
        }
    }
    EXPECT_GE(checked, 4);
}

// What stands under data/sample is what the program makes: text byte for byte, layers feature for feature (the bytes of
// a GeoPackage also name the SQLite that wrote it).
TEST_F(SampleFiles, TheCommittedSampleIsWhatTheProgramMakes) {
    write("again");
    const fs::path committed = fs::path(DIABAN_SOURCE_DIR) / "data" / "sample";
    for (const std::string& file : kTexts) {
        EXPECT_EQ(contents(committed / file), contents(path("again") / file)) << file;
    }
    for (const auto& [file, names] : kLayers) {
        for (const std::string& name : names) {
            EXPECT_EQ(features(committed / file, name), features(path("again") / file, name)) << file << " " << name;
        }
    }
}

TEST_F(SampleFiles, TheCommittedReadmeGivesTheRightDigests) {
    const fs::path committed = fs::path(DIABAN_SOURCE_DIR) / "data" / "sample";
    std::set<std::string> named;
    for (const std::string& line : lines(committed / "README.md")) {
        std::istringstream cells(line);
        std::string digest, file;
        if (cells >> digest >> file && digest.size() == 64) {
            EXPECT_EQ(sha256_of_file(committed / file), digest) << file;
            named.insert(file);
        }
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(committed)) {
        const std::string file = entry.path().filename().string();
        EXPECT_TRUE(file == "README.md" || named.contains(file)) << file << " is not in the README";
        bytes += entry.file_size();
    }
    EXPECT_LT(bytes, 1'000'000u);
}

}  // namespace
}  // namespace diaban
