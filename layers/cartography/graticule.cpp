#include "layers/cartography/graticule.hpp"

#include <array>
#include <cmath>
#include <exception>
#include <functional>
#include <limits>
#include <string>

namespace diaban {

namespace {

constexpr double kLeastGridPoints = 70.0;
constexpr double kMostDegreeTicks = 7.0;
constexpr int kSamples = 64;
constexpr int kBisections = 40;
constexpr double kMinutes = 60.0;
constexpr double kLabelSize = 6.0;
constexpr double kTick = 3.0;
constexpr Colour kGridColour{0.45, 0.45, 0.45};

/// An angle along an edge as a function of t in 0 .. 1; NaN where the CRS has no answer.
using AngleAlong = std::function<double(double)>;

double step_in_minutes(double range) {
    constexpr std::array<double, 15> kSteps{0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1200};
    for (const double step : kSteps) {
        if (range * kMinutes / step <= kMostDegreeTicks) {
            return step;
        }
    }
    return kSteps.back();
}

/// Places t where `angle` takes round values.
std::vector<EdgeTick> round_angles(const AngleAlong& angle) {
    std::vector<double> samples;
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (int i = 0; i <= kSamples; ++i) {
        samples.push_back(angle(static_cast<double>(i) / kSamples));
        if (std::isfinite(samples.back())) {
            least = std::min(least, samples.back());
            most = std::max(most, samples.back());
        }
    }
    std::vector<EdgeTick> ticks;
    if (!(least < most)) {
        return ticks;
    }
    const double step = step_in_minutes(most - least);
    for (int i = 0; i < kSamples; ++i) {
        const double a = samples[static_cast<std::size_t>(i)];
        const double b = samples[static_cast<std::size_t>(i) + 1];
        if (!std::isfinite(a) || !std::isfinite(b)) {
            continue;
        }
        for (double k = std::ceil(std::min(a, b) * kMinutes / step); k * step / kMinutes < std::max(a, b); k += 1.0) {
            const double value = k * step / kMinutes;
            double low = static_cast<double>(i) / kSamples;
            double high = static_cast<double>(i + 1) / kSamples;
            for (int n = 0; n < kBisections; ++n) {
                const double middle = (low + high) / 2.0;
                ((angle(middle) < value) == (a < b) ? low : high) = middle;
            }
            ticks.push_back({(low + high) / 2.0, value});
        }
    }
    return ticks;
}

GeographicPoint safely(const GeographicFunction& to_geographic, ProjectedPoint p) {
    try {
        return to_geographic(p);
    } catch (const std::exception&) {
        return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
    }
}

/// A coordinate in the unit that suits the distance between grid lines.
std::string coordinate_in_words(double metres, double step, const Catalogue& words) {
    return step >= 1000.0 ? words.integer(std::llround(metres / 1000.0)) + " km"
                          : words.decimal(metres, step >= 1.0 ? 0 : 2) + " m";
}

void draw_line(cairo_t* context, PagePoint from, PagePoint to) {
    cairo_move_to(context, from.x, from.y);
    cairo_line_to(context, to.x, to.y);
}

}  // namespace

double grid_step_metres(double points_per_metre, double least_points) {
    const double least = least_points / points_per_metre;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

std::vector<EdgeTick> easting_ticks(const MapFrame& frame, double step) {
    const double west = frame.to_map({frame.box.x, frame.box.y}).x;
    const double east = frame.to_map({frame.box.right(), frame.box.y}).x;
    std::vector<EdgeTick> ticks;
    for (double k = std::ceil(west / step); k * step <= east; k += 1.0) {
        ticks.push_back({frame.to_page({k * step, frame.centre.y}).x, k * step});
    }
    return ticks;
}

std::vector<EdgeTick> northing_ticks(const MapFrame& frame, double step) {
    const double north = frame.to_map({frame.box.x, frame.box.y}).y;
    const double south = frame.to_map({frame.box.x, frame.box.bottom()}).y;
    std::vector<EdgeTick> ticks;
    for (double k = std::ceil(south / step); k * step <= north; k += 1.0) {
        ticks.push_back({frame.to_page({frame.centre.x, k * step}).y, k * step});
    }
    return ticks;
}

std::vector<EdgeTick> longitude_ticks(const MapFrame& frame, const GeographicFunction& to_geographic) {
    if (!to_geographic) {
        return {};
    }
    std::vector<EdgeTick> ticks = round_angles([&](double t) {
        return safely(to_geographic, frame.to_map({frame.box.x + t * frame.box.width, frame.box.y})).longitude;
    });
    for (EdgeTick& tick : ticks) {
        tick.page = frame.box.x + tick.page * frame.box.width;
    }
    return ticks;
}

std::vector<EdgeTick> latitude_ticks(const MapFrame& frame, const GeographicFunction& to_geographic) {
    if (!to_geographic) {
        return {};
    }
    std::vector<EdgeTick> ticks = round_angles([&](double t) {
        return safely(to_geographic, frame.to_map({frame.box.right(), frame.box.y + t * frame.box.height})).latitude;
    });
    for (EdgeTick& tick : ticks) {
        tick.page = frame.box.y + tick.page * frame.box.height;
    }
    return ticks;
}

std::string angle_in_words(double degrees) {
    const double tenths = std::round(std::fabs(degrees) * kMinutes * 10.0);
    const auto whole = static_cast<long long>(tenths / (kMinutes * 10.0));
    const double minutes = tenths / 10.0 - static_cast<double>(whole) * kMinutes;
    const auto whole_minutes = static_cast<int>(minutes);
    const int tenth = static_cast<int>(std::lround((minutes - whole_minutes) * 10.0));
    std::string text = std::to_string(whole) + "°" + (whole_minutes < 10 ? "0" : "") + std::to_string(whole_minutes);
    if (tenth != 0) {
        text += "." + std::to_string(tenth);
    }
    return text + "′";
}

double graticule_margin(double scale) {
    return (kLabelSize + kTick + 3.0) * scale;
}

void draw_graticule(cairo_t* context, Typesetter& text, const MapFrame& frame, const GraticuleOptions& options) {
    const double scale = options.scale;
    const Catalogue& words = options.words;
    const PageBox& box = frame.box;
    const TextStyle style{kLabelSize * scale, FontWeight::kRegular, TextAlign::kCentre, kBlack};
    const double tick = kTick * scale;
    const double cross = 3.0 * scale;
    const double label_width = 60.0 * scale;
    const double label_height = 9.0 * scale;
    const double beside = tick + 4.5 * scale;
    const double step = grid_step_metres(frame.points_per_metre, kLeastGridPoints * scale);
    const std::vector<EdgeTick> eastings = easting_ticks(frame, step);
    const std::vector<EdgeTick> northings = northing_ticks(frame, step);

    cairo_save(context);
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT);
    add_box(context, box);
    cairo_clip(context);
    cairo_set_line_width(context, 0.4 * scale);
    set_colour(context, kGridColour);
    for (const EdgeTick& east : eastings) {
        for (const EdgeTick& north : northings) {
            draw_line(context, {east.page - cross, north.page}, {east.page + cross, north.page});
            draw_line(context, {east.page, north.page - cross}, {east.page, north.page + cross});
        }
    }
    cairo_stroke(context);
    cairo_restore(context);

    cairo_save(context);
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT);
    set_colour(context, kBlack);
    cairo_set_line_width(context, 0.5 * scale);
    for (const EdgeTick& east : eastings) {
        draw_line(context, {east.page, box.bottom()}, {east.page, box.bottom() + tick});
    }
    for (const EdgeTick& north : northings) {
        draw_line(context, {box.x - tick, north.page}, {box.x, north.page});
    }
    const std::vector<EdgeTick> longitudes = longitude_ticks(frame, options.to_geographic);
    const std::vector<EdgeTick> latitudes = latitude_ticks(frame, options.to_geographic);
    for (const EdgeTick& longitude : longitudes) {
        draw_line(context, {longitude.page, box.y - tick}, {longitude.page, box.y});
    }
    for (const EdgeTick& latitude : latitudes) {
        draw_line(context, {box.right(), latitude.page}, {box.right() + tick, latitude.page});
    }
    cairo_stroke(context);
    cairo_set_line_width(context, 0.9 * scale);
    add_box(context, box);
    cairo_stroke(context);
    cairo_restore(context);

    // A label that would reach past the frame's corner is left out; its tick stays.
    const auto inside_x = [&](double x, const std::string& label) {
        const double half = text.measure(label, style).width / 2.0;
        return x - half >= box.x && x + half <= box.right();
    };
    const auto inside_y = [&](double y, const std::string& label) {
        const double half = text.measure(label, style).width / 2.0;
        return y - half >= box.y && y + half <= box.bottom();
    };
    for (const EdgeTick& east : eastings) {
        const std::string label = words.say("map.easting", {{"length", coordinate_in_words(east.value, step, words)}});
        if (inside_x(east.page, label)) {
            text.draw(label, style, {east.page - label_width / 2.0, box.bottom() + tick, label_width, label_height});
        }
    }
    for (const EdgeTick& north : northings) {
        const std::string label =
            words.say("map.northing", {{"length", coordinate_in_words(north.value, step, words)}});
        if (inside_y(north.page, label)) {
            text.draw_upwards(label, style, {box.x - beside, north.page});
        }
    }
    for (const EdgeTick& longitude : longitudes) {
        const std::string label =
            words.say(longitude.value < 0.0 ? "map.west" : "map.east", {{"angle", angle_in_words(longitude.value)}});
        if (inside_x(longitude.page, label)) {
            text.draw(label, style,
                      {longitude.page - label_width / 2.0, box.y - tick - label_height, label_width, label_height});
        }
    }
    for (const EdgeTick& latitude : latitudes) {
        const std::string label = words.say(latitude.value < 0.0 ? "map.south-of-equator" : "map.north-of-equator",
                                            {{"angle", angle_in_words(latitude.value)}});
        if (inside_y(latitude.page, label)) {
            text.draw_upwards(label, style, {box.right() + beside, latitude.page});
        }
    }
}

}  // namespace diaban
