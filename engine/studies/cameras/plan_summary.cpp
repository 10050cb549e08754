#include "engine/studies/cameras/plan_summary.hpp"

namespace diaban {

std::vector<std::string> camera_plan_summary(const Json& record, const Catalogue& words) {
    const Json& coverage = record.at("coverage");
    const auto percent = [&](const char* share) { return words.decimal(100.0 * coverage.at(share).number(), 1); };
    const auto decimal = [&](const char* key, int digits) { return words.decimal(record.at(key).number(), digits); };
    std::vector<std::string> lines{
        words.say("cameras.coverage", {{"proposed", words.integer(record.at("sites").at("proposed").integer())},
                                       {"before", percent("share_before")},
                                       {"after", percent("share_after")},
                                       {"twice", percent("share_twice")}})};
    const bool most = record.at("options").at("model").text() == "mclp";
    lines.push_back(words.say(most ? "cameras.proof-most" : "cameras.proof-least",
                              {{"objective", decimal("objective", 2)},
                               {"bound", decimal("upper_bound", 2)},
                               {"gap", words.decimal(100.0 * record.at("gap").number(), 3)},
                               {"solver", record.at("solver").text()},
                               {"seconds", decimal("seconds", 1)}}));
    if (const std::string& stop = record.at("stop").text(); stop != "proven") {
        lines.push_back(words.say("cameras.stop-" + stop));
    }
    return lines;
}

}  // namespace diaban
