#include "layers/cartography/page_blocks.hpp"

#include <algorithm>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/qr_code.hpp"
#include "layers/model/located_share.hpp"

namespace diaban {

namespace {

constexpr Colour kWarningColour{0.62, 0.05, 0.05};

std::string role_in_words(const std::string& role, const Catalogue& words) {
    const std::string key = "map.role." + role;
    return words.has(key) ? words.say(key) : role;
}

}  // namespace

TextBlock header_block(Typesetter& text, const PageIdentity& identity, const PageOptions& options) {
    const ReviewHeader& header = identity.header;
    const Catalogue& words = catalogue(options.language);
    const double width = header_width(options.size, options.orientation);
    const double scale = text_scale(options.size);
    TextBlock block;
    block.gap = 2.0 * scale;
    const std::string& title = header.title.empty() ? identity.theme : header.title;
    constexpr int kTitleLines = 3;
    constexpr int kMostTitleLines = 5;
    constexpr double kOneLineSize = 12.5;
    TextStyle style{15.0 * scale, FontWeight::kBold, TextAlign::kLeft, kBlack};
    // A little smaller on one line reads better than one word left over on a second.
    if (text.measure(title, {kOneLineSize * scale, style.weight, style.align, style.colour}).width <= width) {
        while (text.line_count(title, style, width) > 1) {
            style.size -= 0.5 * scale;
        }
    }
    while (style.size > 9.0 * scale && text.line_count(title, style, width) > kTitleLines) {
        style.size -= 0.5 * scale;
    }
    block.paragraphs.push_back({title, style, kMostTitleLines});
    const TextStyle second{10.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    std::string theme = header.title.empty() ? "" : identity.theme;
    if (!header.unit.empty()) {
        theme += (theme.empty() ? "" : " – ") + header.unit;
    }
    if (!theme.empty()) {
        block.paragraphs.push_back({theme, second});
    }
    const TextStyle third{8.5 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    block.paragraphs.push_back({words.say("map.windows", {{"current", words.window(header.current)},
                                                          {"baseline", words.window(header.baseline)}}),
                                third});
    if (header.split_forced) {
        block.paragraphs.push_back(
            {words.say("map.split-forced"), {8.5 * scale, FontWeight::kBold, TextAlign::kLeft, kWarningColour}});
    }
    return block;
}

std::string incidents_in_words(const ReviewHeader& header, const Catalogue& words) {
    if (header.incidents_in_windows == 0) {
        return "";
    }
    const double share =
        static_cast<double>(header.incidents_located) / static_cast<double>(header.incidents_in_windows);
    return words.say(share < kLocatedShareAsked ? "map.incidents-few-located" : "map.incidents",
                     {{"count", words.integer(static_cast<std::int64_t>(header.incidents_in_windows))},
                      {"located", words.integer(static_cast<std::int64_t>(header.incidents_located))},
                      {"share", words.decimal(100.0 * share, 1)},
                      {"asked", words.decimal(100.0 * kLocatedShareAsked, 0)}});
}

std::string sources_in_words(const ReviewHeader& header, const Catalogue& words) {
    std::string sources;
    std::string role;
    std::string name;
    for (const ReviewSource& source : header.sources) {
        // Several inputs of one kind stand together, layers of one file once.
        const bool same = source.role == role;
        if (same && source.name == name) {
            continue;
        }
        name = source.name;
        sources += (sources.empty() ? ""
                    : same          ? ", "
                                    : "; ") +
                   (same ? "" : role_in_words(source.role, words) + " – ") + source.name;
        role = source.role;
    }
    return sources.empty() ? "" : words.say("map.sources", {{"sources", sources}});
}

TextBlock information_block(const PageIdentity& identity, const PageOptions& options) {
    const ReviewHeader& header = identity.header;
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options.size);
    const TextStyle style{7.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    TextBlock block;
    block.gap = 2.0 * scale;
    const auto add = [&](const std::string& sentence) { block.paragraphs.push_back({sentence, style}); };
    const std::string incidents = incidents_in_words(header, words);
    add(incidents.empty() ? words.say("map.no-incidents") : incidents);
    if (!header.rule_name.empty()) {
        add(words.say(header.rule_unit.empty() ? "map.rule" : "map.rule-approved", {{"name", header.rule_name},
                                                                                    {"version", header.rule_version},
                                                                                    {"hash", header.rule_hash},
                                                                                    {"unit", header.rule_unit}}));
    }
    if (const std::string sources = sources_in_words(header, words); !sources.empty()) {
        add(sources);
    }
    const std::string crs = header.crs_name.empty() ? header.crs.definition : header.crs_name;
    if (!crs.empty()) {
        const char* key = identity.coordinates == Coordinates::kNone     ? "map.coordinates-none"
                          : identity.coordinates == Coordinates::kMetric ? "map.coordinates-metric-only"
                                                                         : "map.coordinates";
        add(words.say(key, {{"crs", crs}}));
    }
    return block;
}

void draw_marking(Typesetter& text, const std::string& marking, const PageBox& box, double scale) {
    cairo_t* context = text.context();
    if (marking.empty()) {
        return;
    }
    TextStyle style{10.0 * scale, FontWeight::kBold, TextAlign::kCentre, kWarningColour};
    const PageBox inner = box.inset(4.0 * scale);
    while (style.size > 6.0 * scale && text.measure(marking, style, inner.width).height > inner.height) {
        style.size -= 0.5 * scale;
    }
    const double height = std::min(inner.height, text.measure(marking, style, inner.width).height);
    text.draw(marking, style, {inner.x, inner.y + (inner.height - height) / 2.0, inner.width, height + 1.0});
    set_colour(context, kWarningColour);
    cairo_set_line_width(context, 1.0 * scale);
    add_box(context, box);
    cairo_stroke(context);
}

void draw_code(Typesetter& text, const ReviewHeader& header, const PageBox& box, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options.size);
    const PageBox square = draw_qr_code(text.context(), qr_code(header.run_id), box);
    const double x = square.empty() ? box.x : square.right() + 5.0 * scale;
    const TextStyle style{7.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    TextBlock block;
    block.gap = 2.0 * scale;
    block.paragraphs.push_back({words.say("map.run", {{"run", header.run_id}}), style});
    block.paragraphs.push_back({words.say("map.as-of", {{"date", words.date(header.as_of)}}), style});
    block.paragraphs.push_back({words.say("map.program", {{"version", header.program_version}}), style});
    const PageBox room{x, box.y, box.right() - x, box.height};
    const double height = height_of(text, block, room.width);
    draw_block(text, block, {room.x, room.y + std::max(0.0, (room.height - height) / 2.0), room.width, room.height});
}

void draw_footer(Typesetter& text, const PageIdentity& identity, const PageBox& box, const PageOptions& options) {
    const Catalogue& words = catalogue(options.language);
    const double scale = text_scale(options.size);
    TextStyle style{6.5 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
    const PageBox left{box.x, box.y, 0.75 * box.width, box.height};
    text.draw(words.say("map.footer", {{"theme", identity.theme}, {"run", identity.header.run_id}}), style, left);
    style.align = TextAlign::kRight;
    text.draw(
        words.say("map.page", {{"page", std::to_string(identity.page)}, {"pages", std::to_string(identity.pages)}}),
        style, {left.right(), box.y, box.width - left.width, box.height});
}

}  // namespace diaban
