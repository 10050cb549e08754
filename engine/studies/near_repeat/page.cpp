#include "engine/studies/near_repeat/page.hpp"

#include "layers/cartography/cell_table_page.hpp"

namespace diaban {

namespace {

constexpr double kAlpha = 0.05;  ///< of one band; the page says that several are looked at

std::string metres_of(const Json& cell, const Catalogue& words) {
    const double from = cell.at("distance_from_m").number();
    const Json& to = cell.at("distance_to_m");
    if (to.is_null()) {
        return words.say("near-repeat.metres-beyond", {{"from", words.decimal(from, 0)}});
    }
    if (to.number() == 0.0) {
        return words.say("near-repeat.same-place");
    }
    return words.say("near-repeat.metres", {{"from", words.decimal(from, 0)}, {"to", words.decimal(to.number(), 0)}});
}

std::string days_of(const Json& cell, const Catalogue& words) {
    const std::int64_t from = cell.at("days_from").integer();
    const Json& to = cell.at("days_to");
    return to.is_null() ? words.say("near-repeat.days-beyond", {{"from", words.integer(from)}})
                        : words.say("near-repeat.days",
                                    {{"from", words.integer(from)}, {"to", words.integer(to.integer() - 1)}});
}

bool is_more(const Json& cell) {
    return cell.at("p").number() <= kAlpha && cell.at("ratio").is_number() && cell.at("ratio").number() > 1.0;
}

Colour ground_of(const Json& cell) {
    if (!is_more(cell)) {
        return kWhite;
    }
    const double ratio = cell.at("ratio").number();
    return ratio >= 2.0   ? colour_from_hex(0x9E0D3D)
           : ratio >= 1.5 ? colour_from_hex(0xD9708A)
                          : colour_from_hex(0xF3C6CF);
}

std::string ratio_of(const Json& cell, const Catalogue& words) {
    return cell.at("ratio").is_number() ? words.decimal(cell.at("ratio").number(), 2) : "–";
}

}  // namespace

DrawnPage near_repeat_page(const PageRequest& request) {
    const Catalogue& words = catalogue(request.language);
    const Json& record = *request.output.study(request.name);
    CellTable table;
    table.header = request.output.header;
    table.theme = words.say("near-repeat.page-title", {{"window", words.window(table.header.current)}});
    table.row_title = words.say("near-repeat.distance");
    table.column_title = words.say("near-repeat.days-apart");
    for (const Json& cell : record.at("cells").values()) {
        const std::string row = metres_of(cell, words);
        if (table.rows.empty() || table.rows.back() != row) {
            table.rows.push_back(row);
        }
        if (table.rows.size() == 1) {
            table.columns.push_back(days_of(cell, words));
        }
        table.cells.push_back({ratio_of(cell, words),
                               words.say("near-repeat.cell", {{"pairs", words.integer(cell.at("pairs").integer())},
                                                              {"p", words.decimal(cell.at("p").number(), 3)}}),
                               ground_of(cell), is_more(cell)});
    }
    table.notes = near_repeat_summary(record, words);
    table.notes.push_back(
        words.say("near-repeat.page-note", {{"permutations", words.integer(record.at("permutations").integer())},
                                            {"cells", words.integer(static_cast<std::int64_t>(table.cells.size()))}}));
    return [table](const PageOptions& options) { return render_cell_table(table, options); };
}

std::vector<std::string> near_repeat_summary(const Json& record, const Catalogue& words) {
    std::vector<std::string> lines{
        words.say("near-repeat.events", {{"events", words.integer(record.at("events").integer())},
                                         {"places", words.integer(record.at("places").integer())},
                                         {"links", words.integer(record.at("linked_pairs").integer())}})};
    for (const Json& cell : record.at("cells").values()) {
        // Pairs far apart in both say nothing of one event bringing the next.
        if (is_more(cell) && !cell.at("distance_to_m").is_null() && !cell.at("days_to").is_null()) {
            lines.push_back(words.say("near-repeat.more", {{"distance", metres_of(cell, words)},
                                                           {"days", days_of(cell, words)},
                                                           {"pairs", words.integer(cell.at("pairs").integer())},
                                                           {"ratio", ratio_of(cell, words)},
                                                           {"p", words.decimal(cell.at("p").number(), 3)}}));
        }
    }
    if (lines.size() == 1) {
        lines.push_back(words.say("near-repeat.none"));
    }
    return lines;
}

}  // namespace diaban
