#include "stages/drawing_change.h"

#include <cassert>
#include <map>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "stages/closed_regions.h"
#include "stages/same_drawing.h"

namespace tintflow {
namespace {

/// Pixels around one that must be equal too; twice and one more are a window's side.
constexpr int kReach = 3;
/// Of the ink in either drawing.
constexpr double kLeastStayed = 0.3;
constexpr double kLeastFollowed = 0.5;

cv::Mat square(int reach) {
  return cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1});
}

cv::Mat gray_of(const cv::Mat& drawing) {
  cv::Mat gray;
  cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
  return gray;
}

/// CV_8UC1: 255 where something within reach differs by more than noise.
cv::Mat changed_around(const cv::Mat& before, const cv::Mat& now) {
  cv::Mat changed = beyond_noise(before, now);
  cv::dilate(changed, changed, square(kReach));
  return changed;
}

std::vector<int> areas(const DrawingRegions& regions) {
  std::vector<int> result(regions.count);
  for (int y = 0; y < regions.labels.rows; ++y) {
    const int* label = regions.labels.ptr<int>(y);
    for (int x = 0; x < regions.labels.cols; ++x) ++result[label[x]];
  }
  return result;
}

/// Pixels that a region of the drawing shares with one of the drawing before, without label 0.
using SharedAreas = std::map<std::pair<int, int>, int>;

SharedAreas shared_areas(const DrawingRegions& before, const DrawingRegions& now) {
  SharedAreas shared;
  for (int y = 0; y < now.labels.rows; ++y) {
    const int* old_label = before.labels.ptr<int>(y);
    const int* label = now.labels.ptr<int>(y);
    for (int x = 0; x < now.labels.cols; ++x) {
      if (label[x] != 0 && old_label[x] != 0) ++shared[{label[x], old_label[x]}];
    }
  }
  return shared;
}

std::vector<int> origins(const DrawingRegions& before, const DrawingRegions& now,
                         const SharedAreas& common) {
  const std::vector<int> old_areas = areas(before);
  const std::vector<int> new_areas = areas(now);
  std::vector<int> origin(now.count, -1);
  origin[0] = 0;
  for (const auto& [labels, shared] : common) {
    const auto [label, old_label] = labels;
    if (2 * shared > std::max(new_areas[label], old_areas[old_label])) origin[label] = old_label;
  }
  return origin;
}

/// By region: whether most of its outline was drawn anew. The picture's border counts as outline
/// that stays.
std::vector<bool> moving(const DrawingRegions& now, const cv::Mat& changed) {
  std::vector<int> outline(now.count);
  std::vector<int> anew(now.count);
  const cv::Rect frame({}, now.labels.size());
  for (int y = 0; y < now.labels.rows; ++y) {
    for (int x = 0; x < now.labels.cols; ++x) {
      const int label = now.labels.at<int>(y, x);
      if (label == 0) continue;
      for (const cv::Point step : {cv::Point(1, 0), {-1, 0}, {0, 1}, {0, -1}}) {
        const cv::Point next = cv::Point(x, y) + step;
        const bool is_inside = frame.contains(next);
        if (is_inside && now.labels.at<int>(next) == label) continue;
        ++outline[label];
        if (is_inside && changed.at<unsigned char>(y, x) != 0) ++anew[label];
      }
    }
  }
  std::vector<bool> result(now.count);
  for (int label = 1; label < now.count; ++label) result[label] = 2 * anew[label] > outline[label];
  return result;
}

std::vector<int> wholes(const DrawingRegions& now, const SharedAreas& common,
                        const std::vector<bool>& moves) {
  const std::vector<int> new_areas = areas(now);
  std::vector<int> part_of(now.count, -1);
  for (const auto& [labels, shared] : common) {
    const auto [label, old_label] = labels;
    if (!moves[label] && 2 * shared > new_areas[label]) part_of[label] = old_label;
  }
  return part_of;
}

/// Sum of `ink` where `where` is not 0, of that of all.
double share(const cv::Mat& ink, const cv::Mat& where) {
  const double all = cv::sum(ink)[0];
  cv::Mat part = cv::Mat::zeros(ink.size(), ink.type());
  ink.copyTo(part, where);
  return all > 0 ? cv::sum(part)[0] / all : 1;
}

}  // namespace

DrawingRegions find_regions(const cv::Mat& drawing) {
  assert(drawing.type() == CV_8UC3);
  cv::Mat light;
  cv::erode(between_lines(drawing), light, square(1));
  DrawingRegions regions{.drawing = drawing, .labels = {}, .count = 0};
  regions.count = cv::connectedComponents(light, regions.labels, 4, CV_32S);
  return regions;
}

DrawingChange compare_drawings(const DrawingRegions& before, const DrawingRegions& now) {
  const cv::Mat changed = changed_around(before.drawing, now.drawing);
  const SharedAreas common = shared_areas(before, now);
  const std::vector<bool> moves = moving(now, changed);
  DrawingChange change{.still = cv::Mat::zeros(changed.size(), CV_8UC1),
                       .origin = origins(before, now, common),
                       .part_of = wholes(now, common, moves)};
  for (int y = 0; y < changed.rows; ++y) {
    for (int x = 0; x < changed.cols; ++x) {
      const int label = now.labels.at<int>(y, x);
      const bool is_same = change.origin[label] == before.labels.at<int>(y, x);
      if (is_same && !moves[label] && changed.at<unsigned char>(y, x) == 0) {
        change.still.at<unsigned char>(y, x) = 255;
      }
    }
  }
  return change;
}

bool is_scene_cut(const cv::Mat& before, const cv::Mat& now, const Motion& motion) {
  const cv::Mat old_ink = 255 - gray_of(before);
  const cv::Mat ink = 255 - gray_of(now);
  const cv::Mat stayed = changed_around(before, now) == 0;
  if (share(ink, stayed) >= kLeastStayed && share(old_ink, stayed) >= kLeastStayed) return false;
  // Blurred, since lines that followed well may still lie a pixel beside.
  cv::Mat wide_ink;
  cv::Mat followed;
  cv::GaussianBlur(ink, wide_ink, {}, 2);
  cv::GaussianBlur(follow(old_ink, motion), followed, {}, 2);
  const double both = cv::sum(wide_ink)[0] + cv::sum(followed)[0];
  cv::Mat difference;
  cv::absdiff(wide_ink, followed, difference);
  return both > 0 && cv::sum(difference)[0] / both > 1 - kLeastFollowed;
}

}  // namespace tintflow
