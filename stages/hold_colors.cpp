#include "stages/hold_colors.h"

#include <vector>

#include "stages/fill_beside_lines.h"
#include "stages/motion.h"
#include "stages/same_drawing.h"

namespace tintflow {
namespace {

/// Of the colors that motion carries along, beside the network's.
constexpr float kCarried = 0.75F;

cv::Vec3f at(const cv::Mat& picture, int y, int x) { return picture.at<cv::Vec3b>(y, x); }

/// Means of colors by region.
class RegionMeans {
 public:
  explicit RegionMeans(int count) : sums_(count), counts_(count) {}

  void add(int label, const cv::Vec3f& color) {
    sums_[label] += cv::Vec3d(color);
    ++counts_[label];
  }
  [[nodiscard]] bool has(int label) const { return counts_[label] > 0; }
  [[nodiscard]] cv::Vec3f of(int label) const { return sums_[label] / counts_[label]; }

 private:
  std::vector<cv::Vec3d> sums_;
  std::vector<int> counts_;
};

RegionMeans mean_colors(const ShownDrawing& shown) {
  RegionMeans means(shown.regions.count);
  for (int y = 0; y < shown.color.rows; ++y) {
    for (int x = 0; x < shown.color.cols; ++x) {
      means.add(shown.regions.labels.at<int>(y, x), at(shown.color, y, x));
    }
  }
  return means;
}

/// How one drawing's colors go over to the next one's.
class Transition {
 public:
  Transition(const ShownDrawing& before, const ShownDrawing& now, const DrawingChange& change,
             const Motion& motion)
      : before_(before),
        now_(now),
        motion_(motion),
        change_(change),
        carried_(follow(before.color, motion)),
        shifts_(now.regions.count),
        old_means_(mean_colors(before)),
        new_means_(mean_colors(now)),
        color_(now.color.clone()),
        known_(cv::Mat::zeros(color_.size(), CV_8UC1)) {}

  ShownDrawing shown() {
    keep_and_carry();
    shift_the_rest();
    ShownDrawing shown = now_;
    shown.color = color_;
    shown.regions.drawing = now_.regions.drawing.clone();
    before_.regions.drawing.copyTo(shown.regions.drawing, change_.still);
    return shown;
  }

 private:
  [[nodiscard]] bool is_still(int y, int x) const {
    return change_.still.at<unsigned char>(y, x) != 0;
  }

  /// True where motion leads to a place in the same region before.
  [[nodiscard]] bool can_carry(int y, int x) const {
    if (motion_.trusted.at<unsigned char>(y, x) == 0) return false;
    const auto from = motion_.from.at<cv::Vec2f>(y, x);
    const cv::Point place(cvRound(from[0]), cvRound(from[1]));
    if (!cv::Rect({}, color_.size()).contains(place)) return false;
    const int label = now_.regions.labels.at<int>(y, x);
    return change_.origin[label] == before_.regions.labels.at<int>(place);
  }

  void keep_and_carry() {
    for (int y = 0; y < color_.rows; ++y) {
      for (int x = 0; x < color_.cols; ++x) {
        cv::Vec3b& color = color_.at<cv::Vec3b>(y, x);
        const cv::Vec3f painted = color;
        if (is_still(y, x)) {
          color = before_.color.at<cv::Vec3b>(y, x);
        } else if (can_carry(y, x)) {
          color = kCarried * at(carried_, y, x) + (1 - kCarried) * painted;
        } else {
          continue;
        }
        known_.at<unsigned char>(y, x) = 255;
        shifts_.add(now_.regions.labels.at<int>(y, x), cv::Vec3f(color) - painted);
      }
    }
  }

  [[nodiscard]] cv::Vec3f shift_of(int label) const {
    if (label == 0) return {};
    if (shifts_.has(label)) return shifts_.of(label);
    const int origin = change_.origin[label];
    return origin < 0 ? cv::Vec3f() : old_means_.of(origin) - new_means_.of(label);
  }

  void shift_the_rest() {
    std::vector<cv::Vec3f> shifts;
    for (int label = 0; label < now_.regions.count; ++label) shifts.push_back(shift_of(label));
    for (int y = 0; y < color_.rows; ++y) {
      for (int x = 0; x < color_.cols; ++x) {
        if (known_.at<unsigned char>(y, x) != 0) continue;
        cv::Vec3b& color = color_.at<cv::Vec3b>(y, x);
        color = cv::Vec3f(color) + shifts[now_.regions.labels.at<int>(y, x)];
      }
    }
  }

  const ShownDrawing& before_;
  const ShownDrawing& now_;
  const Motion& motion_;
  const DrawingChange& change_;
  const cv::Mat carried_;
  RegionMeans shifts_;
  const RegionMeans old_means_;
  const RegionMeans new_means_;
  cv::Mat color_;
  /// CV_8UC1: 255 where the color is that of the drawing before.
  cv::Mat known_;
};

/// The drawing with the mean colors of the regions before in place of the network's.
ShownDrawing with_colors_before(const ShownDrawing& before, const ShownDrawing& now,
                                const DrawingChange& change) {
  const RegionMeans means = mean_colors(before);
  ShownDrawing shown = now;
  shown.reference = before.reference;
  shown.color = now.color.clone();
  for (int y = 0; y < shown.color.rows; ++y) {
    for (int x = 0; x < shown.color.cols; ++x) {
      const int origin = change.origin[now.regions.labels.at<int>(y, x)];
      if (origin > 0) shown.color.at<cv::Vec3b>(y, x) = means.of(origin);
    }
  }
  shown.color = fill_beside_lines(shown.color, now.regions.labels);
  return shown;
}

/// Gives what the reference shows its colors: to the last level where it stands still.
void take_from_reference(const ShownDrawing& reference, ShownDrawing& shown) {
  const DrawingChange change = compare_drawings(reference.regions, shown.regions);
  const RegionMeans means = mean_colors(reference);
  const cv::Mat& labels = shown.regions.labels;
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      const int whole = change.part_of[labels.at<int>(y, x)];
      if (whole > 0) shown.color.at<cv::Vec3b>(y, x) = means.of(whole);
    }
  }
  shown.color = fill_beside_lines(shown.color, labels);
  reference.color.copyTo(shown.color, change.still);
}

}  // namespace

ShownDrawing hold_colors(const ShownDrawing& before, const ShownDrawing& now) {
  const cv::Mat& drawing = now.regions.drawing;
  const cv::Mat& old_drawing = before.regions.drawing;
  if (drawing.size() != old_drawing.size() || now.has_light_ink != before.has_light_ink) {
    return now;
  }
  if (is_same_drawing(old_drawing, drawing, Likeness::near)) return before;
  const Motion motion = find_motion(old_drawing, drawing);
  if (is_scene_cut(old_drawing, drawing, motion)) return now;
  const DrawingChange change = compare_drawings(before.regions, now.regions);
  if (!before.reference) return Transition(before, now, change, motion).shown();
  const ShownDrawing painted = with_colors_before(before, now, change);
  ShownDrawing shown = Transition(before, painted, change, motion).shown();
  take_from_reference(*before.reference, shown);
  return shown;
}

}  // namespace tintflow
