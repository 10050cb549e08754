#include "engine/sample/faults.hpp"

#include <map>
#include <set>

#include "tests/unit/sample/sample_cases.hpp"

namespace diaban {
namespace {

using sample_test::options_of;
using sample_test::sample_of;

const Sample& small_sample() {
    static const Sample sample = [] {
        SampleOptions options = options_of(1, 12, {6, 5, 1});
        options.incidents = 1200;
        return sample_of(options);
    }();
    return sample;
}

TEST(SampleFaults, EveryChangedRowIsListedAndEveryListedRowIsChanged) {
    const Sample& sample = small_sample();
    const DirtyIncidents dirty = dirty_incidents(sample);
    std::map<std::uint64_t, std::string> listed;
    for (const PlantedFault& fault : dirty.faults) {
        EXPECT_EQ(fault.file, "incidents.csv");
        EXPECT_TRUE(listed.emplace(fault.row, fault.kind).second) << "two faults in row " << fault.row;
    }
    ASSERT_GE(dirty.rows.size(), sample.incidents.size());
    for (std::size_t i = 0; i < dirty.rows.size(); ++i) {
        if (i >= sample.incidents.size()) {
            EXPECT_EQ(listed[i + 1], "row-doubled");
            continue;
        }
        std::vector<std::string> clean = incident_cells(sample, i);
        clean.resize(dirty.header.size());
        EXPECT_EQ(dirty.rows[i] != clean, listed.contains(i + 1)) << "row " << i + 1 << " " << listed[i + 1];
    }
}

TEST(SampleFaults, EveryKindOccurs) {
    std::map<std::string, int> kinds;
    for (const PlantedFault& fault : dirty_incidents(small_sample()).faults) {
        ++kinds[fault.kind];
    }
    for (const char* kind : {"date-month-first",
                             "date-month-first-silent",
                             "date-excel-serial",
                             "date-iso",
                             "date-unreadable",
                             "date-impossible",
                             "date-missing",
                             "number-grouped",
                             "coordinates-swapped",
                             "coordinates-missing",
                             "coordinates-zero",
                             "coordinates-nan",
                             "coordinates-infinite",
                             "coordinates-wrong-zone",
                             "name-abbreviated",
                             "name-capitals",
                             "name-decomposed",
                             "name-old-tone",
                             "name-stripped",
                             "name-unknown",
                             "name-tcvn3",
                             "name-tcvn3-mangled",
                             "name-vni",
                             "name-cp1258",
                             "category-tcvn3",
                             "category-vni",
                             "personal-data",
                             "row-doubled"}) {
        EXPECT_GE(kinds[kind], 1) << kind;
    }
}

TEST(SampleFaults, ValuesLookAsInTheField) {
    const Sample& sample = small_sample();
    const DirtyIncidents dirty = dirty_incidents(sample);
    for (const PlantedFault& fault : dirty.faults) {
        const std::vector<std::string>& row = dirty.rows[fault.row - 1];
        if (fault.kind == "number-grouped") {
            // Six digits before the mark: 580.014,8.
            ASSERT_EQ(row[5].size(), 9u) << row[5];
            EXPECT_EQ(row[5][3], '.');
            EXPECT_EQ(row[5][7], ',');
            ASSERT_EQ(row[6].size(), 11u) << row[6];
        } else if (fault.kind == "coordinates-swapped") {
            EXPECT_GT(std::stod(row[5]), 2'000'000.0);
            EXPECT_LT(std::stod(row[6]), 700'000.0);
        } else if (fault.kind == "date-excel-serial") {
            // 15/12/2015 is day 42353 and 15/12/2017 day 43084 of the spreadsheet's count.
            EXPECT_GE(std::stod(row[1]), 42353.0);
            EXPECT_LT(std::stod(row[1]), 43084.0);
        }
    }
}

TEST(SampleFaults, AreasCarryTheirFaults) {
    const Sample& sample = small_sample();
    const DirtyAreas dirty = dirty_areas(sample);
    EXPECT_EQ(dirty.areas.size(), sample.areas.size() + 1);
    std::set<std::string> kinds;
    for (const PlantedFault& fault : dirty.faults) {
        kinds.insert(fault.kind);
    }
    EXPECT_EQ(kinds, (std::set<std::string>{"number-grouped", "polygon-self-crossing", "area-overlapping",
                                            "name-decomposed", "id-doubled", "name-capitals", "feature-doubled"}));
    EXPECT_EQ(dirty.areas[3].code, dirty.areas[4].code);
    EXPECT_EQ(dirty.areas.back().shape, sample.areas.back().shape);
    EXPECT_NE(dirty.areas[0].shape, sample.areas[0].shape);
    EXPECT_NE(dirty.areas[0].residents.find('.'), std::string::npos);
}

}  // namespace
}  // namespace diaban
