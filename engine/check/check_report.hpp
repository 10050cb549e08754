// The report of `diaban check` as lines, as JSON and as a page.
#pragma once

#include <string>

#include "engine/check/check_project.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// JSON text, schema "diaban.check/1": every finding with its severity, sentence in both languages, keys to change and
/// row numbers.
std::string check_report_json(const CheckReport& report);

/// Lines to read.
std::string check_report_text(const CheckReport& report, const Catalogue& words);

/// One HTML file that needs nothing beside it. Whatever stands in names and cells is text: it never becomes markup.
std::string check_report_page(const CheckReport& report, const Catalogue& words);

/// "cli.error", "check.warning", "cli.note".
const char* severity_word(Severity severity);

/// How many areas there are, and how many incidents each window holds: a sentence each, of what is known.
std::vector<std::string> count_lines(const CheckReport& report, const Catalogue& words);

/// The sentence that says what row numbers of incidents are.
const char* row_numbers_key(RowNumberKind kind);

/// "A", ... with its criteria, and the sentence under a finding that says which key to change; shared by lines and
/// page.
std::string remedy_text(const Finding& finding, const Catalogue& words);
std::string remedy_text(const RejectedForReason& rejected, const Catalogue& words);

}  // namespace diaban
