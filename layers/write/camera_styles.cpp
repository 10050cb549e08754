#include "layers/write/camera_styles.hpp"

#include <fmt/format.h>

namespace diaban {

namespace {

std::string option(const char* name, const std::string& value) {
    return fmt::format(R"(<Option name="{}" type="QString" value="{}"/>)", name, value);
}

std::string marker(const std::string& name, const char* shape, const std::string& colour, double millimetres) {
    return fmt::format(
        R"(<symbol name="{}" type="marker" alpha="1" clip_to_extent="1" force_rhr="0"><layer class="SimpleMarker" enabled="1" locked="0" pass="0"><Option type="Map">{}{}{}{}{}{}</Option></layer></symbol>)",
        name, option("name", shape), option("color", colour), option("size", fmt::format("{}", millimetres)),
        option("size_unit", "MM"), option("outline_color", shape == std::string("cross2") ? colour : "255,255,255,255"),
        option("outline_width", shape == std::string("cross2") ? "0.6" : "0.2"));
}

std::string document(const std::string& renderer) {
    return fmt::format(
        R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology">{}</qgis>)", renderer);
}

std::string single(const std::string& symbol) {
    return document(fmt::format(
        R"(<renderer-v2 type="singleSymbol" forceraster="0" symbollevels="0" enableorderby="0"><symbols>{}</symbols></renderer-v2>)", symbol));
}

std::string rule(int index, const std::string& filter, const std::string& label) {
    return fmt::format(R"(<rule key="r{}" symbol="{}" filter="{}" label="{}"/>)", index, index, filter, label);
}

constexpr char kProposed[] = "158,13,61,255";
constexpr char kWorking[] = "26,84,140,255";
constexpr char kBroken[] = "51,51,51,255";

std::string cameras_qml(const Catalogue& words) {
    const std::string rules = rule(0, "&quot;status&quot; = 'proposed'", words.say("style.camera-proposed")) +
                              rule(1, "&quot;status&quot; = 'existing' AND &quot;working&quot;", words.say("style.camera-working")) +
                              rule(2, "&quot;status&quot; = 'existing' AND NOT &quot;working&quot;", words.say("style.camera-broken"));
    return document(fmt::format(
        R"(<renderer-v2 type="RuleRenderer" forceraster="0" symbollevels="0" enableorderby="0"><rules key="all">{}</rules><symbols>{}{}{}</symbols></renderer-v2>)",
        rules, marker("0", "circle", kProposed, 3.6), marker("1", "circle", kWorking, 2.2), marker("2", "cross2", kBroken, 2.4)));
}

std::string views_qml() {
    return single(fmt::format(
        R"(<symbol name="0" type="fill" alpha="0.45" clip_to_extent="1" force_rhr="0"><layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map">{}{}{}{}{}</Option></layer></symbol>)",
        option("color", "252,217,140,255"), option("style", "solid"), option("outline_color", "158,100,13,255"),
        option("outline_style", "solid"), option("outline_width", "0.2")));
}

}  // namespace

std::vector<LayerStyle> camera_layer_styles(const Catalogue& words) {
    return {{"cameras", words.say("style.cameras"), cameras_qml(words), ""},
            {"views", words.say("style.views"), views_qml(), ""},
            {"coverage", words.say("style.coverage"), single(marker("0", "circle", "46,125,50,255", 1.6)), ""},
            {"uncovered", words.say("style.uncovered"), single(marker("0", "circle", "150,150,150,255", 1.2)), ""}};
}

}  // namespace diaban
