#include "stages/apply_hints.h"

#include <cassert>
#include <map>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/drawing_change.h"
#include "stages/fill_beside_lines.h"
#include "stages/part_open_regions.h"

namespace tintflow {
namespace {

/// A dot of 3 x 3 pixels.
constexpr int kLeastOfStroke = 9;

/// Pixels of hints by region, those left out that only touch it.
std::map<int, std::vector<cv::Point>> places_by_region(const cv::Mat& mask,
                                                       const cv::Mat& regions) {
  cv::Mat dots;
  cv::connectedComponents(mask, dots, 8, CV_32S);
  std::map<int, int> size_of_dot;
  std::map<std::pair<int, int>, std::vector<cv::Point>> parts;
  for (int y = 0; y < mask.rows; ++y) {
    for (int x = 0; x < mask.cols; ++x) {
      const int dot = dots.at<int>(y, x);
      if (dot == 0) continue;
      ++size_of_dot[dot];
      parts[{dot, regions.at<int>(y, x)}].emplace_back(x, y);
    }
  }
  std::map<int, std::vector<cv::Point>> places;
  for (const auto& [owner, part] : parts) {
    const auto [dot, region] = owner;
    const int count = static_cast<int>(part.size());
    if (count < kLeastOfStroke && 2 * count <= size_of_dot[dot]) continue;
    places[region].insert(places[region].end(), part.begin(), part.end());
  }
  return places;
}

cv::Vec3b color_at(const cv::Mat& hints, const cv::Point& place) {
  const auto hint = hints.at<cv::Vec4f>(place);
  cv::Vec3b color;
  for (int c = 0; c < 3; ++c) color[c] = cv::saturate_cast<unsigned char>((hint[c] + 1) * 127.5);
  return color;
}

}  // namespace

cv::Mat apply_hints(const cv::Mat& color, const cv::Mat& drawing, const cv::Mat& hints) {
  assert(color.type() == CV_8UC3 && hints.type() == CV_32FC4 && hints.size() == color.size());
  cv::Mat planes[4];
  cv::split(hints, planes);
  const cv::Mat mask = planes[3] > 0.5;
  const cv::Mat labels = part_open_regions(find_regions(drawing).labels, usual_gaps(drawing.cols));
  const cv::Mat regions = fill_beside_lines(labels, labels);
  cv::Mat painted = color.clone();
  for (const auto& [region, places] : places_by_region(mask, regions)) {
    cv::Mat elsewhere(color.size(), CV_8U, cv::Scalar(255));
    for (const cv::Point& place : places) elsewhere.at<unsigned char>(place) = 0;
    cv::Mat distance;
    cv::Mat nearest;
    cv::distanceTransform(elsewhere, distance, nearest, cv::DIST_L2, cv::DIST_MASK_5,
                          cv::DIST_LABEL_PIXEL);
    std::map<int, cv::Vec3b> color_of;
    for (const cv::Point& place : places) color_of[nearest.at<int>(place)] = color_at(hints, place);
    for (int y = 0; y < painted.rows; ++y) {
      for (int x = 0; x < painted.cols; ++x) {
        if (regions.at<int>(y, x) != region) continue;
        painted.at<cv::Vec3b>(y, x) = color_of.at(nearest.at<int>(y, x));
      }
    }
  }
  return painted;
}

}  // namespace tintflow
