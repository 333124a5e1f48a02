#include "cli/parse_values.h"

#include <charconv>
#include <regex>

#include "cli/command_error.h"

namespace tintflow {
namespace {

std::optional<int> parse_int(const std::string& digits, int base = 10) {
  int value = 0;
  const char* end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, value, base);
  if (error != std::errc() || rest != end) return std::nullopt;
  return value;
}

}  // namespace

std::optional<cv::Size> parse_size(const std::string& text) {
  static const std::regex pattern(R"((\d{1,6})x(\d{1,6}))");
  std::smatch match;
  if (!std::regex_match(text, match, pattern)) return std::nullopt;
  const cv::Size size(*parse_int(match[1]), *parse_int(match[2]));
  if (size.empty()) return std::nullopt;
  return size;
}

std::optional<cv::Rect> parse_area(const std::string& text) {
  static const std::regex pattern(R"((\d{1,6}x\d{1,6})\+(\d{1,6})\+(\d{1,6}))");
  std::smatch match;
  if (!std::regex_match(text, match, pattern)) return std::nullopt;
  const std::optional<cv::Size> size = parse_size(match[1]);
  if (!size) return std::nullopt;
  return cv::Rect({*parse_int(match[2]), *parse_int(match[3])}, *size);
}

std::optional<cv::Scalar> parse_color(const std::string& text) {
  if (text == "white") return cv::Scalar(255, 255, 255);
  if (text == "black") return cv::Scalar(0, 0, 0);
  if (text == "gray") return cv::Scalar(128, 128, 128);
  static const std::regex pattern("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
  if (!std::regex_match(text, pattern)) return std::nullopt;
  const bool is_short = text.size() == 4;
  cv::Scalar color;
  for (int c = 0; c < 3; ++c) {
    const std::string digits = is_short ? std::string(2, text[1 + c]) : text.substr(1 + 2 * c, 2);
    color[c] = *parse_int(digits, 16);
  }
  return color;
}

std::optional<double> parse_factor(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || rest != end || !(value >= 0.1 && value <= 10)) return std::nullopt;
  return value;
}

std::optional<double> parse_film_time(const std::string& text) {
  static const std::regex pattern(R"((?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,6}(?:\.\d{1,9})?))");
  std::smatch parts;
  if (!std::regex_match(text, parts, pattern)) return std::nullopt;
  const auto whole = [&](int part) { return parts[part].matched ? std::stoi(parts[part]) : 0; };
  return 3600.0 * whole(1) + 60.0 * whole(2) + std::stod(parts[3]);
}

std::optional<int> parse_count_or_auto(const std::string& text, const std::string& option,
                                       int least) {
  if (text == "auto") return std::nullopt;
  const std::optional<int> count = parse_int(text);
  if (!count || *count < least) {
    throw UsageError("--" + option + " takes a whole number from " + std::to_string(least) +
                     ", or auto, not '" + text + "'");
  }
  return count;
}

}  // namespace tintflow
