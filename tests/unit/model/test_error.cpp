#include "layers/model/error.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(Error, CarriesKeyAndFiguresAndSaysThemPlainly) {
    const Error error(ErrorCode::kInput, "error.x", {{"b", "2"}, {"a", "1"}});
    EXPECT_EQ(error.key(), "error.x");
    EXPECT_EQ(error.arguments().at("b"), "2");
    EXPECT_STREQ(error.what(), "error.x a='1' b='2'");
}

TEST(Error, OnlyBadUsageExitsWithTwo) {
    EXPECT_EQ(exit_code(ErrorCode::kUsage), 2);
    for (const ErrorCode code : {ErrorCode::kInput, ErrorCode::kOutput, ErrorCode::kCancelled, ErrorCode::kInternal}) {
        EXPECT_EQ(exit_code(code), 1);
    }
}

}  // namespace
}  // namespace diaban
