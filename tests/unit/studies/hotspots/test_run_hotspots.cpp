#include "engine/studies/hotspots/run_hotspots.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "engine/local/local_statistics.hpp"
#include "engine/weights/weights_files.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for each test, removed at the end.
class RunHotspots : public ::testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() /
                   ("diaban-hotspots-" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    static int value(int i) { return (i * 7) % 11 + (i % 6 < 2 && i < 12 ? 30 : 0); }

    /// Square areas of 1 km, 6 x 6, in UTM 48N; the value of the last is missing.
    fs::path write_areas() const {
        std::ofstream out(m_folder / "areas.geojson");
        out << R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32648"}},"features":[)";
        for (int i = 0; i < 36; ++i) {
            const int x = 560000 + i % 6 * 1000;
            const int y = 2240000 + i / 6 * 1000;
            out << (i > 0 ? "," : "") << R"({"type":"Feature","properties":{"code":"P)" << 10 + i << R"(","cases":)"
                << (i == 35 ? "null" : std::to_string(value(i)))
                << R"(,"GiZScore":"mine"},"geometry":{"type":"Polygon","coordinates":[[[)" << x << ',' << y << "],["
                << x + 1000 << ',' << y << "],[" << x + 1000 << ',' << y + 1000 << "],[" << x << ',' << y + 1000
                << "],[" << x << ',' << y << "]]]}}";
        }
        out << "]}";
        return m_folder / "areas.geojson";
    }

    HotspotOptions options(const std::string& output) const {
        HotspotOptions result;
        result.output = m_folder / output;
        result.sources.analysis_crs = {"EPSG:32648"};
        return result;
    }

    /// The column of layer `hotspots`, NULL as an empty optional.
    static std::vector<std::optional<std::string>> column(const fs::path& file, const std::string& name) {
        const std::unique_ptr<GDALDataset> data(GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR));
        OGRLayer* layer = data->GetLayerByName("hotspots");
        std::vector<std::optional<std::string>> values;
        for (const auto& feature : *layer) {
            const int field = feature->GetFieldIndex(name.c_str());
            EXPECT_GE(field, 0) << name;
            values.push_back(field >= 0 && feature->IsFieldSetAndNotNull(field)
                                 ? std::optional<std::string>(feature->GetFieldAsString(field))
                                 : std::nullopt);
        }
        return values;
    }

    fs::path m_folder;
    Progress m_progress;
};

TEST_F(RunHotspots, ValuesOfAreasGiveTheFieldsOfTheContract) {
    HotspotOptions run = options("out.gpkg");
    run.sources.areas = write_areas().string();
    run.sources.value = "cases";
    run.sources.id = "code";
    run.save_weights = m_folder / "w.gal";
    run_hotspots(run, m_progress);

    // The same by hand: queen neighbours of a 6 x 6 grid without its last area.
    NeighbourLists lists;
    std::vector<std::string> ids;
    std::vector<double> values;
    for (int i = 0; i < 35; ++i) {
        ids.push_back("P" + std::to_string(10 + i));
        values.push_back(value(i));
        for (int j = 0; j < 35; ++j) {
            if (i != j && std::abs(i % 6 - j % 6) <= 1 && std::abs(i / 6 - j / 6) <= 1) {
                lists.neighbours.push_back(static_cast<std::uint32_t>(j));
            }
        }
        lists.offsets.push_back(lists.neighbours.size());
    }
    const SpatialWeights weights = weights_from_neighbours(ids, lists);
    const LocalResult expected = local_statistics({values}, weights, {}, m_progress);
    const auto z = column(run.output, "GiZScore");
    const auto p = column(run.output, "GiPValue");
    const auto adjusted = column(run.output, "GiPAdj");
    const auto bin = column(run.output, "Gi_Bin");
    const auto neighbours = column(run.output, "NNeighbors");
    ASSERT_EQ(z.size(), 36u);
    for (std::size_t i = 0; i < 35; ++i) {
        EXPECT_NEAR(std::stod(z[i].value()), expected.areas[i].z_score, 1e-12);
        EXPECT_NEAR(std::stod(p[i].value()), expected.areas[i].p_value, 1e-12);
        EXPECT_NEAR(std::stod(adjusted[i].value()), expected.areas[i].p_adjusted, 1e-12);
        EXPECT_EQ(std::stoi(bin[i].value()), expected.areas[i].bin);
        EXPECT_EQ(std::stoul(neighbours[i].value()), expected.areas[i].neighbours);
    }
    EXPECT_FALSE(z[35].has_value());
    EXPECT_FALSE(bin[35].has_value());
    EXPECT_EQ(column(run.output, "hotspot_state")[35], "undefined");
    EXPECT_EQ(column(run.output, "src_GiZScore")[0], "mine");
    EXPECT_EQ(column(run.output, "code")[35], "P45");

    // Weights read back from the file that was saved give the same.
    HotspotOptions again = options("again.gpkg");
    again.sources = run.sources;
    again.method.weights.rule = WeightRule::kFile;
    again.method.weights.file = m_folder / "w.gal";
    run_hotspots(again, m_progress);
    EXPECT_EQ(column(again.output, "GiZScore"), z);
    EXPECT_EQ(column(again.output, "GiPValue"), p);
}

TEST_F(RunHotspots, MoranAndGearyHaveTheirOwnFields) {
    HotspotOptions run = options("moran.gpkg");
    run.sources.areas = write_areas().string();
    run.sources.value = "cases";
    run.method.local.statistic = LocalStatistic::kMoran;
    run.method.local.many_tests = ManyTests::kNone;
    run_hotspots(run, m_progress);
    const auto type = column(run.output, "COType");
    const auto p = column(run.output, "LMiPAdj");
    for (std::size_t i = 0; i < 36; ++i) {
        EXPECT_EQ(type[i].has_value(), p[i].has_value() && std::stod(*p[i]) <= 0.05);
    }
    EXPECT_EQ(type[0], "HH");
    run.output = m_folder / "geary.gpkg";
    run.method.local.statistic = LocalStatistic::kGeary;
    run_hotspots(run, m_progress);
    EXPECT_TRUE(column(run.output, "LCIndex")[0].has_value());
    EXPECT_TRUE(column(run.output, "LCPAdj")[0].has_value());
}

TEST_F(RunHotspots, PointsAreCountedInAreasAndInCells) {
    {
        std::ofstream out(m_folder / "points.csv");
        // Three in the first area, one of them a year earlier; one outside all areas; one unreadable.
        out << "E,N,day\n560100,2240100,2017-03-01\n560900,2240900,2017-04-01\n560500,2240500,2016-04-01\n"
            << "565500,2245500,2017-05-01\n570500,2240500,2017-05-01\nx,2240500,2017-05-01\n";
    }
    HotspotOptions run = options("counted.gpkg");
    run.sources.areas = write_areas().string();
    run.sources.points = (m_folder / "points.csv").string();
    run.sources.x = "E";
    run.sources.y = "N";
    run.sources.declared_crs = {"EPSG:32648"};
    run.sources.time = "day";
    run.sources.from = LocalDay{std::chrono::year(2017) / 1 / 1};
    run_hotspots(run, m_progress);
    const auto counts = column(run.output, "hotspot_count");
    EXPECT_EQ(std::stod(counts[0].value()), 2.0);
    EXPECT_EQ(std::stod(counts[35].value()), 1.0);
    EXPECT_EQ(std::stod(counts[1].value()), 0.0);

    run.method.cells = CellChoice::kGiven;
    run.method.cell.side = {500};
    run.output = m_folder / "cells.gpkg";
    run_hotspots(run, m_progress);
    const auto cells = column(run.output, "hotspot_count");
    ASSERT_EQ(cells.size(), 144u);
    EXPECT_EQ(std::stod(cells[0].value()), 1.0);
    EXPECT_EQ(std::stod(cells[13].value()), 1.0);

    // Without areas the study area is the hull of the points.
    run.sources.areas.clear();
    run.sources.analysis_crs = {};
    run.method.cells = CellChoice::kAutomatic;
    run.output = m_folder / "auto.gpkg";
    const HotspotSummary summary = run_hotspots(run, m_progress);
    double sum = 0.0;
    for (const auto& count : column(run.output, "hotspot_count")) {
        sum += std::stod(count.value());
    }
    EXPECT_EQ(sum, 4.0);
    EXPECT_EQ(summary.facts[1].key, "hotspots.cell.ceiling");
}

TEST_F(RunHotspots, AFailedRunLeavesTheOlderOutput) {
    HotspotOptions run = options("out.gpkg");
    run.sources.areas = write_areas().string();
    run.sources.value = "cases";
    { std::ofstream(run.output) << "older"; }
    run.method.weights.rule = WeightRule::kBand;
    run.method.weights.length = {-1};
    EXPECT_THROW(run_hotspots(run, m_progress), Error);
    std::string text;
    std::ifstream(run.output) >> text;
    EXPECT_EQ(text, "older");
    run.method.weights.rule = WeightRule::kAutomatic;
    run_hotspots(run, m_progress);
    EXPECT_EQ(column(run.output, "GiZScore").size(), 36u);
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(m_folder)) {
        ++files;
    }
    EXPECT_EQ(files, 2u) << "nothing but the input and the output is left";
}

TEST_F(RunHotspots, AnyNumberOfThreadsWritesTheSameBytes) {
    const auto bytes_with = [&](unsigned threads) {
        HotspotOptions run = options("threads.gpkg");
        run.sources.areas = write_areas().string();
        run.sources.value = "cases";
        run.method.local.threads = threads;
        run_hotspots(run, m_progress);
        std::ifstream in(run.output, std::ios::binary);
        std::stringstream bytes;
        bytes << in.rdbuf();
        return bytes.str();
    };
    EXPECT_EQ(bytes_with(1), bytes_with(4));
}

TEST_F(RunHotspots, WhatCannotBeIsRefused) {
    HotspotOptions run = options("out.gpkg");
    const auto key = [&] {
        try {
            run_hotspots(run, m_progress);
        } catch (const Error& error) {
            return error.key();
        }
        return std::string();
    };
    EXPECT_EQ(key(), "error.hotspots-value-or-points");
    run.sources.value = "cases";
    EXPECT_EQ(key(), "error.hotspots-areas-needed");
    run.sources.areas = write_areas().string();
    run.method.rate = RateKind::kRaw;
    EXPECT_EQ(key(), "error.hotspots-rate-needs-population");
    run.method.rate = RateKind::kCount;
    run.sources.value = "case";
    EXPECT_EQ(key(), "error.field-unknown");
    run.sources.value = "code";
    EXPECT_EQ(key(), "error.hotspots-value-field");
    run.sources.value = "cases";
    run.sources.analysis_crs = {"EPSG:4326"};
    EXPECT_EQ(key(), "error.crs-not-metric");
    run.sources.analysis_crs = {};
    run.sources.from = LocalDay{};
    EXPECT_EQ(key(), "error.hotspots-time-needed");
    run.output = m_folder / "no-such-folder" / "out.gpkg";
    EXPECT_EQ(key(), "error.hotspots-folder");
    run.output = m_folder / "out.doc";
    EXPECT_EQ(key(), "error.format-unknown");
}

TEST_F(RunHotspots, PointsWithTheirAxesSwappedAreNotAnEmptyMap) {
    { std::ofstream(m_folder / "points.csv") << "E,N\n560100,2240100\n561100,2241100\n"; }
    HotspotOptions run = options("out.gpkg");
    run.sources.areas = write_areas().string();
    run.sources.points = (m_folder / "points.csv").string();
    run.sources.x = "N";
    run.sources.y = "E";
    run.sources.declared_crs = {"EPSG:32648"};
    try {
        run_hotspots(run, m_progress);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.key(), "error.hotspots-no-points");
    }
}

}  // namespace
}  // namespace diaban
