#include "models/feature_extractor.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

#include <torch/csrc/jit/runtime/jit_exception.h>
#include <torch/script.h>

#include "io/errors.h"
#include "models/options.h"
#include "models/tensors.h"

namespace tintflow {
namespace {

/// Any size will do to see what the module returns.
constexpr int trial_side = 64;

/// N x 3 x H x W.
torch::Tensor to_tensor(std::span<const cv::Mat> pictures) {
  std::vector<torch::Tensor> planes;
  for (const cv::Mat& picture : pictures) {
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    planes.push_back(
        torch::from_blob(whole.data, {whole.rows, whole.cols, picture_channels}, torch::kUInt8)
            .permute({2, 0, 1})
            .contiguous());
  }
  return torch::stack(planes);
}

class Network {
 public:
  Network(const std::string& file, const Device& device)
      : device_(torch_device(device)), module_(torch::jit::load(file, device_)) {
    module_.eval();
    const auto& schema = module_.get_method("forward").function().getSchema();
    if (schema.argumentIndexWithName("return_features")) options_["return_features"] = true;
  }

  [[nodiscard]] torch::Tensor features(std::span<const cv::Mat> pictures) const {
    // As in the engine: every new caller takes over the number of threads that was set.
    thread_local const bool single_threaded = (at::init_num_threads(), true);
    static_cast<void>(single_threaded);
    const c10::InferenceMode inference;
    torch::jit::Module module = module_;  // Running it is not const; copies share the weights.
    const torch::Tensor rows =
        module.forward({to_tensor(pictures).to(device_)}, options_).toTensor();
    return rows.flatten(1).to(torch::kCPU, torch::kFloat32).contiguous();
  }

 private:
  torch::Device device_;
  torch::jit::Module module_;
  std::unordered_map<std::string, c10::IValue> options_;
};

}  // namespace

FeatureExtractor load_feature_extractor(const std::string& file, const Device& device) {
  const cv::Mat blank(trial_side, trial_side, CV_8UC3, cv::Scalar::all(255));
  const cv::Mat trial[] = {blank, blank};
  try {
    at::set_num_threads(1);
    auto network = std::make_shared<const Network>(file, device);
    const torch::Tensor rows = network->features(trial);
    if (rows.dim() != 2 || rows.size(0) != 2) {
      throw WeightsError(file + ": does not return a row of features for each picture");
    }
    return [network](std::span<const cv::Mat> pictures) {
      const torch::Tensor found = network->features(pictures);
      return cv::Mat(static_cast<int>(found.size(0)), static_cast<int>(found.size(1)), CV_32FC1,
                     found.data_ptr())
          .clone();
    };
  } catch (const c10::Error& error) {
    throw WeightsError(
        file + ": cannot be used as a TorchScript module: " + error.what_without_backtrace());
  } catch (const torch::jit::JITException& error) {
    throw WeightsError(file + ": fails on a picture: " + error.what());
  }
}

}  // namespace tintflow
