#include "stages/panel.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "stages/resize.h"

namespace tintflow {
namespace {

constexpr int gap = 8;
const cv::Scalar ground(228, 228, 228);

void place(const cv::Mat& picture, cv::Point corner, int cell, cv::Mat& panel) {
  const cv::Rect inside = letterbox(picture.size(), cell).inside + corner;
  cv::Mat spot = panel(inside);
  const bool shrinks = inside.width < picture.cols;
  cv::resize(picture, spot, spot.size(), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
}

}  // namespace

cv::Mat draw_panel(const std::vector<PanelRow>& rows, int cell, int columns) {
  std::size_t pictures = 1;
  for (const PanelRow& row : rows) pictures = std::max(pictures, row.size());
  const int across = std::max(1, std::min<int>(columns, static_cast<int>(rows.size())));
  const int down = (static_cast<int>(rows.size()) + across - 1) / across;
  const int row_width = static_cast<int>(pictures) * (cell + gap) + gap;

  cv::Mat panel(down * (cell + gap) + gap, across * row_width, CV_8UC3, ground);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int left = static_cast<int>(i) % across * row_width + gap;
    const int top = static_cast<int>(i) / across * (cell + gap) + gap;
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      place(rows[i][k], {left + static_cast<int>(k) * (cell + gap), top}, cell, panel);
    }
  }
  return panel;
}

}  // namespace tintflow
