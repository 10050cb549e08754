#include <fmt/format.h>

#include "engine/check/check_report.hpp"
#include "layers/base/version.hpp"

namespace diaban {

namespace {

constexpr const char* kStyle = R"(
:root { color-scheme: light; --line: #c9ced6; --soft: #f4f6f8; --ink: #1c2430; --quiet: #566070; }
* { box-sizing: border-box; }
body { font: 16px/1.5 "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; color: var(--ink); margin: 0; background: #fff; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 2px solid var(--line); padding-bottom: .25rem; }
p { margin: .4rem 0; }
.quiet { color: var(--quiet); }
.verdict { padding: .7rem 1rem; border-left: .5rem solid; margin: 1rem 0; font-weight: 600; }
.good { border-color: #1b7f4d; background: #eaf6ef; }
.bad { border-color: #b3261e; background: #fcecea; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { background: var(--soft); font-weight: 600; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.grade { display: inline-block; min-width: 1.9rem; text-align: center; font-weight: 700; border: 2px solid; border-radius: .3rem; padding: 0 .3rem; }
.grade-A, .grade-B { color: #14603a; } .grade-C { color: #8a5300; } .grade-D { color: #b3261e; }
.finding { border: 1px solid var(--line); border-left-width: .4rem; padding: .6rem .9rem; margin: .7rem 0; break-inside: avoid; }
.fault { border-left-color: #b3261e; } .warning { border-left-color: #c77700; } .note { border-left-color: #7a8699; }
.kind { font-weight: 700; margin-right: .4rem; }
code { font: .92em/1.4 Consolas, "DejaVu Sans Mono", monospace; background: var(--soft); padding: .05rem .3rem; overflow-wrap: anywhere; }
.remedy { margin-top: .35rem; }
details summary { cursor: pointer; color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .8rem; margin: .5rem 0; }
dd { margin: 0; }
@media print { main { max-width: none; padding: 0; } .finding, tr { break-inside: avoid; } }
)";

/// Text as text: what a name or a cell holds never becomes markup.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
        }
    }
    return out;
}

class Page {
public:
    Page(const CheckReport& report, const Catalogue& words) : m_report(report), m_words(words) {}

    std::string write() {
        const std::string title = say("check.page-title");
        m_html = fmt::format(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            "<title>{} – {}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
            language_code(m_words.language()), escaped(title), escaped(m_report.title), kStyle);
        m_html += fmt::format("<h1>{}</h1>\n<p>{}</p>\n", escaped(title), escaped(m_report.title));
        m_html += fmt::format("<p class=\"verdict {}\">{}</p>\n", m_report.trusted() ? "good" : "bad",
                              say(m_report.trusted() ? "check.page-trusted" : "check.page-not-trusted"));
        write_inputs();
        write_findings();
        write_rejects();
        write_counts();
        m_html += fmt::format("<p class=\"quiet\">diaban {} · {}</p>\n</main>\n</body>\n</html>\n", kProgramVersion,
                              escaped(m_report.project_file));
        return std::move(m_html);
    }

private:
    [[nodiscard]] std::string say(const char* key, const MessageArguments& arguments = {}) const {
        return escaped(m_words.say(key, arguments));
    }
    [[nodiscard]] std::string number(std::uint64_t n) const { return m_words.integer(static_cast<std::int64_t>(n)); }

    void heading(const char* key) { m_html += "<h2>" + say(key) + "</h2>\n"; }

    void write_inputs() {
        heading("check.page-inputs");
        m_html += "<div class=\"scroll\"><table>\n<tr>";
        for (const char* key : {"check.page-input", "check.page-file", "check.page-read", "check.page-accepted",
                                "check.page-rejected", "check.page-grade"}) {
            const std::string name(key);
            const bool numeric =
                name == "check.page-read" || name == "check.page-accepted" || name == "check.page-rejected";
            m_html += fmt::format("<th{}>{}</th>", numeric ? " class=\"number\"" : "", say(key));
        }
        m_html += "</tr>\n";
        for (std::size_t i = 0; i < m_report.inputs.size(); ++i) {
            const InputRecord& input = m_report.inputs[i];
            const char* letter = grade_letter(m_report.grades[i]);
            m_html += fmt::format(
                "<tr><td>{}</td><td>{}</td><td class=\"number\">{}</td><td class=\"number\">{}</td><td "
                "class=\"number\">{}</td>"
                "<td><span class=\"grade grade-{}\">{}</span></td></tr>\n",
                say(("input." + input.role).c_str()), escaped(input.path), number(input.rows_read),
                number(input.rows_accepted), number(input.rows_rejected), letter, letter);
        }
        m_html += "</table></div>\n<dl>\n";
        for (const char* key : {"check.grade.A", "check.grade.B", "check.grade.C", "check.grade.D"}) {
            const char letter = key[std::string_view("check.grade.").size()];
            m_html +=
                fmt::format("<dt><span class=\"grade grade-{}\">{}</span></dt><dd>{}</dd>\n", letter, letter, say(key));
        }
        m_html += "</dl>\n";
    }

    void write_findings() {
        heading("check.page-findings");
        if (m_report.findings.empty()) {
            m_html += "<p>" + say("check.page-nothing") + "</p>\n";
        }
        for (const Finding& finding : m_report.findings) {
            const bool fault = finding.severity == Severity::kFault;
            const bool warning = finding.severity == Severity::kWarning;
            m_html += fmt::format("<div class=\"finding {}\"><p><span class=\"kind\">{}</span>{}</p>\n",
                                  fault     ? "fault"
                                  : warning ? "warning"
                                            : "note",
                                  say(fault     ? "cli.error"
                                      : warning ? "check.warning"
                                                : "cli.note"),
                                  say(finding.key.c_str(), finding.arguments));
            write_remedy(finding);
            write_rows(finding.rows);
            m_html += "</div>\n";
        }
    }

    void write_remedy(const Finding& finding) {
        if (finding.settings.empty()) {
            if (const std::string remedy = remedy_text(finding, m_words); !remedy.empty()) {
                m_html += "<p class=\"remedy\">" + escaped(remedy) + "</p>\n";
            }
            return;
        }
        m_html += "<p class=\"remedy\">" + say("check.page-declare");
        for (const ProjectSetting& setting : finding.settings) {
            // As it stands in the file: the section above, the key below.
            const std::size_t dot = setting.key.find('.');
            m_html += fmt::format(" <code>[{}] {} = {}</code>", escaped(setting.key.substr(0, dot)),
                                  escaped(setting.key.substr(dot + 1)), escaped(setting.value));
        }
        m_html += "</p>\n";
    }

    void write_rows(const std::vector<std::uint64_t>& rows) {
        constexpr std::size_t kMost = 500;
        if (rows.empty()) {
            return;
        }
        m_html += "<details><summary>" + say("check.page-rows", {{"count", number(rows.size())}}) + "</summary><p>";
        for (std::size_t i = 0; i < std::min(rows.size(), kMost); ++i) {
            m_html += (i > 0 ? ", " : "") + std::to_string(m_report.numbers.of(rows[i]));
        }
        m_html += rows.size() > kMost ? ", … (report.json)</p></details>\n" : "</p></details>\n";
    }

    void write_rejects() {
        if (m_report.rejected.empty()) {
            return;
        }
        heading("check.page-rejects");
        m_html += "<p class=\"quiet\">" + say(row_numbers_key(m_report.numbers.kind)) +
                  "</p>\n<div class=\"scroll\"><table>\n<tr>";
        m_html += "<th class=\"number\">" + say("check.page-count") + "</th>";
        for (const char* key : {"check.page-reason", "check.page-examples", "check.page-remedy"}) {
            m_html += "<th>" + say(key) + "</th>";
        }
        m_html += "</tr>\n";
        for (const RejectedForReason& reason : m_report.rejected) {
            std::string examples;
            for (const RejectedRow& row : reason.examples) {
                examples += fmt::format("<div>{}: <code>{}</code></div>",
                                        say("check.page-row", {{"row", std::to_string(row.line)}}),
                                        row.detail.empty() ? "–" : escaped(row.detail));
            }
            m_html += fmt::format("<tr><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                                  number(reason.count), say(reason.reason_key.c_str()), examples,
                                  escaped(remedy_text(reason, m_words)));
        }
        m_html += "</table></div>\n";
    }

    void write_counts() {
        heading("check.page-counts");
        if (!m_report.crs.crs.empty()) {
            m_html += "<p>" +
                      say("run.crs", {{"name", m_report.crs_name},
                                      {"code", m_report.crs.crs.definition},
                                      {"how", m_words.say(m_report.crs.rule_key)}}) +
                      "</p>\n";
        }
        m_html += "<p>" +
                  say("check.areas", {{"areas", number(m_report.areas)}, {"on_watch", number(m_report.on_watch)}}) +
                  "</p>\n";
        for (const auto& [key, counts] :
             {std::pair{"check.baseline", &m_report.baseline}, {"check.current", &m_report.current}}) {
            if (*counts) {
                m_html += "<p>" +
                          say(key, {{"window", m_words.window((*counts)->window)},
                                    {"incidents", number((*counts)->in_window)},
                                    {"located", number((*counts)->located)},
                                    {"outside", number((*counts)->outside_areas)}}) +
                          "</p>\n";
            }
        }
        if (const auto share = m_report.located_share()) {
            m_html += "<p>" +
                      say("check.located", {{"percent", m_words.decimal(100.0 * *share, 1)},
                                            {"asked", m_words.decimal(100.0 * kLocatedShareAsked, 0)}}) +
                      "</p>\n";
        }
    }

    const CheckReport& m_report;
    const Catalogue& m_words;
    std::string m_html;
};

}  // namespace

std::string check_report_page(const CheckReport& report, const Catalogue& words) {
    return Page(report, words).write();
}

}  // namespace diaban
