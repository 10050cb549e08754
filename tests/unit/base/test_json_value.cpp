#include "layers/base/json_value.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace diaban {
namespace {

TEST(Json, WrittenInOneLineOrWithTwoBlanksALevel) {
    Json object{{"title", "Địa bàn"}, {"count", 3}, {"share", 0.25}};
    object["rows"] = Json::list({1, Json(), true});
    object["none"] = Json::list();
    object["windows"] = {{"from", "2017-12-15"}, {"to", std::optional<int>()}};
    EXPECT_EQ(json_line(object), R"({"title":"Địa bàn","count":3,"share":0.25,"rows":[1,null,true],"none":[],)"
                                 R"("windows":{"from":"2017-12-15","to":null}})");
    EXPECT_EQ(json_text(object), R"({
  "title": "Địa bàn",
  "count": 3,
  "share": 0.25,
  "rows": [
    1,
    null,
    true
  ],
  "none": [],
  "windows": {
    "from": "2017-12-15",
    "to": null
  }
})");
}

TEST(Json, NumbersKeepWhatTheyAre) {
    EXPECT_EQ(json_line(1.0), "1.0");
    EXPECT_EQ(json_line(1), "1");
    EXPECT_EQ(json_line(-1e-7), "-1e-07");
    EXPECT_EQ(json_line(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(json_line(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    EXPECT_EQ(json_line(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(Json, TextIsEscapedAndWrongBytesAreReplaced) {
    EXPECT_EQ(json_line("a\"b\\c\n\x01"), R"("a\"b\\c\n\u0001")");
    EXPECT_EQ(json_line("wrong \xFF byte"), "\"wrong \xEF\xBF\xBD byte\"");
}

TEST(Json, FromListsAndMaps) {
    EXPECT_EQ(json_line(std::vector<double>{1.5, 2}), "[1.5,2.0]");
    EXPECT_EQ(json_line(std::map<std::string, int>{{"b", 2}, {"a", 1}}), R"({"a":1,"b":2})");
    EXPECT_EQ(json_line(std::vector<std::vector<int>>{{1}, {}}), "[[1],[]]");
}

TEST(Json, ReadBack) {
    const Json value = parse_json(R"( {"z": [1, -2, 2.5, "x", null, true], "a": {"b": {}}, "z2": 1e3} )");
    EXPECT_EQ(value.at("z").at(0).count(), 1u);
    EXPECT_EQ(value.at("z").at(1).integer(), -2);
    EXPECT_EQ(value.at("z").at(2).number(), 2.5);
    EXPECT_EQ(value.at("z").at(3).text(), "x");
    EXPECT_TRUE(value.at("z").at(4).is_null());
    EXPECT_TRUE(value.at("z").at(5).boolean());
    EXPECT_EQ(value.at("z2").number(), 1000.0);
    EXPECT_EQ(value.members()[1].key, "a");
    EXPECT_EQ(value.find("missing"), nullptr);
    EXPECT_EQ(parse_json(json_text(value)), value);
    EXPECT_EQ(json_line(parse_json(R"({"a":1,"b":2,"a":3})")), R"({"a":3,"b":2})");
}

TEST(Json, ValuesOneAfterTheOther) {
    const std::vector<Json> values = parse_json_values("{\"a\": 1}\n{\"b\": 2}\n");
    ASSERT_EQ(values.size(), 2u);
    EXPECT_EQ(values[1].at("b").count(), 2u);
    EXPECT_TRUE(parse_json_values(" \n").empty());
    EXPECT_THROW(parse_json_values("{\"a\": 1} {"), JsonError);
}

TEST(Json, WhatIsWrongIsAnError) {
    for (const char* text : {"", "[1,", "{\"a\":1} x", "[1e999]", "nul"}) {
        EXPECT_THROW(parse_json(text), JsonError) << text;
    }
    EXPECT_THROW(parse_json(std::string(100'000, '[')), JsonError);
    const Json value{{"a", -1}, {"list", Json::list({1})}};
    EXPECT_THROW((void)value.at("b"), JsonError);
    EXPECT_THROW((void)value.at("a").text(), JsonError);
    EXPECT_THROW((void)value.at("a").count(), JsonError);
    EXPECT_THROW((void)value.at("list").at(1), JsonError);
    EXPECT_THROW((void)value.at("a").values(), JsonError);
}

TEST(Json, CopiesAreApart) {
    Json first{{"list", Json::list({1})}};
    Json second = first;
    second["list"].push_back(2);
    second["text"] = "x";
    EXPECT_EQ(json_line(first), R"({"list":[1]})");
    EXPECT_EQ(json_line(second), R"({"list":[1,2],"text":"x"})");
    second.erase("list");
    first = std::move(second);
    EXPECT_EQ(json_line(first), R"({"text":"x"})");
}

}  // namespace
}  // namespace diaban
