#include "engine/check/remedies.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/project/project_file.hpp"

namespace diaban {
namespace {

TEST(Remedies, EveryKeyThatIsProposedExists) {
    const std::vector<std::string> known = project_keys({});
    for (const std::string& key : all_keys_to_change()) {
        if (key.starts_with("levels.")) {
            // Keys of a section that repeats: known when the parser knows them.
            const std::string section = "[[levels]]\n" + key.substr(7) + " = \"x\"\n";
            try {
                (void)parse_project(section, "/folder/p.toml");
            } catch (const Error& error) {
                EXPECT_NE(error.key(), "error.table-key-unknown") << key;
            }
            continue;
        }
        EXPECT_NE(std::find(known.begin(), known.end(), key), known.end()) << key;
    }
}

TEST(Remedies, SettingsWinThenTheTableThenTheSource) {
    Finding finding{Severity::kWarning, "finding.points-on-centres", {}, "incidents"};
    EXPECT_EQ(keys_to_change(finding).front(), "incidents.source");
    finding.settings = {{"incidents.crs", "\"EPSG:4756\""}};
    EXPECT_EQ(keys_to_change(finding), (std::vector<std::string>{"incidents.crs"}));
    EXPECT_EQ(keys_to_change({Severity::kFault, "error.crs-missing", {}, "areas"}),
              (std::vector<std::string>{"areas.crs"}));
    EXPECT_EQ(keys_to_change({Severity::kWarning, "finding.something-new", {}, "incidents"}),
              (std::vector<std::string>{"incidents.source"}));
    EXPECT_EQ(keys_to_change_for_rejects("reject.date-unreadable").front(), "incidents.time_format");
}

}  // namespace
}  // namespace diaban
