#include <fmt/format.h>

#include <algorithm>

#include "engine/check/check_report.hpp"
#include "layers/base/version.hpp"
#include "layers/report/report.hpp"

namespace diaban {

namespace {

class Page {
public:
    Page(const CheckReport& report, const Catalogue& words) : m_report(report), m_words(words) {}

    std::string write() {
        begin("");
        if (m_report.trusted()) {
            add(say("check.page-trusted"), ParagraphKind::kLead);
        } else {
            add(say("check.page-not-trusted"), ParagraphKind::kWarning);
        }
        add_inputs();
        add_findings();
        add_rejects();
        add_counts();
        add(fmt::format("diaban {} · {}", kProgramVersion, m_report.project_file), ParagraphKind::kNote);
        ReviewHeader header;
        header.title = m_report.title;
        return report_html({header, m_words.language(), say("check.page-title"), std::move(m_sections)});
    }

private:
    [[nodiscard]] std::string say(const std::string& key, const MessageArguments& arguments = {}) const {
        return m_words.say(key, arguments);
    }
    [[nodiscard]] std::string number(std::uint64_t n) const { return m_words.integer(static_cast<std::int64_t>(n)); }

    void begin(const char* heading) { m_sections.push_back({*heading == '\0' ? "" : say(heading), {}}); }
    void add(ReportBlock block) { m_sections.back().blocks.push_back(std::move(block)); }
    void add(const std::string& text, ParagraphKind kind) { add(ReportParagraph{text, kind}); }

    void add_inputs() {
        begin("check.page-inputs");
        ReportTable table;
        for (const char* key : {"check.page-input", "check.page-file"}) {
            table.columns.push_back({say(key)});
        }
        for (const char* key : {"check.page-read", "check.page-accepted", "check.page-rejected", "check.page-grade"}) {
            table.columns.push_back({say(key), 1.0, CellAlign::kRight});
        }
        for (std::size_t i = 0; i < m_report.inputs.size(); ++i) {
            const InputRecord& input = m_report.inputs[i];
            table.rows.push_back({say("input." + input.role), input.path, number(input.rows_read),
                                  number(input.rows_accepted), number(input.rows_rejected),
                                  grade_letter(m_report.grades[i])});
        }
        add(std::move(table));
        for (const char* letter : {"A", "B", "C", "D"}) {
            add(fmt::format("{}: {}", letter, say(std::string("check.grade.") + letter)), ParagraphKind::kNote);
        }
    }

    void add_findings() {
        begin("check.page-findings");
        if (m_report.findings.empty()) {
            add(say("check.page-nothing"), ParagraphKind::kBody);
        }
        for (const Finding& finding : m_report.findings) {
            const bool note = finding.severity == Severity::kNote;
            add(say(severity_word(finding.severity)) + ": " + say(finding.key, finding.arguments),
                note ? ParagraphKind::kBody : ParagraphKind::kWarning);
            if (const std::string remedy = remedy_text(finding, m_words); !remedy.empty()) {
                add(remedy, ParagraphKind::kBody);
            }
            add_rows(finding.rows);
        }
    }

    void add_rows(const std::vector<std::uint64_t>& rows) {
        constexpr std::size_t kMost = 500;
        if (rows.empty()) {
            return;
        }
        std::string text = say("check.page-rows", {{"count", number(rows.size())}}) + ": ";
        for (std::size_t i = 0; i < std::min(rows.size(), kMost); ++i) {
            text += (i > 0 ? ", " : "") + std::to_string(m_report.numbers.of(rows[i]));
        }
        add(text + (rows.size() > kMost ? ", … (report.json)" : ""), ParagraphKind::kNote);
    }

    void add_rejects() {
        if (m_report.rejected.empty()) {
            return;
        }
        begin("check.page-rejects");
        add(say(row_numbers_key(m_report.numbers.kind)), ParagraphKind::kNote);
        ReportTable table;
        table.columns.push_back({say("check.page-count"), 1.0, CellAlign::kRight});
        for (const char* key : {"check.page-reason", "check.page-examples", "check.page-remedy"}) {
            table.columns.push_back({say(key)});
        }
        for (const RejectedForReason& reason : m_report.rejected) {
            std::string examples;
            for (const RejectedRow& row : reason.examples) {
                examples += fmt::format("{}{}: {}", examples.empty() ? "" : "; ",
                                        say("check.page-row", {{"row", std::to_string(row.line)}}),
                                        row.detail.empty() ? "–" : row.detail);
            }
            table.rows.push_back(
                {number(reason.count), say(reason.reason_key), examples, remedy_text(reason, m_words)});
        }
        add(std::move(table));
    }

    void add_counts() {
        begin("check.page-counts");
        if (!m_report.crs.crs.empty()) {
            add(say("run.crs", {{"name", m_report.crs_name},
                                {"code", m_report.crs.crs.definition},
                                {"how", say(m_report.crs.rule_key)}}),
                ParagraphKind::kBody);
        }
        for (const std::string& line : count_lines(m_report, m_words)) {
            add(line, ParagraphKind::kBody);
        }
    }

    const CheckReport& m_report;
    const Catalogue& m_words;
    std::vector<ReportSection> m_sections;
};

}  // namespace

std::string check_report_page(const CheckReport& report, const Catalogue& words) {
    return Page(report, words).write();
}

}  // namespace diaban
