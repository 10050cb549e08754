// Small csv tables of numbers for the density tests.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace diaban::test {

struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

inline CsvTable read_csv(const std::string& name) {
    std::ifstream file(DIABAN_SOURCE_DIR "/tests/reference/" + name);
    CsvTable table;
    std::string line;
    while (std::getline(file, line)) {
        std::stringstream cells(line);
        std::vector<std::string> row;
        for (std::string cell; std::getline(cells, cell, ',');) {
            row.push_back(cell);
        }
        if (table.header.empty()) {
            table.header = row;
        } else {
            table.rows.push_back(row);
        }
    }
    return table;
}

}  // namespace diaban::test
