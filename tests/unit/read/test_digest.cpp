#include "layers/read/digest.hpp"

#include <gtest/gtest.h>

#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

// Test vectors of FIPS 180-2, appendix B.
TEST(Digest, KnownAnswers) {
    EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_of(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, AFileIsItsBytes) {
    const test::TemporaryFolder folder;
    for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{1} << 20, (std::size_t{1} << 20) + 1}) {
        const std::string bytes(size, '\0');
        EXPECT_EQ(sha256_of_file(folder.write("f", bytes)), sha256_of(bytes)) << size;
    }
    test::expect_error("error.file-missing", [&] { (void)sha256_of_file(folder / "absent"); });
}

}  // namespace
}  // namespace diaban
