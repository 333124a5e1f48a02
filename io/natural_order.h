#pragma once

#include <string_view>

namespace tintflow {

/// True where `a` comes before `b` in natural order: runs of digits compare as numbers ("2" before
/// "10"), all else byte by byte, '/' before every other byte so that a folder's files stay
/// together. A total order, the same in every locale: names that only differ in leading zeros
/// compare by bytes.
[[nodiscard]] bool natural_less(std::string_view a, std::string_view b);

}  // namespace tintflow
