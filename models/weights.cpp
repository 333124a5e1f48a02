#include "models/weights.h"

#include <cstring>
#include <map>
#include <sstream>

#include "io/errors.h"

namespace tintflow {
namespace {

DType dtype_of(const torch::Tensor& tensor) {
  switch (tensor.scalar_type()) {
    case torch::kFloat64:
      return DType::F64;
    case torch::kFloat32:
      return DType::F32;
    case torch::kFloat16:
      return DType::F16;
    case torch::kBFloat16:
      return DType::BF16;
    case torch::kInt64:
      return DType::I64;
    case torch::kInt32:
      return DType::I32;
    case torch::kInt16:
      return DType::I16;
    case torch::kInt8:
      return DType::I8;
    case torch::kUInt8:
      return DType::U8;
    case torch::kBool:
      return DType::BOOL;
    default:
      throw std::invalid_argument("safetensors cannot hold this type of tensor");
  }
}

torch::ScalarType scalar_type_of(DType type) {
  switch (type) {
    case DType::F64:
      return torch::kFloat64;
    case DType::F32:
      return torch::kFloat32;
    case DType::F16:
      return torch::kFloat16;
    case DType::BF16:
      return torch::kBFloat16;
    case DType::I64:
      return torch::kInt64;
    case DType::I32:
      return torch::kInt32;
    case DType::I16:
      return torch::kInt16;
    case DType::I8:
      return torch::kInt8;
    case DType::U8:
      return torch::kUInt8;
    case DType::BOOL:
      return torch::kBool;
  }
  throw std::logic_error("every DType has a scalar type");
}

std::string text_of(torch::IntArrayRef shape) {
  std::ostringstream text;
  text << shape;
  return text.str();
}

}  // namespace

NamedTensors state_of(const torch::nn::Module& network) {
  NamedTensors state;
  for (const auto& item : network.named_parameters()) state.emplace_back(item.key(), item.value());
  for (const auto& item : network.named_buffers()) state.emplace_back(item.key(), item.value());
  return state;
}

void append_with_prefix(NamedTensors& all, const std::string& prefix, const NamedTensors& tensors) {
  for (const auto& [name, tensor] : tensors) all.emplace_back(prefix + "." + name, tensor);
}

std::vector<StoredTensor> store(const NamedTensors& tensors, WeightStorage storage) {
  const torch::NoGradGuard no_grad;
  std::vector<StoredTensor> result;
  for (const auto& [name, tensor] : tensors) {
    const bool halve = storage == WeightStorage::half && tensor.dim() > 1;
    const auto copy = std::make_shared<torch::Tensor>(
        tensor.detach()
            .to(torch::kCPU, halve ? torch::kFloat16 : tensor.scalar_type(),
                /*non_blocking=*/false, /*copy=*/true)
            .contiguous());
    StoredTensor stored;
    stored.name = name;
    stored.dtype = dtype_of(*copy);
    stored.shape = copy->sizes().vec();
    stored.bytes = {static_cast<const std::uint8_t*>(copy->const_data_ptr()), copy->nbytes()};
    stored.owner = copy;
    result.push_back(std::move(stored));
  }
  return result;
}

torch::Tensor to_tensor(const StoredTensor& stored) {
  // Copied bytewise, because a foreign file need not align its numbers.
  torch::Tensor tensor = torch::empty(stored.shape, scalar_type_of(stored.dtype));
  if (!stored.bytes.empty()) {
    std::memcpy(tensor.mutable_data_ptr(), stored.bytes.data(), stored.bytes.size());
  }
  return tensor;
}

void load(const TensorFile& file, const NamedTensors& tensors) {
  std::map<std::string, const StoredTensor*> found;
  for (const StoredTensor& stored : file.tensors) found[stored.name] = &stored;
  for (const auto& [name, tensor] : tensors) {
    const auto stored = found.find(name);
    if (stored == found.end()) {
      throw WeightsError(file.name + ": tensor \"" + name + "\" is missing");
    }
    if (tensor.sizes() != stored->second->shape) {
      throw WeightsError(file.name + ": tensor \"" + name + "\" has shape " +
                         text_of(stored->second->shape) + " where the network needs " +
                         text_of(tensor.sizes()));
    }
  }
  if (found.size() > tensors.size()) {
    for (const auto& [name, tensor] : tensors) found.erase(name);
    throw WeightsError(file.name + ": tensor \"" + found.begin()->first +
                       "\" is not part of the network");
  }
  const torch::NoGradGuard no_grad;
  for (const auto& [name, tensor] : tensors) {
    torch::Tensor destination = tensor;
    destination.copy_(to_tensor(*found.at(name)));
  }
}

}  // namespace tintflow
