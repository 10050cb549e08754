#include "layers/read/field_values.hpp"

#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <limits>

namespace diaban {
namespace {

TEST(FieldValues, EachTypeKeepsItsValuesAndItsGaps) {
    OGRFeatureDefn* definition = new OGRFeatureDefn("layer");
    definition->Reference();
    const std::vector<std::pair<const char*, OGRFieldType>> fields = {{"text", OFTString},   {"real", OFTReal},
                                                                      {"small", OFTInteger}, {"large", OFTInteger64},
                                                                      {"flag", OFTInteger},  {"day", OFTDate}};
    for (const auto& [name, type] : fields) {
        OGRFieldDefn field(name, type);
        if (std::string(name) == "flag") {
            field.SetSubType(OFSTBoolean);
        }
        definition->AddFieldDefn(&field);
    }
    Table table = empty_columns(*definition);
    {
        OGRFeature feature(definition);
        feature.SetField(0, "Trực Hùng");
        feature.SetField(1, 0.1);
        feature.SetField(2, -7);
        feature.SetField(3, static_cast<GIntBig>(std::numeric_limits<std::int64_t>::min()));
        feature.SetField(4, 1);
        feature.SetField(5, 2017, 12, 14);
        append_values(feature, table);
        OGRFeature gaps(definition);
        gaps.SetFieldNull(0);
        append_values(gaps, table);
    }
    definition->Release();
    EXPECT_EQ(std::get<TextValues>(table.find("text")->values), (TextValues{"Trực Hùng", std::nullopt}));
    EXPECT_EQ(std::get<RealValues>(table.find("real")->values), (RealValues{0.1, std::nullopt}));
    EXPECT_EQ(std::get<IntegerValues>(table.find("small")->values), (IntegerValues{-7, std::nullopt}));
    EXPECT_EQ(std::get<IntegerValues>(table.find("large")->values),
              (IntegerValues{std::numeric_limits<std::int64_t>::min(), std::nullopt}));
    EXPECT_EQ(std::get<BooleanValues>(table.find("flag")->values), (BooleanValues{true, std::nullopt}));
    EXPECT_EQ(std::get<TextValues>(table.find("day")->values), (TextValues{"2017/12/14", std::nullopt}));
    const Table selected = select_rows(table, {1, 0, 0});
    EXPECT_EQ(std::get<IntegerValues>(selected.find("small")->values), (IntegerValues{std::nullopt, -7, -7}));
    EXPECT_EQ(selected.rows(), 3u);
}

}  // namespace
}  // namespace diaban
