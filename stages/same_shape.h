#pragma once

#include <string>

#include <opencv2/core.hpp>

namespace tintflow {

/// Whether one picture could be the other scaled, its sides rounded to pixels.
[[nodiscard]] bool have_same_shape(cv::Size one, cv::Size other);

/// "640 x 480", for people.
[[nodiscard]] std::string to_text(cv::Size size);

}  // namespace tintflow
