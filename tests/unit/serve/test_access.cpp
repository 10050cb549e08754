#include "engine/serve/access.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace diaban {
namespace {

using ::testing::ElementsAre;

TEST(Access, LoopbackIsThisMachineAlone) {
    for (const char* host : {"127.0.0.1", "127.8.9.1", "localhost", "::1"}) {
        EXPECT_TRUE(is_loopback(host)) << host;
    }
    for (const char* host : {"192.168.1.5", "0.0.0.0", "127.0.0.1.example", "::", "127.example", "10.0.0.127"}) {
        EXPECT_FALSE(is_loopback(host)) << host;
    }
}

TEST(Access, OnlyItsOwnNamesAreAnswered) {
    EXPECT_THAT(accepted_hosts("127.0.0.1", 80),
                ElementsAre("127.0.0.1:80", "127.0.0.1:80", "localhost:80", "[::1]:80"));
    EXPECT_THAT(accepted_hosts("192.168.1.5", 8443), ElementsAre("192.168.1.5:8443"));
    EXPECT_THAT(accepted_hosts("fd00::5", 1), ElementsAre("[fd00::5]:1"));
}

TEST(Access, TokensAreLongAndDiffer) {
    const std::string token = make_token();
    EXPECT_EQ(token.size(), 32U);
    EXPECT_EQ(token.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_NE(token, make_token());
    EXPECT_TRUE(same_secret(token, std::string(token)));
    EXPECT_FALSE(same_secret(token, token.substr(1)));
    EXPECT_FALSE(same_secret("", "a"));
}

TEST(Access, CookiesAreReadByTheirWholeName) {
    EXPECT_EQ(cookie_value("a=1; diaban=xyz; b=2", "diaban"), "xyz");
    EXPECT_EQ(cookie_value("diaban=", "diaban"), "");
    EXPECT_EQ(cookie_value("notdiaban=1", "diaban"), "");
    EXPECT_EQ(cookie_value("diabanx=1", "diaban"), "");
}

TEST(Access, ThePagesOwnPolicyAndNoFrames) {
    EXPECT_EQ(
        policy_header(
            R"(<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-x'" />)"),
        "default-src 'none'; script-src 'sha256-x'; frame-ancestors 'none'");
    EXPECT_EQ(policy_header("<html>"), "default-src 'none'; frame-ancestors 'none'");
}

}  // namespace
}  // namespace diaban
