#pragma once

#include <optional>
#include <string>

#include <opencv2/core.hpp>

namespace tintflow {

/// "640x480"; nothing unless both are positive.
[[nodiscard]] std::optional<cv::Size> parse_size(const std::string& text);

/// "640x480+10+20": width, height, left, top.
[[nodiscard]] std::optional<cv::Rect> parse_area(const std::string& text);

/// "white", "black", "gray", "#rgb" or "#rrggbb" as RGB 0..255.
[[nodiscard]] std::optional<cv::Scalar> parse_color(const std::string& text);

/// A number from 0.1 to 10.
[[nodiscard]] std::optional<double> parse_factor(const std::string& text);

/// A time such as "12.5", "1:02.5" or "1:02:03.5" in seconds.
[[nodiscard]] std::optional<double> parse_film_time(const std::string& text);

/// A whole number from `least` on, or nothing for "auto". Throws `UsageError` naming `option`
/// otherwise.
[[nodiscard]] std::optional<int> parse_count_or_auto(const std::string& text,
                                                     const std::string& option, int least = 1);

}  // namespace tintflow
