#include "layers/text/csv_table.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(CsvTable, AMarkThenRowsOfCells) {
    CsvTable table({"name", "n, all"});
    table.add({"Xã Hải Hậu", "3"});
    table.add({"=1+1", ""});
    EXPECT_EQ(table.text(), "\xEF\xBB\xBFname,\"n, all\"\r\nXã Hải Hậu,3\r\n'=1+1,\r\n");
}

}  // namespace
}  // namespace diaban
