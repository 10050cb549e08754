// Reads the small reference tables that the R scripts wrote.
#pragma once

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/weights/weights_files.hpp"

namespace diaban::reference {

inline std::string path_of(const std::string& file) {
    std::string path = DIABAN_SOURCE_DIR "/tests/reference/";
    path += file;
    return path;
}

/// A comma-separated table without quotes in its numbers: rows of text by column name.
struct Rows {
    std::vector<std::map<std::string, std::string>> rows;

    [[nodiscard]] std::vector<double> numbers(const std::string& column) const {
        std::vector<double> values;
        for (const auto& row : rows) {
            values.push_back(std::stod(row.at(column)));
        }
        return values;
    }
    [[nodiscard]] std::vector<std::string> texts(const std::string& column) const {
        std::vector<std::string> values;
        for (const auto& row : rows) {
            values.push_back(row.at(column));
        }
        return values;
    }
};

inline Rows read_rows(const std::string& file) {
    std::ifstream in(path_of(file));
    if (!in) {
        throw std::runtime_error("missing " + file);
    }
    const auto split = [](const std::string& line) {
        std::vector<std::string> cells;
        std::stringstream stream(line);
        std::string cell;
        while (std::getline(stream, cell, ',')) {
            cells.push_back(cell.size() > 1 && cell.front() == '"' ? cell.substr(1, cell.size() - 2) : cell);
        }
        return cells;
    };
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> head = split(line);
    Rows table;
    while (std::getline(in, line)) {
        const std::vector<std::string> cells = split(line);
        std::map<std::string, std::string> row;
        for (std::size_t k = 0; k < head.size(); ++k) {
            row[head[k]] = cells.at(k);
        }
        table.rows.push_back(row);
    }
    return table;
}

/// Weights in the order of the ids of a table.
inline SpatialWeights read_gal_for(const std::string& file, const std::vector<std::string>& ids) {
    std::ifstream in(path_of(file));
    return weights_for_ids(read_gal(in, file), ids);
}

}  // namespace diaban::reference
