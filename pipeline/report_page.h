#pragma once

#include <string>
#include <string_view>

namespace tintflow {

/// `report_page.html` with `data`, JSON that may stand in a script element, in its place.
[[nodiscard]] std::string fill_report_page(std::string_view data);

}  // namespace tintflow
