// A review of two areas, the least from which every layer of a review can be made.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "engine/input/project_data.hpp"
#include "engine/review/analysis.hpp"
#include "tests/support/shapes.hpp"

namespace diaban::test {

/// Last day of the review's current window.
inline constexpr LocalDay kReviewDay{std::chrono::year{2017} / 12 / 14};

struct ReviewCase {
    Project project;
    ProjectData data;
    Analysis analysis;
};

/// Two areas: the first classified, the second outside the watch list, without population and geometry.
inline ReviewCase two_areas() {
    ReviewCase c;
    c.project.project.language = Language::kEnglish;
    c.project.periods.current = {kReviewDay - std::chrono::days{364}, kReviewDay};
    c.project.periods.baseline = window_just_before(c.project.periods.current);
    AreaLayer& areas = c.data.areas;
    areas.crs = {"EPSG:9209"};
    areas.id = {"1", "2"};
    areas.name = {"Trực Hưng", "Trực Hùng"};
    areas.parent = {"Trực Ninh", ""};
    areas.population = {2000.0, std::nullopt};
    areas.on_watch = {1, 0};
    areas.geometry = {rectangle(0, 0, 2000, 1000), {}};
    c.analysis.area = {{2e6}, {0.0}};
    for (WindowCounts* counts : {&c.analysis.baseline, &c.analysis.current}) {
        counts->incidents = {10, 3};
        counts->detected_by_police = {4, 0};
        counts->located_in_area = {9, 3};
        counts->estimated = {0, 0};
    }
    c.analysis.baseline.window = c.project.periods.baseline;
    c.analysis.current.window = c.project.periods.current;
    AreaEvidence evidence;
    evidence.p_stable = 1.0;
    c.analysis.evidence.areas = {evidence, std::nullopt};
    c.analysis.density.mean_by_area = {5.0, std::nullopt};
    c.analysis.density.max_by_area = {9.0, std::nullopt};
    return c;
}

template <typename Values>
Values column(const FeatureLayer& layer, const std::string& name) {
    const Column* found = layer.table.find(name);
    EXPECT_NE(found, nullptr) << name;
    return found != nullptr ? std::get<Values>(found->values) : Values{};
}

}  // namespace diaban::test
