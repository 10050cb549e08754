#include "layers/cartography/canvas.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <array>
#include <cctype>
#include <cmath>
#include <map>

#include "layers/cartography/png_image.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// cairo numbers an SVG's surfaces, masks and clips by a counter of the whole process. They are numbered again from 0
/// in the order of their appearance, so that the second map of a process equals the first of another.
std::string with_numbered_ids(const std::string& svg) {
    static const std::array<std::string, 6> kNames{"surface", "image", "mask", "clip", "pattern", "source-"};
    std::map<std::string, std::size_t> seen;
    std::string result;
    result.reserve(svg.size());
    for (std::size_t at = 0; at < svg.size();) {
        const bool starts_id = at > 0 && (svg[at - 1] == '"' || svg[at - 1] == '#');
        std::size_t end = at;
        if (starts_id) {
            for (const std::string& name : kNames) {
                if (svg.compare(at, name.size(), name) == 0) {
                    std::size_t digit = at + name.size();
                    while (digit < svg.size() && std::isdigit(static_cast<unsigned char>(svg[digit]))) {
                        ++digit;
                    }
                    if (digit > at + name.size() && digit < svg.size() && (svg[digit] == '"' || svg[digit] == ')')) {
                        end = digit;
                        const std::size_t number = seen.emplace(svg.substr(at, end - at), seen.size()).first->second;
                        result += name + std::to_string(number);
                    }
                    break;
                }
            }
        }
        if (end == at) {
            result += svg[at++];
        } else {
            at = end;
        }
    }
    return result;
}

}  // namespace

Canvas::Canvas(PaperSize paper, MapFormat format, const DocumentInformation& information, double resolution)
    : m_format(format), m_resolution(resolution) {
    if (format == MapFormat::kPdf) {
        m_surface = cairo_pdf_surface_create_for_stream(append_bytes, &m_bytes, paper.width, paper.height);
        const std::string date = iso_date(information.date) + "T00:00:00Z";
        cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_TITLE, information.title.c_str());
        cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_SUBJECT, information.subject.c_str());
        cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_CREATOR, information.creator.c_str());
        cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
        cairo_pdf_surface_set_metadata(m_surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    } else if (format == MapFormat::kSvg) {
        m_surface = cairo_svg_surface_create_for_stream(append_bytes, &m_bytes, paper.width, paper.height);
    } else {
        const double scale = resolution / 72.0;
        m_surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(paper.width * scale)),
                                               static_cast<int>(std::lround(paper.height * scale)));
        cairo_surface_set_device_scale(m_surface, scale, scale);
    }
    m_context = cairo_create(m_surface);
    begin_page();
    cairo_set_line_join(m_context, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(m_context, CAIRO_LINE_CAP_ROUND);
    cairo_set_fill_rule(m_context, CAIRO_FILL_RULE_WINDING);
}

void Canvas::begin_page() {
    set_colour(m_context, kWhite);
    cairo_paint(m_context);
}

void Canvas::next_page(PaperSize paper) {
    if (m_format != MapFormat::kPdf) {
        throw Error(ErrorCode::kInternal, "error.map-not-drawn", {{"reason", "one page only"}});
    }
    cairo_show_page(m_context);
    cairo_pdf_surface_set_size(m_surface, paper.width, paper.height);
    begin_page();
}

Canvas::~Canvas() {
    cairo_destroy(m_context);
    cairo_surface_destroy(m_surface);
}

std::string Canvas::finish() {
    cairo_status_t status = cairo_status(m_context);
    if (status == CAIRO_STATUS_SUCCESS && m_format == MapFormat::kPng) {
        m_bytes = png_bytes(m_surface, m_resolution);
    }
    if (status == CAIRO_STATUS_SUCCESS) {
        cairo_show_page(m_context);
        cairo_surface_finish(m_surface);
        status = cairo_surface_status(m_surface);
    }
    if (status != CAIRO_STATUS_SUCCESS) {
        throw Error(ErrorCode::kInternal, "error.map-not-drawn", {{"reason", cairo_status_to_string(status)}});
    }
    if (m_format == MapFormat::kSvg) {
        m_bytes = with_numbered_ids(m_bytes);
    }
    return std::move(m_bytes);
}

}  // namespace diaban
