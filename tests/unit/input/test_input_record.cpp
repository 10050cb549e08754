#include "engine/input/input_record.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace diaban {
namespace {

TEST(InputRecord, RowsAddUp) {
    InputRecord record;
    record.set_rows(10, 3);
    EXPECT_EQ(record.rows_read, 10u);
    EXPECT_EQ(record.rows_accepted, 7u);
    EXPECT_EQ(record.rows_rejected, 3u);
}

TEST(InputRecord, APathIsRelativeToTheProjectAndNeverHoldsAPassword) {
    EXPECT_EQ(recorded_path("/data/year/points.csv", "/data/project.toml"), "year/points.csv");
    EXPECT_EQ(recorded_path("/other/points.csv", "/data/project.toml"), "../other/points.csv");
    const std::string shown = recorded_path("PG:host=db user=me password=secret", "/data/project.toml");
    EXPECT_EQ(shown.find("secret"), std::string::npos);
    EXPECT_EQ(shown.substr(0, 3), "PG:");
}

TEST(InputRecord, WithoutAProjectTheNameOfTheFileIsEnough) {
    EXPECT_EQ(recorded_path("/data/year/points.csv", {}), "points.csv");
}

TEST(InputRecord, SizeAndDigestOfAFileAndOfNothingElse) {
    const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "input_record.csv";
    std::ofstream(file) << "abc";
    SourceSpec source;
    source.path = file.string();
    const InputRecord record = record_of("points", source, {});
    EXPECT_EQ(record.role, "points");
    EXPECT_EQ(record.file, file.string());
    EXPECT_EQ(record.path, "input_record.csv");
    EXPECT_EQ(record.bytes, 3u);
    // FIPS 180-4's own example.
    EXPECT_EQ(record.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    source.path = "/no/such/file.csv";
    EXPECT_EQ(record_of("points", source, {}).sha256, "");
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace diaban
