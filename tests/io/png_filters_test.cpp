#include "io/png_filters.h"

#include <cstdint>
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

/// The predictor of PNG's filter type 4, word for word as the standard has it.
int paeth(int a, int b, int c) {
  const int p = a + b - c;
  const int pa = std::abs(p - a);
  const int pb = std::abs(p - b);
  const int pc = std::abs(p - c);
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}

int prediction(int filter, int a, int b, int c) {
  const int predictions[] = {0, a, b, (a + b) / 2, paeth(a, b, c)};
  return predictions[filter];
}

/// Rows as a PNG stores them, row y filtered by number (y + first) % 5.
cv::Mat filtered(const cv::Mat& samples, int channels, int first) {
  cv::Mat rows(samples.rows, samples.cols + 1, CV_8UC1);
  const auto at = [&](int y, int x) {
    return y < 0 || x < 0 ? 0 : int{samples.at<std::uint8_t>(y, x)};
  };
  for (int y = 0; y < samples.rows; ++y) {
    const int filter = (y + first) % 5;
    rows.at<std::uint8_t>(y, 0) = static_cast<std::uint8_t>(filter);
    for (int x = 0; x < samples.cols; ++x) {
      const int predicted =
          prediction(filter, at(y, x - channels), at(y - 1, x), at(y - 1, x - channels));
      rows.at<std::uint8_t>(y, x + 1) = static_cast<std::uint8_t>(at(y, x) - predicted);
    }
  }
  return rows;
}

cv::Mat random_samples(cv::Size size) {
  cv::Mat samples(size, CV_8UC1);
  cv::RNG random(1);
  random.fill(samples, cv::RNG::UNIFORM, 0, 256);
  return samples;
}

TEST(PngFilters, UndoesEachFilterBelowEachOther) {
  for (int channels = 1; channels <= 4; ++channels) {
    for (int first = 0; first < 5; ++first) {
      const cv::Mat samples = random_samples({channels * 37, 11});
      cv::Mat rows = filtered(samples, channels, first);
      ASSERT_TRUE(undo_png_filters(rows, channels));
      EXPECT_EQ(difference(rows.colRange(1, rows.cols), samples), 0)
          << channels << " channels, first filter " << first;
    }
  }
}

TEST(PngFilters, UndoesFiltersOfOnePixel) {
  for (int channels = 1; channels <= 4; ++channels) {
    for (int filter = 0; filter < 5; ++filter) {
      const cv::Mat samples = random_samples({channels, 1});
      cv::Mat rows = filtered(samples, channels, filter);
      ASSERT_TRUE(undo_png_filters(rows, channels));
      EXPECT_EQ(difference(rows.colRange(1, rows.cols), samples), 0);
    }
  }
}

TEST(PngFilters, RefusesAFilterThatDoesNotExist) {
  cv::Mat rows = cv::Mat::zeros(2, 4, CV_8UC1);
  rows.at<std::uint8_t>(1, 0) = 5;
  EXPECT_FALSE(undo_png_filters(rows, 3));
}

}  // namespace
}  // namespace tintflow
