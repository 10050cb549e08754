#include "layers/write/staged_folder.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;
using test::bytes_of;
using test::TemporaryFolder;

std::size_t entries(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void write_out(const fs::path& target, const std::string& text) {
    StagedFolder staged(target, "run.json");
    write_text_file(staged.path() / "run.json", text);
    staged.commit();
}

TEST(StagedFolder, AppearsWholeAndReplacesTheOlderOne) {
    const TemporaryFolder folder;
    const fs::path out = folder / "out";
    write_out(out, "first");
    write_text_file(out / "left-over.txt", "of the first run");
    write_out(out, "second");
    EXPECT_EQ(bytes_of(out / "run.json"), "second");
    EXPECT_FALSE(fs::exists(out / "left-over.txt"));
    EXPECT_EQ(entries(folder.path()), 1u);  // nothing staged is left beside it
}

TEST(StagedFolder, WithoutCommitTheOlderOneStaysAndNothingIsLeft) {
    const TemporaryFolder folder;
    const fs::path out = folder / "out";
    write_out(out, "first");
    try {
        StagedFolder staged(out, "run.json");
        write_text_file(staged.path() / "run.json", "half");
        throw Error(ErrorCode::kInput, "error.cancelled", {});
    } catch (const Error&) {
    }
    EXPECT_EQ(bytes_of(out / "run.json"), "first");
    EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(StagedFolder, SomebodyElsesFolderOrFileIsRefusedUntouched) {
    const TemporaryFolder folder;
    fs::create_directory(folder / "theirs");
    write_text_file(folder / "theirs/photo.txt", "x");
    test::expect_error("error.output-not-ours", [&] { StagedFolder(folder / "theirs", "run.json"); });
    EXPECT_TRUE(fs::exists(folder / "theirs/photo.txt"));
    test::expect_error("error.output-not-ours", [&] { StagedFolder(folder / "theirs/photo.txt", "run.json"); });
    EXPECT_EQ(entries(folder.path()), 1u);
}

TEST(StagedFolder, AnEmptyOrMissingTargetIsFineWithOrWithoutSlash) {
    const TemporaryFolder folder;
    fs::create_directory(folder / "empty");
    write_out(folder / "empty", "a");
    write_out((folder / "deep/er/out").string() + "/", "b");
    EXPECT_EQ(bytes_of(folder / "deep/er/out/run.json"), "b");
    EXPECT_EQ(entries(folder / "deep/er"), 1u);
}

TEST(StagedFolder, AReadOnlyParentIsToldBeforeTheWork) {
    if (::geteuid() == 0) {
        // Permissions do not bind root; a parent that is a file does.
        const TemporaryFolder folder;
        folder.write("file", "x");
        test::expect_error("error.cannot-write", [&] { StagedFolder(folder / "file/out", "run.json"); });
        return;
    }
    const TemporaryFolder folder;
    fs::create_directory(folder / "closed");
    fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    test::expect_error("error.cannot-write", [&] { StagedFolder(folder / "closed/out", "run.json"); });
    fs::permissions(folder / "closed", fs::perms::owner_all);
}

TEST(WriteTextFile, WholeOrAnError) {
    const TemporaryFolder folder;
    write_text_file(folder / "a", std::string("a\0b", 3));
    EXPECT_EQ(bytes_of(folder / "a"), std::string("a\0b", 3));
    EXPECT_NE(test::expect_error("error.cannot-write", [&] { write_text_file(folder / "no/such/a", "x"); }).at("cause"),
              "");
}

}  // namespace
}  // namespace diaban
