#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <opencv2/core.hpp>

namespace tintflow {

/// Mean and covariance of many rows of features, and some of the rows. Takes the same memory for
/// any number of rows, apart from those that are kept.
class FeatureStatistics {
 public:
  /// Adds a row, CV_32FC1, as long as those before. `keep` also keeps it for
  /// `kernel_distance`, whose time grows with the square of the rows.
  void add(const cv::Mat& row, bool keep);

  [[nodiscard]] std::size_t rows() const { return rows_; }

 private:
  friend std::vector<double> frechet_distances(const FeatureStatistics& truth,
                                               std::span<const FeatureStatistics> others);
  friend double kernel_distance(const FeatureStatistics& one, const FeatureStatistics& other);

  struct Moments;
  [[nodiscard]] Moments moments() const;
  void fold();

  std::size_t rows_ = 0;
  std::size_t length_ = 0;
  /// Rows that are not yet in the sums.
  std::vector<float> pending_;
  std::vector<double> sum_;
  /// Sum of the rows' outer products.
  std::vector<double> products_;
  std::vector<float> kept_;
};

/// The Frechet distance of normal distributions (Heusel et al., "GANs Trained by a Two Time-Scale
/// Update Rule", 2017): |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2)), covariances over n - 1. The
/// trace of the root is the sum of the roots of the eigenvalues of C1^(1/2) C2 C1^(1/2), which is
/// symmetric, by symmetric eigendecompositions; negative eigenvalues, which are rounding, count
/// as 0. NaN where either has fewer than two rows.
[[nodiscard]] std::vector<double> frechet_distances(const FeatureStatistics& truth,
                                                    std::span<const FeatureStatistics> others);

/// The unbiased squared maximum mean discrepancy of the kept rows with the kernel
/// (x y / length + 1)^3 (Binkowski et al., "Demystifying MMD GANs", 2018). May be below 0. NaN
/// where fewer than two rows are kept of either.
[[nodiscard]] double kernel_distance(const FeatureStatistics& one, const FeatureStatistics& other);

}  // namespace tintflow
