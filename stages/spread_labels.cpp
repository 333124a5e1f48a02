#include "stages/spread_labels.h"

#include <array>
#include <cassert>
#include <utility>
#include <vector>

namespace tintflow {
namespace {

constexpr std::array steps{std::pair{1, 0}, std::pair{-1, 0}, std::pair{0, 1}, std::pair{0, -1}};

/// The pixels one step on from `from` that may take its label, one after the other to `visit`.
template <class Visit>
void visit_unlabeled(const cv::Mat& labels, const cv::Mat& regions, cv::Point from,
                     const Visit& visit) {
  for (const auto& [dx, dy] : steps) {
    const cv::Point to(from.x + dx, from.y + dy);
    if (to.x < 0 || to.x >= labels.cols || to.y < 0 || to.y >= labels.rows) continue;
    if (labels.at<int>(to) != 0) continue;
    const bool is_within = regions.data == nullptr || regions.at<int>(to) == regions.at<int>(from);
    if (is_within) visit(to);
  }
}

/// Labeled pixels beside unlabeled ones.
std::vector<cv::Point> first_front(const cv::Mat& labels, const cv::Mat& regions) {
  std::vector<cv::Point> front;
  for (int y = 0; y < labels.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    for (int x = 0; x < labels.cols; ++x) {
      if (label[x] == 0) continue;
      bool is_beside = false;
      visit_unlabeled(labels, regions, {x, y}, [&](cv::Point) { is_beside = true; });
      if (is_beside) front.emplace_back(x, y);
    }
  }
  return front;
}

}  // namespace

void spread_labels(cv::Mat& labels, const cv::Mat& regions) {
  assert(labels.type() == CV_32SC1);
  assert(regions.empty() || (regions.type() == CV_32SC1 && regions.size() == labels.size()));
  std::vector<cv::Point> front = first_front(labels, regions);
  std::vector<cv::Point> next;
  while (!front.empty()) {
    next.clear();
    for (const cv::Point& from : front) {
      visit_unlabeled(labels, regions, from, [&](cv::Point to) {
        labels.at<int>(to) = labels.at<int>(from);
        next.push_back(to);
      });
    }
    std::swap(front, next);
  }
}

}  // namespace tintflow
