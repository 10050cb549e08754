#include "layers/read/row_screen.hpp"

#include <algorithm>

namespace diaban {

namespace {

const char* kind_label(PersonalKind kind) {
    switch (kind) {
        case PersonalKind::kIdentity:
            return "CCCD/CMND";
        case PersonalKind::kPhone:
            return "SĐT/phone";
        case PersonalKind::kPlate:
            return "biển số/plate";
        case PersonalKind::kEmail:
            return "e-mail";
        case PersonalKind::kName:
            return "họ tên/name";
    }
    return "";
}

}  // namespace

std::string personal_text(const std::vector<PersonalColumn>& columns, const std::vector<std::string>& headers) {
    std::string text;
    for (const PersonalColumn& column : columns) {
        text += (text.empty() ? "" : ", ") + headers[column.column] + " (" + kind_label(column.kind) + ": " +
                std::to_string(column.cells) + ")";
    }
    return text;
}

RowScreen::RowScreen(const std::vector<std::string>& headers, const ColumnsInUse& used,
                     const std::set<std::string>& dropped)
    : m_headers(headers) {
    std::vector<ColumnUse> uses;
    for (const std::string& header : headers) {
        if (used.values.contains(header) || dropped.contains(header)) {
            uses.push_back(ColumnUse::kValues);
        } else {
            uses.push_back(used.places.contains(header) ? ColumnUse::kPlaces : ColumnUse::kFree);
        }
    }
    m_used = used.places;
    m_scan = PersonalScan(std::move(uses));
}

std::uint64_t RowScreen::add_row(std::span<const std::string_view> cells) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001B3u; };
    for (std::size_t column = 0; column < cells.size(); ++column) {
        m_scan.add(column, cells[column]);
        for (const char c : cells[column]) {
            mix(static_cast<unsigned char>(c));
        }
        mix(0xFF);  // no byte of UTF-8: "a,b" and "ab," differ
    }
    ++m_rows;
    return hash;
}

void RowScreen::merge(const RowScreen& later) {
    if (m_headers.empty()) {
        m_headers = later.m_headers;
        m_used = later.m_used;
    }
    m_scan.merge(later.m_scan);
    text.merge(later.text, m_rows);
    areas.merge(later.areas);
    m_rows += later.m_rows;
}

std::vector<std::string> RowScreen::personal(const std::string& file, PersonalData action) const {
    const std::vector<PersonalColumn> found = m_scan.found(m_headers);
    std::vector<PersonalColumn> used;
    std::copy_if(found.begin(), found.end(), std::back_inserter(used),
                 [&](const PersonalColumn& column) { return m_used.contains(m_headers[column.column]); });
    if (action == PersonalData::kRefuse && !found.empty()) {
        throw Error(ErrorCode::kInput, "error.personal-content",
                    {{"file", file}, {"columns", personal_text(found, m_headers)}});
    }
    if (!used.empty()) {
        throw Error(ErrorCode::kInput, "error.personal-mapped",
                    {{"file", file}, {"columns", personal_text(used, m_headers)}});
    }
    std::vector<std::string> names;
    for (const PersonalColumn& column : found) {
        names.push_back(m_headers[column.column]);
    }
    return names;
}

std::vector<Finding> RowScreen::findings(const std::string& file, const std::vector<std::string>& personal) const {
    std::vector<Finding> out;
    if (!personal.empty()) {
        std::string columns;
        for (const std::string& name : personal) {
            columns += (columns.empty() ? "" : ", ") + name;
        }
        out.push_back({Severity::kWarning,
                       "finding.personal-dropped",
                       {{"file", file}, {"columns", columns}, {"count", std::to_string(personal.size())}}});
    }
    for (const std::vector<Finding>& more : {text.findings(file), areas.findings(file)}) {
        out.insert(out.end(), more.begin(), more.end());
    }
    return out;
}

void drop_columns(Rejects& rejects, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        const auto found = std::find(rejects.field_names.begin(), rejects.field_names.end(), name);
        if (found == rejects.field_names.end()) {
            continue;
        }
        const auto at = found - rejects.field_names.begin();
        rejects.field_names.erase(found);
        for (RejectedRow& row : rejects.rows) {
            if (at < static_cast<std::ptrdiff_t>(row.fields.size())) {
                row.fields.erase(row.fields.begin() + at);
            }
        }
    }
}

}  // namespace diaban
