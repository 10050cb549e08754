#include "layers/read/row_numbering.hpp"

#include <ogrsf_frmts.h>

#include "layers/read/text_table.hpp"

namespace diaban {

RowNumbers row_numbers(const SourceSpec& source) {
    if (is_text_table(source.path) && source.where.empty()) {
        return survey_text_table(source).numbers;
    }
    const Source opened = Source::open(source);
    RowNumbers numbers;
    numbers.kind = opened.is_spreadsheet() ? RowNumberKind::kSheetRow : RowNumberKind::kFeatureId;
    opened.layer().ResetReading();
    for (const auto& feature : opened.layer()) {
        numbers.add(static_cast<std::uint64_t>(feature->GetFID()));
    }
    return numbers;
}

void number_rejects(const SourceSpec& source, Rejects& rejects) {
    if (rejects.rows.empty()) {
        return;
    }
    const RowNumbers numbers = row_numbers(source);
    for (RejectedRow& row : rejects.rows) {
        row.line = numbers.of(row.row);
    }
}

}  // namespace diaban
