#include "engine/input/join_rejects.hpp"

#include <algorithm>

namespace diaban {

void join_rejects(Rejects& all, const Rejects& more) {
    if (more.rows.empty()) {
        return;
    }
    std::vector<std::size_t> place;
    for (const std::string& name : more.field_names) {
        const auto found = std::find(all.field_names.begin(), all.field_names.end(), name);
        place.push_back(static_cast<std::size_t>(found - all.field_names.begin()));
        if (found == all.field_names.end()) {
            all.field_names.push_back(name);
        }
    }
    for (RejectedRow& row : all.rows) {
        row.fields.resize(all.field_names.size());
    }
    for (RejectedRow row : more.rows) {
        std::vector<std::string> fields(all.field_names.size());
        for (std::size_t i = 0; i < std::min(row.fields.size(), place.size()); ++i) {
            fields[place[i]] = std::move(row.fields[i]);
        }
        row.fields = std::move(fields);
        all.rows.push_back(std::move(row));
    }
}

}  // namespace diaban
