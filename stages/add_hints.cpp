#include "stages/add_hints.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "stages/label_regions.h"
#include "stages/random_seed.h"

namespace tintflow {
namespace {

/// Keeps these numbers apart from those that augmentation draws for the same sample.
constexpr std::uint64_t purpose = 0x68696e7473;
constexpr int largest_radius = 3;

cv::Rect dot(int x, int y, int radius, int side) {
  return cv::Rect(x - radius, y - radius, 2 * radius + 1, 2 * radius + 1) &
         cv::Rect(0, 0, side, side);
}

/// A pixel in which the center of a dot may lie, and the largest radius with which the dot stays
/// within its region.
struct Place {
  int x;
  int y;
  int radius;
};

/// Places of each region that has any.
std::vector<std::vector<Place>> places_of(const cv::Mat& regions) {
  cv::Mat distance;
  cv::distanceTransform(regions > 0, distance, cv::DIST_C, cv::DIST_MASK_3, CV_32F);
  std::vector<std::vector<Place>> places;
  for (int y = 0; y < regions.rows; ++y) {
    for (int x = 0; x < regions.cols; ++x) {
      const auto region = static_cast<std::size_t>(regions.at<int>(y, x));
      const int radius = std::min(static_cast<int>(distance.at<float>(y, x)) - 1, largest_radius);
      if (radius < 1) continue;
      if (places.size() <= region) places.resize(region + 1);
      places[region].push_back({x, y, radius});
    }
  }
  std::erase_if(places, [](const auto& region) { return region.empty(); });
  return places;
}

ColorHint random_hint(const std::vector<std::vector<Place>>& places, const cv::Mat& truth,
                      cv::RNG& random) {
  const auto& region = places[random.uniform(0, static_cast<int>(places.size()))];
  const Place place = region[random.uniform(0, static_cast<int>(region.size()))];
  const int radius = std::min(place.radius, random.uniform(1, largest_radius + 1));
  const cv::Scalar color = cv::mean(truth(dot(place.x, place.y, radius, truth.rows)));
  return {place.x, place.y,
          cv::Vec3b(cv::saturate_cast<uchar>(color[0]), cv::saturate_cast<uchar>(color[1]),
                    cv::saturate_cast<uchar>(color[2])),
          2 * radius + 1};
}

}  // namespace

cv::Mat draw_hints(std::span<const ColorHint> hints, int side) {
  cv::Mat drawn(side, side, CV_32FC4, cv::Scalar::all(0));
  for (const ColorHint& hint : hints) {
    const cv::Vec3b& color = hint.color;
    const cv::Scalar value(color[0] / 127.5 - 1, color[1] / 127.5 - 1, color[2] / 127.5 - 1, 1);
    drawn(dot(hint.x, hint.y, hint.size / 2, side)).setTo(value);
  }
  return drawn;
}

Expected<Sample> AddHints::operator()(const Sample& sample) const {
  assert(sample.input.type() == CV_8UC3 && sample.target.type() == CV_8UC3);
  cv::RNG random(random_seed({seed, epoch, sample.id.source, purpose}));
  const bool none = random.uniform(0, 2) == 0;
  const int some = random.uniform(0, most + 1);
  const int wanted = count.value_or(none ? 0 : some);

  std::vector<ColorHint> hints;
  if (wanted > 0) {
    const cv::Mat regions =
        sample.regions.empty() ? LabelRegions{}(sample)->regions : sample.regions;
    const auto places = places_of(regions);
    if (!places.empty()) {
      for (int i = 0; i < wanted; ++i) hints.push_back(random_hint(places, sample.target, random));
    }
  }
  Sample hinted = sample;
  hinted.hints = draw_hints(hints, sample.input.rows);
  return hinted;
}

}  // namespace tintflow
