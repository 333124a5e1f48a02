#include "pipeline/report_page.h"

#include <cassert>

// The assembler copies the page into read-only data.
asm(".pushsection .rodata\n"
    "tintflow_report_page_begin:\n"
    ".incbin \"" TINTFLOW_REPORT_PAGE
    "\"\n"
    "tintflow_report_page_end:\n"
    ".popsection\n");

extern "C" {
extern const char tintflow_report_page_begin[];
extern const char tintflow_report_page_end[];
}

namespace tintflow {

std::string fill_report_page(std::string_view data) {
  static constexpr std::string_view kPlace = "{\"rows\": []}";
  std::string page(tintflow_report_page_begin, tintflow_report_page_end);
  const std::size_t place = page.find(kPlace);
  assert(place != std::string::npos);
  return page.replace(place, kPlace.size(), data);
}

}  // namespace tintflow
