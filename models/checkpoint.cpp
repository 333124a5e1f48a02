#include "models/checkpoint.h"

#include <charconv>
#include <stdexcept>
#include <system_error>

#include "io/atomic_file.h"
#include "io/errors.h"

namespace tintflow {
namespace {

constexpr const char* kind = "tintflow-checkpoint";

/// Shortest text that reads back as the same number, infinity included.
template <class Number>
std::string text_of(Number number) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

template <class Number>
void read_number(const TensorFile& file, const std::string& key, Number& number) {
  const auto found = file.metadata.find(key);
  if (found != file.metadata.end()) {
    const char* const end = found->second.data() + found->second.size();
    const auto parsed = std::from_chars(found->second.data(), end, number);
    if (parsed.ec == std::errc{} && parsed.ptr == end) return;
  }
  throw WeightsError(file.name + ": the checkpoint's \"" + key + "\" is missing or unreadable");
}

void check_architecture(const TensorFile& file, const Metadata& architecture) {
  const auto format = file.metadata.find("format");
  if (format == file.metadata.end() || format->second != kind) {
    throw WeightsError(file.name + ": not a checkpoint of a training run");
  }
  for (const auto& [key, value] : architecture) {
    const auto found = file.metadata.find(key);
    const std::string stored = found == file.metadata.end() ? "nothing" : found->second;
    if (stored != value) {
      throw WeightsError(file.name + ": the checkpoint was trained with " + key + " = " + stored +
                         ", this run has " + value);
    }
  }
}

}  // namespace

void write_tensor_file(const std::filesystem::path& file, const TensorFile& content) {
  if (const auto written = write_file_atomically(file, to_safetensors(content)); !written) {
    throw std::runtime_error(written.error());
  }
}

void write_checkpoint(const std::filesystem::path& file, const NamedTensors& tensors,
                      const Metadata& architecture, const TrainingState& state) {
  TensorFile content;
  content.tensors = store(tensors, WeightStorage::exact);
  content.metadata = architecture;
  content.metadata["format"] = kind;
  content.metadata["epoch"] = text_of(state.epoch);
  content.metadata["step"] = text_of(state.step);
  content.metadata["position"] = text_of(state.position);
  content.metadata["seconds"] = text_of(state.seconds);
  content.metadata["best_l1"] = text_of(state.best_l1);
  write_tensor_file(file, content);
}

TrainingState read_checkpoint(const std::filesystem::path& file, const NamedTensors& tensors,
                              const Metadata& architecture) {
  const TensorFile content = read_safetensors(file);
  check_architecture(content, architecture);
  TrainingState state;
  read_number(content, "epoch", state.epoch);
  read_number(content, "step", state.step);
  read_number(content, "position", state.position);
  read_number(content, "seconds", state.seconds);
  read_number(content, "best_l1", state.best_l1);
  load(content, tensors);
  return state;
}

}  // namespace tintflow
