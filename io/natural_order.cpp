#include "io/natural_order.h"

#include <algorithm>
#include <compare>

namespace tintflow {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Cuts the run of digits off the beginning of `text` and returns it without leading zeros.
std::string_view take_number(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  std::string_view number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(number.size());
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return number;
}

/// Place of a byte in the order: '/' first, then by value.
int rank(char c) { return c == '/' ? -1 : static_cast<unsigned char>(c); }

std::strong_ordering compare_naturally(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const std::string_view left = take_number(a);
      const std::string_view right = take_number(b);
      if (const auto order = left.size() <=> right.size(); std::is_neq(order)) return order;
      if (const auto order = left <=> right; std::is_neq(order)) return order;
    } else {
      if (const auto order = rank(a.front()) <=> rank(b.front()); std::is_neq(order)) return order;
      a.remove_prefix(1);
      b.remove_prefix(1);
    }
  }
  return a.size() <=> b.size();
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  const auto order = compare_naturally(a, b);
  return std::is_neq(order) ? std::is_lt(order) : a < b;
}

}  // namespace tintflow
