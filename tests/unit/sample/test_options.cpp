#include "engine/sample/options.hpp"

#include "layers/model/error.hpp"
#include "tests/unit/sample/sample_cases.hpp"

namespace diaban {
namespace {

using sample_test::options_of;

std::string key_of_refusal(const SampleOptions& options) {
    try {
        validate(options);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kUsage);
        return error.key();
    }
    return "";
}

TEST(SampleOptions, PoliceYearsEndOnTheDayAsked) {
    using namespace std::chrono;
    SampleOptions options;
    EXPECT_EQ(sample_year(options, 1).from, local_days{2016y / 12 / 15});
    EXPECT_EQ(sample_year(options, 1).to, local_days{2017y / 12 / 14});
    EXPECT_EQ(sample_year(options, 0).from, local_days{2015y / 12 / 15});
    EXPECT_EQ(sample_year(options, 0).days(), 366);  // holds 29 February 2016
    options.years = 5;
    EXPECT_EQ(sample_year(options, 0).from, local_days{2012y / 12 / 15});
}

TEST(SampleOptions, DefaultTotalIs150AnAreaAndYear) {
    EXPECT_EQ(incident_total(SampleOptions{}), 14'400);
    SampleOptions options;
    options.incidents = 777;
    EXPECT_EQ(incident_total(options), 777);
}

TEST(SampleOptions, RefusesWhatIsOutOfRange) {
    EXPECT_EQ(key_of_refusal(SampleOptions{}), "");
    EXPECT_EQ(key_of_refusal(options_of(1, 2, {2, 0, 0})), "error.sample-out-of-range");
    EXPECT_EQ(key_of_refusal(options_of(1, 501, {501, 0, 0})), "error.sample-out-of-range");
    EXPECT_EQ(key_of_refusal(options_of(1, 48, {22, 22, 5})), "error.sample-split-sum");
    EXPECT_EQ(key_of_refusal(options_of(1, 48, {50, -2, 0})), "error.sample-split-negative");
    SampleOptions options;
    options.years = 1;
    EXPECT_EQ(key_of_refusal(options), "error.sample-out-of-range");
    options = {};
    options.incidents = -1;
    EXPECT_EQ(key_of_refusal(options), "error.sample-out-of-range");
}

}  // namespace
}  // namespace diaban
