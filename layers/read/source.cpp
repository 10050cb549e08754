#include "layers/read/source.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <regex>
#include <string_view>

#include "layers/base/ascii_text.hpp"
#include "layers/crs/transformation.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/spreadsheet.hpp"
#include "layers/read/text_copy.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

bool is_database(const std::string& path) {
    return path.rfind("PG:", 0) == 0;
}

bool ends_with(const std::string& text, const std::string& ending) {
    return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

/// GDAL's own file systems ("/vsimem/", "/vsizip/") are not the operating system's.
bool is_virtual(const std::string& path) {
    return path.rfind("/vsi", 0) == 0;
}

bool file_exists(const std::string& path) {
    VSIStatBufL status;
    return is_virtual(path) ? VSIStatL(path.c_str(), &status) == 0 : fs::exists(path);
}

/// What GDAL is asked to open: its CSV driver knows a text file that is not named .csv or .tsv only when told.
std::string gdal_name(const std::string& path) {
    const std::string lower = lower_ascii(path);
    const bool needs_telling = ends_with(lower, ".gz") || ends_with(lower, ".txt");
    return (is_text_table(path) && needs_telling ? "CSV:" : "") + gdal_file_name(path);
}

std::string join_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

std::vector<std::string> layer_names(GDALDataset& dataset) {
    std::vector<std::string> names;
    for (int i = 0; i < dataset.GetLayerCount(); ++i) {
        names.emplace_back(dataset.GetLayer(i)->GetName());
    }
    return names;
}

OGRLayer* choose_layer(GDALDataset& dataset, const SourceSpec& spec) {
    if (!spec.layer.empty()) {
        OGRLayer* layer = dataset.GetLayerByName(spec.layer.c_str());
        if (layer == nullptr) {
            const std::vector<std::string> names = layer_names(dataset);
            throw Error(ErrorCode::kInput, "error.layer-unknown",
                        {{"file", shown_source(spec.path)},
                         {"layer", spec.layer},
                         {"nearest", nearest_name(spec.layer, names)},
                         {"layers", join_names(names)}});
        }
        return layer;
    }
    if (dataset.GetLayerCount() == 0) {
        throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(spec.path)}});
    }
    if (dataset.GetLayerCount() > 1) {
        // A table of styles beside one layer leaves no choice.
        const std::vector<std::string> names = layer_names(dataset);
        if (names.size() == 2 && std::count(names.begin(), names.end(), "layer_styles") == 1) {
            return dataset.GetLayer(names[0] == "layer_styles" ? 1 : 0);
        }
        throw Error(ErrorCode::kInput, "error.layer-needed",
                    {{"file", shown_source(spec.path)}, {"layers", join_names(names)}});
    }
    return dataset.GetLayer(0);
}

/// True when every text of the layer is UTF-8 and at least one is more than ASCII.
bool all_utf8(OGRLayer& layer) {
    bool beyond_ascii = false;
    for (const auto& feature : layer) {
        for (int field = 0; field < feature->GetFieldCount(); ++field) {
            if (feature->GetFieldDefnRef(field)->GetType() != OFTString || !feature->IsFieldSetAndNotNull(field)) {
                continue;
            }
            const std::string_view text = feature->GetFieldAsString(field);
            if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
                beyond_ascii = true;
                if (CPLIsUTF8(text.data(), static_cast<int>(text.size())) == FALSE) {
                    return false;
                }
            }
        }
    }
    return beyond_ascii;
}

/// A shapefile without a .cpg names no encoding that can be trusted: most programs write one byte (87, "ANSI") whatever
/// they do. Its texts are taken for UTF-8 when all of them are; text in an old encoding practically never is.
bool is_utf8_shapefile(const std::string& path) {
    const fs::path file(path);
    if (lower_ascii(file.extension().string()) != ".shp" || is_virtual(path)) {
        return false;
    }
    for (const char* ending : {".cpg", ".CPG", ".cst"}) {
        if (fs::exists(fs::path(file).replace_extension(ending))) {
            return false;
        }
    }
    CPLStringList as_it_stands;
    as_it_stands.SetNameValue("ENCODING", "");
    const DatasetHandle dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, as_it_stands.List(), nullptr));
    return dataset && dataset->GetLayerCount() == 1 && all_utf8(*dataset->GetLayer(0));
}

}  // namespace

SourceSpec parse_source(const std::string& text) {
    SourceSpec spec;
    spec.path = text;
    if (is_database(text) || file_exists(text)) {
        return spec;
    }
    // A layer's name may hold colons of its own: the longest part that is a file wins.
    for (std::size_t colon = text.rfind(':'); colon != std::string::npos && colon > 0;
         colon = text.rfind(':', colon - 1)) {
        if (file_exists(text.substr(0, colon))) {
            spec.path = text.substr(0, colon);
            spec.layer = text.substr(colon + 1);
            break;
        }
    }
    return spec;
}

std::string without_passwords(const std::string& text) {
    // "password=secret", "password = 'a secret'" and "postgresql://user:secret@host".
    static const std::regex kKeyword(R"((password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s'&]\S*))", std::regex::icase);
    static const std::regex kAddress("(://[^:@/\\s]*:)[^@\\s]*@");
    return std::regex_replace(std::regex_replace(text, kKeyword, "$1***"), kAddress, "$1***@");
}

std::string shown_source(const std::string& path) {
    return is_database(path) ? without_passwords(path) : path;
}

std::string shown_name(const std::string& path) {
    return is_database(path) ? shown_source(path) : fs::path(path).filename().string();
}

std::string gdal_file_name(const std::string& path) {
    if (is_database(path) || !ends_with(lower_ascii(path), ".gz")) {
        return path;
    }
    return "/vsigzip/" + (is_virtual(path) ? path : fs::absolute(path).string());
}

bool is_text_table(const std::string& path) {
    if (is_database(path)) {
        return false;
    }
    std::string lower = lower_ascii(path);
    if (ends_with(lower, ".gz")) {
        lower.resize(lower.size() - 3);
    }
    return ends_with(lower, ".csv") || ends_with(lower, ".tsv") || ends_with(lower, ".txt");
}

Source::Source(SourceSpec spec, DatasetHandle dataset, OGRLayer* layer)
    : m_spec(std::move(spec)), m_dataset(std::move(dataset)), m_layer(layer) {}
Source::Source(Source&&) noexcept = default;
Source& Source::operator=(Source&&) noexcept = default;
Source::~Source() = default;

Source Source::open(const SourceSpec& spec) {
    start_gdal();
    if (!is_database(spec.path) && !file_exists(spec.path)) {
        throw Error(ErrorCode::kInput, "error.file-missing", {{"file", shown_source(spec.path)}});
    }
    GdalErrors errors;
    // Tables are read as text: what a column means is decided here, with the whole column in view, not by a guess of
    // the driver.
    CPLStringList options;
    std::vector<Finding> findings;
    std::unique_ptr<TextCopy> text = is_text_table(spec.path) ? copy_for_gdal(spec, findings) : nullptr;
    if (is_text_table(spec.path)) {
        options.SetNameValue("HEADERS", "YES");  // a year may head a column; GDAL's own guess is that a number does not
        options.SetNameValue("AUTODETECT_TYPE", "NO");
        options.SetNameValue("EMPTY_STRING_AS_NULL", "YES");
    } else if (is_utf8_shapefile(spec.path)) {
        options.SetNameValue("ENCODING", "UTF-8");
    }
    const bool is_sheet = diaban::is_spreadsheet(spec.path);
    SheetTable sheet = is_sheet ? read_sheet(spec.path, spec.layer) : SheetTable{};
    const std::string name = text ? text->path() : gdal_name(spec.path);
    DatasetHandle dataset =
        is_sheet
            ? std::move(sheet.dataset)
            : DatasetHandle(GDALDataset::Open(name.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                              nullptr, options.List(), nullptr));
    if (!dataset) {
        throw Error(ErrorCode::kInput, "error.file-unreadable",
                    {{"file", shown_source(spec.path)}, {"cause", without_passwords(errors.message())}});
    }
    OGRLayer* layer = choose_layer(*dataset, spec);
    if (!spec.where.empty()) {
        // Databases look at a condition only when the first row is asked for.
        const bool accepted = layer->SetAttributeFilter(spec.where.c_str()) == OGRERR_NONE;
        const OGRFeatureUniquePtr first(accepted ? layer->GetNextFeature() : nullptr);
        if (!accepted || errors.failed()) {
            throw Error(ErrorCode::kInput, "error.where-invalid",
                        {{"where", spec.where}, {"cause", without_passwords(errors.message())}});
        }
        layer->ResetReading();
    }
    Source source(spec, std::move(dataset), layer);
    source.m_text = std::move(text);
    source.m_findings = is_sheet ? std::move(sheet.findings) : std::move(findings);
    return source;
}

CrsId Source::own_crs() const {
    const OGRSpatialReference* reference = m_layer->GetSpatialRef();
    // GeoPackage writes "Undefined geographic SRS" or "Undefined Cartesian SRS" for a layer that has none.
    if (reference == nullptr ||
        std::string(reference->GetName() != nullptr ? reference->GetName() : "").starts_with("Undefined ")) {
        return {};
    }
    const char* authority = reference->GetAuthorityName(nullptr);
    const char* code = reference->GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) {
        return {std::string(authority) + ":" + code};
    }
    char* wkt = nullptr;
    const char* const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
    CrsId crs;
    if (reference->exportToWkt(&wkt, options) == OGRERR_NONE && wkt != nullptr) {
        crs.definition = wkt;
    }
    CPLFree(wkt);
    return crs;
}

std::vector<std::string> Source::field_names() const {
    std::vector<std::string> names;
    const OGRFeatureDefn& definition = *m_layer->GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        names.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    }
    return names;
}

int field_index(const std::vector<std::string>& names, const std::string& name, const std::string& file) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (const auto count = std::count(names.begin(), names.end(), name); count > 1) {
        throw Error(ErrorCode::kInput, "error.field-twice",
                    {{"file", file}, {"field", name}, {"count", std::to_string(count)}});
    }
    if (found != names.end()) {
        return static_cast<int>(found - names.begin());
    }
    throw Error(
        ErrorCode::kInput, "error.field-unknown",
        {{"file", file}, {"field", name}, {"nearest", nearest_name(name, names)}, {"fields", join_names(names)}});
}

int Source::field(const std::string& name) const {
    const std::vector<std::string> names = field_names();
    if (names.empty() && m_layer->GetFeatureCount(TRUE) == 0) {
        throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(m_spec.path)}});
    }
    return field_index(names, name, shown_source(m_spec.path));
}

bool Source::is_spreadsheet() const {
    return diaban::is_spreadsheet(m_spec.path);
}

bool Source::has_geometry() const {
    return m_layer->GetGeomType() != wkbNone;
}

CrsId crs_of(const Source& source, const CrsId& declared) {
    if (!declared.empty()) {
        crs_information(declared);  // refuses a code that does not exist before any row is read
        return declared;
    }
    CrsId own = source.own_crs();
    if (own.empty()) {
        throw Error(ErrorCode::kInput, "error.crs-missing", {{"file", shown_source(source.spec().path)}});
    }
    return own;
}

GeographicBox geographic_extent(const Source& source, const CrsId& declared) {
    const CrsId crs = crs_of(source, declared);
    OGREnvelope envelope;
    if (source.layer().GetExtent(&envelope, TRUE) != OGRERR_NONE || !std::isfinite(envelope.MinX) ||
        envelope.MinX > envelope.MaxX) {
        throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(source.spec().path)}});
    }
    constexpr int kStepsAnEdge = 16;
    std::vector<RawCoordinate> edge;
    for (int i = 0; i <= kStepsAnEdge; ++i) {
        const double share = static_cast<double>(i) / kStepsAnEdge;
        const double x = envelope.MinX + share * (envelope.MaxX - envelope.MinX);
        const double y = envelope.MinY + share * (envelope.MaxY - envelope.MinY);
        edge.insert(edge.end(), {{x, envelope.MinY}, {x, envelope.MaxY}, {envelope.MinX, y}, {envelope.MaxX, y}});
    }
    Transformation::between(crs, {"EPSG:4326"}).apply(edge);
    GeographicBox box;
    for (const RawCoordinate& c : edge) {
        if (std::isfinite(c.x) && std::isfinite(c.y)) {
            box.expand({c.x, c.y});
        }
    }
    return box;
}

}  // namespace diaban
