#include "layers/write/staged_files.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

void put(const fs::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

std::string text_of(const fs::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Files of a folder, hidden ones too.
std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

TEST(StagedFiles, TakeTheirPlacesTogether) {
    const test::TemporaryFolder folder;
    put(folder / "a.gpkg", "old a");
    put(folder / "a.run.json", "old run");
    {
        StagedFiles staged(folder / "a.gpkg", folder / "a.run.json");
        put(staged.file(folder / "a.run.json"), "new run");
        put(staged.file(folder / "a.gpkg"), "new a");
        put(staged.file(folder / "a.csv"), "new csv");
        EXPECT_EQ(text_of(folder / "a.gpkg"), "old a");
        staged.commit();
    }
    EXPECT_EQ(text_of(folder / "a.gpkg"), "new a");
    EXPECT_EQ(text_of(folder / "a.run.json"), "new run");
    EXPECT_EQ(text_of(folder / "a.csv"), "new csv");
    EXPECT_EQ(files_in(folder.path()), 3u);
}

TEST(StagedFiles, WithoutCommitNothingChanges) {
    const test::TemporaryFolder folder;
    put(folder / "a.gpkg", "old a");
    {
        StagedFiles staged(folder / "a.gpkg", folder / "a.run.json");
        put(staged.file(folder / "a.gpkg"), "new a");
    }
    EXPECT_EQ(text_of(folder / "a.gpkg"), "old a");
    EXPECT_EQ(files_in(folder.path()), 1u);
}

// The third target is a folder, which no file can replace: the first two go back to what they were, or away.
TEST(StagedFiles, AFailedMoveTakesAllOfThemBack) {
    const test::TemporaryFolder folder;
    put(folder / "a.gpkg", "old a");
    put(folder / "a.run.json", "old run");
    {
        StagedFiles staged(folder / "a.gpkg", folder / "a.run.json");
        put(staged.file(folder / "a.gpkg"), "new a");
        put(staged.file(folder / "a.txt"), "new text");
        put(staged.file(folder / "a.csv"), "new csv");
        fs::create_directory(folder / "a.csv");  // comes between, so that the move fails
        put(staged.file(folder / "a.run.json"), "new run");
        test::expect_error("error.cannot-write", [&] { staged.commit(); });
    }
    EXPECT_EQ(text_of(folder / "a.gpkg"), "old a");
    EXPECT_EQ(text_of(folder / "a.run.json"), "old run");
    EXPECT_FALSE(fs::exists(folder / "a.txt"));
    EXPECT_EQ(files_in(folder.path()), 3u);
}

TEST(StagedFiles, AFolderInTheWayIsToldBeforeTheWork) {
    const test::TemporaryFolder folder;
    fs::create_directory(folder / "a.csv");
    StagedFiles staged(folder / "a.gpkg", folder / "a.gpkg");
    test::expect_error("error.cannot-write", [&] { (void)staged.file(folder / "a.csv"); });
}

TEST(StagedFiles, WhatADriverWroteUnderTheSameStemGoesWithIt) {
    const test::TemporaryFolder folder;
    {
        StagedFiles staged(folder / "a.shp", folder / "a.shp");
        const fs::path file = staged.file(folder / "a.shp");
        put(file, "shapes");
        put(fs::path(file).replace_extension(".dbf"), "table");
        staged.commit();
    }
    EXPECT_EQ(text_of(folder / "a.shp"), "shapes");
    EXPECT_EQ(text_of(folder / "a.dbf"), "table");
    EXPECT_EQ(files_in(folder.path()), 2u);
}

}  // namespace
}  // namespace diaban
