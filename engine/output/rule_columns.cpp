#include "engine/output/rule_columns.hpp"

#include <algorithm>
#include <array>

namespace diaban {

namespace {

constexpr std::array kLeftOut = {"incidents_rejected", "cameras", "coverage", "views", "sweep", "isolines"};

bool is_left_out(const FeatureLayer& layer) {
    return layer.name.starts_with("overlay_") ||
           std::find(kLeftOut.begin(), kLeftOut.end(), layer.name) != kLeftOut.end();
}

void add_text(Table& table, const std::string& name, const std::string& text) {
    if (table.find(name) == nullptr) {
        table.columns.push_back({name, TextValues(table.rows(), text), "", "field." + name});
    }
}

}  // namespace

std::string rule_in_short(const ReviewHeader& header) {
    return header.rule_name + " " + header.rule_version + " (" + header.rule_hash + ")" +
           (header.split_forced ? " forced-split" : "");
}

std::string style_description(const ReviewHeader& header, const Catalogue& words) {
    return header.title + " - " + words.window(header.current) + " - " + header.rule_name + " " + header.rule_version +
           " (" + header.rule_hash + ")" + (header.split_forced ? " - " + words.say("finding.split-forced") : "");
}

void name_the_rule(std::vector<FeatureLayer>& layers, const ReviewHeader& header) {
    for (FeatureLayer& layer : layers) {
        Table& table = layer.table;
        if (is_left_out(layer) || table.columns.empty()) {
            continue;
        }
        if (table.find("rule") == nullptr) {
            add_text(table, "rule", header.rule_name + " " + header.rule_version);
            add_text(table, "rule_hash", header.rule_hash);
        }
        if (header.split_forced && table.find("split_forced") == nullptr) {
            table.columns.push_back({"split_forced", BooleanValues(table.rows(), true), "", "field.split_forced"});
        }
    }
}

}  // namespace diaban
