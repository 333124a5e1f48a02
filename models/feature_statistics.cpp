#include "models/feature_statistics.h"

#include <cassert>
#include <cmath>
#include <limits>

#include <torch/torch.h>

namespace tintflow {
namespace {

/// Rows that are multiplied at once.
constexpr std::size_t block_rows = 256;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The rows as doubles; a copy.
torch::Tensor matrix(const std::vector<float>& values, std::size_t length) {
  const auto columns = static_cast<std::int64_t>(length);
  const auto rows = static_cast<std::int64_t>(values.size()) / columns;
  return torch::from_blob(const_cast<float*>(values.data()), {rows, columns}).to(torch::kFloat64);
}

torch::Tensor root(const torch::Tensor& symmetric) {
  const auto [values, vectors] = torch::linalg_eigh(symmetric, "L");
  return torch::mm(vectors * values.clamp_min(0).sqrt(), vectors.t());
}

torch::Tensor kernel(const torch::Tensor& one, const torch::Tensor& other) {
  return (torch::mm(one, other.t()) / static_cast<double>(one.size(1)) + 1).pow(3);
}

/// Mean of all kernel values of different rows.
double mean_of_pairs(const torch::Tensor& rows) {
  const torch::Tensor values = kernel(rows, rows);
  const auto count = static_cast<double>(rows.size(0));
  return (values.sum() - values.trace()).item<double>() / (count * (count - 1));
}

}  // namespace

struct FeatureStatistics::Moments {
  torch::Tensor mean;
  torch::Tensor covariance;
};

void FeatureStatistics::add(const cv::Mat& row, bool keep) {
  assert(row.type() == CV_32FC1 && row.rows == 1);
  if (rows_ == 0) {
    length_ = row.total();
    sum_.resize(length_);
    products_.resize(length_ * length_);
  }
  assert(row.total() == length_);
  const auto* values = row.ptr<float>();
  pending_.insert(pending_.end(), values, values + length_);
  if (keep) kept_.insert(kept_.end(), values, values + length_);
  ++rows_;
  if (pending_.size() >= block_rows * length_) fold();
}

void FeatureStatistics::fold() {
  const auto side = static_cast<std::int64_t>(length_);
  const torch::Tensor rows = matrix(pending_, length_);
  torch::from_blob(sum_.data(), {side}, torch::kFloat64) += rows.sum(0);
  torch::from_blob(products_.data(), {side, side}, torch::kFloat64).addmm_(rows.t(), rows);
  pending_.clear();
}

FeatureStatistics::Moments FeatureStatistics::moments() const {
  FeatureStatistics whole = *this;
  whole.fold();
  const auto side = static_cast<std::int64_t>(length_);
  const auto count = static_cast<double>(rows_);
  const torch::Tensor mean = torch::from_blob(whole.sum_.data(), {side}, torch::kFloat64) / count;
  const torch::Tensor products =
      torch::from_blob(whole.products_.data(), {side, side}, torch::kFloat64);
  return {mean, (products - count * torch::outer(mean, mean)) / (count - 1)};
}

std::vector<double> frechet_distances(const FeatureStatistics& truth,
                                      std::span<const FeatureStatistics> others) {
  std::vector<double> distances(others.size(), none);
  if (truth.rows() < 2) return distances;
  const FeatureStatistics::Moments expected = truth.moments();
  const torch::Tensor root_of_truth = root(expected.covariance);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (others[i].rows() < 2) continue;
    const FeatureStatistics::Moments moments = others[i].moments();
    const torch::Tensor product =
        torch::mm(torch::mm(root_of_truth, moments.covariance), root_of_truth);
    const torch::Tensor of_root =
        torch::linalg_eigvalsh((product + product.t()) / 2, "L").clamp_min(0).sqrt().sum();
    const torch::Tensor distance = (expected.mean - moments.mean).square().sum() +
                                   expected.covariance.trace() + moments.covariance.trace() -
                                   2 * of_root;
    distances[i] = distance.item<double>();
  }
  return distances;
}

double kernel_distance(const FeatureStatistics& one, const FeatureStatistics& other) {
  const torch::Tensor x = matrix(one.kept_, std::max<std::size_t>(1, one.length_));
  const torch::Tensor y = matrix(other.kept_, std::max<std::size_t>(1, other.length_));
  if (x.size(0) < 2 || y.size(0) < 2) return none;
  return mean_of_pairs(x) + mean_of_pairs(y) - 2 * kernel(x, y).mean().item<double>();
}

}  // namespace tintflow
