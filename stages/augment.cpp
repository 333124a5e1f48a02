#include "stages/augment.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "stages/random_seed.h"

namespace tintflow {
namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

/// Maps a pixel of the augmented picture to the one of `side_before` that it shows.
cv::Matx23d random_geometry(const AugmentOptions& options, int side_before, int side,
                            cv::RNG& random) {
  const bool flipped = random.uniform(0.0, 1.0) < options.flip;
  const double angle = radians(random.uniform(-1.0, 1.0) * options.rotation);
  const double shear = std::tan(radians(random.uniform(-1.0, 1.0) * options.shear));
  const double zoom = 1 + random.uniform(-1.0, 1.0) * options.zoom;
  const double shift_x = random.uniform(-1.0, 1.0) * options.shift * side;
  const double shift_y = random.uniform(-1.0, 1.0) * options.shift * side;
  const int slack = side_before - side;
  const double crop_x = random.uniform(0, slack + 1);
  const double crop_y = random.uniform(0, slack + 1);

  const cv::Matx22d rotate(std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle));
  const cv::Matx22d slant(flipped ? -1 : 1, shear, 0, 1);
  const cv::Matx22d linear = (1 / zoom) * (rotate * slant);
  const double center = (side - 1) / 2.0;
  const cv::Vec2d moved = linear * cv::Vec2d(center, center);
  return {linear(0, 0), linear(0, 1), crop_x + center - moved[0] + shift_x,
          linear(1, 0), linear(1, 1), crop_y + center - moved[1] + shift_y};
}

/// The part of the picture that the augmented one shows, where nothing but flips and whole pixels
/// part the two; else an empty one.
cv::Rect cropped(const cv::Matx23d& geometry, cv::Size picture, int side) {
  const bool flipped = geometry(0, 0) == -1;
  const cv::Matx22d linear(geometry(0, 0), geometry(0, 1), geometry(1, 0), geometry(1, 1));
  if (linear != cv::Matx22d(flipped ? -1 : 1, 0, 0, 1)) return {};
  const double left = geometry(0, 2) - (flipped ? side - 1 : 0);
  const cv::Rect rect(static_cast<int>(left), static_cast<int>(geometry(1, 2)), side, side);
  const bool whole = rect.x == left && rect.y == geometry(1, 2);
  return whole && (rect & cv::Rect({}, picture)) == rect ? rect : cv::Rect();
}

cv::Mat warp(const cv::Mat& picture, const cv::Matx23d& geometry, int side) {
  cv::Mat warped;
  // Copying is many times as fast as interpolating, with the same pixels.
  if (const cv::Rect part = cropped(geometry, picture.size(), side); !part.empty()) {
    if (geometry(0, 0) > 0) return picture(part).clone();
    cv::flip(picture(part), warped, 1);
    return warped;
  }
  // The margin of a picture is its paper, so repeating the border pixels extends the paper.
  cv::warpAffine(picture, warped, geometry, {side, side}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  return warped;
}

cv::Mat add_noise(const cv::Mat& picture, double deviation, cv::RNG& random) {
  cv::Mat noise(picture.size(), CV_16SC3);
  random.fill(noise, cv::RNG::NORMAL, 0, deviation);
  cv::Mat noisy;
  cv::add(picture, noise, noisy, cv::noArray(), CV_8U);
  return noisy;
}

}  // namespace

AugmentOptions paper_augmentation() {
  return {
      .flip = 0.5, .rotation = 10, .shear = 5, .zoom = 0.1, .shift = 0.05, .noise = 5, .lines = {}};
}

Expected<Sample> Augment::operator()(const Sample& sample) const {
  if (sample.input.rows < side) {
    return tl::unexpected<std::string>(
        "the sample is smaller than the crop that training takes from it");
  }
  cv::RNG random(random_seed({seed, epoch, sample.id.source}));
  const cv::Matx23d geometry = random_geometry(options, sample.input.rows, side, random);

  Sample augmented = sample;
  augmented.input = warp(sample.input, geometry, side);
  if (!sample.target.empty()) augmented.target = warp(sample.target, geometry, side);
  augmented.input = augment_lines(augmented.input, options.lines, random);
  if (options.noise > 0) {
    const double deviation = random.uniform(0.0, options.noise);
    augmented.input = add_noise(augmented.input, deviation, random);
  }
  return augmented;
}

}  // namespace tintflow
