#include "io/color_profile.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <mutex>
#include <utility>

#include "io/channels.h"
#include "io/icc_transform.h"
#include "io/notices.h"

namespace tintflow {
namespace {

using ProfilePtr = std::shared_ptr<const Bytes>;

/// The conversions of one RGB profile.
struct RgbSpace {
  ProfilePtr profile;
  IccTransform to_srgb;
  IccTransform from_srgb;
  /// What the profile says is sRGB within one level.
  bool is_srgb = false;
};

/// All colors of six levels a channel, in a row.
cv::Mat color_grid() {
  constexpr int levels = 6, step = 51;
  cv::Mat grid(1, levels * levels * levels, CV_8UC3);
  for (int i = 0; i < grid.cols; ++i) {
    grid.at<cv::Vec3b>(0, i) = {static_cast<std::uint8_t>(i / (levels * levels) * step),
                                static_cast<std::uint8_t>(i / levels % levels * step),
                                static_cast<std::uint8_t>(i % levels * step)};
  }
  return grid;
}

std::shared_ptr<const RgbSpace> make_space(const ProfilePtr& profile) {
  auto to = IccTransform::to_srgb(*profile, {});
  if (!to) return nullptr;
  auto from = IccTransform::from_srgb(*profile);
  if (!from) return nullptr;
  const cv::Mat grid = color_grid();
  const bool is_srgb = cv::norm((*to)(grid), grid, cv::NORM_INF) <= 1;
  return std::make_shared<const RgbSpace>(
      RgbSpace{profile, std::move(*to), std::move(*from), is_srgb});
}

/// The spaces of the last few profiles: the pictures of a folder mostly have the same, and to make
/// a conversion costs more than to convert what the network sees.
class RecentSpaces {
 public:
  /// Null where the profile is not of an RGB space that can be converted to and from.
  std::shared_ptr<const RgbSpace> find_or_make(const ProfilePtr& profile) {
    const std::scoped_lock lock(mutex_);
    const auto found = std::ranges::find_if(spaces_, [&](const auto& space) {
      return space->profile == profile || *space->profile == *profile;
    });
    if (found != spaces_.end()) return *found;
    auto space = make_space(profile);
    if (!space) return nullptr;
    constexpr std::size_t capacity = 8;
    if (spaces_.size() == capacity) spaces_.pop_back();
    spaces_.push_front(space);
    return space;
  }

 private:
  std::mutex mutex_;
  std::deque<std::shared_ptr<const RgbSpace>> spaces_;
};

std::shared_ptr<const RgbSpace> space_of(const ProfilePtr& profile) {
  static RecentSpaces spaces;
  return spaces.find_or_make(profile);
}

/// One channel of a gray picture; nothing where it has color.
std::optional<cv::Mat> gray_channel(const cv::Mat& rgb) {
  cv::Mat channels[3];
  cv::split(rgb, channels);
  const bool is_gray = cv::norm(channels[0], channels[1], cv::NORM_INF) == 0 &&
                       cv::norm(channels[0], channels[2], cv::NORM_INF) == 0;
  return is_gray ? std::optional(channels[0]) : std::nullopt;
}

/// The pixels in sRGB, by a profile that is of no use for the result; empty where it does not fit
/// them.
cv::Mat converted_at_once(const cv::Mat& rgb, const Bytes& profile) {
  const auto space = color_space_of(profile);
  const int depth = rgb.depth();
  if (space == ColorSpace::gray) {
    const auto gray = gray_channel(rgb);
    const auto transform = IccTransform::to_srgb(profile, {ColorSpace::gray, depth});
    if (gray && transform) return picture_of_channels((*transform)(*gray)).pixels;
  }
  if (space == ColorSpace::rgb) {
    const auto transform = IccTransform::to_srgb(profile, {ColorSpace::rgb, depth});
    if (transform) return (*transform)(rgb);
  }
  return {};
}

}  // namespace

Picture settle_color_profile(const Picture& picture) {
  const ProfilePtr& profile = picture.metadata.icc_profile;
  if (!profile) return picture;
  Picture settled = picture;
  if (const auto space = space_of(profile)) {
    settled.metadata.icc_profile = space->profile;  // one copy for all pictures that have it
    return settled;
  }
  settled.metadata.icc_profile = nullptr;
  const cv::Mat converted = converted_at_once(picture.pixels, *profile);
  if (converted.empty()) {
    settled.metadata.notices.emplace_back(kProfileNotice);
  } else {
    settled.pixels = converted;
  }
  return settled;
}

std::optional<cv::Mat> cmyk_to_srgb(const cv::Mat& cmyk, bool inverted,
                                    std::span<const std::uint8_t> profile) {
  const auto transform = IccTransform::to_srgb(profile, {ColorSpace::cmyk, CV_8U, inverted});
  if (!transform) return std::nullopt;
  return (*transform)(cmyk);
}

cv::Mat to_srgb(const cv::Mat& rgb, const ProfilePtr& profile) {
  assert(rgb.type() == CV_8UC3);
  if (!profile) return rgb;
  const auto space = space_of(profile);
  return !space || space->is_srgb ? rgb : space->to_srgb(rgb);
}

cv::Mat from_srgb(const cv::Mat& rgb, const ProfilePtr& profile) {
  assert(rgb.type() == CV_8UC3);
  if (!profile) return rgb;
  const auto space = space_of(profile);
  return !space || space->is_srgb ? rgb : space->from_srgb(rgb);
}

}  // namespace tintflow
