#pragma once

#include <charconv>
#include <stdexcept>
#include <string>
#include <system_error>

#include "models/options.h"

namespace tintflow {

/// Shortest text that reads back as the same number.
[[nodiscard]] std::string text_of(double value);

/// Throws `std::invalid_argument` naming a key that is missing.
[[nodiscard]] const std::string& value_of(const Metadata& metadata, const std::string& key);

/// The number that all of a value is. Throws `std::invalid_argument` naming the key otherwise.
template <class Number>
[[nodiscard]] Number number_of(const Metadata& metadata, const std::string& key) {
  const std::string& text = value_of(metadata, key);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw std::invalid_argument("option \"" + key + "\" is not a number: \"" + text + "\"");
  }
  return number;
}

/// Throws `std::invalid_argument` naming the option and its limits unless the value keeps them.
void check_range(const char* name, double value, double lowest, double highest);

}  // namespace tintflow
