#include "engine/serve/served_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

class ServedFolderTest : public ::testing::Test {
protected:
    void SetUp() override {
        m_base = fs::temp_directory_path() / ("diaban-serve-" + std::to_string(::getpid()));
        fs::remove_all(m_base);
        m_out = m_base / "out";
        write(m_out / "viewer" / "index.html", "page");
        write(m_out / "maps" / "class.pdf", "pdf");
        write(m_out / "run.json", "{}");
        write(m_out / ".hidden.txt", "no");
        write(m_out / "notes.sh", "no");
        write(m_base / "secret.txt", "secret");
        write(m_base / "out-of-reach" / "a.txt", "secret");
    }
    void TearDown() override { fs::remove_all(m_base); }

    std::string text(const std::string& path, ServedParts parts = ServedParts::kAll) const {
        const auto served = ServedFolder(m_out, parts).open(path);
        return served ? served->file->read(0, 100) : "refused";
    }

    fs::path m_base;
    fs::path m_out;
};

TEST_F(ServedFolderTest, TheRootIsThePage) {
    EXPECT_EQ(text("/"), "page");
    EXPECT_EQ(text("/viewer/index.html"), "page");
    const auto page = ServedFolder(m_out, ServedParts::kAll).open("/");
    EXPECT_TRUE(page->is_page);
    EXPECT_EQ(page->content_type, "text/html; charset=utf-8");
    EXPECT_EQ(page->file->size(), 4U);
    EXPECT_EQ(page->file->read(2, 100), "ge");
}

TEST_F(ServedFolderTest, NothingOutsideTheFolder) {
    for (const char* path : {"/../secret.txt", "/viewer/../../secret.txt", "//secret.txt", "/./run.json", "/viewer/..",
                             "..", "", "/..\\secret.txt", "/C:/secret.txt", "/viewer//index.html"}) {
        EXPECT_EQ(text(path), "refused") << path;
    }
    EXPECT_EQ(text(std::string("/run.json\0.html", 15)), "refused");
    EXPECT_EQ(text((m_base / "secret.txt").string()), "refused");
    EXPECT_EQ(text("/" + std::string(5000, 'a') + ".html"), "refused");
}

TEST_F(ServedFolderTest, LinksCountByWhereTheyLead) {
    fs::create_symlink(m_base / "secret.txt", m_out / "link.txt");
    fs::create_directory_symlink(m_base / "out-of-reach", m_out / "folder");
    fs::create_symlink(m_out / "run.json", m_out / "inside.json");
    EXPECT_EQ(text("/link.txt"), "refused");
    EXPECT_EQ(text("/folder/a.txt"), "refused");
    EXPECT_EQ(text("/inside.json"), "{}");
}

TEST_F(ServedFolderTest, NoListingNoHiddenFileNoUnknownType) {
    for (const char* path : {"/viewer", "/viewer/", "/maps", "/.hidden.txt", "/notes.sh", "/missing.txt"}) {
        EXPECT_EQ(text(path), "refused") << path;
    }
    fs::create_directory(m_out / "folder.txt");
    EXPECT_EQ(text("/folder.txt"), "refused");
    ASSERT_EQ(::mkfifo((m_out / "pipe.txt").c_str(), 0600), 0);
    EXPECT_EQ(text("/pipe.txt"), "refused");
}

TEST_F(ServedFolderTest, OnANetworkThePageAndTheMapsOnly) {
    EXPECT_EQ(text("/", ServedParts::kPageAndMaps), "page");
    EXPECT_EQ(text("/maps/class.pdf", ServedParts::kPageAndMaps), "pdf");
    EXPECT_EQ(text("/run.json", ServedParts::kPageAndMaps), "refused");
    EXPECT_EQ(text("/run.json"), "{}");
}

TEST_F(ServedFolderTest, AFolderWithoutAPageIsAnError) {
    EXPECT_THROW(ServedFolder(m_base, ServedParts::kAll), Error);
    EXPECT_THROW(ServedFolder(m_base / "missing", ServedParts::kAll), Error);
}

}  // namespace
}  // namespace diaban
