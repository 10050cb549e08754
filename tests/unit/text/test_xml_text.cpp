#include "layers/text/xml_text.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(XmlText, SignsOfMarkupBecomeEntities) {
    EXPECT_EQ(xml_text("Xã <A> & \"B\""), "Xã &lt;A&gt; &amp; &quot;B&quot;");
    EXPECT_EQ(xml_text(""), "");
}

TEST(XmlText, ControlCharactersBecomeBlanksButLinesStay) {
    EXPECT_EQ(xml_text(std::string("a\0b\x1Fz", 5)), "a b z");
    EXPECT_EQ(xml_text("a\tb\r\nc"), "a\tb\r\nc");
}

}  // namespace
}  // namespace diaban
