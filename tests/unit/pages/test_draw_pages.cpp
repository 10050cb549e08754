#include "engine/pages/draw_pages.hpp"

#include <gtest/gtest.h>

#include "layers/model/error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

std::vector<std::string> always(const Output& /*output*/) {
    return {"plain"};
}
std::vector<std::string> never(const Output& /*output*/) {
    return {};
}
std::vector<std::string> two_of_a_family(const Output& /*output*/) {
    return {"theme_a", "theme_b"};
}
std::vector<std::string> asked(const Output& /*output*/) {
    return {"on_demand"};
}

/// A page whose bytes are its name.
DrawnPage name_of_it(const PageRequest& request) {
    return [name = request.name](const PageOptions&) { return name; };
}

PageMakers makers() {
    return {{"plain", always, nullptr, name_of_it},
            {"missing", never, nullptr, name_of_it},
            {"theme_", two_of_a_family, nullptr, name_of_it},
            {"on_demand", asked, nullptr, name_of_it, DrawnUnasked::kNo}};
}

std::vector<std::string> drawn(Output& output, const std::vector<std::string>& chosen) {
    const test::TemporaryFolder folder;
    output.maps.layers = chosen;
    output.maps.formats = {MapFormat::kSvg};
    Progress progress;
    std::vector<std::string> names;
    for (const auto& file : draw_pages(output, makers(), {folder.path(), 2}, progress)) {
        names.push_back(file.filename().string());
        EXPECT_TRUE(std::filesystem::exists(file));
    }
    return names;
}

TEST(DrawPages, AllThatAreDrawnUnaskedOrThoseThatAreChosen) {
    Output output;
    EXPECT_EQ(available_pages(output, makers()),
              (std::vector<std::string>{"plain", "theme_a", "theme_b", "on_demand"}));
    EXPECT_EQ(drawn(output, {}), (std::vector<std::string>{"plain.svg", "theme_a.svg", "theme_b.svg"}));
    // A chosen page that the output cannot give is passed over.
    EXPECT_EQ(drawn(output, {"on_demand", "missing", "theme_b"}),
              (std::vector<std::string>{"theme_b.svg", "on_demand.svg"}));
}

TEST(DrawPages, AnUnknownNameIsToldWithTheNearestAndOneThatIsNotThereWithThoseThatAre) {
    const Output output;
    const auto refusal = [&](const std::string& name) {
        try {
            (void)page_of({output, name, Language::kEnglish}, makers());
        } catch (const Error& error) {
            return std::pair{error.key(), error.arguments()};
        }
        return std::pair{std::string(), MessageArguments()};
    };
    const auto unknown = refusal("plian");
    EXPECT_EQ(unknown.first, "error.map-unknown");
    EXPECT_EQ(unknown.second.at("nearest"), "plain");
    const auto absent = refusal("missing");
    EXPECT_EQ(absent.first, "error.map-not-in-output");
    EXPECT_EQ(absent.second.at("maps"), "plain, theme_a, theme_b, on_demand");
    EXPECT_EQ(refusal("theme_c").first, "error.map-unknown");
}

}  // namespace
}  // namespace diaban
