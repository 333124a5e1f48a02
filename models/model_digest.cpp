#include "models/model_digest.h"

#include "io/content_digest.h"

namespace tintflow {

std::string model_digest(const TensorFile& model) {
  ContentDigest digest;
  for (const auto& [key, value] : model.metadata) {
    digest.add(key);
    digest.add(value);
  }
  for (const StoredTensor& tensor : model.tensors) {
    digest.add(tensor.name);
    digest.add(name_of(tensor.dtype));
    for (const std::int64_t length : tensor.shape) digest.add(std::to_string(length));
    digest.add(tensor.bytes);
  }
  return digest.finish();
}

}  // namespace tintflow
