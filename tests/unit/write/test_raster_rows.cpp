// A raster written row by row: whole, or not at all.
#include "layers/write/raster_rows.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <vector>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

class RasterRowsFile : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::temp_directory_path() / ("diaban_rows_" + std::to_string(::getpid()));
        fs::create_directories(m_folder);
        m_options.crs = CrsId("EPSG:9209");
        m_options.band_name = "density_per_km2";
    }
    void TearDown() override { fs::remove_all(m_folder); }

    [[nodiscard]] std::size_t files() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()));
    }

    fs::path m_folder;
    Grid m_grid{600000.0, 2250000.0, Metres{100.0}, 40, 30};
    CogOptions m_options;
};

TEST_F(RasterRowsFile, IsInItsPlaceAndNothingBesideIt) {
    Progress progress;
    {
        RasterRows rows(m_folder / "d.tif", m_grid, m_options);
        rows.write(0, std::vector<double>(1200, 2.0));
        rows.finish(progress);
    }
    EXPECT_TRUE(fs::exists(m_folder / "d.tif"));
    EXPECT_EQ(files(), 1u);
    EXPECT_EQ(progress.snapshot().done, progress.snapshot().total);
}

TEST_F(RasterRowsFile, StoppedWhileTheFileIsMadeLeavesNothing) {
    Progress progress;
    try {
        RasterRows rows(m_folder / "d.tif", m_grid, m_options);
        rows.write(0, std::vector<double>(1200, 2.0));
        progress.cancel();
        rows.finish(progress);
        ADD_FAILURE() << "not stopped";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kCancelled);
    }
    EXPECT_EQ(files(), 0u);
}

}  // namespace
}  // namespace diaban
